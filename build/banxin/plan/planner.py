"""The planner: from an edition's sources to pages with every line at its place.

Furniture and advertisements are placed first; then the number of pages and the waiting articles are chosen, the units
dealt to the pages, and each page arranged by itself. Units of a page that cannot be filled are dealt anew.
"""

from __future__ import annotations

from banxin.errors import Problem
from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.plan.advice.advise import advise
from banxin.plan.advice.refusals import NO_REFUSAL, Refusal, refused
from banxin.plan.attempt import Attempt, Progress
from banxin.plan.collector import still_collector
from banxin.plan.deal.preparation import Amounts, Preparation
from banxin.plan.deal.size import Size
from banxin.plan.deal.taking_over import leadings_of, sizes_of
from banxin.plan.memory import Memory
from banxin.plan.pages.contents import ItemMaker
from banxin.plan.pages.draft import Budget
from banxin.plan.pages.drafts import Drafts, Searches
from banxin.plan.pages.earlier import Earlier, locked_problems
from banxin.plan.text.typesetter import Typesetter

FAILURES = 10
"""Pages that may fail, beside one for each page, before an edition is given up. Ours."""


class Planner:
    """Lays out editions in one layout, one after another, as when articles change and pages are planned again.

    What an edit did not touch is taken over from the plannings before: composed text, the shapes of modules, whole
    pages. It is remembered by value, so each plan is the one that a new planner would make; what was not used in
    two successive runs is forgotten. For use by one thread at a time.
    """

    def __init__(self, layout: Layout, library: FontLibrary, own: Layout | None = None) -> None:
        """own: the layout that page numbers and advertisements are written for, if it is another one."""
        self.layout = layout
        self.library = library
        self.own = own or layout
        self._searches: Searches = Memory()
        self._amounts: Amounts = Memory()
        self._maker: ItemMaker | None = None

    def setter(self, edition: Edition) -> Typesetter:
        """The typesetter of an edition, whose paper chooses the region and the punctuation."""
        return self._maker_for(edition).setter

    def compose(self, edition: Edition) -> None:
        """Set every article over one column, the measure that most modules take, unless no page can hold them."""
        maker = self._maker_for(edition)
        if not Preparation(edition, maker, self.own, self._amounts).longer:
            maker.setter.set_all(edition)

    def plan(
        self, edition: Edition, seed: int = 1, progress: Progress | None = None, earlier: Earlier | None = None
    ) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Lay out an edition.

        The same edition, layout and seed give the same plan on every machine. `earlier` is a plan of the same edition
        and layout that is taken over as far as it can be. Returns no plan when the text cannot stand whole on the
        pages; the problems then say by how many lines, and what would help.
        """
        maker = self._maker_for(edition)
        with still_collector():
            ready = Preparation(edition, maker, self.own, self._amounts)
            made = _planned(ready, Drafts(self._searches), seed, progress or _quiet, earlier)
        maker.begin_round()
        self._searches.begin_round()
        self._amounts.begin_round()
        return made

    def _maker_for(self, edition: Edition) -> ItemMaker:
        """The present maker, or a new one with nothing remembered when the paper sets its text by other rules."""
        paper, maker = edition.paper, self._maker
        if maker is None or not maker.setter.sets(paper.region, paper.punctuation):
            setter = Typesetter(self.layout, self.library, paper.region, paper.punctuation)
            maker = self._maker = ItemMaker(setter, paper.fillers)
            self._searches, self._amounts = Memory(), Memory()
        return maker


def _planned(
    ready: Preparation, drafts: Drafts, seed: int, progress: Progress, earlier: Earlier | None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    edition = ready.edition
    wrong = (*ready.problems(), *(locked_problems(edition, earlier) if earlier else ()))
    if wrong:
        return None, wrong
    plan, refusal = _tried(ready, seed, progress, drafts, earlier, loose=False)
    if plan is None and refusal.arranged:
        plan, _ = _tried(ready, seed, progress, drafts, earlier, loose=True)
    if plan is not None:
        return plan, ()
    if earlier is not None:
        return None, refused(edition, refusal)  # Advice is only verified for pages that are not locked.

    def stands(changed: Preparation, size: Size, leading: float, budget: Budget) -> bool:
        return Attempt(changed, size, leading, seed, _quiet, drafts).stands(budget)

    return None, refused(edition, refusal, advise(ready, refusal, stands))


def _tried(
    ready: Preparation, seed: int, progress: Progress, drafts: Drafts, earlier: Earlier | None, *, loose: bool
) -> tuple[Plan | None, Refusal]:
    """The plan of the first size and line space that has one, and why the first try failed."""
    refusal = NO_REFUSAL
    known = drafts.failures
    held = -1  # A size that holds more than any before it is tried in any case: its editor wants it so.
    for size in sizes_of(ready, earlier):
        for leading in leadings_of(ready, size, earlier):
            if drafts.failures - known > FAILURES + size.pages and len(size.held) <= held:
                break
            held = max(held, len(size.held))
            tried = Attempt(ready, size, leading, seed, progress, drafts, earlier, loose=loose)
            plan = tried.plan()
            if plan is not None:
                return plan, refusal
            refusal = tried.refusal if refusal == NO_REFUSAL and tried.refusal is not None else refusal
    return None, refusal


def _quiet(_stage: str, _share: float) -> None:
    pass
