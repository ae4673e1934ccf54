"""The planner: an edition's sources in, pages with every line at its place out.

Holes first: furniture and advertisements; then the number of pages and what waits; then which unit goes onto which
page; then each page by itself. A page that cannot be filled sends its units back to be dealt anew.
"""

from __future__ import annotations

from banxin.errors import Problem
from banxin.layout.settings import Layout
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.plan.advice.advise import advise
from banxin.plan.advice.refusals import NO_REFUSAL, Refusal, refused
from banxin.plan.attempt import Attempt, Drafts, Progress
from banxin.plan.collector import still_collector
from banxin.plan.deal.preparation import Preparation
from banxin.plan.deal.size import Size
from banxin.plan.deal.taking_over import leadings_of, sizes_of
from banxin.plan.pages.draft import Look
from banxin.plan.pages.earlier import Earlier, locked_problems
from banxin.plan.text.typesetter import Typesetter

FAILURES = 10
"""Pages that may fail, beside one for each page, before an edition is given up. Ours."""


def plan_edition(
    edition: Edition,
    setter: Typesetter,
    seed: int = 1,
    progress: Progress | None = None,
    own: Layout | None = None,
    earlier: Earlier | None = None,
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Lay out an edition.

    `own` is the layout that its page numbers and advertisements were written for, if it is another one. The same
    edition, layout and seed give the same plan on every machine. `earlier` is a plan of the same edition and layout
    that is taken over as far as it can be. Returns no plan when the text cannot stand whole on
    the pages; the problems then say by how many lines, and what would help.
    """
    with still_collector():
        return _planned(Preparation(edition, setter, own or setter.layout), seed, progress or _quiet, earlier)


def _planned(
    ready: Preparation, seed: int, progress: Progress, earlier: Earlier | None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    edition = ready.edition
    wrong = (*ready.problems(), *(locked_problems(edition, earlier) if earlier else ()))
    if wrong:
        return None, wrong
    drafts: Drafts = {}
    plan, refusal = _tried(ready, seed, progress, drafts, earlier, loose=False)
    if plan is None and refusal.arranged:
        plan, _ = _tried(ready, seed, progress, drafts, earlier, loose=True)
    if plan is not None:
        return plan, ()
    if earlier is not None:
        return None, refused(edition, refusal)  # Advice is proven for pages that are free.

    def stands(changed: Preparation, size: Size, leading: float, look: Look) -> bool:
        return Attempt(changed, size, leading, seed, _quiet, drafts).stands(look)

    return None, refused(edition, refusal, advise(ready, refusal, stands))


def _tried(
    ready: Preparation, seed: int, progress: Progress, drafts: Drafts, earlier: Earlier | None, *, loose: bool
) -> tuple[Plan | None, Refusal]:
    """The plan of the first size and line space that has one, and why the first try failed."""
    refusal = NO_REFUSAL
    known = _failures(drafts)
    held = -1  # A size that holds more than any before it is tried in any case: its editor wants it so.
    for size in sizes_of(ready, earlier):
        for leading in leadings_of(ready, size, earlier):
            if _failures(drafts) - known > FAILURES + size.pages and len(size.held) <= held:
                break
            held = max(held, len(size.held))
            tried = Attempt(ready, size, leading, seed, progress, drafts, earlier, loose=loose)
            plan = tried.plan()
            if plan is not None:
                return plan, refusal
            refusal = tried.refusal if refusal == NO_REFUSAL and tried.refusal is not None else refusal
    return None, refusal


def _failures(drafts: Drafts) -> int:
    """Pages that were not found."""
    return len([draft for draft in drafts.values() if draft is None])


def _quiet(_stage: str, _share: float) -> None:
    pass
