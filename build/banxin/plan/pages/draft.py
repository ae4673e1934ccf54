"""One page: the search for its best arrangement, and the modules at their places."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banxin.plan.pages.contents import Contents, ItemMaker, Stage
from banxin.plan.pages.frames import Frame
from banxin.plan.pages.packages import Unit
from banxin.plan.search.annealing import Found, Schedule, Search
from banxin.plan.search.cost import tombstones
from banxin.plan.search.floorplan import INFINITE
from banxin.plan.search.task import Cells, PageTask
from banxin.plan.text.boxes import Teaser

GOOD, PER_ITEM = 30.0, 5.0
"""Cost under which a page needs no further search, and what each of its items adds to it. Ours."""
FAIR, POOR, WEAK = 1.3, 2.0, 2.6
"""Multiples of a good page's cost from which a second search, a third, and all further ones are made. Ours."""
REJECTED_COST, REJECTED_FACTOR = 400.0, 4.0
"""Cost from which a page is rejected, or so many times the cost of a good page where that is more. Ours."""
QUICK_STAGES = 2
"""Stages that are searched at most when a page is only glanced at. Ours."""
LOOSE = 0.85
"""Share of a page that the smallest shapes take where a quick search uses fillers. Ours."""
FILLERS, LOOSE_FILLERS = 3, 2
"""Most fillers of one page, and of one whose heads may be airy. Ours."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with its arrangement."""

    frame: Frame
    contents: Contents
    found: Found
    fillers: int

    @property
    def tombstone_count(self) -> int:
        """Pairs of heads that stand side by side in like sizes (碰题)."""
        return len(tombstones(self.contents.items, self.found.spots))

    @property
    def good(self) -> float:
        """Cost under which it needs no further search: it grows with the number of items."""
        return GOOD + PER_ITEM * len(self.contents.items)

    @property
    def bad(self) -> float:
        """Cost from which it is rejected."""
        return max(REJECTED_COST, REJECTED_FACTOR * self.good)

    @property
    def passes(self) -> bool:
        """Whether an editor could print it at all."""
        return self.found.cost < self.bad

    @property
    def cells(self) -> frozenset[Cells]:
        """Where its modules stand in the region."""
        return frozenset((spot.x, spot.y, spot.shape.span, spot.shape.rows) for spot in self.found.spots)


@dataclass(frozen=True, slots=True)
class Wish:
    """Requirements on a page besides that it is full."""

    apart: frozenset[frozenset[str]] = frozenset()
    facing: frozenset[Cells] = frozenset()
    unpinned: frozenset[str] = frozenset()
    """Slugs of articles whose pins are let go, to find out which one is in the way."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A page to be made: its frame and what is to stand there."""

    frame: Frame
    units: tuple[Unit, ...]
    teasers: tuple[Teaser, ...]
    wish: Wish
    seed: str
    """Seeds the random choices of its searches."""

    @property
    def cells(self) -> int:
        """Cells of the region."""
        return self.frame.cells

    def contents(self, maker: ItemMaker, stage: Stage) -> Contents:
        """Its items at a stage."""
        return maker.contents(self.frame, self.units, self.teasers, stage)


@dataclass(slots=True)
class Budget:
    """How far an arrangement is searched for, and what was spent on it.

    A quick search makes the first steps of some stages of a full one, which finds the same or better.
    """

    enough: float = 0.0
    """Cost under which the first arrangement is accepted."""
    quick: bool = False
    """Whether only a few stages are searched."""
    full: float = 1.0
    """Share of the page that the smallest shapes may take for it to be searched at all."""
    loose: bool = False
    """Whether stages that art editors dislike are searched: nothing was found at the others."""
    spent: int = 0
    """Stages that were searched."""


def draft_page(maker: ItemMaker, brief: Brief, budget: Budget | None = None) -> Draft | None:
    """The best arrangement of a page, or None when none is found.

    Searches are made where they help: on the first stages until one fills the page; then on one more like it if the
    page is not yet good; on fillers only when nothing else fills it.
    """
    budget = budget or Budget()
    best: Draft | None = None
    before = budget.spent
    for number, stage in stages(maker, budget):
        if best is not None and best.found.cost < max(budget.enough, _plain(best, number, stage)):
            break
        contents = brief.contents(maker, stage)
        if not contents.may_fill(brief.cells, budget.full):
            continue
        if _passed(budget, number, stage, maker, contents.least / brief.cells):
            continue
        if budget.quick and budget.spent - before == QUICK_STAGES:
            break
        budget.spent += 1
        known = best.found.cost if best is not None and best.passes else INFINITE
        search = Search(page_task(maker, brief, contents), budget.enough, known)
        search.run(random.Random(f"{brief.seed}/{brief.frame.number}/{stage.name}/{number}"), Schedule())
        if search.best is not None and (best is None or search.best.cost < best.found.cost):
            best = Draft(brief.frame, contents, search.best, stage.fillers)
    return best if best is not None and best.passes else None


def may_be_full(maker: ItemMaker, brief: Brief, budget: Budget) -> bool:
    """Whether the units might fill the page by their amounts, at any stage of the search."""
    return any(brief.contents(maker, stage).may_fill(brief.cells) for _, stage in stages(maker, budget))


def page_task(
    maker: ItemMaker, brief: Brief, contents: Contents, before: Mapping[str, Cells] | None = None
) -> PageTask:
    """The search's task for a page; `before`: where its items stood earlier."""
    frame, wish = brief.frame, brief.wish
    pins = tuple(pin for pin in contents.pins if contents.items[pin.item].slug not in wish.unpinned)
    weights, columns = maker.setter.layout.weights, frame.sheet.columns
    return PageTask(contents.items, columns, frame.rows, weights, pins, wish.apart, wish.facing, dict(before or {}))


def _plain(best: Draft, number: int, stage: Stage) -> float:
    """Cost under which an arrangement makes a further stage unnecessary: the bound rises from stage to stage."""
    if stage.fillers and not stage.loose:
        return best.bad
    return best.good * (FAIR, FAIR, POOR, WEAK)[min(number, 3)]


def stages(maker: ItemMaker, budget: Budget) -> list[tuple[int, Stage]]:
    """What to try, in turn, with its number: first without fillers."""
    fillers = range(1, FILLERS + 1 if maker.fillers else 1)
    if budget.loose:
        counts = (0, *fillers)[: LOOSE_FILLERS + 1]
        return list(enumerate(_loose_stages(counts)))
    large = Stage(dominant=True)
    plain = (large, Stage(dominant=True, inside=False), Stage(dominant=False), large)
    filled = tuple(Stage(dominant=dominant, fillers=count) for count in fillers for dominant in (True, False))
    filled += tuple(Stage(dominant=False, small=True, fillers=count) for count in fillers)
    numbered = list(enumerate((*plain, Stage(dominant=True, small=True), Stage(dominant=False, small=True), *filled)))
    return numbered[: len(plain) + 3] if budget.quick else numbered


def _loose_stages(counts: Sequence[int]) -> Iterator[Stage]:
    for count in counts:
        yield Stage(dominant=True, fillers=count, loose=True)
        yield Stage(dominant=False, fillers=count, loose=True)
        yield Stage(dominant=False, fillers=count, small=True, loose=True)


def _passed(budget: Budget, number: int, stage: Stage, maker: ItemMaker, share: float) -> bool:
    """Whether a quick search omits a stage: fillers are only for pages that are not full without them."""
    if not budget.quick:
        return False
    return share > LOOSE if stage.fillers else number > 0 and share <= LOOSE and bool(maker.fillers)
