"""The work of a cluster's worker: a snapshot is written to a folder, built, and its products are returned as bytes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from banxin import clock, pipeline
from banxin.compose.remembered import forget
from banxin.errors import SetupError, phrase
from banxin.limited.scratch import Scratch
from banxin.many.edition_snapshot import Snapshot, lay_out
from banxin.many.outcome import BuildOutcome, failure
from banxin.wanted import tools

_ONE_AT_A_TIME = threading.Lock()
"""Threads of one worker share an interpreter and an environment: two editions at once would take as long."""


@dataclass(frozen=True, slots=True)
class WorkerReply:
    """The result of a worker's build."""

    root: str
    """The worker's temporary folder, which may occur in messages."""
    made: pipeline.Products | None
    failed: BuildOutcome | None
    """When nothing was made."""


def build_snapshot(snapshot: Snapshot, wanted_tools: Mapping[str, str]) -> WorkerReply:
    """Build it in a temporary folder, which is removed again. Writes nothing else, and raises no errors of the edition.

    `wanted_tools` are the caller's `banxin.wanted.tools`: with other tools the bytes might differ, which is an error of
    the environment.
    """
    with _ONE_AT_A_TIME, Scratch() as scratch, _moment(snapshot.moment):
        root = scratch.path.resolve()
        folder, out, wanted = lay_out(snapshot, root)
        try:
            _check_tools(wanted_tools)
            return WorkerReply(str(root), pipeline.make(folder, out, wanted), None)
        except Exception as error:
            return WorkerReply(str(root), None, failure(folder, error))
        finally:
            forget()


def _check_tools(asked: Mapping[str, str]) -> None:
    here = tools()
    other = sorted(name for name in asked.keys() | here.keys() if asked.get(name) != here.get(name))
    if other:
        names = ", ".join(f"{name} {here.get(name, '?')[:12]} ≠ {asked.get(name, '?')[:12]}" for name in other)
        raise SetupError(
            phrase(
                "a worker of the cluster has other software than this machine ({names}); install the same on both.",
                names=names,
            )
        )


@contextmanager
def _moment(value: str) -> Iterator[None]:
    """The caller's SOURCE_DATE_EPOCH, which products contain."""
    before: dict[str, Any] = {clock.VARIABLE: os.environ.pop(clock.VARIABLE, None)}
    if value:
        os.environ[clock.VARIABLE] = value
    try:
        yield
    finally:
        os.environ.pop(clock.VARIABLE, None)
        os.environ.update({name: old for name, old in before.items() if old is not None})
