"""What legs are filled with: paragraphs, each with what must not be separated from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from banxin.model.line import SetParagraph
from banxin.model.roles import Flow, RoleTraits
from banxin.norms import KEEP
from banxin.plan.text.blocks import SetBlock, SetStory
from banxin.plan.text.line_rows import LineRows

VARIANT_COST = 1.5
"""Cost of a paragraph that is not in its best setting: less than that of a white cell. Ours."""
FAULT_COST = 20.0
"""Cost of a fault of a setting, such as a loose line: as much as that of two white cells. Ours."""
DEMERITS_PER_POINT = 60_000
"""Demerits of total fit that weigh as much as one point of the page's score. Ours."""
SUBHEAD_COSTS = {0: 3.0, 1: 0.0, 2: 1.5}
"""Blank rows given to a subhead: one is usual (占二行). Ours."""
BYLINE_COSTS = {0: 1.5, 1: 0.0}
"""Blank rows under a byline that stands in the leg. Ours."""
NO_BLANK = {0: 0.0}
SLACK = 1
"""Lines by which a leg may end short of the others."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a paragraph and must not be separated from it: byline and subheads, with their blank rows."""

    rows: int
    cost: float
    blanks: tuple[int, ...]
    """Blank rows of each block of the lead."""
    top: bool | None = None
    """Whether it goes with a place at the top of a leg (True), elsewhere (False), or with both."""

    def suits(self, at_top: bool) -> bool:
        """Whether it may stand there."""
        return self.top is None or self.top == at_top


NOTHING = (Lead(0, 0.0, ()),)
APART = (Lead(0, 0.0, (0,), top=True), Lead(1, 0.0, (1,), top=False))
"""A blank row over a stanza, table or quote, but at a leg's top."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the byline and subheads before it; a stanza, a table, a pull quote."""

    blocks: tuple[int, ...]
    """Places in the story of its lead's blocks, then of the paragraph's if there is one."""
    leads: tuple[Lead, ...]
    counts: tuple[tuple[int, int, float], ...]
    """(rows, which setting of the block, cost), including the rows of its tail."""
    tail: int = 0
    """Rows at its end that stay with its last two lines: a jump line, the blank row under a note."""
    solid: bool = False
    """Whether it may not be broken at all."""
    barred: frozenset[int] = frozenset()
    """Rows, counted behind the lead, after which it may not be broken."""
    keep: int = KEEP
    """Rows of it that stay together at a leg's end."""
    slack: int = 1
    """Rows that may stay white at a leg's end before what goes over to the next leg."""

    least: int = field(init=False, compare=False, repr=False)
    """Rows it takes in its tightest setting."""
    most: int = field(init=False, compare=False, repr=False)
    """Rows it takes in its loosest setting."""

    def __post_init__(self) -> None:
        leads = [lead.rows for lead in self.leads]
        counts = [count[0] for count in self.counts]
        object.__setattr__(self, "least", min(leads) + min(counts))
        object.__setattr__(self, "most", max(leads) + max(counts))

    def parts_at(self, cells: int, held: int, size: int, done: int) -> bool:
        """Whether a leg may end behind so many cells of the piece; `done`: those that stand in the legs before."""
        first = cells - done
        keep = self.keep
        if self.solid or first < (keep if done else held + keep) or size - cells < keep + self.tail:
            return False
        return not self.barred or cells - held not in self.barred


def make_pieces(story: SetStory) -> tuple[Piece, ...]:
    """The story's blocks, subheads and byline bound to what follows them, a jump line to what it ends."""
    pieces: list[Piece] = []
    leads: list[Lead] = list(NOTHING)
    pending: list[int] = []
    verse = False
    rows = story.line_rows
    for place, block in enumerate(story.blocks):
        flow = block.role.traits.flow
        goes_on, verse = verse and not block.stanza, flow is Flow.STANZA
        if verse and goes_on:
            pieces[-1] = _with_line(pieces[-1], place, block)
        elif flow is Flow.EDGE and pieces and not pending:
            pieces[-1] = _tailed(pieces[-1], place, block.rows)
        elif flow in _MAKERS:
            piece = _MAKERS[flow](place, block, not (pieces or pending), rows)
            if pending:
                piece = replace(piece, blocks=(*pending, *piece.blocks), leads=tuple(leads))
            pieces.append(piece)
            leads, pending = list(NOTHING), []
        else:
            leads = [
                Lead(lead.rows + block.rows + blank, lead.cost + cost, (*lead.blanks, blank))
                for lead in leads
                for blank, cost in _blank_costs(block.role.traits).items()
            ]
            pending.append(place)
    if pending:
        pieces.append(Piece(tuple(pending), tuple(leads), ((0, 0, 0.0),), slack=rows.short(SLACK)))
    return tuple(pieces)


def _blank_costs(traits: RoleTraits) -> dict[int, float]:
    """Blank rows that a lead may be given, and what each number of them costs."""
    if traits.air_before:
        return SUBHEAD_COSTS
    return BYLINE_COSTS if traits.air_after else NO_BLANK


def _paragraph(place: int, block: SetBlock, first: bool, rows: LineRows) -> Piece:
    """A paragraph, with the blank rows that part a note from the text."""
    best, after = block.settings[0][1].demerits, block.role.traits.rows_after
    counts = tuple(
        (count + after, which, _setting_cost(setting, which, best))
        for which, (count, setting) in enumerate(block.settings)
    )
    barred = rows.inside(max(count for count, _ in block.settings))
    return Piece(
        (place,), NOTHING, counts, tail=after, barred=barred, keep=rows.of(KEEP), slack=rows.short(SLACK)
    )  # fmt: skip


def _setting_cost(setting: SetParagraph, which: int, best: int) -> float:
    off = 0.0 if which == 0 else VARIANT_COST + (setting.demerits - best) / DEMERITS_PER_POINT
    return off + FAULT_COST * len(setting.faults)


def _stanza(place: int, block: SetBlock, first: bool, rows: LineRows) -> Piece:
    """The first line of a stanza; the others follow."""
    return Piece(
        (place,),
        NOTHING if first else APART,
        ((block.rows, 0, 0.0),),
        barred=frozenset(range(1, block.rows)),
        keep=rows.of(KEEP),
        slack=rows.short(block.role.traits.short),
    )


def _with_line(piece: Piece, place: int, block: SetBlock) -> Piece:
    """The stanza with one more line, which is not broken within a turnover."""
    rows, more = piece.counts[0][0], block.rows
    barred = piece.barred | frozenset(range(rows + 1, rows + more))
    return replace(piece, blocks=(*piece.blocks, place), counts=((rows + more, 0, 0.0),), barred=barred)


def _solid(place: int, block: SetBlock, first: bool, rows: LineRows) -> Piece:
    """A table or a pull quote: a blank row over a table, none over a quote, whose rules have air of their own."""
    traits, slack = block.role.traits, rows.short(SLACK)
    leads = APART if traits.air_before and not first else NOTHING
    return Piece((place,), leads, ((block.rows + traits.rows_after, 0, 0.0),), solid=True, slack=slack)


_MAKERS = {Flow.PARAGRAPH: _paragraph, Flow.STANZA: _stanza, Flow.WHOLE: _solid}


def _tailed(piece: Piece, place: int, rows: int) -> Piece:
    """The piece with a block at its end."""
    counts = tuple((count + rows, which, cost) for count, which, cost in piece.counts)
    return replace(piece, blocks=(*piece.blocks, place), counts=counts, tail=piece.tail + rows)


def blank_rows(block: SetBlock, blank: int) -> tuple[int, int]:
    """Blank rows over and under a block of a lead, or over the stanza or table that follows none."""
    traits = block.role.traits
    if traits.flow is not Flow.LEAD:
        return blank, 0
    return (min(blank, 1), blank // 2) if traits.air_before else (0, blank)
