"""No character lost: what stands on the pages against the articles' texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banxin.errors import Origin, Problem, problem
from banxin.model.edition import Article, Edition
from banxin.model.plan import Plan

BODY = ("body", "subhead")
"""Roles of an article's blocks."""


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
    """wrong-order: a paragraph whose lines, read down the legs and on to the next page, are not its text."""
    texts: dict[int, str] = {}
    for page in plan.pages:
        for module in page.modules:
            lines = [line for line in module.lines if module.article == article.slug and line.role in BODY and line.leg]
            for line in sorted(lines, key=lambda line: (line.leg, line.row)):
                texts[line.block] = texts.get(line.block, "") + line.text
    for index, block in enumerate(article.blocks):
        have = texts.get(index, "")
        if "".join(have.split()).removeprefix("".join(article.dateline.split())) != "".join(block.text.split()):
            yield problem("wrong-order", block.origin, number=index + 1, sample=have[:12])


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
