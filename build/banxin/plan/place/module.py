"""From a chosen shape at a spot to a module with every line at its place."""

from __future__ import annotations

from dataclasses import replace

from banxin.layout.grid import Grid
from banxin.model.plan import Module, PlacedRule, Rect
from banxin.plan.legs.rows import SEPARATOR
from banxin.plan.place.articles import ArticlePlacer
from banxin.plan.place.boxes import ad_contents, box_contents, filler_contents
from banxin.plan.place.heads import place_head
from banxin.plan.place.marks import Marks, rounded
from banxin.plan.place.pictures import photo_contents
from banxin.plan.shapes.item import Item, Shape
from banxin.plan.text.typesetter import Typesetter

BOXED_KINDS = frozenset({"filler", "ad", "teaser", "box"})
"""Kinds that always stand in a frame."""
FRAME_GAP = 0.1
"""Rows between a module's edge and its rule box, so that its top is level with a photo's beside it. Ours."""


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
        contents = self._contents(item, column, row, shape, rect)
        return Module(
            id=f"m{number}",
            kind=item.kind,
            article=item.article.slug if item.article else "",
            part=item.portion.part if item.portion else 1,
            parts=item.portion.parts if item.portion else 1,
            rect=rounded(rect),
            columns=(column, column + shape.span - 1),
            rows=(row, row + rows - 1),
            legs=shape.legs,
            leg_rows=contents.leg_rows,
            headline_form=shape.form if shape.head else "",
            headline_pt=shape.head.size_pt if shape.head else 0.0,
            headline_rect=rounded(contents.head_rect) if contents.head_rect else None,
            priority=item.priority,
            lines=contents.lines,
            pictures=contents.pictures,
            rules=(*self._frame(item, rect), *contents.rules),
        )

    def _contents(self, item: Item, column: int, row: int, shape: Shape, rect: Rect) -> Marks:
        if item.kind == "photo":
            return self._photo(item, shape, rect)
        if item.kind == "ad":
            return ad_contents(item, rect)
        if item.kind in ("teaser", "box"):
            return box_contents(item, shape.span, self.setter, self.grid, rect)
        if item.kind == "filler":
            return filler_contents(item, self.setter, self.grid, rect)
        return ArticlePlacer(self.setter, self.grid).contents(item, column, row, shape)

    def _photo(self, item: Item, shape: Shape, rect: Rect) -> Marks:
        """A picture or a group, its title over it."""
        high = shape.head_rows * self.grid.sheet.row_pt
        under = Rect(rect.x, rect.y + high, rect.width, rect.height - high)
        contents = photo_contents(item, self.setter, self.grid, under, shape.rows - shape.head_rows - SEPARATOR)
        if shape.head is None:
            return contents
        over = Rect(rect.x, rect.y, rect.width, high)
        lines, rules = place_head(shape.head, over)
        return replace(contents, lines=(*lines, *contents.lines), rules=(*rules, *contents.rules), head_rect=over)

    def _frame(self, item: Item, rect: Rect) -> tuple[PlacedRule, ...]:
        """The frame or the tint of a module that is set apart."""
        apart = item.portion is not None and item.portion.framed
        if not (item.kind in BOXED_KINDS or apart):
            return ()
        tinted = apart and item.article is not None and item.article.tint
        gap = FRAME_GAP * self.grid.sheet.row_pt
        outline = rounded(Rect(rect.x, rect.y + gap, rect.width, rect.height - 2 * gap))
        return (PlacedRule("tint" if tinted else "box", outline),)
