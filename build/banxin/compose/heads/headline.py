"""Breaking a headline into a given number of lines, first by meaning, then by balance.

Chinese newspaper heads break between words, keep number and unit together, and have lines of similar length, the longer
one below. Sizes do not matter: all is in mils of the size it will be set in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from banxin.compose.classes import RIGHT_BLANK
from banxin.compose.glue import Break
from banxin.compose.heads.balance import BreakOptions, balanced
from banxin.compose.heads.words import (
    NEVER_FIRST,
    NEVER_FIRST_WORDS,
    NEVER_LAST,
    NEVER_LAST_WORDS,
    POOR_LAST_WORDS,
    parts_compound,
    parts_number,
    word_after,
    word_before,
    word_starts,
)
from banxin.compose.lines import set_head_line
from banxin.compose.material import Material, prepare
from banxin.compose.metrics import Metrics
from banxin.compose.style import DEFAULT, Setting
from banxin.model.line import Line
from banxin.model.text import BREAK, Text, WritingMode
from banxin.units import Mil

INSIDE_WORD = 100
"""A cost, not a ban: dictionaries do not know every name."""
POOR_END = 20
WHOLE = frozenset({Break.BETWEEN, Break.URL})
"""The kinds of breaks that a headline may have: none with a hyphen, none that is forced."""


@dataclass(frozen=True, slots=True)
class SetHeadline:
    """A headline in lines of natural width."""

    lines: tuple[Line, ...]
    width: Mil
    """Of the widest line."""
    penalty: int
    """Costs of its breaks; 0 when all are at good places."""


def compose_headline(
    text: Text,
    count: int,
    metrics: Metrics,
    setting: Setting = DEFAULT,
    *,
    broken: bool = True,
) -> SetHeadline | None:
    """Set a headline in exactly `count` lines; None where no rule allows that many.

    `／` is a break that the editor wants: it is no text, and then `count` must be the number of lines it makes; where a
    text is not `broken` so, it is a character as others are.
    Of the settings whose breaks cost least it is the one with the narrowest widest line, then the most even one, then
    the one with the longer lines below. The lines' texts joined are `text` without `／`.
    """
    return remembered_headline(text, count, metrics, setting, broken)


@lru_cache(maxsize=4096)
def remembered_headline(text: Text, count: int, metrics: Metrics, setting: Setting, broken: bool) -> SetHeadline | None:
    pieces = text.split(BREAK) if broken else (text,) if text else ()
    if len(pieces) > 1:
        if len(pieces) != count:
            return None
        materials = [prepare(piece.runs, metrics, setting) for piece in pieces]
        lines = [set_head_line(material, 0, material.last) for material in materials]
        return _headline(lines, 0)
    if count < 1 or not pieces:
        return None
    material = prepare(pieces[0].runs, metrics, setting)
    costs = {index: _cost(material, index) for index in range(1, material.last)}
    legal = {index: cost for index, cost in costs.items() if cost is not None}
    pauses = frozenset(index for index in legal if _pause(material, index))
    ends = balanced(BreakOptions(material.last, legal, pauses, _widths(material)), count)
    if ends is None:
        return None
    lines = [set_head_line(material, start, end) for start, end in pairwise((0, *ends))]
    return _headline(lines, sum(legal[end] for end in ends[:-1]))


def _headline(lines: list[Line], penalty: int) -> SetHeadline:
    """The lines together; only the final one ends the text (each piece between `／` was set as if it did)."""
    last = len(lines) - 1
    marked = tuple(replace(line, last=index == last) for index, line in enumerate(lines))
    return SetHeadline(marked, Mil(max(line.width for line in lines)), penalty)


def _place(material: Material, index: int) -> int:
    """The character that a line after that break starts with."""
    return material.tokens.starts[material.at[index]]


def _cost(material: Material, index: int) -> int | None:
    """What a line that ends at this break costs, or None where none may."""
    text, at = material.tokens.text, _place(material, index)
    before = text[:at].rstrip()
    if material.kinds[index] not in WHOLE or parts_number(text, at):
        return None
    last = word_before(text, len(before)) if len(before) == at else word_before(before, len(before))
    if text[at] in NEVER_FIRST or before[-1:] in NEVER_LAST:
        return None
    if word_after(text, at) in NEVER_FIRST_WORDS or last in NEVER_LAST_WORDS:
        return None
    if len(before) < at or _behind_mark(material, index):
        return 0
    if at not in word_starts(text):
        return INSIDE_WORD
    return POOR_END if last in POOR_LAST_WORDS or parts_compound(text, at) else 0


def _behind_mark(material: Material, index: int) -> bool:
    return material.tokens.bodies[material.at[index] - 1].right in RIGHT_BLANK


def _pause(material: Material, index: int) -> bool:
    """Whether the break is at a space or behind a mark."""
    unit = material.at[index]
    return material.tokens.ends[unit - 1] < material.tokens.starts[unit] or _behind_mark(material, index)


def _widths(material: Material) -> Callable[[int, int], int]:
    """The natural width of the line between two breaks."""
    starts, ends = material.starts.natural, material.ends.natural
    if material.bodies.mode is WritingMode.VERTICAL:
        return lambda start, end: int(set_head_line(material, start, end).width)
    return lambda start, end: ends[end] - starts[start]
