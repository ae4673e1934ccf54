"""What a record may hold: everything that paths, addresses, links and pages are made of.

A record may come from a stranger's bag. What banxin writes passes: its sources have no control characters, its slugs
and numbers are small, its links lead to the web or to a person.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
from collections.abc import Iterator

from banxin.bind.body_context import Paragraph, TextRun
from banxin.library.record.record import Area, ArticleRecord, Image, IssueRecord, PageRecord
from banxin.model.edition import edition_key
from banxin.model.text import Style, is_link_of_web_or_mail
from banxin.sources.files import is_slug
from banxin.sources.text import CONTROLS

MOST = 1_000_000
"""Limit of revisions, and of the pixels and millimetres of a side. Ours."""
MOST_PAGES = 999
"""Limit of page numbers: addresses have three digits."""
MOST_ARTICLES = 10_000
MOST_BYTES = 1 << 40
"""Limit of the size of a file that a record names."""
LONGEST, LONGEST_LINE = 1_000_000, 4_000
"""Characters of a stretch of text, and of a name, a number, a title."""
YEARS = range(1600, 9999)
KINDS = frozenset({"paragraph", "subhead", "quote", "list", "verse", "table", "footnote"})
FORBIDDEN = re.compile(f"[{CONTROLS}]")
"""Characters that XML cannot have, or that a terminal obeys."""
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
SHORT_ESCAPES = {"b": "\b", "f": "\f", "r": "\r"}
URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[A-Za-z0-9()+,\-.:=@;$_!*'%/]{1,200}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
"""An id of XML, a kind, the number of a note."""
ISSN = re.compile(r"([0-9]{4}-[0-9]{3}[0-9X])?")
CORRECTED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[a-z])?/[a-z0-9][a-z0-9-]{0,59}")
PICTURE = re.compile(r"(?:pages|pictures)/[A-Za-z0-9][A-Za-z0-9_-]*\.jpe?g")
ALTO = re.compile(r"alto/[A-Za-z0-9][A-Za-z0-9_-]*\.xml")
PRODUCT_TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}
STYLES = frozenset(Style)


def forbidden_characters(json: str) -> str:
    """The first character of a JSON text's strings that no record may have, or empty.

    A valid JSON text has control characters only as escapes, so no string has to be taken apart.
    """
    if found := FORBIDDEN.search(json.replace("\r", "\n")):  # Line ends between values.
        return found[0]
    if "\\" not in json:
        return ""
    for code, letter in ESCAPE.findall(json):
        character = chr(int(code, 16)) if code else SHORT_ESCAPES.get(letter, "")
        # Halves of a pair are for the JSON reader, which refuses what is no pair.
        if character and not "\ud800" <= character <= "\udfff" and FORBIDDEN.match(character):
            return character
    return ""


def faults(record: IssueRecord) -> Iterator[str]:
    """What is not as banxin writes it, as `place: value`."""
    paper = record.paper
    day = f"{paper.key}-{record.day}"
    yield from _unless(is_slug(paper.key), "paper.key", paper.key)
    yield from _unless(ISSN.fullmatch(paper.issn), "paper.issn", paper.issn)
    yield from _unless(re.fullmatch("[a-z]?", record.suffix), "suffix", record.suffix)
    for name, date in (("date", record.date), ("revised", record.revised or record.date)):
        yield from _unless(date.year in YEARS and type(date) is datetime.date, name, date)
    yield from _unless(0 < record.revision < MOST, "revision", record.revision)
    key = edition_key(paper.key, record.date, record.suffix, record.revision)
    yield from _unless(record.key == key, "key", record.key)
    replaced = not record.replaces or re.fullmatch(rf"{re.escape(day)}(-r[0-9]{{1,6}})?", record.replaces)
    yield from _unless(replaced and record.replaces != record.key, "replaces", record.replaces)
    yield from _unless(URN.fullmatch(record.urn), "urn", record.urn)
    yield from _unless(LANGUAGE.fullmatch(paper.language), "paper.language", paper.language)
    yield from _too_long(record)
    yield from _too_long(paper, "paper.")
    yield from _page_faults(record)
    yield from _product_faults(record)
    yield from _unless(len(record.articles) <= MOST_ARTICLES, "articles", len(record.articles))
    slugs: set[str] = set()
    for number, article in enumerate(record.articles):
        for fault in _article_faults(article):
            yield f"articles.{number}.{fault}"
        yield from _unless(article.slug not in slugs, f"articles.{number}.slug", article.slug)
        slugs.add(article.slug)


def _unless(right: object, place: str, value: object) -> Iterator[str]:
    if not right:
        yield f"{place}: {str(value)[:60]!a}"


def _too_long(value: object, place: str = "") -> Iterator[str]:
    """The texts of a record itself, without those of its parts."""
    for one in dataclasses.fields(value):  # type: ignore[arg-type]
        text = getattr(value, one.name)
        if isinstance(text, str):
            most = LONGEST if one.name in ("correction", "note", "rights", "pull_quote") else LONGEST_LINE
            yield from _unless(len(text) <= most, f"{place}{one.name}", f"{len(text)} characters")


def _page_faults(record: IssueRecord) -> Iterator[str]:
    yield from _unless(0 < len(record.pages) <= MOST_PAGES, "pages", len(record.pages))
    taken: set[int] = set()
    for number, page in enumerate(record.pages):
        place = f"pages.{number}"
        right = 0 < page.number <= page.last <= MOST_PAGES
        yield from _unless(right and page.last - page.number <= 1, f"{place}.number", page.label)
        if right:
            numbers = {page.number, page.last}
            yield from _unless(taken.isdisjoint(numbers), f"{place}.number", page.label)
            taken |= numbers
        yield from (f"{place}.{fault}" for fault in _one_page_faults(page))


def _one_page_faults(page: PageRecord) -> Iterator[str]:
    yield from _unless(URN.fullmatch(page.urn), "urn", page.urn)
    yield from _unless(ALTO.fullmatch(page.alto), "alto", page.alto)
    for name, length in (("width_mm", page.width_mm), ("height_mm", page.height_mm)):
        yield from _unless(math.isfinite(length) and 1 <= length < MOST, name, length)
    yield from _unless(page.images, "images", "none")
    for image in page.images:
        yield from (f"images.{fault}" for fault in _image_faults(image))
    yield from _too_long(page)


def _image_faults(image: Image) -> Iterator[str]:
    yield from _unless(PICTURE.fullmatch(image.name), "name", image.name)
    yield from _unless(0 < image.width < MOST and 0 < image.height < MOST, "size", f"{image.width} × {image.height}")


def _product_faults(record: IssueRecord) -> Iterator[str]:
    names = re.compile(rf"products/{re.escape(record.key)}(?:-[a-z0-9-]{{1,60}})?\.(pdf|epub)")
    seen: set[str] = set()
    for number, file in enumerate(record.products):
        match = names.fullmatch(file.name)
        yield from _unless(match and file.name not in seen, f"products.{number}.name", file.name)
        seen.add(file.name)
        right = match and file.media_type == PRODUCT_TYPES[match[1]]
        yield from _unless(right, f"products.{number}.media_type", file.media_type)
        yield from _unless(0 <= file.bytes < MOST_BYTES, f"products.{number}.bytes", file.bytes)
        yield from _unless(re.fullmatch("[0-9a-f]{64}", file.sha256), f"products.{number}.sha256", file.sha256)


def _article_faults(article: ArticleRecord) -> Iterator[str]:
    yield from _unless(is_slug(article.slug), "slug", article.slug)
    yield from _unless(URN.fullmatch(article.urn), "urn", article.urn)
    yield from _unless(LANGUAGE.fullmatch(article.language), "language", article.language)
    yield from _unless(NAME.fullmatch(article.kind), "kind", article.kind)
    yield from _unless(0 < article.page <= MOST_PAGES, "page", article.page)
    yield from _unless(0 <= article.priority < MOST, "priority", article.priority)
    yield from _too_long(article)
    for target in article.corrects:
        yield from _unless(CORRECTED.fullmatch(target), "corrects", target)
    for figure in article.figures:
        yield from (f"figures.image.{fault}" for fault in _image_faults(figure.image))
        yield from _too_long(figure, "figures.")
    for area in article.areas:
        yield from (f"areas.{fault}" for fault in _area_faults(area))
    for number, paragraph in enumerate(article.body):
        yield from (f"body.{number}.{fault}" for fault in _paragraph_faults(paragraph))


def _area_faults(area: Area) -> Iterator[str]:
    yield from _unless(0 < area.page <= MOST_PAGES, "page", area.page)
    yield from _unless(NAME.fullmatch(area.block), "block", area.block)
    # A picture may bleed over the page's edge; NaN is in no range.
    if not all(-1 <= value <= 2 for value in (area.left, area.top, area.width, area.height)):
        yield "the area is not on the page"


def _paragraph_faults(paragraph: Paragraph) -> Iterator[str]:
    yield from _unless(paragraph.kind in KINDS, "kind", paragraph.kind)
    if paragraph.kind == "table" or paragraph.columns:
        cells = len(paragraph.cells or paragraph.runs)
        yield from _unless(0 < paragraph.columns <= cells, "columns", f"{paragraph.columns} of {cells} cells")
    yield from _unless(not paragraph.note or NAME.fullmatch(paragraph.note), "note", paragraph.note)
    yield from _unless(len(paragraph.dateline) + len(paragraph.sign) <= LONGEST, "dateline", "too long")
    for runs in (paragraph.runs, *paragraph.items, *paragraph.cells):
        for run in runs:
            yield from _run_faults(run)


def _run_faults(run: TextRun) -> Iterator[str]:
    yield from _unless(run.style in STYLES, "style", run.style)
    if run.link:
        yield from _unless(len(run.link) <= LONGEST_LINE and is_link_of_web_or_mail(run.link), "link", run.link)
    if run.note:
        yield from _unless(NAME.fullmatch(run.note), "note", run.note)
    yield from _unless(len(run.text) <= LONGEST, "text", f"{len(run.text)} characters")
