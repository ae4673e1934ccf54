"""The files that an editor names, or that lie in the folders named → copy, in order, with a name for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from banxin.cjk import is_han
from banxin.errors import UsageError, phrase
from banxin.inside import is_utf8, reading_of

NUMBERS = re.compile("([0-9]+)")
NUMBERED = re.compile(r"^[0-9０-９.,，、_\-\s年月日]+")
LEAST_TELLING = 4
"""Han characters from which on a name says something; ours: 春耕现场, not 图片1."""
HIDDEN = (".", "~$", "Thumbs.db", "desktop.ini")
"""What names begin with that programs and systems leave behind."""
PAGE_PARTS = ("_files", ".files", "_文件")
"""How browsers name the folder of a saved page's scripts and pictures, after the page's own name."""
PAGES = (".html", ".htm")
MOST_FILES = 2000
"""In one import; ours: the copy of a month."""


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file with the name that it has among the others."""

    name: str
    """Without folders; no other file of the import has it."""
    path: Path
    named: bool = True
    """Whether the editor named it; else it was found in a folder."""


def copy_files(named: Iterable[Path]) -> tuple[CopyFile, ...]:
    """Files as they were named; for a folder its files and those in its folders, 2 before 10.

    Raises UsageError for a folder without files, or with too many, and for one name that is given twice.
    """
    out: list[tuple[Path, Path | None]] = []
    for path in named:
        if not path.is_dir():
            out.append((path, None))
            continue
        found = sorted(
            filter(_is_copy, path.rglob("*")), key=lambda one: natural(str(one.relative_to(path).with_suffix("")))
        )
        if not found:
            raise UsageError(phrase("{folder} has no files in it.", folder=path))
        out += [(one, path) for one in found]
    if len(out) > MOST_FILES:
        raise UsageError(phrase("{count} files are too many for one edition.", count=len(out)))
    files: dict[str, CopyFile] = {}
    for path, folder in out:
        name = _in_utf8(path.name)
        if name in files and folder is not None:
            name = "-".join(map(_in_utf8, path.relative_to(folder).parts))
        if name in files:
            raise UsageError(phrase("two files are called {name}; give them different names.", name=name))
        files[name] = CopyFile(name, path, folder is None)
    return tuple(files.values())


def _in_utf8(name: str) -> str:
    """The name that the import keeps of a file's: one that is no UTF-8 as it was meant."""
    return name if is_utf8(name) else reading_of(name)


def _is_copy(path: Path) -> bool:
    if not path.is_file() or path.is_symlink() or path.name.startswith(HIDDEN):
        return False
    return not any(_is_part_of_page(above) for above in path.parents)


def _is_part_of_page(folder: Path) -> bool:
    """Whether a browser saved it with a page that lies beside it."""
    return any(
        folder.name.endswith(end)
        and any(folder.with_name(folder.name.removesuffix(end) + page).exists() for page in PAGES)
        for end in PAGE_PARTS
    )


def telling(stem: str) -> str:
    """What a file's name says of its content, without the numbers before it; empty where it says nothing."""
    words = NUMBERED.sub("", stem).strip()
    return words if sum(map(is_han, words)) >= LEAST_TELLING else ""


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts names with numbers by the numbers: 2 before 10, full-width ones too."""
    parts = NUMBERS.split(unicodedata.normalize("NFKC", name))
    return tuple((int(part) if at % 2 else -1, part) for at, part in enumerate(parts))
