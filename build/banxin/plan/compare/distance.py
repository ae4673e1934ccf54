"""Plans of one edition that really differ: the distance of two, and which of many are worth showing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Plan, Rect
from banxin.units import round_half_up

DIFFERENT = 0.15
"""Plans nearer to each other than this look alike to an editor: one of them is enough. Ours."""
WORSE, SLACK = 1.5, 25.0
"""A score is still good up to so many times the best one and so many points more. Ours."""

ModuleIdentity = tuple[object, ...]


def distance(one: Plan, other: Plan) -> float:
    """Share of the pages' area whose modules stand elsewhere, from 0 (all in the same place) to 1 (none).

    The part of a module's rectangle that it covers in both plans, on the same page, has not moved; the rest has.
    Counted are all pages of both plans and what the planner is free to move: no furniture, no advertisements.
    Symmetric, and 0 for two plans without such modules.
    """
    here, there = _places(one), _places(other)
    total = math.fsum(_areas(here)) + math.fsum(_areas(there))
    if not total:
        return 0.0
    still = math.fsum(_shared(rect, there[key]) for key, rect in here.items() if key in there)
    return min(1.0, max(0.0, round_half_up(1 - 2 * still / total, 4)))


def _places(plan: Plan) -> dict[ModuleIdentity, Rect]:
    """Page and module → its rectangle, in pt."""
    found: dict[ModuleIdentity, Rect] = {}
    times = Counter[ModuleIdentity]()
    for page in plan.pages:
        for module in page.modules:
            if not module.kind.traits.fixed:
                key = (page.number, *_identity(module))
                times[key] += 1
                found[*key, times[key]] = module.rect
    return found


def _identity(module: Module) -> ModuleIdentity:
    """What a module is, regardless of its place: ids follow from the place and do not identify it."""
    files = tuple(picture.file for picture in module.pictures) if module.kind is ModuleKind.PHOTO else ()
    text = module.lines[0].text if module.lines and not module.article else ""
    return module.kind, module.article, module.part, files, text


def _areas(places: dict[ModuleIdentity, Rect]) -> list[float]:
    return [rect.width * rect.height for rect in places.values()]


def _shared(one: Rect, other: Rect) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, width) * max(0.0, height)


def choose(costs: Sequence[float], apart: Callable[[int, int], float], most: int) -> tuple[int, ...]:
    """Which candidates to show, by number from 0: the cheapest first, then always the one farthest from all chosen.

    `costs` are points, less is better; `apart` is the distance of two candidates. Good ones go
    first: those whose cost is not much over the least one (WORSE, SLACK); when there are no more, the cheapest of the
    rest. What is nearer than DIFFERENT to a chosen one is left out, so that there may be fewer than `most`.
    """
    if not costs or most < 1:
        return ()
    bound = WORSE * min(costs) + SLACK
    chosen = [min(range(len(costs)), key=lambda number: (costs[number], number))]
    while len(chosen) < most:
        gaps = {
            number: min(apart(number, other) for other in chosen)
            for number in range(len(costs))
            if number not in chosen
        }
        left = [number for number, gap in gaps.items() if gap >= DIFFERENT]
        good = [number for number in left if costs[number] <= bound]
        if good:
            chosen.append(min(good, key=lambda number: (-gaps[number], costs[number], number)))
        elif left:
            chosen.append(min(left, key=lambda number: (costs[number], number)))
        else:
            break
    return tuple(chosen)
