"""Addresses of the web site. They begin at the site's root; a page's address ends in `/`.

`/<paper>/<day>/<page>/<slug>/` is the permanent address of an article: it does not depend on order, headline or
revision.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

RESERVED = frozenset({"opds", "search"})
"""Names at the root that cannot be a paper's."""
HOME, SEARCH, OPENSEARCH, FEED, SITEMAP, ROBOTS = (
    "/", "/search/", "/opensearch.xml", "/feed.atom", "/sitemap.xml", "/robots.txt",
)  # fmt: skip
LOOK = "/_/"
"""Style sheets and scripts."""
OPDS = "/opds/"


def paper(key: str) -> str:
    """A paper: its newest issue and its calendar."""
    # A key has no underscore.
    return f"/{key}_/" if key in RESERVED else f"/{key}/"


def year(key: str, number: str) -> str:
    """A year of a paper's calendar."""
    return f"{paper(key)}{number}/"


def issue(key: str, day: str) -> str:
    """An issue."""
    return f"{paper(key)}{day}/"


def page(key: str, day: str, number: int) -> str:
    """A page of an issue."""
    return f"{issue(key, day)}{number}/"


def article(key: str, day: str, number: int, slug: str) -> str:
    """An article, on the page on which it begins."""
    return f"{page(key, day, number)}{slug}/"


def file(key: str, day: str, name: str) -> str:
    """A file of an issue's bag, by its name below `data/`."""
    return f"{issue(key, day)}{name}"


def manifest(key: str, day: str) -> str:
    """The IIIF manifest of an issue."""
    return f"{issue(key, day)}manifest.json"


def feed(key: str) -> str:
    """The newest articles of a paper."""
    return f"{paper(key)}feed.atom"


def catalogue(kind: str, key: str = "", number: str = "") -> str:
    """An OPDS catalogue; kind: xml (1.2) or json (2.0). Without a paper: the root catalogue."""
    name = "index" if not key else f"{key}-{number}" if number else key
    return f"{OPDS}{name}.{kind}"


def relative(target: str, here: str) -> str:
    """The relative address from one page to another, for a site that may be anywhere."""
    path, mark, rest = target.partition("?")
    here = here.partition("?")[0]
    way = posixpath.relpath(path, here if here.endswith("/") else posixpath.dirname(here))
    slash = "/" if path.endswith("/") and way != "." else ""
    return quote("./" if way == "." else f"{way}{slash}") + mark + rest


def link(address: str, here: str, base: str) -> str:
    """An address for a page at `here`: absolute if the site's own address is known, else relative."""
    return f"{base}{address.lstrip('/')}" if base else relative(address, here)


@dataclass(frozen=True, slots=True)
class Links:
    """What templates call `to`: makes an address one for the page at `here`, as `link` does."""

    here: str
    base: str = ""

    def __call__(self, address: str) -> str:
        """The address for that page."""
        return link(address, self.here, self.base)


@dataclass(frozen=True, slots=True)
class RootLinks:
    """The same for a page that may be at any address."""

    root: str

    def __call__(self, address: str) -> str:
        """The address from the root of the server."""
        return f"{self.root}{address.lstrip('/')}"


FOR_TEMPLATES: dict[str, str | Callable[..., str]] = (
    {"HOME": HOME, "SEARCH": SEARCH, "OPENSEARCH": OPENSEARCH, "FEED": FEED, "paper": paper, "year": year,
     "issue": issue, "page": page, "article": article, "file": file, "manifest": manifest, "feed": feed,
     "catalogue": catalogue}
)  # fmt: skip
"""What templates call `at`: a module would give them all that it imports."""
