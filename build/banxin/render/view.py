"""What the templates see: a page's lines gathered into paragraphs and boxes, in reading order.

WeasyPrint's time goes into elements and lines, not characters. The finisher sets every line anew, so WeasyPrint need
not know of them: the lines of a paragraph are one long text, parted by a space that keeps the shaping of one line
from the next; the paragraphs of a leg stand in one box; only a change of face costs an element.
The same gathering tells the finisher which texts it must find in the PDF, and in which order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import uharfbuzz as hb

from banxin.model.line import LineRun
from banxin.model.plan import Module, Page, PlacedLine, PlacedPicture, PlacedRule, Plan, Rect
from banxin.model.text import WritingMode
from banxin.units import round_half_up

HEAD_LEADING = 1.2  # em. Ours: only the nominal place of a head in the HTML depends on it.
BODY_CENTRE = 0.38  # em from the middle of a Han em box (0.88 above, 0.12 below the baseline) to the baseline.
SEPARATOR = " "
"""Between runs that are drawn as one text. A space has a glyph, which shaping never looks past: HarfBuzz makes one
ligature of two dashes with a zero-width space between them."""
CAPTION_ROLES = frozenset({"caption", "credit"})


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What tells one paragraph's setting from another's. Lengths in pt."""

    face: str
    size: float
    leading: float
    space: float
    """Above the first line's box; may be negative."""
    vertical: bool


@dataclass(frozen=True, slots=True)
class SetRun:
    """A run of a line that is drawn."""

    line: PlacedLine
    run: LineRun
    source: str
    """What it says in the source: without the composer's hyphen, with the spaces at the line's end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph in one face, through as many lines as that lasts: one text for WeasyPrint."""

    text: str
    """Of its runs, parted by SEPARATOR."""
    face: str
    """Empty for the paragraph's own face, which needs no element."""
    runs: tuple[SetRun, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one paragraph that stand in one box."""

    role: str
    key: tuple[str, str, int]
    """(article or module, role, block): the pieces of one paragraph share it, wherever they stand."""
    style: TextStyle
    segments: tuple[Segment, ...]
    slot: str
    """Which piece of furniture it is (name, day, …), or empty."""

    @property
    def runs(self) -> Iterator[SetRun]:
        """All its runs, in reading order."""
        for segment in self.segments:
            yield from segment.runs


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box at its place: a leg with its paragraphs, or one paragraph that stands alone."""

    rect: Rect
    leg: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, with the boxes of its caption."""

    picture: PlacedPicture
    shift: tuple[float, float]
    """Which part shows, as CSS `object-position`: percent of the hidden part that is cut at the left and top."""
    captions: tuple[TextBox, ...]


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module as its template draws it: boxes and figures in reading order."""

    module: Module
    title: str
    """The headline in one line, for the bookmarks; empty without one."""
    items: tuple[TextBox | Figure, ...]
    rules: tuple[PlacedRule, ...]

    @property
    def boxes(self) -> Iterator[TextBox]:
        """All boxes with text, in the order in which they are drawn."""
        for item in self.items:
            if isinstance(item, Figure):
                yield from item.captions
            else:
                yield item


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as its template draws it."""

    page: Page
    modules: tuple[ModuleView, ...]

    @property
    def pieces(self) -> Iterator[Piece]:
        """All pieces, in the order in which they are drawn."""
        for module in self.modules:
            for box in module.boxes:
                yield from box.pieces


def view(plan: Plan) -> tuple[PageView, ...]:
    """The pages of a plan as the templates draw them."""
    row = plan.sheet.row_pt
    return tuple(PageView(page, tuple(_module(module, row) for module in page.modules)) for page in plan.pages)


def _module(module: Module, row: float) -> ModuleView:
    owner = module.article or module.id
    boxes = [_box(tuple(lines), owner, row) for _, lines in groupby(module.lines, key=_box_key)]
    title = "".join(line.text for line in module.lines if line.role == "headline")
    return ModuleView(module, title, tuple(_with_figures(boxes, module.pictures)), module.rules)


def _box_key(line: PlacedLine) -> tuple[object, ...]:
    if line.leg and line.role not in CAPTION_ROLES:
        return (line.leg,)
    return (line.leg, line.role, line.block)


def _with_figures(boxes: list[TextBox], pictures: tuple[PlacedPicture, ...]) -> Iterator[TextBox | Figure]:
    """Join the boxes with the pictures: the n-th group of captions belongs to the n-th picture."""
    groups = [(caption, tuple(group)) for caption, group in groupby(boxes, key=_is_caption)]
    captioned = sum(caption for caption, _ in groups)
    for picture in pictures[captioned:]:
        yield Figure(picture, _shift(picture), ())
    waiting = iter(pictures[:captioned])
    for caption, group in groups:
        picture_of = next(waiting, None) if caption else None
        if picture_of is not None:
            yield Figure(picture_of, _shift(picture_of), group)
        else:
            yield from group


def _is_caption(box: TextBox) -> bool:
    return box.pieces[0].role in CAPTION_ROLES


def _shift(picture: PlacedPicture) -> tuple[float, float]:
    left, top, width, height = picture.crop
    return _percent(left, width), _percent(top, height)


def _percent(cut: float, visible: float) -> float:
    return round_half_up(100 * cut / (1 - visible), 2) if visible < 1 else 50.0


def _box(lines: tuple[PlacedLine, ...], owner: str, row: float) -> TextBox:
    pieces: list[Piece] = []
    bottom = None
    for _, group in groupby(lines, key=lambda line: (line.role, line.block)):
        piece, bottom = _piece(tuple(group), owner, row, bottom)
        pieces.append(piece)
    first = lines[0]
    width = max(line.width_pt + line.start_pt for line in lines)
    if first.writing_mode is WritingMode.VERTICAL:
        rect = Rect(first.x_pt - first.size_pt / 2, first.baseline_pt, first.size_pt, width)
    else:
        top = _line_top(first, pieces[0].style.leading)
        rect = Rect(first.x_pt, top, width, (bottom or top) - top)
    return TextBox(rect, first.leg, tuple(pieces))


def _line_top(line: PlacedLine, leading: float) -> float:
    return line.baseline_pt - leading / 2 - BODY_CENTRE * line.size_pt


def _piece(lines: tuple[PlacedLine, ...], owner: str, row: float, bottom: float | None) -> tuple[Piece, float]:
    first = lines[0]
    face = _main_face(lines)
    vertical = first.writing_mode is WritingMode.VERTICAL
    if len(lines) > 1 and not vertical:
        leading = lines[1].baseline_pt - first.baseline_pt
    else:
        leading = row if first.leg else first.size_pt * HEAD_LEADING
    leading = max(round_half_up(leading, 2), 0.0)
    top = _line_top(first, leading)
    space = 0.0 if bottom is None else round_half_up(top - bottom, 2)
    style = TextStyle(face, first.size_pt, leading, space, vertical)
    key = (owner, first.role, first.block)
    piece = Piece(first.role, key, style, _segments(lines, face), first.slot)
    return piece, top + leading * len(lines)


def _main_face(lines: Iterable[PlacedLine]) -> str:
    """The face that most characters are set in, so that few runs need an element; the first of equals."""
    counts: Counter[str] = Counter()
    for line in lines:
        for run in line.runs:
            counts[run.face] += len(run.text)
    return counts.most_common(1)[0][0]


def _segments(lines: Iterable[PlacedLine], face: str) -> tuple[Segment, ...]:
    """The runs of the lines, gathered where the face lasts."""
    runs = [
        SetRun(line, run, source) for line in lines for run, source in zip(line.runs, source_texts(line), strict=True)
    ]
    segments = []
    for (own, alone), group in groupby(runs, key=_segment_key):
        same = tuple(group)
        text = SEPARATOR.join(placed.run.text for placed in same)
        segments.append(Segment(text, "" if own == face and not alone else own, same))
    return tuple(segments)


def _segment_key(placed: SetRun) -> tuple[str, int]:
    """Runs of equal keys are drawn as one text; a run that must stand alone has a key of its own."""
    return placed.run.face, 0 if _has_script(placed.run.text) else id(placed)


def _has_script(text: str) -> bool:
    """Whether it holds a letter of some script.

    Digits and marks alone (`——`, `2024。`) take the script of what they stand beside, and with it other glyphs than
    the composer measured; so they are drawn apart.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    return buffer.script is not None


def source_texts(line: PlacedLine) -> list[str]:
    """What each run of the line says in the source: without the composer's hyphen, with the spaces at its end."""
    texts = [run.text for run in line.runs]
    if line.hyphen and texts:
        texts[-1] = texts[-1][:-1]
    drawn = "".join(texts)
    if line.text.startswith(drawn):
        texts[-1] += line.text[len(drawn) :]
    return texts


def runs_of(plan: Plan) -> Iterator[tuple[LineRun, bool]]:
    """Every run of the plan, and whether it is set vertically."""
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                for run in line.runs:
                    yield run, line.writing_mode is WritingMode.VERTICAL
