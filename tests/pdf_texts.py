"""Read a drawn page back, to compare it with its plan: by PDFium, not by the arithmetic that drew it."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_ACTUAL_TEXT = re.compile(rb"/ActualText <[0-9A-Fa-f]*>")


@dataclass(frozen=True, slots=True)
class ReadText:
    """One text object of a page: a run of a line, or one glyph of a vertical line. Lengths in pt, y down."""

    page: int
    """From 1."""
    text: str
    x_pt: float
    """Origin of its first glyph, from the sheet's left."""
    baseline_pt: float
    size_pt: float
    right_pt: float
    """End of its last glyph's advance."""
    origins_pt: tuple[float, ...]
    """x of each character's glyph; the characters of a ligature share one."""


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page as PDFium's readers give it, lines parted by newlines."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)
    finally:
        document.close()


def read_positions(pdf: bytes) -> tuple[ReadText, ...]:
    """Every text object of the PDF with the place of each glyph, in the order of the pages' contents.

    `/ActualText` is taken out first: where it stands PDFium tells its characters' places no longer.
    """
    document = pypdfium2.PdfDocument(_without_actual_text(pdf))
    try:
        return tuple(text for number, page in enumerate(document, 1) for text in _page(number, page))
    finally:
        document.close()


def _without_actual_text(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_coalesce()
            page.Contents.write(_ACTUAL_TEXT.sub(b"", page.Contents.read_bytes()))
        document.save(out)
    return out.getvalue()


def _page(number: int, page: Any) -> Iterator[ReadText]:
    text_page = page.get_textpage()
    height = page.get_height()
    group: list[int] = []
    current = None
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        handle = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value
        if handle != current and group:
            yield _text(number, text_page, group, height)
            group = []
        current = handle
        group.append(index)
    if group:
        yield _text(number, text_page, group, height)


def _text(number: int, text_page: Any, group: list[int], height: float) -> ReadText:
    text = "".join(chr(pdfium.FPDFText_GetUnicode(text_page, index)) for index in group)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, group[0], matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, group[0]) * abs(matrix.d)
    origins = [_origin(text_page, index) for index in group]
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, group[-1], box)
    places = tuple(x for x, _ in origins)
    return ReadText(number, text, places[0], height - origins[0][1], size, box.right, places)


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return x.value, y.value
