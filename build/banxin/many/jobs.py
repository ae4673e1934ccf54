"""Building editions in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from banxin import pipeline
from banxin.compose.remembered import forget
from banxin.limited.scratch import Scratch
from banxin.many.outcome import BuildOutcome, killed, outcome_of
from banxin.processes import die_with_parent, spawning
from banxin.wanted import BuildRequest

LEAVE_S = 5.0
"""Seconds that a process may take to stop when asked; then it is killed."""
Began = Callable[[Path], None]


def build_in_processes(
    todo: Iterable[Path | BuildOutcome], out: Path, wanted: BuildRequest, jobs: int, began: Began
) -> Generator[BuildOutcome, None, None]:
    """The outcome of every edition of `todo`, as they come, built by `jobs` processes. Outcomes in `todo` are passed
    on.

    `began` is called with each edition that is started. When a process is killed, only its own edition fails. No
    process is left, however the iteration ends; close the iterator if it is not read to the end.
    """
    waiting = iter(todo)
    with _workers(jobs) as free:
        running: dict[Future[BuildOutcome], tuple[Path, _Worker]] = {}
        while True:
            for each in waiting:
                if isinstance(each, BuildOutcome):
                    yield each
                    continue
                began(each)
                worker = free.pop()
                running[worker.submit(each, out, wanted)] = each, worker
                if not free:
                    break
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                folder, worker = running.pop(future)
                free.append(worker)
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    worker.renew()
                    outcome = killed(folder)
                yield outcome


class _Worker:
    """One process in a pool of its own, so that the edition of a killed process is known.

    It is not replaced after a number of editions: its size does not grow (`tests/many_figures.py`), and a pool that
    replaces its processes may hang in Python 3.11 to 3.14 (python/cpython#115634).
    """

    def __init__(self, temporary: str) -> None:
        self.temporary = temporary
        self.renew()

    def renew(self) -> None:
        # Spawned, not forked: a progress bar has a thread, which a fork would copy in the middle of a step. Nor by
        # a fork server: the kernel would signal the death of the server, not of this process.
        context = spawning()
        self.pool = ProcessPoolExecutor(1, context, _begin, (self.temporary,))

    def submit(self, folder: Path, out: Path, wanted: BuildRequest) -> Future[BuildOutcome]:
        with _without_interrupts():  # The process is started here, the first time and after each renewal.
            try:
                return self.pool.submit(_in_worker, folder, out, wanted)
            except BrokenProcessPool:  # It was killed while idle.
                self.renew()
                return self.pool.submit(_in_worker, folder, out, wanted)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started in this context never receive Ctrl-C; this process does, after the context."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def _workers(count: int) -> Iterator[list[_Worker]]:
    before = set(multiprocessing.active_children())
    with Scratch() as scratch:
        workers = [_Worker(str(scratch.path)) for _ in range(count)]
        try:
            yield list(workers)
            for worker in workers:
                worker.pool.shutdown()
        finally:
            ours = set(multiprocessing.active_children()) - before
            for child in ours:
                child.terminate()
            for child in ours:
                child.join(LEAVE_S)
                if child.is_alive():
                    child.kill()
                    child.join()
            for worker in workers:
                worker.pool.shutdown(wait=False, cancel_futures=True)


def _begin(temporary: str) -> None:
    """Called in a new worker: it ends with its parent; files of a killed one are removed with the parent's folder."""
    signal.signal(signal.SIGTERM, _leave)
    die_with_parent(signal.SIGTERM)
    os.environ["TMPDIR"] = tempfile.tempdir = temporary


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # Once is enough: the way out must not be interrupted.
    raise SystemExit(128 + signal.SIGTERM)


def _in_worker(folder: Path, out: Path, wanted: BuildRequest) -> BuildOutcome:
    try:
        return outcome_of(folder, lambda: pipeline.write(pipeline.make(folder, out, wanted), out))
    except SystemExit as stopped:
        # The pool would send it to the parent and wait for more work.
        os._exit(stopped.code if isinstance(stopped.code, int) else 1)
    finally:
        forget()
