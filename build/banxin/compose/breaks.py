"""Total fit: the breaks of a paragraph that cost least over all its lines (Knuth and Plass 1981).

The demerits of a line are (1 + b + p)², b for the shrinking or stretching of its gaps, p for the place where it ends;
the numbers are in docs/composition.md#total-fit. Costs are floats of exact integer widths: the same sums in the same
order everywhere.
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
"""A line that cannot be shrunk to its measure: only where there is no other way."""
INFINITE = float("inf")

UNLIMITED = 1 << 40
TIERS = ((EIGHTH, (1.0 + 100.0) ** 2), (QUARTER, 1e8))
"""(gap, cost): breaks found among lines of gaps up to `gap` are the best of all when they cost no more than `cost`,
which a single wider line would."""


def demerits(badness: float, penalty: float) -> float:
    """What a line costs: `badness` for what is done to its gaps, `penalty` for where it ends."""
    return (1.0 + badness + penalty) ** 2


class Breaks(NamedTuple):
    """Where the lines of a paragraph end."""

    ends: tuple[int, ...]
    """Indices of breaks, the last one the paragraph's end."""
    cost: float


class FeasibleBreaks:
    """The feasible breaks of a line that starts at a given break, found with two monotone sums."""

    def __init__(self, material: Material, limit: int) -> None:
        starts, ends = material.start_rows, material.end_rows
        self.least_from = [n - a - t for n, a, t, _, _, _ in starts]
        least_to = [n - a - t for n, a, t, _, _, _ in ends]
        self.most_from = [n + f + limit * (x + g) for n, _, _, f, x, g in starts]
        most_to = [n + f + limit * (x + g) for n, _, _, f, x, g in ends]
        # With its hyphen, a line can be wider than one to the next break: keep both sums rising, on the safe side.
        self.least_to = list(accumulate(reversed(least_to), min))[::-1]
        self.most_to = list(accumulate(most_to, max))

    def range(self, start: int, measure: int) -> tuple[int, int]:
        """First break, and the one behind the last, that a line from `start` may end at."""
        low = bisect_left(self.most_to, measure + self.most_from[start], start + 1)
        high = bisect_right(self.least_to, measure + self.least_from[start], start + 1)
        return low, high


class LineCosts:
    """What the lines of a paragraph cost, for every search that weighs them."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.starts, self.ends, self.penalties = material.start_rows, material.end_rows, material.penalties

    def upto(self, start: int, low: int, high: int, room: int, limit: int) -> list[float]:
        """The demerits of the lines from break `start` to each break from `low` to before `high`, the last excepted.

        room: what each of them fills, mils. limit: the widest gap, at most QUARTER, or UNLIMITED. INFINITE for a line
        that cannot be set within it. The sum is that of `demerits`, written out because this is the innermost loop.
        """
        natural_from, shrink_from, stops_from, limited_from, spaces_from, free_from = self.starts[start]
        base = room + natural_from
        costs: list[float] = []
        ends, penalties = self.ends, self.penalties
        for end in range(low, high):
            natural, shrink, stops, limited, spaces, free = ends[end]
            bad = 1.0 + penalties[end]
            spare = base - natural
            if spare > 0:
                rest = spare - limited + limited_from
                if rest > 0:
                    gaps = free - free_from or spaces - spaces_from
                    gap = rest / gaps if gaps else rest
                    if gap > limit or not (gaps or limit == UNLIMITED):
                        costs.append(INFINITE)
                        continue
                    if gap > QUARTER or not gaps:
                        bad += LOOSE
                    bad += gap * gap * gap * STRETCH
                if spare > HALF:
                    bad += WIDE_STRETCH
            elif spare < 0:
                if -spare > shrink - shrink_from + stops - stops_from:
                    costs.append(INFINITE)
                    continue
                bad += _shrinking(-spare, shrink - shrink_from, stops - stops_from)
            costs.append(bad * bad)
        return costs

    def last(self, start: int, room: int) -> float:
        """The demerits of the line from `start` to the paragraph's end, which fits, shrunk if necessary."""
        starts, ends = self.material.starts, self.material.ends
        spare = room + starts.natural[start] - ends.natural[-1]
        badness = 0.0
        if spare < 0:
            before, stops = ends.shrink[-1] - starts.shrink[start], ends.stops[-1] - starts.stops[start]
            badness = _shrinking(-spare, before, stops)
        return demerits(badness, orphan(self.material, start))


def orphan(material: Material, start: int) -> float:
    """The cost of a last line of the paragraph that begins at `start`."""
    return ORPHAN if start and start >= material.orphan_from else 0.0


def _shrinking(need: int, before: int, stops: int) -> float:
    """The badness of a line squeezed by `need`, of the room `before` the level STOP and in it."""
    if need <= before:
        return SHRINK * (need / before) ** 3
    return (SHRINK if before else 0.0) + SHRINK_STOPS * ((need - before) / stops) ** 3


def total_fit(material: Material, first: int, measure: int) -> Breaks:
    """The best breaks for a first line of `first` and others of `measure` mils. They always exist."""
    lines = LineCosts(material)
    for limit, bound in TIERS:
        found = _fit(lines, first, measure, limit)
        if found is not None and found.cost <= bound:
            return found
    found = _fit(lines, first, measure, UNLIMITED)
    assert found is not None  # with no limit every break is reached by some line
    return found


def _fit(lines: LineCosts, first: int, measure: int, limit: int) -> Breaks | None:
    """The best breaks among lines whose gaps stay within `limit`; None when there are none."""
    last = lines.material.last
    best = [INFINITE] * (last + 1)
    came_from = [0] * (last + 1)
    best[0] = 0.0
    feasible = FeasibleBreaks(lines.material, min(limit, measure + first))
    for start in range(last):
        so_far = best[start]
        if so_far == INFINITE:
            continue
        room = measure if start else first
        low, high = feasible.range(start, room)
        if limit == UNLIMITED:
            low = start + 1
        if high > last:
            high = last
            cost = so_far + lines.last(start, room)
            if cost < best[last]:
                best[last], came_from[last] = cost, start
        elif high <= start + 1 and limit == UNLIMITED:
            cost = so_far + OVERLONG
            if cost < best[start + 1]:
                best[start + 1], came_from[start + 1] = cost, start
        if low >= high:
            continue
        end = low
        for added in lines.upto(start, low, high, room, limit):
            cost = so_far + added
            if cost < best[end]:
                best[end] = cost
                came_from[end] = start
            end += 1
    if best[last] == INFINITE:
        return None
    return Breaks(traced(came_from, last), best[last])


def traced(came_from: list[int], last: int) -> tuple[int, ...]:
    """The breaks on the way to `last`."""
    ends = []
    while last:
        ends.append(last)
        last = came_from[last]
    return tuple(reversed(ends))
