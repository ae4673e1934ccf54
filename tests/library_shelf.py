"""Libraries for tests: sample editions as they are built, and further issues made of their bags.

An issue that is made of a bag is a whole bag with its own key, record and names of products, in a moment; what is in
its PDF is the other issue's.
"""

from __future__ import annotations

import datetime
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser

from banxin.library.archive.bag import Deposit
from banxin.library.archive.reading import read_record
from banxin.library.archive.store import Library, earlier_revision
from banxin.library.formats.mets import NAME as METS
from banxin.library.formats.mets import mets
from banxin.library.record.record import RECORD, ArticleRecord, File, IssueRecord, PageRecord
from banxin.library.record.record_json import to_json
from banxin.model.identity import NAMESPACE
from command import KEY, banxin, copy_seed
from conftest import BULLETIN
from kept import once
from readers_site import BASE, Server, chromium, serving

BULLETIN_KEY = "lanxi-bulletin-2026-11-01"
MOMENT = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)
RAW = Path(__file__).resolve().parent.parent / "seeds" / "gansu-daily" / "raw" / "gansu-daily-2024-12-22-p1.txt"
Edit = Callable[[IssueRecord], IssueRecord]


@pytest.fixture(scope="session")
def shelf(made_once: Path) -> Path:
    """A library with the seed edition, beside its sources (`paper/…`) and products (`out/`). Not to be changed."""
    return once(made_once, "shelf", make_shelf)


@pytest.fixture
def copied(shelf: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(shelf, tmp_path / "shelf"))


@pytest.fixture(scope="session")
def stand(made_once: Path, shelf: Path) -> Path:
    """The folder of a library of two papers with several issues each. Not to be changed."""
    made = once(made_once, "stand", lambda folder: make_stand(folder, shelf))
    return made / "library"


@pytest.fixture(scope="module")
def server(stand: Path) -> Iterator[Server]:
    """The site of `stand`, served."""
    with serving(stand) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    """Asks it by the name that the published form is given."""
    with httpx.Client(base_url=server.address, headers={"Host": urlsplit(BASE).netloc}) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one file."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def published(made_once: Path, stand: Path) -> Path:
    """The site of `stand` as files, without an address of its own. Not to be changed."""

    def make(folder: Path) -> None:
        ran("library", "publish", folder / "site", "--library", stand, "--quiet")

    return once(made_once, "published", make) / "site"


@pytest.fixture(scope="session")
def published_at(made_once: Path, stand: Path) -> Path:
    """The same for the address `readers_site.BASE`."""

    def make(folder: Path) -> None:
        ran("library", "publish", folder / "site", "--library", stand, "--quiet", "--url", BASE)

    return once(made_once, "published-at", make) / "site"


def ran(*words: str | Path) -> None:
    """Run a command that must do what it is told."""
    run = banxin(*words)
    assert run.returncode == 0, run.stderr


def make_shelf(folder: Path) -> None:
    """A library with the seed edition, beside its sources (`paper/…`) and products (`out/`)."""
    edition = copy_seed(folder)
    shutil.copytree(edition.parent, folder / "untouched")
    raw = folder / edition.parent.name / "raw"
    raw.mkdir()
    shutil.copy(RAW, raw)
    ran("build", edition, "-o", folder / "out", "--quiet")
    ran("library", "add", edition, "-o", folder / "out", "--library", folder / "library")


def make_stand(folder: Path, shelf: Path) -> None:
    """A library of two papers: several issues of the daily with a correction, a second edition and a 更正; the
    bulletin with its jumps, tables, verse and notes, and an issue of it with a spread."""
    library = folder / "library"
    shutil.copytree(shelf / "library", library)
    ran("build", BULLETIN, "-o", folder / "out", "--quiet")
    ran("library", "add", BULLETIN, "-o", folder / "out", "--library", library)
    shutil.rmtree(folder / "out")
    for day in ("2023-12-31", "2024-11-30", "2024-12-21"):
        add_issue(library, KEY, day)
    add_issue(library, KEY, "2024-12-22-b")
    add_issue(library, KEY, "2024-12-23", edit=lambda record: edited(record, "a03", corrects=("2024-12-22/a04",)))
    add_issue(library, KEY, "2024-12-21", revision=2, edit=_corrected)
    add_issue(library, BULLETIN_KEY, "2026-12-01", edit=_with_spread)
    add_issue(library, BULLETIN_KEY, "2024-12-22")


def _corrected(record: IssueRecord) -> IssueRecord:
    corrected = replace(record, correction="第1版地名有误，已改正。", revised=datetime.date(2024, 12, 24))
    return edited(corrected, "a02", headline="更正后的标题", title="更正后的标题")


def _with_spread(record: IssueRecord) -> IssueRecord:
    """Pages 2 and 3 as one."""
    pages = [page for page in record.pages if page.number != 3]
    pages[1] = replace(pages[1], last=3)
    articles = tuple(
        replace(article, areas=tuple(replace(area, page=2) if area.page == 3 else area for area in article.areas))
        for article in record.articles
    )
    return replace(record, pages=tuple(pages), articles=articles)


def edited(record: IssueRecord, slug: str, **changes: Any) -> IssueRecord:
    """The record with one article changed."""
    articles = tuple(replace(one, **changes) if one.slug == slug else one for one in record.articles)
    return replace(record, articles=articles)


def add_issue(
    library: Path, key: str, day: str, revision: int = 1, edit: Edit | None = None, paper: str = ""
) -> IssueRecord:
    """Add an issue of the day, such as 2024-12-23 or 2024-12-23-b, made of the bag of the issue `key`.

    paper: the key of another paper that has it.
    """
    opened = Library(library)
    with opened.reading() as catalogue:
        bag = opened.bag(catalogue, key)
    first = read_record(bag)
    record = _dated(first, paper or first.paper.key, day, revision)
    record = edit(record) if edit else record
    files = {}
    for path in sorted(path for path in (bag / "data").rglob("*") if path.is_file()):
        name = path.relative_to(bag / "data").as_posix()
        if name not in (RECORD, METS):
            files[name.replace(key, record.key) if name.startswith("products/") else name] = path.read_bytes()

    def deposit(replaces: str) -> Deposit:
        own = replace(record, replaces=replaces)
        described = [File(name, "application/octet-stream", len(data), "0" * 64) for name, data in files.items()]
        made = {**files, RECORD: to_json(own), METS: mets(own, described, [], MOMENT)}
        return Deposit(own, dict(sorted(made.items())), MOMENT)

    added = opened.add(deposit, lambda found: earlier_revision(found, record.paper.key, record.day, revision))
    return read_record(added.bag)


def _dated(record: IssueRecord, paper: str, day: str, revision: int) -> IssueRecord:
    issue = f"{paper}-{day}"
    key = f"{issue}-r{revision}" if revision > 1 else issue

    def urn(name: str) -> str:
        return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{issue}/{name}')}"

    def page(one: PageRecord) -> PageRecord:
        return replace(one, urn=urn(f"page-{one.number}"))

    def article(one: ArticleRecord) -> ArticleRecord:
        return replace(one, urn=urn(f"article-{one.slug}"))

    products = tuple(replace(one, name=one.name.replace(record.key, key)) for one in record.products)
    return replace(
        record, key=key, urn=urn("issue"), date=datetime.date.fromisoformat(day[:10]), suffix=day[11:],
        revision=revision, paper=replace(record.paper, key=paper), pages=tuple(map(page, record.pages)),
        articles=tuple(map(article, record.articles)), products=products, correction="", revised=None,
    )  # fmt: skip
