"""From a chosen shape at a spot to a module with every line at its place."""

from __future__ import annotations

from dataclasses import replace

from banxin.layout.grid import Grid
from banxin.model.plan import Module, PlacedRule, Rect
from banxin.norms import SEPARATOR
from banxin.plan.place.articles import place_article
from banxin.plan.place.boxes import place_ad, place_box, place_notice
from banxin.plan.place.heads import place_head
from banxin.plan.place.marks import Marks, rounded
from banxin.plan.place.pictures import place_group, place_picture
from banxin.plan.shapes.item import (
    AdShape,
    ArticleShape,
    BoxShape,
    GroupShape,
    Item,
    NoticeShape,
    PhotoShape,
    Shape,
)

FRAME_GAP = 0.1
"""Rows between a module's edge and its rule box, so that its top is level with a photo's beside it. Ours."""


class Placer:
    """Makes modules on one page's grid from their shapes."""

    def __init__(self, grid: Grid, first_row: int) -> None:
        self.grid = grid
        self.first_row = first_row

    def module(self, item: Item, number: int, x: int, y: int, shape: Shape) -> Module:
        """The item in its shape, its upper left cell at column x, row y of the region (from 0)."""
        column, row = x + 1, self.first_row + y
        rows = shape.rows - SEPARATOR
        rect = self.grid.rect(column, shape.span, row, rows)
        contents = self._contents(shape, column, row, rect)
        part, parts = item.part
        return Module(
            id=f"m{number}",
            kind=item.kind,
            article=item.slug,
            part=part,
            parts=parts,
            rect=rounded(rect),
            columns=(column, column + shape.span - 1),
            rows=(row, row + rows - 1),
            legs=contents.legs,
            leg_rows=contents.leg_rows,
            headline_form=shape.head.form if shape.head else None,
            headline_pt=shape.head.size_pt if shape.head else 0.0,
            headline_rect=rounded(contents.head_rect) if contents.head_rect else None,
            priority=item.priority,
            lines=contents.lines,
            pictures=contents.pictures,
            rules=contents.rules if isinstance(shape, AdShape) else (*self._ground(item, rect), *contents.rules),
        )

    def _contents(self, shape: Shape, column: int, row: int, rect: Rect) -> Marks:
        match shape:
            case ArticleShape():
                return place_article(shape, self.grid, column, row)
            case PhotoShape() | GroupShape():
                return self._pictures(shape, rect)
            case BoxShape():
                return place_box(shape, self.grid, rect)
            case NoticeShape():
                return place_notice(shape.notice, self.grid, rect)
            case AdShape():
                return place_ad(shape.ad, rect)
        raise TypeError(f"nothing to place in {shape!r}")

    def _pictures(self, shape: PhotoShape | GroupShape, rect: Rect) -> Marks:
        """A picture or a group, its title over it."""
        high = shape.head_rows * self.grid.sheet.row_pt
        under = Rect(rect.x, rect.y + high, rect.width, rect.height - high)
        if isinstance(shape, GroupShape):
            contents = place_group(shape, self.grid, under)
        else:
            lines, picture = place_picture(shape.picture, shape.caption, self.grid, under, shape.picture_rows)
            contents = Marks(tuple(lines), (picture,))
        if shape.head is None:
            return contents
        over = Rect(rect.x, rect.y, rect.width, high)
        head_lines, rules = place_head(shape.head, over)
        return replace(contents, lines=(*head_lines, *contents.lines), rules=rules, head_rect=over)

    def _ground(self, item: Item, rect: Rect) -> tuple[PlacedRule, ...]:
        """The frame or the tint of a module that is set apart."""
        if not item.ground:
            return ()
        gap = FRAME_GAP * self.grid.sheet.row_pt
        return (PlacedRule(item.ground, rounded(Rect(rect.x, rect.y + gap, rect.width, rect.height - 2 * gap))),)
