"""One trial of a fuzzer: commands in a forked child with limits, and what is wrong with how they ended."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reading_back import missing

from command import banxin

SECONDS, MEGABYTES = 60.0, 1500
"""What a trial may take: time, and memory with all of its children."""
LOOK_SECONDS = 0.1
STRANDED = re.compile(r"\.(new|old)$|^\.tmp")
"""Names of half-written files and folders."""
Commands = Callable[[Path], list[list[str]]]
"""Writes a trial's files into a folder; the commands to run on them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong."""

    kind: str
    """traceback, hang, memory, lost, json, half, code, check."""
    told: str


def run(folder: Path, make: Commands) -> list[Failure]:
    """Run a trial in a child of its own, in an empty folder."""
    said = folder.with_suffix(".told")
    child = os.fork()
    if not child:
        _child(folder, make, said)
    found = _watched(child)
    if not found:
        try:
            found = [Failure(*row) for row in json.loads(said.read_text("utf-8"))]
        except (OSError, ValueError) as error:
            found = [Failure("traceback", f"the child ended without a word: {error}")]
    said.unlink(missing_ok=True)
    return found


def _child(folder: Path, make: Commands, said: Path) -> None:
    """Never returns."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTES << 20, MEGABYTES << 20))
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 2)
    try:
        os.chdir(folder)
        found = judged(folder, make(folder))
    except BaseException as error:  # What a command raises past its main function is what is looked for.
        import traceback

        found = [Failure("traceback", "".join(traceback.format_exception(error))[-3000:])]
    said.write_text(json.dumps([(one.kind, one.told) for one in found]), "utf-8")
    os._exit(0)


def judged(folder: Path, commands: list[list[str]]) -> list[Failure]:
    """Run the commands, and look at how each ended and at what is left."""
    found, clean = [], False
    for words in commands:
        ended = banxin(*words)
        told = f"banxin {' '.join(words)}: {ended.returncode}\n{ended.stderr[-3000:]}"
        if ended.returncode not in (0, 1, 2, 3):
            found.append(Failure("code", told))
        if "Traceback (most recent" in ended.stderr:
            found.append(Failure("traceback", told))
        if "lost-text" in ended.stderr and "--plan" not in words:  # Of somebody's plan it is the right answer.
            found.append(Failure("lost", told))
        if "--json" in words and ended.stdout:
            try:
                ended.stdout.encode("utf-8")
                json.loads(ended.stdout)
            except ValueError as error:
                found.append(Failure("json", f"{error}\n{told}\n{ended.stdout[:300]}"))
        if words[0] == "check" and "--sources-only" not in words:
            clean = ended.returncode == 0
        if words[0] == "build" and clean and ended.returncode != 0:
            found.append(Failure("check", told))
        if words[0] == "build" and ended.returncode == 0:
            told = "".join(missing(Path(words[1]), product) for product in (folder / "out").glob("*/"))
            found += [Failure("lost", told)] * bool(told)
    left = [str(path) for path in folder.rglob("*") if STRANDED.search(path.name)]
    return found + [Failure("half", ", ".join(left))] * bool(left)


def _watched(child: int) -> list[Failure]:
    """Wait for a child; what it exceeded, if so. Its whole session ends with it."""
    until, found = time.monotonic() + SECONDS, []
    while not os.waitpid(child, os.WNOHANG)[0]:
        if time.monotonic() > until:
            found = [Failure("hang", f"over {SECONDS:.0f} s")]
        elif (used := _megabytes(child)) > MEGABYTES:
            found = [Failure("memory", f"{used:.0f} MB")]
        if found:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            break
        time.sleep(LOOK_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return found


def _megabytes(session: int) -> float:
    """Memory of a child and of what it started."""
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                status = path.with_name("status").read_text("utf-8", "replace")
                total += sum(int(row.split()[1]) for row in status.splitlines() if row.startswith("RssAnon")) / 1024
        except (OSError, IndexError, ValueError):
            continue
    return total
