"""The request for a build, and the mark in report.json that identifies what its products were made with."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from banxin import __version__, clock
from banxin.assets import PACKAGE, asset_folder
from banxin.bind.making import Books
from banxin.saved import KEPT, EarlierChoice

FORMATS = ("pdf", "epub", "print")
USUAL = ("pdf", "epub")
"""Formats made by default."""
DRAWING = (
    "weasyprint", "ebooklib", "fonttools", "jinja2", "lunar_python", "lxml", "markdown-it-py", "opencc-py",
    "pikepdf", "pillow", "pydyf", "pyphen", "pypdfium2", "rjieba", "segno", "uharfbuzz",
)  # fmt: skip
"""Packages whose releases may change how the same sources are drawn."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What the build of an edition is to make, and how."""

    formats: tuple[str, ...] = USUAL
    layout: str = ""
    """Instead of the paper's."""
    seed: int = 1
    plan_path: Path | None = None
    """The saved plan to draw unchanged."""
    hand: EarlierChoice = field(default_factory=EarlierChoice)
    attach_sources: bool = False
    """Sources and plan go into the PDF."""
    books: Books = field(default_factory=Books)


def mark(folder: Path, wanted: BuildRequest) -> dict[str, Any]:
    """Identifies what the products of the edition in `folder` are made with, apart from the text of its sources.

    `sha256` covers everything but those texts: banxin and its libraries, layouts and fonts including the paper's own,
    the options, the names of the edition's files, and the kept plan. A file that cannot be read counts as missing.
    Raises SetupError when banxin's own layouts or fonts are missing.
    """
    options = _plain(wanted)
    digest = hashlib.sha256()
    moment = os.environ.get(clock.VARIABLE, "")
    for part in (sorted(tools().items()), sorted(options.items()), moment, _sha256(folder / KEPT)):
        digest.update(f"{part!r}\n".encode())
    for name in sorted(_names(folder)):
        digest.update(f"{name!r}\n".encode())
    for own in ("layouts", "fonts"):
        digest.update(os.fsencode(_tree(folder.absolute().parent / own)))
    return {"banxin": __version__, "options": options, "sha256": digest.hexdigest()}


@cache
def tools() -> Mapping[str, str]:
    """The software that makes products on this machine: versions of banxin and its libraries, a sha256 of banxin's
    files.

    Two machines with the same software make the same bytes of the same sources.
    """
    found = {"banxin": __version__, "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in DRAWING:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    files = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            files.update(f"{path.relative_to(PACKAGE).as_posix()} {_sha256(path)}\n".encode())
    files.update(_tree(asset_folder("layouts")).encode())
    files.update(_sha256(asset_folder("fonts") / "fonts.toml").encode())
    found["files"] = files.hexdigest()
    return found


def _plain(value: Any) -> Any:
    """Options as JSON values; of a saved plan only its sha256 counts, wherever it is."""
    if is_dataclass(value):
        return {member.name: _plain(getattr(value, member.name)) for member in fields(value)}
    if isinstance(value, Path):
        return _sha256(value)
    if isinstance(value, frozenset | tuple):
        return [_plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


def _names(folder: Path) -> Iterator[str]:
    """The files that may be read for an edition: its own, and those in images/."""
    for place in (folder, folder / "images"):
        if place.is_dir():
            yield from (f"{place.name}/{path.name}" for path in place.iterdir() if not _passed_over(path))


def _passed_over(path: Path) -> bool:
    return path.name.startswith(".") or path.is_dir()


def _tree(folder: Path) -> str:
    """The sha256 of every file under a folder, by name."""
    return "".join(f"{path.relative_to(folder).as_posix()} {_sha256(path)}\n" for path in files_under(folder))


def files_under(folder: Path) -> list[Path]:
    """Every file of a layouts or fonts folder except hidden ones, sorted; none without a folder."""
    return sorted(path for path in folder.rglob("*") if not path.name.startswith(".") and path.is_file())


def _sha256(path: Path) -> str:
    """Of a file; empty when it is missing or cannot be read."""
    try:
        if not path.is_file():
            return ""
        found = path.stat()
    except OSError:
        return ""
    return _digest(path, found.st_size, found.st_mtime_ns)


@cache
def _digest(path: Path, _size: int, _changed_ns: int) -> str:
    """Cached, since all editions of a paper use the same fonts; a changed file has another key."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
