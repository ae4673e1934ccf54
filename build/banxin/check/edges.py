"""Justification: both edges of a leg must be straight (docs/composition.md#justification).

The measure is taken from the lines themselves: the length of most full lines of a module holds for all of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from banxin.check.flow import LOOSEST
from banxin.check.problems import RAGGED_LINE
from banxin.check.view import PageView
from banxin.cjk import CJK
from banxin.compose.problems import LOOSE_LINE
from banxin.errors import Problem, problem
from banxin.model.plan import Module, PlacedLine
from banxin.norms import TOLERANCE
from banxin.units import em, round_half_up

STRETCHES = re.compile(rf"[\s{CJK}]")
"""A space or a Chinese character: the places at which a line can be stretched."""


def check_edges(view: PageView) -> Iterator[Problem]:
    """ragged-line of one page; loose-line for a long word or address that unavoidably leaves its line short."""
    for module in view.content:
        for line, what in _faults(module, view.sheet.gutter_pt):
            if STRETCHES.search(line.text.strip()):
                fields = {"page": view.page.number, "module": view.name(module), "text": line.text, "leg": line.leg}
                yield problem(RAGGED_LINE, view.edition.origin, what=what, **fields)
            else:
                article = view.article(module)
                yield problem(LOOSE_LINE, article.origin if article else view.edition.origin, text=line.text)


def _faults(module: Module, gutter: float) -> Iterator[tuple[PlacedLine, str]]:
    legs: dict[int, list[PlacedLine]] = defaultdict(list)
    for line in module.lines:
        if line.role.traits.justified and line.leg:
            legs[line.leg].append(line)
    ends = {
        (line.role, line.block): line
        for _, lines in sorted(legs.items())
        for line in sorted(lines, key=lambda line: line.row)
    }
    for line in (line for lines in legs.values() for line in lines):
        if line.last and ends[line.role, line.block] is not line:
            yield line, "is marked as its paragraph's last, but the paragraph goes on"
    full = [line for lines in legs.values() for line in lines if not line.last and line.gap_em <= em(LOOSEST)]
    if not full:
        return
    measure = _usual(line.start_pt + line.length_pt for line in full)
    for leg, lines in sorted(legs.items()):
        left = _usual(line.x_pt for line in lines)
        for line in lines:
            if abs(line.x_pt - left) > TOLERANCE:
                yield line, f"starts {line.x_pt - left:+.1f} pt off the leg's left edge"
            elif line.start_pt + line.length_pt > measure + TOLERANCE:
                yield line, "ends over the leg's right edge"
        right = _right_edge(module, left, gutter)
        if leg == module.legs and not module.framed and abs(left + measure - right) > TOLERANCE:
            yield lines[0], "is in a leg that does not end at the module's right edge"
    for line in full:
        if line.start_pt + line.length_pt < measure - TOLERANCE:
            yield line, f"ends {measure - line.start_pt - line.length_pt:.1f} pt short of the leg's right edge"


def _right_edge(module: Module, left: float, gutter: float) -> float:
    """Where the last leg ends: at the module's right edge, or a gutter before a picture beside it."""
    beside = [picture.rect.x for picture in module.pictures if picture.rect.x > left + TOLERANCE]
    return min(beside) - gutter if beside else module.rect.right


def _usual(values: Iterator[float]) -> float:
    """The most frequent value, to a tenth of the tolerance; of equally frequent ones the first."""
    rounded: Counter[float] = Counter(round_half_up(value, 2) for value in values)
    return rounded.most_common(1)[0][0]
