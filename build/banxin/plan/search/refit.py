"""An earlier page with changed text: the same modules at the same places, or as few of them moved as it takes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product

from banxin.plan.search.annealing import WARM, Found, Search
from banxin.plan.search.cost import pins_lost
from banxin.plan.search.floorplan import Spot
from banxin.plan.search.task import Cells, PageTask
from banxin.plan.search.tree import Tree, Trees

STEPS = 500
"""Moves from the earlier page's own tree when its modules do not fill it as they stand. Ours."""


def same_places(task: PageTask) -> Found | None:
    """The page with every item where it stood before, if each still fills its rectangle and no new pin is broken."""
    spots = []
    for number, item in enumerate(task.items):
        cells = task.before.get(item.id)
        shape = item.curves.get(cells[2], {}).get(cells[3]) if cells else None
        if cells is None or shape is None:
            return None
        spots.append(Spot(number, cells[0], cells[1], shape))
    wanted = len(task.before) == len(spots) and not pins_lost(task, spots)
    return Found(0.0, 0, tuple(spots)) if wanted else None


def few_moved(task: PageTask, seed: str) -> Found | None:
    """The page as near to the earlier one as a short walk from its own cuts comes, or None."""
    places = {number: task.before[item.id] for number, item in enumerate(task.items) if item.id in task.before}
    search = Search(task)
    tree = tree_of(search.trees, places)
    if tree is None:
        return None
    for number in range(len(task.items)):
        if number not in places:
            tree = search.trees.node("-", tree, number)
    search.anneal(tree, random.Random(f"{seed}/refit"), STEPS, WARM)
    return search.best


def tree_of(trees: Trees, places: dict[int, Cells]) -> Tree | None:
    """The floorplan that a page's rectangles come from: cut straight where it can be, else as a pinwheel."""
    if len(places) == 1:
        return next(iter(places))
    for cut, parts in _partings(places):
        children = [tree_of(trees, part) for part in parts]
        if all(child is not None for child in children):
            return trees.node(cut, *(child for child in children if child is not None))
    return None


def _partings(places: dict[int, Cells]) -> Iterator[tuple[str, list[dict[int, Cells]]]]:
    for cut, axis in (("-", 1), ("|", 0)):
        for edge in sorted({cells[axis] for cells in places.values()})[1:]:
            before = {number: cells for number, cells in places.items() if cells[axis] + cells[axis + 2] <= edge}
            after = {number: cells for number, cells in places.items() if cells[axis] >= edge}
            if before and len(before) + len(after) == len(places):
                yield cut, [before, after]
    for cut, mirrored in (("@", False), ("~", True)):
        yield from ((cut, parts) for parts in _wheels(_mirror(places) if mirrored else places, places))


def _mirror(places: dict[int, Cells]) -> dict[int, Cells]:
    right = max(x + span for x, _, span, _ in places.values())
    return {number: (right - x - span, y, span, rows) for number, (x, y, span, rows) in places.items()}


def _wheels(seen: dict[int, Cells], places: dict[int, Cells]) -> Iterator[list[dict[int, Cells]]]:
    """Ways to see the rectangles as four arms and a middle, turning to the right; `seen` may be mirrored."""
    left, top = min(cells[0] for cells in seen.values()), min(cells[1] for cells in seen.values())
    right = max(x + span for x, _, span, _ in seen.values())
    bottom = max(y + rows for _, y, _, rows in seen.values())
    columns = sorted({cells[0] for cells in seen.values()} - {left})
    lines = sorted({cells[1] for cells in seen.values()} - {top})
    for (d, a), (a_rows, b_rows) in product(_pairs(columns), _pairs(lines)):
        arms = (
            (left, top, a, a_rows), (a, top, right, b_rows), (d, b_rows, right, bottom), (left, a_rows, d, bottom),
            (d, a_rows, a, b_rows),
        )  # fmt: skip
        parts = [{number: places[number] for number, cells in seen.items() if _inside(cells, arm)} for arm in arms]
        if all(parts) and sum(map(len, parts)) == len(seen):
            yield parts


def _pairs(edges: Sequence[int]) -> list[tuple[int, int]]:
    return [(low, high) for low in edges for high in edges if low < high]


def _inside(cells: Cells, arm: tuple[int, int, int, int]) -> bool:
    x, y, span, rows = cells
    return arm[0] <= x and arm[1] <= y and x + span <= arm[2] and y + rows <= arm[3]
