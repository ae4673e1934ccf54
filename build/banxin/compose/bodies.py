"""The body of a unit: its width without its blank half, and the places of its glyphs.

The boxes are those of docs/composition.md#widths-of-marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from banxin.compose.classes import RIGHT_BLANK, Class, RegionRules, class_of
from banxin.compose.glue import Glue
from banxin.compose.metrics import Metrics
from banxin.fonts.library import Cluster
from banxin.model.line import Glyph
from banxin.model.text import Style, WritingMode
from banxin.units import EM, HALF, Mil

SHORT_DASH = "–"
CENTRED = frozenset({Class.DOT, Class.CONNECTOR, Class.SOLIDUS, Class.DASH, Class.ELLIPSIS})


class GlyphRun(NamedTuple):
    """The part of a unit in one face and style."""

    face: str
    style: Style
    length: int
    """In characters."""
    glyphs: tuple[Glyph, ...]
    along: tuple[int, ...]
    """Places of its glyphs from the unit's start edge."""


class Body(NamedTuple):
    """A unit's measures; the same object for each place where the unit stands."""

    left: Class
    right: Class
    width: int
    parts: tuple[GlyphRun, ...]
    glue: Glue | None = None
    """What joins it to the next piece of the same word, URL or number; None: the classes decide."""


Styled = Sequence[tuple[Cluster, Style]]


class Bodies:
    """Makes bodies of clusters, and keeps those of single characters."""

    def __init__(self, metrics: Metrics, rules: RegionRules, mode: WritingMode) -> None:
        self.metrics = metrics
        self.rules = rules
        self.mode = mode
        self.singles: dict[Style, dict[str, Body]] = {style: {} for style in Style}
        self.words: dict[tuple[str, Style], tuple[tuple[int, Body], ...]] = {}
        """(token, style) → its pieces: length in characters, body."""

    def clusters(self, text: str, style: Style) -> Styled:
        """The text's clusters, each with its style."""
        return [(cluster, style) for cluster in self.metrics.shape(text, style, self.mode)]

    def space(self, character: str, face: str) -> Glyph:
        """The glyph of a white-space character between two units, in the face of that id."""
        return self.metrics.space(character, face, self.mode)

    def single(self, character: str, style: Style) -> Body:
        """The body of a character that stands alone."""
        known = self.singles[style]
        body = known.get(character)
        if body is None:
            cls = class_of(character, self.rules)
            body = known[character] = self.body(cls, cls, self.clusters(character, style), character)
        return body

    def body(self, left: Class, right: Class, clusters: Styled, text: str) -> Body:
        """The body of a unit of these clusters, whose edges have these classes."""
        cls = left
        if self.mode is WritingMode.VERTICAL and text[:1] in self.rules.vertical_filled:
            return Body(Class.FILLED_STOP, Class.FILLED_STOP, *_in_boxes(clusters, EM))
        if cls is Class.OPEN:
            return Body(left, right, HALF, _shifted(clusters, HALF - _advance(clusters)))
        if cls in RIGHT_BLANK or (cls is Class.FILLED_STOP and text not in self.rules.marks):
            return Body(left, right, *_in_boxes(clusters, HALF, centred=False))
        if cls in CENTRED:
            return Body(left, right, *_in_boxes(clusters, _box(cls, text)))
        return Body(left, right, _advance(clusters), _shifted(clusters, 0))


def _box(cls: Class, text: str) -> Mil:
    """The width that one character of a centred class takes."""
    if text == "⸺":
        return Mil(2 * EM)
    narrow = cls in (Class.DOT, Class.SOLIDUS) or text == SHORT_DASH or text.isascii()
    return HALF if narrow and text != "／" else EM


def _advance(clusters: Styled) -> int:
    return sum(cluster.advance for cluster, _ in clusters)


def _in_boxes(clusters: Styled, box: int, centred: bool = True) -> tuple[int, tuple[GlyphRun, ...]]:
    """Each cluster in a box of `box` a character, in its middle or at its left: (width, parts)."""
    at, placed = 0, []
    for cluster, style in clusters:
        room = box * cluster.length
        placed.append((cluster, style, at + ((room - cluster.advance) // 2 if centred else 0)))
        at += room
    return at, _parts(placed)


def _shifted(clusters: Styled, shift: int) -> tuple[GlyphRun, ...]:
    """The clusters one behind the other, all moved by `shift`."""
    placed = []
    for cluster, style in clusters:
        placed.append((cluster, style, shift))
        shift += cluster.advance
    return _parts(placed)


def _parts(placed: Iterable[tuple[Cluster, Style, int]]) -> tuple[GlyphRun, ...]:
    """Clusters at their places, joined to parts by face and style."""
    parts = []
    for (face, style), group in groupby(placed, key=lambda item: (item[0].face, item[1])):
        length = 0
        glyphs: list[Glyph] = []
        along: list[int] = []
        for cluster, _, at in group:
            length += cluster.length
            glyphs += cluster.glyphs
            along += [at + place for place in cluster.along]
        parts.append(GlyphRun(face, style, length, tuple(glyphs), tuple(along)))
    return tuple(parts)
