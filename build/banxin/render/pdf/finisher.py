"""Set every glyph of a drawn page where the composer put it.

WeasyPrint cannot set Chinese: it never justifies it nor squeezes its marks. But it draws a text with the glyph ids
that the composer measured, in the order of the HTML. So, after drawing and before writing, each text object of a page's
stream is compared with the plan's next runs, cut into them, and written anew at the plan's own places. A text that is
not the plan's, or a run that was not drawn, is an error: never a ragged line.

This leans on how WeasyPrint 70 and pydyf write text (`weasyprint/draw/text.py`, `weasyprint/pdf/stream.py`):
one `/Span <</MCID n>> BDC … BT … Tm … Tf … [<glyphs>] TJ … ET … EMC` for each text of an element, as items of the list
`pydyf.Stream.stream` (tag, dictionary and BDC are three of them), in CSS px from the page's top left, y down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banxin.errors import BanxinError
from banxin.fonts.library import FontLibrary, ShapedGlyph
from banxin.model.line import LineRun
from banxin.model.plan import PlacedLine
from banxin.model.text import WritingMode
from banxin.render.html.names import family
from banxin.render.html.view import SEPARATOR, PageView, Piece, Segment, SetRun
from banxin.render.pdf.actualtext import reads_wrong, said_as
from banxin.render.pdf.structure import FURNITURE
from banxin.render.pdf.tags import Marks
from banxin.units import PT_PER_PX

ASCENT = 880  # mil: from the top of a Han em box to the baseline (ideographic em box of all our faces' sources).
_HEX = re.compile(rb"<([0-9a-f]*)>")


class PlacingError(BanxinError):
    """The drawn text is not the plan's: a fault of banxin or of a changed WeasyPrint, never of the edition."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A text that must come next in the stream."""

    number: int
    """Of its piece, among those of the page from 0."""
    piece: Piece
    segment: Segment
    furniture: bool


def finish(document: Any, pdf: Any, pages: Sequence[PageView], library: FontLibrary) -> Marks:
    """Set all lines of `pages` in the pydyf PDF that WeasyPrint drew of them, and tell how each text is marked there.

    Raises PlacingError when the PDF's text and the plan's differ.
    """
    fonts = {font.hash.encode(): font for font in document.fonts.values()}
    kids = pdf.pages["Kids"][::3]
    if len(kids) != len(pages):
        raise PlacingError(f"The PDF has {len(kids)} pages, the plan {len(pages)}.")
    marks: dict[tuple[int, int], list[int]] = {}
    for number, (kid, page) in enumerate(zip(kids, pages, strict=True)):
        contents = pdf.objects[kid]["Contents"]
        stream = pdf.objects[int(contents.split()[0])]
        setter = _PageSetter(number, page, fonts, library)
        stream.stream = setter.set(stream.stream)
        marks.update({(number, text): ids for text, ids in setter.marks.items()})
    return marks


class _PageSetter:
    """Walks one page's stream and the plan's runs of that page side by side."""

    def __init__(self, number: int, page: PageView, fonts: Mapping[bytes, Any], library: FontLibrary) -> None:
        self._number = number
        self._page = page
        self._fonts = fonts
        self._library = library
        self._expected = _expected_texts(page)
        self.marks: dict[int, list[int]] = {}

    def set(self, items: list[Any]) -> list[Any]:
        """The stream's items with every text object set anew."""
        out: list[Any] = []
        mark = -1
        end = 0
        for place, item in enumerate(items):
            if place < end:
                continue
            if item == b"BT":
                end = items.index(b"ET", place) + 1
                drawn = items[place:end]
                if any(part.endswith(b"] TJ") for part in drawn):
                    self._set_text(drawn, out, mark)
                continue
            if item == b"BDC":
                mark = len(out) - 2
            out.append(item)
        left = next(self._expected, None)
        if left is not None:
            raise PlacingError(f"Page {self._page.page.number}: the text {left.segment.text!r} was not drawn.")
        return out

    def _set_text(self, drawn: list[bytes], out: list[Any], mark: int) -> None:
        glyphs = b"".join(b"".join(_HEX.findall(part)) for part in drawn if part.endswith(b"] TJ")).decode()
        wanted = next(self._expected, None)
        if wanted is None:
            raise PlacingError(f"Page {self._page.page.number}: a text was drawn that is not in the plan.")
        name, font = self._font(drawn)
        face = self._library.face(wanted.segment.runs[0].run.face)
        if font.family != family(face.id):
            raise self._error(wanted, f"was drawn in {font.family}, not in {family(face.id)}")
        shaped = [
            face.shape(placed.run.text, vertical=placed.line.writing_mode is WritingMode.VERTICAL)
            for placed in wanted.segment.runs
        ]
        between = f"{face.shape(SEPARATOR)[0].glyph:04x}"
        if between.join(["".join([f"{glyph.glyph:04x}" for glyph in run]) for run in shaped]) != glyphs:
            raise self._error(wanted, "other glyphs were drawn than were composed")
        out.append(b"BT")
        size = 0.0
        for placed, run in zip(wanted.segment.runs, shaped, strict=True):
            if len(placed.run.xs) != len(run):
                raise self._error(wanted, f"{len(placed.run.xs)} places were composed for {len(run)} glyphs")
            if placed.line.size_pt != size:
                size = placed.line.size_pt
                out.append(b"/%s %s Tf" % (name, _number(size / PT_PER_PX)))
            out.append(_run(placed, run, font.widths))
        out.append(b"ET")
        self._mark(wanted, out, mark)

    def _font(self, drawn: list[bytes]) -> tuple[bytes, Any]:
        names = {part[1:].split()[0] for part in drawn if part.endswith(b" Tf")}
        if len(names) != 1:
            raise PlacingError(f"Page {self._page.page.number}: a text was drawn in {len(names)} fonts, not in one.")
        name = names.pop()
        return name, self._fonts[name]

    def _error(self, wanted: _Expected, fault: str) -> PlacingError:
        return PlacingError(f"Page {self._page.page.number}, the text {wanted.segment.text!r}: {fault}.")

    def _mark(self, wanted: _Expected, out: list[Any], mark: int) -> None:
        properties = out[mark + 1]
        if wanted.furniture:
            del properties["MCID"]
            properties["Type"] = "/Pagination"
            out[mark] = b"/Artifact"
        else:
            self.marks.setdefault(wanted.number, []).append(properties["MCID"])


def _expected_texts(page: PageView) -> Iterator[_Expected]:
    number = 0
    for module in page.modules:
        furniture = module.module.kind in FURNITURE
        for box in module.boxes:
            for piece in box.pieces:
                for segment in piece.segments:
                    yield _Expected(number, piece, segment, furniture)
                number += 1


def _run(placed: SetRun, shaped: Sequence[ShapedGlyph], all_widths: Mapping[int, int]) -> bytes:
    """The operators that draw one run, inside a marked content with its text where readers would guess wrong."""
    widths = [all_widths[glyph.glyph] for glyph in shaped]
    if placed.line.writing_mode is WritingMode.VERTICAL:
        return said_as(placed.source, _vertical(placed.line, placed.run, shaped, widths))
    drawn = _horizontal(placed.line, placed.run, shaped, widths)
    return said_as(placed.source, drawn) if reads_wrong(placed.run, shaped, widths, placed.source) else drawn


def _horizontal(line: PlacedLine, run: LineRun, shaped: Sequence[ShapedGlyph], widths: Sequence[int]) -> bytes:
    """One text matrix at the run's first glyph, then one array. All numbers in it are whole mils: no rounding."""
    x = (line.x_pt + run.xs[0] * line.size_pt / 1000) / PT_PER_PX
    head = _matrix(x, line.baseline_pt / PT_PER_PX)
    if any(glyph.y_offset for glyph in shaped):
        return head + b"\n" + _raised(run, shaped, widths, line.size_pt)
    array = [f"[<{shaped[0].glyph:04x}"]
    pen = run.xs[0] + widths[0]
    for glyph, place, width in zip(shaped[1:], run.xs[1:], widths[1:], strict=True):
        array.append(f"{glyph.glyph:04x}" if place == pen else f">{pen - place}<{glyph.glyph:04x}")
        pen = place + width
    array.append(">] TJ")
    return head + b"\n" + "".join(array).encode()


def _raised(run: LineRun, shaped: Sequence[ShapedGlyph], widths: Sequence[int], size_pt: float) -> bytes:
    """A run with a mark above or below its letter: a rise for that glyph alone."""
    parts = []
    pen = int(run.xs[0])
    for glyph, place, width in zip(shaped, run.xs, widths, strict=True):
        rise = _number(glyph.y_offset * size_pt / PT_PER_PX / 1000)
        parts.append(b"%s Ts\n[%d<%04x>] TJ" % (rise, pen - place, glyph.glyph))
        pen = place + width
    parts.append(b"0 Ts")
    return b"\n".join(parts)


def _vertical(line: PlacedLine, run: LineRun, shaped: Sequence[ShapedGlyph], widths: Sequence[int]) -> bytes:
    """A text matrix for each glyph: its advance centred on the line, its em box hung at its place."""
    parts = []
    scale = line.size_pt / 1000
    for glyph, place, width in zip(shaped, run.xs, widths, strict=True):
        x = line.x_pt - width / 2 * scale
        y = line.baseline_pt + (place + ASCENT) * scale
        parts.append(_matrix(x / PT_PER_PX, y / PT_PER_PX) + b"\n<%04x> Tj" % glyph.glyph)
    return b"\n".join(parts)


def _matrix(x_px: float, y_px: float) -> bytes:
    return b"1 0 0 -1 %s %s Tm" % (_number(x_px), _number(y_px))


def _number(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
