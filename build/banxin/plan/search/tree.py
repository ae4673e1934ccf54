"""Floorplans: how a region is cut into modules.

A floorplan is a tree. A leaf is an item's number. A stack `-` puts its first child over its second, an abutment
`|` puts the first left of the second; a pinwheel `@` turns four children round the fifth, so that no straight line
crosses the region: top left, right, bottom, left, middle; `~` is its mirror image.
After Wong and Liu, *A New Algorithm for Floorplan Design* (1986).
"""

from __future__ import annotations

from typing import Union

Path = tuple[int, ...]


class Node:
    """One cut of a region. Made by `Trees` only, where the same cut is the same object: nodes compare by identity."""

    __slots__ = ("children", "count", "cut", "held", "size")
    count: int
    """Leaves in it."""
    size: int
    """Subtrees in it, itself and leaves included."""
    held: int
    """The leaves in it, a bit each."""

    def __init__(self, cut: str, children: tuple[Tree, ...]) -> None:
        self.cut = cut
        self.children = children
        count, size, held = 0, 1, 0
        for child in children:
            if isinstance(child, int):
                count, size, held = count + 1, size + 1, held | 1 << child
            else:
                count, size, held = count + child.count, size + child.size, held | child.held
        self.count, self.size, self.held = count, size, held

    def __repr__(self) -> str:
        return f"({self.cut} {' '.join(map(repr, self.children))})"


Tree = Union[int, Node]  # noqa: UP007 - Node is named before it is defined


class Trees(dict[tuple[str, tuple[Tree, ...]], Node]):
    """The nodes of one search, by their cut and children: `trees[cut, children]` is made when first asked for.

    A tree of one search is never equal to one of another, even if it is cut alike.
    """

    __slots__ = ()

    def __missing__(self, key: tuple[str, tuple[Tree, ...]]) -> Node:
        made = self[key] = Node(*key)
        return made

    def node(self, cut: str, *children: Tree) -> Node:
        """The node of that cut and those children."""
        return self[cut, children]

    def replaced(self, tree: Tree, path: Path, new: Tree) -> Tree:
        """The tree with `new` in the place of the subtree at the end of a path."""
        if not path:
            return new
        assert isinstance(tree, Node)
        children = list(tree.children)
        children[path[0]] = self.replaced(children[path[0]], path[1:], new)
        return self[tree.cut, tuple(children)]

    def exchanged(self, tree: Tree, one: int, other: int) -> Tree:
        """The tree with two of its items in each other's places."""
        if isinstance(tree, int):
            return other if tree == one else one if tree == other else tree
        touched = 1 << one | 1 << other
        return self._exchanged(tree, one, other, touched) if tree.held & touched else tree

    def _exchanged(self, tree: Node, one: int, other: int, touched: int) -> Node:
        """`exchanged` for a node that holds one of both; `touched` has their bits."""
        children: list[Tree] = []
        for child in tree.children:
            if isinstance(child, int):
                children.append(other if child == one else one if child == other else child)
            else:
                children.append(self._exchanged(child, one, other, touched) if child.held & touched else child)
        return self[tree.cut, tuple(children)]


def size(tree: Tree) -> int:
    """Subtrees in a tree, itself and leaves included."""
    return 1 if isinstance(tree, int) else tree.size


def subtree_path(tree: Tree, number: int) -> Path:
    """The way down to subtree `number` of a tree, counted from 0 in its own order: which child to take at each step."""
    path: list[int] = []
    while number:
        assert isinstance(tree, Node)
        number -= 1
        for step, child in enumerate(tree.children):
            held = 1 if isinstance(child, int) else child.size
            if number < held:
                path.append(step)
                tree = child
                break
            number -= held
    return tuple(path)


def subtree_at(tree: Tree, path: Path) -> Tree:
    """The subtree at the end of a path."""
    for step in path:
        assert isinstance(tree, Node)
        tree = tree.children[step]
    return tree


def leaf_at(tree: Tree, number: int) -> int:
    """Leaf `number` of a tree, counted from 0 in its own order."""
    while isinstance(tree, Node):
        for child in tree.children:
            held = 1 if isinstance(child, int) else child.count
            if number < held:
                tree = child
                break
            number -= held
    return tree


def leaves(tree: Tree) -> list[int]:
    """Numbers of the items in a tree, in its own order."""
    if isinstance(tree, int):
        return [tree]
    return [leaf for child in tree.children for leaf in leaves(child)]


CORNERS = {
    "top-left": {"-": 0, "|": 0, "@": 0, "~": 1},
    "top-right": {"-": 0, "|": 1, "@": 1, "~": 0},
    "bottom-right": {"-": 1, "|": 1, "@": 2, "~": 3},
    "bottom-left": {"-": 1, "|": 0, "@": 3, "~": 2},
}
"""Which child of a cut has the region's corner."""


def corner(tree: Tree, which: str = "top-left") -> int:
    """The item in a corner of a tree."""
    steps = CORNERS[which]
    while isinstance(tree, Node):
        tree = tree.children[steps[tree.cut]]
    return tree
