"""White space in legs: rows without text, picture, a table's space or a pull quote."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from banxin.check.view import leg_lines
from banxin.model.plan import Module, PlacedLine, Rect, Sheet
from banxin.model.roles import RoleTraits
from banxin.norms import TOLERANCE

UNDER_PICTURE = 1
"""Blank rows between a picture's caption and the text under it."""


def leg_white(module: Module, sheet: Sheet) -> Iterator[tuple[int, int]]:
    """(leg, empty rows): at its foot, and those inside it that nothing accounts for."""
    if not module.legs:
        return
    found = leg_lines(module)
    first, last = module.leg_rows
    for leg in range(1, module.legs + 1):
        lines = found.get(leg, [])
        quotes = [line for line in module.lines if line.role.traits.off_rows and line.leg == leg]
        yield leg, _white(lines, quotes, first + _covered(module, lines, sheet), last, sheet)


def _white(lines: Sequence[PlacedLine], quotes: Sequence[PlacedLine], first: int, last: int, sheet: Sheet) -> int:
    """Rows between `first` and `last` that are white."""
    white, expected = 0, first
    before: RoleTraits | None = None
    for line in lines:
        begins = line.row - sheet.rows_per_line + 1
        apart = begins - expected - _quoted(quotes, expected, begins, sheet)
        if apart > 0 and not ((before and before.air_after) or line.role.traits.air_before):
            white += apart
        expected, before = line.row + 1, line.role.traits
    foot = last + 1 - expected - _quoted(quotes, expected, last + 1, sheet)
    if before:
        foot -= before.short * sheet.rows_per_line + before.rows_after
    return white + max(foot, 0)


def _quoted(quotes: Sequence[PlacedLine], start: int, end: int, sheet: Sheet) -> int:
    """Rows from `start` to before `end` that a pull quote takes, including half a row of space on either side."""
    inside = [line for line in quotes if start <= _row(line.y_pt, sheet) < end]
    if not inside:
        return 0
    pitch = max(line.size_pt for line in inside) / sheet.body_pt
    return math.ceil(pitch * len(inside) - TOLERANCE) + 1


def _row(y: float, sheet: Sheet) -> int:
    """The row of the grid at a height of the sheet, from 1."""
    return int((y - sheet.type_area.y) // sheet.row_pt) + 1


def _covered(module: Module, lines: Sequence[PlacedLine], sheet: Sheet) -> int:
    """Rows at the top of a leg that a picture of the module covers, with its caption and the blank row under it."""
    if not lines or not module.leg_rows[0]:
        return 0
    left = min(line.x_pt for line in lines) + TOLERANCE
    over = [picture.rect for picture in module.pictures if picture.rect.x <= left < picture.rect.right]
    if not over:
        return 0
    foot = max(_row(rect.bottom, sheet) for rect in over)
    captions = [line for line in module.lines if line.role.traits.under_picture and _under(line, over)]
    foot = max([foot, *(_row(line.y_pt, sheet) for line in captions)])
    return foot + 1 + UNDER_PICTURE - module.leg_rows[0]


def _under(line: PlacedLine, rects: Sequence[Rect]) -> bool:
    return any(rect.x - TOLERANCE <= line.x_pt < rect.right and line.y_pt > rect.bottom for rect in rects)
