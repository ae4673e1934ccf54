"""The limited process: `python -m banxin.limited.serving TASK MEMORY DISK ONCE`. Started by `asking`."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from banxin.errors import BanxinError, as_data
from banxin.files import setup_errors
from banxin.limited.answers import DONE, FAILED, LENGTH, MEMORY, Answer, head
from banxin.processes import die_with_parent

Task = Callable[[object], Answer]


def main(task: str, memory: str, disk: str, once: str) -> None:
    """Answer requests from standard input until it ends."""
    if int(once):
        die_with_parent(signal.SIGKILL)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Output of libraries must not get into an answer.
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(disk), int(disk)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, name = task.partition(":")
    work = getattr(importlib.import_module(module), name)
    work = work() if isinstance(work, type) else work
    while order := _order(sys.stdin.buffer):
        _write(answers, _answered(work, order))


def _order(stream: BinaryIO) -> bytes:
    length = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(length)[0]) if len(length) == LENGTH.size else b""


def _answered(work: Task, order: bytes) -> tuple[bytes, ...]:
    try:
        with _full_disk():
            answer = work(pickle.loads(order))
        return (head(DONE, answer.value, answer.parts), *answer.parts)
    except BanxinError as error:
        return (head(FAILED, as_data(error)),)
    except MemoryError:
        return (head(MEMORY, None),)


@contextlib.contextmanager
def _full_disk() -> Iterator[None]:
    """A disk without room for temporary files is the environment's fault."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        with setup_errors(Path(tempfile.gettempdir())):
            raise


def _write(answers: BinaryIO, pieces: tuple[bytes, ...]) -> None:
    for piece in pieces:
        answers.write(piece)
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
