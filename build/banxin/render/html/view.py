"""What the templates see: a page's lines gathered into paragraphs and boxes, in reading order.

WeasyPrint's time goes into elements and lines, not characters. The finisher sets every line anew, so WeasyPrint need
not know of them: the lines of a paragraph are one long text, the paragraphs of a leg stand in one box, and only a
change of face costs an element.
The same gathering tells the finisher which texts it must find in the PDF, and in which order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from banxin.model.line import LineRun
from banxin.model.plan import Module, Page, PlacedLine, PlacedPicture, PlacedRule, Plan
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.render.html.stand_ins import drawn_as
from banxin.units import round_half_up

WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What tells one paragraph's setting from another's."""

    face: str
    size: float
    """In pt."""
    writing_mode: WritingMode


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
    """What WeasyPrint is given: what its runs say in the source, with all white space as spaces, because faces have no
    glyph for line ends, and stand-ins for characters that it might draw in another font."""
    face: str
    """Empty for the paragraph's own face, which needs no element."""
    runs: tuple[SetRun, ...]


@dataclass(frozen=True, slots=True)
class ParagraphPiece:
    """The lines of one paragraph that stand in one box."""

    role: Role
    key: tuple[str, str, int]
    """(page and module, role, block): the pieces of one paragraph share it, whatever leg they stand in."""
    style: TextStyle
    segments: tuple[Segment, ...]
    slot: str
    """Which piece of furniture it is (name, day, …), or empty."""

    @property
    def text(self) -> str:
        """What it says in the source."""
        return "".join(placed.source for placed in self.runs)

    @property
    def runs(self) -> Iterator[SetRun]:
        """All its runs, in reading order."""
        for segment in self.segments:
            yield from segment.runs


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box at its place: a leg with its paragraphs, or one paragraph that stands alone. Lengths in pt."""

    x: float
    y: float
    """Top of its first line."""
    width: float
    pieces: tuple[ParagraphPiece, ...]


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A picture, with the boxes of its caption."""

    picture: PlacedPicture
    shift: tuple[float, float]
    """Which part shows, as CSS `object-position`: percent of the hidden part that is cut at the left and top."""
    captions: tuple[TextBox, ...]


@dataclass(frozen=True, slots=True)
class DrawnModule:
    """A module as its template draws it: boxes and figures in reading order."""

    module: Module
    title: str
    """The headline in one line, for the bookmarks; empty without one."""
    items: tuple[TextBox | DrawnFigure, ...]
    rules: tuple[PlacedRule, ...]

    @property
    def boxes(self) -> Iterator[TextBox]:
        """All boxes with text, in the order in which they are drawn."""
        for item in self.items:
            if isinstance(item, DrawnFigure):
                yield from item.captions
            else:
                yield item


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as its template draws it."""

    page: Page
    modules: tuple[DrawnModule, ...]

    @property
    def pieces(self) -> Iterator[ParagraphPiece]:
        """All pieces, in the order in which they are drawn."""
        for module in self.modules:
            for box in module.boxes:
                yield from box.pieces


def view(plan: Plan) -> tuple[DrawnPage, ...]:
    """The pages of a plan as the templates draw them."""
    return tuple(DrawnPage(page, tuple(_module(module, page) for module in page.modules)) for page in plan.pages)


def _module(module: Module, page: Page) -> DrawnModule:
    # Neither the parts of a continued article nor the pictures of one article share a paragraph.
    owner = f"{page.number}/{module.id}"
    boxes = [_box(tuple(lines), owner) for _, lines in groupby(module.lines, key=_box_key)]
    return DrawnModule(module, module.headline, tuple(_with_figures(boxes, module.pictures)), module.rules)


def _box_key(line: PlacedLine) -> tuple[object, ...]:
    if line.role.traits.tabular:
        # Cells stand side by side: one under the other they might run out of the page, where nothing is drawn.
        return (line.leg, line.role, line.block, line.slot)
    if line.leg and not line.role.traits.under_picture:
        return (line.leg,)
    return (line.leg, line.role, line.block)


def _with_figures(boxes: list[TextBox], pictures: tuple[PlacedPicture, ...]) -> Iterator[TextBox | DrawnFigure]:
    """Join the boxes with the pictures: captions have their picture's number as block, else they come in its order."""
    groups = [(caption, tuple(group)) for caption, group in groupby(boxes, key=_caption_of)]
    captions = [caption for caption, _ in groups if caption >= 0]
    named = len(set(captions)) == len(captions) and all(caption < len(pictures) for caption in captions)
    of_group = dict(zip(captions, captions if named else range(len(pictures)), strict=False))
    for number, picture in enumerate(pictures):
        if number not in of_group.values():
            yield DrawnFigure(picture, _shift(picture), ())
    for caption, group in groups:
        if caption in of_group:
            picture = pictures[of_group[caption]]
            yield DrawnFigure(picture, _shift(picture), group)
        else:
            yield from group


def _caption_of(box: TextBox) -> int:
    """The block of a caption or credit; -1 for other text."""
    piece = box.pieces[0]
    return piece.key[2] if piece.role.traits.under_picture else -1


def _shift(picture: PlacedPicture) -> tuple[float, float]:
    left, top, width, height = picture.crop
    return _percent(left, width), _percent(top, height)


def _percent(cut: float, visible: float) -> float:
    return round_half_up(100 * cut / (1 - visible), 2) if visible < 1 else 50.0


def _box(lines: tuple[PlacedLine, ...], owner: str) -> TextBox:
    groups = groupby(lines, key=lambda line: (line.role, line.block, line.slot))
    pieces = tuple(_piece(tuple(group), owner) for _, group in groups)
    first = lines[0]
    box = first.stretch(0.0, max(line.start_pt + line.length_pt for line in lines))
    return TextBox(box.x, box.y, box.width, pieces)


def _piece(lines: tuple[PlacedLine, ...], owner: str) -> ParagraphPiece:
    first = lines[0]
    face = _main_face(lines)
    style = TextStyle(face, first.size_pt, first.writing_mode)
    cell = f"{first.role} {first.slot}" if first.role.traits.tabular else first.role
    return ParagraphPiece(first.role, (owner, cell, first.block), style, _segments(lines, face), first.slot)


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
    for own, group in groupby(runs, key=lambda placed: placed.run.face):
        same = tuple(group)
        text = "".join(placed.source for placed in same)
        segments.append(Segment(drawn_as(WHITE.sub(" ", text)), "" if own == face else own, same))
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


def runs_of(plan: Plan) -> Iterator[LineRun]:
    """Every run of the plan."""
    for page in plan.pages:
        for module in page.modules:
            for line in module.lines:
                yield from line.runs
