"""The best reading of a whole page, and for each line the best one that takes it otherwise (Viterbi, both ways)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from banxin.importer.deciding.tags import TAGS, Tag, may_begin
from banxin.importer.deciding.weights import NEVER, Weights

Points = Sequence[float]
COUNT = len(TAGS)
FIRST = tuple(0.0 if may_begin(one) else NEVER for one in TAGS)


def emissions(seen: Sequence[Sequence[str]], weights: Weights) -> list[list[float]]:
    """For each line the points of each tag, by what is seen of the line."""
    rows, none = weights.rows, (0.0,) * COUNT
    return [[sum(column) for column in zip(none, *(rows[name] for name in one if name in rows), strict=True)] for one in seen]


@dataclass(frozen=True, slots=True)
class Lattice:
    """All readings of a page with their points: forwards and backwards, with the ways that lead there."""

    forward: list[list[float]]
    """Points of the best way from the page's start to each tag of each line, the line's own included."""
    came: list[list[int]]
    backward: list[list[float]]
    """Points of the best way from there to the page's end, the line's own not included."""
    goes: list[list[int]]

    def best(self) -> list[int]:
        """The numbers of the tags of the best reading."""
        last = self.forward[-1]
        return self._back(len(self.forward) - 1, last.index(max(last)))

    def through(self, at: int, number: int) -> list[int]:
        """The best reading in which a line has a tag."""
        out = self._back(at, number)
        for place in range(at, len(self.goes)):
            out.append(self.goes[place][out[-1]])
        return out

    def otherwise(self, at: int, wanted: Callable[[Tag], bool]) -> tuple[float, int]:
        """The points of the best reading in which a line has a tag that is wanted, and the tag's number."""
        sums = [
            (ahead + behind, number)
            for number, (ahead, behind) in enumerate(zip(self.forward[at], self.backward[at], strict=True))
            if wanted(TAGS[number])
        ]
        return max(sums, default=(NEVER, 0))

    def _back(self, at: int, number: int) -> list[int]:
        out = [number]
        for place in range(at, 0, -1):
            out.append(self.came[place - 1][out[-1]])
        return out[::-1]


def best_reading(given: Sequence[Points], follows: Sequence[Points]) -> list[int]:
    """The numbers of the tags of the best reading; linear in the number of lines."""
    ahead, came = _forward(given, follows)
    return Lattice(ahead, came, [], []).best()


def lattice(given: Sequence[Points], follows: Sequence[Points]) -> Lattice:
    """Both passes over a page."""
    ahead, came = _forward(given, follows)
    behind, goes = [[0.0] * COUNT], []
    turned = list(zip(*follows, strict=True))
    for points in reversed(given[1:]):
        ends = [value + more for value, more in zip(points, behind[-1], strict=True)]
        row, ways = _step(ends, turned)
        behind.append(row)
        goes.append(ways)
    return Lattice(ahead, came, behind[::-1], goes[::-1])


def _forward(given: Sequence[Points], follows: Sequence[Points]) -> tuple[list[list[float]], list[list[int]]]:
    rows = [[value + start for value, start in zip(given[0], FIRST, strict=True)]]
    came: list[list[int]] = []
    for points in given[1:]:
        best, ways = _step(rows[-1], follows)
        rows.append([value + own for value, own in zip(best, points, strict=True)])
        came.append(ways)
    return rows, came


def _step(last: Points, follows: Sequence[Points]) -> tuple[list[float], list[int]]:
    """For each tag the best of those before it."""
    best, ways = [], []
    for row in follows:
        sums = [one + two for one, two in zip(last, row, strict=False)]
        top = max(sums)
        best.append(top)
        ways.append(sums.index(top))
    return best, ways
