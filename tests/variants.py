"""Editions like the seed's but with other amounts of text, to see whether the planner copes with any day's news."""

from __future__ import annotations

import random
from dataclasses import replace

from banxin.model.edition import Article, Edition

LEAST, MOST = 0.75, 1.12
"""Shares of the seed's text that a variant may have."""


def length(article: Article) -> int:
    """Characters of an article's running text."""
    return sum(len(block.text) for block in article.blocks)


def amount(edition: Edition) -> int:
    """Characters of all running text."""
    return sum(map(length, edition.articles))


def dropped(edition: Edition, slug: str) -> Edition:
    """The edition without one article."""
    return replace(edition, articles=tuple(article for article in edition.articles if article.slug != slug))


def lengthened(edition: Edition, slug: str, times: int = 2) -> Edition:
    """The edition with one article's paragraphs so many times over."""
    articles = (replace(one, blocks=one.blocks * times) if one.slug == slug else one for one in edition.articles)
    return replace(edition, articles=tuple(articles))


def shortened(edition: Edition, slug: str) -> Edition:
    """The edition with the first half of one article's paragraphs only."""
    articles = (
        replace(one, blocks=one.blocks[: max(1, len(one.blocks) // 2)]) if one.slug == slug else one
        for one in edition.articles
    )
    return replace(edition, articles=tuple(articles))


def variant(edition: Edition, number: int) -> Edition:
    """The edition after one to four changes by chance; the same number makes the same variant."""
    chance = random.Random(number)
    full = amount(edition)
    while True:
        changed = edition
        for _ in range(chance.randint(1, 4)):
            news = [article for article in changed.articles if article.kind == "news"]
            change = chance.choice((dropped, lengthened, shortened))
            short = [one for one in news if length(one) < 600]
            chosen = chance.choice(short if change is lengthened and short else news)
            changed = change(changed, chosen.slug)
        if LEAST <= amount(changed) / full <= MOST and changed != edition:
            return changed
