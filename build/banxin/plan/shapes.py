"""Shapes an item of the page may take: for each number of columns, the heights that can really be filled.

A height is in rows and includes the blank row under the module, in whose middle the hairline runs; the region
that modules fill is one row taller than the page for the same reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from banxin.model.edition import Article, Filler, Picture
from banxin.model.line import Line
from banxin.plan.fill import Fill, fill, make_pieces, row_range
from banxin.plan.grid import Grid
from banxin.plan.heads import THIN, Head, across_heads, beside_heads, vertical_heads
from banxin.plan.story import Typesetter
from banxin.units import EM, Mil, mil

SEPARATOR = 1
"""Rows between modules."""
FRAME_ROWS = 2
"""Rows a rule box takes over and under what it holds."""
FRAME_INSET = 1
"""Characters between a rule box and its text, left and right."""
BESIDE_SPANS, VERTICAL_SPANS = range(3, 7), range(2, 7)
"""Columns that a module may take with its head beside its text (串文题) or upright (竖题). Ours."""
LEAST_ROWS = 4
"""Rows of the shortest leg. Ours."""
HEAD_SLACK = 3
"""Rows that a head may be given over what it needs. Ours."""
SLACK_COST = 0.8
"""Cost of each such row: a head had better be large than airy. Ours."""
PICTURE_CHANGE = 0.15
"""How much taller or shorter than its own shape a picture may be shown (newspaper.md)."""
SMALL_PHOTO = 2.5
"""A photo over fewer than three columns costs so many times the weight of a missing dominant one. Ours."""
NARROW_COST = 4.0
"""Cost of a one-column headline; a few belong on a page. See the layout's weight `narrow`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to set an item in a rectangle."""

    span: int
    rows: int
    """With the separator row."""
    cost: float
    form: str
    """across, beside, vertical, photo or filler."""
    head: Head | None
    head_rows: int
    """Rows over the legs (across), else 0."""
    fill: Fill | None
    measure: Mil
    legs: int


Curve = dict[int, Shape]
"""Height in rows → cheapest shape of that height."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that takes a module: an article, photo news or a filler."""

    id: str
    kind: str
    """article, photo or filler."""
    article: Article | None
    filler: Filler | None
    priority: int
    curves: dict[int, Curve]
    """Span → curve; a span without a possible shape is missing."""
    picture: Picture | None = None
    """What a photo shows: photo news, or a picture of an article that stands beside it."""
    text_cells: int = 0
    """Cells of its running text alone, set as tight as it goes."""
    headed: bool = True
    """Whether its head goes into some span; without curves though it does, the text is longer than a page."""

    @property
    def owner(self) -> str:
        """The slug of the news that a photo belongs to; empty for photo news and everything else."""
        beside = self.kind == "photo" and self.article is not None and self.article.kind != "photo"
        return self.article.slug if beside and self.article is not None else ""

    @property
    def least_cells(self) -> int:
        """Cells of the smallest rectangle it can take, or of its text where that is longer than a page."""
        return min((span * min(curve) for span, curve in self.curves.items()), default=self.text_cells)

    @property
    def most_cells(self) -> int:
        """Cells of the largest rectangle it can take."""
        return max(span * max(curve) for span, curve in self.curves.items())


def _keep(curve: Curve, shape: Shape) -> None:
    known = curve.get(shape.rows)
    if known is None or shape.cost < known.cost:
        curve[shape.rows] = shape


Fills = dict[tuple[str, Mil, bool, int, int], Fill | None]
"""(article, measure, with byline, legs, rows) → filling: the same at every line space, so makers share them."""


class ShapeMaker:
    """Makes the curves of items at one grid."""

    def __init__(self, setter: Typesetter, grid: Grid, most_rows: int, fills: Fills) -> None:
        self.setter = setter
        self.grid = grid
        self.most_rows = most_rows
        self.weights = setter.layout.weights
        self._fills = fills

    def article(self, article: Article) -> Item:
        """An article's curves over every span of the grid."""
        curves: dict[int, Curve] = {}
        for span in self._spans(article):
            curve: Curve = {}
            form = article.headline_form
            if form in ("auto", "across"):
                self._across(article, span, curve)
            if form in ("auto", "beside") and span in BESIDE_SPANS and not article.box:
                self._side(article, span, curve, beside_heads(article, self.setter, self._strip(), byline=True))
            if form == "vertical" and span in VERTICAL_SPANS and not article.box:
                self._side(article, span, curve, vertical_heads(article, self.setter, self._strip()))
            if curve:
                curves[span] = curve
        text = self._rows(article, mil(self.setter.layout.grid.characters), False, 1).start
        headed = bool(curves) or self._headed(article)
        return Item(article.slug, "article", article, None, article.priority, curves, text_cells=text, headed=headed)

    def _headed(self, article: Article) -> bool:
        if article.headline_form == "beside":
            return bool(beside_heads(article, self.setter, self._strip(), byline=True))
        if article.headline_form == "vertical":
            heads = vertical_heads(article, self.setter, self._strip())
            return any(head.length_pt < self.most_rows * self.grid.sheet.row_pt for head in heads)
        spans = self._spans(article)
        return any(across_heads(article, self.setter, span, self.grid.span_width(span), byline=True) for span in spans)

    def _spans(self, article: Article) -> range:
        """Numbers of columns that an article may take; none when it asks for more than there are."""
        columns = self.grid.sheet.columns
        return range(article.span, min(article.span, columns) + 1) if article.span else range(1, columns + 1)

    def _strip(self) -> float:
        return self.grid.span_width(1)

    def _fill(self, article: Article, measure: Mil, byline: bool, legs: int, rows: int) -> Fill | None:
        key = (article.slug, measure, byline, legs, rows)
        if key not in self._fills:
            pieces = make_pieces(self.setter.story(article, measure, byline=byline))
            self._fills[key] = fill(pieces, legs, rows, self.weights.white)
        return self._fills[key]

    def _rows(self, article: Article, measure: Mil, byline: bool, legs: int) -> range:
        pieces = make_pieces(self.setter.story(article, measure, byline=byline))
        found = row_range(pieces, legs)
        return range(max(found.start, LEAST_ROWS), max(found.stop, LEAST_ROWS + 1))

    def _across(self, article: Article, span: int, curve: Curve) -> None:
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        width = self.grid.span_width(span)
        characters = self.setter.layout.grid.characters
        frame = FRAME_ROWS if article.box else 0
        if article.box:
            width -= 2 * FRAME_INSET * body
            characters -= 2 if span == 1 else 1
        measure = mil(characters)
        in_head = span >= 3
        fills = [
            found
            for rows in self._rows(article, measure, not in_head, span)
            if rows < self.most_rows and (found := self._fill(article, measure, not in_head, span, rows)) is not None
        ]
        narrow = NARROW_COST if span == 1 else 0.0
        for head in across_heads(article, self.setter, span, width, byline=in_head):
            least = math.ceil(head.extent_pt / row)
            for head_rows in range(least, least + HEAD_SLACK + 1):
                slack = SLACK_COST * (head_rows - least)
                for found in fills:
                    rows = head_rows + found.rows + frame + SEPARATOR
                    if rows <= self.most_rows:
                        cost = head.cost + slack + found.cost + narrow + _squat(span, found.rows)
                        _keep(curve, Shape(span, rows, cost, "across", head, head_rows, found, measure, span))

    def _side(self, article: Article, span: int, curve: Curve, heads: list[Head]) -> None:
        measure = mil(self.setter.layout.grid.characters)
        legs = span - 1
        byline = bool(heads) and heads[0].form == "vertical"
        for rows in self._rows(article, measure, byline, legs):
            found = self._fill(article, measure, byline, legs, rows) if rows < self.most_rows else None
            if found is None:
                continue
            height = rows * self.grid.sheet.row_pt
            for head in heads:
                filled = (head.length_pt if head.form == "vertical" else head.extent_pt) / height
                if 0.5 <= filled <= 1.0:
                    thin = 0.0 if filled >= THIN else self.weights.fill * (1 + 4 * (THIN - filled))
                    cost = head.cost + thin + found.cost + _squat(legs, rows)
                    _keep(curve, Shape(span, rows + SEPARATOR, cost, head.form, head, 0, found, measure, legs))

    def photo(self, article: Article, number: int, *, dominant: bool) -> Item:
        """Curves of an article's picture (from 0): its own shape, 15 % taller or flatter, over two columns and up.

        A dominant one takes three columns and up. The span that an article asks for is its text's: only photo news
        passes it on to its pictures.
        """
        picture = article.pictures[number]
        curves: dict[int, Curve] = {}
        body, row = self.grid.sheet.body_pt, self.grid.sheet.row_pt
        asked = article.kind == "photo" and article.span is not None
        free = range(3 if dominant else 2, min(self.grid.sheet.columns, 6) + 1)
        for span in self._spans(article) if asked else free:
            width = self.grid.span_width(span)
            found = caption_lines(self.setter, picture, width / body)
            captions = found[-1].row + 1 if found else 0
            natural = width * picture.height / picture.width
            curve: Curve = {}
            change = PICTURE_CHANGE if picture.crop else 0.0
            least = math.ceil((natural * (1 - change)) / row)
            most = max(int((natural * (1 + change)) / row), least)
            for picture_rows in range(least, most + 1):
                rows = picture_rows + captions + SEPARATOR
                off = abs(picture_rows * row / natural - 1)
                small = 0.0 if span >= 3 or number or article.kind != "photo" else SMALL_PHOTO * self.weights.photo
                if rows <= self.most_rows:
                    _keep(curve, Shape(span, rows, 12 * off + small, "photo", None, 0, None, mil(width / body), 0))
            if curve:
                curves[span] = curve
        name = article.slug if article.kind == "photo" and not number else f"{article.slug}-photo{number + 1}"
        return Item(name, "photo", article, None, article.priority, curves, picture)

    def filler(self, filler: Filler, number: int) -> Item:
        """A public notice: any rectangle that is not too thin; dear, so that it only takes what is left."""
        curves: dict[int, Curve] = {}
        for span in range(2, self.grid.sheet.columns + 1):
            tall = range(8, min(self.most_rows, 18 * span) + 1)
            curves[span] = {
                rows: Shape(span, rows, 30 + 0.05 * span * rows, "filler", None, 0, None, Mil(0), 0) for rows in tall
            }
        return Item(f"filler-{number}", "filler", None, filler, 6, curves)


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line under a photo."""

    role: str
    """caption or credit."""
    row: int
    """Rows under the photo, from 0."""
    line: Line


def caption_lines(setter: Typesetter, picture: Picture, width_em: float) -> list[CaptionLine]:
    """Caption and credit of a picture; the credit ends the caption's last row if it goes in."""
    roles = setter.layout.roles
    measure = Mil(int(width_em * EM))
    lines: list[CaptionLine] = []
    if picture.caption:
        setting = setter.ragged(picture.caption, measure, roles.caption)
        lines = [CaptionLine("caption", row, line) for row, line in enumerate(setting.lines)]
    if picture.credit:
        setting = setter.ragged(picture.credit, measure, roles.credit)
        first = setting.lines[0]
        shares = bool(lines) and len(setting.lines) == 1 and lines[-1].line.width + 2 * EM + first.width <= measure
        start = len(lines) - (1 if shares else 0)
        lines += [CaptionLine("credit", start + row, line) for row, line in enumerate(setting.lines)]
    return lines


def _squat(legs: int, rows: int) -> float:
    """Legs wider than tall look like crumbs under a head, very long single legs like a ribbon. Ours."""
    crumbs = 1.5 * max(0, 8 - rows) if legs > 1 else 0.0
    ribbon = 0.15 * max(0, rows - 45)
    return crumbs + ribbon
