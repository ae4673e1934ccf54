"""Several plans of one edition, each in its own process where there are cores for it; the plans are always the same."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from banxin import pipeline
from banxin.check import check_plan
from banxin.check.score import Score
from banxin.errors import EditionError, Problem, SetupError
from banxin.layout.settings import Layout
from banxin.model.plan import Plan
from banxin.plan.planner import Planner
from banxin.processes import spawning
from banxin.units import round_half_up

STAGE = "alternatives"


@dataclass(frozen=True, slots=True)
class Order:
    """How a candidate is to be made."""

    seed: int
    other: int = 0
    """0 for the line space that the planner finds best; 1, 2, … for the neighbouring ones in turn."""
    leading_pt: float = 0.0
    """The line space to use, or 0."""


@dataclass(frozen=True, slots=True)
class CandidatePlan:
    """A plan, or the problems that prevent one."""

    order: Order
    plan: Plan | None
    score: Score
    """Of all pages together."""
    problems: tuple[Problem, ...]
    """Of the plan; without a plan, the problems that prevent it."""


NO_SCORE = Score((), 0, 0)
Submit = Callable[[Order], "Future[CandidatePlan]"]


def make_candidates(
    desk: pipeline.OpenEdition,
    folder: Path,
    layout: str,
    orders: Sequence[Order],
    *,
    jobs: int,
    tell: pipeline.ProgressCall,
) -> tuple[CandidatePlan, ...]:
    """A candidate for each order, in the same order; the first order must leave the line space to the planner.

    `jobs`: number of processes; 0 is one a core, 1 is this process. Raises SetupError when a process dies.
    """
    jobs = min(jobs or len(os.sched_getaffinity(0)), len(orders))
    finished = itertools.count(1)

    def count(_future: Future[CandidatePlan]) -> None:
        tell(STAGE, next(finished) / len(orders))

    tell(STAGE, 0.0)
    with _planners(desk, folder, layout, jobs) as submit:
        futures: dict[int, Future[CandidatePlan]] = {}

        def start(number: int, order: Order) -> None:
            futures[number] = submit(order)
            futures[number].add_done_callback(count)

        for number, order in enumerate(orders):
            if not order.other:
                start(number, order)
        usual = futures[0].result().plan
        for number, order in enumerate(orders):
            if order.other:
                start(number, _settled(order, usual, desk.layout))
        return tuple(futures[number].result() for number in range(len(orders)))


def _settled(order: Order, usual: Plan | None, layout: Layout) -> Order:
    """The order with its line space: the neighbours of the usual one in turn, the tighter first."""
    leadings = layout.grid.leadings_pt
    if usual is None or usual.sheet.row_pt not in leadings or len(leadings) < 2:
        return order
    place = leadings.index(usual.sheet.row_pt)
    beside = [leadings[other] for other in (place + 1, place - 1) if 0 <= other < len(leadings)]
    return replace(order, leading_pt=beside[(order.other - 1) % len(beside)])


def make_candidate(desk: pipeline.OpenEdition, order: Order) -> CandidatePlan:
    """The plan of an order, checked. Raises nothing for an edition that does not fit: its problems say so."""
    planner, layout = desk.planner, desk.layout
    if order.leading_pt:
        layout = layout.model_copy(update={"grid": layout.grid.model_copy(update={"leadings_pt": (order.leading_pt,)})})
        planner = Planner(layout, desk.library, desk.own)
    plan, problems = planner.plan(desk.edition, order.seed)
    if plan is None:
        return CandidatePlan(order, None, NO_SCORE, problems)
    checked = check_plan(desk.edition, plan, layout.weights)
    return CandidatePlan(order, plan, total_score(checked.scores), (*problems, *checked.problems))


def total_score(scores: Sequence[Score]) -> Score:
    """The score of an edition: each term over all pages."""
    names = dict.fromkeys(name for score in scores for name, _ in score.terms)
    terms = tuple((name, round_half_up(sum(dict(score.terms).get(name, 0.0) for score in scores), 2)) for name in names)
    return Score(terms, sum(score.body_cells for score in scores), sum(score.white_cells for score in scores))


@contextmanager
def _planners(desk: pipeline.OpenEdition, folder: Path, layout: str, jobs: int) -> Iterator[Submit]:
    """Executes orders: this process, or `jobs` child processes, which end with their parent."""
    if jobs < 2:
        yield lambda order: _finished(make_candidate(desk, order))
        return
    # Spawned, not forked: a progress bar has a thread of its own, which a fork would copy in the middle of a step.
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, spawning(), _leave_signals_to_the_parent)
    try:
        yield lambda order: pool.submit(_in_worker, folder.resolve(), layout, order)
        pool.shutdown()
    except BrokenProcessPool as error:
        raise SetupError("A process that planned an alternative died; is there enough memory? Try again.") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()


def _finished(candidate: CandidatePlan) -> Future[CandidatePlan]:
    future: Future[CandidatePlan] = Future()
    future.set_result(candidate)
    return future


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _opened(folder: Path, layout: str) -> pipeline.OpenEdition:
    """Called in a worker, which lives for one call of `make_candidates`."""
    return pipeline.open_edition(folder, layout)


def _in_worker(folder: Path, layout: str, order: Order) -> CandidatePlan:
    try:
        return make_candidate(_opened(folder, layout), order)
    except EditionError as error:  # The sources were changed meanwhile and have an error now.
        return CandidatePlan(order, None, NO_SCORE, error.problems)
