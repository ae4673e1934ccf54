"""The site as static files: only what a new issue changes is made and written again.

The site falls into parts (an issue, a month's index, a year, a paper, the rest). A part whose inputs are the same as
last time is left alone; what was and is no longer there is taken away at the end, when nothing leads to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from banxin import __version__
from banxin.errors import SetupError, UsageError, phrase
from banxin.files import FOLDER_MODE, locked, write_atomic
from banxin.library.catalogue import IssueRow
from banxin.library.site.browser import FOLDER, month_files, months_file
from banxin.library.site.site import Answer, Site

STATE = ".banxin-site.json"
JEKYLL = ".nojekyll"
"""GitHub's pages leave out folders that begin with `_` unless this is there."""
NOT_FOUND = "404.html"
Contents = Iterator[tuple[str, Answer]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the site."""

    name: str
    inputs: str
    """A digest of all that it depends on."""
    make: Callable[[], Contents]
    """(file below the target, what is in it)."""


@dataclass(slots=True)
class Published:
    """What was done."""

    made: int = 0
    """Parts that were made anew."""
    left: int = 0
    """Parts that are as they were."""
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def publish(site: Site, target: Path, tell: Callable[[int, int], None] | None = None) -> Published:
    """Bring the files in `target` up to date.

    Raises UsageError for a folder that holds something else, SetupError for what the system refuses; whatever was
    written until then is of the new site, and the next call goes on.
    """
    if target.exists() and not (target / STATE).is_file() and any(target.iterdir()):
        raise UsageError(
            phrase("{folder} holds something else than a site that was published; name an empty one.", folder=target)
        )
    with locked(target):
        try:
            target.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        except OSError as error:
            raise SetupError(f"{target} cannot be made: {error.strerror}.") from error
        old = _state(target)
        if not (target / STATE).is_file():
            _save(target, {})
        done, new = Published(), dict[str, Any]()
        parts = list(_parts(site))
        for count, part in enumerate(parts, 1):
            known = old.get(part.name)
            if known and known["inputs"] == part.inputs:
                new[part.name] = known
                done.left += 1
            else:
                files = [_write(target, name, answer, done) for name, answer in part.make()]
                new[part.name] = {"inputs": part.inputs, "files": sorted(files)}
                done.made += 1
            if tell:
                tell(count, len(parts))
        kept = {file for part in new.values() for file in part["files"]}
        gone = sorted({file for part in old.values() for file in part["files"]} - kept)
        for file in gone:
            (target / file).unlink(missing_ok=True)
            _tidy(target, target / file)
        done.removed = gone
        if new != old:
            _save(target, new)
    return done


def _state(target: Path) -> dict[str, Any]:
    try:
        parts = json.loads((target / STATE).read_bytes())["parts"]
        return {str(name): {"inputs": part["inputs"], "files": list(part["files"])} for name, part in parts.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _save(target: Path, parts: dict[str, Any]) -> None:
    state = {"banxin": 1, "parts": parts}
    write_atomic(target / STATE, (json.dumps(state, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())


def _write(target: Path, name: str, answer: Answer, done: Published) -> str:
    """Write a file where it is not there or another one; its name."""
    path = target / name
    data = answer.path.read_bytes() if answer.path else answer.data
    if not path.is_file() or path.stat().st_size != len(data) or path.read_bytes() != data:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        except OSError as error:
            raise SetupError(f"{path.parent} cannot be made: {error.strerror}.") from error
        write_atomic(path, data)
        done.written.append(name)
    return name


def _tidy(target: Path, path: Path) -> None:
    """Take away the folders that a removed file leaves empty."""
    for folder in path.parents:
        if folder == target or any(folder.iterdir()):
            return
        folder.rmdir()


def _file(address: str) -> str:
    """The file that a web server gives for an address."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")


def _parts(site: Site) -> Iterator[Part]:
    """All parts, what is led to before what leads there."""
    catalogue = site.shelf.catalogue
    common = (__version__, site.base, *(hashlib.sha256(data).hexdigest() for data in _looks(site)))
    rows = catalogue.issues()
    for row in rows:
        inputs = _digest(common, _issue_inputs(site, row))
        yield Part(f"issue {row.paper} {row.day}", inputs, _makes(site, site.of_issue, row))
    for month in sorted({row.date[:7] for row in rows}):
        own = [row for row in rows if row.date.startswith(month)]
        inputs = _digest(__version__, [row.digest for row in own])
        yield Part(f"month {month}", inputs, partial(_month, site, month, own))
    papers = catalogue.papers()
    for paper in papers:
        of_paper = [row for row in rows if row.paper == paper.key]
        years = catalogue.years(paper.key)
        for year in years:
            own = [row for row in of_paper if row.date.startswith(year)]
            inputs = _digest(common, paper, papers, years, [row.digest for row in own])
            yield Part(f"year {paper.key} {year}", inputs, _makes(site, site.of_year, paper.key, year))
        newest = [row.digest for row in of_paper[:50]]
        inputs = _digest(common, paper, papers, years, newest, [row.day for row in of_paper])
        yield Part(f"paper {paper.key}", inputs, _makes(site, site.of_paper, paper.key))
    yield Part("site", _digest(common, papers, [(row.key, row.digest) for row in rows]), lambda: _site(site, rows))


def _makes(site: Site, names: Callable[..., Iterator[str]], *values: object) -> Callable[[], Contents]:
    def make() -> Contents:
        for address in names(*values):
            answer = site.find(address)
            if isinstance(answer, Answer):
                yield _file(address), answer

    return make


def _month(site: Site, month: str, rows: list[IssueRow]) -> Contents:
    for name, data in month_files([site.shelf.record(row) for row in rows]).items():
        yield f"{FOLDER}/{month}/{name}", Answer("application/json", data)


def _site(site: Site, rows: tuple[IssueRow, ...]) -> Contents:
    months = sorted({row.date[:7] for row in rows})
    yield f"{FOLDER}/months.json", Answer("application/json", months_file(months))
    yield NOT_FOUND, Answer("text/html", site.pages.not_found())
    yield JEKYLL, Answer("text/plain", b"\n")
    yield from _makes(site, site.of_site)()


def _issue_inputs(site: Site, row: IssueRow) -> list[object]:
    """What an issue's pages tell besides its own record: its neighbours, its revisions, the 更正 of its articles."""
    catalogue = site.shelf.catalogue
    record = site.shelf.record(row)
    notices = [catalogue.notices(row.paper, row.day, article.slug) for article in record.articles]
    targets = [catalogue.article(row.paper, target) for article in record.articles for target in article.corrects]
    beside = [one.day if one else "" for one in catalogue.beside(row)]
    revisions = [one.digest for one in catalogue.revisions(row.paper, row.day)]
    return [row.digest, beside, revisions, notices, targets]


def _looks(site: Site) -> Iterator[bytes]:
    """Every file that decides how the site looks."""
    for folder in reversed(site.look.templates.folders):
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            yield path.name.encode() + b"\0" + path.read_bytes()


def _digest(*inputs: object) -> str:
    return hashlib.sha256(repr(inputs).encode()).hexdigest()
