"""Articles in their modules: the head in its rectangle, the text on the rows of its legs."""

from __future__ import annotations

from banxin.model.plan import PlacedLine, Rect
from banxin.plan.article_shapes import byline_in_leg, framed
from banxin.plan.fill import Piece, Placement, make_pieces
from banxin.plan.grid import BODY_ASCENT, Grid
from banxin.plan.heads import LINE_HEIGHT, VERTICAL_PITCH, Head
from banxin.plan.item import FRAME_INSET, Item, Shape
from banxin.plan.place_marks import Contents, placed
from banxin.plan.story import SetBlock, SetStory, Typesetter
from banxin.units import EM

GROUP_SHARE = 0.12
"""Share of a head's spare height that goes between two of its groups (kicker, headline, deck)."""
ABOVE_SHARE = 0.5
"""Share of what then is left that goes over the head; the rest goes under it."""


class ArticlePlacer:
    """Places articles on one page's grid."""

    def __init__(self, setter: Typesetter, grid: Grid) -> None:
        self.setter = setter
        self.grid = grid

    def contents(self, item: Item, column: int, row: int, shape: Shape) -> Contents:
        """An article in its shape, its top left cell at that column and row (from 1)."""
        assert item.portion is not None and shape.head is not None and shape.fill is not None
        body, row_pt = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        boxed = framed(item.portion)
        inset = FRAME_INSET * body if boxed else 0.0
        top = row + (1 if boxed else 0)
        left = self.grid.column_x(column) + inset
        width = self.grid.span_width(shape.span) - 2 * inset
        if shape.form == "across":
            leg_row, first_leg = top + shape.head_rows, left
            head_rect = Rect(left, self.grid.row_top(top), width, shape.head_rows * row_pt)
        else:
            leg_row, first_leg = top, self.grid.column_x(column + 1)
            head_rect = Rect(left, self.grid.row_top(top), self.grid.span_width(1), shape.fill.rows * row_pt)
        measure = shape.measure * body / EM
        legs_width = width - (first_leg - left)
        pitch = measure + ((legs_width - shape.legs * measure) / (shape.legs - 1) if shape.legs > 1 else 0.0)
        legs = [first_leg + leg * pitch for leg in range(shape.legs)]
        lines = place_head(shape.head, head_rect)
        story = self.setter.story(item.portion, shape.measure, byline=byline_in_leg(shape.form, shape.span))
        for placement, piece in zip(shape.fill.placements, make_pieces(story), strict=True):
            lines += self._piece(story, placement, piece, legs, leg_row, shape)
        return Contents(tuple(lines), leg_rows=(leg_row, leg_row + shape.fill.rows - 1), head_rect=head_rect)

    def _piece(
        self, story: SetStory, placement: Placement, piece: Piece, legs: list[float], leg_row: int, shape: Shape
    ) -> list[PlacedLine]:
        assert shape.fill is not None
        cells = [cell for first, count in placement.segments for cell in range(first, first + count)]
        size = self.grid.sheet.body_pt
        measure = shape.measure * size / EM
        blanks = dict(zip(piece.blocks, placement.lead.blanks, strict=False))
        lines: list[PlacedLine] = []
        taken = 0
        for place in piece.blocks:
            block, blank = story.blocks[place], blanks.get(place, 0)
            above, below = (1 if blank else 0, blank // 2) if block.role == "subhead" else (0, blank)
            taken += above
            setting = block.settings[placement.setting if block.role == "body" else 0][1]
            for line in setting.lines:
                leg, row = divmod(cells[taken], shape.fill.rows)
                x = legs[leg] + _shift(block, story, measure - line.width * size / EM)
                baseline = self.grid.baseline(leg_row + row)
                lines.append(
                    placed(block.role, line, x, baseline, size, block=block.index, leg=leg + 1, row=leg_row + row)
                )
                taken += 1
            taken += below
        return lines


def _shift(block: SetBlock, story: SetStory, spare: float) -> float:
    """How far from the leg's left edge a line of a block starts that leaves `spare` pt."""
    if block.role == "body":
        return 0.0
    if block.role == "jump":
        return 0.0 if block is story.blocks[0] else spare
    return spare / 2


def place_head(head: Head, rect: Rect) -> list[PlacedLine]:
    """The lines of a head in its rectangle."""
    return _vertical_head(head, rect) if head.form == "vertical" else _level_head(head, rect)


def _level_head(head: Head, rect: Rect) -> list[PlacedLine]:
    heights = [LINE_HEIGHT[line.role] * line.size_pt for line in head.lines]
    spare = rect.height - sum(heights)
    groups = sum(one.role != other.role for one, other in zip(head.lines, head.lines[1:], strict=False))
    between = GROUP_SHARE * spare
    y = rect.y + (spare - groups * between) * (ABOVE_SHARE if head.form == "across" else 0.5)
    lines, before = [], ""
    for line, height in zip(head.lines, heights, strict=True):
        y += between if before and before != line.role else 0.0
        before = line.role
        x = rect.x + (rect.width - line.line.width * line.size_pt / EM) / 2
        baseline = y + (height - line.size_pt) / 2 + BODY_ASCENT * line.size_pt
        lines.append(placed(line.role, line.line, x, baseline, line.size_pt))
        y += height
    return lines


def _vertical_head(head: Head, rect: Rect) -> list[PlacedLine]:
    widths = [VERTICAL_PITCH * line.size_pt for line in head.lines]
    right = rect.x + (rect.width + sum(widths)) / 2
    top = rect.y + (rect.height - head.length_pt) / 2
    lines = []
    for line, width in zip(head.lines, widths, strict=True):
        lines.append(placed(line.role, line.line, right - width / 2, top, line.size_pt))
        right -= width
    return lines
