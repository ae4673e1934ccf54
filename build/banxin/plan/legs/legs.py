"""Where the cells of legs lie in their module, and the picture among them.

A cell is one row of one leg; legs and cells count from 0. Points and boxes are in pt from the module's upper left
corner, so that one module can be placed anywhere on its page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from banxin.model.plan import Rect
from banxin.plan.legs.inset import Inset


@dataclass(frozen=True, slots=True)
class Point:
    """A point in pt."""

    x: float
    y: float


class Legs(Protocol):
    """The legs of one module in one writing mode."""

    @property
    def count(self) -> int:
        """Legs that are filled with text."""

    @property
    def measure_pt(self) -> float:
        """Length of a line."""

    def spot(self, leg: int, cell: int, along: float = 0.0) -> Point:
        """The upper left corner of what stands in a cell, `along` pt behind the beginning of its line."""

    def row(self, cell: int) -> int:
        """The row of the module, from 0, that a cell lies in."""

    def across(self, cell: int) -> Legs:
        """One leg over all columns, picture included, that begins with that row of cells."""

    def picture_box(self, inset: Inset) -> Rect:
        """The box of a picture among the legs, with its caption."""

    def mirrored(self) -> Legs:
        """The same with a picture beside the legs on their other side."""


@dataclass(frozen=True, slots=True)
class HorizontalLegs:
    """Legs of horizontal lines: columns side by side, their cells on the rows of the page."""

    left: float
    """Left edge of the first column, in pt."""
    top: int
    """Rows of the module over the first cell."""
    measure_pt: float
    pitch: float
    """From the left edge of one column to that of the next."""
    columns: int
    """Columns that the legs and a picture beside them share."""
    row_pt: float
    beside: int = 0
    """Columns that a picture takes from head to foot; none of them is a leg."""
    left_hand: bool = False
    """Whether that picture stands at the left of the legs, not at their right."""

    @property
    def count(self) -> int:
        return self.columns - self.beside

    @property
    def width_pt(self) -> float:
        """From the left edge of the first column to the right edge of the last."""
        return self.width_of(self.columns)

    def width_of(self, columns: int) -> float:
        """Width of so many columns and what is between them."""
        return (columns - 1) * self.pitch + self.measure_pt

    def spot(self, leg: int, cell: int, along: float = 0.0) -> Point:
        column = leg + self.beside if self.left_hand else leg
        return Point(self.left + column * self.pitch + along, self.row(cell) * self.row_pt)

    def row(self, cell: int) -> int:
        return self.top + cell

    def across(self, cell: int) -> HorizontalLegs:
        return HorizontalLegs(self.left, self.row(cell), self.width_pt, 0.0, 1, self.row_pt)

    def picture_box(self, inset: Inset) -> Rect:
        column = 0 if self.left_hand else self.columns - inset.span
        top = 0 if inset.high else self.top
        height = inset.picture_rows + inset.caption.rows
        x = self.left + column * self.pitch
        return Rect(x, top * self.row_pt, self.width_of(inset.span), height * self.row_pt)

    def mirrored(self) -> HorizontalLegs:
        return replace(self, left_hand=not self.left_hand) if self.beside else self
