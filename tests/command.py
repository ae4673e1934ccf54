"""Run the command line, in this process or in one of its own; copies of the seed paper to play with."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from banxin.cli import main
from conftest import SEED

KEY = "gansu-daily-2024-12-22"
COMMAND = (sys.executable, "-m", "banxin")


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command, with changes."""
    return os.environ | {"PYTHONIOENCODING": "utf-8", "BANXIN_LANG": "en"} | changes


def banxin(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `banxin` with these words to its end, here: a process of its own needs a second before it begins.

    What belongs to the process (signals, its environment, workers that it starts) is tested with `banxin_process`.
    """
    arguments, code = [str(word) for word in words], 0
    with _streams(stdin) as (out, err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return subprocess.CompletedProcess(["banxin", *arguments], code, _told(out), _told(err))


@contextlib.contextmanager
def _streams(stdin: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Standard streams of a command's own, and the handlers of signals as they were behind it."""
    given, terminate = sys.stdin, signal.getsignal(signal.SIGTERM)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield out, err
    finally:
        sys.stdin = given
        signal.signal(signal.SIGTERM, terminate)


def _told(stream: io.TextIOWrapper) -> str:
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()


def banxin_process(
    *words: str | Path, cwd: Path | None = None, stdin: str = "", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run `banxin` with these words to its end in a process of its own, its environment changed as told."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**changes),
        timeout=120,
        check=False,
    )


def copy_seed(folder: Path) -> Path:
    """A copy of the seed edition, with its paper, under `folder`; the edition's folder."""
    paper = folder / SEED.parent.name
    shutil.copytree(SEED, paper / SEED.name)
    shutil.copy(SEED.parent / "paper.toml", paper)
    return paper / SEED.name


def contents(folder: Path) -> dict[str, tuple[int, str]]:
    """File → (time of its last change, sha256), of everything under a folder."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
