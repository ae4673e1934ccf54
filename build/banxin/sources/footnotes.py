"""Footnotes: `[^1]` in the text, `[^1]: …` in a paragraph of its own; numbered ①②③ as a newspaper sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from banxin.errors import Origin, Problem, phrase, problem
from banxin.model.edition import NOTE_LINK, Block, BlockKind
from banxin.model.text import Run, Style, Text
from banxin.sources.problems import UNSUPPORTED_MARKUP

MARK = re.compile(r"\[\^([^\]\s]+)\]")
CIRCLED = (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))
"""Code points of ① to ㊿."""
NO_NOTE = ("the footnote mark {mark}, which has no note,", "Write {mark}: and the note in a paragraph of its own.")
NO_MARK = ("the footnote {mark}, to which no mark leads,", "Write {mark} in the text where it belongs.")
SAID_TWICE = ("the footnote {mark}, which is there already,", "Give it another name, or remove it.")


def marked(text: str, style: Style, link: str) -> Iterator[Run]:
    """Text as runs; each footnote mark in it is a run that links to its note."""
    start = 0
    for match in MARK.finditer(text):
        if match.start() > start:
            yield Run(text[start : match.start()], style=style, link=link)
        yield Run(match[0], style=style, link=NOTE_LINK + match[1])
        start = match.end()
    if start < len(text):
        yield Run(text[start:], style=style, link=link)


def numbered(blocks: list[Block]) -> tuple[list[Block], list[Problem]]:
    """The blocks with marks numbered in the order of the text, and after them the notes in that order.

    A note may name others, which come after those that the text names. A mark without a note and a note to which no
    mark of the text leads, directly or over other notes, are problems; both stay in the text as written.
    """
    body: list[Block] = []
    notes: dict[str, Block] = {}
    problems: list[Problem] = []
    for block in blocks:
        if not _begins_note(block.runs, 0):
            body.append(block)
            continue
        for name, runs in _notes(block.runs):
            if name in notes:
                problems.append(_refused(name, SAID_TWICE, block.origin))
                body.append(replace(block, runs=(Run(f"[^{name}]:"), *runs)))
            else:
                notes[name] = Block(BlockKind.FOOTNOTE, runs, block.origin)
    order: dict[str, int] = {}
    for block in body:
        for name in _names(block):
            if name in notes:
                order.setdefault(name, len(order) + 1)
            else:
                problems.append(_refused(name, NO_NOTE, block.origin))
    for name in _reached(order, notes):
        problems += [_refused(one, NO_NOTE, notes[name].origin) for one in _names(notes[name]) if one not in notes]
    stray = [name for name in notes if name not in order]
    problems += [_refused(name, NO_MARK, notes[name].origin) for name in stray]
    text = [_with_numbers(block, order) for block in body]
    numbers = {name: _with_numbers(note, order) for name, note in notes.items()}
    written = [
        replace(numbers[name], runs=(Run(f"[^{name}]:"), *numbers[name].runs), kind=BlockKind.PARAGRAPH)
        for name in stray
    ]
    behind = [replace(numbers[name], runs=(_sign(order[name]), *numbers[name].runs)) for name in order]
    return [*text, *written, *behind], problems


def _reached(order: dict[str, int], notes: dict[str, Block]) -> list[str]:
    """The names in `order`, and after them those of the notes that their notes name, which are added to it."""
    reached = list(order)
    for name in reached:  # It grows.
        for other in _names(notes[name]):
            if other in notes and other not in order:
                order[other] = len(order) + 1
                reached.append(other)
    return reached


def sign(number: int) -> str:
    """① to ㊿; from 51 on [51]."""
    return chr(CIRCLED[number - 1]) if number <= len(CIRCLED) else f"[{number}]"


def _sign(number: int) -> Run:
    return Run(sign(number), link=f"{NOTE_LINK}{number}")


def _name(run: Run) -> str:
    """The name of the note that a mark links to; empty for other runs."""
    return run.link.removeprefix(NOTE_LINK) if run.link.startswith(NOTE_LINK) else ""


def _names(block: Block) -> list[str]:
    runs = (*block.runs, *(run for cell in block.cells for run in cell.runs))
    return [name for run in runs if (name := _name(run))]


def _with_numbers(block: Block, order: dict[str, int]) -> Block:
    def numbered(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(_numbered(run, order) for run in runs)

    return replace(block, runs=numbered(block.runs), cells=tuple(Text(numbered(cell.runs)) for cell in block.cells))


def _begins_note(runs: tuple[Run, ...], place: int) -> bool:
    following = runs[place + 1].text if place + 1 < len(runs) else ""
    return place < len(runs) and bool(_name(runs[place])) and following.startswith((":", "："))


def _notes(runs: tuple[Run, ...]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The notes of a paragraph that begins with a note, each with its text."""
    starts = [place for place in range(len(runs)) if _begins_note(runs, place)]
    for start, end in zip(starts, [*starts[1:], len(runs)], strict=True):
        first, *others = runs[start + 1 : end]
        text = replace(first, text=first.text[1:].lstrip())
        yield _name(runs[start]), tuple(run for run in (text, *others) if run.text)


def _numbered(run: Run, order: dict[str, int]) -> Run:
    name = _name(run)
    if not name:
        return run
    return (
        replace(run, text=sign(order[name]), link=f"{NOTE_LINK}{order[name]}")
        if name in order
        else replace(run, link="")
    )


def _refused(name: str, words: tuple[str, str], origin: Origin) -> Problem:
    mark = f"[^{name[:20]}]"
    what, way = (phrase(word, mark=mark) for word in words)
    return problem(UNSUPPORTED_MARKUP, origin, what=what, way=way)
