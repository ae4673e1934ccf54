"""Masthead (报头) with its ears (报眼) and date line, and folio (报眉): what a layout's slots say, filled in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from banxin.compose.heads.headline import SetHeadline
from banxin.compose.lines import spread_line
from banxin.errors import Problem, problem
from banxin.layout.fields import fields, filled
from banxin.layout.grid import Grid, make_sheet
from banxin.layout.slots import DateLine, Slot
from banxin.model.edition import Edition
from banxin.model.kinds import ModuleKind
from banxin.model.line import Line
from banxin.model.plan import QR, Module, PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.model.roles import Role
from banxin.model.text import Text, WritingMode
from banxin.plan.problems import DATE_LINE
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, Mil, round_half_up

LEAST_SIZE = 6.0
"""Least legible size of the date line, in pt. Ours."""
PAIR_PITCH = 1.15
"""Distance of the two lines of an upright slot whose text is long, in their size. Ours."""


def furniture_line(
    text: str, line: Line, x: float, baseline: float, size: float, role: Role, block: int, slot: str
) -> PlacedLine:
    """A line that stands off the grid, at its place."""
    return PlacedLine(
        role=role,
        text=text,
        runs=line.runs,
        block=block,
        leg=0,
        row=0,
        x_pt=round_half_up(x, 4),
        y_pt=round_half_up(baseline, 4),
        start_pt=0.0,
        length_pt=round_half_up(line.width * size / EM, 4),
        size_pt=size,
        gap_em=0.0,
        last=True,
        writing_mode=line.writing_mode,
        slot=slot,
    )


def masthead(edition: Edition, setter: Typesetter, grid: Grid, page: int, section: str = "", pages: int = 0) -> Module:
    """The masthead (报头): over the first rows of page 1, or a block at its top left with the lead beside it.

    `section` and `pages` (how many the edition has) as for `fields`.
    """
    layout, values = setter.layout, fields(edition, page, section, pages)
    columns = layout.furniture.masthead_columns or grid.sheet.columns
    rect = grid.rect(1, columns, 1, layout.furniture.masthead_rows)
    made = _Made(setter, values, ModuleKind.MASTHEAD, Role.MASTHEAD)
    made.add(layout.masthead, rect)
    made.lines += date_line(layout.dateline, values, setter, grid, len(made.lines))
    return made.module(rect, columns, layout.furniture.masthead_rows)


def folio(edition: Edition, setter: Typesetter, grid: Grid, page: int, section: str = "", pages: int = 0) -> Module:
    """The folio (报眉) over the first rows of page 2 and up; over a spread, one for each of its two pages.

    A spread is recognised by its grid, which has more columns than the layout.
    """
    layout, sheet = setter.layout, grid.sheet
    rows = layout.furniture.folio_rows
    rect = grid.rect(1, sheet.columns, 1, rows)
    made = _Made(setter, fields(edition, page, section, pages), ModuleKind.FOLIO, Role.FOLIO)
    own = make_sheet(layout, sheet.row_pt).type_area.width
    for number, shift in ((page, 0.0), (page + 1, rect.width - own))[: 2 if sheet.columns > layout.grid.columns else 1]:
        made.values = fields(edition, number, section, pages)
        slots = layout.folio if number % 2 else [slot.on_left_hand(own) for slot in layout.folio]
        made.add(slots, Rect(rect.x + shift, rect.y, own, rect.height))
    return made.module(rect, sheet.columns, rows)


class _Made:
    """Builds a module of furniture."""

    def __init__(self, setter: Typesetter, values: dict[str, str], kind: ModuleKind, role: Role) -> None:
        self.setter = setter
        self.values = values
        self.kind = kind
        self.role = role
        self.lines: list[PlacedLine] = []
        self.pictures: list[PlacedPicture] = []
        self.rules: list[PlacedRule] = []

    def add(self, slots: Iterable[Slot], area: Rect) -> None:
        """What the slots say, from the top left of `area`."""
        for slot in slots:
            place = Rect(area.x + slot.x, area.y + slot.y, slot.width, slot.height)
            if slot.rule:
                self.rules.append(PlacedRule(slot.rule, place))
            elif slot.qr:
                target = filled(slot.qr, self.values)
                if target:
                    alt = filled(slot.alt, self.values)
                    self.pictures.append(PlacedPicture(QR + target, place, (0, 0, 1, 1), alt))
            else:
                self._add_text(slot, place)

    def _add_text(self, slot: Slot, place: Rect) -> None:
        text = filled(slot.text, self.values)
        found = self.setter.headline(Text.of(text), 1, slot.face, slot.mode, display=False) if text else None
        if found is None:
            return
        line, room = found.lines[0], place.height if slot.vertical else place.width
        size = min(slot.size, room * EM / line.width)
        if slot.vertical and size < LEAST_SIZE and self._add_pair(text, slot, place):
            return
        if slot.align == "spread":
            line = spread_line(line, Mil(int(room * EM / size)))
        left = room - line.width * size / EM
        shift = {"left": 0.0, "spread": 0.0, "center": left / 2, "right": left}[slot.align]
        x, y = (place.x + place.width / 2, place.y + shift) if slot.vertical else (place.x + shift, place.y)
        placed = furniture_line(text, line, x, y, round_half_up(size, 3), self.role, len(self.lines), slot.slot)
        self.lines.append(placed)

    def _add_pair(self, text: str, slot: Slot, place: Rect) -> bool:
        """An upright text in two lines, the first at the right; False when they cannot be any larger than one line."""
        found = self.setter.headline(Text.of(text), 2, slot.face, WritingMode.VERTICAL, display=False)
        if found is None:
            return False
        size = min(slot.size, place.height * EM / found.width, place.width / (2 * PAIR_PITCH))
        if size < LEAST_SIZE:
            return False
        for line, side in zip(found.lines, (1, -1), strict=True):
            x = place.x + place.width / 2 + side * PAIR_PITCH * size / 2
            y = place.y + (0.0 if slot.align != "center" else (place.height - found.width * size / EM) / 2)
            at = (x, y, round_half_up(size, 3))
            self.lines.append(furniture_line(line.text, line, *at, self.role, len(self.lines), slot.slot))
        return True

    def module(self, rect: Rect, columns: int, rows: int) -> Module:
        """The module over the first columns and rows."""
        return Module(
            id=self.kind.value, kind=self.kind, article="", part=1, parts=1, rect=rect,
            columns=(1, columns), rows=(1, rows),
            legs=0, leg_rows=(0, 0), headline_form=None, headline_pt=0.0, headline_rect=None, priority=0,
            lines=tuple(self.lines), pictures=tuple(self.pictures), rules=tuple(self.rules),
        )  # fmt: skip


def date_line(
    table: DateLine | None, values: dict[str, str], setter: Typesetter, grid: Grid, block: int
) -> list[PlacedLine]:
    """The items of the date line with equal space between them, from edge to edge; smaller where they are long."""
    if table is None:
        return []
    heads = _date_items(table, values, setter)
    size = max(min(_date_size(table, heads), table.size), min(LEAST_SIZE, table.size))
    widths = [head.width * size / EM for _, head in heads]
    space = (table.width - sum(widths)) / max(len(heads) - 1, 1)
    area = grid.sheet.type_area
    x, lines = area.x + table.x, []
    for number, ((text, head), width) in enumerate(zip(heads, widths, strict=True)):
        place = (x, area.y + table.y, size, Role.FOLIO, block + number, "dateline")
        lines.append(furniture_line(text, head.lines[0], *place))
        x += width + space
    return lines


def date_line_problems(
    edition: Edition, setter: Typesetter, page: int, section: str = "", pages: int = 0
) -> list[Problem]:
    """A `date-line` problem when the facts do not fit their line in any legible size."""
    table = setter.layout.dateline
    if table is None:
        return []
    heads = _date_items(table, fields(edition, page, section, pages), setter)
    least = min(LEAST_SIZE, table.size)
    if _date_size(table, heads) >= least:
        return []
    needed = sum(head.width for _, head in heads) / EM + len(heads) - 1
    over = math.ceil(needed - table.width / least)
    return [problem(DATE_LINE, edition.paper.origin, size=least, over=over)]


def _date_items(table: DateLine, values: dict[str, str], setter: Typesetter) -> list[tuple[str, SetHeadline]]:
    texts = [text for item in table.items if (text := filled(item, values))]
    return [
        (text, head)
        for text in texts
        if (head := setter.headline(Text.of(text), 1, table.face, display=False)) is not None
    ]


def _date_size(table: DateLine, heads: Sequence[tuple[str, SetHeadline]]) -> float:
    """The largest size, in tenths of a pt, that leaves one em between the items."""
    ems = sum(head.width for _, head in heads) / EM + max(len(heads) - 1, 0)
    return math.floor(10 * table.width / ems) / 10 if ems else table.size
