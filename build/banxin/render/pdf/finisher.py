"""Draw every glyph that was composed, where it was composed.

WeasyPrint cannot set Chinese: it never justifies it nor squeezes its marks, and it chooses the forms of marks by what
it takes for their script. But it draws each text in its font and colour, marked for the tags, in the order of the
HTML. So, as soon as a page is painted, each text object of its stream is replaced by the plan's runs of that text:
their own glyphs at their own places. Glyphs that WeasyPrint did not draw are entered in the tables from which it will
cut the font. A text that is not the plan's, or a run that was not drawn, is an error: never a ragged line.

This leans on how WeasyPrint 70 and pydyf write text (`weasyprint/draw/text.py`, `weasyprint/pdf/stream.py`):
one `/Span <</MCID n>> BDC … BT … Tm … Tf … [<glyphs>] TJ … ET … EMC` for each text box, as items of the list
`pydyf.Stream.stream` (tag, dictionary and BDC are three of them), in CSS px from the page's top left, y down;
`Stream._tags` with the box of each MCID; and a `Font` whose `to_unicode` holds the glyphs that go into the file and
their texts, and whose `widths` their advances, both read after the last page is painted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banxin.errors import BanxinError
from banxin.model.line import LineRun
from banxin.model.plan import PlacedLine
from banxin.model.text import WritingMode
from banxin.render.html.names import family
from banxin.render.html.view import DrawnPage, Segment, SetRun
from banxin.render.pdf.actualtext import needs_actual_text, parted, with_actual_text
from banxin.units import ASCENT, EM, PT_PER_PX, Mil


class PlacingError(BanxinError):
    """The drawn text is not the plan's: a fault of banxin or of a changed WeasyPrint, never of the edition."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A text that must come next in the stream."""

    number: int
    """Of its piece, among those of the page from 0."""
    segment: Segment
    furniture: bool


class Finisher:
    """Sets all lines of `pages` while WeasyPrint paints `document`.

    `write_pdf` raises PlacingError when the painted text and the plan's differ.
    """

    def __init__(self, document: Any, pages: Sequence[DrawnPage]) -> None:
        if len(document.pages) != len(pages):
            raise PlacingError(f"The PDF has {len(document.pages)} pages, the plan {len(pages)}.")
        self.marks: dict[tuple[int, int], list[int]] = {}
        """(page from 0, piece) → the marked-content ids of its texts; complete when the document is written."""
        self._fonts = document.fonts
        for number, (painted, page) in enumerate(zip(document.pages, pages, strict=True)):
            painted.paint = self._painting(painted.paint, number, page)

    def _painting(self, paint: Any, number: int, page: DrawnPage) -> Any:
        def paint_and_set(stream: Any, scale: float = 1) -> None:
            paint(stream, scale)
            fonts = defaultdict(list)
            for font in self._fonts.values():
                fonts[font.hash.encode()].append(font)
            texts = {tag["mcid"]: box.text for box, tag in stream._tags.items() if hasattr(box, "text")}
            setter = _PageSetter(page, fonts, texts)
            stream.stream = setter.set(stream.stream)
            self.marks.update({(number, piece): ids for piece, ids in setter.marks.items()})

        return paint_and_set


class _PageSetter:
    """Walks one page's stream and the plan's runs of that page side by side."""

    def __init__(self, page: DrawnPage, fonts: Mapping[bytes, Sequence[Any]], texts: Mapping[int, str]) -> None:
        self._page = page
        self._fonts = fonts
        self._texts = texts
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
        wanted = next(self._expected, None)
        if wanted is None:
            raise PlacingError(f"Page {self._page.page.number}: a text was drawn that is not in the plan.")
        text = self._texts.get(out[mark + 1].get("MCID"))
        if text != wanted.segment.text:
            raise self._error(wanted, f"{text!r} was drawn in its place")
        name, fonts = self._font(drawn)
        face = wanted.segment.runs[0].run.face
        if fonts[0].family != family(face):
            raise self._error(wanted, f"was drawn in {fonts[0].family}, not in {family(face)}")
        out.append(b"BT")
        size = 0.0
        for placed in wanted.segment.runs:
            if placed.line.size_pt != size:
                size = placed.line.size_pt
                out.append(b"/%s %s Tf" % (name, _number(size / PT_PER_PX)))
            for font in fonts:
                _embed(font, placed.run)
            out.append(_run(placed, fonts[-1].to_unicode))
        out.append(b"ET")
        self._mark(wanted, out, mark)

    def _font(self, drawn: list[bytes]) -> tuple[bytes, Sequence[Any]]:
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


def _expected_texts(page: DrawnPage) -> Iterator[_Expected]:
    number = 0
    for module in page.modules:
        furniture = module.module.kind.traits.artifact
        for box in module.boxes:
            for piece in box.pieces:
                for segment in piece.segments:
                    if segment.text.isspace():
                        continue  # WeasyPrint draws no text of spaces.
                    yield _Expected(number, segment, furniture)
                number += 1


def _embed(font: Any, run: LineRun) -> None:
    """See to it that WeasyPrint's font holds the run's glyphs, with their texts and the widths they are placed by."""
    said, widths = font.to_unicode, font.widths
    if all(widths.get(glyph.id) == glyph.width for glyph in run.glyphs):
        return
    for text, first, behind in run.clusters():
        for glyph in run.glyphs[first:behind]:
            said.setdefault(glyph.id, text if glyph.characters else "")
            widths[glyph.id] = glyph.width


def _run(placed: SetRun, texts: Mapping[int, str]) -> bytes:
    """The operators that draw one run, inside a marked content with its text where readers would guess wrong.

    texts: glyph id → what readers take it for.
    """
    run = placed.run
    if placed.line.writing_mode is WritingMode.HORIZONTAL and not needs_actual_text(run, placed.source, texts):
        return _drawn(placed.line, run)
    return b"\n".join(
        _drawn(placed.line, part) if source is None else with_actual_text(source, _drawn(placed.line, part))
        for part, source in parted(run, placed.source, texts)
    )


def _drawn(line: PlacedLine, run: LineRun) -> bytes:
    return _vertical(line, run) if line.writing_mode is WritingMode.VERTICAL else _horizontal(line, run)


def _horizontal(line: PlacedLine, run: LineRun) -> bytes:
    """One text matrix at the run's first glyph, then one array. All numbers in it are whole mils: no rounding."""
    x = (line.x_pt + run.along[0] * line.size_pt / 1000) / PT_PER_PX
    head = _matrix(x, line.y_pt / PT_PER_PX)
    if any(glyph.across for glyph in run.glyphs):
        return head + b"\n" + _raised(run, line.size_pt)
    array = ["[<"]
    pen = run.along[0]
    for glyph, place in zip(run.glyphs, run.along, strict=True):
        array.append(f"{glyph.id:04x}" if place == pen else f">{pen - place}<{glyph.id:04x}")
        pen = Mil(place + glyph.width)
    array.append(">] TJ")
    return head + b"\n" + "".join(array).encode()


def _raised(run: LineRun, size_pt: float) -> bytes:
    """A run with a mark above or below its letter: a rise for that glyph alone."""
    parts = []
    pen = run.along[0]
    for glyph, place in zip(run.glyphs, run.along, strict=True):
        rise = _number(glyph.across * size_pt / PT_PER_PX / 1000)
        parts.append(b"%s Ts\n[%d<%04x>] TJ" % (rise, pen - place, glyph.id))
        pen = Mil(place + glyph.width)
    parts.append(b"0 Ts")
    return b"\n".join(parts)


def _vertical(line: PlacedLine, run: LineRun) -> bytes:
    """A text matrix for each glyph: centred on the line, its em box hung at its place."""
    parts = []
    scale = line.size_pt / 1000
    for glyph, place in zip(run.glyphs, run.along, strict=True):
        x = line.x_pt + (glyph.across - glyph.width / 2) * scale
        y = line.y_pt + (place + ASCENT * EM) * scale
        parts.append(_matrix(x / PT_PER_PX, y / PT_PER_PX) + b"\n<%04x> Tj" % glyph.id)
    return b"\n".join(parts)


def _matrix(x_px: float, y_px: float) -> bytes:
    return b"1 0 0 -1 %s %s Tm" % (_number(x_px), _number(y_px))


def _number(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
