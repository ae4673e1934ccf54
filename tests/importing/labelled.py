"""Pages whose lines a person labelled, and the forms in which such pages arrive.

A page is a text file: a line is a tag (`*headline`, `-body`; see `banxin.importer.deciding.tags`), a tab and the text;
an empty line is a gap; lines with `#` in front say what the page is. Another folder of pages may be named: one with
`plain/pN.txt` and `plain/truth.json`, of which the articles are labelled part by part.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from banxin.importer.deciding.tags import OPENING, Role, Step, Tag, tag

PAGES = Path(__file__).parent / "pages"
HALF = str.maketrans("，：；？！（）", ",:;?!()")
HEAD = frozenset({Role.SERIES, Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE, Role.NOTE})
UNBROKEN = HEAD | {Role.FOLIO, Role.DATELINE}
NO_START = "，。、；：？！）》”’」』…"
OTHER_NAMES = {"editor-note": Role.NOTE, "picture-mark": Role.CAPTION}


@dataclass(frozen=True)
class Line:
    tag: Tag
    text: str
    gap: int = 0
    sure: bool = True
    """Whether an article surely begins here, or surely does not."""


@dataclass(frozen=True)
class Page:
    name: str
    lines: tuple[Line, ...]
    group: str = ""
    """Pages of a group are of one paper; held out together."""
    held: bool = False
    """Whether the fit never sees it."""


def own_pages(folder: Path = PAGES) -> list[Page]:
    return [_own(path) for path in sorted(folder.glob("*.txt"))]


def _own(path: Path) -> Page:
    lines: list[Line] = []
    gap, held = 0, False
    for row in path.read_text("utf-8").splitlines():
        if row.startswith("#"):
            held = held or row.startswith("# held out")
        elif not row:
            gap += 1
        else:
            name, text = row.split("\t")
            lines.append(Line(tag(name), text, gap))
            gap = 0
    return Page(path.stem, tuple(lines), path.stem.split("-")[0], held)


def other_pages(folder: Path) -> list[Page]:
    """Pages of a folder with `plain/` in it, if it has it."""
    truth = json.loads((folder / "plain" / "truth.json").read_text("utf-8"))
    pages = []
    for number in sorted({one["page"] for one in truth}):
        texts = iter((folder / "plain" / f"p{number}.txt").read_text("utf-8").splitlines())
        lines = [line for one in truth if one["page"] == number for line in _labelled(one, texts)]
        pages.append(Page(f"p{number}", tuple(lines), "other"))
    return pages


def _labelled(article: dict, texts: Iterator[str]) -> Iterator[Line]:  # type: ignore[type-arg]
    roles = {text: OTHER_NAMES.get(role) or Role(role) for text, role in article["head"] + article["captions"]}
    roles |= dict.fromkeys(article["subheads"], Role.SUBHEAD) | dict.fromkeys(article["signoff"], Role.SIGNOFF)
    for at in range(len(article["head"]) + len(article["paragraphs"])):
        text = next(texts)
        role = roles.get(text, Role.BODY)
        first = at == 0 and role in OPENING
        sure = not (at == 0 and article["unsure"]) and text not in article["possible_starts"]
        yield Line(Tag(Step.ARTICLE if first else Step.PARAGRAPH, role), text, 0, sure)


def plain(page: Page) -> Page:
    return replace(page, lines=tuple(replace(line, gap=0) for line in page.lines))


def gaps(page: Page, dice: random.Random) -> Page:
    """Half-width marks, a blank line after each, long paragraphs in two."""
    out: list[Line] = []
    for line in page.lines:
        text = line.text.translate(HALF)
        if len(text) > 90 and line.tag.role is Role.BODY and dice.random() < 0.3:
            cut = dice.randrange(30, len(text) - 30)
            out += (replace(line, text=text[:cut], gap=1), Line(_on(line.tag), text[cut:], 1))
        else:
            out.append(replace(line, text=text, gap=1))
    return replace(page, lines=tuple(out))


def columns(page: Page, width: int, *, indent: int, dice: random.Random, hang: bool = False) -> Page:
    """As a leg is copied: body text broken at a width; gaps stay in one of two."""
    out: list[Line] = []
    keep = dice.random() < 0.3
    inset = dice.random() < 0.5
    for line in page.lines:
        gap = line.gap if keep else 0
        if line.tag.role in UNBROKEN and not (line.tag.role is Role.NOTE and dice.random() < 0.5):
            out.append(replace(line, gap=gap))
            continue
        space = "　" * (indent if line.tag.role is not Role.SUBHEAD or inset else 0)
        rows = list(_rows(space + line.text, width, hang))
        out.append(replace(line, text=rows[0], gap=gap))
        out += (Line(_on(line.tag), row) for row in rows[1:])
    return replace(page, lines=tuple(out))


def _rows(text: str, width: int, hang: bool) -> Iterator[str]:
    while text:
        cut = width
        if hang and len(text) > cut and text[cut] in NO_START:
            cut += 1
        yield text[:cut]
        text = text[cut:]


def _on(one: Tag) -> Tag:
    return Tag(Step.NOTHING, one.role)


def text_of(page: Page) -> str:
    return "".join("\n" * line.gap + line.text + "\n" for line in page.lines)


def variants(page: Page, dice: random.Random) -> list[Page]:
    """The forms in which a labelled page is learned."""
    out = [plain(page), gaps(page, dice)]
    if any(line.gap for line in page.lines):
        out.append(page)
    out += (
        columns(page, dice.randrange(11, 20), indent=indent, dice=dice, hang=dice.random() < 0.4) for indent in (2, 0)
    )
    return out


def mixed(pages: Sequence[Page], dice: random.Random) -> list[Page]:
    """Pages of the articles of others in a new order: who stands beside whom is chance."""
    articles = [part for page in pages for part in _articles(page)]
    dice.shuffle(articles)
    out = []
    while articles:
        count = dice.randrange(4, 10)
        part, articles = articles[:count], articles[count:]
        out.append(Page(f"mix{len(out)}", tuple(line for one in part for line in one), "mix"))
    return out


def _articles(page: Page) -> Iterator[tuple[Line, ...]]:
    """Its articles; those whose start is not sure stay with what is before."""
    starts = [at for at, one in enumerate(page.lines) if one.tag.step is Step.ARTICLE and one.tag.role is not Role.BODY]
    if starts:
        for first, after in pairwise((*starts, len(page.lines))):
            yield page.lines[first:after]
