"""Run the command line as a user does, in a process of its own; copies of the seed paper to play with."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import SEED

KEY = "gansu-daily-2024-12-22"
COMMAND = (sys.executable, "-m", "banxin")


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command, with changes."""
    return os.environ | {"PYTHONIOENCODING": "utf-8", "BANXIN_LANG": "en"} | changes


def banxin(
    *words: str | Path, cwd: Path | None = None, stdin: str = "", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run `banxin` with these words to its end."""
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
