"""The cells of a module's legs on its page."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.layout.grid import Grid
from banxin.model.line import Line
from banxin.model.plan import PlacedLine, Rect
from banxin.model.roles import Role
from banxin.plan.legs.legs import Legs, Point
from banxin.plan.place.marks import placed


@dataclass(frozen=True, slots=True)
class LegCells:
    """Legs of a module whose upper left cell is at a column and a row of the page, both from 1."""

    legs: Legs
    grid: Grid
    column: int
    row: int
    number: int = 1
    """Of the first leg; 0 for a strip across all columns, which is no leg."""

    def across(self, cell: int) -> LegCells:
        """The strip across all columns that begins with that row of cells."""
        return LegCells(self.legs.across(cell), self.grid, self.column, self.row, 0)

    def row_of(self, cell: int) -> int:
        """The row of the page that a cell lies in."""
        return self.row + self.legs.row(cell)

    def spot(self, leg: int, cell: int, along: float = 0.0) -> Point:
        """The upper left corner of what stands in a cell, on the page."""
        spot = self.legs.spot(leg, cell, along)
        return Point(self.grid.column_x(self.column) + spot.x, self.grid.row_top(self.row) + spot.y)

    def box(self, box: Rect) -> Rect:
        """A box of the module on the page."""
        x, y = self.grid.column_x(self.column) + box.x, self.grid.row_top(self.row) + box.y
        return Rect(x, y, box.width, box.height)

    def line(
        self, role: Role, line: Line, leg: int, cell: int, along: float = 0.0, *, block: int, slot: str = ""
    ) -> PlacedLine:
        """A line of the body's size in a cell, `along` pt behind the beginning of the leg's measure."""
        spot, size = self.spot(leg, cell, along), self.grid.sheet.body_pt
        number, row = leg + self.number, self.row_of(cell)
        return placed(role, line, spot.x, spot.y + self.grid.drop_pt, size, block=block, leg=number, row=row, slot=slot)
