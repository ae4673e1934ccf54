"""No character lost: what stands on the pages against the articles' texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banxin.errors import Origin, Problem, problem
from banxin.model.edition import Article, BlockKind, Edition
from banxin.model.plan import Plan

BODY = ("body", "subhead")
"""Roles of an article's blocks."""
Place = tuple[int, int, int, int]
"""Page, part of the article, leg and row: where a reader comes to a line."""


def characters(text: str) -> Counter[str]:
    """Characters that must not get lost; white space is not counted."""
    return Counter(character for character in text if not character.isspace())


def wanted(article: Article) -> Counter[str]:
    """What an article puts on a page."""
    return characters("".join(article.texts))


def planned(plan: Plan, slug: str) -> Counter[str]:
    """What stands in the modules of an article."""
    lines = (line for page in plan.pages for module in page.modules if module.article == slug for line in module.lines)
    return characters("".join(line.text for line in lines if line.role != "jump"))


def _order(article: Article, plan: Plan) -> Iterator[Problem]:
    """wrong-order: a paragraph that is not its text, or that begins before the one it follows in the source."""
    texts: dict[int, str] = {}
    starts: dict[int, Place] = {}
    for page in plan.pages:
        for module in page.modules:
            lines = [line for line in module.lines if module.article == article.slug and line.role in BODY and line.leg]
            for line in sorted(lines, key=lambda line: (line.leg, line.row)):
                texts[line.block] = texts.get(line.block, "") + line.text
                starts.setdefault(line.block, (page.number, module.part, line.leg, line.row))
    first = next((index for index, block in enumerate(article.blocks) if block.kind is not BlockKind.SUBHEAD), None)
    before: Place = (0, 0, 0, 0)
    for index, block in enumerate(article.blocks):
        have, dateline = texts.get(index, ""), article.dateline if index == first else ""
        start = starts.get(index, before)
        if "".join(have.split()) != "".join((dateline + block.text).split()) or start < before:
            yield problem("wrong-order", block.origin, number=index + 1, sample=have[:12])
        before = max(before, start)


def check_text(edition: Edition, plan: Plan) -> Iterator[Problem]:
    """lost-text and foreign-text for each article; and each drawn line against its own text."""
    for article in edition.articles:
        want, have = wanted(article), planned(plan, article.slug)
        lost, extra = want - have, have - want
        if lost:
            sample = "".join(lost.elements())[:20]
            yield problem("lost-text", article.origin, count=lost.total(), sample=sample)
        if extra:
            yield problem("foreign-text", article.origin, sample="".join(extra.elements())[:20])
        yield from _order(article, plan)
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                drawn = characters("".join(run.text for run in line.runs))
                expected = characters(line.text + ("-" if line.hyphen else ""))
                if drawn != expected:
                    origin = Origin(module.article or module.id)
                    lost = (expected - drawn) or (drawn - expected)
                    yield problem("lost-text", origin, count=lost.total(), sample="".join(lost.elements())[:20])
