"""Reading a paper's folder: nothing outside it, nothing that blocks, each file once, with its sha256."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from banxin.errors import Origin, Problem, ProblemRule, phrase, problem
from banxin.inside import (
    NotAFileError,
    OutsideError,
    TooLargeError,
    ill_named,
    is_utf8,
    read_inside,
    readable,
    reading_of,
    strange_entries,
)
from banxin.model.text import RULES_USED, Region
from banxin.sources.problems import NAME_ENCODING, NOT_A_FILE, OUTSIDE_EDITION, REGION_RULES, TOO_LONG

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
OWN_FOLDERS = ("layouts", "fonts")
"""Folders of a paper that win over banxin's own."""
MOST_OWN_BYTES = 256 << 20
"""Bytes of a file in them. Ours: a face of all of Unicode's Han has 30 MB."""
SLUG_BYTES = 60
"""Ours: with paper, date and suffix a name stays far below the 255 bytes that file systems allow."""


class SourceFolder:
    """Everything read from a paper's folder, and the problems of its files."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.problems: list[Problem] = []
        self.digests: dict[str, str] = {}

    def name(self, path: Path) -> str:
        """The path as the editor knows it, relative to the paper's folder; always text that can be written."""
        return readable(path.relative_to(self.root).as_posix())

    def add(self, rule: ProblemRule, origin: Origin, **fields: object) -> None:
        """Add a problem."""
        self.problems.append(problem(rule, origin, **fields))

    def extend(self, found: Iterable[Problem]) -> None:
        """Add several problems."""
        self.problems.extend(found)

    def region(self, name: str, origin: Origin) -> Region:
        """The region of that name; a problem is added when its text is composed by another region's rules."""
        region = Region(name)
        used = RULES_USED[region]
        if used is not region:
            self.add(REGION_RULES, origin, region=region, used=used)
        return region

    def read(self, path: Path, most: int, key: str, origin: Origin | None = None, inside: Path | None = None) -> bytes:
        """The bytes of an existing file; b"" with a problem added when it cannot or may not be read.

        most: bytes; `key` is the limit's name. inside: the folder that it must not leave, by default the paper's.
        origin: the place that names the file, by default the file itself. Raises FileNotFoundError when there is no
        such file.
        """
        name = self.name(path)
        origin = origin or Origin(name)
        try:
            data = read_inside(inside or self.root, path, most)
        except OutsideError:
            self.add(OUTSIDE_EDITION, origin, name=name)
            return b""
        except NotAFileError as error:
            self.add(NOT_A_FILE, origin, name=name, why=error.args[0])
            return b""
        except TooLargeError:
            self.add(TOO_LONG, origin, what=name, limit=phrase("{count} bytes", count=most), key=key)
            return b""
        self.digests[name] = hashlib.sha256(data).hexdigest()
        return data

    def look_into(self, folder: Path) -> None:
        """Add a problem for everything in a folder, at any depth, that is no ordinary file of the paper's: others read
        what stands there."""
        for path, error in strange_entries(self.root, folder, MOST_OWN_BYTES):
            name = self.name(path)
            if isinstance(error, OutsideError):
                self.add(OUTSIDE_EDITION, Origin(name), name=name)
            else:
                self.add(NOT_A_FILE, Origin(name), name=name, why=error.args[0])

    def look_at_names(self, folder: Path) -> None:
        """Add a problem for the name of the folder, and for each in it, that is no UTF-8."""
        for path in (*(() if is_utf8(folder.name) else (folder,)), *ill_named(folder)):
            self.add(NAME_ENCODING, Origin(self.name(path)), name=readable(path.name), reading=reading_of(path.name))

    def sources(self) -> tuple[tuple[str, str], ...]:
        """(file, sha256) of everything that was read, by name."""
        return tuple(sorted(self.digests.items()))


def as_stored(folder: Path, name: str) -> str:
    """A written path as its file is stored. Systems keep é as one character or as two (NFC, NFD): both are meant.

    The path as it was written where there is no such file.
    """
    if os.path.lexists(folder / name):
        return name
    parts: list[str] = []
    for part in PurePosixPath(name).parts:
        try:
            stored = sorted(path.name for path in folder.joinpath(*parts).iterdir())
        except OSError:
            return name
        alike = [one for one in stored if unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", part)]
        if not alike:
            return name
        parts.append(alike[0])
    return "/".join(parts)


def is_slug(name: str) -> bool:
    """Whether a name can identify an article permanently: ASCII a–z, 0–9 and -, at most 60 bytes."""
    return SLUG.fullmatch(name) is not None and len(name) <= SLUG_BYTES


def slug_from(name: str, otherwise: str) -> str:
    """The slug nearest to a name, or `otherwise` when the name has no ASCII characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_BYTES].strip("-")
    return slug or otherwise
