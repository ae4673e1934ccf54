"""Letters of an edition's sources that its products lack, read by other means than banxin's own counting."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2

MARKUP = re.compile(r"[<>\[\]&`|\\{}]")
"""What stands in a paragraph whose letters may be markup."""
UNREAD = 0xFFFF
"""PDFium drops characters beyond of an /ActualText."""


def _letters(text: str) -> Counter[str]:
    return Counter(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one)[0] == "L")


def wanted(edition: Path) -> Counter[str]:
    """Letters of the bodies of an edition's articles, without paragraphs that have markup."""
    found = Counter[str]()
    for path in sorted(edition.glob("*.md")):
        if path.is_symlink() or not path.is_file():
            continue
        parts = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("+++\n", 2)
        if len(parts) == 3 and "hold" not in parts[1]:
            for paragraph in parts[2].split("\n\n"):
                if not MARKUP.search(paragraph):
                    found += _letters(paragraph)
    return found


def missing(edition: Path, product: Path) -> str:
    """Letters that the PDF or the EPUB of a built edition lacks; empty for none."""
    want, told = wanted(edition), ""
    for path in sorted(product.glob("*.pdf")):
        document = pypdfium2.PdfDocument(path.read_bytes())
        have = _letters("".join(page.get_textpage().get_text_range() for page in document))
        document.close()
        lost = [one for one in (want - have).elements() if ord(one) <= UNREAD]
        told += f"{path.name} lacks {''.join(lost[:40])!a}\n" if lost else ""
    for path in sorted(product.glob("*.epub")):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
            pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
        have = _letters("".join(re.sub(r"<[^>]*>", "", page) for page in pages))
        lost = list((want - have).elements())
        told += f"{path.name} lacks {''.join(lost[:40])!a}\n" if lost else ""
    return told
