"""The files that an editor names, or that lie in the folders named → those that hold copy, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from banxin.errors import UsageError, phrase

NUMBERS = re.compile("([0-9]+)")
HIDDEN = (".", "~$", "Thumbs.db", "desktop.ini")
"""What names begin with that programs and systems leave behind."""
MOST_FILES = 2000
"""In one import; ours: the copy of a month."""


def copy_files(named: Iterable[Path]) -> list[Path]:
    """Files as they were named; for a folder its files and those in its folders, 2 before 10.

    Raises UsageError for a folder without files, or with too many.
    """
    out: list[Path] = []
    for path in named:
        if not path.is_dir():
            out.append(path)
            continue
        found = sorted(filter(_is_copy, path.rglob("*")), key=lambda one: natural(str(one.relative_to(path))))
        if not found:
            raise UsageError(phrase("{folder} has no files in it.", folder=path))
        out += found
    if len(out) > MOST_FILES:
        raise UsageError(phrase("{count} files are too many for one edition.", count=len(out)))
    return out


def _is_copy(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith(HIDDEN)


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts names with numbers by the numbers: 2 before 10, full-width ones too."""
    parts = NUMBERS.split(unicodedata.normalize("NFKC", name))
    return tuple((int(part) if at % 2 else -1, part) for at, part in enumerate(parts))
