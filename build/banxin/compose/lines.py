"""Broken material → lines with every glyph at its place."""

from __future__ import annotations

from dataclasses import replace

from banxin.compose.bodies import Body
from banxin.compose.classes import Class
from banxin.compose.justify import Gaps, justified, natural
from banxin.compose.material import Material
from banxin.compose.style import left_blank, right_blank
from banxin.model.line import Line, LineRun
from banxin.model.text import Style, WritingMode
from banxin.units import Mil, round_half_up

DASHES = frozenset("—⸺")


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
    runs, right = _drawn(material, first, beyond, indent, gaps, hyphen > 0)
    tokens = material.tokens
    from_, to = (tokens.starts[first] if start else 0), (len(tokens.text) if last else tokens.starts[beyond])
    line = Line(
        text=tokens.text[from_:to],
        runs=runs,
        start=Mil(indent),
        natural_width=Mil(width),
        width=Mil(right - indent),
        gap=Mil(gaps.gap),
        last=last,
        hyphen=hyphen > 0,
    )
    return line, gaps.left


def set_vertical(material: Material, start: int, end: int) -> Line:
    """The line between two breaks, running down, at natural width. Marks at its ends keep their whole em."""
    line, _ = set_line(material, start, end, 0, None)
    style = "full"
    top = left_blank(material.tokens.bodies[material.at[start]].left, style)
    foot = right_blank(material.tokens.bodies[material.at[end] - 1].right, style)
    runs = tuple(LineRun(run.face, run.text, tuple(Mil(x + top) for x in run.xs)) for run in line.runs)
    width = Mil(top + line.width + foot)
    return Line(
        line.text,
        runs,
        Mil(0),
        width,
        width,
        Mil(0),
        line.last,
        line.hyphen,
        WritingMode.VERTICAL,
    )


def _drawn(
    material: Material, first: int, beyond: int, x: int, gaps: Gaps, hyphen: bool
) -> tuple[tuple[LineRun, ...], int]:
    """Units `first` to `beyond` from `x` on: their runs, and the right edge of the last one."""
    tokens = material.tokens
    starts, ends = tokens.starts, tokens.ends
    text = tokens.text[starts[first] : ends[beyond - 1]]
    bodies = tokens.bodies[first:beyond]
    if not DASHES.isdisjoint(text) and not any(c.isalpha() for c in text):
        bodies = [_weak(material, starts[first + i], ends[first + i], body) for i, body in enumerate(bodies)]
    pen = _Pen(text)
    widths = [*gaps.widths, 0]
    for index, body in enumerate(bodies):
        for face, style, length, xs in body.parts:
            pen.draw(face, style, length, [x + rel for rel in xs])
        x += body.width
        unit = first + index
        gap = widths[index]
        if unit + 1 < beyond:
            spaces = starts[unit + 1] - ends[unit]
            if spaces:
                pen.space([x + gap * n // spaces for n in range(spaces)])
            x += gap
    if hyphen:
        for cluster, style in material.bodies.clusters("-", bodies[-1].parts[-1].style):
            pen.text += "-"
            pen.draw(cluster.face, style, 1, [x + rel for rel in cluster.xs])
            x += cluster.advance
    return pen.runs(), x


def _weak(material: Material, start: int, end: int, body: Body) -> Body:
    """A dash as it is drawn in a line without letters or Han, where faces have it shorter: in the middle of its box."""
    if body.left not in (Class.DASH, Class.CONNECTOR):
        return body
    bodies = material.bodies
    text, style = material.tokens.text[start:end], body.parts[0].style
    clusters = [(cluster, style) for cluster in bodies.metrics.shape(text, style, bodies.vertical, weak=True)]
    return bodies.body(body.left, body.right, clusters, text)


class _Pen:
    """Gathers glyphs to runs of one face and style."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.face = ""
        self.style: Style | None = None
        self.from_ = 0
        self.to = 0
        self.xs: list[int] = []
        self.done: list[LineRun] = []

    def draw(self, face: str, style: Style, length: int, xs: list[int]) -> None:
        """The next `length` characters, their glyphs at `xs`."""
        if face != self.face or style is not self.style:
            self._close()
            self.face, self.style = face, style
        self.to += length
        self.xs += xs

    def space(self, xs: list[int]) -> None:
        """The next characters are spaces: they stay in the run."""
        self.to += len(xs)
        self.xs += xs

    def _close(self) -> None:
        if self.to > self.from_:
            self.done.append(LineRun(self.face, self.text[self.from_ : self.to], tuple(map(Mil, self.xs))))
        self.from_ = self.to
        self.xs = []

    def runs(self) -> tuple[LineRun, ...]:
        self._close()
        return tuple(self.done)


def spread_line(line: Line, width: Mil) -> Line:
    """The line's glyphs set apart evenly so that it takes `width`, as the name in a masthead is."""
    count = sum(len(run.xs) for run in line.runs)
    if count < 2 or width <= line.width:
        return line
    extra = (width - line.width) / (count - 1)
    runs, done = [], 0
    for run in line.runs:
        xs = tuple(Mil(int(round_half_up(x + extra * (done + index)))) for index, x in enumerate(run.xs))
        runs.append(LineRun(run.face, run.text, xs))
        done += len(run.xs)
    return replace(line, runs=tuple(runs), width=width)
