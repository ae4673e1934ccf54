"""Which part of a web page is its article: what pages themselves mark, else where most of the prose is.

A library for this exists (trafilatura), but it leaves out what it finds unlikely, so no character could be counted, and
brings a dozen others along.
"""

from __future__ import annotations

from collections import defaultdict

from banxin.intake.markup import Element, name_of
from banxin.intake.web.flow import BLOCKS, SILENT, is_hidden

MARKED = (
    '//*[@id="js_content"]',
    '//*[@itemprop="articleBody"]',
    "//article",
    '//main | //*[@role="main"]',
)
"""Where pages put their article, in the order in which they are believed; the first is WeChat's."""
MOST_MARKED = 50
"""Elements of a mark that are looked at; ours. A page of more is a list of teasers."""
LEAST_SHARE = 0.4
"""Of the prose of a page that its article has at least; ours. Less is one of many teasers."""
LEAST = 20
"""Characters of a paragraph; ours. Shorter ones are menus."""
LINKED = 0.5
"""The share of a paragraph that links have at most; ours."""
PAUSES = "，。；：、？！"


def article_body(page: Element) -> Element:
    """The element that holds the article; the page itself when nothing in it is more likely."""
    body = page.find("body")
    body = page if body is None else body
    prose = _prose(body)
    total = sum(prose.values())
    for path in MARKED:
        for one in sorted(page.xpath(path)[:MOST_MARKED], key=lambda one: -_within(one, prose)):
            if path == MARKED[0] or _within(one, prose) > LEAST_SHARE * total:
                return one
    scores: dict[Element, float] = defaultdict(float)
    for paragraph, score in prose.items():
        parent = paragraph.getparent() if paragraph is not body else None
        if parent is not None:
            scores[parent] += score
            above = parent.getparent()
            if parent is not body and above is not None:
                scores[above] += score / 2
    best = max(scores, key=lambda one: scores[one], default=body)
    while best is not body and _within(best, prose) <= LEAST_SHARE * total:
        best = best.getparent()
    return best


def _prose(body: Element) -> dict[Element, float]:
    """The paragraphs of a page, each with how much it reads as prose: its characters, and ten for each mark."""
    found = {}
    for one in body.iter():
        if name_of(one) in SILENT or is_hidden(one):
            continue
        text = _own_text(one)
        linked = sum(len("".join(link.itertext())) for link in one.iter("a"))
        if len(text) >= LEAST and linked <= LINKED * len(text):
            found[one] = len(text) + 10.0 * sum(mark in PAUSES for mark in text)
    return found


def _own_text(element: Element) -> str:
    """The text of a block without that of the blocks in it; empty for what stands in a line."""
    if name_of(element) not in BLOCKS:
        return ""
    parts = [element.text or ""]
    for one in element:
        if name_of(one) not in BLOCKS and name_of(one) not in SILENT and name_of(one):
            parts.append("".join(one.itertext()))
        parts.append(one.tail or "")
    return "".join("".join(parts).split())


def _within(element: Element, prose: dict[Element, float]) -> float:
    return sum(prose.get(one, 0.0) for one in element.iter())
