"""Breaks for lines that are not justified: as few as possible, then as even as possible."""

from __future__ import annotations

from banxin.compose.breaks import INFINITE, OVERLONG, Breaks, demerits, orphan, traced
from banxin.compose.material import Material
from banxin.units import EM

LINE = 1e12
"""Cost of each line: more than anything but a line that is too long."""


def ragged_fit(material: Material, first: int, measure: int) -> Breaks:
    """The breaks of a first line of at most `first` and others of at most `measure` mils, at natural width.

    Of settings with as few lines, the one whose lines but the last are fullest: a line is as bad as its white in em.
    """
    last = material.last
    best = [INFINITE] * (last + 1)
    came_from = [0] * (last + 1)
    best[0] = 0.0
    natural_to = material.ends.natural
    for start in range(last):
        room = measure if start else first
        base = room + material.starts.natural[start]
        for end in range(start + 1, last + 1):
            spare = base - natural_to[end]
            cost = best[start] + LINE
            if spare < 0:
                # With its hyphen, a line can be wider than one to the next break, so look one further.
                if end > start + 1 and spare < -EM:
                    break
                if end > start + 1:
                    continue
                cost += OVERLONG
            elif end == last:
                cost += demerits(0.0, orphan(material, start))
            else:
                cost += demerits(spare / EM, material.penalties[end])
            if cost <= best[end]:  # of equals, the longer line first
                best[end], came_from[end] = cost, start
    return Breaks(traced(came_from, last), best[last])
