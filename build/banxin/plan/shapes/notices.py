"""Public notices (公益广告): their lines in every way in which they can stand in a box."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.cjk import all_han
from banxin.compose.heads.headline import SetHeadline
from banxin.model.edition import Filler
from banxin.model.line import Line
from banxin.model.text import BREAK, Text, WritingMode
from banxin.plan.text.text_setter import TextSetter

STRIP_BREAK = "　"
"""What separates the lines of a notice that is set in one line."""


@dataclass(frozen=True, slots=True)
class SetNotice:
    """A public notice; its size is that of its box."""

    level: tuple[SetHeadline, ...]
    """In its lines, and in one, for a box that is a strip."""
    upright: SetHeadline | None
    """Its lines from the top down, where it has no picture."""
    source: Line | None


def set_notice(filler: Filler, setter: TextSetter) -> SetNotice:
    """The notice's text in each way, and its source."""
    text, count, face = filler.text, filler.text.count(BREAK) + 1, setter.layout.roles.filler
    ways = dict.fromkeys(((text, count), (text.replace(BREAK, STRIP_BREAK), 1)))
    level = tuple(
        found
        for words, lines in ways
        if (found := setter.headline(Text.of(words), lines, face, broken=True)) is not None
    )
    words_alone = all_han(text.replace(BREAK, ""))
    upright = setter.headline(Text.of(text), count, face, WritingMode.VERTICAL, broken=True) if words_alone else None
    source = setter.headline(Text.of(filler.source), 1, setter.layout.roles.credit) if filler.source else None
    return SetNotice(level, upright, source.lines[0] if source is not None else None)
