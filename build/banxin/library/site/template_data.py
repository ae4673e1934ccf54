"""What the site's templates are told, over and above the records."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from banxin.bind.book_context import chinese_date
from banxin.bind.words import Words
from banxin.library.index.catalogue import ArticleRow
from banxin.library.record.record import ArticleRecord, IssueRecord, PageRecord

SCALE = 1000
"""Width of the drawing over a page's picture, whose height goes with the page."""


@dataclass(frozen=True, slots=True)
class SiteLink:
    """An address with its words."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class ClickArea:
    """Where an article can be clicked on a page's picture, in thousandths of the page's width."""

    address: str
    title: str
    here: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page with its articles, for contents."""

    page: PageRecord
    address: str
    articles: tuple[tuple[str, ArticleRecord], ...]
    """(address, article), of those that begin on it."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The ways between an article and its 更正."""

    notices: tuple[ArticleRow, ...] = ()
    """Later articles that put it right."""
    targets: tuple[ArticleRow, ...] = ()
    """What it puts right."""


def height(page: PageRecord) -> float:
    """Of the drawing over a page's picture."""
    return round(SCALE * page.height_mm / page.width_mm, 1)


def long_date(record: IssueRecord, words: Words) -> str:
    """2024年12月22日 星期日, and which edition of the day it is."""
    weekday = words["weekday"] % words["weekdays"][record.date.weekday()]
    suffix = words["second"] % record.suffix.upper() if record.suffix else ""
    return f"{chinese_date(record.date)} {weekday}{suffix}"


def day_name(day: str, words: Words) -> str:
    """2024年12月22日 of a day as addresses name it."""
    date, suffix = datetime.date.fromisoformat(day[:10]), day[11:]
    return chinese_date(date) + (words["second"] % suffix.upper() if suffix else "")


def in_html(data: Any) -> str:
    """JSON that can stand in a script element of a page, whatever is in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
