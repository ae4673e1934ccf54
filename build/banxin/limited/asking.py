"""Asking a process with limits: it can be stopped at any moment, and what it says is not believed."""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import subprocess
import sys
import tempfile
import time
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

from banxin.errors import BanxinError, from_data
from banxin.files import setup_errors
from banxin.limited.answers import DONE, FAILED, LENGTH, MEMORY, MOST_HEAD, Answer, Limits, read_head
from banxin.limited.scratch import Scratch

CHILD = "banxin.limited.serving"
STDERR_TAIL = 2000
CHUNK = 1 << 20
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""NumPy, which some libraries load, would reserve memory for each core of the machine."""
NO_MEMORY = "The process needed more memory than it may use."
UNREADABLE = "The process gave no answer that can be read."


class LimitError(BanxinError):
    """A process was stopped at a limit, or ended without an answer."""


class TimeLimitError(LimitError):
    """At the limit of time."""


class MemoryLimitError(LimitError):
    """At the limit of memory."""


class SizeLimitError(LimitError):
    """At the limit of its answer's size."""


class LimitedProcess:
    """A process that does one task, request by request, and has no files except temporary ones.

    It is started by the first request and again after one that it did not survive. Requests are pickles of ours;
    answers are not.
    """

    def __init__(self, task: str, limits: Limits, *, once: bool = False) -> None:
        """task: `module:name` of a function, or of a class whose object is called, that takes a request and gives an
        Answer. once: it ends with the asking thread,
        as a process for more than one request must not."""
        self.task, self.limits, self.once = task, limits, once
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path()
        self._end: weakref.finalize[..., LimitedProcess] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def started(self) -> bool:
        """Whether it lives."""
        return self._process is not None and self._process.poll() is None

    def ask(self, order: object, seconds: float = 0.0) -> Answer:
        """The answer to a request.

        seconds: instead of the limit's. Raises what the task raises, as far as it is a BanxinError, and LimitError; the
        process has then been stopped.
        """
        until = time.monotonic() + (seconds or self.limits.seconds)
        process = self._started()
        assert process.stdin is not None
        data = pickle.dumps(order)
        try:
            try:
                process.stdin.write(LENGTH.pack(len(data)) + data)
                process.stdin.flush()
            except BrokenPipeError:
                raise self._ended(process) from None
            return self._answer(process, until)
        except (LimitError, KeyboardInterrupt, SystemExit):
            self.close()
            raise

    def _answer(self, process: subprocess.Popen[bytes], until: float) -> Answer:
        length = LENGTH.unpack(self._read(process, LENGTH.size, until))[0]
        if length > MOST_HEAD:
            raise LimitError(UNREADABLE)
        try:
            kind, value, sizes = read_head(self._read(process, length, until))
            if sum(sizes) > self.limits.answer:
                raise SizeLimitError("The process gave too large an answer and was stopped.")
            parts = tuple(self._read(process, size, until) for size in sizes)
            if kind == FAILED:
                raise from_data(value)
        except (ValueError, RecursionError):
            raise LimitError(UNREADABLE) from None
        if kind == MEMORY:
            raise MemoryLimitError(NO_MEMORY)
        if kind != DONE:
            raise LimitError(UNREADABLE)
        return Answer(value, parts)

    def _read(self, process: subprocess.Popen[bytes], count: int, until: float) -> bytes:
        assert process.stdout is not None
        handle, found = process.stdout.fileno(), bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while len(found) < count:
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise TimeLimitError("The process took too long and was stopped.")
                data = os.read(handle, min(CHUNK, count - len(found)))
                if not data:
                    raise self._ended(process)
                found += data
        return bytes(found)

    def _ended(self, process: subprocess.Popen[bytes]) -> LimitError:
        code = process.wait()
        told = (self._folder / "stderr").read_bytes()[-STDERR_TAIL:].decode("utf-8", "replace").strip()
        last = told.splitlines()[-1] if told else ""
        if last.startswith("MemoryError"):
            return MemoryLimitError(NO_MEMORY)
        how = f"ended with code {code}" if code >= 0 else f"was killed by signal {-code}"
        return LimitError(f"The process {how} without a result. {last}".strip())

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self.started:
            return self._process
        self.close()
        with setup_errors(Path(tempfile.gettempdir())):
            scratch = Scratch()
        self._folder = scratch.path
        environment = os.environ | ONE_THREAD | {
            "TMPDIR": str(self._folder), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))
        }  # fmt: skip
        words = (self.limits.memory, self.limits.disk, int(self.once))
        # -P: not to look for modules in the working folder, which may be a stranger's paper.
        command = [sys.executable, "-P", "-m", CHILD, self.task, *map(str, words)]
        with (self._folder / "stderr").open("wb") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
            )
        self._end = weakref.finalize(self, _stop, self._process, scratch)
        return self._process

    def close(self) -> None:
        """Stop the process, if it lives."""
        self._process = None
        if self._end is not None:
            self._end()
            self._end = None


def _stop(process: subprocess.Popen[bytes], scratch: Scratch) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    scratch.close()


def ask_once(task: str, order: object, limits: Limits) -> Answer:
    """The answer of a process that is started for one request. Raises as `LimitedProcess.ask`."""
    with LimitedProcess(task, limits, once=True) as process:
        return process.ask(order)
