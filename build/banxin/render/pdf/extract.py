"""Extracting the characters of products, to prove that none was lost.

A PDF says itself which characters its glyphs stand for: by the `/ToUnicode` of their font and, where it stands, by the
`/ActualText` of their marked content (ISO 32000-2, 9.10 and 14.9.4). Both are read as they are written. Readers that
guess drop what they take for hyphens, and PDFium drops every character beyond U+FFFF of an `/ActualText`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" Do q Q"
CODE_BYTES = 2
"""Bytes of a glyph's code: the fonts are composite ones with Identity-H."""

Texts = dict[int, str]
"""Code of a glyph → the text that its font gives it."""


def _count(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def pdf_texts(pdf: bytes) -> list[str]:
    """The text of each page as the file itself gives it, in the order in which it is drawn; no line ends are added.

    Raises ValueError for a file that cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            reader = _Reader()
            return [
                "".join(reader.text(page.obj, page.obj.get("/Resources", pikepdf.Dictionary())))
                for page in document.pages
            ]
    except pikepdf.PdfError as error:
        raise ValueError(str(error)) from error


def pdf_characters(pdf: bytes) -> Counter[str]:
    """All characters of a PDF's text except white space."""
    return _count("".join(pdf_texts(pdf)))


class _Reader:
    """Reads content streams; keeps what it learned of fonts."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Texts] = {}

    def text(self, content: pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
        """The text of a page or a form, forms in it included."""
        fonts = resources.get("/Font", pikepdf.Dictionary())
        font: Texts = {}
        saved: list[Texts] = []
        replaced = [False]
        for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
            operands, name = instruction.operands, str(instruction.operator)
            if name == "BDC":
                actual = _actual_text(operands[1], resources)
                if actual is not None and not replaced[-1]:
                    yield actual
                replaced.append(replaced[-1] or actual is not None)
            elif name == "BMC":
                replaced.append(replaced[-1])
            elif name == "EMC":
                if len(replaced) > 1:
                    replaced.pop()
            elif name == "q":
                saved.append(font)
            elif name == "Q":
                font = saved.pop() if saved else font
            elif name == "Tf":
                font = self._texts(fonts[str(operands[0])])
            elif replaced[-1]:
                continue
            elif name == "Do":
                form = resources.XObject[str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    yield from self.text(form, form.get("/Resources", resources))
            else:
                shown = operands[-1]
                for part in shown if isinstance(shown, pikepdf.Array) else (shown,):
                    if isinstance(part, pikepdf.String):
                        yield _decoded(bytes(part), font)

    def _texts(self, font: pikepdf.Object) -> Texts:
        known = self._fonts.get(font.objgen)
        if known is None:
            known = self._fonts[font.objgen] = _to_unicode(font)
        return known


def _actual_text(properties: Any, resources: pikepdf.Object) -> str | None:
    """The `/ActualText` of a marked content's property list, or None."""
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", pikepdf.Dictionary()).get(str(properties))
    text = properties.get("/ActualText") if isinstance(properties, pikepdf.Dictionary) else None
    return None if text is None else str(text)


def _decoded(codes: bytes, font: Texts) -> str:
    return "".join(
        font.get(int.from_bytes(codes[at : at + CODE_BYTES]), "") for at in range(0, len(codes), CODE_BYTES)
    )  # fmt: skip


def _to_unicode(font: pikepdf.Object) -> Texts:
    found: Texts = {}
    for kind, rows in _SECTION.findall(font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""):
        if kind == b"char":
            found.update((int(code, 16), _utf16(text)) for code, text in _BFCHAR.findall(rows))
            continue
        for first, last, text in _BFRANGE.findall(rows):
            start = _utf16(text)
            for number in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + number] = start[:-1] + chr(ord(start[-1]) + number)
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def epub_texts(epub: bytes) -> dict[str, str]:
    """Name of each XHTML file in an EPUB → the text of its body."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found = {}
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xhtml"):
                root = etree.fromstring(archive.read(name), parser)
                body = root.find("{http://www.w3.org/1999/xhtml}body")
                found[name] = "" if body is None else "".join(body.itertext())
    return found


def epub_characters(epub: bytes, suffix: str) -> Counter[str]:
    """All characters except white space of the XHTML file whose path ends in `suffix`; empty when there is none."""
    texts = [text for name, text in epub_texts(epub).items() if name.endswith(suffix)]
    return _count(texts[0]) if texts else Counter()
