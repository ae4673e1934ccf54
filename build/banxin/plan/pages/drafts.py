"""The pages of one planning run: each is searched once, or taken from an earlier run that asked for the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from banxin.model.edition import Filler, Service
from banxin.plan.memory import Memory
from banxin.plan.pages.draft import Brief, Budget, Draft, Wish
from banxin.plan.pages.frames import Frame
from banxin.plan.search.task import Cells
from banxin.plan.text.boxes import Teaser
from banxin.plan.text.portion import Portion


class Effort(Enum):
    """How thoroughly a page is searched for."""

    WHOLE = "whole"
    QUICK = "quick"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft depends on, with the faces and the layout of one typesetter."""

    frame: Frame
    units: tuple[Portion | Service | None, ...]
    teasers: tuple[Teaser, ...]
    wish: Wish
    seed: str
    fillers: tuple[Filler, ...]
    before: tuple[tuple[str, Cells], ...]
    """Where items stood in an earlier plan, when they are to stay."""
    effort: Effort = Effort.WHOLE

    @classmethod
    def of(cls, brief: Brief, fillers: tuple[Filler, ...], before: dict[str, Cells]) -> DraftKey:
        """The key of a page, without the amounts of its units: its search does not use them."""
        units = tuple(unit.portion or unit.service for unit in brief.units)
        cells = tuple(sorted(before.items()))
        return cls(brief.frame, units, brief.teasers, brief.wish, brief.seed, fillers, cells)


@dataclass(frozen=True, slots=True)
class Searched:
    """The result of a search, and the stages it counted."""

    draft: Draft | None
    spent: int


Searches = Memory[DraftKey, Searched]


class Drafts:
    """The pages that one planning has searched for, for all tries at an edition and at changed ones.

    `searches` remembers more than one planning. A page that is taken from there counts and costs what it would if it
    were searched for again: a plan, and advice, do not depend on what was planned before.
    """

    def __init__(self, searches: Searches) -> None:
        self._searches = searches
        self._found: dict[DraftKey, Draft | None] = {}

    @property
    def failures(self) -> int:
        """Pages that were not found."""
        return len([draft for draft in self._found.values() if draft is None])

    def __contains__(self, key: DraftKey) -> bool:
        return key in self._found

    def get(self, key: DraftKey, budget: Budget, search: Callable[[], Draft | None]) -> Draft | None:
        """The page of that key; `search` finds it and counts its stages in `budget`."""
        if key in self._found:
            return self._found[key]
        before = budget.spent

        def searched() -> Searched:
            draft = search()
            return Searched(draft, budget.spent - before)

        found = self._searches.get(key, searched)
        budget.spent = before + found.spent
        self._found[key] = found.draft
        return found.draft
