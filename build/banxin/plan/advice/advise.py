"""Advice for an edition that does not fit: the cheapest changes that the planner itself has found to help.

Candidates are tried from the cheapest up; one that fails is tried again with a larger amount. Every proposal has been
planned as the editor would plan it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from banxin.model.edition import Article, Edition
from banxin.plan.advice import changes
from banxin.plan.advice.candidates import Candidate, candidates
from banxin.plan.advice.proposals import Proposal
from banxin.plan.advice.refusals import Refusal
from banxin.plan.deal.preparation import Preparation
from banxin.plan.deal.size import Size
from banxin.plan.pages.draft import REJECTED_COST, Budget

SOME, ENOUGH, OF_A_KIND = 3, 4, 2
"""Number of proposals from which only another kind is searched for; most proposals; most proposals of a kind. Ours."""
STAGES, MORE_STAGES, TRIALS = 14, 6, 40
"""Stages of pages that may be searched for advice, more for each further page, and candidates tried. Ours."""
FULL = 0.96
"""Share of a page that the smallest shapes may take for a change to be tried. Ours."""
SIZES = 3
"""Sizes of a changed edition that are tried. Ours."""
IN_VAIN = 2
"""After so many articles were shortened by some lines in vain, no other one is tried with as few; after one where only
another kind is searched for. Ours."""


class Stands(Protocol):
    """Asks the planner whether an edition has a plan of that size and line space."""

    def __call__(self, changed: Preparation, size: Size, leading: float, budget: Budget) -> bool: ...


def advise(ready: Preparation, refusal: Refusal, stands: Stands) -> tuple[Proposal, ...]:
    """Changes each of which makes the edition fit, the one that costs the editor least first.

    Empty when the pages are not the cause, or when nothing was found within the limits of the search.
    """
    if refusal.overbooked or not refusal.pages:
        return ()
    return _Adviser(ready, refusal, stands).proposals()


@dataclass(slots=True)
class _Adviser:
    ready: Preparation
    refusal: Refusal
    stands: Stands

    def proposals(self) -> tuple[Proposal, ...]:
        edition = self.ready.edition
        budget = Budget(enough=REJECTED_COST, quick=True, full=FULL)
        most = STAGES + MORE_STAGES * (self.ready.sizes()[0].pages - 1)
        queue = [(found.cost, number, found) for number, found in enumerate(candidates(self.ready, self.refusal))]
        heapq.heapify(queue)
        proven: list[Proposal] = []
        vain: Counter[tuple[str, int]] = Counter()
        trials = 0
        while queue and len(proven) < ENOUGH and budget.spent < most and trials < TRIALS:
            _, number, candidate = heapq.heappop(queue)
            alike = [found for found in proven if found.kind == candidate.kind]
            slug = candidate.articles[0].slug if candidate.articles else ""
            short_of_one = len(proven) >= SOME
            if len(alike) >= (1 if short_of_one else OF_A_KIND) or slug in {found.article for found in alike}:
                continue
            key = candidate.kind, candidate.amount
            in_vain = candidate.amount > 0 and vain[key] >= (1 if short_of_one else IN_VAIN)
            trials += not in_vain
            if not in_vain and all(self._proves(changed, budget) for changed in self._done(candidate)):
                proven.append(candidate.proposal(edition))
                continue
            vain[key] += 1
            larger = candidate.next()
            if larger is not None:
                heapq.heappush(queue, (larger.cost, number, larger))
        return tuple(sorted(proven, key=lambda found: (found.cost, found.article, found.kind)))

    def _proves(self, edition: Edition, budget: Budget) -> bool:
        """Whether the planner finds a plan for a changed edition."""
        changed = self.ready.changed(edition)
        if changed.problems():
            return False
        return any(self.stands(changed, size, leading, budget) for size, leading in _certain(changed))

    def _done(self, candidate: Candidate) -> list[Edition]:
        """The edition with a candidate applied, in each way in which an editor may do it."""
        edition, kind = self.ready.edition, candidate.kind
        if kind == "filler":
            return [changes.with_notice(edition)]
        if kind == "pages":
            return [replace(edition, pages=candidate.page)]
        parts = (candidate, candidate.then) if candidate.then else (candidate,)
        found = [edition]
        for part in parts:
            found = [self._with(done, part, do) for done in found for do in ARTICLE_CHANGES[part.kind]]
        return found

    def _with(self, edition: Edition, candidate: Candidate, do: ArticleChange) -> Edition:
        """An edition with one change applied to each of a candidate's articles."""
        for article, lines in zip(candidate.articles, candidate.shares, strict=True):
            change = partial(do, characters=lines * self.ready.layout.grid.characters, page=candidate.page)
            edition = changes.with_article(edition, article.slug, change)
        return edition


def _certain(changed: Preparation) -> list[tuple[Size, float]]:
    """Sizes and line spaces that the planner tries in any case, however many pages fail before."""
    found: list[tuple[Size, float]] = []
    held = -1
    for size in changed.sizes()[:SIZES]:
        leadings = changed.leadings(size)
        if size.pages == 1:
            found += [(size, leading) for leading in leadings]
        elif len(size.held) > held:
            found.append((size, leadings[0]))
        held = max(held, len(size.held))
    return found


class ArticleChange(Protocol):
    """Article, characters and page → the article changed."""

    def __call__(self, article: Article, characters: int, page: int) -> Article: ...


ARTICLE_CHANGES: dict[str, tuple[ArticleChange, ...]] = {
    "shorten": (
        lambda article, characters, page: changes.cut_at_end(article, characters),
        lambda article, characters, page: changes.cut_inside(article, characters),
    ),
    "lengthen": (
        lambda article, characters, page: changes.add_at_end(article, characters),
        lambda article, characters, page: changes.add_paragraph(article, characters),
    ),
    "hold": (lambda article, characters, page: replace(article, hold=True),),
    "move": (lambda article, characters, page: replace(article, page=page),),
    "smaller": (lambda article, characters, page: changes.sized(article, "small"),),
    "larger": (lambda article, characters, page: changes.sized(article, "large"),),
    "drop-picture": (lambda article, characters, page: changes.without_picture(article),),
    "jump": (lambda article, characters, page: replace(article, jump=True),),
}
"""Kind of candidate → the changes that carry it out: text may be cut or added in more than one place."""
