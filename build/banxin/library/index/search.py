"""Finding articles: by words and phrases, byline, section, days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from banxin.library.index.catalogue import Catalogue
from banxin.library.index.folding import BREAK, fold, fold_text
from banxin.library.index.sqlite import damaged
from banxin.library.index.tokens import phrase_query, phrases

AROUND = 36
"""Characters of a snippet before and after a hit."""
WEIGHTS = (8.0, 4.0, 1.0, 2.0)
"""Weights of a word in the head, the byline, the text, the captions. Ours."""
MOST = 200
"""Largest number of results at once."""
FARTHEST = 1 << 62
"""Largest offset that SQLite can handle."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for; all given conditions must hold."""

    text: str = ""
    """Words and phrases; text between quotation marks is one phrase."""
    byline: str = ""
    section: str = ""
    paper: str = ""
    since: str = ""
    """Days, both included."""
    until: str = ""
    by_rank: bool = False
    """Sort by relevance, not by date."""
    revisions: bool = False
    """Include replaced revisions."""
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A part of a snippet."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches."""

    issue: str
    """Key of its issue."""
    paper: str
    paper_name: str
    day: str
    page: int
    slug: str
    urn: str
    section: str
    title: str
    byline: str
    snippet: tuple[SnippetPart, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, and the number of all hits."""

    total: int
    hits: tuple[Hit, ...]


def search(catalogue: Catalogue, query: Query) -> Results:
    """Search the catalogue. A query of nothing but characters that no text has finds nothing, whatever its other
    conditions. Raises SetupError."""
    words = phrases(query.text)
    byline, section = phrase_query(query.byline), fold_text(query.section)
    asked = ((query.text, words), (query.byline, byline), (query.section, section))
    if any(given.strip() and not folded for given, folded in asked):
        return Results(0, ())
    wanted = [*map(phrase_query, words), *([f"byline : {byline}"] if byline else [])]
    where, values = ["1"], list[object]()
    if wanted:
        where.append("words MATCH ?")
        values.append(" AND ".join(wanted))
    for condition, value in (
        ("article.paper = ?", query.paper),
        ("article.folded_section = ?", section),
        ("article.date >= ?", query.since),
        ("article.date <= ?", query.until),
    ):
        if value:
            where.append(condition)
            values.append(value)
    if not query.revisions:
        where.append("article.current")
    tables = "words JOIN article ON article.id = words.rowid" if wanted else "article"
    found = f"FROM {tables} WHERE {' AND '.join(where)}{catalogue.seen('article.issue')}"
    # Counted by a query of its own: beside the rows, SQLite would keep all of them.
    total = catalogue.rows(f"SELECT count(*) {found}", *values)[0][0]
    rank = f"bm25(words, {', '.join(map(str, WEIGHTS))}), " if wanted and query.by_rank else ""
    rows = catalogue.rows(
        f"SELECT article.id {found} "
        f"ORDER BY {rank}article.day DESC, article.paper, article.issue DESC, article.id LIMIT ? OFFSET ?",
        *values, min(max(query.limit, 0), MOST), min(max(query.offset, 0), FARTHEST),
    )  # fmt: skip
    shown = words or (query.byline,)
    return Results(total, tuple(_hit(catalogue, row[0], shown) for row in rows))


def _hit(catalogue: Catalogue, article: int, words: tuple[str, ...]) -> Hit:
    rows = catalogue.rows(
        "SELECT issue.key, issue.paper, paper.name, issue.day, article.page, article.slug, content.urn, "
        "content.section, content.title, content.byline, content.head, content.text, content.captions "
        "FROM article JOIN content ON content.article = article.id JOIN issue ON issue.id = article.issue "
        "JOIN paper ON paper.key = issue.paper WHERE article.id = ?",
        article,
    )
    if not rows:
        raise damaged(catalogue.path, f"article {article}")
    row = rows[0]
    head, text, captions = row[-3:]
    known: tuple[Any, ...] = (*row[:-3], snippet(words, (text, captions, head, row[9])))
    return Hit(*known)


def snippet(words: Iterable[str], texts: Iterable[str]) -> tuple[SnippetPart, ...]:
    """A part of the first text that has one of the words, with all words in it marked; else the beginning of the first
    text."""
    texts = [text for text in texts if text]
    folded_words = [fold_text(word.replace(BREAK, " ")) for word in words]
    for text in texts:
        folded = fold_text(text)
        found = [(place, word) for word in folded_words if word and (place := folded.find(word)) >= 0]
        if found:
            first, last = _original(text, folded, *min(found))
            start, end = max(0, first - AROUND), min(len(text), max(first + 2 * AROUND, last))
            return _marked(text, start, end, folded_words)
    return (SnippetPart(_line(texts[0][: 2 * AROUND]), False),) if texts else ()


def _original(text: str, folded: str, place: int, word: str) -> tuple[int, int]:
    """The part of a text where its folded form has a word; only that paragraph is mapped."""
    before = folded.count(BREAK, 0, place)
    start = 0
    for _ in range(before):
        start = text.index(BREAK, start) + 1
    end = text.find(BREAK, start)
    paragraph = fold(text[start:] if end < 0 else text[start:end])
    inside = place - (folded.rfind(BREAK, 0, place) + 1)
    first, last = paragraph.original(inside, inside + len(word))
    return start + first, start + last


def _marked(text: str, start: int, end: int, words: Iterable[str]) -> tuple[SnippetPart, ...]:
    part = text[start:end]
    folded = fold(part)
    marks = [False] * len(part)
    for word in filter(None, words):
        place = folded.text.find(word)
        while place >= 0:
            first, last = folded.original(place, place + len(word))
            marks[first:last] = [True] * (last - first)
            place = folded.text.find(word, place + len(word))
    parts: list[SnippetPart] = [SnippetPart("…", False)] if start else []
    for place, character in enumerate(_line(part)):
        if parts and parts[-1].found == marks[place]:
            parts[-1] = SnippetPart(parts[-1].text + character, marks[place])
        else:
            parts.append(SnippetPart(character, marks[place]))
    return (*parts, SnippetPart("…", False)) if end < len(text) else tuple(parts)


def _line(text: str) -> str:
    """The text on one line, of the same length."""
    return text.replace("\n", " ")
