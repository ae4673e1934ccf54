"""Shapes of what is not news: 导读, facts for readers, advertisements and public notices."""

from __future__ import annotations

import math
from collections.abc import Callable

from banxin.layout.grid import Grid
from banxin.model.edition import Ad, Service
from banxin.model.kinds import ModuleKind
from banxin.norms import SEPARATOR
from banxin.plan.legs.rows import FRAME_INSET
from banxin.plan.shapes.item import AdShape, BoxShape, Curve, Item, NoticeShape, keep
from banxin.plan.shapes.notices import SetNotice
from banxin.plan.text.boxes import SetBox, Teaser, service_box, teaser_box
from banxin.plan.text.typesetter import Typesetter

LEAST_RANK = 6
"""Rank of what is not news: after every article."""
FILLER_SPAN, FILLER_ROWS, FILLER_SLIM = 2, 8, 18
"""A filler takes at least so many columns and rows, and at most so many rows a column. Ours."""
STRIP_ROWS, SLIM_ROWS = 4, 6
"""Where no page is found otherwise: rows of a filler over several columns and in one, at least. Ours."""
FILLER_COST, FILLER_CELL = 30.0, 0.05
"""Cost of a filler, and of each of its cells: more than that of a good article's shape. Ours."""
BOX_SPANS = 3
"""Columns of a box of entries or facts at most. Ours."""
BOX_AIR = 12.0
"""Height in pt that the frame of a box and the air inside it take together. Ours."""
BOX_STRETCH, BOX_AIRY = 1.5, 0.8
"""How much higher than it needs a box may be; cost of each row of that. Ours."""


def teasers_item(entries: tuple[Teaser, ...], setter: Typesetter, grid: Grid, most_rows: int) -> Item:
    """The 导读."""
    curves = _box_curves(lambda width: teaser_box(entries, setter, width), grid, most_rows)
    return Item("teasers", ModuleKind.TEASER, LEAST_RANK, curves)


def service_item(service: Service, setter: Typesetter, grid: Grid, most_rows: int) -> Item:
    """A box of facts for readers."""
    curves = _box_curves(lambda width: service_box(service, setter, width), grid, most_rows)
    return Item(service.id, ModuleKind.BOX, LEAST_RANK, curves)


def _box_curves(make: Callable[[float], SetBox | None], grid: Grid, most_rows: int) -> dict[int, Curve]:
    curves: dict[int, Curve] = {}
    for span in range(1, min(BOX_SPANS, grid.sheet.columns) + 1):
        width = grid.span_width(span) - 2 * FRAME_INSET * grid.sheet.body_pt
        box = make(width)
        if box is None:
            continue
        least = math.ceil((box.least_pt + BOX_AIR) / grid.sheet.row_pt)
        curve: Curve = {}
        for rows in range(least, math.ceil(BOX_STRETCH * least) + 1):
            if rows + SEPARATOR <= most_rows:
                cost = BOX_AIRY * (rows - least)
                keep(curve, BoxShape(span, rows + SEPARATOR, cost, box=box, width=width))
        if curve:
            curves[span] = curve
    return curves


def filler_item(notice: SetNotice, number: int, columns: int, most_rows: int, *, slim: bool = False) -> Item:
    """A public notice; over the whole width it may be as high as the page. slim: any strip and column."""
    curves: dict[int, Curve] = {}
    for span in range(1 if slim else min(FILLER_SPAN, columns), columns + 1):
        most = most_rows if slim or span == columns else min(most_rows, FILLER_SLIM * span)
        least = (STRIP_ROWS if span > 1 else SLIM_ROWS) if slim else FILLER_ROWS
        curves[span] = {
            rows: NoticeShape(span, rows, FILLER_COST + FILLER_CELL * span * rows, notice=notice)
            for rows in range(least, most + 1)
        }
    return Item(f"filler-{number}", ModuleKind.FILLER, LEAST_RANK, curves)


def ad_item(ad: Ad, columns: int, rows: int) -> Item:
    """An advertisement over so many columns and rows."""
    high = rows + SEPARATOR
    return Item(ad.id, ModuleKind.AD, LEAST_RANK, {columns: {high: AdShape(columns, high, 0.0, ad=ad)}})
