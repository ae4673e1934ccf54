"""How much of labelled pages the importer finds: starts of articles, whole paragraphs, parts of heads, characters."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from banxin.importer.deciding.decision import decide
from banxin.importer.deciding.page_lines import page_lines
from banxin.importer.deciding.shapes import MARKED_PICTURE
from banxin.importer.deciding.tags import Role, Step
from banxin.importer.deciding.weights import Weights
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.normalise import AFTER_JOINING, BEFORE_JOINING, normalise
from banxin.importer.raw_pages import Reading, read_dump
from banxin.intake.reading import read_text
from labelled import HEAD, Line, Page, columns, gaps, plain, text_of

PARTS = (Role.HEADLINE, Role.KICKER, Role.DECK, Role.BYLINE)
WIDTH = 13
Form = Callable[[Page], tuple[Page, bytes]]


def forms() -> dict[str, Form]:
    """The forms in which every page is measured."""

    def wrapped(page: Page, indent: int, end: str) -> tuple[Page, bytes]:
        made = columns(plain(page), WIDTH, indent=indent, dice=random.Random(page.name))
        return made, text_of(made).replace("\n", end).encode()

    def damaged(page: Page, encoding: str) -> tuple[Page, bytes]:
        made = gaps(page, random.Random(page.name))
        return made, text_of(made).encode(encoding)

    return {
        "as it is": lambda page: (page, text_of(page).encode()),
        "plain": lambda page: (plain(page), text_of(plain(page)).encode()),
        "gaps": lambda page: damaged(page, "utf-8"),
        "columns": lambda page: wrapped(page, 2, "\r\n"),
        "narrow": lambda page: wrapped(page, 0, "\n"),
        "gb18030": lambda page: damaged(page, "gb18030"),
    }


@dataclass
class Tally:
    """Counts of some pages in one form."""

    starts: int = 0
    told_starts: int = 0
    right_starts: int = 0
    missed_starts: int = 0
    paragraphs: int = 0
    whole: int = 0
    parts: int = 0
    right_parts: int = 0
    lost: int = 0
    added: int = 0
    characters: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def row(self) -> list[str]:
        def share(part: float, whole: float) -> str:
            return f"{part / whole:.3f}" if whole else "-"

        return [
            share(self.right_starts, self.starts),
            share(self.right_starts, self.told_starts),
            share(self.whole, self.paragraphs),
            share(self.right_parts, self.parts),
            f"{self.lost}/{self.added}",
            f"{self.characters / self.seconds:.0f}" if self.seconds else "-",
        ]


TITLES = ("starts: recall", "precision", "whole paragraphs", "heads", "lost/added", "characters/s")


def measure(page: Page, form: str, learned: Weights) -> Tally:
    """Import a page in one form and compare."""
    made, data = forms()[form](page)
    begun = time.process_time()
    got = read_dump(read_text("p.txt", data), Reading.PAGES, learned)
    tally = Tally(seconds=time.process_time() - begun, characters=len(key("".join(one.text for one in made.lines))))
    numbers = list(_numbers(made.lines))
    _starts(tally, made.lines, numbers, got.articles)
    found = Counter(key(one.text) for one in got.paragraphs)
    for text, first in _paragraphs(made.lines):
        if first.tag.role not in HEAD:
            tally.paragraphs += 1
            tally.whole += found[text] > 0
            found[text] -= 1
    _heads(tally, made.lines, numbers, got.articles)
    before, after = Counter(_solid(got.text)), Counter(_solid("".join(t for a in got.articles for t in a.texts)))
    tally.lost, tally.added = (before - after).total(), (after - before).total()
    return tally


def key(text: str) -> str:
    """A text as it is compared: with the importer's marks, without spaces."""
    return _solid(normalise(text, (*BEFORE_JOINING, *AFTER_JOINING))[0])


def _solid(text: str) -> str:
    return "".join(text.split())


def _numbers(lines: Sequence[Line]) -> Iterator[int]:
    number = 0
    for line in lines:
        number += line.gap + 1
        yield number


def _starts(tally: Tally, lines: Sequence[Line], numbers: Sequence[int], articles: Sequence[DumpArticle]) -> None:
    told = {number for one in articles for number in (one.line, *one.briefs)}
    first = next((n for line, n in zip(lines, numbers, strict=True) if line.tag.step is Step.ARTICLE), 0)
    told = {first if number < first else number for number in told}
    for line, number in zip(lines, numbers, strict=True):
        if not line.sure:
            told.discard(number)
        elif line.tag.step is Step.ARTICLE:
            tally.starts += 1
            tally.right_starts += number in told
            if number not in told:
                tally.faults.append(f"missed  {line.tag} {line.text[:30]}")
    tally.told_starts += len(told)
    texts = dict(zip(numbers, lines, strict=True))
    right = {n for n, line in texts.items() if line.tag.step is Step.ARTICLE}
    tally.faults += [f"wrong   {texts[n].tag} {texts[n].text[:30]}" for n in sorted(told - right) if n in texts]


def _paragraphs(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    out: list[tuple[str, Line]] = []
    for line in lines:
        if line.tag.step is Step.NOTHING:
            out[-1] = (out[-1][0] + line.text, out[-1][1])
        else:
            out.append((line.text, line))
    return [(key(text), first) for text, first in out]


def _heads(tally: Tally, lines: Sequence[Line], numbers: Sequence[int], articles: Sequence[DumpArticle]) -> None:
    by_line = {one.line: one for one in articles}
    at = 0
    wanted: dict[tuple[int, Role], str] = {}
    for line, number in zip(lines, numbers, strict=True):
        if line.tag.step is Step.ARTICLE:
            at = number
        if line.tag.role in PARTS:
            text = line.text if line.tag.role is Role.BYLINE else MARKED_PICTURE.sub("", line.text)
            wanted[at, line.tag.role] = wanted.get((at, line.tag.role), "") + text
    for (number, role), text in wanted.items():
        article = by_line.get(number) or next((one for one in articles if one.line <= number <= one.last_line), None)
        have = getattr(article, str(role)) if article else ""
        tally.parts += 1
        tally.right_parts += key(have) == key(text)
        if key(have) != key(text):
            tally.faults.append(f"{role:8}{text[:30]} | {have[:30]}")


def leads(page: Page, form: str, learned: Weights) -> list[tuple[float, bool]]:
    """For each line in which the second reading differs: by how much it trails, and whether the first is right."""
    made, data = forms()[form](page)
    text = data.decode("gb18030" if form == "gb18030" else "utf-8")
    lines = page_lines(text, normalise(text, BEFORE_JOINING)[0])
    decision = decide(lines, Weights(learned.rows, learned.follows, 1e6))
    return [(one.lead, all(made.lines[c.at].tag == c.first for c in one.choices)) for one in decision.doubts]
