"""What stays whole in a line that names its writers: 本报讯（记者 罗青禾 通讯员 祝晴）."""

from __future__ import annotations

import re
from typing import NamedTuple

from banxin.cjk import HAN

LONGEST = 4
"""Characters of the longest name that stays whole. Ours: 欧阳 and a given name of two."""
OFFICE = re.compile("记者|通讯员|实习生|编辑|作者|摄影|文字|供图|摄")
"""What a writer is called. A name may follow one without a space between."""
WORD = re.compile(rf"(?<![{HAN}])[{HAN}][ \u3000]{{1,2}}[{HAN}](?![{HAN}])|[{HAN}]+")
"""A name of two characters may be spaced to the width of one of three."""
BRACKETED = re.compile("（[^（）]*）")


class Whole(NamedTuple):
    """Characters `start` to before `end` of a text, which no line end parts."""

    start: int
    end: int
    office: bool
    """Whether it says what somebody is; else it is a name."""


def whole_names(text: str) -> tuple[Whole, ...]:
    """The names and offices in a text of nothing else, such as a byline, from its start to its end.

    A name is a word of at most `LONGEST` characters between spaces, marks and offices; a longer word, and one that an
    office follows at once, is a paper's or a place's and may be parted.
    """
    found: list[Whole] = []
    for word in WORD.finditer(text):
        at = word.start()
        for office in OFFICE.finditer(word[0]):
            start, end = word.start() + office.start(), word.start() + office.end()
            found.append(Whole(start, end, office=True))
            at = end
        _name(found, at, word.end())
    return tuple(found)


def _name(found: list[Whole], start: int, end: int) -> None:
    if 2 <= end - start <= LONGEST:
        found.append(Whole(start, end, office=False))


def bracketed_names(text: str) -> tuple[Whole, ...]:
    """The names and offices inside the brackets （） of a dateline."""
    return tuple(
        Whole(bracket.start() + start, bracket.start() + end, office)
        for bracket in BRACKETED.finditer(text)
        for start, end, office in whole_names(bracket[0])
    )
