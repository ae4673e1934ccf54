"""The blocks of an article at one measure, in the order in which they are read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from banxin.compose.paragraph import compose_ragged, compose_variants
from banxin.model.edition import Block, BlockKind
from banxin.model.line import SetParagraph
from banxin.model.roles import Flow, Role
from banxin.model.text import Run, Style, Text
from banxin.plan.text.line_rows import ONE_ROW, LineRows
from banxin.plan.text.portion import StoryText
from banxin.plan.text.tables import SetTable, set_table
from banxin.plan.text.text_setter import TextSetter
from banxin.units import Mil, mil

BYLINE, JUMP, NOTE, PULLED = -1, -2, -3, -4
"""Places of blocks that are not in the article's body."""
PULL_SIZE = 1.5
"""Size of a pull quote, and distance of its lines, in body sizes and rows. Ours."""
PULL_LINES = 4
"""A pull quote of more lines than this is set ragged. Ours."""
NO_ROOM = Mil(0)
"""For tables under the legs."""
TURNED = mil(2)
"""Indent of the turnover of a line of verse."""
LABEL = 8
"""Characters that stand before the colon of a note (编者按：) at most. Ours."""


class StoryKey(NamedTuple):
    """What a set text depends on, with the faces of one typesetter."""

    text: StoryText
    measure: Mil
    byline: bool
    """Whether the byline stands in it."""
    wide: Mil
    """Room for tables under the legs."""


@dataclass(frozen=True, slots=True)
class SetBlock:
    """One block of a body at one measure."""

    index: int
    """Its place in the article's body, from 0; or BYLINE, JUMP, NOTE or PULLED."""
    role: Role
    """A block that stands in a leg."""
    settings: tuple[tuple[int, SetParagraph], ...]
    """(number of rows, setting), the best first, then those a line shorter or longer that still look well."""
    stanza: bool = False
    """Of a line of verse: whether a stanza begins with it."""

    @property
    def rows(self) -> int:
        """Rows of its best setting."""
        return self.settings[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock(SetBlock):
    """A table; it has no lines of its own."""

    table: SetTable


@dataclass(frozen=True, slots=True)
class SetStory:
    """The running text of an article or a part of it, at one measure."""

    measure: Mil
    blocks: tuple[SetBlock, ...]
    wide: tuple[TableBlock, ...] = ()
    """Tables that stand under the legs, over all of them."""
    line_rows: LineRows = ONE_ROW

    @property
    def wide_rows(self) -> int:
        """Rows under the legs: each wide table and a blank row over it."""
        return sum(block.rows + 1 for block in self.wide)

    @property
    def torn(self) -> bool:
        """Whether a table in its legs has columns too narrow for what they hold."""
        return any(isinstance(block, TableBlock) and block.table.poor for block in self.blocks)

    @property
    def verse_width(self) -> Mil:
        """Width of the longest line of verse."""
        verse = [block.settings[0][1].lines for block in self.blocks if block.role is Role.VERSE]
        widths = [line.width + (TURNED if number else 0) for lines in verse for number, line in enumerate(lines)]
        return Mil(max(widths, default=0))

    @property
    def text_width(self) -> Mil:
        """Width of the widest line in its legs; of a table or a pull quote the measure."""
        if any(block.role.traits.flow is Flow.WHOLE for block in self.blocks):
            return self.measure
        lines = (line for block in self.blocks for _, setting in block.settings for line in setting.lines)
        return Mil(max((*(line.width for line in lines), self.verse_width)))


def set_story(setter: TextSetter, text: StoryText, measure: Mil, wide: Mil, *, byline: bool) -> SetStory:
    """The text of a portion in its legs, and its wide tables.

    A jump line stands before the blocks or after them, a pull quote behind the paragraph that ends
    nearest the middle.
    """
    blocks: list[SetBlock] = []
    tables: list[TableBlock] = []
    if byline and text.byline:
        blocks.append(_apart(setter, BYLINE, Role.BYLINE, text.byline, measure))
    if text.note:
        blocks.append(_note(setter, text.note, measure))
    if text.jump_line and text.part > 1:
        blocks.append(_apart(setter, JUMP, Role.JUMP, Text.of(text.jump_line), measure))
    middle = _middle(text)
    for index, block in enumerate(text.blocks, text.first):
        if block.kind is BlockKind.TABLE:
            found = _table(setter, index, block, measure)
            if wide > measure and found.table.poor:
                tables.append(_table(setter, index, block, wide))
            else:
                blocks.append(found)
        else:
            blocks.append(_running(setter, index, block, measure))
        if index == middle:
            blocks.append(_pulled(setter, text.pull_quote, measure))
    if text.jump_line and text.part == 1:
        blocks.append(_apart(setter, JUMP, Role.JUMP, Text.of(text.jump_line), measure))
    return SetStory(measure, tuple(blocks), tuple(tables), setter.line_rows)


def _running(setter: TextSetter, index: int, block: Block, measure: Mil) -> SetBlock:
    """A paragraph, subhead or line of verse."""
    if block.kind is BlockKind.SUBHEAD:
        return _on_rows(setter, index, Role.SUBHEAD, (setter.subhead(Text(block.runs), measure),))
    if block.kind is BlockKind.VERSE:
        return _on_rows(setter, index, Role.VERSE, (_verse(setter, block.runs, measure),), stanza=block.stanza)
    metrics = setter.note_metrics if block.kind is BlockKind.FOOTNOTE else setter.body_metrics
    found = compose_variants(block.runs, measure, mil(setter.layout.composition.indent), metrics, setter.setting)
    return _on_rows(setter, index, Role.BODY, _ordered(found))


def _on_rows(
    setter: TextSetter, index: int, role: Role, settings: Iterable[SetParagraph], *, stanza: bool = False
) -> SetBlock:
    """A block whose lines stand on rows of the grid, in each of its settings."""
    rows = setter.line_rows
    return SetBlock(index, role, tuple((rows.of(len(one.lines)), one) for one in settings), stanza)


def _ordered(found: dict[int, SetParagraph]) -> list[SetParagraph]:
    """Settings by the number of their lines, the best first."""
    return [setting for _, setting in sorted(found.items(), key=lambda item: (item[1].demerits, item[0]))]


def _apart(setter: TextSetter, index: int, role: Role, text: Text, measure: Mil) -> SetBlock:
    """A line or lines of their own, not justified."""
    setting = setter.ragged(text, measure, setter.layout.roles.face(role), names=role is Role.BYLINE)
    return _on_rows(setter, index, role, (setting,))


def _note(setter: TextSetter, text: Text, measure: Mil) -> SetBlock:
    """An editor's note; what stands before its colon (编者按) is set as a dateline is."""
    first, *others = text.runs
    label, colon, rest = first.text.partition("：")
    labelled = colon and (rest or others) and len(label) <= LABEL
    opening = (replace(first, text=label + colon, style=Style.DATELINE), replace(first, text=rest))
    runs = (*(run for run in opening if run.text), *others) if labelled else text.runs
    indent = mil(setter.layout.composition.indent)
    found = compose_variants(runs, measure, indent, setter.note_metrics, setter.setting)
    return _on_rows(setter, NOTE, Role.NOTE, _ordered(found))


def _verse(setter: TextSetter, runs: tuple[Run, ...], measure: Mil) -> SetParagraph:
    """A line of verse; what exceeds the measure is turned over."""
    whole = compose_ragged(runs, measure, setter.verse_metrics, setter.setting)
    if len(whole.lines) == 1:
        return whole
    return compose_ragged(runs, Mil(measure - TURNED), setter.verse_metrics, setter.setting)


def _table(setter: TextSetter, index: int, block: Block, measure: Mil) -> TableBlock:
    table = set_table(block.rows, measure, setter.cell, headed=True, line_rows=setter.line_rows)
    return TableBlock(index, Role.CELL, ((table.rows, SetParagraph((), 0)),), table=table)


def _pulled(setter: TextSetter, text: Text, measure: Mil) -> SetBlock:
    """A pull quote in as few lines as possible, broken by meaning; half a row of space and a rule on either side."""
    room, face = Mil(int(measure / PULL_SIZE)), setter.layout.roles.face(Role.QUOTE)
    setting = setter.ragged(text, room, face)
    for count in range(1, PULL_LINES + 1):
        found = setter.headline(text, count, face, display=False)
        if found is not None and found.width <= room:
            setting = SetParagraph(found.lines, 0)
            break
    return SetBlock(PULLED, Role.QUOTE, ((math.ceil(PULL_SIZE * len(setting.lines)) + 1, setting),))


def _middle(text: StoryText) -> int:
    """The paragraph behind which the pull quote stands, as a place in the article; -1 without a pull quote."""
    if not text.pull_quote:
        return -1
    blocks = text.blocks
    places = [place for place, block in enumerate(blocks) if block.kind is not BlockKind.SUBHEAD]
    inner = places[:-1] or places
    half = sum(len(block.text) for block in blocks) / 2
    ends = {place: abs(sum(len(block.text) for block in blocks[: place + 1]) - half) for place in inner}
    return text.first + min(ends, key=lambda place: (ends[place], place)) if ends else -1
