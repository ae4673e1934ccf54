"""The text of an e-book, read back from its container: what promises about characters are checked against."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = frozenset(f"{XHTML}{name}" for name in ("p", "h1", "h2", "li", "figcaption", "table"))
TABLE = f"{XHTML}table"
CELLS = (f"{XHTML}th", f"{XHTML}td")
CREDIT = f"{XHTML}span[@class='credit']"


def article_texts(epub: bytes) -> dict[str, tuple[str, ...]]:
    """slug → its texts as they are in the book, block by block in the order of its page, bars left out.

    Every white space inside a block is kept, so that one that a template introduced is found; a table's cells are one
    text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    texts = {}
    with zipfile.ZipFile(io.BytesIO(epub)) as container:
        for name in container.namelist():
            stem = name.rpartition("/")[2]
            if stem.startswith("article-") and stem.endswith(".xhtml"):
                root = etree.fromstring(container.read(name), parser)
                slug = stem.removeprefix("article-").removesuffix(".xhtml")
                texts[slug] = tuple(text for article in root.iter(f"{XHTML}article") for text in _blocks(article))
    return texts


def _blocks(article: etree._Element) -> list[str]:
    texts = []
    for element in article.iter(*BLOCKS):
        credit = element.find(CREDIT)
        whole = "".join(element.itertext() if element.tag != TABLE else _cells(element))
        if credit is None:
            texts.append(whole)
        else:
            tail = "".join(credit.itertext())
            texts += [whole.removesuffix(tail), tail]
    return [text for text in texts if text]


def service_texts(epub: bytes) -> tuple[str, ...]:
    """The texts of the services: each box's title, its cells row by row, its source."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(epub)) as container:
        names = [name for name in container.namelist() if name.endswith("/service.xhtml")]
        roots = [etree.fromstring(container.read(name), parser) for name in names]
    elements = (element for root in roots for element in root.iter(f"{XHTML}h2", *CELLS, f"{XHTML}p"))
    return tuple(text for text in ("".join(element.itertext()) for element in elements) if text)


def _cells(table: etree._Element) -> list[str]:
    """The white space between the cells of a table is no text."""
    return ["".join(cell.itertext()) for cell in table.iter(*CELLS)]
