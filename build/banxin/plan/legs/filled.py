"""A text in its legs: what was filled in, and which of its lines stands in which cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banxin.model.line import SetParagraph
from banxin.plan.legs.fill import Fill, Placement
from banxin.plan.legs.pieces import Piece, blank_rows
from banxin.plan.text.blocks import SetBlock, SetStory

Cell = tuple[int, int]
"""A leg, and a row of it; both count from 0."""


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block in its legs."""

    block: SetBlock
    setting: SetParagraph
    first: Cell
    """Where its rows begin, after the blank ones over it."""
    cells: tuple[Cell, ...]
    """Where its lines stand."""


@dataclass(frozen=True, slots=True)
class FilledStory:
    """A story, the pieces it is divided into, and a filling of legs with them."""

    story: SetStory
    pieces: tuple[Piece, ...]
    fill: Fill

    @property
    def rows(self) -> int:
        """Rows of the legs, and of the wide tables under them."""
        return self.fill.rows + self.story.wide_rows

    def blocks(self) -> Iterator[LaidBlock]:
        """The blocks that stand in the legs, in reading order."""
        for piece, placement in zip(self.pieces, self.fill.placements, strict=True):
            yield from self._piece(piece, placement)

    def _piece(self, piece: Piece, placement: Placement) -> Iterator[LaidBlock]:
        cells = [
            divmod(cell, self.fill.rows) for first, count in placement.segments for cell in range(first, first + count)
        ]
        blanks = dict(zip(piece.blocks, placement.lead.blanks, strict=False))
        taken = 0
        for place in piece.blocks:
            block = self.story.blocks[place]
            above, below = blank_rows(block, blanks.get(place, 0))
            rows, setting = block.settings[placement.setting if block.role.traits.justified else 0]
            taken += above
            lines = (cells[taken + self.story.line_rows.row(line)] for line in range(len(setting.lines)))
            yield LaidBlock(block, setting, cells[taken], () if block.role.traits.off_rows else tuple(lines))
            taken += rows + below
