"""Read a PDF's tag tree back as text: what a screen reader goes by, told without its voice."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

INDENT = "  "
_LANGUAGE = re.compile("\x1b([a-z]{2})\x1b")


def tag_tree(pdf: bytes) -> str:
    """The tree, an element a line: its type, then its title, alternative text, links and text.

    `{en:…}` in it is a stretch that is told to be in that language.
    """
    marked = _marked_texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return ""
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return "".join(f"{line}\n" for line in _Reader(pages, marked).lines(document.Root.StructTreeRoot))


class _Reader:
    def __init__(self, pages: dict[tuple[int, int], int], marked: dict[tuple[int, int], str]) -> None:
        self._pages = pages
        self._marked = marked

    def lines(self, root: Any) -> Iterator[str]:
        for element in _kids(root):
            yield from self._element(element, 0)

    def _element(self, element: Any, depth: int) -> Iterator[str]:
        elements = [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        told = [str(element.S).removeprefix("/"), *self._attributes(element)]
        if "/ActualText" in element:
            told.append(f"“{_languages(str(element.ActualText))}”")
        elif own := "".join(self._own_text(element)):
            told.append(own)
        yield INDENT * depth + " ".join(told)
        for kid in elements:
            yield from self._element(kid, depth + 1)

    def _attributes(self, element: Any) -> Iterator[str]:
        for key, name in (("/T", "title"), ("/Alt", "alt"), ("/Lang", "lang")):
            if key in element:
                yield f"{name}={element[key]}"
        if "/A" in element and "/Scope" in element.A:
            yield f"scope={str(element.A.Scope)[1:]}"
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
                yield f"→{_target(kid.Obj)}"

    def _own_text(self, element: Any) -> Iterator[str]:
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary):
                if kid.get("/Type") == "/MCR":
                    yield self._marked.get((self._pages[kid.Pg.objgen], int(kid.MCID)), "")
            else:
                yield self._marked.get((self._pages[element.Pg.objgen], int(kid)), "")


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _target(annotation: Any) -> str:
    return str(annotation.A.URI) if "/A" in annotation else str(annotation.Dest)


def _languages(text: str) -> str:
    """Escapes of language as braces: `{en:…}`; the document's own language needs none."""
    parts = _LANGUAGE.split(text)
    told = [parts[0]]
    for language, stretch in zip(parts[1::2], parts[2::2], strict=True):
        told.append(stretch if language == "zh" else f"{{{language}:{stretch}}}")
    return "".join(told)


def _marked_texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """(page from 0, marked-content id) → its text, as PDFium tells it."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            texts = page.get_textpage()
            last = None
            for index in range(texts.count_chars()):
                handle = pdfium.FPDFText_GetTextObject(texts, index)
                marked = pdfium.FPDFPageObj_GetMarkedContentID(handle)
                place = ctypes.cast(handle, ctypes.c_void_p).value
                generated = pdfium.FPDFText_IsGenerated(texts, index) == 1
                if marked >= 0 and not (generated and place != last):
                    character = chr(pdfium.FPDFText_GetUnicode(texts, index))
                    found[number, marked] = found.get((number, marked), "") + character
                last = place
    finally:
        document.close()
    return {key: re.sub(r"[\r\n]+", "", text) for key, text in found.items()}
