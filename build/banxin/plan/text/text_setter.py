"""Single texts composed for the planner in the faces of a layout: heads, captions, cells."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from banxin.compose.heads.headline import SetHeadline, compose_headline
from banxin.compose.metrics import FontMetrics
from banxin.compose.paragraph import Setting, compose_paragraph, compose_ragged
from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.line import SetParagraph
from banxin.model.roles import Role
from banxin.model.text import Region, Style, Text, WritingMode
from banxin.plan.memory import Memory
from banxin.plan.text.line_rows import LineRows
from banxin.units import Mil, mil


class HeadKey(NamedTuple):
    """What a headline's lines depend on, with the faces of one setter."""

    text: Text
    lines: int
    face: str
    setting: Setting
    broken: bool


class RaggedKey(NamedTuple):
    """What the lines of a small text depend on, with the faces of one setter."""

    text: Text
    measure: Mil
    face: str
    names: bool
    """Whether it is a byline or a credit."""
    flush: bool
    """Whether lines end flush where that parts no words widely."""


class TextSetter:
    """Composes texts with the faces of a layout; asked the same twice, it answers from memory."""

    def __init__(self, layout: Layout, library: FontLibrary, region: Region, punctuation: str = "") -> None:
        self.layout = layout
        self.library = library
        self.setting = Setting(
            region=region,
            punctuation=punctuation or layout.composition.punctuation,
            shrink_stops=layout.composition.shrink_stops,
        )
        self._head_setting = replace(
            self.setting,
            punctuation=layout.composition.head_punctuation,
            latin_space=mil(layout.composition.head_latin_space),
        )
        self.line_rows = LineRows(layout.grid.rows_per_line)
        self._heads: Memory[HeadKey, SetHeadline | None] = Memory()
        self._ragged: Memory[RaggedKey, SetParagraph] = Memory()
        self._role_metrics: dict[str, FontMetrics] = {}

    def sets(self, region: Region, punctuation: str) -> bool:
        """Whether it sets text by these rules; an empty style of punctuation is the layout's."""
        return self.setting.region == region and self.setting.punctuation == (
            punctuation or self.layout.composition.punctuation
        )

    @cached_property
    def body_metrics(self) -> FontMetrics:
        """Metrics of the running text, a face for each style."""
        faces = self.layout.faces
        styles = {
            Style.PLAIN: faces.plain,
            Style.STRONG: faces.strong,
            Style.EMPHASIS: faces.emphasis,
            Style.DATELINE: faces.dateline,
        }
        return FontMetrics(self.library, styles, faces.fallback)

    @cached_property
    def note_metrics(self) -> FontMetrics:
        """Metrics of an editor's note: one face, but its label in the dateline's."""
        faces = self.layout.faces
        styles = {Style.PLAIN: self.layout.roles.face(Role.NOTE), Style.DATELINE: faces.dateline}
        return FontMetrics(self.library, styles, faces.fallback)

    @cached_property
    def verse_metrics(self) -> FontMetrics:
        """Metrics of verse: a face of its own, the styles inside it as in other text."""
        faces = self.layout.faces
        styles = {
            Style.PLAIN: self.layout.roles.face(Role.VERSE),
            Style.STRONG: faces.strong,
            Style.DATELINE: faces.dateline,
        }
        return FontMetrics(self.library, styles, faces.fallback)

    def metrics(self, face: str) -> FontMetrics:
        """Metrics of a text in one face, with the layout's fallbacks behind it.

        Strong words have the layout's strong face, but in a headline, which is the heaviest already; stressed ones
        the layout's face of emphasis.
        """
        if face not in self._role_metrics:
            faces, roles = self.layout.faces, self.layout.roles
            strong = face if face in (roles.headline, roles.headline_minor) else faces.strong
            styles = {**dict.fromkeys(Style, face), Style.STRONG: strong, Style.EMPHASIS: faces.emphasis}
            self._role_metrics[face] = FontMetrics(self.library, styles, faces.fallback)
        return self._role_metrics[face]

    def headline_face(self, priority: int) -> str:
        """The face of a headline of that priority."""
        roles = self.layout.roles
        return roles.headline_minor if priority >= self.layout.scale.minor_from else roles.headline

    def headline(
        self,
        text: Text,
        count: int,
        face: str,
        mode: WritingMode = WritingMode.HORIZONTAL,
        *,
        display: bool = True,
        broken: bool = False,
    ) -> SetHeadline | None:
        """`text` as a head of exactly `count` lines, or None; sizes are the planner's.

        display: whether its marks and its spaces beside digits are as narrow as the layout wants them in heads.
        broken: whether `／` in it is a break that its editor wants.
        """
        setting = replace(self._head_setting if display else self.setting, writing_mode=mode)
        return self._heads.get(
            HeadKey(text, count, face, setting, broken),
            lambda: compose_headline(text, count, self.metrics(face), setting, broken=broken),
        )

    def ragged(self, text: Text, measure: Mil, face: str, *, names: bool = False) -> SetParagraph:
        """A text that is not justified. names: a byline or a credit, in which names stay whole."""
        return self._ragged.get(
            RaggedKey(text, measure, face, names, flush=False),
            lambda: compose_ragged(text.runs, measure, self.metrics(face), replace(self.setting, names=names)),
        )

    def justified(self, text: Text, measure: Mil, face: str) -> SetParagraph:
        """A caption: lines flush at both ends, or ragged where they are too short to be."""
        return self._ragged.get(
            RaggedKey(text, measure, face, names=False, flush=True), lambda: self._justified(text, measure, face)
        )

    def _justified(self, text: Text, measure: Mil, face: str) -> SetParagraph:
        found = compose_paragraph(text.runs, measure, Mil(0), self.metrics(face), self.setting)
        return found if not found.faults else compose_ragged(text.runs, measure, self.metrics(face), self.setting)

    def begin_round(self) -> None:
        """Forget what was not asked for since this was last called."""
        self._heads.begin_round()
        self._ragged.begin_round()

    def subhead(self, text: Text, measure: Mil) -> SetParagraph:
        """A subhead in as few lines as possible, broken by meaning as a headline is."""
        for count in range(1, 4):
            found = self.headline(text, count, self.layout.roles.subhead, display=False)
            if found is not None and found.width <= measure:
                return SetParagraph(found.lines, 0)
        return self.ragged(text, measure, self.layout.roles.subhead)

    def cell(self, text: Text, measure: Mil, head: bool) -> SetParagraph:
        """A cell of a table, or one of its head row."""
        return self.ragged(text, measure, self.layout.roles.subhead if head else self.layout.roles.face(Role.CELL))
