"""Data for the site's templates, in addition to the records."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from banxin.bind.words import Words
from banxin.dates import long_date
from banxin.library.index.catalogue import ArticleRow
from banxin.library.record.record import ArticleRecord, IssueRecord, PageRecord
from banxin.units import round_half_up

SCALE = 1000
"""Width of the coordinate system over a page's picture."""


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link with its text."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class ClickArea:
    """A clickable area of an article on a page's picture, in thousandths of the page's width."""

    address: str
    title: str
    here: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page with its articles, for tables of contents."""

    page: PageRecord
    address: str
    articles: tuple[tuple[str, ArticleRecord], ...]
    """(address, article) of those that begin on it."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Links between an article and its 更正."""

    notices: tuple[ArticleRow, ...] = ()
    """Later articles that correct it."""
    targets: tuple[ArticleRow, ...] = ()
    """Articles that it corrects."""


def height(page: PageRecord) -> float:
    """Height of the coordinate system over a page's picture."""
    return round_half_up(SCALE * page.height_mm / page.width_mm, 1)


def issue_date(record: IssueRecord, words: Words) -> str:
    """2024年12月22日 星期日, and the edition of the day if there are several."""
    weekday = words["weekday"] % words["weekdays"][record.date.weekday()]
    suffix = words["second"] % record.suffix.upper() if record.suffix else ""
    return f"{long_date(record.date)} {weekday}{suffix}"


@dataclass(frozen=True, slots=True)
class DayName:
    """What templates call `day_name`."""

    second: str
    """The word for a second edition of the day."""

    def __call__(self, day: str) -> str:
        """2024年12月22日 for a day in the form of addresses."""
        date, suffix = datetime.date.fromisoformat(day[:10]), day[11:]
        return long_date(date) + (self.second % suffix.upper() if suffix else "")


def in_html(data: Any) -> str:
    """JSON that is safe in a script element of a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
