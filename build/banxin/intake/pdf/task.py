"""What the process does with a PDF that somebody gave; `reading` asks it."""

from __future__ import annotations

from typing import Any

import pypdfium2

from banxin.errors import UsageError, phrase
from banxin.intake.pdf.articles import PdfPage, read_marks, told_paragraphs
from banxin.intake.pdf.page_marks import page_marks
from banxin.limited.answers import Answer

MOST_PAGES = 200
"""Of one file; ours: an edition has 32 at most."""


def read_pages(data: bytes) -> Answer:
    """The pages of a PDF as JSON; its pictures are the parts, named by their numbers.

    A page has `articles`, a list of heads, paragraphs (each text, size, bold, face) and pictures (number, caption), and
    `left`, texts that are no article's. Raises UsageError for what cannot be read.
    """
    parts: list[bytes] = []
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise UsageError(phrase("it has {count} pages", count=len(document)))
        pages = [_page(read_marks(page_marks(document[at])), parts) for at in range(len(document))]
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UsageError(phrase("PDFium says: {said}", said=str(error)[:100])) from None
    return Answer(pages, tuple(parts))


def _page(page: PdfPage, parts: list[bytes]) -> dict[str, Any]:
    articles = []
    for article in page.articles:
        pictures = []
        for picture, caption in article.pictures:
            pictures.append([len(parts) if picture.data else -1, caption])
            parts += [picture.data] if picture.data else []
        heads = sorted(article.heads, key=lambda one: (-one.box.top, one.box.left))
        articles.append(
            {
                "heads": [["".join(line.text for line in one.lines), *_look(one.lines[0])] for one in heads],
                "paragraphs": [[text, *_look(line)] for text, line in told_paragraphs(article)],
                "pictures": pictures,
            }
        )
    return {"articles": articles, "left": page.left_out}


def _look(line: Any) -> list[Any]:
    return [line.size, line.bold, line.face]
