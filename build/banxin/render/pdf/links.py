"""Links on the pages: from teasers and jump lines to articles, from addresses and QR codes to the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from banxin.model.line import LineRun
from banxin.model.plan import QR, PlacedLine, Rect
from banxin.model.text import leads_outside
from banxin.render.html.leaves import FigureLeaf, TextLeaf
from banxin.units import EM

ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/]")
"""Of a Han em box above and below the baseline."""


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link from areas of the pages to a destination in the edition, or to the web."""

    target: str
    """A named destination, or a URL."""
    description: str
    """Its description for readers (`/Contents`)."""
    areas: tuple[tuple[int, Rect], ...] = ()
    """(page from 0, rectangle on its sheet)."""
    whole: bool = True
    """Whether the whole structure element is the link."""

    @property
    def outside(self) -> bool:
        """Whether the target is outside the edition."""
        return ":" in self.target


def article_name(slug: str, part: int = 1) -> str:
    """The name of the destination at the beginning of an article, or of a further part of it."""
    return f"article-{slug}" + (f"-{part}" if part > 1 else "")


def to_article(slug: str, leaves: Sequence[TextLeaf] = ()) -> LinkAnnotation:
    """A link to the beginning of an article, with one area over all these texts."""
    told = "".join(leaf.piece.text for leaf in leaves)
    return LinkAnnotation(article_name(slug), told, _areas(leaves))


def to_part(slug: str, part: int, leaves: Sequence[TextLeaf]) -> LinkAnnotation:
    """A link to a part of a jumped article, from its jump line."""
    return LinkAnnotation(article_name(slug, part), "".join(leaf.piece.text for leaf in leaves), _areas(leaves))


def web_links(leaves: Sequence[TextLeaf | FigureLeaf]) -> tuple[LinkAnnotation, ...]:
    """Links of words in these texts, of addresses in them, and of the QR code that a picture is."""
    found: list[LinkAnnotation] = []
    texts: list[TextLeaf] = []
    for leaf in leaves:
        if isinstance(leaf, FigureLeaf):
            picture = leaf.figure.picture
            address = ADDRESS.fullmatch(picture.file.removeprefix(QR)) if picture.file.startswith(QR) else None
            if address and leads_outside(target := _full(address[0])):
                found.append(LinkAnnotation(target, picture.alt, ((leaf.page, picture.rect),)))
        else:
            texts.append(leaf)
    return (*found, *_addresses(texts))


def _full(address: str) -> str:
    return address if "://" in address else f"https://{address}"


@dataclass(frozen=True, slots=True)
class _Character:
    """A character of a paragraph: where it is drawn, and the target of its link."""

    page: int
    line: PlacedLine
    area: Rect
    target: str


def _addresses(leaves: Sequence[TextLeaf]) -> Iterator[LinkAnnotation]:
    """Links made by the editor, and addresses in the text."""
    text = "".join(leaf.piece.text for leaf in leaves)
    linked = any(placed.line.links for leaf in leaves for placed in leaf.piece.runs)
    if not linked and ADDRESS.search(text) is None:
        return
    characters = [character for leaf in leaves for character in _characters(leaf)]
    for start, end, target in _targets(text, [character.target for character in characters]):
        areas: dict[int, tuple[int, Rect]] = {}
        for character in characters[start:end]:
            known = areas.get(id(character.line))
            area = _around(known[1], character.area) if known else character.area
            areas[id(character.line)] = (character.page, area)
        told = text[start:end]
        yield LinkAnnotation(target, told.strip(), tuple(areas.values()), told.strip() == text.strip())


def _targets(text: str, targets: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first character, behind the last, target), in the order of the text."""
    found = []
    place = 0
    for target, group in groupby(targets):
        start, place = place, place + len(list(group))
        if leads_outside(target):
            found.append((start, place, target))
    bare = (match for match in ADDRESS.finditer(text) if not any(targets[match.start() : match.end()]))
    found += [(match.start(), match.end(), to) for match in bare if leads_outside(to := _full(match[0]))]
    yield from sorted(found)


def _characters(leaf: TextLeaf) -> Iterator[_Character]:
    """The characters of a leaf's source text; a space at a line's end has the area of the character before it."""
    line: PlacedLine | None = None
    at = 0
    for placed in leaf.piece.runs:
        at, line = (at, line) if placed.line is line else (0, placed.line)
        areas = [
            _stretch(line, placed.run.along[first], _end(placed.run, behind))
            for part, first, behind in placed.run.clusters()
            for _ in part
        ]
        areas += [areas[-1]] * (len(placed.source) - len(areas))
        for area in areas[: len(placed.source)]:
            target = next((link.target for link in line.links if link.start <= at < link.end), "")
            yield _Character(leaf.page, line, area, target)
            at += 1


def _end(run: LineRun, behind: int) -> int:
    """Where the next cluster begins, in mils; after the last one, where that ends."""
    return run.along[behind] if behind < len(run.along) else run.along[-1] + run.glyphs[-1].advance


def _stretch(line: PlacedLine, start: int, end: int) -> Rect:
    """The area of a part of a line between two places on it, in mils."""
    return line.stretch(start * line.size_pt / EM, (end - start) * line.size_pt / EM)


def _around(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _areas(leaves: Sequence[TextLeaf]) -> tuple[tuple[int, Rect], ...]:
    areas: dict[int, Rect] = {}
    for leaf in leaves:
        for placed in leaf.piece.runs:
            box = placed.line.box
            areas[leaf.page] = _around(areas[leaf.page], box) if leaf.page in areas else box
    return tuple(areas.items())
