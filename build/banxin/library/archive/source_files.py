"""Everything that an edition was made of, byte for byte: its folder, the paper's own files, the raw dumps."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from banxin.errors import BanxinError, UsageError, phrase
from banxin.inside import is_inside
from banxin.model.edition import Edition
from banxin.render.pdf.attachments import OWN

IMPORT_REPORT = "import/report.json"
UNFIT = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]|%0[AaDd]|\s\Z")
"""What a bag's manifest cannot have in the name of a file."""
MOST_BYTES = 1 << 31
"""Size limit of all sources of one edition. Ours."""


def snapshot(edition: Edition) -> dict[str, bytes]:
    """Path → bytes; paths begin with the paper's key, so that they make a paper's folder ready to build.

    Hidden files and links out of the paper's folder are left out. Raises UsageError when a dump that the edition was
    imported from is missing or a file name cannot be in a bag, BanxinError when a file has changed since the edition
    was read.
    """
    paper = edition.paper.folder
    known = dict(edition.sources)
    files: dict[str, bytes] = {}
    total = 0
    for path in _paths(edition):
        name = path.relative_to(paper).as_posix()
        if UNFIT.search(name):
            raise UsageError(
                phrase(
                    "{file} has a name that an archive cannot have: a line break, a space at its end, %0A, "
                    "or not UTF-8. Rename it.",
                    file=name,
                )
            )
        data = path.read_bytes()
        total += len(data)
        if total > MOST_BYTES:
            raise UsageError(phrase("The sources of {edition} are larger than 2 GB.", edition=edition.key))
        if name in known and hashlib.sha256(data).hexdigest() != known[name]:
            raise BanxinError(phrase("{file} was changed while the edition was being read. Try again.", file=name))
        files[f"{edition.paper.key}/{name}"] = data
    return dict(sorted(files.items()))


def _paths(edition: Edition) -> Iterator[Path]:
    paper = edition.paper.folder
    found = {paper / name for name, _ in edition.sources}
    for folder in (edition.folder, *(paper / own for own in OWN)):
        found |= {path for path in folder.rglob("*") if _kept(path, paper)}
    yield from sorted(found | set(_dumps(edition)))


def _kept(path: Path, paper: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(paper).parts)
    return not hidden and path.is_file() and path.resolve().is_relative_to(paper.resolve())


def _dumps(edition: Edition) -> Iterator[Path]:
    """The raw files that the edition was imported from, according to its import report."""
    report = edition.folder / IMPORT_REPORT
    if not report.is_file():
        return
    try:
        names = [str(page["dump"]) for page in json.loads(report.read_bytes())["pages"]]
    except (ValueError, KeyError, TypeError):
        raise UsageError(phrase("{file} is not the report of an import.", file=report)) from None
    for name in names:
        path = edition.paper.folder / name
        if not is_inside(name) or not path.is_file():
            raise UsageError(
                phrase(
                    "{edition} was imported from {file}, which is missing. Put it back.", edition=edition.key, file=path
                )
            )
        yield path
