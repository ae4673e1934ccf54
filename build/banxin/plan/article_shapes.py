"""Shapes of articles: a head of some form and really filled legs, for each span and height."""

from __future__ import annotations

import math

from banxin.plan.fill import Fill, Piece, fill, make_pieces, row_range
from banxin.plan.grid import Grid
from banxin.plan.heads import THIN, Head, across_heads, beside_heads, vertical_heads
from banxin.plan.item import FRAME_INSET, FRAME_ROWS, SEPARATOR, Curve, Item, Shape, keep
from banxin.plan.portion import Portion
from banxin.plan.story import StoryKey, Typesetter
from banxin.units import Mil, mil

BESIDE_SPANS, VERTICAL_SPANS = range(3, 7), range(2, 7)
"""Columns that a module may take with its head beside its text (串文题) or upright (竖题). Ours."""
BYLINE_IN_HEAD = 3
"""Columns from which on the byline stands in the head, not in the first leg. Ours."""
LEAST_ROWS = 4
"""Rows of the shortest leg. Ours."""
HEAD_SLACK = 3
"""Rows that a head may be given over what it needs. Ours."""
SLACK_COST = 0.8
"""Cost of each such row: a head had better be large than airy. Ours."""
NARROW_COST = 4.0
"""Cost of a one-column headline; a few belong on a page. See the layout's weight `narrow`."""
SIDE_LEAST = 0.5
"""Share of its strip's height that a head beside the text takes at the least. Ours."""
SIDE_THIN = 4
"""How much dearer than a thin head across is one beside the text, for each share it lacks. Ours."""
CRUMB_ROWS, CRUMB_COST = 8, 1.5
"""Several legs shorter than so many rows look like crumbs under a head; cost of each row. Ours."""
RIBBON_ROWS, RIBBON_COST = 45, 0.15
"""A leg longer than so many rows looks like a ribbon; cost of each row. Ours."""

Fills = dict[tuple[StoryKey, int, int], Fill | None]
"""(set text, legs, rows) → filling: the same at every line space, so makers share them."""


def byline_in_leg(form: str, span: int) -> bool:
    """Whether a module of that form and span has its byline at the head of its first leg."""
    return span < BYLINE_IN_HEAD if form == "across" else form == "vertical"


def framed(portion: Portion) -> bool:
    """Whether a rule box stands round the module. The part after a jump has none: it is not set apart."""
    return portion.article.box


class ArticleShapes:
    """Makes the curves of articles at one grid."""

    def __init__(self, setter: Typesetter, grid: Grid, most_rows: int, fills: Fills) -> None:
        self.setter = setter
        self.grid = grid
        self.most_rows = most_rows
        self.weights = setter.layout.weights
        self._fills = fills

    def item(self, portion: Portion) -> Item:
        """The item of an article, or of its part before or after a jump."""
        article, form = portion.article, portion.article.headline_form
        boxed = framed(portion)
        curves: dict[int, Curve] = {}
        for span in self._spans(portion):
            curve: Curve = {}
            if form in ("auto", "across"):
                self._across(portion, span, curve)
            if form in ("auto", "beside") and span in BESIDE_SPANS and not boxed:
                self._side(portion, span, curve, beside_heads(portion, self.setter, self._strip(), byline=True))
            if form == "vertical" and span in VERTICAL_SPANS and not boxed:
                self._side(portion, span, curve, vertical_heads(portion, self.setter, self._strip()))
            if curve:
                curves[span] = curve
        text = self._rows(portion, mil(self.setter.layout.grid.characters), False, 1).start
        headed = bool(curves) or self._headed(portion)
        return Item(
            portion.id, "article", article, None, portion.rank, curves, text_cells=text, headed=headed, portion=portion
        )

    def _headed(self, portion: Portion) -> bool:
        form = portion.article.headline_form
        if form == "beside":
            return bool(beside_heads(portion, self.setter, self._strip(), byline=True))
        if form == "vertical":
            heads = vertical_heads(portion, self.setter, self._strip())
            return any(head.length_pt < self.most_rows * self.grid.sheet.row_pt for head in heads)
        spans = self._spans(portion)
        return any(across_heads(portion, self.setter, span, self.grid.span_width(span), byline=True) for span in spans)

    def _spans(self, portion: Portion) -> range:
        """Numbers of columns that an article may take; none when it asks for more than there are."""
        columns, asked = self.grid.sheet.columns, portion.article.span
        return range(asked, min(asked, columns) + 1) if asked else range(1, columns + 1)

    def _strip(self) -> float:
        return self.grid.span_width(1)

    def _pieces(self, portion: Portion, measure: Mil, byline: bool) -> tuple[Piece, ...]:
        return make_pieces(self.setter.story(portion, measure, byline=byline))

    def _fill(self, portion: Portion, measure: Mil, byline: bool, legs: int, rows: int) -> Fill | None:
        key = ((portion.key, measure, byline), legs, rows)
        if key not in self._fills:
            self._fills[key] = fill(self._pieces(portion, measure, byline), legs, rows, self.weights.white)
        return self._fills[key]

    def _rows(self, portion: Portion, measure: Mil, byline: bool, legs: int) -> range:
        found = row_range(self._pieces(portion, measure, byline), legs)
        return range(max(found.start, LEAST_ROWS), max(found.stop, LEAST_ROWS + 1))

    def _across(self, portion: Portion, span: int, curve: Curve) -> None:
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        width = self.grid.span_width(span)
        characters = self.setter.layout.grid.characters
        boxed = framed(portion)
        frame = FRAME_ROWS if boxed else 0
        if boxed:
            width -= 2 * FRAME_INSET * body
            characters -= 2 if span == 1 else 1
        measure = mil(characters)
        in_leg = byline_in_leg("across", span)
        fills = [
            found
            for rows in self._rows(portion, measure, in_leg, span)
            if rows < self.most_rows and (found := self._fill(portion, measure, in_leg, span, rows)) is not None
        ]
        narrow = NARROW_COST if span == 1 else 0.0
        for head in across_heads(portion, self.setter, span, width, byline=not in_leg):
            least = math.ceil(head.extent_pt / row)
            for head_rows in range(least, least + HEAD_SLACK + 1):
                slack = SLACK_COST * (head_rows - least)
                for found in fills:
                    rows = head_rows + found.rows + frame + SEPARATOR
                    if rows <= self.most_rows:
                        cost = head.cost + slack + found.cost + narrow + _squat(span, found.rows)
                        keep(curve, Shape(span, rows, cost, "across", head, head_rows, found, measure, span))

    def _side(self, portion: Portion, span: int, curve: Curve, heads: list[Head]) -> None:
        measure = mil(self.setter.layout.grid.characters)
        legs = span - 1
        in_leg = bool(heads) and byline_in_leg(heads[0].form, span)
        for rows in self._rows(portion, measure, in_leg, legs):
            found = self._fill(portion, measure, in_leg, legs, rows) if rows < self.most_rows else None
            if found is None:
                continue
            height = rows * self.grid.sheet.row_pt
            for head in heads:
                filled = (head.length_pt if head.form == "vertical" else head.extent_pt) / height
                if SIDE_LEAST <= filled <= 1.0:
                    thin = 0.0 if filled >= THIN else self.weights.fill * (1 + SIDE_THIN * (THIN - filled))
                    cost = head.cost + thin + found.cost + _squat(legs, rows)
                    keep(curve, Shape(span, rows + SEPARATOR, cost, head.form, head, 0, found, measure, legs))


def _squat(legs: int, rows: int) -> float:
    """Legs wider than tall look like crumbs under a head, very long single legs like a ribbon."""
    crumbs = CRUMB_COST * max(0, CRUMB_ROWS - rows) if legs > 1 else 0.0
    return crumbs + RIBBON_COST * max(0, rows - RIBBON_ROWS)
