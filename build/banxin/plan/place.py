"""From a chosen shape at a spot to a module with every line at its place."""

from __future__ import annotations

from banxin.model.edition import Picture
from banxin.model.line import Line
from banxin.model.plan import Module, PlacedLine, PlacedPicture, PlacedRule, Rect
from banxin.model.text import WritingMode
from banxin.plan.fill import Placement
from banxin.plan.grid import BODY_ASCENT, Grid
from banxin.plan.heads import LINE_HEIGHT, Head
from banxin.plan.shapes import FRAME_INSET, SEPARATOR, Item, Shape, caption_lines
from banxin.plan.story import SetStory, Typesetter
from banxin.units import EM, round_half_up

PICTURE_GAP = 4.0
"""Space between a photo and its caption's row, in pt. Ours."""
FRAME_GAP = 0.1
"""Rows between a module's edge and its rule box, so that its top is level with a photo's beside it. Ours."""
GROUP_SHARE = 0.12
"""Share of a head's spare height that goes between two of its groups (kicker, headline, deck)."""
ABOVE_SHARE = 0.5
"""Share of what then is left that goes over the head; the rest goes under it."""
VERTICAL_PITCH = 1.25
"""Distance of the lines of a vertical head, in their size."""


class Placer:
    """Makes modules on one page's grid."""

    def __init__(self, setter: Typesetter, grid: Grid, first_row: int) -> None:
        self.setter = setter
        self.grid = grid
        self.first_row = first_row

    def module(self, item: Item, number: int, x: int, y: int, shape: Shape) -> Module:
        """The item in its shape, its top left cell at column x, row y of the region (from 0)."""
        column, row = x + 1, self.first_row + y
        rows = shape.rows - SEPARATOR
        rect = self.grid.rect(column, shape.span, row, rows)
        boxed = (item.kind == "article" and item.article is not None and item.article.box) or item.kind == "filler"
        rules = (self._frame(rect),) if boxed else ()
        lines: list[PlacedLine] = []
        pictures: tuple[PlacedPicture, ...] = ()
        leg_rows, head_rect = (0, 0), None
        if item.kind == "photo":
            lines, pictures = self._photo(item, rect, rows)
        elif item.kind == "filler":
            lines = self._filler(item, rect)
        else:
            lines, leg_rows, head_rect = self._article(item, column, row, shape, boxed=boxed)
        return Module(
            id=f"m{number}",
            kind=item.kind,
            article=item.article.slug if item.article else "",
            part=1,
            parts=1,
            rect=_rounded(rect),
            columns=(column, column + shape.span - 1),
            rows=(row, row + rows - 1),
            legs=shape.legs,
            leg_rows=leg_rows,
            headline_form=shape.form if shape.head else "",
            headline_pt=shape.head.size_pt if shape.head else 0.0,
            headline_rect=_rounded(head_rect) if head_rect else None,
            priority=item.priority,
            lines=tuple(lines),
            pictures=pictures,
            rules=rules,
        )

    def _frame(self, rect: Rect) -> PlacedRule:
        gap = FRAME_GAP * self.grid.sheet.row_pt
        return PlacedRule("box", _rounded(Rect(rect.x, rect.y + gap, rect.width, rect.height - 2 * gap)))

    def _article(
        self, item: Item, column: int, row: int, shape: Shape, *, boxed: bool
    ) -> tuple[list[PlacedLine], tuple[int, int], Rect]:
        assert item.article is not None and shape.head is not None and shape.fill is not None
        body = self.grid.sheet.body_pt
        inset = FRAME_INSET * body if boxed else 0.0
        top = row + (1 if boxed else 0)
        left = self.grid.column_x(column) + inset
        width = self.grid.span_width(shape.span) - 2 * inset
        byline_in_leg = shape.span < 3 if shape.form == "across" else shape.form == "vertical"
        story = self.setter.story(item.article, shape.measure, byline=byline_in_leg)
        if shape.form == "across":
            leg_row = top + shape.head_rows
            head_rect = Rect(left, self.grid.row_top(top), width, shape.head_rows * self.grid.sheet.row_pt)
            first_leg = left
        else:
            leg_row = top
            head_rect = Rect(
                left, self.grid.row_top(top), self.grid.span_width(1), shape.fill.rows * self.grid.sheet.row_pt
            )
            first_leg = self.grid.column_x(column + 1)
        measure = shape.measure * body / EM
        legs_width = width - (first_leg - left)
        pitch = measure + ((legs_width - shape.legs * measure) / (shape.legs - 1) if shape.legs > 1 else 0.0)
        legs = [first_leg + leg * pitch for leg in range(shape.legs)]
        lines = self._head(shape.head, head_rect)
        for placement, piece in zip(shape.fill.placements, self._pieces(story), strict=True):
            lines += self._piece(story, placement, piece, legs, leg_row, shape)
        return lines, (leg_row, leg_row + shape.fill.rows - 1), head_rect

    @staticmethod
    def _pieces(story: SetStory) -> list[tuple[int, ...]]:
        """Places of the story's blocks, a paragraph with the byline and subheads before it."""
        pieces: list[tuple[int, ...]] = []
        pending: list[int] = []
        for place, block in enumerate(story.blocks):
            pending.append(place)
            if block.role == "body":
                pieces.append(tuple(pending))
                pending = []
        return [*pieces, tuple(pending)] if pending else pieces

    def _head(self, head: Head, rect: Rect) -> list[PlacedLine]:
        return self._vertical_head(head, rect) if head.form == "vertical" else self._level_head(head, rect)

    def _level_head(self, head: Head, rect: Rect) -> list[PlacedLine]:
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
            lines.append(self._off_grid(line.role, line.line, x, baseline, line.size_pt))
            y += height
        return lines

    def _vertical_head(self, head: Head, rect: Rect) -> list[PlacedLine]:
        widths = [VERTICAL_PITCH * line.size_pt for line in head.lines]
        right = rect.x + (rect.width + sum(widths)) / 2
        top = rect.y + (rect.height - head.length_pt) / 2
        lines = []
        for line, width in zip(head.lines, widths, strict=True):
            lines.append(self._off_grid(line.role, line.line, right - width / 2, top, line.size_pt))
            right -= width
        return lines

    def _off_grid(self, role: str, line: Line, x: float, baseline: float, size: float, block: int = 0) -> PlacedLine:
        return _placed(role, line, block, 0, 0, x, baseline, size)

    def _piece(
        self,
        story: SetStory,
        placement: Placement,
        places: tuple[int, ...],
        legs: list[float],
        leg_row: int,
        shape: Shape,
    ) -> list[PlacedLine]:
        assert shape.fill is not None
        cells = [cell for first, count in placement.segments for cell in range(first, first + count)]
        measure = shape.measure * self.grid.sheet.body_pt / EM
        lines: list[PlacedLine] = []
        taken = 0
        for place, blank in zip(places, (*placement.lead.blanks, 0), strict=False):
            block = story.blocks[place]
            if block.role == "body":
                setting = block.settings[placement.setting][1]
                above = below = 0
            else:
                setting = block.settings[0][1]
                above, below = (1 if blank else 0, blank // 2) if block.role == "subhead" else (0, blank)
            taken += above
            for line in setting.lines:
                leg, row = divmod(cells[taken], shape.fill.rows)
                x = legs[leg]
                if block.role != "body":
                    x += (measure - line.width * self.grid.sheet.body_pt / EM) / 2
                baseline = self.grid.baseline(leg_row + row)
                size = self.grid.sheet.body_pt
                lines.append(_placed(block.role, line, block.index, leg + 1, leg_row + row, x, baseline, size))
                taken += 1
            taken += below
        return lines

    def _photo(self, item: Item, rect: Rect, rows: int) -> tuple[list[PlacedLine], tuple[PlacedPicture, ...]]:
        assert item.picture is not None
        picture, body, row_pt = item.picture, self.grid.sheet.body_pt, self.grid.sheet.row_pt
        captions = caption_lines(self.setter, picture, rect.width / body)
        picture_rows = rows - (captions[-1].row + 1 if captions else 0)
        frame = Rect(rect.x, rect.y + 1, rect.width, picture_rows * row_pt - PICTURE_GAP - 1)
        lead = row_pt - body
        lines = []
        for caption in captions:
            top = rect.y + (picture_rows + caption.row) * row_pt
            x = rect.x + (rect.width - caption.line.width * body / EM if caption.role == "credit" else 0.0)
            lines.append(self._off_grid(caption.role, caption.line, x, top + lead / 2 + BODY_ASCENT * body, body))
        placed = PlacedPicture(picture.file, _rounded(frame), crop_to(picture, frame), picture.alt)
        return lines, (placed,)

    def _filler(self, item: Item, rect: Rect) -> list[PlacedLine]:
        assert item.filler is not None
        face = self.setter.layout.roles.filler
        found = self.setter.headline(item.filler.text, item.filler.text.count("／") + 1, face)
        if found is None:
            return []
        count = len(found.lines)
        size = round_half_up(min(0.72 * rect.width * EM / found.width, 0.6 * rect.height / (1.4 * count)), 1)
        y = rect.y + (rect.height - 1.4 * size * count) / 2
        lines = []
        for number, line in enumerate(found.lines):
            x = rect.x + (rect.width - line.width * size / EM) / 2
            baseline = y + 1.4 * size * number + 0.2 * size + BODY_ASCENT * size
            lines.append(self._off_grid("filler", line, x, baseline, size))
        if item.filler.source:
            body = self.grid.sheet.body_pt
            source = self.setter.headline(item.filler.source, 1, self.setter.layout.roles.credit)
            if source is not None:
                x = rect.right - body - source.width * body / EM
                lines.append(self._off_grid("credit", source.lines[0], x, rect.bottom - 1.6 * body, body, 1))
        return lines


def _rounded(rect: Rect) -> Rect:
    return Rect(*(round_half_up(value, 4) for value in (rect.x, rect.y, rect.width, rect.height)))


def _placed(
    role: str, line: Line, block: int, leg: int, row: int, x: float, baseline: float, size: float
) -> PlacedLine:
    return PlacedLine(
        role=role,
        text=line.text,
        runs=line.runs,
        block=block,
        leg=leg,
        row=row,
        x_pt=round_half_up(x, 4),
        baseline_pt=round_half_up(baseline, 4),
        start_pt=round_half_up(line.start * size / EM, 4),
        width_pt=round_half_up(line.width * size / EM, 4),
        size_pt=size,
        gap_em=round_half_up(line.gap / EM, 3),
        last=line.last,
        hyphen=line.hyphen,
        writing_mode=line.writing_mode if line.writing_mode is WritingMode.VERTICAL else WritingMode.HORIZONTAL,
    )


def crop_to(picture: Picture, frame: Rect) -> tuple[float, float, float, float]:
    """The part of a picture that fills a frame: (left, top, width, height) as fractions, round the focal point."""
    ratio = (frame.width / frame.height) / (picture.width / picture.height)
    width, height = (1.0, 1 / ratio) if ratio >= 1 else (ratio, 1.0)
    left = min(max(picture.focus[0] - width / 2, 0.0), 1 - width)
    top = min(max(picture.focus[1] - height / 2, 0.0), 1 - height)
    return (round_half_up(left, 5), round_half_up(top, 5), round_half_up(width, 5), round_half_up(height, 5))
