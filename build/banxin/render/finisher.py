"""Set every glyph of a drawn page where the composer put it.

WeasyPrint draws a line of bare text ragged: Chinese is never justified, marks are never squeezed. But it draws it with
the glyph ids that the composer measured, in the order of the HTML. So, after drawing and before writing, each text
object of a page's stream is compared with the plan's next run and written anew with the plan's own places. A text that
is not the plan's, or a run that was not drawn, is an error: never a ragged line.

This leans on how WeasyPrint 70 and pydyf write text (`weasyprint/draw/text.py`, `weasyprint/pdf/stream.py`):
one `/Span <</MCID n>> BDC … BT … Tm … Tf … [<glyphs>] TJ … ET … EMC` for each line and element, as items of the list
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
from banxin.render.actualtext import actual_text, reads_wrong
from banxin.render.names import family
from banxin.render.tags import MarkedPiece, tidy_tags
from banxin.render.view import PageView, Piece, source_texts
from banxin.units import PT_PER_PX

ASCENT = 880  # mil: from the top of a Han em box to the baseline (ideographic em box of all our faces' sources).
FURNITURE = frozenset({"folio"})
"""Kinds of module that are no content: read by eye on each page, not read aloud."""

_HEX = re.compile(rb"<([0-9a-f]*)>")


class PlacingError(BanxinError):
    """The drawn text is not the plan's: a fault of banxin or of a changed WeasyPrint, never of the edition."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A run that must come next in the stream."""

    piece: Piece
    line: PlacedLine
    run: LineRun
    source: str
    furniture: bool


def finish(document: Any, pdf: Any, pages: Sequence[PageView], library: FontLibrary) -> None:
    """Set all lines of `pages` in the pydyf PDF that WeasyPrint drew of them; give its tag tree whole paragraphs.

    Raises PlacingError when the PDF's text and the plan's differ.
    """
    fonts = {font.hash.encode(): font for font in document.fonts.values()}
    kids = pdf.pages["Kids"][::3]
    if len(kids) != len(pages):
        raise PlacingError(f"The PDF has {len(kids)} pages, the plan {len(pages)}.")
    marked: list[MarkedPiece] = []
    for number, (kid, page) in enumerate(zip(kids, pages, strict=True)):
        contents = pdf.objects[kid]["Contents"]
        stream = pdf.objects[int(contents.split()[0])]
        setter = _PageSetter(number, page, fonts, library)
        stream.stream = setter.set(stream.stream)
        marked += setter.marked
    tidy_tags(pdf, marked)


class _PageSetter:
    """Walks one page's stream and the plan's runs of that page side by side."""

    def __init__(self, number: int, page: PageView, fonts: Mapping[bytes, Any], library: FontLibrary) -> None:
        self._number = number
        self._page = page
        self._fonts = fonts
        self._library = library
        self._expected = _expected_runs(page)
        self.marked: list[MarkedPiece] = []

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
            raise PlacingError(f"Page {self._page.page.number}: the line {left.line.text!r} was not drawn.")
        return out

    def _set_text(self, drawn: list[bytes], out: list[Any], mark: int) -> None:
        glyphs = b"".join(b"".join(_HEX.findall(part)) for part in drawn if part.endswith(b"] TJ")).decode()
        wanted = next(self._expected, None)
        if wanted is None:
            raise PlacingError(f"Page {self._page.page.number}: a text was drawn that is not in the plan.")
        vertical = wanted.line.writing_mode is WritingMode.VERTICAL
        shaped = self._library.face(wanted.run.face).shape(wanted.run.text, vertical=vertical)
        name, font = self._font(drawn)
        self._compare(wanted, shaped, glyphs, font.family)
        widths = [font.widths[glyph.glyph] for glyph in shaped]
        placed = (_vertical if vertical else _horizontal)(wanted.line, wanted.run, shaped, widths)
        size = wanted.line.size_pt / PT_PER_PX
        out.append(b"BT\n/%s %s Tf\n%s\nET" % (name, _number(size), placed))
        self._mark(wanted, shaped, widths, out, mark)

    def _font(self, drawn: list[bytes]) -> tuple[bytes, Any]:
        names = {part[1:].split()[0] for part in drawn if part.endswith(b" Tf")}
        if len(names) != 1:
            raise PlacingError(f"Page {self._page.page.number}: a text was drawn in {len(names)} fonts, not in one.")
        name = names.pop()
        return name, self._fonts[name]

    def _compare(self, wanted: _Expected, shaped: Sequence[ShapedGlyph], glyphs: str, drawn_family: str) -> None:
        place = f"Page {self._page.page.number}, the line {wanted.line.text!r}, its part {wanted.run.text!r}"
        if drawn_family != family(wanted.run.face):
            raise PlacingError(f"{place}: was drawn in {drawn_family}, not in {family(wanted.run.face)}.")
        if "".join([f"{glyph.glyph:04x}" for glyph in shaped]) != glyphs:
            raise PlacingError(f"{place}: other glyphs were drawn than were composed.")
        if len(wanted.run.xs) != len(shaped):
            raise PlacingError(f"{place}: {len(wanted.run.xs)} places were composed for {len(shaped)} glyphs.")

    def _mark(
        self, wanted: _Expected, shaped: Sequence[ShapedGlyph], widths: Sequence[int], out: list[Any], mark: int
    ) -> None:
        properties = out[mark + 1]
        number, key = properties["MCID"], wanted.piece.key
        self.marked.append(MarkedPiece(self._number, number, key, wanted.furniture, wanted.source))
        if wanted.furniture:
            del properties["MCID"]
            properties["Type"] = "/Pagination"
            out[mark] = b"/Artifact"
        vertical = wanted.line.writing_mode is WritingMode.VERTICAL
        if vertical or reads_wrong(wanted.run, shaped, widths, wanted.source):
            properties["ActualText"] = actual_text(wanted.source)


def _expected_runs(page: PageView) -> Iterator[_Expected]:
    for module in page.modules:
        furniture = module.module.kind in FURNITURE
        for box in module.boxes:
            for piece in box.pieces:
                for line in piece.lines:
                    for run, source in zip(line.runs, source_texts(line), strict=True):
                        yield _Expected(piece, line, run, source, furniture)


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
