"""Every character that a Chinese paper may meet, in every place of an article: is it set, or does `check` name it?

Set means: the PDF and the e-book give exactly it back, between the neighbours that it has in the source, and no face
drew an empty box for it. Articles on pages of their own (`banxin.plan.single`) are drawn together, so that some
tens of drawings are enough for all.
"""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path

from PIL import Image

from banxin import pipeline
from banxin.bind.book import BookSettings, render_epub
from banxin.bind.profiles import PROFILES
from banxin.cjk import is_han
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.errors import EditionError, Problem, has_errors
from banxin.model.edition import Edition
from banxin.model.kinds import ArticleKind
from banxin.model.plan import Plan
from banxin.plan.single import plan_single
from banxin.render.html.document import render_html
from banxin.render.html.view import runs_of
from banxin.render.pdf.document import render_pdf
from banxin.render.pdf.extract import pdf_texts
from banxin.sources.text import clean
from epub_texts import article_texts

RANGES = (
    (0x20, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x100FF), (0x16FE0, 0x16FF1), (0x1AFF0, 0x1B16F), (0x1D300, 0x1D7FF),
    (0x1F000, 0x1FBFF), (0x20000, 0x2FA1F), (0x30000, 0x323AF), (0xE0000, 0xE01EF), (0xF0000, 0xF00FF),
    (0x10FFF0, 0x10FFFF),
)  # fmt: skip
"""All of Unicode's first plane, and of the others what GB 18030-2022 (level 3), Big5-HKSCS and symbols take."""
READ_AT_ONCE = 4000
DRAWN_AT_ONCE = 40
HAN_AT_ONCE = 24
OTHERS_AT_ONCE = 6
PAPER = 'name = "字样报"\nkey = "characters"\nregion = "CN"\nlanguage = "zh-Hans"\nlayout = "share"\n'
EDITION = "date = 2026-01-05\npages = 1\n"
ESCAPED = re.compile(r"([\\*#>+\-.)|\[\]<&!_~`:={])")
PLACES = {ArticleKind.NEWS: 4, ArticleKind.VERSE: 0}
"""How often an article has its characters at least: headline, where ／ is no text, dateline, text, caption, table."""
VERSE = "\n".join("一二三四五六七八九十")
"""A poem long enough for an upright title beside it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A character that is neither set nor named."""

    character: str
    what: str

    def __str__(self) -> str:
        return f"U+{ord(self.character[0]):04X} {self.character!r}: {self.what}"


def every_character() -> Iterator[str]:
    """The characters of `RANGES`, spaces aside, and the pairs of Big5-HKSCS that are one character there."""
    for first, last in RANGES:
        for code in range(first, last + 1):
            if not chr(code).isspace():
                yield chr(code)


def big5_pairs() -> Iterator[str]:
    """What Big5-HKSCS has as one character and Unicode as two."""
    for lead in range(0x87, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                text = bytes((lead, trail)).decode("big5hkscs")
            except UnicodeDecodeError:
                continue
            if len(text) > 1:
                yield text


def escaped(text: str) -> str:
    """As an editor writes it where Markdown is read."""
    return ESCAPED.sub(r"\\\1", text)


def open_with(folder: Path, articles: Mapping[str, str]) -> pipeline.OpenEdition:
    """An edition with these articles, opened as `check` does. Raises EditionError with the errors."""
    made = folder / "2026-01-05"
    (made / "images").mkdir(parents=True)
    (folder / "paper.toml").write_text(PAPER, "utf-8")
    (made / "edition.toml").write_text(EDITION, "utf-8")
    Image.new("RGB", (40, 30), (90, 120, 90)).save(made / "images" / "a.jpg")
    for slug, text in articles.items():
        (made / f"{slug}.md").write_text(text, "utf-8", errors="surrogatepass")
    return pipeline.open_edition(made)


def problems_of(characters: Sequence[str]) -> dict[str, tuple[Problem, ...]]:
    """What `check` says of each character, standing behind a Han in a paragraph of its own."""
    head = '+++\nheadline = "字样"\n+++\n\n'
    first = head.count("\n") + 1
    body = "".join(f"中{escaped(character)}\n\n" for character in characters)
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = open_with(Path(folder), {"a": head + body}).problems
        except EditionError as error:
            found = error.problems
    named = defaultdict(list)
    for problem in found:
        if problem.origin.line >= first:
            named[characters[(problem.origin.line - first) // 2]].append(problem)
    passed = [character for character in characters if not has_errors(named.get(character, ()))]
    if has_errors(found) and passed:  # Faults of reading hide those that are looked for after it.
        named.update(problems_of(passed))
    return {character: tuple(named.get(character, ())) for character in characters}


def in_parts(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of at most `size`."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def probe(character: str) -> str:
    """A character at both edges of a text, beside Han, Latin and digits, and twice."""
    return character if is_han(character) else character + inside(character)


def inside(character: str) -> str:
    """The part of its probe in which a combining mark has a base."""
    return character if is_han(character) else f"中{character}a{character}1{character}{character}"


def upright_of(characters: Sequence[str]) -> str:
    """A poem whose title runs down and has the characters."""
    title = json.dumps(escaped(f"中{''.join(characters)}a1"), ensure_ascii=False).replace("\x7f", "\\u007f")
    return f'+++\nheadline = {title}\nkind = "verse"\nheadline_form = "vertical"\n+++\n\n{VERSE}\n'


def article_of(characters: Sequence[str]) -> str:
    """An article with each character in its headline, dateline, text, caption and table."""
    text = "".join(map(probe, characters))
    quoted = json.dumps(escaped(text), ensure_ascii=False).replace("\x7f", "\\u007f")
    cells = [escaped(probe(character)) for character in characters]
    rows = "".join(f"| {' | '.join(row)} |\n" for row in zip_longest(*[iter(cells)] * 3, fillvalue="无"))
    paragraphs = [escaped(text)] if is_han(characters[0]) else [escaped(probe(character)) for character in characters]
    return (
        f"+++\nheadline = {quoted}\ndateline = {quoted}\n"
        f'[[picture]]\nfile = "images/a.jpg"\nalt = "色块"\ncaption = {quoted}\n+++\n\n'
        + "\n\n".join(["正文。", *paragraphs])
        + f"\n\n| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n{rows}"
    )


def sheet_of(desk: pipeline.OpenEdition) -> tuple[Edition, Plan]:
    """Each article on a page of its own. Raises ValueError for one whose headline does not fit."""
    plans = []
    for number, article in enumerate(desk.edition.articles, 1):
        alone = replace(article, page=number)
        plan = plan_single(replace(desk.edition, articles=(alone,)), alone, desk.setter)
        if plan is None:
            raise ValueError(f"the headline of {article.slug} does not fit")
        plans.append(plan)
    tallest = max((plan.sheet for plan in plans), key=lambda sheet: sheet.height_mm)
    pages = tuple(replace(plan.pages[0], number=number) for number, plan in enumerate(plans, 1))
    return replace(desk.edition, pages=len(pages)), replace(plans[0], sheet=tallest, pages=pages)


def packed(text: str) -> str:
    """Without white space, which lines and cells take away or add."""
    return "".join(text.split())


def drawn_faults(articles: Mapping[str, str], groups: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """What is wrong with articles that `check` passed."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_with(Path(folder), articles)
        edition, plan = sheet_of(desk)
        html = render_html(edition, plan, desk.layout_folder)
        pdf = render_pdf(html, edition, plan, desk.layout_folder, desk.library)
        cover = (Path(folder) / "2026-01-05" / "images" / "a.jpg").read_bytes()
        wish = BookSettings(PROFILES["plain"], False, None)
        moment = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
        epub = render_epub(edition, desk.epub_folder, cover, moment, {}, {}, wish, {})
    again = plan_from_json(plan_to_json(plan), desk.library, "plan.json")
    book = article_texts(epub)
    for article, page, read in zip(edition.articles, plan.pages, pdf_texts(pdf), strict=True):
        lines = packed("".join(line.text for module in page.modules for line in module.lines))
        if packed(read) != lines:
            yield Fault(article.slug, f"{lines!r} is in the PDF {packed(read)!r}")
        told = packed("".join(book[article.slug]))
        for character in groups[article.slug]:
            expected = packed(clean(inside(character), "", 1)[0])
            if min(lines.count(expected), told.count(expected)) < PLACES[article.kind]:
                yield Fault(character, f"{expected!r} was written oftener than it is in {lines!r} or {told!r}")
        for text in article.texts:
            if packed(text) not in lines:
                yield Fault(article.slug, f"{packed(text)!r} is not in the plan")
            if packed(text) not in told:
                yield Fault(article.slug, f"{packed(text)!r} is not in the e-book")
    for run, other in zip(runs_of(plan), runs_of(again), strict=True):
        if run != other:
            yield Fault(run.text, "another glyph when the plan is read back")
        if any(not glyph.id for glyph in run.glyphs):
            yield Fault(run.text, "an empty box")


def faults_of(characters: Sequence[str]) -> Iterator[Fault]:
    """The faults of characters that `check` passed, drawn many at once; where that fails, fewer at once."""
    han = [character for character in characters if is_han(character)]
    others = [character for character in characters if not is_han(character)]
    parts = [*in_parts(han, HAN_AT_ONCE), *in_parts(others, OTHERS_AT_ONCE)]
    groups = {f"a{number:05}": part for number, part in enumerate(parts)}
    slugs = sorted(groups)
    for start in range(0, len(slugs), DRAWN_AT_ONCE):
        yield from _faults_of_some({slug: groups[slug] for slug in slugs[start : start + DRAWN_AT_ONCE]})


def _faults_of_some(groups: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    try:
        articles = {slug: article_of(part) for slug, part in groups.items()}
        uprights = {f"{slug}v": upright_of(part) for slug, part in groups.items() if not is_han(part[0])}
        yield from drawn_faults(articles | uprights, groups | {f"{slug}v": part for slug, part in groups.items()})
    except Exception as error:
        if len(groups) > 1:
            slugs = sorted(groups)
            for half in (slugs[: len(slugs) // 2], slugs[len(slugs) // 2 :]):
                yield from _faults_of_some({slug: groups[slug] for slug in half})
        else:
            ((slug, part),) = groups.items()
            if len(part) > 1:
                for half in (part[: len(part) // 2], part[len(part) // 2 :]):
                    yield from _faults_of_some({slug: half})
            else:
                yield Fault(part[0], f"{type(error).__name__}: {error}"[:300])
