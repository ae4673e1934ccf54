"""What the process does with a PDF that somebody gave; `reading` asks it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pypdfium2

from banxin.errors import UsageError, phrase
from banxin.intake.pdf.articles import read_marks, told_paragraphs
from banxin.intake.pdf.page_marks import PageMarks, page_marks
from banxin.limited.answers import Answer

MOST_PAGES = 200
"""Of one file; ours: an edition has 32 at most."""


def read_pages(data: bytes) -> Answer:
    """The pages of a PDF as JSON; its pictures are the parts, named by their numbers.

    A page has `articles`, a list of heads, paragraphs (each text, size, bold, face) and pictures (number, caption), and
    `left`, texts that are no article's, and `lost`, characters that are in neither. Raises UsageError for what
    cannot be read.
    """
    parts: list[bytes] = []
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise UsageError(phrase("it has {count} pages", count=len(document)))
        pages = [_page(page_marks(document[at]), parts) for at in range(len(document))]
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UsageError(phrase("PDFium says: {said}", said=str(error)[:100])) from None
    return Answer(pages, tuple(parts))


def _page(marks: PageMarks, parts: list[bytes]) -> dict[str, Any]:
    page = read_marks(marks)
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
    lost = Counter(mark.text for mark in marks.marks if mark.text != " ")
    lost -= Counter("".join([*page.left_out, *(text for one in articles for text in _texts(one))]))
    return {"articles": articles, "left": page.left_out, "lost": "".join(lost.elements())}


def _texts(article: dict[str, Any]) -> list[str]:
    """All text of an article."""
    runs = [row[0] for row in (*article["heads"], *article["paragraphs"])]
    return [*runs, *(caption for _, caption in article["pictures"])]


def _look(line: Any) -> list[Any]:
    return [line.size, line.bold, line.face]
