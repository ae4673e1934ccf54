"""The articles of inner pages that page 1 announces (导读)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from banxin.plan.pages.frames import Frame
from banxin.plan.pages.packages import Unit
from banxin.plan.text.boxes import Teaser


def teasers(dealt: Iterable[tuple[Unit, Frame]], most: int) -> tuple[Teaser, ...]:
    """The best article of each inner page in turn, then the next best, at most so many; in the order of the pages."""
    inside = [(unit, frame.number) for unit, frame in dealt if frame.number > 1 and _told(unit)]
    turns: Counter[int] = Counter()
    rows = []
    for unit, page in sorted(inside, key=lambda row: (row[0].priority, row[0].id)):
        turns[page] += 1
        rows.append((turns[page], unit.priority, page, unit))
    chosen = sorted(rows, key=lambda row: row[:2])[:most]
    chosen.sort(key=lambda row: (row[2], row[1], row[3].id))
    return tuple(Teaser(unit.slug, unit.article.title, page) for _, _, page, unit in chosen if unit.article)


def _told(unit: Unit) -> bool:
    """Whether it has a headline that can be announced."""
    return bool(unit.portion and unit.portion.part == 1 and unit.portion.article.headline)
