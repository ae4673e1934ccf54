"""A page → the tags of its lines, and the places where another reading is nearly as good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banxin.importer.deciding.features import features
from banxin.importer.deciding.page_lines import PageLines
from banxin.importer.deciding.search import Lattice, best_reading, emissions, lattice
from banxin.importer.deciding.tags import OUTSIDE, TAGS, Role, Step, Tag
from banxin.importer.deciding.weights import NEVER, Weights

MOST_DOUBTS = 60
"""Places of a page that are told; ours: who has more reads the page anyway."""
ALIKE = (frozenset({Role.BODY, Role.SIGNOFF}), frozenset({Role.SOURCE, Role.RESIDUE, Role.FOLIO}))
"""Roles of which an editor is not asked which it is: both come to the same."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line that two readings of a page take otherwise."""

    at: int
    """Its place among the lines."""
    first: Tag
    second: Tag


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the second-best reading is near."""

    at: int
    lead: float
    """Points by which the best reading leads."""
    choices: tuple[Choice, ...]
    """All lines that the second reading takes otherwise, in order."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What each line of a page is."""

    tags: tuple[Tag, ...]
    doubts: tuple[Doubt, ...] = ()
    """In the order of the page."""

    @property
    def certain_articles(self) -> int:
        """How many articles surely begin on the page."""
        open_ = {choice.at for doubt in self.doubts for choice in doubt.choices}
        return sum(one.step is Step.ARTICLE and at not in open_ for at, one in enumerate(self.tags))


def decide(page: PageLines, weights: Weights) -> Decision:
    """The best reading of a page with at least one line, and its doubts."""
    given = emissions(features(page), weights)
    if page.whole:
        for points in given:
            for number, one in enumerate(TAGS):
                if one.step is Step.NOTHING:
                    points[number] = NEVER
    if weights.doubt <= 0:
        return Decision(_kept([TAGS[number] for number in best_reading(given, weights.follows)]))
    ways = lattice(given, weights.follows)
    best = ways.best()
    return Decision(_kept([TAGS[number] for number in best]), _doubts(ways, best, weights.doubt))


def _kept(tags: list[Tag]) -> tuple[Tag, ...]:
    """A page on which nothing but residue was found is text after all."""
    if all(one.role in OUTSIDE for one in tags):
        first, *others = tags
        return (Tag(Step.ARTICLE, Role.BODY), *(Tag(one.step, Role.BODY) for one in others))
    return tuple(tags)


def _doubts(ways: Lattice, best: Sequence[int], doubt: float) -> tuple[Doubt, ...]:
    near: list[tuple[float, int, int]] = []
    top = max(ways.forward[-1])
    for at, number in enumerate(best):
        other, second = ways.otherwise(at, lambda one, own=TAGS[number]: not _same(own, one))  # type: ignore[misc]
        if top - other < doubt:
            near.append((top - other, at, second))
    found: list[Doubt] = []
    told: set[int] = set()
    for lead, at, second in sorted(near):
        if at in told or len(found) >= MOST_DOUBTS:
            continue
        pairs = zip(best, ways.through(at, second), strict=True)
        choices = [Choice(place, TAGS[one], TAGS[two]) for place, (one, two) in enumerate(pairs) if one != two]
        told.update(choice.at for choice in choices)
        found.append(Doubt(at, lead, tuple(choices)))
    return tuple(sorted(found, key=lambda one: one.at))


def _same(one: Tag, two: Tag) -> bool:
    return one.step is two.step and (one.role is two.role or any({one.role, two.role} <= set(pair) for pair in ALIKE))


def settled(decision: Decision, doubt: Doubt) -> Decision:
    """The decision with the second reading taken in one place."""
    tags = list(decision.tags)
    for choice in doubt.choices:
        tags[choice.at] = choice.second
    return Decision(tuple(tags), tuple(one for one in decision.doubts if one is not doubt))


