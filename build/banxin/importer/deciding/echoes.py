"""How the words of a page come back: those of a line in the text around it, those of the text before it in what follows.

A headline's words come back in the text below it. Where an article ends the words change; at a subhead they stay.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from banxin.cjk import is_han
from banxin.importer.deciding.page_lines import PageLine

NEAR = 240
"""Characters of the text before and after in which words may come back; ours, three usual paragraphs."""
LONGEST = 60
"""Characters of the longest line of which the own words are looked up: no headline is longer."""
SHARES = (0.01, 0.1, 0.2, 0.35, 0.5, 0.7)
SHARED = (1, 2, 4, 7, 12)
COMMON = 6
"""A pair in more lines than one in so many says nothing of what a text is about; ours."""


@dataclass(frozen=True, slots=True)
class Echo:
    """What comes back around one line, in steps of the tables above."""

    after: int = 0
    """Share of its own pairs of Han characters in the text after it."""
    before: int = 0
    pairs: int = 0
    """How many pairs the text before it and the text after it have in common, its own not counted."""
    triples: int = 0


def echoes(lines: Sequence[PageLine]) -> list[Echo]:
    """The echo of each line."""
    texts = ["".join(mark if is_han(mark) else " " for mark in line.text) for line in lines]
    common = _common(texts)
    out = []
    for at, line in enumerate(lines):
        before, after = _near(texts, at, -1), _near(texts, at, 1)
        own = _runs(texts[at], 2) if len(line.text) <= LONGEST else frozenset()
        pairs = (_runs(before, 2) & _runs(after, 2)) - common
        triples = _runs(before, 3) & _runs(after, 3)
        out.append(
            Echo(_share(own, after), _share(own, before), bisect(SHARED, len(pairs)), bisect(SHARED, len(triples)))
        )
    return out


def _common(texts: Sequence[str]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    blocks = "\n".join(texts)
    parts = [blocks[at : at + NEAR] for at in range(0, len(blocks), NEAR)]
    for part in parts:
        counts.update(_runs(part, 2))
    return frozenset(pair for pair, count in counts.items() if count > max(2, len(parts) // COMMON))


def _runs(text: str, size: int) -> frozenset[str]:
    return frozenset(run for at in range(len(text) - size + 1) if " " not in (run := text[at : at + size]))


def _near(texts: Sequence[str], at: int, step: int) -> str:
    parts: list[str] = []
    room = NEAR
    place = at + step
    while 0 <= place < len(texts) and room > 0:
        text = texts[place]
        parts.append(text[:room] if step > 0 else text[-room:])
        room -= len(text)
        place += step
    return " ".join(parts if step > 0 else parts[::-1])


def _share(own: frozenset[str], text: str) -> int:
    return bisect(SHARES, sum(pair in text for pair in own) / len(own)) if own else 0
