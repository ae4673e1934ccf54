"""The glyphs that stand in a PDF's pages, in the order in which they are drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf


def drawn_glyphs(pdf: bytes) -> Iterator[list[tuple[str, int]]]:
    """(family of the face, glyph id) of all text of each page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            fonts = {name: _family(font) for name, font in page.Resources.Font.items()}
            yield list(_page(page, fonts))


def _family(font: pikepdf.Object) -> str:
    return str(font.DescendantFonts[0].FontDescriptor.FontFamily)


def _page(page: pikepdf.Page, fonts: dict[str, str]) -> Iterator[tuple[str, int]]:
    family = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            family = fonts[str(operands[0])]
        elif str(operator) in ("TJ", "Tj"):
            shown = operands[0] if str(operator) == "TJ" else operands
            for part in shown:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    yield from ((family, int.from_bytes(codes[at : at + 2])) for at in range(0, len(codes), 2))
