"""The search behind headlines: breaks that cost least, then lines as even as possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from banxin.units import EM

PAUSE_WORTH = EM
"""Ours. For a break at a pause the widest line may be this much wider than for one between two words."""
MOST_UNEVEN = 2
"""Ours. No line is wider than this many times the mean, and two em, where there is another way."""

Cost = tuple[float, ...]
Price = Callable[[Cost, int, int, int], Cost]
"""(cost so far, start, end, line from 0) → cost with the line from break `start` to break `end`."""


@dataclass(frozen=True, slots=True)
class BreakOptions:
    """The breaks at which a headline may be broken, from 0 (the start) to `last` (the end)."""

    last: int
    costs: Mapping[int, int]
    """Legal break → its cost, the first and the last one left out."""
    pauses: frozenset[int]
    """The breaks where a reader pauses."""
    width: Callable[[int, int], int]
    """Of the line between two breaks, mils."""


def balanced(options: BreakOptions, count: int) -> tuple[int, ...] | None:
    """The ends of the best `count` lines, or None when the breaks do not suffice.

    Least cost first; then the narrowest widest line, a pause used counting for PAUSE_WORTH; then the least unevenness;
    then the longer lines below.
    """
    mean = options.width(0, options.last) / count
    for widest in (MOST_UNEVEN * mean + 2 * EM, float("inf")):
        found = _balanced(options, count, mean, widest)
        if found is not None:
            return found
    return None


def _balanced(options: BreakOptions, count: int, mean: float, most: float) -> tuple[int, ...] | None:
    def narrow(cost: Cost, start: int, end: int, line: int) -> Cost:
        return cost[0] + options.costs.get(end, 0), max(cost[1], options.width(start, end))

    found = _search(options, count, most, narrow, (0, 0))
    if not found:
        return None
    used = min(found, key=lambda pauses: (found[pauses][0][0], found[pauses][0][1] - PAUSE_WORTH * pauses))
    widest = found[used][0][1]

    def even(cost: Cost, start: int, end: int, line: int) -> Cost:
        width = options.width(start, end)
        return cost[0] + options.costs.get(end, 0), cost[1] + (width - mean) ** 2, cost[2] - line * width

    return _search(options, count, widest, even, (0, 0, 0))[used][1]


def _search(
    options: BreakOptions, count: int, most: float, price: Price, nothing: Cost
) -> dict[int, tuple[Cost, tuple[int, ...]]]:
    """Pauses used → (cost, ends) of the cheapest `count` lines, none wider than `most`.

    Costs are compared part by part, and grow with every line, so the best way to a break is part of the best way on.
    """
    stops = [*sorted(options.costs), options.last]
    states: dict[int, dict[int, tuple[Cost, tuple[int, ...]]]] = {0: {0: (nothing, ())}}
    for line in range(count):
        after: dict[int, dict[int, tuple[Cost, tuple[int, ...]]]] = {}
        for start, ways in states.items():
            for end in stops:
                if end <= start or (end == options.last) != (line == count - 1):
                    continue
                if options.width(start, end) > most:
                    break
                into = after.setdefault(end, {})
                for used, (cost, ends) in ways.items():
                    way = (price(cost, start, end, line), (*ends, end))
                    pauses = used + (end in options.pauses)
                    if pauses not in into or way < into[pauses]:
                        into[pauses] = way
        states = after
    return states.get(options.last, {})
