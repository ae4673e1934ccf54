"""Composing a paragraph: runs of text in, exact lines out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from banxin.compose.breaks import total_fit
from banxin.compose.held import INSIDE_NAME
from banxin.compose.lines import set_line
from banxin.compose.looseness import fits_by_count
from banxin.compose.material import Material, made_breakable, prepare
from banxin.compose.metrics import Metrics
from banxin.compose.problems import FORCED_BREAK, LOOSE_LINE, OVERLONG_LINE
from banxin.compose.ragged import ragged_fit
from banxin.compose.style import DEFAULT
from banxin.compose.style import Setting as Setting
from banxin.model.line import Line, SetParagraph
from banxin.model.text import Run
from banxin.units import EIGHTH, EM, QUARTER, Mil, round_half_up

MOST_DEMERITS = 10**18
NONE = Mil(0)


def compose_paragraph(
    runs: tuple[Run, ...], measure: Mil, indent: Mil, metrics: Metrics, setting: Setting = DEFAULT
) -> SetParagraph:
    """Break a paragraph into lines that end flush at `measure`, by total fit over all of it.

    measure, indent: mils of the size it is set in. The texts of all lines joined are the paragraph's text. An indent
    that leaves the first line less than an em is given up. Where the rules cannot be kept, the result's
    `faults` say so. Raises ValueError for a measure that is not above 0, and nothing for any text. Results are cached.
    """
    return remembered_paragraph(runs, measure, _indent(measure, indent), metrics, setting)


@lru_cache(maxsize=8192)
def remembered_paragraph(
    runs: tuple[Run, ...], measure: Mil, indent: Mil, metrics: Metrics, setting: Setting
) -> SetParagraph:
    material = made_breakable(prepare(runs, metrics, setting), measure - indent, measure)
    found = total_fit(material, measure - indent, measure)
    return _set(material, found.ends, found.cost, measure, indent)


def compose_variants(
    runs: tuple[Run, ...],
    measure: Mil,
    indent: Mil,
    metrics: Metrics,
    setting: Setting = DEFAULT,
    looseness: int = 1,
    max_gap: Mil = EIGHTH,
) -> dict[int, SetParagraph]:
    """Number of lines → the best setting with that many.

    The best of all is always there; settings of up to `looseness` lines fewer or more only where they have no fault
    and no gap above `max_gap` mils. Kept as in `compose_paragraph`.
    """
    return dict(remembered_variants(runs, measure, _indent(measure, indent), metrics, setting, looseness, max_gap))


@lru_cache(maxsize=4096)
def remembered_variants(
    runs: tuple[Run, ...],
    measure: Mil,
    indent: Mil,
    metrics: Metrics,
    setting: Setting,
    looseness: int,
    max_gap: Mil,
) -> dict[int, SetParagraph]:
    best = remembered_paragraph(runs, measure, indent, metrics, setting)
    count = len(best.lines)
    variants = {count: best}
    material = prepare(runs, metrics, setting)
    counts = range(max(1, count - looseness), count + looseness + 1)
    for lines, found in fits_by_count(material, measure - indent, measure, min(max_gap, QUARTER), counts).items():
        if lines == count or any(material.penalties[end] == INSIDE_NAME for end in found.ends):
            continue
        variant = _set(material, found.ends, found.cost, measure, indent)
        if not variant.faults and all(line.gap <= max_gap for line in variant.lines):
            variants[lines] = variant
    return dict(sorted(variants.items()))


def compose_ragged(
    runs: tuple[Run, ...], measure: Mil, metrics: Metrics, setting: Setting = DEFAULT, indent: Mil = NONE
) -> SetParagraph:
    """Break a paragraph into as few lines as possible, at natural width, none longer than `measure`.

    For captions and bylines. Faults as in `compose_paragraph`, loose lines excepted: there are none.
    """
    return remembered_ragged(runs, measure, _indent(measure, indent), metrics, setting)


@lru_cache(maxsize=4096)
def remembered_ragged(
    runs: tuple[Run, ...], measure: Mil, indent: Mil, metrics: Metrics, setting: Setting
) -> SetParagraph:
    material = made_breakable(prepare(runs, metrics, setting), measure - indent, measure, shrunk=False)
    found = ragged_fit(material, measure - indent, measure)
    lines, faults = [], []
    for index, (start, end) in enumerate(pairwise((0, *found.ends))):
        line, _ = set_line(material, start, end, indent if index == 0 else 0, None)
        lines.append(line)
        if material.forced(end):
            faults.append((FORCED_BREAK.code, index))
        if line.start + line.width > measure:
            faults.append((OVERLONG_LINE.code, index))
    return SetParagraph(tuple(lines), _whole(found.cost), tuple(faults))


def _indent(measure: Mil, indent: Mil) -> Mil:
    """The indent that leaves the first line at least an em. Raises ValueError for a measure that is not above 0."""
    if measure <= 0:
        raise ValueError(f"the measure is {measure} mils, but must be more than 0")
    return indent if measure - indent >= EM else Mil(0)


def _set(material: Material, ends: tuple[int, ...], cost: float, measure: Mil, indent: Mil) -> SetParagraph:
    """The lines that end at these breaks, with their faults."""
    lines: list[Line] = []
    faults: list[tuple[str, int]] = []
    for index, (start, end) in enumerate(pairwise((0, *ends))):
        line, left = set_line(material, start, end, indent if index == 0 else 0, measure)
        lines.append(line)
        faults += ((code, index) for code in _faults(line, left, material.forced(end)))
    return SetParagraph(tuple(lines), _whole(cost), tuple(faults))


def _faults(line: Line, left: int, forced: bool) -> Iterator[str]:
    """The fault of a line that is `left` mils too short, or too long where that is below 0."""
    if forced:
        yield FORCED_BREAK.code
    if left < 0:
        yield OVERLONG_LINE.code
    if left > 0 or line.gap > QUARTER:
        yield LOOSE_LINE.code


def _whole(cost: float) -> int:
    return int(round_half_up(min(cost, MOST_DEMERITS)))
