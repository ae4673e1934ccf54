"""Extracting the characters of products, to prove that none was lost."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pypdfium2 as pdfium
from lxml import etree


def _count(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace() and character.isprintable())


def pdf_text(pdf: bytes) -> list[str]:
    """The text of each page as PDFium extracts it, with newlines as line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def pdf_characters(pdf: bytes) -> Counter[str]:
    """All characters of a PDF's text except white space."""
    return _count("".join(pdf_text(pdf)))


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
