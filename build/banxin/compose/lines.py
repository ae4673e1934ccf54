"""Broken material → lines with every glyph at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from banxin.compose.bodies import GlyphRun
from banxin.compose.classes import Class
from banxin.compose.justify import Gaps, justified, natural
from banxin.compose.material import Material
from banxin.compose.style import left_blank, right_blank
from banxin.model.line import Glyph, Line, LineLink, LineRun
from banxin.model.text import Style, WritingMode
from banxin.units import Mil, round_half_up


def set_line(material: Material, start: int, end: int, indent: int, measure: int | None) -> tuple[Line, int]:
    """The line between two breaks, and what is missing to make it flush (below 0: too much).

    indent: where it begins, mils. measure: where it must end, mils; None leaves its gaps natural, and so does the
    paragraph's last line where it fits.
    """
    first, beyond = material.at[start], material.at[end]
    glues = material.glues[first : beyond - 1]
    hyphen = material.glues[beyond - 1].hyphen if end != material.last else 0
    width = material.ends.natural[end] - material.starts.natural[start]
    last = end == material.last
    spare = 0 if measure is None else measure - indent - width
    gaps = natural(glues) if last and spare >= 0 else justified(glues, spare)
    runs, beyond_last = _drawn(material, first, beyond, indent, gaps, hyphen > 0)
    tokens = material.tokens
    from_, to = (tokens.starts[first] if start else 0), (len(tokens.text) if last else tokens.starts[beyond])
    line = Line(
        text=tokens.text[from_:to],
        runs=runs,
        start=Mil(indent),
        natural_width=Mil(width),
        width=Mil(beyond_last - indent),
        gap=Mil(gaps.gap),
        last=last,
        hyphen=hyphen > 0,
        links=_within(tokens.links, from_, to),
        writing_mode=material.bodies.mode,
    )
    return line, gaps.left


def set_head_line(material: Material, start: int, end: int) -> Line:
    """The line of a head between two breaks, at natural width. Running down, marks at its ends keep their whole em."""
    line, _ = set_line(material, start, end, 0, None)
    if line.writing_mode is WritingMode.HORIZONTAL:
        return line
    style = "full"
    top = left_blank(material.tokens.bodies[material.at[start]].left, style)
    foot = right_blank(material.tokens.bodies[material.at[end] - 1].right, style)
    runs = tuple(replace(run, along=tuple(Mil(place + top) for place in run.along)) for run in line.runs)
    width = Mil(top + line.width + foot)
    return replace(line, runs=runs, natural_width=width, width=width)


def _within(links: tuple[LineLink, ...], start: int, end: int) -> tuple[LineLink, ...]:
    """The parts of a text's links between two of its places, counted from the first one."""
    return tuple(
        LineLink(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in links
        if link.start < end and link.end > start
    )


def _drawn(
    material: Material, first: int, beyond: int, at: int, gaps: Gaps, hyphen: bool
) -> tuple[tuple[LineRun, ...], int]:
    """Units `first` to `beyond` from `at` on: their runs, and where the last one ends."""
    tokens, bodies = material.tokens, material.bodies
    starts, ends = tokens.starts, tokens.ends
    pen = _Pen(tokens.text[starts[first] : ends[beyond - 1]])
    widths = [*gaps.widths, 0]
    for unit in range(first, beyond):
        body, gap = tokens.bodies[unit], widths[unit - first]
        for part in body.parts:
            pen.draw(part, at)
        at += body.width
        if unit + 1 < beyond:
            if ends[unit] < starts[unit + 1]:
                spaces = tokens.text[ends[unit] : starts[unit + 1]]
                glyphs = [bodies.space(character, pen.face) for character in spaces]
                pen.space(glyphs, [at + gap * number // len(spaces) for number in range(len(spaces))])
            at += gap
    if hyphen:
        added = bodies.body(Class.LETTER, Class.LETTER, bodies.clusters("-", pen.style), "-")
        pen.text += "-"
        for part in added.parts:
            pen.draw(part, at)
        at += added.width
    return pen.runs(), at


class _Pen:
    """Gathers glyphs to runs of one face and style."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.face = ""
        self.style = Style.PLAIN
        self.from_ = 0
        self.to = 0
        self.glyphs: list[Glyph] = []
        self.along: list[int] = []
        self.done: list[LineRun] = []

    def draw(self, part: GlyphRun, start: int) -> None:
        """Draw this run; its unit begins at `start`."""
        face, style, length, glyphs, along = part
        if face != self.face or style is not self.style:
            self._close()
            self.face, self.style = face, style
        self.to += length
        if len(glyphs) == 1:  # Almost all are: Han and marks.
            self.glyphs.append(glyphs[0])
            self.along.append(start + along[0])
        else:
            self.glyphs += glyphs
            self.along += [start + place for place in along]

    def space(self, glyphs: list[Glyph], along: list[int]) -> None:
        """Add spaces to the current run."""
        self.to += len(glyphs)
        self.glyphs += glyphs
        self.along += along

    def _close(self) -> None:
        if self.to > self.from_:
            text = self.text[self.from_ : self.to]
            along = cast("tuple[Mil, ...]", tuple(self.along))
            self.done.append(LineRun(self.face, text, tuple(self.glyphs), along))
        self.from_ = self.to
        self.glyphs, self.along = [], []

    def runs(self) -> tuple[LineRun, ...]:
        self._close()
        return tuple(self.done)


def spread_line(line: Line, width: Mil) -> Line:
    """The line's glyphs set apart evenly so that it takes `width`, as the name in a masthead is."""
    count = sum(len(run.glyphs) for run in line.runs)
    if count < 2 or width <= line.width:
        return line
    extra = (width - line.width) / (count - 1)
    runs, done = [], 0
    for run in line.runs:
        along = (place + extra * number for number, place in enumerate(run.along, done))
        runs.append(replace(run, along=tuple(Mil(int(round_half_up(place))) for place in along)))
        done += len(run.glyphs)
    return replace(line, runs=tuple(runs), width=width)
