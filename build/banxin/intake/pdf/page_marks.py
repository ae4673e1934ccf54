"""One page of a PDF → its characters, pictures and rules, as PDFium places them. Points, y upwards."""

from __future__ import annotations

import ctypes
import io
import math
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from banxin.intake.pdf.boxes import Box

MOST_CHARACTERS = 200_000
"""Of a page; ours. A full broadsheet page of small type has 15 000."""
LEAST_PICTURE = 30.0
"""Points; ours. What is smaller on a side is an ornament."""
BOLD = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """A character at its place."""

    text: str
    box: Box
    baseline: float
    size: float
    """Points, as it is seen."""
    bold: bool
    face: str
    furniture: bool
    """Whether the file itself says that it is no content (a masthead, a folio)."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture at its place."""

    box: Box
    data: bytes


@dataclass(frozen=True, slots=True)
class PageMarks:
    """All that stands on a page."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    pictures: tuple[PlacedPicture, ...]
    rules: tuple[Box, ...]


def page_marks(page: pypdfium2.PdfPage) -> PageMarks:
    """What stands on a page. Raises ValueError for one of too many characters."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise ValueError(f"a page has {count} characters")
    faces: dict[int, tuple[str, bool, bool]] = {}
    marks = [mark for at in range(count) if (mark := _mark(text, at, faces)) is not None]
    pictures, rules = [], []
    for thing in page.get_objects(max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        box = Box(left, bottom, right, top)
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE and min(box.width, box.height) >= LEAST_PICTURE:
            pictures.append(PlacedPicture(box, _picture(thing)))
        elif thing.type == pdfium.FPDF_PAGEOBJ_PATH and (box.is_across or box.is_upright):
            rules.append(box)
    return PageMarks(page.get_width(), page.get_height(), tuple(marks), tuple(pictures), tuple(rules))


def _mark(text: pypdfium2.PdfTextPage, at: int, faces: dict[int, tuple[str, bool, bool]]) -> Mark | None:
    raw = text.raw
    code = pdfium.FPDFText_GetUnicode(raw, at)
    if code in (0, 0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(raw, at) == 1 or 0xDC00 <= code <= 0xDFFF:
        return None
    if 0xD800 <= code <= 0xDBFF:
        low = pdfium.FPDFText_GetUnicode(raw, at + 1)
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low <= 0xDFFF else 0xFFFD
    letter = chr(code)
    if letter in "\r\n":
        return None
    letter = " " if letter.isspace() else letter
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(raw, at, rect):
        return None
    owner = pdfium.FPDFText_GetTextObject(raw, at)
    key = ctypes.cast(owner, ctypes.c_void_p).value or 0
    if key not in faces:
        faces[key] = (*_face(raw, at), _is_furniture(owner))
    face, bold, furniture = faces[key]
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(raw, at, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = pdfium.FPDFText_GetFontSize(raw, at) * scale
    if size <= 0:
        return None
    box = Box(rect.left, rect.bottom, rect.right, rect.top)
    x, y = ctypes.c_double(), ctypes.c_double()
    baseline = y.value if pdfium.FPDFText_GetCharOrigin(raw, at, x, y) else rect.bottom
    return Mark(letter, box, baseline, size, bold, face, furniture)


def _face(raw: object, at: int) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, at, buffer, 256, flags)
    name = buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")
    bold = pdfium.FPDFText_GetFontWeight(raw, at) >= BOLD or any(
        one in name.lower() for one in ("bold", "heavy", "black")
    )
    return name, bold


def _is_furniture(owner: object) -> bool:
    """Whether a text is marked as an artifact."""
    for at in range(max(0, pdfium.FPDFPageObj_CountMarks(owner))):
        mark = pdfium.FPDFPageObj_GetMark(owner, at)
        buffer = (ctypes.c_ushort * 64)()
        length = ctypes.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, buffer, 128, length)
        if bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def _picture(thing: pypdfium2.PdfImage) -> bytes:
    """The picture as a file: the JPEG that it is, else a PNG; empty when it cannot be decoded."""
    try:
        if thing.get_filters() == ["DCTDecode"]:
            return bytes(thing.get_data())
        out = io.BytesIO()
        thing.get_bitmap(render=True).to_pil().save(out, "PNG")
        return out.getvalue()
    except (pypdfium2.PdfiumError, ValueError, OSError, AttributeError):
        return b""
