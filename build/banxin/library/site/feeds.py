"""Data for programs: Atom, OpenSearch, the site map, IIIF manifests."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from banxin.bind.body_context import Paragraph
from banxin.clock import instant, midnight
from banxin.library.appearance import Appearance
from banxin.library.index.catalogue import IssueRow
from banxin.library.record.record import ArticleRecord, paragraph_text
from banxin.library.site import addresses
from banxin.library.site.linked_data import manifest
from banxin.library.site.shelf import Shelf

FEED_ISSUES = 3
"""Number of issues in the Atom feed."""
SUMMARY = 120
"""Characters of an article's summary. Ours."""
ROOT_URN = "urn:uuid:3ea963db-ad45-5869-b9fc-78c9af581a7d"


@dataclass(frozen=True)
class Feeds:
    """Makes the feeds."""

    shelf: Shelf
    look: Appearance
    base: str

    def atom(self, key: str) -> bytes:
        """The articles of the newest issues of a paper, or of all papers."""
        here = addresses.feed(key) if key else addresses.FEED
        rows = self.shelf.catalogue.issues(key, newest=FEED_ISSUES)
        issues = [self.shelf.record(row) for row in rows]
        paper = self.shelf.paper(key) if key else None
        updated = max((row.changed for row in rows), default="1970-01-01")
        return self.look.templates.fill(
            "feed.atom", issues=issues, paper=paper, at=addresses.FOR_TEMPLATES, here=here,
            to=addresses.Links(here, self.base), id=f"{ROOT_URN}/{key}", updated=updated,
            moment=moment, summary=article_summary,
            words=self.look.words(paper.language if paper else "zh-Hans"),
        )  # fmt: skip

    def opensearch(self, served: bool) -> bytes:
        """The description of the search, for programs: catalogues of results are for e-readers, and need a server."""
        return self.look.templates.fill(
            "opensearch.xml", papers=self.shelf.catalogue.papers(), at=addresses.FOR_TEMPLATES, served=served,
            to=addresses.Links(addresses.OPENSEARCH, self.base),
        )  # fmt: skip

    def sitemap(self) -> bytes:
        """The pages of every issue, for search engines."""
        rows = self.shelf.catalogue.issues()
        absolute = addresses.Links(addresses.HOME, self.base)
        return self.look.templates.fill("sitemap.xml", rows=rows, at=addresses.FOR_TEMPLATES, absolute=absolute)

    def robots(self) -> bytes:
        """Robots may read everything except searches."""
        where = f"Sitemap: {self._absolute(addresses.SITEMAP)}\n" if self.base else ""
        return f"User-agent: *\nDisallow: /search/?\n{where}".encode()

    def _absolute(self, address: str) -> str:
        return addresses.link(address, addresses.HOME, self.base)

    def manifest(self, row: IssueRow) -> bytes:
        """An issue's IIIF manifest."""
        found = manifest(self.shelf.record(row), self._absolute)
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def moment(day: str) -> str:
    """The beginning of a day, as Atom writes it."""
    return instant(midnight(datetime.date.fromisoformat(day)))


def article_summary(article: ArticleRecord) -> str:
    """The beginning of an article."""
    return summary(article.body)


def summary(body: tuple[Paragraph, ...]) -> str:
    """The beginning of a text."""
    text = "".join(paragraph_text(paragraph) for paragraph in body if paragraph.kind == "paragraph")
    return text if len(text) <= SUMMARY else f"{text[:SUMMARY]}…"
