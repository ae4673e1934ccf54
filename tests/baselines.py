"""Two simpler ways to lay out a page, to weigh the planner against: no search at all, and nothing but chance.

Both get the units that the planner put onto the page, as many fillers, the same advertisements and shapes, and their
pages are measured by the score that `check` gives to the planner's. What finds no place costs as much white as it would
take, a hole as much as its cells: a page is as good as it is for an editor who has to mend it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from banxin.check.score import score_page
from banxin.check.view import PageView
from banxin.model.plan import Page, Plan
from banxin.model.printed import printed
from banxin.pipeline import OpenEdition
from banxin.plan.deal.preparation import Preparation
from banxin.plan.deal.size import Size
from banxin.plan.memory import Memory
from banxin.plan.pages.assemble import make_page
from banxin.plan.pages.contents import Contents, ItemMaker, Stage
from banxin.plan.pages.draft import Draft
from banxin.plan.pages.frames import Frame, make_frames
from banxin.plan.pages.packages import Unit
from banxin.plan.search.annealing import Found, Search, cornered
from banxin.plan.search.floorplan import Floorplanner, Spot
from banxin.plan.search.task import PageTask
from banxin.plan.search.tree import Node, Tree, Trees
from banxin.plan.shapes.item import Item, Shape
from banxin.plan.text.boxes import Teaser

TREES = 7200
"""Random floorplans of a page: as many as the planner weighs in one look, which takes about as long."""
STAGES = (Stage(dominant=True), Stage(dominant=False))
"""Sets of shapes that each of the ways tries; the better page counts."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page as far as it could be filled."""

    spots: tuple[Spot, ...]
    left: tuple[Item, ...]
    """What found no place."""


# --- what stood on the planner's pages ---


@dataclass(frozen=True, slots=True)
class Given:
    """What the planner put onto one page."""

    frame: Frame
    units: tuple[Unit, ...]
    teasers: tuple[Teaser, ...]


class Weigher:
    """Lays out the pages of a plan by the baselines, and measures them."""

    def __init__(self, desk: OpenEdition, plan: Plan) -> None:
        self.desk = desk
        self.plan = plan
        self.edition = printed(desk.edition, plan)
        self.ready = Preparation(desk.edition, ItemMaker(desk.setter, desk.edition.paper.fillers), desk.own, Memory())
        self.count = max(page.spread or page.number for page in plan.pages)
        spread = next((page.number for page in plan.pages if page.spread), 0)
        self.frames, _ = make_frames(desk.edition, desk.layout, plan.sheet, self.count, spread, desk.own)
        self.units = self.ready.units(Size(self.count, plan.held), self.frames[0])

    def scores(self, page: Page) -> tuple[float, float]:
        """(greedy, random slicing): the page's scores."""
        given = self.given(page)
        chance = random.Random(f"{self.plan.edition}/{page.number}")
        fillers = sum(module.kind == "filler" for module in page.modules)
        stages = [replace(stage, fillers=fillers) for stage in STAGES]
        contents = [self.ready.maker.contents(given.frame, given.units, given.teasers, stage) for stage in stages]
        tasks = [self.task(given.frame, one) for one in contents]
        both = list(zip(contents, tasks, strict=True))
        filled = [self.score(page, given.frame, one, greedy(task)) for one, task in both]
        cut = [self.score(page, given.frame, one, sliced(task, chance, TREES // len(both))) for one, task in both]
        return min(filled), min(cut)

    def given(self, page: Page) -> Given:
        frame = next(frame for frame in self.frames if frame.number == page.number)
        here = {(module.article, module.part) for module in page.modules if module.article}
        boxes = {module.id for module in page.modules}
        units = [unit for unit in self.units if _stands(unit, here, boxes, page)]
        return Given(frame, tuple(self._settled(unit) for unit in units), self._teasers(page))

    def _settled(self, unit: Unit) -> Unit:
        """A part of a jumped article, knowing where the other part is."""
        portion = unit.portion
        if portion is None or portion.parts == 1:
            return unit
        other = self._page_of(unit.slug, 3 - portion.part)
        return replace(unit, portion=replace(portion, other_page=other))

    def _page_of(self, slug: str, part: int) -> int:
        return next(
            page.number
            for page in self.plan.pages
            for module in page.modules
            if (module.article, module.part) == (slug, part)
        )

    def _teasers(self, page: Page) -> tuple[Teaser, ...]:
        slugs = dict.fromkeys(
            line.slot for module in page.modules if module.kind == "teaser" for line in module.lines if line.slot
        )
        titles = {article.slug: article.title for article in self.edition.articles}
        return tuple(Teaser(slug, titles[slug], self._page_of(slug, 1)) for slug in slugs if slug in titles)

    def task(self, frame: Frame, contents: Contents) -> PageTask:
        return PageTask(contents.items, frame.sheet.columns, frame.rows, self.desk.layout.weights, contents.pins)

    def score(self, page: Page, frame: Frame, contents: Contents, laid: Laid) -> float:
        """What `check` makes of the page, and the white of what is not on it."""
        draft = Draft(frame, contents, Found(0.0, 0, laid.spots), 0)
        made = make_page(self.desk.edition, self.desk.setter, draft, page.section, self.count)
        plan = replace(self.plan, pages=tuple(made if one.number == page.number else one for one in self.plan.pages))
        weights = self.desk.layout.weights
        missing = sum(item.least_cells for item in laid.left)
        return score_page(PageView(self.edition, plan, made), weights).total + weights.white * missing


def _stands(unit: Unit, here: set[tuple[str, int]], boxes: set[str], page: Page) -> bool:
    if unit.portion is None:
        return any(unit.id in box for box in boxes)
    return (unit.slug, unit.portion.part) in here


# --- one after the other ---


def greedy(task: PageTask) -> Laid:
    """Items in order of importance: each as high on the page as it goes, there in its smallest rectangle."""
    spots = list(_booked(task))
    done = {spot.item for spot in spots}
    left = []
    for number, item in enumerate(task.items):
        if number in done:
            continue
        found = min(_free_places(task, number, spots), key=_place_key, default=None)
        if found is None:
            left.append(item)
        else:
            spots.append(found)
    return Laid(tuple(_stretched(task, spots)), tuple(left))


def _place_key(spot: Spot) -> tuple[int, int, int, int]:
    return spot.y, spot.shape.span * spot.shape.rows, spot.shape.span, spot.x


def _booked(task: PageTask) -> Iterator[Spot]:
    """Masthead and advertisements in their corners."""
    for pin in task.pins:
        item = task.items[pin.item]
        if item.kind in ("masthead", "ad"):
            (curve,) = item.curves.values()
            (shape,) = curve.values()
            x = task.columns - shape.span if pin.at.endswith("right") else 0
            y = task.rows - shape.rows if pin.at.startswith("bottom") else 0
            yield Spot(pin.item, x, y, shape)


def _free_places(task: PageTask, number: int, spots: list[Spot]) -> Iterator[Spot]:
    """The smallest shape over each range of columns, at the first height where nothing is in its way."""
    for span, curve in task.items[number].curves.items():
        shape = curve[min(curve)]
        for x in range(task.columns - span + 1):
            beside = [spot for spot in spots if spot.x < x + span and x < spot.right]
            for y in sorted({0, *(spot.bottom for spot in beside)}):
                clear = all(spot.bottom <= y or y + shape.rows <= spot.y for spot in beside)
                if clear and y + shape.rows <= task.rows:
                    yield Spot(number, x, y, shape)
                    break


def _stretched(task: PageTask, spots: list[Spot]) -> Iterator[Spot]:
    """Modules that have room under them take it, as far as their text can."""
    for spot in spots:
        under = [other.y for other in spots if other.y >= spot.bottom and other.x < spot.right and spot.x < other.right]
        room = min(under, default=task.rows) - spot.y
        yield replace(spot, shape=_highest(task.items[spot.item], spot.shape.span, room) or spot.shape)


def _highest(item: Item, span: int, rows: int) -> Shape | None:
    """The tallest shape that goes into so many rows."""
    curve = item.curves.get(span, {})
    height = max((height for height in curve if height <= rows), default=None)
    return None if height is None else curve[height]


# --- by chance ---


def sliced(task: PageTask, chance: random.Random, trees: int) -> Laid:
    """The best of so many random slicing floorplans; when none fills the page, the one that misses it least."""
    search = Search(task)
    numbers = list(range(len(task.items)))
    best: tuple[float, Tree] | None = None
    for _ in range(trees if numbers else 0):
        chance.shuffle(numbers)
        tree = cornered(search.trees, random_slicing(search.trees, numbers, chance), task.corners)
        value = search.value(tree)
        if best is None or value < best[0]:
            best = value, tree
    if best is None:
        return Laid((), ())
    if search.best is not None:
        return Laid(search.best.spots, ())
    spots = tuple(_pressed(search.planner, best[1], 0, 0, task.columns, task.rows))
    placed = {spot.item for spot in spots}
    return Laid(spots, tuple(item for number, item in enumerate(task.items) if number not in placed))


def random_slicing(trees: Trees, numbers: list[int], chance: random.Random) -> Tree:
    """A slicing tree over the numbers in their order."""
    if len(numbers) == 1:
        return numbers[0]
    cut = chance.randrange(1, len(numbers))
    return trees.node(
        chance.choice("-|"), random_slicing(trees, numbers[:cut], chance), random_slicing(trees, numbers[cut:], chance)
    )


def _pressed(planner: Floorplanner, tree: Tree, x: int, y: int, span: int, rows: int) -> Iterator[Spot]:
    """The items of a tree that does not fill its rectangle, at the tallest heights that go in; some do not."""
    if not isinstance(tree, Node):
        shape = _highest(planner.items[tree], span, rows)
        if shape is not None:
            yield Spot(tree, x, y, shape)
        return
    first, second = tree.children
    if tree.cut == "-":
        part = _level(planner, first, second, span, rows)
        yield from _pressed(planner, first, x, y, span, part)
        yield from _pressed(planner, second, x, y + part, span, rows - part)
    else:
        part = _upright(planner, first, second, span, rows)
        yield from _pressed(planner, first, x, y, part, rows)
        yield from _pressed(planner, second, x + part, y, span - part, rows)


def _level(planner: Floorplanner, first: Tree, second: Tree, span: int, rows: int) -> int:
    """Rows of the upper of two parts: in proportion to what they take at least."""
    upper, lower = planner.reach(first).get(span), planner.reach(second).get(span)
    if upper is None or lower is None:
        return 0 if upper is None else rows if lower is None else 0
    return min(rows, max(upper[0], round(rows * upper[0] / (upper[0] + lower[0]))))


def _upright(planner: Floorplanner, first: Tree, second: Tree, span: int, rows: int) -> int:
    """Columns of the left of two parts: those whose heights miss the rectangle's least."""
    left, right = planner.reach(first), planner.reach(second)
    both = [columns for columns in left if span - columns in right]
    if not both:
        return next((columns for columns in left if columns <= span), 0)
    return min(both, key=lambda columns: (_miss(left[columns], rows) + _miss(right[span - columns], rows), columns))


def _miss(reach: tuple[int, int, int], rows: int) -> int:
    low, high, miss = reach
    return miss + max(low - rows, rows - high, 0)
