"""Local search over floorplans, seeded: the same seed walks the same way on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from banxin.plan.arrange import arrangement_cost
from banxin.plan.layout import Weights
from banxin.plan.shapes import Item
from banxin.plan.tree import INFINITE, Floorplanner, Spot, Tree, leaves

UNREACHED = 3000.0
"""Cost of a tree that has no filling at all; a filled page costs less. Ours."""
PER_ROW = 12.0
"""Cost of each row that a tree's heights miss the page's by: what leads the search to filled pages. Ours."""
HOT, COLD = 120.0, 4.0
"""Temperatures of the annealing in points of the score. Ours."""


@dataclass(frozen=True, slots=True)
class Found:
    """A filled page."""

    cost: float
    tree: Tree
    spots: tuple[Spot, ...]


def _replace(tree: Tree, path: tuple[int, ...], new: Tree) -> Tree:
    if not path:
        return new
    assert not isinstance(tree, int)
    step = path[0]
    return (*tree[:step], _replace(tree[step], path[1:], new), *tree[step + 1 :])  # type: ignore[arg-type]


def _at(tree: Tree, path: tuple[int, ...]) -> Tree:
    for step in path:
        tree = tree[step]  # type: ignore[index, assignment]
    return tree


def _paths(tree: Tree, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    if isinstance(tree, int):
        return [path]
    found = [path]
    for step in range(1, len(tree)):
        found += _paths(tree[step], (*path, step))  # type: ignore[arg-type]
    return found


def random_tree(numbers: list[int], chance: random.Random) -> Tree:
    """A tree over the numbers in their order, cut at random."""
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) >= 5 and chance.random() < 0.2:
        cuts = sorted(chance.sample(range(1, len(numbers)), 4))
        parts = [numbers[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]
        return (chance.choice("@~"), *(random_tree(part, chance) for part in parts))
    cut = chance.randrange(1, len(numbers))
    return (chance.choice("-|"), random_tree(numbers[:cut], chance), random_tree(numbers[cut:], chance))


def _swap(tree: Tree, chance: random.Random) -> Tree:
    paths = [path for path in _paths(tree) if path]
    one, other = chance.sample(paths, 2)
    if one == other[: len(one)] or other == one[: len(other)]:
        return tree
    first, second = _at(tree, one), _at(tree, other)
    return _replace(_replace(tree, one, second), other, first)


def _swap_leaves(tree: Tree, chance: random.Random) -> Tree:
    paths = [path for path in _paths(tree) if isinstance(_at(tree, path), int)]
    one, other = chance.sample(paths, 2)
    return _replace(_replace(tree, one, _at(tree, other)), other, _at(tree, one))


def _turn(tree: Tree, chance: random.Random) -> Tree:
    """Change how a node cuts, or the order of its children."""
    paths = [path for path in _paths(tree) if not isinstance(_at(tree, path), int)]
    path = chance.choice(paths)
    node = _at(tree, path)
    assert not isinstance(node, int)
    if len(node) == 6:
        if chance.random() < 0.5:
            return _replace(tree, path, ("~" if node[0] == "@" else "@", *node[1:]))
        return _replace(tree, path, (node[0], node[2], node[3], node[4], node[1], node[5]))
    if chance.random() < 0.5:
        return _replace(tree, path, ("|" if node[0] == "-" else "-", *node[1:]))
    return _replace(tree, path, (node[0], node[2], node[1]))


def _move(tree: Tree, chance: random.Random) -> Tree:
    """Take a subtree out and put it beside another one."""
    paths = [path for path in _paths(tree) if path and len(_at(tree, path[:-1])) == 3]  # type: ignore[arg-type]
    if not paths:
        return tree
    path = chance.choice(paths)
    taken = _at(tree, path)
    rest = _replace(tree, path[:-1], _at(tree, (*path[:-1], 3 - path[-1])))
    target = chance.choice(_paths(rest))
    pair = (taken, _at(rest, target)) if chance.random() < 0.5 else (_at(rest, target), taken)
    return _replace(rest, target, (chance.choice("-|"), *pair))


def _wheel(tree: Tree, chance: random.Random) -> Tree:
    """Make a pinwheel of a subtree that has five parts or more, or stacks of a pinwheel."""
    paths = [path for path in _paths(tree) if len(path) <= 2 and not isinstance(_at(tree, path), int)]
    path = chance.choice(paths)
    numbers = leaves(_at(tree, path))
    if len(numbers) < 5:
        return tree
    cuts = sorted(chance.sample(range(1, len(numbers)), 4))
    parts = [numbers[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]
    made: list[Tree] = []
    for part in parts:
        made.append(random_tree(part, chance))
    return _replace(tree, path, (chance.choice("@~"), *made))


MOVES = ((_swap_leaves, 0.30), (_move, 0.30), (_turn, 0.22), (_swap, 0.14), (_wheel, 0.04))


def neighbour(tree: Tree, chance: random.Random) -> Tree:
    """A tree that differs by one move."""
    move = chance.choices([move for move, _ in MOVES], [share for _, share in MOVES])[0]
    return move(tree, chance)


class Search:
    """Looks for the best page of a set of items on `columns` × `rows`."""

    def __init__(self, items: Sequence[Item], columns: int, rows: int, weights: Weights) -> None:
        self.items = items
        self.columns = columns
        self.rows = rows
        self.weights = weights
        self.planner = Floorplanner(items, columns, rows)
        self.best: Found | None = None
        self.tried = 0
        self._known: dict[Tree, float] = {}

    def value(self, tree: Tree) -> float:
        """The tree's cost; under UNREACHED exactly when it fills the page."""
        found = self._known.get(tree)
        if found is None:
            self.tried += 1
            found = self._known[tree] = self._value(tree)
        return found

    def _value(self, tree: Tree) -> float:
        reach = self.planner.reach(tree).get(self.columns)
        if reach is None:
            return 2 * UNREACHED + 50.0 * self._misfit(tree)
        off = max(reach[0] - self.rows, self.rows - reach[1], 0)
        if off:
            return UNREACHED + PER_ROW * off
        cost = self.planner.cost(tree, self.columns, self.rows)
        if cost == INFINITE:
            return UNREACHED + PER_ROW / 2
        spots = self.planner.place(tree, 0, 0, self.columns, self.rows)
        total = cost + arrangement_cost(self.items, spots, self.columns, self.rows, self.weights)
        if self.best is None or total < self.best.cost:
            self.best = Found(total, tree, tuple(spots))
        return min(total, UNREACHED - 1)

    def _misfit(self, tree: Tree) -> float:
        """How many subtrees have no width or height at all."""
        if isinstance(tree, int):
            return 0.0
        return (not self.planner.reach(tree)) + sum(self._misfit(child) for child in tree[1:])  # type: ignore[arg-type]

    def run(self, chance: random.Random, steps: int) -> None:
        """One annealing of `steps` moves from a random tree with the items in order."""
        tree = random_tree(list(range(len(self.items))), chance)
        value = self.value(tree)
        if len(self.items) == 1:
            return
        for step in range(steps):
            heat = HOT * (COLD / HOT) ** (step / steps)
            other = neighbour(tree, chance)
            new = self.value(other)
            if new <= value or chance.random() < math.exp((value - new) / heat):
                tree, value = other, new
