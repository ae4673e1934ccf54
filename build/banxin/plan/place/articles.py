"""Articles in their modules: the head in its rectangle, the text on the rows of its legs, pictures and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banxin.layout.grid import Grid
from banxin.model.edition import LEVEL_FORMS
from banxin.model.plan import PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.plan.legs.fill import Placement
from banxin.plan.legs.pieces import Piece, make_pieces
from banxin.plan.legs.rows import FRAME_INSET
from banxin.plan.place.blocks import place_quote, place_table
from banxin.plan.place.heads import place_head
from banxin.plan.place.marks import Marks, placed
from banxin.plan.place.pictures import place_picture
from banxin.plan.shapes.articles import UPRIGHT_GAP, byline_in_leg
from banxin.plan.shapes.item import Item, Shape
from banxin.plan.shapes.pictures import caption_rows
from banxin.plan.text.blocks import NO_ROOM, TURNED, SetBlock, SetStory
from banxin.plan.text.typesetter import Typesetter
from banxin.units import EM, mil

GATHERED_GAP = 2.5
"""Between an upright title and its verse, in characters, where there is room. Ours."""
VARIED = ("body", "note")
"""Roles that may be set in a line more or less than is best."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the parts of a module stand. Lengths in pt, rows from 1."""

    left: float
    width: float
    head: Rect
    top: int
    """First row."""
    leg_row: int
    legs: tuple[float, ...]
    """Left edges of the legs."""
    measure: float
    picture: tuple[float, float] = (0.0, 0.0)
    """Left edge and width of the picture over the legs or beside them."""


class ArticlePlacer:
    """Places articles on one page's grid."""

    def __init__(self, setter: Typesetter, grid: Grid) -> None:
        self.setter = setter
        self.grid = grid

    def contents(self, item: Item, column: int, row: int, shape: Shape) -> Marks:
        """An article in its shape, its top left cell at that column and row (from 1)."""
        assert item.portion is not None and shape.head is not None and shape.fill is not None
        frame = self._frame(shape, column, row, framed=item.portion.framed)
        room = shape.form in LEVEL_FORMS and shape.span > 1 and not shape.picture_high
        wide = mil(frame.width / self.grid.sheet.body_pt) if room else NO_ROOM
        byline = byline_in_leg(shape.form, shape.head_span, self.setter.layout.forms.byline_from)
        story = self.setter.story(item.portion, shape.measure, wide, byline=byline)
        if shape.form == "vertical" and shape.legs == 1 and story.verse_width:
            frame = _gathered(frame, shape, story, self.grid.sheet.body_pt)
        head_lines, rules = place_head(shape.head, frame.head)
        lines, more_rules = list(head_lines), list(rules)
        for placement, piece in zip(shape.fill.placements, make_pieces(story), strict=True):
            found = self._piece(story, placement, piece, frame, shape)
            lines += found.lines
            more_rules += found.rules
        under = frame.leg_row + shape.fill.rows
        for block in story.wide:
            found = place_table(block, self.grid, frame.left, under + 1, leg=0)
            lines += found.lines
            more_rules += found.rules
            under += block.settings[0][0] + 1
        pictures: tuple[PlacedPicture, ...] = ()
        if shape.picture_span:
            caption_lines, pictures = self._picture(item, frame, shape)
            lines += caption_lines
        leg_rows = (frame.leg_row, frame.leg_row + shape.fill.rows - 1)
        return Marks(tuple(lines), pictures, tuple(more_rules), leg_rows, frame.head)

    def _frame(self, shape: Shape, column: int, row: int, *, framed: bool) -> _Frame:
        assert shape.fill is not None
        body, row_pt = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        inset = FRAME_INSET * body if framed else 0.0
        top = row + (1 if framed else 0)
        left = self.grid.column_x(column) + inset
        width = self.grid.span_width(shape.span) - 2 * inset
        if shape.form in LEVEL_FORMS:
            leg_row, first_leg = top + shape.head_rows, left
            head_width = self.grid.span_width(shape.head_span) if shape.picture_high else width
            head = Rect(left, self.grid.row_top(top), head_width, shape.head_rows * row_pt)
        else:
            strip = self.grid.span_width(1)
            first_leg = self.grid.column_x(column + 1)
            if shape.span == 1:
                first_leg = left + strip - shape.measure * body / EM
                strip = first_leg - left - UPRIGHT_GAP * body
            leg_row, head = top, Rect(left, self.grid.row_top(top), strip, shape.fill.rows * row_pt)
        measure, count = shape.measure * body / EM, shape.columns
        legs_width = width - (first_leg - left)
        pitch = measure + ((legs_width - count * measure) / (count - 1) if count > 1 else 0.0)
        edges = tuple(first_leg + leg * pitch for leg in range(count))
        at = 0 if self._mirrored(shape, column) else count - shape.picture_span
        held = edges[at : at + shape.picture_span]
        legs = tuple(x for x in edges if x not in held) if shape.picture_full else edges
        if shape.picture_high and at == 0:
            head = replace(head, x=legs[0])
        picture = (held[0], held[-1] + measure - held[0]) if held else (0.0, 0.0)
        return _Frame(left, width, head, top, leg_row, legs, measure, picture)

    def _mirrored(self, shape: Shape, column: int) -> bool:
        """Whether a picture beside the legs stands at their left: it looks toward the middle of its page."""
        return shape.picture_full and 2 * column + shape.span - 1 > self.grid.sheet.columns + 1

    def _picture(self, item: Item, frame: _Frame, shape: Shape) -> tuple[list[PlacedLine], tuple[PlacedPicture, ...]]:
        """The article's picture over the last legs, or beside them."""
        assert item.picture is not None
        left, width = frame.picture
        rows = shape.picture_rows - (0 if shape.picture_full else 1)
        first = frame.top if shape.picture_high else frame.leg_row
        rect = Rect(left, self.grid.row_top(first), width, rows * self.grid.sheet.row_pt)
        rows -= caption_rows(self.setter, item.picture, width / self.grid.sheet.body_pt)
        lines, picture = place_picture(item.picture, self.setter, self.grid, rect, rows)
        return lines, (picture,)

    def _piece(self, story: SetStory, placement: Placement, piece: Piece, frame: _Frame, shape: Shape) -> Marks:
        assert shape.fill is not None
        cells = [cell for first, count in placement.segments for cell in range(first, first + count)]
        size = self.grid.sheet.body_pt
        blanks = dict(zip(piece.blocks, placement.lead.blanks, strict=False))
        lines: list[PlacedLine] = []
        rules: list[PlacedRule] = []
        taken = 0
        for place in piece.blocks:
            block, blank = story.blocks[place], blanks.get(place, 0)
            above, below = _blank_rows(block, blank)
            taken += above
            rows, setting = block.settings[placement.setting if block.role in VARIED else 0]
            if block.role in ("cell", "quote"):
                leg, row = divmod(cells[taken], shape.fill.rows)
                make = place_table if block.role == "cell" else place_quote
                found = make(block, self.grid, frame.legs[leg], frame.leg_row + row, leg=leg + 1)
                lines += found.lines
                rules += found.rules
                taken += rows
            else:
                for number, line in enumerate(setting.lines):
                    leg, row = divmod(cells[taken], shape.fill.rows)
                    x = frame.legs[leg] + _shift(block, story, frame.measure, line.width * size / EM, number, size)
                    grid_row = frame.leg_row + row
                    place_at = (x, self.grid.baseline(grid_row), size)
                    lines.append(placed(block.role, line, *place_at, block=block.index, leg=leg + 1, row=grid_row))
                    taken += 1
            taken += below
        return Marks(tuple(lines), rules=tuple(rules))


def _gathered(frame: _Frame, shape: Shape, story: SetStory, body: float) -> _Frame:
    """An upright title and its verse as one block in the middle of the module: a column apart, the title looks lost."""
    assert shape.head is not None
    verse = story.verse_width * body / EM
    gap = max(min(GATHERED_GAP * body, frame.width - shape.head.extent_pt - verse), 0.0)
    block = shape.head.extent_pt + gap + verse
    left = frame.left + max(frame.width - block, 0.0) / 2
    head = replace(frame.head, x=left, width=shape.head.extent_pt)
    leg = left + block - verse - max(frame.measure - verse, 0.0) / 2
    return replace(frame, head=head, legs=(leg,))


def _blank_rows(block: SetBlock, blank: int) -> tuple[int, int]:
    """Blank rows over and under a block of a lead, or over the stanza or table that follows none."""
    if block.role == "subhead":
        return (1 if blank else 0), blank // 2
    return (blank, 0) if block.role in ("verse", "cell") else (0, blank)


def _shift(block: SetBlock, story: SetStory, measure: float, width: float, number: int, size: float) -> float:
    """How far from the leg's left edge a line of a block starts."""
    if block.role in VARIED:
        return 0.0
    if block.role == "jump":
        return 0.0 if block is story.blocks[0] else measure - width
    if block.role == "verse":
        turned = TURNED * size / EM if number else 0.0
        return max(measure - story.verse_width * size / EM, 0.0) / 2 + turned
    return (measure - width) / 2
