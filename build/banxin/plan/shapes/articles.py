"""Shapes of articles: a head of some form and really filled legs, for each span and height."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banxin.cjk import all_han
from banxin.layout.grid import Grid
from banxin.model.edition import Picture
from banxin.model.forms import BylinePlace, HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Rect
from banxin.model.roles import Role
from banxin.norms import SEPARATOR, THIN
from banxin.plan.heads.head import Head
from banxin.plan.heads.level import THIN_OF_FEW, THINNEST, across_heads, beside_heads
from banxin.plan.heads.upright import vertical_heads
from banxin.plan.legs.fill import row_range
from banxin.plan.legs.filled import FilledStory
from banxin.plan.legs.fillings import LEAST_LINES, Fillings, Fills
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.legs import HorizontalLegs
from banxin.plan.legs.rows import FRAME_ROWS
from banxin.plan.shapes.columns import UPRIGHT_GAP, level_head, level_legs, side_columns
from banxin.plan.shapes.item import ArticleItem, ArticleShape, Curve
from banxin.plan.shapes.pictures import insets
from banxin.plan.text.blocks import NO_ROOM
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import mil

FEW_SPANS = 4
"""An article that goes over fewer numbers of columns than that may have a thin head over others. Ours."""
LOOSE_SLACK, LOOSE_COST = 3, 6.0
"""Rows more that a head may be given, and what each of them costs more, where no page is found otherwise. Ours."""
SLACK_COST = 0.8
"""Cost of each row that a head has over what it needs: a larger head is better than an airy one. Ours."""
NARROW_COST = 4.0
"""Cost of a one-column headline; a few belong on a page. See the layout's weight `narrow`."""
SIDE_LEAST = 0.5
"""Share of its strip's height that a head beside the text takes at least. Ours."""
SIDE_ASKED = 0.15
"""The same for a form that the editor asks for: a poem's title may be two characters beside twenty lines. Ours."""
SIDE_THIN = 4
"""Factor by which a thin head beside the text costs more than one across. Ours."""
SMALL_ROWS, SMALL_COST = 8, 1.5
"""Several legs with fewer rows than this look scrappy under a headline; cost of each missing row. Ours."""
TALL_ROWS, TALL_ROW_COST = 45, 0.15
"""A leg with more rows than this is tiring to read; cost of each further row. Ours."""

VERTICAL_LENGTH = 10
"""Characters of a headline that the planner may set upright unasked. Ours."""
TORN_COST = 40.0
"""Cost of a table in a leg too narrow for what its cells hold. Ours."""


def byline_in_leg(form: HeadlineForm, span: int, least: int) -> bool:
    """Whether a module of that form and span has its byline at the head of its first leg."""
    place = form.traits.byline
    return place is BylinePlace.LEG or (place is BylinePlace.BY_SPAN and span < least)


def box_measure(characters: int, span: int) -> int:
    """Characters of a leg inside a rule box or on a tint: what its inset takes is shared by all legs."""
    return characters - (2 if span == 1 else 1)


class ArticleShapes:
    """Makes the curves of articles at one grid."""

    def __init__(
        self, setter: Typesetter, grid: Grid, most_rows: int, fills: Fills, *, loose: bool = False, alone: bool = False
    ) -> None:
        self.setter = setter
        self.grid = grid
        self.most_rows = most_rows
        self.weights = setter.layout.weights
        self._more_slack = LOOSE_SLACK if loose else 0
        self._thinnest = (THINNEST, THIN_OF_FEW, 0.0) if alone else (THINNEST, THIN_OF_FEW)
        self._byline_from = setter.layout.forms.byline_from
        self._legs = Fillings(setter, most_rows, fills, 1 if alone else LEAST_LINES)

    def item(self, portion: Portion, *, inside: bool = False) -> ArticleItem:
        """The item of an article, or of its part before or after a jump; inside: its first picture stands in it.

        Where the form asked for cannot be set, the layout chooses one: a finished page matters more than a form.
        """
        if self._over_the_fold(portion):
            portion = replace(portion, rank=1)
        found = self._item(portion, inside=inside)
        if found.curves or inside or portion.form in (None, HeadlineForm.ACROSS):
            return found
        free = self._item(replace(portion, article=replace(portion.article, headline_form=None)), inside=False)
        return replace(free, portion=portion)

    def _item(self, portion: Portion, *, inside: bool) -> ArticleItem:
        article = portion.article
        picture = article.pictures[0] if inside else None
        curves: dict[int, Curve] = {}
        for thinnest in self._thinnest:
            missing = [span for span in self._spans(portion) if span not in curves]
            for span in missing if len(curves) < FEW_SPANS else ():
                curve: Curve = {}
                self._all_forms(portion, span, curve, picture, thinnest)
                if curve:
                    curves[span] = curve
        plain = self._legs.cut(portion, mil(self.setter.layout.grid.characters), NO_ROOM, byline=False)
        text = max(row_range(plain.pieces, 1).start, self.setter.line_rows.of(LEAST_LINES))
        headed = bool(curves) or self._headed(portion)
        return ArticleItem(portion.id, ModuleKind.ARTICLE, portion.rank, curves, portion, text, headed)

    def _all_forms(self, portion: Portion, span: int, curve: Curve, picture: Picture | None, thinnest: float) -> None:
        """Every form that the portion's editor or the layout allows."""
        for form in HeadlineForm:
            asked, traits = portion.form is form, form.traits
            if not asked and (portion.form is not None or not self._offered(portion, form)):
                continue
            extra = 0.0 if asked else traits.cost
            if traits.over:
                self._across(portion, span, curve, form, picture, extra, thinnest)
                if picture is not None and not portion.framed and not traits.whole_page:
                    self._high(portion, span, curve, picture, extra, form)
            elif not portion.framed and picture is None:
                if asked and traits.upright and span == 1 and portion.article.kind.traits.lined:
                    self._upright(portion, curve)
                if span in traits.spans:
                    self._side(portion, span, curve, self._side_heads(portion, form), extra)

    def _offered(self, portion: Portion, form: HeadlineForm) -> bool:
        """Whether a portion may have a form that its editor does not ask for."""
        return self.setter.layout.forms.offers(form) and (not form.traits.upright or _short(portion))

    def _side_heads(self, portion: Portion, form: HeadlineForm) -> list[Head]:
        """Heads for a column beside the text."""
        if form.traits.upright:
            return vertical_heads(portion, self.setter, self._strip())
        return beside_heads(portion, self.setter, self._strip(), byline=True)

    def _headed(self, portion: Portion) -> bool:
        form = portion.form
        if form is not None and not form.traits.over:
            heads, height = self._side_heads(portion, form), self.most_rows * self.grid.sheet.row_pt
            return any(not form.traits.upright or head.length_pt < height for head in heads)
        spans = self._spans(portion)
        return any(across_heads(portion, self.setter, span, self.grid.span_width(span), byline=True) for span in spans)

    def _spans(self, portion: Portion) -> range:
        """Numbers of columns that an article may take; none when it asks for more than there are."""
        columns, asked = self.grid.sheet.columns, portion.article.span if portion.part == 1 else None
        if portion.over_page:
            return range(columns, columns + 1)
        if asked:
            return range(asked, min(asked, columns) + 1)
        return range(self.setter.layout.grid.columns + 1 if self._over_the_fold(portion) else 1, columns + 1)

    def _over_the_fold(self, portion: Portion) -> bool:
        """Whether the spread is made for it: its head, as large as a lead's, stands over both pages."""
        wide = self.grid.sheet.columns > self.setter.layout.grid.columns
        return wide and portion.article.spread and portion.part == 1

    def _strip(self) -> float:
        return self.grid.span_width(1)

    def _across(
        self,
        portion: Portion,
        span: int,
        curve: Curve,
        form: HeadlineForm,
        picture: Picture | None,
        extra: float,
        thinnest: float,
    ) -> None:
        """Shapes with the head over the legs, `extra` the cost of the form."""
        framed, characters = portion.framed, self.setter.layout.grid.characters
        width = level_head(self.grid, span, 0, framed=framed).width
        measure = mil(box_measure(characters, span) if framed else characters)
        wide = mil(width / self.grid.sheet.body_pt) if span > 1 else NO_ROOM
        in_leg = byline_in_leg(form, span, self._byline_from)
        columns = level_legs(self.grid, span, measure, 0, framed=framed)
        places = insets(picture, self.setter, self.grid, columns) if picture else [None]
        heads = across_heads(portion, self.setter, span, width, byline=not in_leg, form=form, thinnest=thinnest)
        torn = self.setter.story(portion, measure, wide, byline=in_leg).torn
        extra += (NARROW_COST if span == 1 else 0.0) + (TORN_COST if torn else 0.0)
        high = [(head, rows, head.cost + airy + extra) for head in heads for rows, airy in self._heights(head)]
        for inset in places:
            texts = self._legs.of_legs(portion, measure, wide, span, byline=in_leg, inset=inset)
            for head, head_rows, base in high:
                cost = base + (inset.cost if inset else 0.0)
                self._under(head, head_rows, span, texts, inset, cost, curve, framed=framed)

    def _high(
        self, portion: Portion, span: int, curve: Curve, picture: Picture, extra: float, form: HeadlineForm
    ) -> None:
        """Shapes whose picture begins at the module's top, right of the head."""
        measure = mil(self.setter.layout.grid.characters)
        for low in insets(picture, self.setter, self.grid, level_legs(self.grid, span, measure, 0, framed=False)):
            inset, beside = replace(low, high=True), span - low.span
            if not beside:
                continue
            byline = byline_in_leg(form, beside, self._byline_from)
            width = self.grid.span_width(beside)
            filled: dict[int, list[FilledStory]] = {}
            for head in across_heads(portion, self.setter, beside, width, byline=not byline, form=form):
                for head_rows, airy in self._heights(head):
                    if airy and not (inset.full or head_rows == inset.rows):
                        continue  # Each such number of rows needs fillings of its own: too many to try them all.
                    if head_rows not in filled:
                        filled[head_rows] = self._legs.beside_picture(
                            portion, measure, span, inset, head_rows, byline=byline
                        )
                    cost = head.cost + airy + extra + inset.cost
                    self._under(head, head_rows, span, filled[head_rows], inset, cost, curve, framed=False)

    def _heights(self, head: Head) -> Iterator[tuple[int, float]]:
        """Rows that a head over the legs may be given, and what those cost that it does not need."""
        least, slack = math.ceil(head.extent_pt / self.grid.sheet.row_pt), head.form.traits.slack
        for airy in range(slack + self._more_slack + 1):
            yield least + airy, SLACK_COST * airy + LOOSE_COST * max(0, airy - slack)

    def _under(
        self,
        head: Head,
        head_rows: int,
        span: int,
        texts: Sequence[FilledStory],
        inset: Inset | None,
        base: float,
        curve: Curve,
        *,
        framed: bool,
    ) -> None:
        """Shapes of these texts under a head of so many rows, which stands beside a picture that is high."""
        head_span = span - inset.span if inset is not None and inset.high else span
        above = head_rows + (FRAME_ROWS if framed else 0) + SEPARATOR
        made: tuple[Rect, HorizontalLegs] | None = None
        for text in texts:
            rows = above + text.rows
            cost = base + text.fill.cost + (_leg_height_cost(head_span, text.fill.rows) if text.fill.legs else 0.0)
            if rows <= self.most_rows and (rows not in curve or cost < curve[rows].cost):
                if made is None:
                    measure = text.story.measure
                    made = (
                        level_head(self.grid, head_span, head_rows, framed=framed),
                        level_legs(self.grid, span, measure, head_rows, framed=framed, inset=inset),
                    )
                head_box, legs = made
                curve[rows] = ArticleShape(
                    span, rows, cost, head_rows=head_rows, head_span=head_span, head=head, head_box=head_box,
                    picture_span=inset.span if inset else 0, text=text, legs=legs, inset=inset,
                )  # fmt: skip

    def _side(self, portion: Portion, span: int, curve: Curve, heads: list[Head], extra: float = 0.0) -> None:
        """Shapes with the head in a column of its own, left of the legs."""
        measure = mil(self.setter.layout.grid.characters)
        in_leg = bool(heads) and byline_in_leg(heads[0].form, span, self._byline_from)
        least = SIDE_ASKED if portion.form is not None and portion.form.traits.upright else SIDE_LEAST
        extra += TORN_COST if self.setter.story(portion, measure, NO_ROOM, byline=in_leg).torn else 0.0
        for text in self._legs.of_legs(portion, measure, NO_ROOM, span - 1, byline=in_leg) if heads else ():
            height = text.fill.rows * self.grid.sheet.row_pt
            for head in heads:
                filled = (head.length_pt if head.form.traits.upright else head.extent_pt) / height
                if least <= filled <= 1.0:
                    thin = 0.0 if filled >= THIN else self.weights.fill * (1 + SIDE_THIN * (THIN - filled))
                    cost = head.cost + thin + text.fill.cost + _leg_height_cost(span - 1, text.fill.rows) + extra
                    self._beside(head, span, text, cost, curve)

    def _upright(self, portion: Portion, curve: Curve) -> None:
        """Shapes of verse in one column, its upright title in the column too: lines of verse are short."""
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        for head in vertical_heads(portion, self.setter, self._strip()):
            measure = mil(self.setter.layout.grid.characters - math.ceil(head.extent_pt / body + UPRIGHT_GAP))
            if measure < mil(1):
                continue
            story = self.setter.story(portion, measure, NO_ROOM, byline=True)
            if any(len(block.settings[0][1].lines) > 1 for block in story.blocks if block.role is Role.VERSE):
                continue
            for text in self._legs.of_legs(portion, measure, NO_ROOM, 1, byline=True):
                if head.length_pt <= text.fill.rows * row:
                    cost = head.cost + text.fill.cost + _leg_height_cost(1, text.fill.rows)
                    self._beside(head, 1, text, cost, curve)

    def _beside(self, head: Head, span: int, text: FilledStory, cost: float, curve: Curve) -> None:
        """The shape of a text beside its head."""
        rows = text.fill.rows + SEPARATOR
        if rows <= self.most_rows and (rows not in curve or cost < curve[rows].cost):
            head_box, legs = side_columns(self.grid, span, head, text)
            curve[rows] = ArticleShape(span, rows, cost, head=head, head_box=head_box, text=text, legs=legs, inset=None)


def _short(portion: Portion) -> bool:
    """Whether its headline may be set upright unasked: short, and without marks and figures, which look bad there."""
    headline = portion.headline
    return portion.rank > 1 and len(headline) <= VERTICAL_LENGTH and all_han(str(headline))


def _leg_height_cost(legs: int, rows: int) -> float:
    """The cost of legs that are very short or very long."""
    short = SMALL_COST * max(0, SMALL_ROWS - rows) if legs > 1 else 0.0
    return short + TALL_ROW_COST * max(0, rows - TALL_ROWS)
