"""Rectangles on a page. Points, y upwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

RULE = 2.0
"""The thickness up to which a drawn rectangle is a rule, not a panel; ours."""
RULE_LENGTH = 20.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def is_across(self) -> bool:
        """Whether it is a horizontal rule."""
        return self.height <= RULE and self.width >= RULE_LENGTH

    @property
    def is_upright(self) -> bool:
        """Whether it is a vertical rule."""
        return self.width <= RULE and self.height >= RULE_LENGTH

    def across(self, other: Box) -> float:
        """How much of the narrower one's width they share, 0 to 1."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, shared) / max(min(self.width, other.width), 0.1)

    def beside(self, other: Box) -> float:
        """How much of the lower one's height they share, 0 to 1."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, shared) / max(min(self.height, other.height), 0.1)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around some, which are at least one."""
    listed = list(boxes)
    return Box(
        min(one.left for one in listed),
        min(one.bottom for one in listed),
        max(one.right for one in listed),
        max(one.top for one in listed),
    )
