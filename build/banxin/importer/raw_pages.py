"""Raw page text → articles, the log of every change, and the places that an editor must check."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from banxin.errors import EditionError, Origin, Problem, UsageError, phrase, problem
from banxin.importer.dump_articles import DumpArticle, find_articles
from banxin.importer.edits import apply, compose
from banxin.importer.normalise import AFTER_JOINING, BEFORE_JOINING, normalise
from banxin.importer.paragraphs import DumpParagraph, Suspect, join_columns, whole_lines
from banxin.importer.placing import normalised, placed_in
from banxin.importer.problems import (
    DROPPED_CHARACTER,
    EMPTY_DUMP,
    JOINED_PARAGRAPH,
    LOST_CHARACTER,
    ODD_QUOTES,
    PICTURE_NEEDED,
)
from banxin.importer.result import ImportResult, PageImport, RankedArticle
from banxin.importer.single import one_article, stretches
from banxin.intake.copy_files import CopyFile, telling
from banxin.intake.dump import Dump, DumpPicture
from banxin.intake.gathering import gather
from banxin.intake.reading import read_file, read_text
from banxin.model.kinds import ArticleKind
from banxin.sources.text import SPECIAL, where

LONG, MIDDLE = 800, 400
"""Characters of a body from which on an article gets priority 2 and 3; ours, about a fifth and a tenth of a page."""


class Reading(StrEnum):
    """How the files of an import are understood."""

    AUTO = "auto"
    """Each by what is in it."""
    PAGES = "pages"
    """Each is a page of several articles."""
    ARTICLES = "articles"
    """Each is one article."""


def import_dump(
    raws: Sequence[Path | tuple[str, bytes] | CopyFile],
    paper_folder: Path,
    date: datetime.date,
    *,
    encoding: str = "",
    reading: Reading = Reading.AUTO,
    first: int = 1,
) -> ImportResult:
    """Make articles of the files of an edition, in the given order.

    raws: files, or (name, bytes) of plain text. encoding: of plain text; detected when empty. first: the number of the
    first article; with another one than 1 they are added to an edition that has a lead. Nothing is written. Articles
    are found by the form and the looks of lines alone; every changed character is logged. Raises EditionError for files
    that cannot be read or have no text, all of them at once; UsageError for a missing file or paper.
    """
    if not (paper_folder / "paper.toml").is_file():
        raise UsageError(phrase("{folder} has no paper.toml; banxin new makes a paper.", folder=paper_folder))
    texts = [read_file(*raw, encoding) for raw in raws if isinstance(raw, tuple)]
    if repeated := [name for name, count in Counter(one.name for one in texts).items() if count > 1]:
        raise UsageError(phrase("two files are called {name}; give them different names.", name=repeated[0]))
    files = [
        raw if isinstance(raw, CopyFile) else CopyFile(raw.name, raw) for raw in raws if not isinstance(raw, tuple)
    ]
    gathered = gather(files, encoding)
    pages = _read_all([*texts, *gathered.dumps], reading)
    numbered = _number(pages, first)
    problems = [*gathered.faults, *(found for page in pages for found in _problems(page, numbered))]
    return ImportResult(date, pages, numbered, tuple(sorted(problems, key=lambda found: (found.origin, found.code))))


def _read_all(dumps: Sequence[Dump], reading: Reading) -> tuple[PageImport, ...]:
    pages: list[PageImport] = []
    faults: list[Problem] = []
    for dump in dumps:
        try:
            pages.append(read_dump(dump, reading))
        except EditionError as error:
            faults += error.problems
    if faults:
        raise EditionError(faults)
    if all(page.is_page for page in pages):
        return tuple(pages)
    return tuple(replace(page, is_page=False) for page in pages)


def read_page(data: bytes, name: str, encoding: str = "") -> PageImport:
    """One page's plain text: its articles and edits. Raises EditionError as `import_dump` does."""
    return read_dump(read_text(name, data, encoding), Reading.PAGES)


def read_dump(dump: Dump, reading: Reading) -> PageImport:
    """One file's articles and edits. A source with looks says itself where paragraphs end."""
    text, edits = normalise(dump.text, BEFORE_JOINING)
    joined = whole_lines(text) if dump.whole else join_columns(text)
    if not joined.paragraphs and not dump.placed:
        raise EditionError([problem(EMPTY_DUMP, Origin(f"raw/{dump.name}"))])
    edits = compose(dump.text, edits, joined.edits)
    text = apply(text, joined.edits)
    text, quotes = normalise(text, AFTER_JOINING)
    edits = compose(dump.text, edits, quotes)
    paragraphs = tuple(_with_texts(joined.paragraphs, text))
    articles, suspects, is_page = _articles(dump, paragraphs, reading)
    suspects = (*joined.suspects, *suspects, *_odd_quotes(paragraphs))
    placed = tuple(map(normalised, dump.placed))
    return PageImport(
        dump.name,
        dump.data,
        dump.form,
        dump.text,
        text,
        edits,
        paragraphs,
        articles,
        joined.joins,
        suspects,
        placed,
        dump.problems,
        is_page,
    )


def _articles(
    dump: Dump, paragraphs: tuple[DumpParagraph, ...], reading: Reading
) -> tuple[tuple[DumpArticle, ...], tuple[Suspect, ...], bool]:
    """The articles of a file, what is doubtful in them, and whether the file is a page.

    By itself, a file with looks is cut by them; plain text is a page when two articles in it begin as news does.
    """
    pictures = sum(isinstance(one.what, DumpPicture) and not one.what.caption for one in dump.placed)
    if not paragraphs:
        return (
            (DumpArticle(ArticleKind.PHOTO, 0, 0, headline=telling(dump.title), how="a file of pictures"),),
            (),
            False,
        )
    if dump.starts:
        return *_known(dump, paragraphs), True
    if reading is Reading.ARTICLES or (dump.single and reading is Reading.AUTO):
        parts: tuple[tuple[DumpParagraph, ...], ...] = (paragraphs,)
    elif dump.styles and reading is Reading.AUTO:
        parts = stretches(paragraphs, dump.styles)
    else:
        articles, suspects = find_articles(paragraphs)
        if reading is Reading.PAGES or sum(bool(one.dateline or one.byline) for one in articles) > 1:
            return articles, suspects, True
        parts = (paragraphs,) if _is_one(articles) else ()
        if not parts:
            return articles, suspects, True
    title = telling(dump.title) if len(parts) == 1 else ""
    made = [one_article(part, dump.styles, title, pictures) for part in parts]
    return tuple(one for one, _ in made), tuple(found for _, more in made for found in more), False


def _known(dump: Dump, paragraphs: tuple[DumpParagraph, ...]) -> tuple[tuple[DumpArticle, ...], tuple[Suspect, ...]]:
    """The articles of a page of which the geometry says where they begin."""
    articles: list[DumpArticle] = []
    suspects: list[Suspect] = []
    for start, end in pairwise((*dump.starts, len(dump.text) + 2)):
        part = [one for one in paragraphs if start <= one.line < end]
        bare = sum(isinstance(p.what, DumpPicture) and start <= p.after + 1 <= end for p in dump.placed)
        if part:
            article, found = one_article(part, dump.styles, pictures=bare and len(part) <= 1)
            suspects += found
        elif bare:
            article = DumpArticle(ArticleKind.PHOTO, start, start, how="a picture that stands alone")
        else:
            continue
        articles.append(replace(article, how="its place on the page"))
    return tuple(articles), tuple(suspects)


def _is_one(articles: Sequence[DumpArticle]) -> bool:
    """Whether what was found in a file is one article: none of the heads after the first is certain."""
    return not any(one.dateline or one.byline or one.kind.traits.pictorial for one in articles[1:])


def _with_texts(paragraphs: Sequence[DumpParagraph], text: str) -> list[DumpParagraph]:
    lines = [line for line in text.split("\n") if line]
    return [replace(old, text=line) for line, old in zip(lines, paragraphs, strict=True)]


def _odd_quotes(paragraphs: Sequence[DumpParagraph]) -> list[Suspect]:
    return [
        Suspect(ODD_QUOTES, one.line, one.text[max(0, one.text.find('"') - 8) :][:17], '"')
        for one in paragraphs
        if one.text.count('"') % 2
    ]


def _number(pages: Sequence[PageImport], first: int) -> tuple[RankedArticle, ...]:
    """Slugs a01, a02 … over the whole edition; the first article of a page is its lead."""
    out: list[RankedArticle] = []
    for page, found in enumerate(pages, 1):
        beside = placed_in(found.articles, found.placed)
        for index, article in enumerate(found.articles):
            number = first + len(out)
            rank = _priority(article, index if found.is_page else number - 1)
            out.append(RankedArticle(f"a{number:02d}", page, rank, article, beside[index]))
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

    out = [*page.told, *(_suspect(found, file, home(found.line)) for found in page.suspects)]
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
