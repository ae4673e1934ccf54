"""Filling the legs of one module: which line stands in which cell.

A cell is one row of one leg; cells count from 0 down the first leg, then down the second. Legs end at the same row;
some may begin lower, under a picture.
A filling breaks no rule: no paragraph leaves fewer than two lines on either side of a leg's end, no subhead
stands at a leg's foot, no leg stays more than one line short (verse excepted). It reaches this by choosing, for each
paragraph, among settings of one line more or less, and for subheads and the byline the space around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from banxin.plan.legs.pieces import Lead, Piece

BLANK_AT_TOP = 2.0
"""A subhead's blank row at a leg's top leaves the legs' tops uneven. Ours."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one piece was placed."""

    lead: Lead
    setting: int
    segments: tuple[tuple[int, int], ...]
    """(first cell, cells), in order; a new segment at each leg it crosses into."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A whole filling."""

    legs: int
    rows: int
    """Of the highest leg."""
    cost: float
    white: int
    """Cells that stay empty, at most one a leg but for verse."""
    placements: tuple[Placement, ...]
    tops: tuple[int, ...] = ()
    """Rows by which each leg begins lower; empty when none does."""


def row_range(pieces: tuple[Piece, ...], legs: int, taken: int = 0) -> range:
    """Rows the highest leg might have, from the tightest setting to the loosest; `taken`: cells a picture takes."""
    least = sum(piece.least for piece in pieces)
    most = sum(piece.most for piece in pieces)
    slack = max((piece.slack for piece in pieces), default=1)
    return range(max(-(-(least + taken) // legs), 1), (most + taken + 2 * slack * legs - 1) // legs + 1)


PieceFit = tuple[tuple[tuple[int, int], ...], int, int]
"""One way to put a piece into the legs: (segments, end, cells skipped)."""


@dataclass(frozen=True, slots=True)
class _Legs:
    """The cells that may be filled."""

    count: int
    rows: int
    tops: tuple[int, ...]
    starts: tuple[int, ...] = field(init=False)
    """The first cell of each leg."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(leg * self.rows + top for leg, top in enumerate(self.tops)))

    def ways(self, piece: Piece, held: int, size: int, start: int, done: int = 0) -> list[PieceFit]:
        """Ways to lay the cells of a piece after the first `done`, from cell `start`.

        The first `held` of the piece and `piece.keep` more stay undivided, likewise its tail.
        """
        rows, left = self.rows, size - done
        room = rows - start % rows
        if left <= room:
            end = start + left
            return [(((start, left),), self._next_leg(end) if left == room else end, 0)]
        leg_end = start + room
        if leg_end == self.count * rows:
            return []
        ways = []
        for skip in range(min(piece.slack, room) + 1):
            first = room - skip
            if first == 0 and not done:
                if size > rows and rows < held + piece.keep:
                    continue
                ways += [
                    (segments, end, skip + skipped)
                    for segments, end, skipped in self.ways(piece, held, size, self._next_leg(leg_end))
                ]
            elif first and piece.parts_at(done + first, held, size, done):
                for segments, end, skipped in self.ways(piece, held, size, self._next_leg(leg_end), done + first):
                    ways.append((((start, first), *segments), end, skip + skipped))
        return ways

    def _next_leg(self, end: int) -> int:
        """The first open cell behind a leg's end."""
        leg = end // self.rows
        return end + self.tops[leg] if leg < self.count else end


_Step = tuple[float, int, Lead, int, tuple[tuple[int, int], ...], int]
"""The best way that is known to a cell: cost so far, white cells so far; of its last piece: the lead, the setting,
(first cell, cells) in each leg, the cell it was laid from."""
_Steps = dict[int, _Step]
_START: _Step = (0.0, 0, Lead(0, 0.0, ()), 0, (), 0)


def fill(pieces: tuple[Piece, ...], legs: int, rows: int, white_cost: float, tops: tuple[int, ...] = ()) -> Fill | None:
    """The cheapest filling of `legs` legs of `rows` rows, or None when none keeps the rules.

    tops: rows by which each leg begins lower, for a picture over it.
    """
    cells = legs * rows
    open_legs = _Legs(legs, rows, tops or (0,) * legs)
    reached: list[_Steps] = [{open_legs.tops[0]: _START}]
    for piece, ends in zip(pieces, _ends(pieces, open_legs), strict=True):
        steps = _advance(reached[-1], piece, open_legs, ends, white_cost)
        if not steps:
            return None
        reached.append(steps)
    steps = reached[-1]
    slack = pieces[-1].slack if pieces else 1
    lasts = [
        (steps[end][0] + white_cost * (cells - end), end) for end in range(cells, cells - slack - 1, -1) if end in steps
    ]
    if not lasts:
        return None
    cost, end = min(lasts)
    return Fill(legs, rows, cost, steps[end][1] + cells - end, _placements(reached, end), tops)


def _ends(pieces: tuple[Piece, ...], legs: _Legs) -> list[range]:
    """The cells at which each piece may end: behind them the others have room, and white does not grow too much."""
    cells = legs.count * legs.rows
    white = legs.count * max((piece.slack for piece in pieces), default=1) + sum(legs.tops)
    least = most = 0
    ends = []
    for piece in reversed(pieces):
        ends.append(range(cells - most - white, cells - least + 1))
        least += piece.least
        most += piece.most
    return ends[::-1]


def _placements(reached: list[_Steps], end: int) -> tuple[Placement, ...]:
    """Where each piece was placed on the way to this cell."""
    placements = []
    for steps in reached[:0:-1]:
        _, _, lead, which, segments, start = steps[end]
        placements.append(Placement(lead, which, segments))
        end = start
    return tuple(reversed(placements))


def _advance(steps: _Steps, piece: Piece, legs: _Legs, ends: range, white_cost: float) -> _Steps:
    """Lay one more piece from each cell reached so far."""
    after: _Steps = {}
    rows, first, last = legs.rows, ends.start, ends.stop - 1
    leg_starts = legs.starts
    elsewhere = _options(piece, False, False)
    for start, step in steps.items():
        cost, white = step[0], step[1]
        room = rows - start % rows
        starts_leg = start in leg_starts
        options = _options(piece, True, start > legs.tops[0]) if starts_leg else elsewhere
        for size, held, option_cost, lead, which in options:
            if size < room:
                # Most pieces end inside the leg they begin in; this is the inner loop.
                end = start + size
                if first <= end <= last and lead.top in (None, starts_leg):
                    total = cost + option_cost
                    known = after.get(end)
                    if known is None or total < known[0]:
                        after[end] = (total, white, lead, which, ((start, size),), start)
                continue
            for segments, end, skipped in legs.ways(piece, held, size, start):
                if not first <= end <= last or not lead.suits(segments[0][0] in leg_starts):
                    continue
                total = cost + option_cost + white_cost * skipped
                known = after.get(end)
                if known is None or total < known[0]:
                    after[end] = (total, white + skipped, lead, which, segments, start)
    return after


def _options(piece: Piece, starts_leg: bool, at_top: bool) -> list[tuple[int, int, float, Lead, int]]:
    """(rows, rows of the lead, cost, the lead, the setting) of a piece; `at_top`: of a leg that is not the first."""
    return [
        (
            lead.rows + count,
            lead.rows,
            lead.cost + cost + (BLANK_AT_TOP if at_top and any(lead.blanks) else 0.0),
            lead,
            which,
        )
        for lead in piece.leads
        for count, which, cost in piece.counts
    ]
