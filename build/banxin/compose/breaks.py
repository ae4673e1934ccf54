"""Total fit: the breaks of a paragraph that cost least over all its lines (Knuth and Plass 1981).

The demerits of a line are (1 + b + p)², b for what its gaps are squeezed or stretched, p for where it ends; the numbers
are in docs/composition.md#total-fit. Costs are floats of exact integer widths: the same sums in the same order
everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from banxin.compose.material import Material
from banxin.units import EIGHTH, HALF, QUARTER

SHRINK = 15.0
SHRINK_STOPS = 30.0
STRETCH = 100.0 / EIGHTH**3
"""Of a gap's cube, in mils."""
WIDE_STRETCH = 20.0
"""More, for a line that stretches over half an em in all."""
LOOSE = 10_000.0
"""More, for a gap over a quarter em, which is a fault."""
ORPHAN = 10_000.0
"""A last line of one character."""
OVERLONG = 1e18
"""A line that nothing brings under its measure: only where there is no other way."""
INFINITE = float("inf")

UNLIMITED = 1 << 40
TIERS = ((EIGHTH, (1.0 + 100.0) ** 2), (QUARTER, 1e8))
"""(gap, cost): breaks found among lines of gaps up to `gap` are the best of all when they cost no more than `cost`,
which a single wider line would."""


class Breaks(NamedTuple):
    """Where the lines of a paragraph end."""

    ends: tuple[int, ...]
    """Indices of breaks, the last one the paragraph's end."""
    cost: float


class Reach:
    """Which breaks a line from a given break can reach at all, by two monotone sums."""

    def __init__(self, material: Material, limit: int) -> None:
        starts, ends = material.starts, material.ends
        self.least_from = [n - a - t for n, a, t in zip(starts.natural, starts.shrink, starts.stops, strict=True)]
        least_to = [n - a - t for n, a, t in zip(ends.natural, ends.shrink, ends.stops, strict=True)]
        self.most_from = [
            n + f + limit * (x + g)
            for n, f, x, g in zip(starts.natural, starts.limited, starts.limited_gaps, starts.free_gaps, strict=True)
        ]
        most_to = [
            n + f + limit * (x + g)
            for n, f, x, g in zip(ends.natural, ends.limited, ends.limited_gaps, ends.free_gaps, strict=True)
        ]
        # A hyphen makes a break wider than the next one may be: keep both sums rising, on the safe side.
        self.least_to = list(accumulate(reversed(least_to), min))[::-1]
        self.most_to = list(accumulate(most_to, max))

    def range(self, start: int, measure: int) -> tuple[int, int]:
        """First break, and the one behind the last, that a line from `start` may end at."""
        low = bisect_left(self.most_to, measure + self.most_from[start], start + 1)
        high = bisect_right(self.least_to, measure + self.least_from[start], start + 1)
        return low, high


def total_fit(material: Material, first: int, measure: int) -> Breaks:
    """The best breaks for a first line of `first` and others of `measure` mils. There always are some."""
    for limit, bound in TIERS:
        found = _fit(material, first, measure, limit)
        if found is not None and found.cost <= bound:
            return found
    found = _fit(material, first, measure, UNLIMITED)
    assert found is not None  # with no limit every break is reached by some line
    return found


def _fit(material: Material, first: int, measure: int, limit: int) -> Breaks | None:
    """The best breaks among lines whose gaps stay within `limit`; None when there are none."""
    ends, starts, penalties, last = material.ends, material.starts, material.penalties, material.last
    natural_to, shrink_to, stops_to = ends.natural, ends.shrink, ends.stops
    limited_to, spaces_to, free_to = ends.limited, ends.limited_gaps, ends.free_gaps
    best = [INFINITE] * (last + 1)
    came_from = [0] * (last + 1)
    best[0] = 0.0
    reach = Reach(material, min(limit, measure + first))
    for start in range(last):
        so_far = best[start]
        if so_far == INFINITE:
            continue
        room = measure if start else first
        low, high = reach.range(start, room)
        if limit == UNLIMITED:
            low = start + 1
        if high > last:
            high = last
            cost = so_far + last_line(material, start, room)
            if cost < best[last]:
                best[last], came_from[last] = cost, start
        elif high <= start + 1 and limit == UNLIMITED:
            cost = so_far + OVERLONG
            if cost < best[start + 1]:
                best[start + 1], came_from[start + 1] = cost, start
        base = room + starts.natural[start]
        shrink, stops = starts.shrink[start], starts.stops[start]
        limited, spaces, free = starts.limited[start], starts.limited_gaps[start], starts.free_gaps[start]
        for end in range(low, high):
            spare = base - natural_to[end]
            bad = 1.0 + penalties[end]
            if spare > 0:
                rest = spare - limited_to[end] + limited
                if rest > 0:
                    gaps = free_to[end] - free or spaces_to[end] - spaces
                    gap = rest / gaps if gaps else rest
                    if gap > QUARTER or not gaps:
                        if gap > limit or limit != UNLIMITED:
                            continue
                        bad += LOOSE
                    elif gap > limit:
                        continue
                    bad += gap * gap * gap * STRETCH
                if spare > HALF:
                    bad += WIDE_STRETCH
            elif spare < 0:
                room_before = shrink_to[end] - shrink
                room_stops = stops_to[end] - stops
                if -spare > room_before + room_stops:
                    continue
                bad += _shrinking(-spare, room_before, room_stops)
            cost = so_far + bad * bad
            if cost < best[end]:
                best[end], came_from[end] = cost, start
    if best[last] == INFINITE:
        return None
    return Breaks(traced(came_from, last), best[last])


def last_line(material: Material, start: int, room: int) -> float:
    """The demerits of the line from `start` to the paragraph's end, which fits, squeezed if need be."""
    spare = room + material.starts.natural[start] - material.ends.natural[-1]
    bad = ORPHAN if start and start >= material.orphan_from else 0.0
    if spare < 0:
        before = material.ends.shrink[-1] - material.starts.shrink[start]
        bad += _shrinking(-spare, before, material.ends.stops[-1] - material.starts.stops[start])
    return (1.0 + bad) ** 2


def traced(came_from: list[int], last: int) -> tuple[int, ...]:
    """The breaks on the way to `last`."""
    ends = []
    while last:
        ends.append(last)
        last = came_from[last]
    return tuple(reversed(ends))


def line_cost(material: Material, start: int, end: int, room: int, limit: int) -> float:
    """The demerits of one line whose gaps stay within `limit`; INFINITE when they cannot.

    The same sum as in `_fit`, which has it written out because it is asked for each pair of breaks.
    """
    starts, ends = material.starts, material.ends
    spare = room + starts.natural[start] - ends.natural[end]
    bad = 1.0 + material.penalties[end]
    if spare > 0:
        rest = spare - ends.limited[end] + starts.limited[start]
        if rest > 0:
            gaps = ends.free_gaps[end] - starts.free_gaps[start]
            gaps = gaps or ends.limited_gaps[end] - starts.limited_gaps[start]
            if not gaps or rest > limit * gaps:
                return INFINITE
            bad += STRETCH * (rest / gaps) ** 3
        if spare > HALF:
            bad += WIDE_STRETCH
    elif spare < 0:
        before = ends.shrink[end] - starts.shrink[start]
        stops = ends.stops[end] - starts.stops[start]
        if -spare > before + stops:
            return INFINITE
        bad += _shrinking(-spare, before, stops)
    return bad * bad


def _shrinking(need: int, before: int, stops: int) -> float:
    """b of a line squeezed by `need`, of the room `before` the level STOP and in it."""
    if need <= before:
        return SHRINK * (need / before) ** 3
    return (SHRINK if before else 0.0) + SHRINK_STOPS * ((need - before) / stops) ** 3
