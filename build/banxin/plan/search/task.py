"""What the search is asked: fill this region with these items, with what must stand where."""

from __future__ import annotations

from dataclasses import dataclass, field

from banxin.layout.settings import Weights
from banxin.model.kinds import ModuleKind
from banxin.plan.search.floorplan import Spot
from banxin.plan.search.tree import CORNERS
from banxin.plan.shapes.maker import Item

Cells = tuple[int, int, int, int]
"""Column, row, columns and rows of a rectangle of the region, the first two from 0."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An item that must stand at an edge or in a corner of the region."""

    item: int
    at: str
    """top-left, top-right, bottom-left, bottom-right, top, bottom, left or right."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """One region to fill."""

    items: tuple[Item, ...]
    columns: int
    rows: int
    """With the row that parts its last modules from what is under it."""
    weights: Weights
    pins: tuple[Pin, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of slugs that may not touch."""
    facing: frozenset[Cells] = frozenset()
    """Rectangles of the facing page, whose shape is not to be repeated."""
    before: dict[str, Cells] = field(default_factory=dict, hash=False)
    """Where items stood in an approved plan; leaving there costs."""

    lead: int = field(init=False, compare=False)
    """Number of the lead: the most important article, the first of equals; -1 when there is no article."""

    def __post_init__(self) -> None:
        articles = [
            (item.priority, number) for number, item in enumerate(self.items) if item.kind is ModuleKind.ARTICLE
        ]
        object.__setattr__(self, "lead", min(articles, default=(0, -1))[1])

    @property
    def corners(self) -> tuple[Pin, ...]:
        """Pins that a tree can keep by its structure, the lead's at the top left included where that is free."""
        found = {pin.at: pin for pin in self.pins if pin.at in CORNERS}
        taken = {pin.item for pin in self.pins}
        if "top-left" not in found and self.lead >= 0 and self.lead not in taken:
            found["top-left"] = Pin(self.lead, "top-left")
        return tuple(found[at] for at in CORNERS if at in found)

    @property
    def first_column(self) -> int:
        """Where the lead stands when it stands as it should: beside what is pinned to the top left."""
        spans = [
            min(self.items[pin.item].curves)
            for pin in self.pins
            if pin.at == "top-left" and self.items[pin.item].kind.traits.fixed
        ]
        return spans[0] if spans else 0

    def kept(self, pin: Pin, spot: Spot) -> bool:
        """Whether an item stands where its pin wants it."""
        fixed = self.items[pin.item].kind.traits.fixed
        left = spot.x in (0, 0 if fixed else self.first_column)
        edges = {
            "top": spot.y == 0,
            "bottom": spot.bottom == self.rows,
            "left": left,
            "right": spot.right == self.columns,
        }
        return all(edges[edge] for edge in pin.at.split("-"))
