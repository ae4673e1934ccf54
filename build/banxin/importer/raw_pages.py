"""Raw page text → articles, the log of every change, and the places that an editor must check."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from banxin.errors import EditionError, Origin, Problem, UsageError, phrase, problem
from banxin.importer.dump_articles import DumpArticle, find_articles
from banxin.importer.edits import apply, compose
from banxin.importer.normalise import AFTER_JOINING, BEFORE_JOINING, normalise
from banxin.importer.paragraphs import DumpParagraph, Suspect, join_columns
from banxin.importer.problems import (
    DROPPED_CHARACTER,
    EMPTY_DUMP,
    JOINED_PARAGRAPH,
    LOST_CHARACTER,
    ODD_QUOTES,
    PICTURE_NEEDED,
)
from banxin.importer.result import ImportResult, PageImport, RankedArticle
from banxin.intake.encoding import decode_dump
from banxin.sources.text import SPECIAL, where

MOST_BYTES = 20_000_000
"""Size limit of one dump; ours. A page of a newspaper has some 30 kB."""
LONG, MIDDLE = 800, 400
"""Characters of a body from which on an article gets priority 2 and 3; ours, about a fifth and a tenth of a page."""


def import_dump(
    raws: Sequence[Path | tuple[str, bytes]], paper_folder: Path, date: datetime.date, *, encoding: str = ""
) -> ImportResult:
    """Make articles of the dumps of an edition, one dump a page, in the given order.

    raws: files, or (name, bytes). encoding: of all of them; detected when empty. Nothing is written. Articles are found
    by the form of lines alone; every changed character is logged. Raises EditionError for a dump that cannot be decoded
    or has no text, UsageError for a missing file or paper.
    """
    if not (paper_folder / "paper.toml").is_file():
        raise UsageError(phrase("{folder} has no paper.toml; banxin new makes a paper.", folder=paper_folder))
    named = [_named(raw) for raw in raws]
    if repeated := [name for name, count in Counter(name for name, _ in named).items() if count > 1]:
        raise UsageError(f"two dumps are called {repeated[0]}; give them different names.")
    pages = tuple(read_page(data, name, encoding) for name, data in named)
    numbered = _number(pages)
    problems = [found for page in pages for found in _problems(page, numbered)]
    return ImportResult(date, pages, numbered, tuple(sorted(problems, key=lambda found: (found.origin, found.code))))


def read_page(data: bytes, name: str, encoding: str = "") -> PageImport:
    """One dump's articles and edits. Raises EditionError as `import_dump` does."""
    file = f"raw/{name}"
    decoded = decode_dump(data, file, encoding)
    text, edits = normalise(decoded.text, BEFORE_JOINING)
    joined = join_columns(text)
    if not joined.paragraphs:
        raise EditionError([problem(EMPTY_DUMP, Origin(file))])
    edits = compose(decoded.text, edits, joined.edits)
    text = apply(text, joined.edits)
    text, quotes = normalise(text, AFTER_JOINING)
    edits = compose(decoded.text, edits, quotes)
    paragraphs = tuple(_with_texts(joined.paragraphs, text))
    articles, suspects = find_articles(paragraphs)
    suspects = (*joined.suspects, *suspects, *_odd_quotes(paragraphs))
    return PageImport(
        name, data, decoded.encoding, decoded.text, text, edits, paragraphs, articles, joined.joins, suspects
    )


def _named(raw: Path | tuple[str, bytes]) -> tuple[str, bytes]:
    if isinstance(raw, tuple):
        return raw
    try:
        if raw.stat().st_size > MOST_BYTES:
            raise UsageError(f"{raw} is over {MOST_BYTES // 1_000_000} MB: too large for the text of a page.")
        return raw.name, raw.read_bytes()
    except OSError as error:
        raise UsageError(f"{raw} cannot be read: {error.strerror}.") from None


def _with_texts(paragraphs: Sequence[DumpParagraph], text: str) -> list[DumpParagraph]:
    lines = [line for line in text.split("\n") if line]
    return [replace(old, text=line) for line, old in zip(lines, paragraphs, strict=True)]


def _odd_quotes(paragraphs: Sequence[DumpParagraph]) -> list[Suspect]:
    return [
        Suspect(ODD_QUOTES, one.line, one.text[max(0, one.text.find('"') - 8) :][:17], '"')
        for one in paragraphs
        if one.text.count('"') % 2
    ]


def _number(pages: Sequence[PageImport]) -> tuple[RankedArticle, ...]:
    """Slugs a01, a02 … over the whole edition; the first article of a page is its lead."""
    out: list[RankedArticle] = []
    for page, found in enumerate(pages, 1):
        for index, article in enumerate(found.articles):
            out.append(RankedArticle(f"a{len(out) + 1:02d}", page, _priority(article, index), article))
    return tuple(out)


def _priority(article: DumpArticle, index: int) -> int:
    if index == 0:
        return 1
    if article.kind.traits.pictorial:
        return 3
    return 2 if article.length >= LONG else 3 if article.length >= MIDDLE else 4


def _problems(page: PageImport, numbered: Sequence[RankedArticle]) -> list[Problem]:
    file = f"raw/{page.name}"
    ours = {id(article) for article in page.articles}
    mine = [one for one in numbered if id(one.article) in ours]

    starts = [one.article.line for one in mine]

    def home(line: int) -> str:
        index = bisect_right(starts, line)
        return f"{mine[index - 1].slug}.md" if index else "the edition"

    out = [_suspect(found, file, home(found.line)) for found in page.suspects]
    for join in page.joins:
        text = f"{join.before} / {join.after}"
        out.append(problem(JOINED_PARAGRAPH, Origin(file, join.line), text=text, why=join.why))
    for one in mine:
        if one.picture:
            origin = Origin(file, one.article.line)
            out.append(problem(PICTURE_NEEDED, origin, file=f"{one.slug}.md", name=one.picture))
    for point, lines in _dropped(page).items():
        out.append(problem(DROPPED_CHARACTER, Origin(file, lines[0]), point=point, where=where(lines)))
    if "\ufffd" in page.text:
        line = next(one.line for one in page.paragraphs if "\ufffd" in one.text)
        out.append(problem(LOST_CHARACTER, Origin(file, line)))
    return out


def _dropped(page: PageImport) -> dict[str, list[int]]:
    """The unprintable characters, as U+…, with their lines."""
    found: dict[str, list[int]] = {}
    at, line = 0, 1
    for edit in page.edits:
        if "unprintable" in edit.rule:
            line += page.raw.count("\n", at, edit.offset)
            at = edit.offset
            for mark in SPECIAL.findall(edit.before):
                found.setdefault(f"U+{ord(mark):04X}", []).append(line)
    return found


def _suspect(found: Suspect, file: str, article: str) -> Problem:
    fields = {"text": found.text, "why": found.why, "file": article, "mark": found.why, "count": found.why}
    return problem(found.rule, Origin(file, found.line), **fields)
