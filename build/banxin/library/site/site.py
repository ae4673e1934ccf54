"""The site: from an address to bytes or a file of a bag. The server requests single addresses, the publisher all of
them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from banxin.library.appearance import Appearance
from banxin.library.archive.recording import media_type
from banxin.library.index.catalogue import IssueRow
from banxin.library.index.search import Query
from banxin.library.site import addresses
from banxin.library.site.feeds import Feeds
from banxin.library.site.opds import Opds
from banxin.library.site.pages import Pages
from banxin.library.site.shelf import Shelf

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Resource:
    """The content of an address: bytes, or a file."""

    media_type: str
    data: bytes = b""
    path: Path | None = None
    download: str = ""
    """File name for saving; empty: it is displayed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A redirect to another address."""

    address: str


@dataclass(frozen=True)
class Site:
    """The site of a library.

    base: the absolute address of its root, ending in `/`; empty for static files at an unknown address: then all links
    are relative, and there are no IIIF manifests, which need absolute addresses.
    """

    shelf: Shelf
    look: Appearance
    base: str = ""
    served: bool = False
    """Whether there is a server that answers searches."""
    pages: Pages = field(init=False)
    feeds: Feeds = field(init=False)
    opds: Opds = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pages", Pages(self.shelf, self.look, self.base))
        object.__setattr__(self, "feeds", Feeds(self.shelf, self.look, self.base))
        object.__setattr__(self, "opds", Opds(self.shelf, self.look, self.base))

    def find(self, address: str) -> Resource | Moved | None:
        """The content of an address, or None. An issue whose bag is damaged is left out of all but its own addresses.

        Raises DamagedIssueError for the address of such an issue, SetupError for the catalogue.
        """
        for pattern, make in ROUTES:
            if match := pattern.fullmatch(address):
                return self.shelf.whole(partial(make, self, *match.groups()))
        return None

    def search(self, query: Query, place: int) -> Resource:
        """The results of a search; `place` is the number of the page of results, from 1."""
        return self.shelf.whole(lambda: Resource(HTML, self.pages.results(query, place)))

    def of_site(self) -> Iterator[str]:
        """The addresses that do not belong to an issue, without the catalogues of years."""
        yield from (addresses.HOME, addresses.SEARCH, addresses.FEED, addresses.ROBOTS, addresses.OPENSEARCH)
        if self.base:
            yield addresses.SITEMAP
        yield from (f"{addresses.LOOK}{name}" for name in self.look.files)
        yield from (addresses.catalogue(kind) for kind in ("xml", "json"))

    def of_paper(self, key: str) -> Iterator[str]:
        """The addresses of a paper that change with its newest issue."""
        yield from (addresses.paper(key), addresses.feed(key))
        yield from (addresses.catalogue(kind, key) for kind in ("xml", "json"))

    def of_year(self, key: str, year: str) -> Iterator[str]:
        """The addresses of a paper's year."""
        yield addresses.year(key, year)
        yield from (addresses.catalogue(kind, key, year) for kind in ("xml", "json"))

    def of_issue(self, row: IssueRow) -> Iterator[str]:
        """The addresses of an issue: its pages, articles and files."""
        record = self.shelf.record(row)
        yield addresses.issue(row.paper, row.day)
        for page in record.pages:
            yield addresses.page(row.paper, row.day, page.number)
        for article in record.articles:
            yield addresses.article(row.paper, row.day, article.page, article.slug)
        if self.base:
            yield addresses.manifest(row.paper, row.day)
        for name in record.for_readers:
            yield addresses.file(row.paper, row.day, name)
        for revision in self.shelf.catalogue.revisions(row.paper, row.day):
            for product in self.shelf.record(revision).products:
                yield addresses.file(row.paper, row.day, product.name)

    def _home(self) -> Resource:
        return Resource(HTML, self.pages.home())

    def _search(self) -> Resource:
        return Resource(HTML, self.pages.search_page())

    def _look(self, name: str) -> Resource | None:
        return Resource(media_type(name), self.look.file(name)) if name in self.look.files else None

    def _paper(self, key: str) -> Resource | None:
        row = self.shelf.newest(key)
        return Resource(HTML, self.pages.paper(row)) if row else None

    def _year(self, key: str, year: str) -> Resource | None:
        made = self.pages.year(key, year)
        return Resource(HTML, made) if made else None

    def _feed(self, key: str) -> Resource | None:
        return Resource(ATOM, self.feeds.atom(key)) if self.shelf.paper(key) else None

    def _row(self, key: str, day: str) -> IssueRow | None:
        return next((row for row in self.shelf.catalogue.revisions(key, day, hidden=True) if row.current), None)

    def _issue(self, key: str, day: str) -> Resource | None:
        row = self._row(key, day)
        return Resource(HTML, self.pages.issue(row)) if row else None

    def _page(self, key: str, day: str, number: str) -> Resource | Moved | None:
        row = self._row(key, day)
        page = self.shelf.record(row).page(int(number)) if row else None
        if row is None or page is None:
            return None
        if page.number != int(number):
            return Moved(addresses.page(key, day, page.number))
        return Resource(HTML, self.pages.page(row, page))

    def _article(self, key: str, day: str, number: str, slug: str) -> Resource | Moved | None:
        row = self._row(key, day)
        article = self.shelf.record(row).by_slug.get(slug) if row else None
        if row is None or article is None:
            return None
        if article.page != int(number):
            return Moved(addresses.article(key, day, article.page, slug))
        return Resource(HTML, self.pages.article(row, article))

    def _manifest(self, key: str, day: str) -> Resource | None:
        row = self._row(key, day)
        return Resource(IIIF, self.feeds.manifest(row)) if row and self.base else None

    def _file(self, key: str, day: str, name: str) -> Resource | None:
        for row in self.shelf.catalogue.revisions(key, day):
            # The names of products contain the revision; everything else is of the current one.
            if (row.current or name.startswith("products/")) and (path := self.shelf.file(row, name)):
                saved = path.name if name.startswith("products/") else ""
                return Resource(media_type(name), path=path, download=saved)
        current = self._row(key, day)
        if current and current.key in self.shelf.damaged:
            raise self.shelf.damaged[current.key]
        return None

    def _opds(self, name: str, kind: str) -> Resource | None:
        made = self.opds.find(name, kind)
        return Resource(self.opds.media_type(name, kind), made) if made else None


ATOM = "application/atom+xml; charset=utf-8"
IIIF = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
KEY, DAY = r"([a-z0-9][a-z0-9-]{0,59})_?", r"(\d{4}-\d{2}-\d{2}(?:-[a-z])?)"
Route = tuple[re.Pattern[str], Callable[..., Resource | Moved | None]]
ROUTES: tuple[Route, ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        ("/", Site._home),
        ("/search/", Site._search),
        (r"/_/([a-z.-]+)", Site._look),
        (r"/robots\.txt", lambda site: Resource("text/plain; charset=utf-8", site.feeds.robots())),
        (
            r"/opensearch\.xml",
            lambda site: Resource("application/opensearchdescription+xml", site.feeds.opensearch(site.served)),
        ),
        (r"/sitemap\.xml", lambda site: Resource("application/xml", site.feeds.sitemap()) if site.base else None),
        (r"/feed\.atom", lambda site: Resource(ATOM, site.feeds.atom(""))),
        (r"/opds/?", lambda site: Moved(addresses.catalogue("xml"))),
        (r"/opds/([a-z0-9-]+)\.(xml|json)", Site._opds),
        (f"/{KEY}/", Site._paper),
        (rf"/{KEY}/feed\.atom", Site._feed),
        (rf"/{KEY}/(\d{{4}})/", Site._year),
        (f"/{KEY}/{DAY}/", Site._issue),
        (rf"/{KEY}/{DAY}/(\d{{1,3}})/", Site._page),
        (rf"/{KEY}/{DAY}/(\d{{1,3}})/([a-z0-9][a-z0-9-]*)/", Site._article),
        (rf"/{KEY}/{DAY}/manifest\.json", Site._manifest),
        (f"/{KEY}/{DAY}/([a-z]+/[A-Za-z0-9._-]+|mets.xml)", Site._file),
    )
)
