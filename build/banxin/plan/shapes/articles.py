"""Shapes of articles: a head of some form and really filled legs, for each span and height."""

from __future__ import annotations

import math
from dataclasses import replace

from banxin.layout.grid import Grid
from banxin.model.edition import Picture
from banxin.plan.heads.head import HAN, THIN, Head
from banxin.plan.heads.level import THIN_OF_FEW, THINNEST, across_heads, beside_heads
from banxin.plan.heads.upright import vertical_heads
from banxin.plan.legs.fill import row_range
from banxin.plan.legs.fillings import LEAST_ROWS, NO_INSET, TABLES_ONLY, Fillings, Fills
from banxin.plan.legs.rows import FRAME_INSET, FRAME_ROWS, SEPARATOR
from banxin.plan.shapes.item import Curve, Item, Shape, keep
from banxin.plan.shapes.pictures import insets
from banxin.plan.text.blocks import NO_ROOM
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter
from banxin.units import mil

BESIDE_SPANS, VERTICAL_SPANS = range(3, 7), range(2, 7)
"""Columns that a module may take with its head beside its text (串文题) or upright (竖题). Ours."""
FEW_SPANS = 4
"""An article that goes over fewer numbers of columns than that may have a thin head over others. Ours."""
HEAD_SLACK = 3
"""Rows that a head may be given over what it needs. Ours."""
LOOSE_SLACK, LOOSE_COST = 3, 6.0
"""Rows more, and what each of them costs more, where no page is found otherwise. Ours."""
SLACK_COST = 0.8
"""Cost of each such row: a head had better be large than airy. Ours."""
NARROW_COST = 4.0
"""Cost of a one-column headline; a few belong on a page. See the layout's weight `narrow`."""
SIDE_LEAST = 0.5
"""Share of its strip's height that a head beside the text takes at the least. Ours."""
SIDE_ASKED = 0.15
"""The same for a form that the editor asks for: a poem's title may be two characters beside twenty lines. Ours."""
SIDE_THIN = 4
"""How much dearer than a thin head across is one beside the text, for each share it lacks. Ours."""
CRUMB_ROWS, CRUMB_COST = 8, 1.5
"""Several legs shorter than so many rows look like crumbs under a head; cost of each row. Ours."""
RIBBON_ROWS, RIBBON_COST = 45, 0.15
"""A leg longer than so many rows looks like a ribbon; cost of each row. Ours."""

VERTICAL_LENGTH, VERTICAL_COST = 10, 8.0
"""Characters of a headline that the planner may set upright of itself, and what that costs. Ours."""
REVERSED_COST, REVERSED_SLACK = 9.0, 1
"""Cost of a head on a dark band that nobody asked for: more than one a page shouts; rows that such a head may be
given over what it needs, for they are black. Ours."""
SLACK = {"across": HEAD_SLACK, "reversed": REVERSED_SLACK}
"""The same by the form of the head."""
TORN_COST = 40.0
"""Cost of a table in a leg whose cells must be torn: better anywhere else. Ours."""
UPRIGHT_GAP = 1.0
"""Between an upright title and the verse beside it in its column, in characters. Ours."""


def byline_in_leg(form: str, span: int, least: int) -> bool:
    """Whether a module of that form and span has its byline at the head of its first leg."""
    return span < least if form == "across" else form in ("vertical", "reversed")


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
        self.slack = {form: slack + (LOOSE_SLACK if loose else 0) for form, slack in SLACK.items()}
        self._thinnest = (THINNEST, THIN_OF_FEW, 0.0) if alone else (THINNEST, THIN_OF_FEW)
        self._byline_from = setter.layout.forms.byline_from
        self._legs = Fillings(setter, most_rows, fills, 1 if alone else LEAST_ROWS)

    def item(self, portion: Portion, *, inside: bool = False) -> Item:
        """The item of an article, or of its part before or after a jump; inside: its first picture stands in it.

        A form that cannot be had gives way to the layout's own choice: a page is worth more than a form.
        """
        if self._over_the_fold(portion):
            portion = replace(portion, rank=1)
        found = self._item(portion, inside=inside)
        if found.curves or inside or portion.form in ("auto", "across"):
            return found
        free = self._item(replace(portion, article=replace(portion.article, headline_form="auto")), inside=False)
        return replace(free, article=portion.article, portion=portion)

    def _item(self, portion: Portion, *, inside: bool) -> Item:
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
        pieces = self._legs.pieces(portion, mil(self.setter.layout.grid.characters), False, NO_ROOM)
        text = max(row_range(pieces, 1).start, LEAST_ROWS)
        headed = bool(curves) or self._headed(portion)
        return Item(
            portion.id, "article", article, None, portion.rank, curves, picture, text, headed, portion, inside=inside
        )

    def _all_forms(self, portion: Portion, span: int, curve: Curve, picture: Picture | None, thinnest: float) -> None:
        """Every form that the portion's editor or the layout allows."""
        form, forms = portion.form, self.setter.layout.forms
        levels = {"across": 0.0} if form in ("auto", "across") else {}
        if form == "reversed" or (form == "auto" and forms.reversed):
            levels["reversed"] = 0.0 if form == "reversed" else REVERSED_COST
        for level, extra in levels.items():
            self._across(portion, span, curve, level, picture, extra, thinnest)
            if picture is not None and not portion.framed:
                self._high(portion, span, curve, picture, extra, level)
        if portion.framed or picture is not None:
            return
        if (form == "beside" or (form == "auto" and forms.beside)) and span in BESIDE_SPANS:
            self._side(portion, span, curve, beside_heads(portion, self.setter, self._strip(), byline=True))
        if form == "vertical" and span == 1 and portion.article.kind == "verse":
            self._upright(portion, curve)
        if (form == "vertical" or (form == "auto" and forms.vertical and _short(portion))) and span in VERTICAL_SPANS:
            cost = 0.0 if form == "vertical" else VERTICAL_COST
            self._side(portion, span, curve, vertical_heads(portion, self.setter, self._strip()), cost)

    def _headed(self, portion: Portion) -> bool:
        form = portion.form
        if form == "beside":
            return bool(beside_heads(portion, self.setter, self._strip(), byline=True))
        if form == "vertical":
            heads = vertical_heads(portion, self.setter, self._strip())
            return any(head.length_pt < self.most_rows * self.grid.sheet.row_pt for head in heads)
        spans = self._spans(portion)
        return any(across_heads(portion, self.setter, span, self.grid.span_width(span), byline=True) for span in spans)

    def _spans(self, portion: Portion) -> range:
        """Numbers of columns that an article may take; none when it asks for more than there are."""
        columns, asked = self.grid.sheet.columns, portion.article.span if portion.part == 1 else None
        if asked:
            return range(asked, min(asked, columns) + 1)
        return range(self.setter.layout.grid.columns + 1 if self._over_the_fold(portion) else 1, columns + 1)

    def _over_the_fold(self, portion: Portion) -> bool:
        """Whether it is what a spread is made for: its head, as large as a lead's, stands over both pages."""
        wide = self.grid.sheet.columns > self.setter.layout.grid.columns
        return wide and portion.article.spread and portion.part == 1

    def _airy(self, form: str, rows: int) -> float:
        """Cost of rows that a head over the legs has over what it needs."""
        return SLACK_COST * rows + LOOSE_COST * max(0, rows - SLACK[form])

    def _strip(self) -> float:
        return self.grid.span_width(1)

    def _across(
        self,
        portion: Portion,
        span: int,
        curve: Curve,
        form: str,
        picture: Picture | None,
        extra: float,
        thinnest: float,
    ) -> None:
        """Shapes with the head over the legs, `extra` the cost of the form."""
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        width, characters = self.grid.span_width(span), self.setter.layout.grid.characters
        frame = FRAME_ROWS if portion.framed else 0
        if portion.framed:
            width -= 2 * FRAME_INSET * body
            characters = box_measure(characters, span)
        measure, wide = mil(characters), mil(width / body) if span > 1 else NO_ROOM
        in_leg = byline_in_leg(form, span, self._byline_from)
        leg = characters * body
        pitch = leg + ((width - span * leg) / (span - 1) if span > 1 else 0.0)
        places = insets(picture, self.setter, self.grid, span, (leg, pitch)) if picture else [NO_INSET]
        heads = across_heads(portion, self.setter, span, width, byline=not in_leg, form=form, thinnest=thinnest)
        story = self.setter.story(portion, measure, wide, byline=in_leg)
        extra += (NARROW_COST if span == 1 else 0.0) + (TORN_COST if story.torn else 0.0)
        for inset in places:
            if story.blocks or not story.wide or inset.span:
                fills = self._legs.of_legs(portion, measure, wide, span, byline=in_leg, inset=inset)
            else:
                fills = [TABLES_ONLY]
            for head in heads:
                least = math.ceil(head.extent_pt / row)
                for head_rows in range(least, least + self.slack[form] + 1):
                    base = head.cost + self._airy(form, head_rows - least) + extra + inset.cost
                    for found in fills:
                        rows = head_rows + found.rows + story.wide_rows + frame + SEPARATOR
                        cost = base + found.cost + (_squat(span, found.rows) if found.legs else 0.0)
                        if rows <= self.most_rows and (rows not in curve or cost < curve[rows].cost):
                            curve[rows] = Shape(
                                span, rows, cost, form, head, head_rows, found, measure, found.legs,
                                inset.span, inset.rows, inset.full,
                            )  # fmt: skip

    def _high(self, portion: Portion, span: int, curve: Curve, picture: Picture, extra: float, form: str) -> None:
        """Shapes whose picture begins at the module's top, right of the head."""
        row, measure = self.grid.sheet.row_pt, mil(self.setter.layout.grid.characters)
        column = self.grid.sheet.column_pt
        for inset in insets(picture, self.setter, self.grid, span, (column, column + self.grid.sheet.gutter_pt)):
            beside = span - inset.span
            if not beside:
                continue
            byline = byline_in_leg(form, beside, self._byline_from)
            heads = across_heads(
                portion, self.setter, beside, self.grid.span_width(beside), byline=not byline, form=form
            )
            for head in heads:
                least = math.ceil(head.extent_pt / row)
                for head_rows in range(least, least + self.slack[form] + 1):
                    if head_rows > least and not (inset.full or head_rows == inset.rows):
                        continue  # What the legs begin lower wants fillings of its own: too many to try them all.
                    base = head.cost + self._airy(form, head_rows - least) + extra + inset.cost
                    for found in self._legs.beside_picture(portion, measure, span, inset, head_rows, byline=byline):
                        rows = head_rows + found.rows + SEPARATOR
                        cost = base + found.cost + _squat(beside, found.rows)
                        if rows <= self.most_rows and (rows not in curve or cost < curve[rows].cost):
                            curve[rows] = Shape(
                                span, rows, cost, form, head, head_rows, found, measure, found.legs,
                                inset.span, inset.rows, inset.full, picture_high=True,
                            )  # fmt: skip

    def _side(self, portion: Portion, span: int, curve: Curve, heads: list[Head], extra: float = 0.0) -> None:
        """Shapes with the head in a column of its own, left of the legs."""
        measure = mil(self.setter.layout.grid.characters)
        legs = span - 1
        in_leg = bool(heads) and byline_in_leg(heads[0].form, span, self._byline_from)
        least = SIDE_ASKED if portion.article.headline_form == "vertical" else SIDE_LEAST
        extra += TORN_COST if self.setter.story(portion, measure, NO_ROOM, byline=in_leg).torn else 0.0
        for found in self._legs.of_legs(portion, measure, NO_ROOM, legs, byline=in_leg) if heads else ():
            height = found.rows * self.grid.sheet.row_pt
            for head in heads:
                filled = (head.length_pt if head.form == "vertical" else head.extent_pt) / height
                if least <= filled <= 1.0 and found.rows + SEPARATOR <= self.most_rows:
                    thin = 0.0 if filled >= THIN else self.weights.fill * (1 + SIDE_THIN * (THIN - filled))
                    cost = head.cost + thin + found.cost + _squat(legs, found.rows) + extra
                    keep(curve, Shape(span, found.rows + SEPARATOR, cost, head.form, head, 0, found, measure, legs))

    def _upright(self, portion: Portion, curve: Curve) -> None:
        """Shapes of verse in one column, its upright title in the column too: lines of verse are short."""
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        for head in vertical_heads(portion, self.setter, self._strip()):
            measure = mil(self.setter.layout.grid.characters - math.ceil(head.extent_pt / body + UPRIGHT_GAP))
            if measure < mil(1):
                continue
            story = self.setter.story(portion, measure, NO_ROOM, byline=True)
            if any(rows > 1 for block in story.blocks if block.role == "verse" for rows, _ in block.settings):
                continue
            for found in self._legs.of_legs(portion, measure, NO_ROOM, 1, byline=True):
                if head.length_pt <= found.rows * row and found.rows + SEPARATOR <= self.most_rows:
                    cost = head.cost + found.cost + _squat(1, found.rows)
                    keep(curve, Shape(1, found.rows + SEPARATOR, cost, "vertical", head, 0, found, measure, 1))


def _short(portion: Portion) -> bool:
    """Whether its headline may be set upright unasked: short, and without marks and figures, which stand ill there."""
    headline = portion.headline
    return portion.rank > 1 and len(headline) <= VERTICAL_LENGTH and HAN.fullmatch(headline) is not None


def _squat(legs: int, rows: int) -> float:
    """Legs wider than tall look like crumbs under a head, very long single legs like a ribbon."""
    crumbs = CRUMB_COST * max(0, CRUMB_ROWS - rows) if legs > 1 else 0.0
    return crumbs + RIBBON_COST * max(0, rows - RIBBON_ROWS)
