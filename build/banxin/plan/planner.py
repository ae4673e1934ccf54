"""The planner: an edition's articles in, a page with every line at its place out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import banxin.plan.problems  # noqa: F401 - declares the codes
from banxin.errors import Problem, problem
from banxin.model.edition import Article, Edition
from banxin.model.plan import Module, Page, Plan
from banxin.plan.arrange import LEAD_AWAY
from banxin.plan.furniture import date_line_problems, masthead
from banxin.plan.grid import Grid, make_sheet
from banxin.plan.place import Placer
from banxin.plan.portion import Portion
from banxin.plan.refusals import TIGHT, overset, shapeless
from banxin.plan.rules import page_rules
from banxin.plan.search import Found, Schedule, Search
from banxin.plan.shapes import SEPARATOR, Fills, Item, ShapeMaker
from banxin.plan.story import Typesetter

RUNS = (0, 1, 0)
"""Line spaces that are searched, 0 the one whose room comes nearest what the articles ask for; the last runs only
when the page is not yet GOOD."""
PER_FILLER = 60.0
"""What a filler costs a good page. Ours."""
ROOMY = 0.8
"""A page whose articles ask for less than this share of it is filled with fillers at once. Ours."""
GOOD = 75.0
"""Cost under which a page is worth no further search. Ours."""
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class _Attempt:
    grid: Grid
    items: tuple[Item, ...]
    room: int
    """Cells of the region."""
    needed: int
    """Cells of the smallest shapes of all items."""
    most: int
    """Cells of the largest shapes of all items: with fewer than the room, nothing can fill the page."""


def plan_edition(
    edition: Edition, setter: Typesetter, seed: int = 1, progress: Progress | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Lay out an edition of one page.

    The same edition, layout and seed give the same plan on every machine. Returns no plan when the text cannot
    stand whole on the page; the problems then say by how many lines, and what would help.
    """
    wrong = [problem("pages", edition.origin, pages=edition.pages)] if edition.pages > 1 else []
    wrong += [
        problem("wrong-page", article.origin, page=article.page)
        for article in edition.articles
        if article.page is not None and article.page > 1
    ]
    wrong += date_line_problems(edition, setter, 1)
    shop = _Shop(edition, setter)
    tightest = shop.attempt(setter.layout.grid.leadings_pt[-1], Stage(dominant=False))
    no_shape = shapeless(tightest.items, setter, tightest.grid.span_width(1))
    named = {found.origin for found in no_shape}
    too_long = [
        problem("headline-too-long", item.article.origin, size=setter.layout.scale.sizes(item.priority, 8)[-1])
        for item in tightest.items
        if item.article is not None and not item.headed and item.article.origin not in named
    ]
    if wrong or too_long or no_shape:
        return None, (*wrong, *too_long, *no_shape)
    too_much = overset(edition, tightest.items, tightest.needed, tightest.room)
    if tightest.needed > tightest.room or not all(item.curves for item in tightest.items):
        return None, (too_much,)
    missing = shop.missing()
    if missing > 0:
        return None, (problem("too-little", edition.origin, page=1, lines=missing),)
    found = _search(shop, seed, progress)
    if found is None:
        full = tightest.needed > TIGHT * tightest.room
        return None, (too_much if full else problem("no-plan", edition.origin, page=1),)
    best, attempt = found
    page = _page(edition, setter, attempt.grid, attempt.items, best)
    return Plan(edition.key, setter.layout.name, seed, attempt.grid.sheet, (page,)), ()


@dataclass(frozen=True, slots=True)
class Stage:
    """What a search may do to fill the page; later stages are less dear to an art editor."""

    dominant: bool
    """Photos take three columns or more."""
    fillers: int = 0

    @property
    def name(self) -> str:
        """What makes each stage's chances its own. Another name gives other pages to the same seed."""
        return f"Stage(dominant={self.dominant}, fillers={self.fillers})"


class _Shop:
    """Makes the items of a page at a line space, fillings shared between them."""

    def __init__(self, edition: Edition, setter: Typesetter) -> None:
        self.edition = edition
        self.setter = setter
        self.ordered = sorted(edition.articles, key=lambda article: (article.priority, article.slug))
        self._fills: Fills = {}
        self._articles: dict[float, dict[str, Item]] = {}

    def room(self, leading: float) -> int:
        """Cells that modules may fill at a line space."""
        sheet = make_sheet(self.setter.layout, leading)
        return sheet.columns * (sheet.rows - self.setter.layout.furniture.masthead_rows + SEPARATOR)

    def fitting(self, leadings: Sequence[float], stage: Stage, most: int) -> list[_Attempt]:
        """The first `most` attempts at those line spaces whose items might fill the page."""
        found: list[_Attempt] = []
        for leading in leadings:
            if len(found) == most:
                break
            attempt = self.attempt(leading, stage)
            if attempt.needed <= attempt.room <= attempt.most and all(item.curves for item in attempt.items):
                found.append(attempt)
        return found

    def missing(self) -> int:
        """Cells that stay empty at the least whatever is done, with all fillers; 0 when the page might be filled."""
        fillers = len(self.edition.paper.fillers)
        least: list[int] = []
        for leading in reversed(self.setter.layout.grid.leadings_pt):
            for dominant in (False, True):
                tried = self.attempt(leading, Stage(dominant, fillers))
                if tried.room <= tried.most:
                    return 0
                least.append(tried.room - tried.most)
        return min(least)

    def attempt(self, leading: float, stage: Stage) -> _Attempt:
        """The items at one line space."""
        grid = Grid(make_sheet(self.setter.layout, leading))
        rows = grid.sheet.rows - self.setter.layout.furniture.masthead_rows + SEPARATOR
        maker = ShapeMaker(self.setter, grid, rows, self._fills)
        if leading not in self._articles:
            news = (article for article in self.ordered if article.kind != "photo")
            self._articles[leading] = {
                article.slug: maker.article(Portion(article, article.priority)) for article in news
            }
        made = self._articles[leading]
        items: list[Item] = []
        dominant = stage.dominant
        for article in self.ordered:
            if article.kind != "photo":
                items.append(made[article.slug])
            for number in range(len(article.pictures)):
                items.append(_photo(maker, article, number, dominant=dominant))
                dominant = False
        fillers = self.edition.paper.fillers[: stage.fillers]
        items += [maker.filler(filler, number) for number, filler in enumerate(fillers, 1)]
        needed = sum(item.least_cells for item in items)
        most = sum(item.most_cells for item in items if item.curves)
        return _Attempt(grid, tuple(items), grid.sheet.columns * rows, needed, most)


def _photo(maker: ShapeMaker, article: Article, number: int, *, dominant: bool) -> Item:
    """The picture as the dominant one if it goes into three columns: a tall one may be higher there than the page."""
    rank = article.priority
    found = maker.photo(article, number, dominant=dominant, rank=rank)
    return found if found.curves or not dominant else maker.photo(article, number, dominant=False, rank=rank)


def _wanted(item: Item) -> float:
    """Cells that an item takes when it is set as it looks best."""
    shapes = [shape for curve in item.curves.values() for shape in curve.values()]
    cheapest = min(shape.cost for shape in shapes)
    good = [shape.span * shape.rows for shape in shapes if shape.cost <= cheapest + 6]
    return sum(good) / len(good)


def _search(shop: _Shop, seed: int, progress: Progress | None) -> tuple[Found, _Attempt] | None:
    """Look at the line spaces nearest the amount of text; stage by stage until a good page is found."""
    fillers = len(shop.edition.paper.fillers)
    stages = (Stage(dominant=True), Stage(dominant=False), *(Stage(True, count) for count in range(1, fillers + 1)))
    best: tuple[Found, _Attempt] | None = None
    leadings = shop.setter.layout.grid.leadings_pt
    wanted = sum(map(_wanted, shop.attempt(leadings[-1], stages[0]).items))
    if fillers and wanted < ROOMY * shop.room(leadings[0]):
        stages = stages[2:]
    near = sorted(leadings, key=lambda leading: abs(wanted / shop.room(leading) - 1))
    for stage in stages:
        attempts = shop.fitting(near, stage, max(RUNS) + 1)
        for number, which in enumerate(RUNS):
            enough = 1 if stage.fillers else len(RUNS) - 1
            if number >= enough and best is not None and best[0].cost < GOOD + PER_FILLER * stage.fillers:
                break
            if which >= len(attempts):
                continue
            attempt = attempts[which]
            rows = attempt.room // attempt.grid.sheet.columns
            search = Search(attempt.items, attempt.grid.sheet.columns, rows, shop.setter.layout.weights)
            search.run(random.Random(f"{seed}/{stage.name}/{number}"), Schedule())
            if search.best is not None and (best is None or search.best.cost < best[0].cost):
                best = search.best, attempt
            if progress is not None:
                progress("plan", (number + 1) / len(RUNS))
        if best is not None and best[0].cost < LEAD_AWAY / 2:
            break
    return best


def _page(edition: Edition, setter: Typesetter, grid: Grid, items: Sequence[Item], found: Found) -> Page:
    furniture = masthead(edition, setter, grid, 1)
    placer = Placer(setter, grid, setter.layout.furniture.masthead_rows + 1)
    spots = sorted(found.spots, key=lambda spot: (spot.y, spot.x))
    modules: list[Module] = [furniture]
    for number, spot in enumerate(spots, 1):
        modules.append(placer.module(items[spot.item], number, spot.x, spot.y, spot.shape))
    section = edition.sections[0] if edition.sections else ""
    return Page(1, section, tuple(modules), page_rules(modules, grid))
