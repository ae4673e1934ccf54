"""Catalogues for e-readers: OPDS 1.2 (Atom) and 2.0 (JSON), the newest issues first, by paper and year."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from banxin.bind.book_context import book_title
from banxin.clock import instant, midnight
from banxin.library.appearance import Appearance
from banxin.library.index.catalogue import IssueRow, PaperRow
from banxin.library.index.search import Query, search
from banxin.library.record.record import File, IssueRecord
from banxin.library.site import addresses
from banxin.library.site.feeds import ROOT_URN, moment
from banxin.library.site.shelf import Shelf

NEWEST = 40
"""Issues of a paper up to which there is no choice by year."""
MOST_FOUND = 50
READABLE = (".epub", ".pdf")
"""Types that e-readers can open; the e-book first."""
XML = "application/atom+xml;profile=opds-catalog;kind={kind};charset=utf-8"
JSON = "application/opds+json"
OPEN = "http://opds-spec.org/acquisition/open-access"


@dataclass(frozen=True, slots=True)
class Publication:
    """An issue in a catalogue."""

    record: IssueRecord
    row: IssueRow
    title: str
    summary: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice that narrows a catalogue."""

    group: str
    title: str
    name: str
    number: str
    active: bool
    count: int
    """Number of issues; -1 for none, in a year's catalogue, which must not change with issues of other years."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One catalogue page."""

    title: str
    name: str
    """File name without its extension."""
    updated: str
    papers: tuple[tuple[PaperRow, int], ...]
    """Of the root catalogue: each paper with its number of issues."""
    publications: tuple[Publication, ...]
    facets: tuple[Facet, ...]
    asked: str = ""
    """The query of a search, as in an address after the question mark."""


@dataclass(frozen=True)
class Opds:
    """Makes the catalogues."""

    shelf: Shelf
    look: Appearance
    base: str

    def media_type(self, name: str, kind: str) -> str:
        """The media type of a catalogue."""
        return JSON if kind == "json" else XML.format(kind="navigation" if name == "index" else "acquisition")

    def find(self, name: str, kind: str) -> bytes | None:
        """The catalogue of that name (index, a paper's key, a key and a year), or None."""
        feed = self._feed(name)
        return self._made(feed, kind) if feed else None

    def found(self, query: Query, kind: str) -> bytes:
        """The issues of a search's results, as a catalogue."""
        hits = search(self.shelf.catalogue, query).hits
        days = list(dict.fromkeys((hit.paper, hit.day) for hit in hits))[:MOST_FOUND]
        rows = [row for paper, day in days for row in self.shelf.catalogue.revisions(paper, day) if row.current]
        words = self.look.words("zh-Hans")
        given = {"q": query.text, "byline": query.byline, "section": query.section, "paper": query.paper,
                 "since": query.since, "until": query.until}  # fmt: skip
        asked = urlencode({name: value for name, value in given.items() if value}, quote_via=quote)
        title = words["found"] % query.text
        return self._made(Feed(title, "search", _updated(rows), (), self._all(rows), (), asked), kind)

    def _feed(self, name: str) -> Feed | None:
        words = self.look.words("zh-Hans")
        if name == "index":
            papers = tuple(
                (paper, len(self.shelf.catalogue.issues(paper.key))) for paper in self.shelf.catalogue.papers()
            )
            return Feed(words["shelf"], name, _updated(self.shelf.catalogue.issues(newest=1)), papers, (), ())
        paper, year = self.shelf.paper(name), ""
        if paper is None and (match := re.fullmatch(r"(.+)-(\d{4})", name)):
            paper, year = self.shelf.paper(match[1]), match[2]
        if paper is None:
            return None
        rows = self.shelf.catalogue.issues(
            paper.key, since=year, until=f"{year}-99" if year else "", newest=-1 if year else NEWEST
        )
        if not rows:
            return None
        title = f"{paper.name} {words['year'] % year}" if year else f"{paper.name} {words['newest']}"
        return Feed(title, name, _updated(rows), (), self._all(rows), self._facets(paper, year, words))

    def _facets(self, paper: PaperRow, year: str, words: dict[str, str]) -> tuple[Facet, ...]:
        def count(key: str, number: str) -> int:
            if year and (key, number) != (paper.key, year):
                return -1
            return len(self.shelf.catalogue.issues(key, since=number, until=f"{number}-99" if number else ""))

        found = [
            Facet(words["papers"], other.name, other.key, "", other.key == paper.key, count(other.key, ""))
            for other in self.shelf.catalogue.papers()
        ]
        found += [
            Facet(words["years"], words["year"] % one, paper.key, one, one == year, count(paper.key, one))
            for one in self.shelf.catalogue.years(paper.key)
        ]
        return tuple(found)

    def _all(self, rows: Sequence[IssueRow]) -> tuple[Publication, ...]:
        return tuple(map(self._publication, rows))

    def _publication(self, row: IssueRow) -> Publication:
        record = self.shelf.record(row)
        first = [article.title for article in record.articles if article.page == record.pages[0].number]
        files = [file for ending in READABLE for file in record.products if file.name.endswith(ending)]
        files = [file for file in files if not file.name.endswith("-print.pdf")]
        title = book_title(record.paper.name, record.date, record.suffix)
        lead = f"{record.correction}\n" if record.correction else ""
        return Publication(record, row, title, lead + "；".join(first[:8]), tuple(files))

    def _way(self, address: str, here: str) -> str:
        return addresses.link(address, here, self.base)

    def _made(self, feed: Feed, kind: str) -> bytes:
        here = f"{addresses.OPDS}{feed.name}.{kind}"
        asked = f"?{feed.asked}" if feed.asked else ""
        here += asked
        if kind == "xml":
            return self.look.templates.fill(
                "opds.xml", feed=feed, at=addresses.FOR_TEMPLATES, to=addresses.Links(here, self.base),
                here=here, moment=moment, id=f"{ROOT_URN}/opds/{feed.name}{asked}", words=self.look.words("zh-Hans"),
            )  # fmt: skip
        return (json.dumps(self._json(feed, here), ensure_ascii=False, indent=1) + "\n").encode()

    def _json(self, feed: Feed, here: str) -> dict[str, Any]:
        index, search_form = addresses.catalogue("json"), self._way(addresses.OPENSEARCH, here)
        found: dict[str, Any] = {
            "metadata": {"title": feed.title, "modified": moment(feed.updated)},
            "links": [
                {"rel": "self", "href": self._way(here, here), "type": JSON},
                {"rel": "start", "href": self._way(index, here), "type": JSON},
                {"rel": "search", "href": search_form, "type": "application/opensearchdescription+xml"},
            ],
        }
        if feed.papers:
            found["navigation"] = [
                {"title": paper.name, "href": self._way(addresses.catalogue("json", paper.key), here), "type": JSON,
                 "properties": {"numberOfItems": count}}
                for paper, count in feed.papers
            ]  # fmt: skip
        else:
            found["metadata"]["numberOfItems"] = len(feed.publications)
        if feed.publications:
            found["publications"] = [self._json_publication(one, here) for one in feed.publications]
        groups = dict.fromkeys(facet.group for facet in feed.facets)
        if groups:
            found["facets"] = [
                {"metadata": {"title": group}, "links": [
                    self._facet_link(facet, here) for facet in feed.facets if facet.group == group
                ]}
                for group in groups
            ]  # fmt: skip
        return found

    def _facet_link(self, facet: Facet, here: str) -> dict[str, Any]:
        href = self._way(addresses.catalogue("json", facet.name, facet.number), here)
        made: dict[str, Any] = {"href": href, "type": JSON, "title": facet.title}
        if facet.count >= 0:
            made["properties"] = {"numberOfItems": facet.count}
        return made | ({"rel": "self"} if facet.active else {})

    def _json_publication(self, one: Publication, here: str) -> dict[str, Any]:
        record, key, day = one.record, one.record.paper.key, one.record.day
        newspaper: dict[str, Any] = {"name": record.paper.name}
        if record.paper.issn:
            newspaper["identifier"] = f"urn:issn:{record.paper.issn}"
        if record.number.isdecimal():
            newspaper["issue"] = int(record.number)
        metadata = {
            "@type": "http://schema.org/PublicationIssue", "title": one.title, "identifier": record.urn,
            "language": record.paper.language, "publisher": record.paper.publisher or record.paper.name,
            "published": record.date.isoformat(),
            "modified": instant(midnight(record.changed)),
            "numberOfPages": len(record.pages), "description": one.summary, "belongsTo": {"newspaper": newspaper},
        }  # fmt: skip
        front = record.pages[0]
        return {
            "metadata": metadata,
            "links": [
                {"rel": OPEN, "href": self._way(addresses.file(key, day, file.name), here), "type": file.media_type}
                for file in one.files
            ] + [{"rel": "alternate", "href": self._way(addresses.issue(key, day), here), "type": "text/html"}],
            "images": [
                {"href": self._way(addresses.file(key, day, image.name), here), "type": "image/jpeg",
                 "width": image.width, "height": image.height}
                for image in (front.screen, front.small)
            ],
        }  # fmt: skip


def _updated(rows: Sequence[IssueRow]) -> str:
    return max((row.changed for row in rows), default="1970-01-01")
