"""Candidates for an edition's size (its number of pages and the articles that wait), the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from banxin.layout.settings import PageCount
from banxin.model.edition import Article, Edition

FULL, EMPTY = 1.03, 0.88
"""Shares of the room between which an edition fills its pages without fillers. Ours."""
OVER, UNDER = 30.0, 10.0
"""Badness of each share over and under. Ours."""
ODD, UNUSUAL = 3.0, 0.6
"""Badness of a number of pages that cannot be printed in pairs, or not in the layout's own multiple. Ours."""
WAITING = 0.15
"""Badness of each article that waits. Ours."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class Size:
    """A number of pages, and the articles that wait for the next issue."""

    pages: int
    held: tuple[str, ...]


def sizes(
    edition: Edition,
    count: PageCount,
    *,
    given: int,
    least: int,
    wants: Callable[[Sequence[str]], float],
    room: Callable[[int], float],
) -> tuple[Size, ...]:
    """Sizes worth trying, the best first.

    `given` is the number of pages that the editor states, or 0; `least` the fewest that pages named by articles allow;
    `wants` gives the cells that the edition needs without some articles, `room` the cells of so many pages.
    """
    waiting = waiting_list(edition)
    found = []
    for pages in [given] if given else range(least, count.most + 1):
        there = room(pages)
        for number in range(len(waiting) + 1):
            held = tuple(article.slug for article in waiting[:number])
            share = wants(held) / there if there > 0 else 0.0
            bad = OVER * max(0.0, share - FULL) + UNDER * max(0.0, EMPTY - share) + WAITING * number
            if not given:
                bad += (
                    0.0 if pages % count.multiple == 0 else UNUSUAL if pages % 2 == 0 else ODD if pages > 1 else UNUSUAL
                )
            found.append((bad, pages, number, Size(pages, held)))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:3])[:TRIES])


def waiting_list(edition: Edition) -> tuple[Article, ...]:
    """Articles that may wait, in the order in which they do: the least important first, of equals the last in the
    edition first."""
    able = [article for article in reversed(edition.articles) if article.hold]
    return tuple(sorted(able, key=lambda article: -article.priority))
