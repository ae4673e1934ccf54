"""From columns and rows to points on the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banxin.layout.settings import Layout
from banxin.model.plan import Rect, Sheet
from banxin.units import ASCENT, mm_to_pt


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of one page at one line space. Columns and rows count from 1."""

    sheet: Sheet

    def column_x(self, column: int) -> float:
        """Left edge of a column."""
        return self.sheet.type_area.x + (column - 1) * (self.sheet.column_pt + self.sheet.gutter_pt)

    def span_width(self, span: int) -> float:
        """Width of `span` columns and the gutters between them."""
        return span * self.sheet.column_pt + (span - 1) * self.sheet.gutter_pt

    def row_top(self, row: int) -> float:
        """Upper edge of a row."""
        return self.sheet.type_area.y + (row - 1) * self.sheet.row_pt

    @property
    def drop_pt(self) -> float:
        """From a row's upper edge to the baseline of a body line in it: the em box is centred in the row."""
        return (self.sheet.row_pt - self.sheet.body_pt) / 2 + ASCENT * self.sheet.body_pt

    def rect(self, column: int, span: int, row: int, rows: int) -> Rect:
        """The rectangle of `span` columns and `rows` rows from a column and a row."""
        return Rect(self.column_x(column), self.row_top(row), self.span_width(span), rows * self.sheet.row_pt)


def make_sheet(layout: Layout, leading_pt: float) -> Sheet:
    """The sheet of a layout at one of its line spaces; the type area is centred across the sheet."""
    grid, sheet = layout.grid, layout.sheet
    column, gutter = grid.characters * grid.body_pt, grid.gutter * grid.body_pt
    width = grid.width_pt(grid.columns)
    rows = int(mm_to_pt(grid.height_mm) / leading_pt + 1e-9)
    area = Rect((mm_to_pt(sheet.width_mm) - width) / 2, mm_to_pt(grid.top_mm), width, rows * leading_pt)
    return Sheet(
        layout.name, sheet.width_mm, sheet.height_mm, area, grid.columns, column, gutter, leading_pt, rows,
        grid.body_pt, grid.rows_per_line,
    )  # fmt: skip


def spread_sheet(sheet: Sheet) -> Sheet:
    """The sheet of a spread (通版): two sheets side by side, with as many columns as fit, one of them over the fold.

    Only two pages that are printed on one sheet make a spread, so text may cross the fold.
    """
    pitch = sheet.column_pt + sheet.gutter_pt
    whole = 2 * sheet.type_area.width + 2 * sheet.type_area.x
    columns = int((whole + sheet.gutter_pt + 1e-6) / pitch)
    width = columns * pitch - sheet.gutter_pt
    left = sheet.type_area.x + (whole - width) / 2
    area = Rect(left, sheet.type_area.y, width, sheet.type_area.height)
    return replace(sheet, width_mm=2 * sheet.width_mm, type_area=area, columns=columns)
