"""Floorplans: how a region is cut into modules, and the cheapest heights for it.

A floorplan is a tree. A leaf is an item's number. A stack `("-", a, b)` puts a over b, an abutment `("|", a, b)`
puts a left of b; a pinwheel `("@", a, b, c, d, e)` turns four modules round a fifth, so that no straight line
crosses the region: a top left, b right, c bottom, d left, e in the middle; `("~", …)` is its mirror image.
After Wong and Liu, *A New Algorithm for Floorplan Design* (1986), with curves as in Stockmeyer (1983); costs of
really composed shapes stand in the place of areas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union

from banxin.plan.shapes import Item, Shape

Tree = Union[int, tuple["str | Tree", ...]]  # noqa: UP007 - a recursive alias cannot use |
INFINITE = math.inf
Interval = tuple[int, int]


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


def leaves(tree: Tree) -> list[int]:
    """Numbers of the items in a tree, in its own order."""
    if isinstance(tree, int):
        return [tree]
    found: list[int] = []
    for child in tree[1:]:
        found += leaves(child)  # type: ignore[arg-type]
    return found


class Floorplanner:
    """Answers what a tree costs; everything is remembered by subtree, so a small change costs little."""

    def __init__(self, items: Sequence[Item], columns: int, rows: int) -> None:
        self.items = items
        self.columns = columns
        self.rows = rows
        self._spans: dict[Tree, dict[int, Interval]] = {}
        self._costs: dict[tuple[Tree, int, int], float] = {}

    def reach(self, tree: Tree) -> dict[int, Interval]:
        """Span → the least and the greatest height the tree might have there (not every height between must do)."""
        found = self._spans.get(tree)
        if found is None:
            if len(self._spans) > 200_000:
                self._spans.clear()
            found = self._spans[tree] = self._reach(tree)
        return found

    def _reach(self, tree: Tree) -> dict[int, Interval]:
        if isinstance(tree, int):
            return {span: (min(curve), max(curve)) for span, curve in self.items[tree].curves.items()}
        parts = [self.reach(child) for child in tree[1:]]  # type: ignore[arg-type]
        if tree[0] == "-":
            low, high = parts
            stacked = {span: (low[span][0] + high[span][0], low[span][1] + high[span][1]) for span in low if span in high}
            return {span: reach for span, reach in stacked.items() if reach[0] <= self.rows}
        if tree[0] == "|":
            return self._reach_abutted(*parts)
        return self._reach_pinwheel(parts)

    def _reach_abutted(self, left: dict[int, Interval], right: dict[int, Interval]) -> dict[int, Interval]:
        found: dict[int, Interval] = {}
        for a, (a_low, a_high) in left.items():
            for b, (b_low, b_high) in right.items():
                low, high = max(a_low, b_low), min(a_high, b_high)
                if a + b <= self.columns and low <= high:
                    known = found.get(a + b)
                    found[a + b] = (low, high) if known is None else (min(low, known[0]), max(high, known[1]))
        return found

    def _reach_pinwheel(self, parts: list[dict[int, Interval]]) -> dict[int, Interval]:
        found: dict[int, Interval] = {}
        for span in range(3, self.columns + 1):
            lows, highs = [], []
            for _, _, (a, b, c, d, e) in self._wheels(parts, span):
                # a over d and b over c fill the same height; e lies between them: b = a + e, d = e + c.
                b_low, b_high = max(b[0], a[0] + e[0]), min(b[1], a[1] + e[1])
                d_low, d_high = max(d[0], e[0] + c[0]), min(d[1], e[1] + c[1])
                if b_low <= b_high and d_low <= d_high:
                    lows.append(max(b_low + c[0], a[0] + d_low))
                    highs.append(min(b_high + c[1], a[1] + d_high))
            if lows and min(lows) <= self.rows:
                found[span] = (min(lows), max(highs))
        return found

    @staticmethod
    def _wheels(parts: list[dict[int, Interval]], span: int) -> list[tuple[int, int, list[Interval]]]:
        wheels = []
        for a in parts[0]:
            for d in parts[3]:
                if d < a < span and span - a in parts[1] and span - d in parts[2] and a - d in parts[4]:
                    widths = (a, span - a, span - d, d, a - d)
                    wheels.append((a, d, [part[width] for part, width in zip(parts, widths, strict=True)]))
        return wheels

    def cost(self, tree: Tree, span: int, rows: int) -> float:
        """The cheapest way to fill `span` × `rows` with the tree; infinite when there is none."""
        reach = self.reach(tree).get(span)
        if reach is None or not reach[0] <= rows <= reach[1]:
            return INFINITE
        if isinstance(tree, int):
            shape = self.items[tree].curves[span].get(rows)
            return INFINITE if shape is None else shape.cost
        key = (tree, span, rows)
        found = self._costs.get(key)
        if found is None:
            if len(self._costs) > 400_000:
                self._costs.clear()
            found = self._costs[key] = min((way[0] for way in self._ways(tree, span, rows)), default=INFINITE)
        return found

    def _ways(self, tree: Tree, span: int, rows: int) -> list[tuple[float, tuple[tuple[Tree, int, int, int, int], ...]]]:
        """Ways to fill a tree's rectangle: (cost, children as (tree, x, y, span, rows) from its top left)."""
        assert not isinstance(tree, int)
        children: tuple[Tree, ...] = tree[1:]  # type: ignore[assignment]
        if tree[0] == "-":
            return self._stacked(*children, span, rows)  # type: ignore[call-arg]
        if tree[0] == "|":
            return self._abutted(*children, span, rows)  # type: ignore[call-arg]
        return self._turned(children, span, rows, mirrored=tree[0] == "~")

    def _stacked(self, over: Tree, under: Tree, span: int, rows: int) -> list[tuple[float, tuple[tuple[Tree, int, int, int, int], ...]]]:
        low, high = self.reach(over)[span]
        under_low, under_high = self.reach(under)[span]
        ways = []
        for first in range(max(low, rows - under_high), min(high, rows - under_low) + 1):
            cost = self.cost(over, span, first)
            if cost < INFINITE:
                cost += self.cost(under, span, rows - first)
                ways.append((cost, ((over, 0, 0, span, first), (under, 0, first, span, rows - first))))
        return ways

    def _abutted(self, left: Tree, right: Tree, span: int, rows: int) -> list[tuple[float, tuple[tuple[Tree, int, int, int, int], ...]]]:
        ways = []
        for first in self.reach(left):
            cost = self.cost(left, first, rows) if first < span else INFINITE
            if cost < INFINITE:
                cost += self.cost(right, span - first, rows)
                ways.append((cost, ((left, 0, 0, first, rows), (right, first, 0, span - first, rows))))
        return ways

    def _turned(self, children: tuple[Tree, ...], span: int, rows: int, *, mirrored: bool) -> list[tuple[float, tuple[tuple[Tree, int, int, int, int], ...]]]:
        ways = []
        parts = [self.reach(child) for child in children]
        for a, d, reaches in self._wheels(parts, span):
            for e_rows in range(reaches[4][0], reaches[4][1] + 1):
                for a_rows in range(reaches[0][0], min(reaches[0][1], rows - e_rows - 1) + 1):
                    heights = (a_rows, a_rows + e_rows, rows - a_rows - e_rows, rows - a_rows, e_rows)
                    widths = (a, span - a, span - d, d, a - d)
                    cost = 0.0
                    for child, width, height in zip(children, widths, heights, strict=True):
                        cost += self.cost(child, width, height)
                        if cost == INFINITE:
                            break
                    else:
                        lefts = (0, a, d, 0, d)
                        tops = (0, 0, a_rows + e_rows, a_rows, a_rows)
                        placed = tuple(
                            (child, span - left - width if mirrored else left, top, width, height)
                            for child, left, top, width, height in zip(children, lefts, tops, widths, heights, strict=True)
                        )
                        ways.append((cost, placed))
        return ways

    def place(self, tree: Tree, x: int, y: int, span: int, rows: int) -> list[Spot]:
        """The items of a tree at their places, heights chosen for the least cost. The cost must be finite."""
        if isinstance(tree, int):
            return [Spot(tree, x, y, self.items[tree].curves[span][rows])]
        _, placed = min(self._ways(tree, span, rows), key=lambda way: way[0])
        spots: list[Spot] = []
        for child, left, top, width, height in placed:
            spots += self.place(child, x + left, y + top, width, height)
        return spots
