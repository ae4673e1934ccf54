"""Filling the legs of one module: which line stands in which cell.

A cell is one row of one leg; cells count from 0 down the first leg, then down the second. Legs are equally long.
A filling breaks no rule: no paragraph leaves fewer than two lines on either side of a leg's end, no subhead
stands at a leg's foot, no leg stays more than one line short. It reaches this by choosing, for each paragraph,
among settings of one line more or less, and for subheads and the byline the space around them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from banxin.plan.story import SetStory

KEEP = 2
"""Lines of a paragraph that stay together at a leg's end (widow, orphan)."""
VARIANT_COST = 1.5
"""A paragraph set other than best: less than a white cell, more than nothing. Ours."""
DEMERITS_PER_POINT = 60_000
"""Demerits of total fit that weigh as much as one point of the page's score. Ours."""
SUBHEAD_COSTS = {0: 3.0, 1: 0.0, 2: 1.5}
"""Blank rows given to a subhead: one is usual (占二行). Ours."""
BLANK_AT_TOP = 2.0
"""A subhead's blank row at a leg's top leaves the legs' tops uneven. Ours."""
BYLINE_COSTS = {0: 1.5, 1: 0.0}
"""Blank rows under a byline that stands in the leg. Ours."""
BLANK_COSTS = {"subhead": SUBHEAD_COSTS, "jump": {0: 0.0}}
"""By role of what stands before a paragraph; all others as a byline."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a paragraph and must not be parted from it: byline and subheads, with their blank rows."""

    rows: int
    cost: float
    blanks: tuple[int, ...]
    """Blank rows of each block of the lead."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the byline and subheads before it."""

    blocks: tuple[int, ...]
    """Places in the story of its lead's blocks, then of the paragraph's if there is one."""
    leads: tuple[Lead, ...]
    counts: tuple[tuple[int, int, float], ...]
    """(lines, which setting of the block, cost); the lines of its tail counted in."""
    tail: int = 0
    """Lines at its end that are no paragraph's and stay with the last two of it: a jump line."""


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
    cost: float
    white: int
    """Cells that stay empty, at most one a leg."""
    placements: tuple[Placement, ...]


def make_pieces(story: SetStory) -> tuple[Piece, ...]:
    """The story's blocks, subheads and byline bound to what follows them, a jump line to what it ends."""
    pieces: list[Piece] = []
    leads: list[Lead] = [Lead(0, 0.0, ())]
    pending: list[int] = []
    for place, block in enumerate(story.blocks):
        if block.role == "body":
            best = block.settings[0][1].demerits
            counts = tuple(
                (count, which, 0.0 if which == 0 else VARIANT_COST + (setting.demerits - best) / DEMERITS_PER_POINT)
                for which, (count, setting) in enumerate(block.settings)
            )
            pieces.append(Piece((*pending, place), tuple(leads), counts))
            leads, pending = [Lead(0, 0.0, ())], []
        elif block.role == "jump" and pieces and not pending:
            pieces[-1] = _tailed(pieces[-1], place, block.settings[0][0])
        else:
            costs = BLANK_COSTS.get(block.role, BYLINE_COSTS)
            leads = [
                Lead(lead.rows + block.settings[0][0] + blank, lead.cost + cost, (*lead.blanks, blank))
                for lead in leads
                for blank, cost in costs.items()
            ]
            pending.append(place)
    if pending:
        pieces.append(Piece(tuple(pending), tuple(leads), ((0, 0, 0.0),)))
    return tuple(pieces)


def _tailed(piece: Piece, place: int, rows: int) -> Piece:
    """The piece with a block at its end."""
    counts = tuple((count + rows, which, cost) for count, which, cost in piece.counts)
    return replace(piece, blocks=(*piece.blocks, place), counts=counts, tail=piece.tail + rows)


def row_range(pieces: tuple[Piece, ...], legs: int) -> range:
    """Numbers of rows a leg might have, from the tightest setting to the loosest."""
    least = sum(min(lead.rows for lead in piece.leads) + min(count[0] for count in piece.counts) for piece in pieces)
    most = sum(max(lead.rows for lead in piece.leads) + max(count[0] for count in piece.counts) for piece in pieces)
    return range(max(-(-least // legs), 1), (most + 2 * legs - 1) // legs + 1)


def _parts(
    start: int, held: int, tail: int, size: int, rows: int
) -> list[tuple[tuple[tuple[int, int], ...], int, int]]:
    """Ways to lay `size` cells from `start`: the first `held` and two lines more undivided, likewise the last `tail`.

    Each is (segments, end, cells skipped).
    """
    room = rows - start % rows
    if size <= room:
        return [(((start, size),), start + size, 0)]
    ways = []
    for skip in (0, 1):
        first = room - skip
        fits = first == 0 or (first >= held + KEEP and size - first >= KEEP + tail)
        if not fits:
            continue
        head = ((start, first),) if first else ()
        rest_held = held if first == 0 else 0
        if first == 0 and size > rows and rows < held + KEEP:
            continue
        for segments, end, skipped in _parts(start + room, rest_held, tail, size - first, rows):
            ways.append(((*head, *segments), end, skip + skipped))
    return ways


@dataclass(frozen=True, slots=True)
class _Step:
    """The best way that is known to a cell: its cost, white cells, and the steps before."""

    cost: float
    white: int
    placement: Placement | None
    before: _Step | None


def fill(pieces: tuple[Piece, ...], legs: int, rows: int, white_cost: float) -> Fill | None:
    """The cheapest filling of `legs` legs of `rows` rows, or None when no lawful one exists."""
    cells = legs * rows
    steps = {0: _Step(0.0, 0, None, None)}
    for piece in pieces:
        steps = _advance(steps, piece, rows, cells, white_cost)
        if not steps:
            return None
    ends = [(steps[end].cost + white_cost * (cells - end), end) for end in (cells, cells - 1) if end in steps]
    if not ends:
        return None
    cost, end = min(ends)
    placements: list[Placement] = []
    step: _Step | None = steps[end]
    white = steps[end].white + cells - end
    while step is not None and step.placement is not None:
        placements.append(step.placement)
        step = step.before
    return Fill(legs, rows, cost, white, tuple(reversed(placements)))


def _advance(steps: dict[int, _Step], piece: Piece, rows: int, cells: int, white_cost: float) -> dict[int, _Step]:
    """Lay one more piece from each cell reached so far."""
    after: dict[int, _Step] = {}
    for start, step in steps.items():
        at_top = start > 0 and start % rows == 0
        for lead in piece.leads:
            base = step.cost + lead.cost + (BLANK_AT_TOP if at_top and any(lead.blanks) else 0.0)
            for count, which, count_cost in piece.counts:
                for segments, end, skipped in _parts(start, lead.rows, piece.tail, lead.rows + count, rows):
                    if end > cells:
                        continue
                    total = base + count_cost + white_cost * skipped
                    known = after.get(end)
                    if known is None or total < known.cost:
                        after[end] = _Step(total, step.white + skipped, Placement(lead, which, segments), step)
    return after
