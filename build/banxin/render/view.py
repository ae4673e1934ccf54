"""What the templates see: a page's lines gathered into paragraphs and boxes, in reading order.

WeasyPrint's time goes into elements, not characters. So the lines of a paragraph are one text joined by newlines,
the paragraphs of a leg stand in one box that is placed, and only a change of face costs an element.
The same gathering tells the finisher which texts it must find in the PDF, and in which order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from banxin.model.line import LineRun
from banxin.model.plan import Module, Page, PlacedLine, PlacedPicture, PlacedRule, Plan, Rect
from banxin.model.text import WritingMode
from banxin.units import round_half_up

HEAD_LEADING = 1.2  # em. Ours: only the nominal place of a head in the HTML depends on it.
BODY_CENTRE = 0.38  # em from the middle of a Han em box (0.88 above, 0.12 below the baseline) to the baseline.
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
class Segment:
    """A stretch of a paragraph's text without a change of element; lines are parted by newlines."""

    text: str
    face: str
    """Empty for the paragraph's own face, which needs no element."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one paragraph that stand in one box."""

    role: str
    key: tuple[str, str, int]
    """(article or module, role, block): the pieces of one paragraph share it, wherever they stand."""
    style: TextStyle
    segments: tuple[Segment, ...]
    lines: tuple[PlacedLine, ...]
    slot: str
    """Which piece of furniture it is (name, day, …), or empty."""

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


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
    piece = Piece(first.role, key, style, _segments(lines, face), lines, first.slot)
    return piece, top + leading * len(lines)


def _main_face(lines: Iterable[PlacedLine]) -> str:
    """The face that most characters are set in, so that few runs need an element; the first of equals."""
    counts: Counter[str] = Counter()
    for line in lines:
        for run in line.runs:
            counts[run.face] += len(run.text)
    return counts.most_common(1)[0][0]


def _segments(lines: Iterable[PlacedLine], face: str) -> tuple[Segment, ...]:
    """The text of the lines, cut where the face changes and where two runs would flow into one.

    Two neighbouring runs of a line are drawn apart, each shaped alone as the composer shaped it: of two in the
    paragraph's own face the second gets an element.
    """
    segments: list[Segment] = []
    bare: list[str] = []
    for number, line in enumerate(lines):
        if number:
            bare.append("\n")
        for place, run in enumerate(line.runs):
            if run.face == face and (place == 0 or line.runs[place - 1].face != face):
                bare.append(run.text)
                continue
            if bare:
                segments.append(Segment("".join(bare), ""))
                bare = []
            segments.append(Segment(run.text, run.face))
    if bare:
        segments.append(Segment("".join(bare), ""))
    return tuple(segments)


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
