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
from banxin.plan.furniture import masthead
from banxin.plan.grid import Grid, make_sheet
from banxin.plan.place import Placer
from banxin.plan.rules import page_rules
from banxin.plan.search import Found, Schedule, Search
from banxin.plan.shapes import SEPARATOR, Item, ShapeMaker
from banxin.plan.story import Typesetter

LINE_SPACES = 2
"""Line spaces that are tried: those whose room comes nearest what the articles ask for."""
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class _Attempt:
    grid: Grid
    items: tuple[Item, ...]
    room: int
    """Cells of the region."""
    needed: int
    """Cells of the smallest shapes of all items."""


def plan_edition(
    edition: Edition, setter: Typesetter, seed: int = 1, progress: Progress | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Lay out an edition of one page.

    The same edition, layout and seed give the same plan on every machine. Returns no plan when the text cannot
    stand whole on the page; the problems then say by how many lines, and what would help.
    """
    wrong = [
        problem("wrong-page", article.origin, page=article.page)
        for article in edition.articles
        if article.page is not None and article.page > 1
    ]
    attempts = [_attempt(edition, setter, leading) for leading in setter.layout.grid.leadings_pt]
    too_long = [
        problem("headline-too-long", item.article.origin, size=setter.layout.scale.sizes(item.priority, 8)[-1])
        for item in attempts[-1].items
        if item.article is not None and not item.curves
    ]
    if wrong or too_long:
        return None, (*wrong, *too_long)
    fitting = [attempt for attempt in attempts if attempt.needed <= attempt.room]
    if not fitting:
        return None, (_overset(edition, attempts[-1]),)
    best, grid, items = _search(edition, setter, fitting, seed, progress)
    if best is None:
        return None, (problem("no-plan", edition.origin, page=1),)
    page = _page(edition, setter, grid, items, best)
    plan = Plan(edition.key, setter.layout.name, seed, grid.sheet, (page,))
    return plan, ()


def _attempt(edition: Edition, setter: Typesetter, leading: float) -> _Attempt:
    grid = Grid(make_sheet(setter.layout, leading))
    rows = grid.sheet.rows - setter.layout.furniture.masthead_rows + SEPARATOR
    maker = ShapeMaker(setter, grid, rows)
    ordered = sorted(edition.articles, key=lambda article: (article.priority, article.slug))
    items = tuple(maker.photo(article) if article.kind == "photo" else maker.article(article) for article in ordered)
    needed = sum(item.least_cells for item in items if item.curves)
    return _Attempt(grid, items, grid.sheet.columns * rows, needed)


def _wanted(item: Item) -> float:
    """Cells that an item takes when it is set as it looks best."""
    shapes = [shape for curve in item.curves.values() for shape in curve.values()]
    cheapest = min(shape.cost for shape in shapes)
    good = [shape.span * shape.rows for shape in shapes if shape.cost <= cheapest + 6]
    return sum(good) / len(good)


def _search(
    edition: Edition, setter: Typesetter, attempts: Sequence[_Attempt], seed: int, progress: Progress | None
) -> tuple[Found | None, Grid, tuple[Item, ...]]:
    """Look at the line spaces nearest the amount of text, first without fillers, then with one more at a time."""
    rated = sorted(attempts, key=lambda attempt: abs(sum(_wanted(item) for item in attempt.items) / attempt.room - 1))
    fillers = edition.paper.fillers
    best: Found | None = None
    grid, items = rated[0].grid, rated[0].items
    for extra in range(len(fillers) + 1):
        for number, attempt in enumerate(rated[:LINE_SPACES], 1):
            rows = attempt.room // attempt.grid.sheet.columns
            maker = ShapeMaker(setter, attempt.grid, rows)
            added = tuple(maker.filler(filler, place) for place, filler in enumerate(fillers[:extra], 1))
            candidates = (*attempt.items, *added)
            search = Search(candidates, attempt.grid.sheet.columns, rows, setter.layout.weights)
            search.run(random.Random(f"{seed}/{extra}/{attempt.grid.sheet.row_pt}"), Schedule())
            if search.best is not None and (best is None or search.best.cost < best.cost):
                best, grid, items = search.best, attempt.grid, candidates
            if progress is not None:
                progress("plan", number / LINE_SPACES)
        if best is not None and best.cost < LEAD_AWAY / 2:
            break
    return best, grid, items


def _page(edition: Edition, setter: Typesetter, grid: Grid, items: Sequence[Item], found: Found) -> Page:
    furniture = masthead(edition, setter, grid, 1)
    placer = Placer(setter, grid, setter.layout.furniture.masthead_rows + 1)
    spots = sorted(found.spots, key=lambda spot: (spot.y, spot.x))
    modules: list[Module] = [furniture]
    for number, spot in enumerate(spots, 1):
        modules.append(placer.module(items[spot.item], number, spot.x, spot.y, spot.shape))
    section = edition.sections[0] if edition.sections else ""
    return Page(1, section, tuple(modules), page_rules(modules, grid))


def _overset(edition: Edition, attempt: _Attempt) -> Problem:
    over = attempt.needed - attempt.room
    ways = []
    articles: list[tuple[int, Article, int]] = [
        (item.priority, item.article, item.least_cells) for item in attempt.items if item.article is not None
    ]
    for _, article, cells in sorted(articles, key=lambda row: (-row[0], row[2])):
        if cells >= over:
            ways.append(f"leave out {article.slug} ({article.title}), {cells} lines")
    longest = max(articles, key=lambda row: row[2])
    ways.append(f"shorten {longest[1].slug} ({longest[1].title}) by {over} lines")
    fields = {"lines": over, "room": attempt.room, "needed": attempt.needed, "ways": "; ".join(ways[:6])}
    return problem("overset", edition.origin, **fields)
