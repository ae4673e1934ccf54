"""Kobo's own form of an EPUB (kepub): each sentence in a span with an id, the body in two boxes.

Kobo's reader stores places, highlights and statistics by these spans; without them it is slower.
"""

from __future__ import annotations

import re

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）)]*|[^。！？!?…]+")
SKIPPED = frozenset(f"{{{XHTML}}}{name}" for name in ("script", "style", "pre", "svg", "math"))
BLOCKS = frozenset(f"{{{XHTML}}}{name}" for name in ("p", "h1", "h2", "li", "figcaption", "td", "th", "blockquote"))


def with_spans(page: bytes) -> bytes:
    """An XHTML page with its sentences in spans `kobo.<block>.<sentence>`, in the order of the text."""
    root = etree.fromstring(page, etree.XMLParser(resolve_entities=False, no_network=True))
    body = root.find(f"{{{XHTML}}}body")
    assert body is not None
    _Spans().wrap(body)
    _box(body)
    return bytes(etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True))


def _box(body: etree._Element) -> None:
    """The body in the boxes that Kobo's style sheets expect."""
    outer = etree.Element(f"{{{XHTML}}}div", id="book-columns")
    inner = etree.SubElement(outer, f"{{{XHTML}}}div", id="book-inner")
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(outer)


class _Spans:
    def __init__(self) -> None:
        self.block = self.sentence = 0

    def wrap(self, element: etree._Element) -> None:
        """Wrap the texts of an element and of its descendants."""
        if element.tag in SKIPPED:
            return
        if element.tag in BLOCKS or self.block == 0:
            self.block, self.sentence = self.block + 1, 0
        kids = list(element)
        if element.text and element.text.strip():
            spans, element.text = self._spans(element.text), None
            for place, span in enumerate(spans):
                element.insert(place, span)
        for kid in kids:
            self.wrap(kid)
            if kid.tail and kid.tail.strip():
                spans, kid.tail = self._spans(kid.tail), None
                for span in reversed(spans):
                    kid.addnext(span)

    def _spans(self, text: str) -> list[etree._Element]:
        spans = []
        for sentence in SENTENCE.findall(text):
            self.sentence += 1
            name = f"kobo.{self.block}.{self.sentence}"
            span = etree.Element(f"{{{XHTML}}}span", {"class": "koboSpan", "id": name})
            span.text = sentence
            spans.append(span)
        return spans
