"""Geometry: modules on the grid, lines inside their modules, no overlaps, no holes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from banxin.check.legs import leg_white
from banxin.check.problems import DOG_LEG, HOLE, OFF_GRID, OVERLAP, UNDERSET
from banxin.check.view import PageView, leg_lines, line_slack
from banxin.errors import Problem, Severity, problem
from banxin.model.plan import Module, Rect, Sheet
from banxin.model.roles import Role
from banxin.norms import SEPARATOR, TOLERANCE
from banxin.units import ASCENT, EM

GLYPH_REACH = 2.1
"""Ems between the origin of a line's last glyph and its end: a dash is two ems long."""
MARK_REACH = 0.6
"""Ems by which a glyph's origin may precede its line's start or the previous glyph's: an opening mark with its blank
trimmed, a combining mark."""
ERROR_LINES = 3
"""A leg shorter by more lines than this may not be printed (docs/newspaper-page.md#faults)."""


def check_geometry(view: PageView) -> Iterator[Problem]:
    """off-grid, overlap, dog-leg, underset and hole."""
    for module in view.page.modules:
        yield from _on_grid(view, module)
        yield from _inside(view, module)
        yield from _underset(view, module)
    for one, other in combinations(view.page.modules, 2):
        if _overlap(one.rect, other.rect):
            names = {"module": view.name(one), "other": view.name(other)}
            yield problem(OVERLAP, view.edition.origin, page=view.page.number, **names)
    yield from _holes(view)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE


def _column_x(sheet: Sheet, column: int) -> float:
    return sheet.type_area.x + (column - 1) * (sheet.column_pt + sheet.gutter_pt)


def _on_grid(view: PageView, module: Module) -> Iterator[Problem]:
    sheet, rect = view.sheet, module.rect
    left, right = _column_x(sheet, module.columns[0]), _column_x(sheet, module.columns[1]) + sheet.column_pt
    top = sheet.type_area.y + (module.rows[0] - 1) * sheet.row_pt
    bottom = sheet.type_area.y + module.rows[1] * sheet.row_pt
    faults = []
    if not (_near(rect.x, left) and _near(rect.right, right)):
        faults.append("its edges are off the columns")
    if not (_near(rect.y, top) and _near(rect.bottom, bottom)):
        faults.append("its edges are off the rows")
    if not (_within(module.columns, (1, sheet.columns)) and _within(module.rows, (1, sheet.rows))):
        faults.append("it reaches out of the type area")
    if module.legs and not _within(module.leg_rows, module.rows):
        faults.append("its legs reach out of its rows")
    faults += [*_off_lines(sheet, module), *_off_heads(module), *_off_glyphs(module)]
    for fault in faults:
        fields = {"page": view.page.number, "module": view.name(module), "what": fault}
        yield problem(OFF_GRID, view.edition.origin, **fields)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] <= inner[1] <= outer[1]


def _off_lines(sheet: Sheet, module: Module) -> Iterator[str]:
    """Faults of the lines of the legs, and of other lines that have a row."""
    for line in module.lines:
        if line.role.traits.off_rows:
            if line.row or not 1 <= line.leg <= module.legs:
                yield f"the pull quote {line.text!r} stands on a row or in no leg of the module"
            continue
        if line.leg and not (line.leg <= module.legs and _within((line.row, line.row), module.leg_rows)):
            yield f"the line {line.text!r} stands in no leg of the module"
        elif line.leg and not _near(line.size_pt, sheet.body_pt):
            yield f"the line {line.text!r} is not of the body's size"
        if line.row:
            row_top = sheet.type_area.y + (line.row - 1) * sheet.row_pt
            expected = row_top + (sheet.row_pt - sheet.body_pt) / 2 + ASCENT * sheet.body_pt
            if not _near(line.y_pt, expected):
                yield f"the line {line.text!r} is off the baseline grid"


def _off_heads(module: Module) -> Iterator[str]:
    """A headline whose size differs from the size that the module states."""
    for line in module.lines:
        if line.role is Role.HEADLINE and not _near(line.size_pt, module.headline_pt):
            yield f"the headline {line.text!r} is of {line.size_pt:g} pt, the module says {module.headline_pt:g}"


def _off_glyphs(module: Module) -> Iterator[str]:
    """Lines whose glyphs do not fill, in order, the width that the line states."""
    for line in module.lines:
        places = [x / EM for run in line.runs for x in run.along]
        if not places or line.size_pt <= 0:
            continue
        start = line.start_pt / line.size_pt
        end = start + line.length_pt / line.size_pt
        back = max((one - other for one, other in pairwise(places)), default=0.0)
        if (
            places[0] < start - MARK_REACH
            or back > MARK_REACH
            or not end - GLYPH_REACH <= places[-1] < end + MARK_REACH
        ):
            yield f"the glyphs of the line {line.text!r} do not fill the width that it states"


def _inside(view: PageView, module: Module) -> Iterator[Problem]:
    rect = module.rect
    legs: list[tuple[float, float]] = []
    for line in module.lines:
        box = line.box
        slack = line_slack(module, line)
        if box.x < rect.x - TOLERANCE or box.right > rect.right + TOLERANCE:
            what = f"the line {line.text!r} is wider than the module"
        elif box.y < rect.y - slack or box.bottom > rect.bottom + slack:
            what = f"the line {line.text!r} is over or under the module"
        else:
            if line.leg:
                legs.append((box.x, box.right))
            continue
        yield problem(OFF_GRID, view.edition.origin, page=view.page.number, module=view.name(module), what=what)
    band = module.headline_rect
    if band is not None and module.headline_form and module.headline_form.traits.over and legs:
        left, right = min(left for left, _ in legs), max(right for _, right in legs)
        # A picture beside the head is part of its band.
        beside = [picture.rect.right for picture in module.pictures if picture.rect.y < band.bottom - TOLERANCE]
        if left < band.x - TOLERANCE or right > max([band.right, *beside]) + TOLERANCE:
            yield problem(DOG_LEG, view.edition.origin, page=view.page.number, module=view.name(module))


def _underset(view: PageView, module: Module) -> Iterator[Problem]:
    for leg, rows in leg_white(module, view.sheet):
        lines = rows // view.sheet.rows_per_line
        if lines > 1:
            fields = {"page": view.page.number, "module": view.name(module), "leg": leg, "rows": rows}
            found = problem(UNDERSET, view.edition.origin, **fields)
            if lines > ERROR_LINES:
                found = replace(found, severity=Severity.ERROR)
            yield found


def _overlap(one: Rect, other: Rect) -> bool:
    across = one.x < other.right - TOLERANCE and other.x < one.right - TOLERANCE
    return across and one.y < other.bottom - TOLERANCE and other.y < one.bottom - TOLERANCE


def empty_cells(view: PageView) -> list[tuple[int, int]]:
    """(column, row) of cells that no module covers; the row under a module separates it from the next."""
    sheet = view.sheet
    covered: set[tuple[int, int]] = set()
    for module in view.page.modules:
        for column in range(module.columns[0], module.columns[1] + 1):
            covered.update((column, row) for row in range(module.rows[0], module.rows[1] + 1 + SEPARATOR))
    everything = ((column, row) for column in range(1, sheet.columns + 1) for row in range(1, sheet.rows + 1))
    return [cell for cell in everything if cell not in covered]


def _holes(view: PageView) -> Iterator[Problem]:
    empty = empty_cells(view)
    if empty:
        column, row = empty[0]
        fields = {"page": view.page.number, "cells": len(empty), "column": column, "row": row}
        yield problem(HOLE, view.edition.origin, **fields)


def white_cells(view: PageView) -> tuple[int, int]:
    """Body cells of the page, and how many of them are white (holes between modules included)."""
    cells = sum(module.legs * (module.leg_rows[1] - module.leg_rows[0] + 1) for module in view.content if module.legs)
    white = sum(rows for module in view.content for _, rows in leg_white(module, view.sheet))
    return cells, white + len(empty_cells(view))


def uneven_legs(view: PageView) -> int:
    """Lines by which the legs of each module differ, beyond the first line."""
    total = 0
    for module in view.content:
        ends = [lines[-1].row for lines in leg_lines(module).values() if lines]
        if ends and not module.framed:
            total += max(0, (max(ends) - min(ends)) // view.sheet.rows_per_line - 1)
    return total
