"""Additions to a library that are killed, or run into a full disk, at a step of their own choosing.

A step is a call that changes the disk: Python's, and SQLite's own, which SQLite lets us take the place of. Run as a
process, it forks one child for each step that it is asked for:

    python tests/library_worker.py kill WORK TEMPLATE '[1, 2, 3]' made 2
    python tests/library_worker.py full WORK TEMPLATE '[1, 2, 3]' command library add EDITION

Each child works on a copy WORK/<step> of the library TEMPLATE; `{library}` in a command stands for it. Prints one
JSON document: for each step its exit code (negative: the signal) and what it said; for step 0, which nothing stops,
how many steps there were.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import datetime
import errno
import io
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from banxin.cli import main as command
from banxin.errors import BanxinError
from banxin.library.archive.bag import Deposit
from banxin.library.archive.store import Library, earlier_revision
from library_factory import FIRST_DAY, make_deposit, make_issue, make_paper, random_article

TAKING_ROOM = {"open", "mkdir", "write", "fsync", "pwrite", "ftruncate"}
"""Calls that a full disk refuses; it lets files go."""
PATCHED = ("mkdir", "rename", "replace", "unlink", "remove", "rmdir", "chmod", "fchmod", "fsync", "truncate", "pwrite")


class Steps:
    """Counts the calls that change the disk, and stops at one of them."""

    def __init__(self, mode: str, stop: int) -> None:
        self.mode = mode
        self.stop = stop
        self.count = 0

    def take(self, name: str, part: Callable[[], object] = lambda: None) -> None:
        """One step. Killed in a write, the half of it is done: `part`."""
        if self.mode == "full" and name not in TAKING_ROOM:
            return
        self.count += 1
        if self.stop and self.count == self.stop and self.mode == "kill":
            part()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.stop and self.count >= self.stop and self.mode == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def watch(self) -> None:
        """From now on, in this process."""
        for name in PATCHED:
            setattr(os, name, self._counted(name, getattr(os, name)))
        self._watch_open()
        self._watch_sqlite()

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.take(name)
            return call(*arguments, **named)

        return counted

    def _watch_open(self) -> None:
        steps, plain_open, plain_os_open = self, io.open, os.open

        class Counted(io.FileIO):
            def write(self, data: Any) -> int:
                steps.take("write", lambda: io.FileIO.write(self, bytes(data)[: len(data) // 2]))
                return super().write(data)

        def buffered(file: Any, mode: str, encoding: str | None, rest: dict[str, Any]) -> Any:
            buffer = io.BufferedWriter(Counted(file, mode.replace("b", "").replace("t", "")))
            return buffer if "b" in mode else io.TextIOWrapper(buffer, encoding, **rest)

        def opened(file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None, *rest: Any,
                   **named: Any) -> Any:  # fmt: skip
            if not set(mode) & set("wxa"):
                return plain_open(file, mode, buffering, encoding, *rest, **named)
            if not isinstance(file, int):
                steps.take("open")
            kept = {key: value for key, value in named.items() if key in ("errors", "newline")}
            return buffered(file, mode, encoding, kept)

        def os_opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            if flags & os.O_CREAT:
                steps.take("open")
            return plain_os_open(path, flags, *rest, **named)

        builtins.open = io.open = opened
        os.open = os_opened
        os.fdopen = lambda handle, *rest, **named: opened(handle, *rest, **named)

    def _watch_sqlite(self) -> None:
        vfs = _vfs()
        for name in ("write", "pwrite", "pwrite64", "ftruncate", "unlink"):
            before = vfs.get(name)
            if before:
                vfs.set(name, self._system_call(name, before))

    def _system_call(self, name: str, before: int) -> Any:
        """SQLite's call of that name with a step before it."""
        rest = {"write": [ctypes.c_size_t], "pwrite": [ctypes.c_size_t, ctypes.c_int64], "ftruncate": []}
        rest["pwrite64"] = rest["pwrite"]
        first = [ctypes.c_char_p] if name == "unlink" else [ctypes.c_int, ctypes.c_void_p]
        kind = ctypes.CFUNCTYPE(ctypes.c_ssize_t, *first, *rest.get(name, []), use_errno=True)
        plain = kind(before)
        told = {"pwrite64": "pwrite"}.get(name, name)

        def call(*arguments: Any) -> int:
            half = [*arguments[:2], arguments[2] // 2, *arguments[3:]] if len(arguments) > 2 else None
            try:
                self.take(told, lambda: plain(*half) if half else None)
            except OSError as error:
                ctypes.set_errno(cast(int, error.errno))
                return -1
            return cast(int, plain(*arguments))

        return kind(call)


class _Vfs:
    """SQLite's way to the system, as its header declares it."""

    kept: list[Any] = []  # noqa: RUF012 - what SQLite calls must not be collected

    def __init__(self, address: int, pointers: Any) -> None:
        self.address = address
        setter = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
        getter = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)
        self._set, self._get = setter(pointers[0]), getter(pointers[1])

    def get(self, name: str) -> int:
        return self._get(self.address, name.encode()) or 0

    def set(self, name: str, call: Any) -> None:
        self.kept.append(call)
        self._set(self.address, name.encode(), ctypes.cast(call, ctypes.c_void_p))


def _vfs() -> _Vfs:
    """Raises AttributeError where Python was built with an SQLite of its own that shows nothing."""
    import _sqlite3

    find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p]

    class Header(ctypes.Structure):
        _fields_ = [
            ("numbers", ctypes.c_int * 3), ("next", ctypes.c_void_p), ("name", ctypes.c_char_p),
            ("data", ctypes.c_void_p), ("first", ctypes.c_void_p * 13), ("system", ctypes.c_void_p * 3),
        ]  # fmt: skip

    address = cast(int, find(None))
    return _Vfs(address, Header.from_address(address).system)


def deposit(number: int) -> Deposit:
    """A small made issue, the same for the same number."""
    rng = random.Random(number)
    articles = [random_article(rng, f"a{place:02d}") for place in (1, 2)]
    date = FIRST_DAY + datetime.timedelta(days=number)
    return make_deposit(make_issue(*articles, date=date, paper=make_paper()))


def add(library: Path, number: int) -> None:
    """Put the made issue of that number in."""
    made = deposit(number)
    issue = made.record
    Library.made(library).add(
        lambda replaces: made,
        lambda catalogue: earlier_revision(catalogue, issue.paper.key, issue.day, issue.revision),
    )


def _child(mode: str, step: int, library: Path, what: list[str], said: Path) -> None:
    """Never returns."""
    with said.open("w") as told:
        os.dup2(told.fileno(), 1)
        os.dup2(told.fileno(), 2)
    steps = Steps(mode, step)
    steps.watch()
    code: object = 0
    try:
        if what[0] == "made":
            add(library, int(what[1]))
        else:
            command([word.replace("{library}", str(library)) for word in what[1:]])
    except BanxinError as error:
        os.write(2, f"{error}\n".encode())
        code = error.exit_code
    except SystemExit as error:
        code = error.code
    os.write(1, f"steps {steps.count}\n".encode())
    os._exit(int(str(code)))


def main() -> None:
    """As the head of this module says."""
    mode, work, template, steps, *what = sys.argv[1:]
    rows = []
    for step in json.loads(steps):
        library, said = Path(work) / str(step), Path(work) / f"{step}.txt"
        with contextlib.suppress(FileNotFoundError):
            shutil.copytree(template, library)
        child = os.fork()
        if not child:
            _child(mode, step, library, what, said)
        _, status = os.waitpid(child, 0)
        rows.append({"step": step, "code": os.waitstatus_to_exitcode(status), "said": said.read_text("utf-8")})
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
