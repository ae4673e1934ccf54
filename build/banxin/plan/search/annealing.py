"""Local search over floorplans, seeded: the same seed walks the same way on every machine."""

from __future__ import annotations

import math
import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from banxin.plan.search.cost import arrangement_cost, unlawful
from banxin.plan.search.floorplan import INFINITE, Floorplanner, Spot
from banxin.plan.search.task import PageTask, Pin
from banxin.plan.search.tree import (
    Node,
    Path,
    Tree,
    Trees,
    corner,
    leaf_at,
    leaves,
    size,
    subtree_at,
    subtree_path,
)

UNREACHED = 6000.0
"""Cost of a tree that has no filling at all; a filled page costs less. Ours."""
PER_ROW = 12.0
"""Cost of each row that a tree's heights miss the page's by: what leads the search to filled pages. Ours."""
ROWS_MISSED = 8
"""Rows that the best tree of all starts misses the page by, over which no search goes on. Ours."""
STARTED_WORSE, FINISHED_WORSE = 1.5, 1.1
"""How many times what is known already the best of all starts may cost, and the best after a finish, for the search to
go on: much time for pages that are hardly better. Ours."""
NEW_TREES, STARTS_WITHOUT_NEW = 0.01, 2
"""So many starts one after another that meet no more new trees than this share of their steps have seen all that a few
items can do. Ours."""
HOT, WARM, COLD = 120.0, 40.0, 4.0
"""Temperatures of the annealing in points of the score. Ours."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long to look. Counted in moves, never in seconds, so that every machine finds the same page."""

    starts: int = 12
    start_steps: int = 300
    finishes: int = 4
    finish_steps: int = 900


@dataclass(frozen=True, slots=True)
class Found:
    """A filled page."""

    cost: float
    tree: Tree
    spots: tuple[Spot, ...]


def random_tree(trees: Trees, numbers: list[int], chance: random.Random) -> Tree:
    """A tree over the numbers in their order, cut at random."""
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) >= 5 and chance.random() < 0.2:
        return _random_wheel(trees, numbers, chance)
    cut = chance.randrange(1, len(numbers))
    return trees.node(
        chance.choice("-|"), random_tree(trees, numbers[:cut], chance), random_tree(trees, numbers[cut:], chance)
    )


def _random_wheel(trees: Trees, numbers: list[int], chance: random.Random) -> Node:
    """A pinwheel over five numbers or more in their order."""
    cuts = sorted(chance.sample(range(1, len(numbers)), 4))
    parts = [numbers[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]
    return trees.node(chance.choice("@~"), *(random_tree(trees, part, chance) for part in parts))


def _pick(tree: Tree, chance: random.Random, *, root: bool) -> Path:
    """The way to a subtree at random."""
    least = 0 if root else 1
    return subtree_path(tree, least + int(chance.random() * (size(tree) - least)))


def _cut_node(tree: Node, chance: random.Random) -> Path:
    """The way to a cut at random."""
    path = _pick(tree, chance, root=True)
    return path if isinstance(subtree_at(tree, path), Node) else path[:-1]


def _swap(trees: Trees, tree: Node, chance: random.Random) -> Tree:
    one, other = _pick(tree, chance, root=False), _pick(tree, chance, root=False)
    if one == other[: len(one)] or other == one[: len(other)]:
        return tree
    first, second = subtree_at(tree, one), subtree_at(tree, other)
    return trees.replaced(trees.replaced(tree, one, second), other, first)


def _swap_leaves(trees: Trees, tree: Node, chance: random.Random) -> Tree:
    one, other = int(chance.random() * tree.count), int(chance.random() * tree.count)
    return trees.exchanged(tree, leaf_at(tree, one), leaf_at(tree, other))


def _turn(trees: Trees, tree: Node, chance: random.Random) -> Tree:
    """Change how a node cuts, or the order of its children."""
    path = _cut_node(tree, chance)
    turned = subtree_at(tree, path)
    assert isinstance(turned, Node)
    children = turned.children
    if chance.random() < 0.5:
        return trees.replaced(tree, path, trees.node(TURNED[turned.cut], *children))
    order = (1, 0) if len(children) == 2 else (1, 2, 3, 0, 4)
    return trees.replaced(tree, path, trees.node(turned.cut, *(children[place] for place in order)))


def _move(trees: Trees, tree: Node, chance: random.Random) -> Tree:
    """Take a subtree out and put it beside another one."""
    path = _pick(tree, chance, root=False)
    parent = subtree_at(tree, path[:-1])
    if not isinstance(parent, Node) or len(parent.children) != 2:
        return tree
    taken = parent.children[path[-1]]
    rest = trees.replaced(tree, path[:-1], parent.children[1 - path[-1]])
    target = _pick(rest, chance, root=True)
    there = subtree_at(rest, target)
    pair = (taken, there) if chance.random() < 0.5 else (there, taken)
    return trees.replaced(rest, target, trees.node("-" if chance.random() < 0.5 else "|", *pair))


def _wheel(trees: Trees, tree: Node, chance: random.Random) -> Tree:
    """Make a pinwheel of a subtree that has five parts or more, or stacks of a pinwheel."""
    path = _cut_node(tree, chance)[:2]
    numbers = leaves(subtree_at(tree, path))
    if len(numbers) < 5:
        return tree
    return trees.replaced(tree, path, _random_wheel(trees, numbers, chance))


TURNED = {"-": "|", "|": "-", "@": "~", "~": "@"}
MOVES = ((_swap_leaves, 0.30), (_move, 0.38), (_turn, 0.22), (_swap, 0.14), (_wheel, 0.04))
"""Moves and how often each is made. Ours."""
_KINDS = [move for move, _ in MOVES]
_SHARES = list(accumulate(share for _, share in MOVES))


def neighbour(trees: Trees, tree: Tree, chance: random.Random) -> Tree:
    """A tree that differs by one move."""
    if isinstance(tree, int):
        return tree
    move = _KINDS[bisect(_SHARES, chance.random() * _SHARES[-1], 0, len(_KINDS) - 1)]
    return move(trees, tree, chance)


def cornered(trees: Trees, tree: Tree, pins: tuple[Pin, ...]) -> Tree:
    """The tree with the pinned items in their corners: each changes places with what stands there."""
    for pin in pins:
        there = corner(tree, pin.at)
        if there != pin.item:
            tree = trees.exchanged(tree, there, pin.item)
    return tree


class Search:
    """Looks for the best way to do a task; a way that costs less than `enough` ends it.

    `known` is the cost of a way that is known already: what is far from it is not looked at to the end.
    """

    def __init__(self, task: PageTask, enough: float = 0.0, known: float = INFINITE) -> None:
        self.task = task
        self.enough = enough
        self.known = known
        self.trees = Trees()
        self.pins = task.corners
        self.planner = Floorplanner(task.items, task.columns, task.rows)
        self.best: Found | None = None
        self._known: dict[Tree, float] = {}

    def value(self, tree: Tree) -> float:
        """The tree's cost; under UNREACHED exactly when it fills the region."""
        found = self._known.get(tree)
        if found is None:
            found = self._known[tree] = self._value(tree)
        return found

    def _value(self, tree: Tree) -> float:
        task = self.task
        reach = self.planner.whole_reach(tree)
        if reach is None:
            return 2 * UNREACHED
        off = reach[2] + max(reach[0] - task.rows, task.rows - reach[1], 0)
        if off:
            return UNREACHED + PER_ROW * off
        cost = self.planner.cost(tree, task.columns, task.rows)
        if cost == INFINITE:
            return UNREACHED + PER_ROW / 2
        spots = self.planner.place(tree, 0, 0, task.columns, task.rows)
        total = cost + arrangement_cost(task, spots)
        if (self.best is None or total < self.best.cost) and not unlawful(task, spots):
            self.best = Found(total, tree, tuple(spots))
        return min(total, UNREACHED - 1)

    @property
    def ended(self) -> bool:
        """Whether what is found is good enough to look no further."""
        return self.best is not None and self.best.cost < self.enough

    def run(self, chance: random.Random, schedule: Schedule) -> None:
        """Short annealings from trees with the items in order, then longer, cooler ones from the best of them."""
        numbers = list(range(len(self.task.items)))
        ends: list[tuple[float, int, Tree]] = []
        without_new = 0
        for start in range(schedule.starts):
            met = len(self._known)
            value, tree = self.anneal(random_tree(self.trees, numbers, chance), chance, schedule.start_steps, HOT)
            ends.append((value, start, tree))
            without_new = without_new + 1 if len(self._known) - met <= NEW_TREES * schedule.start_steps else 0
            if self.ended or without_new == STARTS_WITHOUT_NEW:
                return
        if min(end[0] for end in ends) > UNREACHED + ROWS_MISSED * PER_ROW:
            return
        if self.best is not None and self._lagging(STARTED_WORSE):
            return
        for _, _, tree in sorted(ends, key=lambda end: end[:2])[: schedule.finishes]:
            self.anneal(tree, chance, schedule.finish_steps, WARM)
            if self.ended or self._lagging(FINISHED_WORSE):
                return

    def _lagging(self, times: float) -> bool:
        """Whether what is found is so much dearer than what is known."""
        return (self.best.cost if self.best is not None else UNREACHED) > times * self.known

    def anneal(self, tree: Tree, chance: random.Random, steps: int, hot: float) -> tuple[float, Tree]:
        """Walk `steps` moves from a tree, cooling from `hot` to COLD; the best tree met, with its value."""
        tree = cornered(self.trees, tree, self.pins)
        value = self.value(tree)
        best = value, tree
        for step in range(steps if len(self.task.items) > 1 else 0):
            heat = hot * (COLD / hot) ** (step / steps)
            other = cornered(self.trees, neighbour(self.trees, tree, chance), self.pins)
            new = self.value(other)
            if self.ended:
                break
            if new <= value or chance.random() < math.exp((value - new) / heat):
                tree, value = other, new
                if value < best[0]:
                    best = value, tree
        return best
