"""What a floorplan costs: the cheapest heights for its modules, and their places.

Curves are combined from the leaves up as in Stockmeyer (1983); costs of really composed shapes stand in the place of
areas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from banxin.plan.search.tree import Node, Tree
from banxin.plan.shapes.item import Item, Shape

INFINITE = math.inf
Reach = tuple[int, int, int]
"""(least height, greatest height, rows by which parts side by side miss each other): a tree that misses by
nothing may fill its rectangle; how much another one misses by leads the search."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a node at its place, from the node's top left cell."""

    tree: Tree
    x: int
    y: int
    span: int
    rows: int


Choice = tuple[int, ...]
"""How a rectangle is shared out: rows of the first child of a stack, columns of the first of an abutment; columns of a
pinwheel's first and fourth child, rows of its first and fifth."""
Way = tuple[float, Choice]
"""(cost, choice): one way to fill a node's rectangle."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An item at its place in the region: columns and rows count from 0."""

    item: int
    x: int
    y: int
    shape: Shape

    @property
    def right(self) -> int:
        return self.x + self.shape.span

    @property
    def bottom(self) -> int:
        return self.y + self.shape.rows


def _keep(found: dict[int, Reach], span: int, reach: Reach) -> None:
    """Keep the reach that misses least; where two miss alike, what either reaches."""
    known = found.get(span)
    if known is None or reach[2] < known[2]:
        found[span] = reach
    elif reach[2] == known[2]:
        found[span] = (min(reach[0], known[0]), max(reach[1], known[1]), reach[2])


def _wheel_reach(a: Reach, b: Reach, c: Reach, d: Reach, e: Reach) -> Reach:
    """The reach of a pinwheel: a over d and b over c fill the same height; e lies between: b = a + e, d = e + c.

    Asked for very often, so without calls.
    """
    b_low, b_high = a[0] + e[0], a[1] + e[1]
    b_low, b_high = b[0] if b[0] > b_low else b_low, b[1] if b[1] < b_high else b_high
    d_low, d_high = e[0] + c[0], e[1] + c[1]
    d_low, d_high = d[0] if d[0] > d_low else d_low, d[1] if d[1] < d_high else d_high
    miss = a[2] + b[2] + c[2] + d[2] + e[2]
    miss += b_low - b_high if b_low > b_high else 0
    miss += d_low - d_high if d_low > d_high else 0
    low, other_low = b_low + c[0], a[0] + d_low
    high, other_high = b_high + c[1], a[1] + d_high
    low, high = other_low if other_low > low else low, other_high if other_high < high else high
    return (high, low, miss + low - high) if low > high else (low, high, miss)


class Floorplanner:
    """Answers what a tree costs; everything is remembered by subtree, so a small change costs little."""

    def __init__(self, items: Sequence[Item], columns: int, rows: int) -> None:
        self.items = items
        self.columns = columns
        self.rows = rows
        self._reaches: dict[Tree, dict[int, Reach]] = {}
        self._costs: dict[tuple[Tree, int, int], float] = {}

    def reach(self, tree: Tree) -> dict[int, Reach]:
        """Span → heights the tree might have there (not every height between the bounds must do)."""
        found = self._reaches.get(tree)
        if found is None:
            if len(self._reaches) > 200_000:
                self._reaches.clear()
            found = self._reaches[tree] = self._reach(tree)
        return found

    def _reach(self, tree: Tree) -> dict[int, Reach]:
        if isinstance(tree, int):
            return {span: (min(curve), max(curve), 0) for span, curve in self.items[tree].curves.items()}
        parts = [self.reach(child) for child in tree.children]
        if tree.cut == "-":
            over, under = parts
            both = ((span, over[span], under[span]) for span in over if span in under)
            return {span: (a[0] + b[0], a[1] + b[1], a[2] + b[2]) for span, a, b in both}
        if tree.cut == "|":
            return self._reach_abutted(*parts)
        return self._reach_pinwheel(parts, range(3, self.columns + 1))

    def whole_reach(self, tree: Tree) -> Reach | None:
        """The reach of a tree over all columns: most trees are asked for nothing else."""
        known = self._reaches.get(tree)
        if known is not None or isinstance(tree, int):
            return self.reach(tree).get(self.columns)
        parts = [self.reach(child) for child in tree.children]
        if tree.cut == "-":
            over, under = parts[0].get(self.columns), parts[1].get(self.columns)
            return (over[0] + under[0], over[1] + under[1], over[2] + under[2]) if over and under else None
        if tree.cut == "|":
            return self._reach_abutted(*parts, whole=True).get(self.columns)
        return self._reach_pinwheel(parts, range(self.columns, self.columns + 1)).get(self.columns)

    def _reach_abutted(
        self, left: dict[int, Reach], right: dict[int, Reach], *, whole: bool = False
    ) -> dict[int, Reach]:
        found: dict[int, Reach] = {}
        columns = self.columns
        for a, (a_low, a_high, a_miss) in left.items():
            rest = {columns - a: right[columns - a]} if whole and columns - a in right else right
            for b, (b_low, b_high, b_miss) in rest.items():
                if a + b == columns or (a + b < columns and not whole):
                    low = a_low if a_low > b_low else b_low
                    high = a_high if a_high < b_high else b_high
                    if low > high:
                        _keep(found, a + b, (high, low, a_miss + b_miss + low - high))
                    else:
                        _keep(found, a + b, (low, high, a_miss + b_miss))
        return found

    def _reach_pinwheel(self, parts: list[dict[int, Reach]], spans: range) -> dict[int, Reach]:
        found: dict[int, Reach] = {}
        first, right, bottom, left, middle = parts
        for a, over in first.items():
            for d, under in left.items():
                inner = middle.get(a - d)
                if inner is None:
                    continue
                for span in spans:
                    beside, below = right.get(span - a), bottom.get(span - d)
                    if beside is not None and below is not None:
                        _keep(found, span, _wheel_reach(over, beside, below, under, inner))
        return found

    @staticmethod
    def _wheels(parts: list[dict[int, Reach]], span: int) -> list[tuple[int, int, list[Reach]]]:
        first, right, bottom, left, middle = parts
        wheels = []
        for a, over in first.items():
            beside = right.get(span - a)
            if beside is None:
                continue
            for d, under in left.items():
                if d < a and a - d in middle and span - d in bottom:
                    wheels.append((a, d, [over, beside, bottom[span - d], under, middle[a - d]]))
        return wheels

    def cost(self, tree: Tree, span: int, rows: int) -> float:
        """The cheapest way to fill `span` × `rows` with the tree; infinite when there is none."""
        if isinstance(tree, int):
            curve = self.items[tree].curves.get(span)
            shape = curve.get(rows) if curve else None
            return INFINITE if shape is None else shape.cost
        key = (tree, span, rows)
        found = self._costs.get(key)
        if found is None:
            reach = self.reach(tree).get(span)
            if reach is None or reach[2] or not reach[0] <= rows <= reach[1]:
                return INFINITE
            if len(self._costs) > 400_000:
                self._costs.clear()
            found = self._costs[key] = min((way[0] for way in self._ways(tree, span, rows)), default=INFINITE)
        return found

    def _ways(self, tree: Node, span: int, rows: int) -> list[Way]:
        """Ways to fill a node's rectangle that cost something finite."""
        if tree.cut == "-":
            return self._stacked(tree.children[0], tree.children[1], span, rows)
        if tree.cut == "|":
            return self._abutted(tree.children[0], tree.children[1], span, rows)
        return self._turned(tree.children, span, rows)

    def _stacked(self, over: Tree, under: Tree, span: int, rows: int) -> list[Way]:
        low, high, _ = self.reach(over)[span]
        under_low, under_high, _ = self.reach(under)[span]
        ways: list[Way] = []
        for first in range(max(low, rows - under_high), min(high, rows - under_low) + 1):
            cost = self.cost(over, span, first)
            if cost < INFINITE:
                cost += self.cost(under, span, rows - first)
                if cost < INFINITE:
                    ways.append((cost, (first,)))
        return ways

    def _abutted(self, left: Tree, right: Tree, span: int, rows: int) -> list[Way]:
        ways: list[Way] = []
        for first in self.reach(left):
            cost = self.cost(left, first, rows) if first < span else INFINITE
            if cost < INFINITE:
                cost += self.cost(right, span - first, rows)
                if cost < INFINITE:
                    ways.append((cost, (first,)))
        return ways

    def _turned(self, children: tuple[Tree, ...], span: int, rows: int) -> list[Way]:
        ways: list[Way] = []
        parts = [self.reach(child) for child in children]
        for a, d, reaches in self._wheels(parts, span):
            widths = (a, span - a, span - d, d, a - d)
            for e_rows in range(reaches[4][0], reaches[4][1] + 1):
                for a_rows in self._turns(reaches, rows, e_rows):
                    heights = (a_rows, a_rows + e_rows, rows - a_rows - e_rows, rows - a_rows, e_rows)
                    cost = self._sum(children, widths, heights)
                    if cost < INFINITE:
                        ways.append((cost, (a, d, a_rows, e_rows)))
        return ways

    @staticmethod
    def _turns(reaches: list[Reach], rows: int, e_rows: int) -> range:
        """Heights of the first part that leave each of the others a height it reaches."""
        a, b, c, d, _ = reaches
        low = max(a[0], b[0] - e_rows, rows - e_rows - c[1], rows - d[1])
        high = min(a[1], b[1] - e_rows, rows - e_rows - c[0], rows - d[0])
        return range(low, high + 1)

    def _sum(self, children: tuple[Tree, ...], widths: tuple[int, ...], heights: tuple[int, ...]) -> float:
        total = 0.0
        for child, width, height in zip(children, widths, heights, strict=True):
            total += self.cost(child, width, height)
            if total == INFINITE:
                return INFINITE
        return total

    def place(self, tree: Tree, x: int, y: int, span: int, rows: int) -> list[Spot]:
        """The items of a tree at their places, heights chosen for the least cost. The cost must be finite."""
        if isinstance(tree, int):
            return [Spot(tree, x, y, self.items[tree].curves[span][rows])]
        _, choice = min(self._ways(tree, span, rows), key=lambda way: way[0])
        parts = shared_out(tree, span, rows, choice)
        return [spot for part in parts for spot in self.place(part.tree, x + part.x, y + part.y, part.span, part.rows)]


def shared_out(tree: Node, span: int, rows: int, choice: Choice) -> tuple[Part, ...]:
    """A node's children at their places in its rectangle."""
    first = choice[0]
    if tree.cut == "-":
        over, under = tree.children
        return Part(over, 0, 0, span, first), Part(under, 0, first, span, rows - first)
    if tree.cut == "|":
        left, right = tree.children
        return Part(left, 0, 0, first, rows), Part(right, first, 0, span - first, rows)
    a, d, a_rows, e_rows = choice
    widths, lefts = (a, span - a, span - d, d, a - d), (0, a, d, 0, d)
    heights = (a_rows, a_rows + e_rows, rows - a_rows - e_rows, rows - a_rows, e_rows)
    tops = (0, 0, a_rows + e_rows, a_rows, a_rows)
    mirrored = tree.cut == "~"
    return tuple(
        Part(child, span - left - width if mirrored else left, top, width, height)
        for child, left, top, width, height in zip(tree.children, lefts, tops, widths, heights, strict=True)
    )
