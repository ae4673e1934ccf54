"""The sheet round the page: trim and bleed boxes, and the crop marks."""

from __future__ import annotations

import pikepdf
from pikepdf import Name

from banxin.units import mm_to_pt

BLEED = mm_to_pt(3)
"""pt beyond the trimmed edge (GB/T 17934.1 asks for 3 mm)."""
SLUG = mm_to_pt(10)
"""pt round the trimmed page, for the marks."""
OFFSET, LENGTH = BLEED + mm_to_pt(0.5), mm_to_pt(5)
"""Distance of a mark from the trimmed edge, and its length, in pt."""
WEIGHT = 0.25
"""pt."""
REGISTRATION = Name.banxinAll


def add_boxes_and_marks(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Give a page its boxes and, outside them, crop marks that print on every plate."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.TrimBox = pikepdf.Array([left, bottom, right, top])
    page.BleedBox = pikepdf.Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])
    page.MediaBox = pikepdf.Array([left - SLUG, bottom - SLUG, right + SLUG, top + SLUG])
    for box in ("/CropBox", "/ArtBox"):
        if box in page.obj:
            del page.obj[box]
    lines = [f"q {REGISTRATION} CS 1 SCN {WEIGHT} w"]
    for x, outwards in ((left, -1), (right, 1)):
        for y in (bottom, top):
            lines.append(f"{_number(x + outwards * OFFSET)} {_number(y)} m")
            lines.append(f"{_number(x + outwards * (OFFSET + LENGTH))} {_number(y)} l S")
    for y, outwards in ((bottom, -1), (top, 1)):
        for x in (left, right):
            lines.append(f"{_number(x)} {_number(y + outwards * OFFSET)} m")
            lines.append(f"{_number(x)} {_number(y + outwards * (OFFSET + LENGTH))} l S")
    page.contents_add(document.make_stream("\n".join([*lines, "Q"]).encode()))


def registration_colour(document: pikepdf.Pdf) -> pikepdf.Object:
    """The colour that prints on all plates (ISO 32000-1, 8.6.6.4)."""
    ramp = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.0, 0.0, 0.0, 0.0], C1=[1.0, 1.0, 1.0, 1.0], N=1)
    return document.make_indirect(pikepdf.Array([Name.Separation, Name.All, Name.DeviceCMYK, ramp]))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
