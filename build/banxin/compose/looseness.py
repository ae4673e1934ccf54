"""Total fit with a wanted number of lines, so that the planner can fill a leg exactly (Knuth's looseness)."""

from __future__ import annotations

from banxin.compose.breaks import INFINITE, Breaks, FeasibleBreaks, LineCosts
from banxin.compose.material import Material


def fits_by_count(material: Material, first: int, measure: int, limit: int, counts: range) -> dict[int, Breaks]:
    """Number of lines → the best breaks with that many, none of whose gaps passes `limit`.

    A path is dropped as soon as the lines that are left cannot bring it to one of `counts`.
    """
    last = material.last
    feasible, costs = FeasibleBreaks(material, limit), LineCosts(material)
    states: list[dict[int, tuple[float, int]]] = [{} for _ in range(last + 1)]
    states[0][0] = (0.0, 0)
    fewest, most = counts.start, counts.stop - 1
    for start in range(last):
        if not states[start]:
            continue
        to_come = -(-(feasible.least_to[last] - feasible.least_from[start]) // measure)
        at_most = (feasible.most_to[last] - feasible.most_from[start]) // measure + 1
        paths = [
            (lines, cost)
            for lines, (cost, _) in states[start].items()
            if lines + max(1, to_come) <= most and lines + at_most >= fewest
        ]
        if not paths:
            continue
        room = measure if start else first
        low, high = feasible.range(start, room)
        for end, added in enumerate(costs.upto(start, low, min(high, last), room, limit), low):
            _extend(states[end], paths, added, start)
        if high > last:
            _extend(states[last], paths, costs.last(start, room), start)
    return {
        lines: Breaks(_traced(states, last, lines), cost)
        for lines, (cost, _) in sorted(states[last].items())
        if lines in counts
    }


def _extend(state: dict[int, tuple[float, int]], paths: list[tuple[int, float]], added: float, start: int) -> None:
    """Lead every path from `start` on by one line that costs `added`."""
    if added == INFINITE:
        return
    for lines, cost in paths:
        known = state.get(lines + 1)
        if known is None or cost + added < known[0]:
            state[lines + 1] = (cost + added, start)


def _traced(states: list[dict[int, tuple[float, int]]], last: int, lines: int) -> tuple[int, ...]:
    ends = []
    while last:
        ends.append(last)
        last, lines = states[last][lines][1], lines - 1
    return tuple(reversed(ends))
