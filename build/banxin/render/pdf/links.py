"""Where a reader can go from a page: from teasers and jump lines to articles, from addresses and codes to the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banxin.model.plan import PlacedLine, Rect
from banxin.model.text import WritingMode
from banxin.render.html.leaves import FigureLeaf, TextLeaf
from banxin.render.html.names import QR
from banxin.units import EM

ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/]")
ASCENT, DEPTH = 0.88, 0.12
"""Of a Han em box above and below the baseline."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way from some areas of the pages to a place in the edition, or to one of the web."""

    target: str
    """A named destination, or an address of the web."""
    told: str
    """What a reader is told of it."""
    areas: tuple[tuple[int, Rect], ...] = ()
    """(page from 0, where on its sheet)."""
    whole: bool = True
    """Whether all of the element that it stands in leads there."""

    @property
    def outside(self) -> bool:
        """Whether it leads out of the edition."""
        return ":" in self.target


def article_name(slug: str, part: int = 1) -> str:
    """The name of the place where an article, or a further part of it, begins."""
    return f"article-{slug}" + (f"-{part}" if part > 1 else "")


def to_article(slug: str, leaves: Sequence[TextLeaf] = ()) -> Link:
    """To the beginning of an article, from one area over all these texts."""
    told = "".join(leaf.piece.text for leaf in leaves)
    return Link(article_name(slug), told, _areas(leaves))


def to_part(slug: str, part: int, leaves: Sequence[TextLeaf]) -> Link:
    """To a part of a jumped article, from its jump line."""
    return Link(article_name(slug, part), "".join(leaf.piece.text for leaf in leaves), _areas(leaves))


def web_links(leaves: Sequence[TextLeaf | FigureLeaf]) -> tuple[Link, ...]:
    """To each address of the web that stands in these texts, or in the code that a picture is."""
    found: list[Link] = []
    texts: list[TextLeaf] = []
    for leaf in leaves:
        if isinstance(leaf, FigureLeaf):
            picture = leaf.figure.picture
            address = ADDRESS.fullmatch(picture.file.removeprefix(QR)) if picture.file.startswith(QR) else None
            found += [Link(_full(address[0]), picture.alt, ((leaf.page, picture.rect),))] if address else []
        else:
            texts.append(leaf)
    return (*found, *_addresses(texts))


def _full(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _addresses(leaves: Sequence[TextLeaf]) -> Iterator[Link]:
    text = "".join(leaf.piece.text for leaf in leaves)
    if ADDRESS.search(text) is None:
        return
    places: list[tuple[int, PlacedLine, Rect]] = []
    for leaf in leaves:
        for placed in leaf.piece.runs:
            drawn = placed.run.text
            plain = len(drawn) == len(placed.run.along)
            for index in range(len(placed.source)):
                exact = plain and index < len(drawn)
                places.append(
                    (leaf.page, placed.line, _box(placed.line, _at(placed.run.along, index) if exact else None))
                )
    for match in ADDRESS.finditer(text):
        parts: dict[int, tuple[int, Rect]] = {}
        for page, line, box in places[match.start() : match.end()]:
            known = parts.get(id(line))
            parts[id(line)] = (page, _around(known[1], box) if known else box)
        yield Link(_full(match[0]), match[0], tuple(parts.values()), match[0] == text.strip())


def _at(xs: Sequence[int], index: int) -> tuple[int, int]:
    """Where a glyph begins and the next one does, in mils of the line's size."""
    following = xs[index + 1] if index + 1 < len(xs) else xs[index] + EM // 2
    return xs[index], following


def _box(line: PlacedLine, span: tuple[int, int] | None = None) -> Rect:
    """The area of a line, or of a glyph on it."""
    size = line.size_pt
    if line.writing_mode is WritingMode.VERTICAL:
        return Rect(line.x_pt - size / 2, line.baseline_pt, size, line.width_pt + line.start_pt)
    left, right = (line.start_pt, line.start_pt + line.width_pt) if span is None else (x * size / EM for x in span)
    return Rect(line.x_pt + left, line.baseline_pt - ASCENT * size, right - left, size)


def _around(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _areas(leaves: Sequence[TextLeaf]) -> tuple[tuple[int, Rect], ...]:
    areas: dict[int, Rect] = {}
    for leaf in leaves:
        for placed in leaf.piece.runs:
            box = _box(placed.line)
            areas[leaf.page] = _around(areas[leaf.page], box) if leaf.page in areas else box
    return tuple(areas.items())
