"""Shapes of pictures, and the captions under them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from banxin.layout.grid import Grid
from banxin.layout.settings import Forms
from banxin.model.edition import Article, Picture
from banxin.model.line import Line
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.rows import SEPARATOR
from banxin.plan.shapes.item import Curve, Item, Shape, keep
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, Mil, mil

PICTURE_CHANGE = 0.15
"""How much taller or shorter than its own shape a picture may be shown (docs/newspaper-page.md#pictures)."""
PICTURE_GAP = 4.0
"""Space between a photo and its caption's row, in pt. Ours."""
PICTURE_TOP = 1.0
"""Space over a photo, in pt: its edge is level with the tops of characters beside it. Ours."""
CHANGE_COST = 12.0
"""Cost of a picture shown twice or half as tall as its own shape is; a share of it for less. Ours."""
SMALL_PHOTO = 2.5
"""A photo over fewer than three columns costs so many times the weight of a missing dominant one. Ours."""
USUAL_SPAN, SMALL_SPAN = 2, 2
"""Columns of a photo at the least; of one that its editor wants small at the most. Ours."""
INSIDE_CHANGES = (-0.1, 0.0, 0.1)
"""How much taller a picture inside its article may be shown than it is; few, for each wants fillings of its own."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line under a photo."""

    role: str
    """caption or credit."""
    row: int
    """Rows under the photo, from 0."""
    line: Line


def caption_lines(setter: Typesetter, picture: Picture, width_em: float) -> list[CaptionLine]:
    """Caption and credit of a picture; the credit ends the caption's last row if it goes in."""
    roles = setter.layout.roles
    measure = Mil(int(width_em * EM))
    lines: list[CaptionLine] = []
    if picture.caption:
        setting = setter.ragged(picture.caption, measure, roles.caption)
        lines = [CaptionLine("caption", row, line) for row, line in enumerate(setting.lines)]
    if picture.credit:
        setting = setter.ragged(picture.credit, measure, roles.credit)
        first = setting.lines[0]
        shares = bool(lines) and len(setting.lines) == 1 and lines[-1].line.width + 2 * EM + first.width <= measure
        start = len(lines) - (1 if shares else 0)
        lines += [CaptionLine("credit", start + row, line) for row, line in enumerate(setting.lines)]
    return lines


def photo_item(
    article: Article, number: int, setter: Typesetter, grid: Grid, most_rows: int, *, dominant: bool, rank: int
) -> Item:
    """An article's picture (from 0) as an item of its own."""
    picture = article.pictures[number]
    curves: dict[int, Curve] = {}
    body, row = grid.sheet.body_pt, grid.sheet.row_pt
    forms = setter.layout.forms
    for span in _spans(article, picture, grid.sheet.columns, forms, dominant=dominant):
        width = grid.span_width(span)
        captions = caption_rows(setter, picture, width / body)
        natural = width * picture.height / picture.width
        curve: Curve = {}
        change = PICTURE_CHANGE if picture.crop else 0.0
        least = math.ceil((natural * (1 - change)) / row)
        most = max(int((natural * (1 + change)) / row), least)
        for picture_rows in range(least, most + 1):
            rows = picture_rows + captions + SEPARATOR
            off = abs(picture_rows * row / natural - 1)
            minor = span >= forms.dominant_span or number or article.kind != "photo"
            small = 0.0 if minor else SMALL_PHOTO * setter.layout.weights.photo
            if rows <= most_rows:
                cost = CHANGE_COST * off + small
                keep(curve, Shape(span, rows, cost, "photo", None, 0, None, mil(width / body), 0))
        if curve:
            curves[span] = curve
    name = article.slug if article.kind == "photo" and not number else f"{article.slug}-photo{number + 1}"
    return Item(name, "photo", article, None, rank, curves, picture)


def _spans(article: Article, picture: Picture, columns: int, forms: Forms, *, dominant: bool) -> range:
    if article.kind == "photo" and article.span is not None:
        return range(article.span, min(article.span, columns) + 1)
    if picture.size == "small":
        return range(1, min(columns, SMALL_SPAN) + 1)
    least = forms.dominant_span if dominant or picture.size == "large" else USUAL_SPAN
    return range(min(least, columns), min(columns, forms.photo_span) + 1)


def insets(picture: Picture, setter: Typesetter, grid: Grid, span: int, leg: tuple[float, float]) -> list[Inset]:
    """Places for a picture in a module of `span` legs; `leg`: their width, and how far the next one is, in pt."""
    forms, body, row = setter.layout.forms, grid.sheet.body_pt, grid.sheet.row_pt
    least = forms.dominant_span if picture.size == "large" else 1 if picture.height > picture.width else USUAL_SPAN
    most = SMALL_SPAN if picture.size == "small" else forms.photo_span
    found: dict[tuple[int, int, bool], Inset] = {}
    for width in range(1 if picture.size == "small" else least, min(most, span) + 1):
        width_pt = (width - 1) * leg[1] + leg[0]
        captions = caption_rows(setter, picture, width_pt / body)
        natural = width_pt * picture.height / picture.width
        air = PICTURE_GAP + PICTURE_TOP
        for change in INSIDE_CHANGES if picture.crop else (0.0,):
            rows = round((natural * (1 + change) + air) / row)
            cost = CHANGE_COST * abs((rows * row - air) / natural - 1)
            found[width, rows, False] = Inset(width, rows + captions + 1, cost)
        change = PICTURE_CHANGE if picture.crop else 0.0
        least, most = math.ceil((natural * (1 - change) + air) / row), int((natural * (1 + change) + air) / row)
        for rows in range(least, max(most, least) + 1) if width < span else ():
            cost = CHANGE_COST * abs((rows * row - air) / natural - 1)
            found[width, rows, True] = Inset(width, rows + captions, cost, full=True)
    return list(found.values())


def caption_rows(setter: Typesetter, picture: Picture, width_em: float) -> int:
    """Rows under a picture."""
    lines = caption_lines(setter, picture, width_em)
    return lines[-1].row + 1 if lines else 0
