"""Filling the legs of one module: which line stands in which cell.

A cell is one row of one leg; cells count from 0 down the first leg, then down the second. Legs end at the same row;
some may begin lower, under a picture.
A filling breaks no rule: no paragraph leaves fewer than two lines on either side of a leg's end, no subhead
stands at a leg's foot, no leg stays more than one line short (verse excepted). It reaches this by choosing, for each
paragraph, among settings of one line more or less, and for subheads and the byline the space around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.plan.pieces import KEEP, Lead, Piece

BLANK_AT_TOP = 2.0
"""A subhead's blank row at a leg's top leaves the legs' tops uneven. Ours."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one piece went."""

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
    least = sum(min(lead.rows for lead in piece.leads) + min(count[0] for count in piece.counts) for piece in pieces)
    most = sum(max(lead.rows for lead in piece.leads) + max(count[0] for count in piece.counts) for piece in pieces)
    slack = max((piece.slack for piece in pieces), default=1)
    return range(max(-(-(least + taken) // legs), 1), (most + taken + 2 * slack * legs - 1) // legs + 1)


Way = tuple[tuple[tuple[int, int], ...], int, int]
"""(segments, end, cells skipped)."""


@dataclass(frozen=True, slots=True)
class _Legs:
    """The cells that may be filled."""

    count: int
    rows: int
    tops: tuple[int, ...]

    def ways(self, piece: Piece, held: int, size: int, start: int, done: int = 0) -> list[Way]:
        """Ways to lay the cells of a piece after the first `done`, from cell `start`.

        The first `held` of the piece and two lines more stay undivided, likewise its tail.
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
                if size > rows and rows < held + KEEP:
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

    def is_top(self, cell: int) -> bool:
        """Whether a cell is its leg's first."""
        leg, row = divmod(cell, self.rows)
        return leg < self.count and row == self.tops[leg]


@dataclass(frozen=True, slots=True)
class _Step:
    """The best way that is known to a cell: its cost, white cells, and the steps before."""

    cost: float
    white: int
    placement: Placement | None
    before: _Step | None


def fill(pieces: tuple[Piece, ...], legs: int, rows: int, white_cost: float, tops: tuple[int, ...] = ()) -> Fill | None:
    """The cheapest filling of `legs` legs of `rows` rows, or None when no lawful one exists.

    tops: rows by which each leg begins lower, for a picture over it.
    """
    cells = legs * rows
    open_legs = _Legs(legs, rows, tops or (0,) * legs)
    steps = {open_legs.tops[0]: _Step(0.0, 0, None, None)}
    for piece in pieces:
        steps = _advance(steps, piece, open_legs, white_cost)
        if not steps:
            return None
    slack = pieces[-1].slack if pieces else 1
    ends = [
        (steps[end].cost + white_cost * (cells - end), end)
        for end in range(cells, cells - slack - 1, -1)
        if end in steps
    ]
    if not ends:
        return None
    cost, end = min(ends)
    placements: list[Placement] = []
    step: _Step | None = steps[end]
    white = steps[end].white + cells - end
    while step is not None and step.placement is not None:
        placements.append(step.placement)
        step = step.before
    return Fill(legs, rows, cost, white, tuple(reversed(placements)), tops)


def _advance(steps: dict[int, _Step], piece: Piece, legs: _Legs, white_cost: float) -> dict[int, _Step]:
    """Lay one more piece from each cell reached so far."""
    after: dict[int, _Step] = {}
    cells, rows = legs.count * legs.rows, legs.rows
    for start, step in steps.items():
        starts_leg, room = legs.is_top(start), rows - start % rows
        at_top = starts_leg and start > legs.tops[0]
        for lead in piece.leads:
            held, suits = lead.rows, lead.suits(starts_leg)
            base = step.cost + lead.cost + (BLANK_AT_TOP if at_top and any(lead.blanks) else 0.0)
            for count, which, count_cost in piece.counts:
                size, total = held + count, base + count_cost
                if size < room:
                    # Most pieces end inside the leg they begin in: asked for very often.
                    known = after.get(start + size)
                    if suits and (known is None or total < known.cost):
                        placement = Placement(lead, which, ((start, size),))
                        after[start + size] = _Step(total, step.white, placement, step)
                    continue
                for segments, end, skipped in legs.ways(piece, held, size, start):
                    if end > cells or not lead.suits(legs.is_top(segments[0][0])):
                        continue
                    cost = total + white_cost * skipped
                    known = after.get(end)
                    if known is None or cost < known.cost:
                        after[end] = _Step(cost, step.white + skipped, Placement(lead, which, segments), step)
    return after
