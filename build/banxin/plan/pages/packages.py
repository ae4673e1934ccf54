"""What the planner deals out to pages: an article with its pictures, the part of one behind a jump, a box of service.

A unit's size is known in cells before it is placed: the least and the most that its shapes can take, and what it takes
when it looks best.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banxin.model.edition import Article, Service
from banxin.plan.shapes.maker import Item
from banxin.plan.text.portion import Portion

GOOD_COST_MARGIN = 6.0
"""Points over its cheapest shape within which a shape still looks good. Ours."""

GENEROUS_AREA = 1.2
"""Most area that an item is counted with, × its least area: a photo looks good over many columns. Ours."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Cells."""

    least: int
    wanted: float
    most: int

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.least + other.least, self.wanted + other.wanted, self.most + other.most)


NOTHING = Amount(0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class Unit:
    """What goes onto one page whole."""

    id: str
    portion: Portion | None
    service: Service | None
    amount: Amount

    @property
    def article(self) -> Article | None:
        return self.portion.article if self.portion else None

    @property
    def slug(self) -> str:
        """The article's, or empty."""
        return self.portion.article.slug if self.portion else ""

    @property
    def priority(self) -> int:
        """Of the article; boxes and parts behind a jump lead no page."""
        if self.portion is None or self.portion.part == 2:
            return 5
        return self.portion.article.priority

    @property
    def over_page(self) -> bool:
        """Whether its head is wanted over the whole page; photo news has no such head."""
        return self.portion is not None and self.portion.over_page and not self.portion.article.kind.traits.pictorial

    @property
    def section(self) -> str:
        """The section it belongs to, or empty."""
        return self.portion.article.section if self.portion else ""


def amount(items: Iterable[Item]) -> Amount:
    """What some items take together; an item without a shape counts with its text alone."""
    found = NOTHING
    for item in items:
        shapes = [shape for curve in item.curves.values() for shape in curve.values()]
        if not shapes:
            found += Amount(item.least_cells, float(item.least_cells), item.least_cells)
            continue
        cheapest = min(shape.cost for shape in shapes)
        good = [shape.span * shape.rows for shape in shapes if shape.cost <= cheapest + GOOD_COST_MARGIN]
        wanted = min(sum(good) / len(good), GENEROUS_AREA * item.least_cells)
        found += Amount(item.least_cells, wanted, item.most_cells)
    return found
