"""The site as static files: only what a new issue changes is made and written again.

The site consists of parts (an issue, a month's index, a year, a paper, the rest). A part with unchanged inputs is not
made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from banxin import __version__
from banxin.errors import BanxinError, UsageError, phrase
from banxin.files import locked, make_folders, write_atomic
from banxin.inside import is_inside
from banxin.library.index.catalogue import IssueRow
from banxin.library.site.browser import FOLDER, month_files, months_file
from banxin.library.site.shelf import DamagedIssueError
from banxin.library.site.site import Resource, Site

STATE = ".banxin-site.json"
JEKYLL = ".nojekyll"
"""Without this file GitHub Pages omits folders that begin with `_`."""
NOT_FOUND = "404.html"
PartFiles = Iterator[tuple[str, Resource]]


@dataclass(frozen=True, slots=True)
class SitePart:
    """A part of the site."""

    name: str
    inputs: str
    """A digest of all inputs of the part."""
    make: Callable[[], PartFiles]
    """(path below the target, its content)."""


@dataclass(slots=True)
class Published:
    """The result of publishing."""

    made: int = 0
    """Parts that were made again."""
    left: int = 0
    """Parts that are unchanged."""
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    """Key of each issue whose bag is damaged → why. Its pages are removed."""


def publish(site: Site, target: Path, tell: Callable[[int, int], None] | None = None) -> Published:
    """Update the files in `target`: new files first, then changed ones, then removed ones.

    So no page that a reader can reach has dead links, however far it gets. Raises UsageError for a folder with
    something else in it, SetupError for system errors; the next call continues.
    """
    if target.absolute().is_relative_to(site.shelf.library.folder.absolute()):
        raise UsageError(phrase("{folder} is inside the library; name a folder outside.", folder=target))
    if target.exists() and not (target / STATE).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(phrase("{folder} has other files than a published site; name an empty one.", folder=target))
    with locked(target):
        make_folders(target)
        old, done = _state(target), Published()
        if not (target / STATE).is_file():
            _save(target, site.base, {})
        while True:
            known = set(site.shelf.damaged)
            try:
                _update(site, target, old, done, tell)
            except DamagedIssueError as error:
                if error.key in known:
                    raise
                site.shelf.leave_out(error)
            if set(site.shelf.damaged) == known:
                break  # Else some pages still name what is left out now.
        done.left_out = {key: str(error) for key, error in sorted(site.shelf.damaged.items())}
    return done


def _update(
    site: Site, target: Path, old: dict[str, Any], done: Published, tell: Callable[[int, int], None] | None
) -> None:
    """Bring all parts up to date; raises DamagedIssueError before anything is removed."""
    new = dict[str, Any]()
    done.made = done.left = 0
    parts, changed = list(_parts(site)), list[SitePart]()
    for count, part in enumerate(parts, 1):
        known = old.get(part.name)
        if known and known["inputs"] == part.inputs and all((target / file).is_file() for file in known["files"]):
            new[part.name] = known
            done.left += 1
        else:
            files, is_new = _write_new(target, part, done)
            new[part.name] = {"inputs": part.inputs, "files": files}
            done.made += 1
            if not is_new:
                changed.append(part)
        if tell:
            tell(count, len(parts))
    for part in changed:  # Made a second time: all changes together may not fit in memory.
        for name, answer in part.make():
            _write(target, name, answer, done)
    _remove(target, old, new, done)
    if done.made:
        for left in target.rglob(".*.tmp"):  # Left by a killed call.
            left.unlink()
    if new != old:
        _save(target, site.base, new)


def _write_new(target: Path, part: SitePart, done: Published) -> tuple[list[str], bool]:
    """Write those files of a part that are missing; returns the names of all, and whether the others are unchanged."""
    files, is_new = [], True
    for name, answer in part.make():
        files.append(name)
        if not (target / name).is_file():
            _write(target, name, answer, done)
        else:
            is_new = is_new and _is_same(target / name, _data(answer))
    return sorted(files), is_new


def _remove(target: Path, old: dict[str, Any], new: dict[str, Any], done: Published) -> None:
    kept = {file for part in new.values() for file in part["files"]}
    for file in sorted({file for part in old.values() for file in part["files"]} - kept):
        path = target / file
        if is_inside(file) and path.is_file():
            path.unlink()
            done.removed.append(file)
            _tidy(target, path)


def _state(target: Path) -> dict[str, Any]:
    try:
        parts = json.loads((target / STATE).read_bytes())["parts"]
        return {str(name): {"inputs": part["inputs"], "files": list(part["files"])} for name, part in parts.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remembered(target: Path) -> str:
    """The address that was given for a published site last, or empty."""
    try:
        return str(json.loads((target / STATE).read_bytes()).get("url", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _save(target: Path, url: str, parts: dict[str, Any]) -> None:
    state = {"banxin": 1, "url": url, "parts": parts}
    write_atomic(target / STATE, (json.dumps(state, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())


def _write(target: Path, name: str, answer: Resource, done: Published) -> None:
    """Write a file if it is missing or different."""
    path, data = target / name, _data(answer)
    if not is_inside(name):
        raise BanxinError(f"{name!r} is no name of a file of a site; nothing was written there.")
    if not path.is_file() or not _is_same(path, data):
        make_folders(path.parent)
        write_atomic(path, data)
        done.written.append(name)


def _data(answer: Resource) -> bytes:
    return answer.path.read_bytes() if answer.path else answer.data


def _is_same(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _tidy(target: Path, path: Path) -> None:
    """Remove the folders that are empty after a file was removed."""
    for folder in path.parents:
        if folder == target or any(folder.iterdir()):
            return
        folder.rmdir()


def _file(address: str) -> str:
    """The file that a web server returns for an address."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")


def _parts(site: Site) -> Iterator[SitePart]:
    """All parts."""
    catalogue = site.shelf.catalogue
    common = (__version__, site.base, *(hashlib.sha256(data).hexdigest() for data in _looks(site)))
    rows, papers, corrections = catalogue.issues(), catalogue.papers(), _corrections(site)
    for row in rows:
        inputs = _digest(common, len(papers) > 1, _issue_inputs(site, row, corrections.get((row.paper, row.day), [])))
        yield SitePart(f"issue {row.paper} {row.day}", inputs, partial(_issue, site, row))
    months = {month: _month_rows(rows, month) for month in {row.date[:7] for row in rows}}
    folders = {
        month: f"{month}-{_digest(__version__, [row.digest for row in own])[:12]}" for month, own in months.items()
    }
    for month, own in months.items():
        yield SitePart(f"month {month}", folders[month], partial(_month, site, month, folders[month], own))
    counts = [(paper.key, sum(row.paper == paper.key for row in rows)) for paper in papers]
    for paper in papers:
        of_paper = [row for row in rows if row.paper == paper.key]
        years = catalogue.years(paper.key)
        for year in years:
            listed = [(row.day, row.digest) for row in of_paper if row.date.startswith(year)]
            yield SitePart(
                f"year {paper.key} {year}", _digest(common, papers, years, listed),
                _makes(site, site.of_year, paper.key, year),
            )  # fmt: skip
        listed = [(row.day, row.digest) for row in of_paper]
        yield SitePart(
            f"paper {paper.key}", _digest(common, papers, counts, listed), _makes(site, site.of_paper, paper.key)
        )
    listed = [(row.key, row.digest) for row in rows]
    yield SitePart("site", _digest(common, papers, listed), partial(_site, site, folders))


def _month_rows(rows: Sequence[IssueRow], month: str) -> list[IssueRow]:
    """The issues of a month in the order in which a search refers to them."""
    own = [row for row in rows if row.date.startswith(month)]
    return sorted(sorted(own, key=lambda row: row.paper), key=lambda row: row.day, reverse=True)


def _makes(site: Site, names: Callable[..., Iterator[str]], *values: object) -> Callable[[], PartFiles]:
    def make() -> PartFiles:
        for address in names(*values):
            answer = site.find(address)
            if not isinstance(answer, Resource):
                raise BanxinError(f"The site names {address}, where there is nothing. Please report this.")
            yield _file(address), answer

    return make


def _issue(site: Site, row: IssueRow) -> PartFiles:
    for address in site.of_issue(row):
        answer = site.find(address)
        if not isinstance(answer, Resource):
            name = site.shelf.library.name(site.shelf.library.folder / row.bag)
            raise DamagedIssueError(row.key, phrase("{bag} has nothing for {address}.", bag=name, address=address))
        yield _file(address), answer


def _month(site: Site, month: str, folder: str, rows: list[IssueRow]) -> PartFiles:
    for name, data in month_files(month, folder, [site.shelf.record(row) for row in rows]).items():
        yield f"{FOLDER}/{name}", Resource("application/json", data)


def _site(site: Site, folders: Mapping[str, str]) -> PartFiles:
    yield f"{FOLDER}/months.json", Resource("application/json", months_file(folders))
    yield NOT_FOUND, Resource("text/html", site.pages.not_found())
    yield JEKYLL, Resource("text/plain", b"\n")
    yield from _makes(site, site.of_site)()


def _corrections(site: Site) -> dict[tuple[str, str], list[object]]:
    """(paper, day) → the 更正 shown at its articles: those they make and those made of them."""
    catalogue = site.shelf.catalogue
    found: dict[tuple[str, str], list[object]] = {}
    for paper, day, page, slug, title, target in catalogue.rows(
        "SELECT issue.paper, issue.day, article.page, article.slug, content.title, correction.target FROM correction "
        "JOIN article ON article.id = correction.notice JOIN content ON content.article = article.id "
        f"JOIN issue ON issue.id = article.issue WHERE issue.current{catalogue.seen()} ORDER BY issue.date, article.id"
    ):
        told = (day, page, slug, title, target, catalogue.article(paper, target))
        for one in {day, target.rpartition("/")[0]}:
            found.setdefault((paper, one), []).append(told)
    return found


def _issue_inputs(site: Site, row: IssueRow, corrections: list[object]) -> list[object]:
    """What an issue's pages show besides its own record: its neighbours, its revisions, the 更正 of its articles."""
    beside = [one.day if one else "" for one in site.shelf.catalogue.beside(row)]
    revisions = [one.digest for one in site.shelf.catalogue.revisions(row.paper, row.day)]
    return [row.digest, beside, revisions, corrections]


def _looks(site: Site) -> Iterator[bytes]:
    """All files that affect the appearance of the site."""
    for folder in reversed(site.look.templates.folders):
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            yield path.name.encode() + b"\0" + path.read_bytes()


def _digest(*inputs: object) -> str:
    return hashlib.sha256(repr(inputs).encode()).hexdigest()
