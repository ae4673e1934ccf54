"""Faults of the breaks of a headline, judged by its text alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from banxin.cjk import HAN
from banxin.compose.classes import Class, class_of, rules_of
from banxin.model.text import Region

RULES = rules_of(Region.CN)
NEVER_FIRST, NEVER_LAST = RULES.no_start - {Class.QUOTE}, RULES.no_end - {Class.QUOTE}
"""A straight quotation mark tells not which side it is on."""
NUMBER = re.compile(
    rf"第?[0-9０-９][0-9.,:/%+\-]*[百千万亿]*[A-Za-z%％℃㎡{HAN}]?"
    r"|[A-Za-z0-9]+(?:[./:+\-][A-Za-z0-9]+)*"
    rf"|第[一二三四五六七八九十百千]+[{HAN}]"
)
"""A number with its unit, or a Latin word: a unit to the reader."""


def head_break_faults(lines: Sequence[str]) -> list[str]:
    """The faults of a headline broken into these lines (docs/composition.md#headlines), in plain words.

    Judged by the text alone, independently of the composer's costs.
    """
    text = "".join(lines)
    words = _spans(text)
    numbers = [match.span() for match in NUMBER.finditer(text)]
    faults: list[str] = []
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        before, after = line.rstrip(), following.lstrip()
        if not before or not after:
            continue
        inside = at if before == line and after == following else None
        faults += _edge_faults(before, after, _word_at(words, at, text))
        number = next((text[a:b] for a, b in numbers if inside is not None and a < inside < b), "")
        word = next((text[a:b] for a, b in words if inside is not None and a < inside < b), "")
        if number:
            faults.append(f"parts “{number}” behind “{before}”")
        elif word:
            faults.append(f"breaks inside the word “{word}”")
    return faults


def _edge_faults(before: str, after: str, word: str) -> list[str]:
    """What must not stand at the end of one line or the start of the next."""
    faults = []
    if after[0] in "的得" or word in ("地", "了"):
        faults.append(f"a line starts with “{after[0]}”: “{after}”")
    elif class_of(after[0], RULES) in NEVER_FIRST and not _opens_word(after) and not after.startswith("——"):
        faults.append(f"a line starts with the mark “{after[0]}”: “{after}”")
    if before[-1] in "和与及" and not before.endswith("普及"):
        faults.append(f"a line ends with “{before[-1]}”: “{before}”")
    elif class_of(before[-1], RULES) in NEVER_LAST:
        faults.append(f"a line ends with the mark “{before[-1]}”: “{before}”")
    return faults


def _opens_word(line: str) -> bool:
    """Whether a line begins with an ASCII mark that belongs to a word or number: -5, .cn."""
    return line[0].isascii() and line[1:2].isascii() and line[1:2].isalnum()


def _spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each word of `text`."""
    import rjieba  # loads a dictionary: only when a headline is looked at

    spans, at = [], 0
    for word in rjieba.cut(text):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _word_at(words: list[tuple[int, int]], at: int, text: str) -> str:
    return next((text[start:end] for start, end in words if start == at), "")
