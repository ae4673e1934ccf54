"""What the planner asks the composer: an article set at a measure, its heads, its captions. All of it cached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from banxin.compose.headline import SetHeadline, compose_headline
from banxin.compose.metrics import FontMetrics
from banxin.compose.paragraph import Setting, compose_ragged, compose_variants
from banxin.fonts.library import FontLibrary
from banxin.model.edition import BlockKind, Edition
from banxin.model.line import SetParagraph
from banxin.model.text import Region, Run, Style
from banxin.plan.layout import Layout
from banxin.plan.portion import Portion, PortionKey
from banxin.units import Mil, mil

BYLINE, JUMP = -1, -2
"""Places of blocks that are no block of the article."""
StoryKey = tuple[PortionKey, Mil, bool]
"""What a set text depends on: the portion, the measure, whether the byline stands in it."""


@dataclass(frozen=True, slots=True)
class SetBlock:
    """One block of a body at one measure."""

    index: int
    """Its place in the article's blocks, from 0; or BYLINE or JUMP."""
    role: str
    """byline, dateline, subhead, body or jump."""
    settings: tuple[tuple[int, SetParagraph], ...]
    """(number of lines, setting), the best first, then those a line shorter or longer that still look well."""


@dataclass(frozen=True, slots=True)
class SetStory:
    """The running text of an article or a part of it, at one measure."""

    measure: Mil
    blocks: tuple[SetBlock, ...]


class Typesetter:
    """Composes an edition's articles with the faces of a layout; asked the same twice, it answers from memory."""

    def __init__(self, layout: Layout, library: FontLibrary, region: Region, punctuation: str = "") -> None:
        self.layout = layout
        self.library = library
        self.setting = Setting(
            region=region,
            punctuation=punctuation or layout.composition.punctuation,
            shrink_stops=layout.composition.shrink_stops,
        )
        self._stories: dict[StoryKey, SetStory] = {}
        self._heads: dict[tuple[str, int, str, bool], SetHeadline | None] = {}
        self._ragged: dict[tuple[str, Mil, str], SetParagraph] = {}
        self._role_metrics: dict[str, FontMetrics] = {}

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

    def metrics(self, face: str) -> FontMetrics:
        """Metrics of a text in one face, with the layout's fallbacks behind it."""
        if face not in self._role_metrics:
            styles = dict.fromkeys(Style, face)
            self._role_metrics[face] = FontMetrics(self.library, styles, self.layout.faces.fallback)
        return self._role_metrics[face]

    def headline_face(self, priority: int) -> str:
        """The face of a headline of that priority."""
        roles = self.layout.roles
        return roles.headline_minor if priority >= self.layout.scale.minor_from else roles.headline

    def headline(self, text: str, count: int, face: str, *, vertical: bool = False) -> SetHeadline | None:
        """`text` as a head of exactly `count` lines, or None; sizes are the planner's."""
        key = (text, count, face, vertical)
        if key not in self._heads:
            self._heads[key] = compose_headline(text, count, self.metrics(face), self.setting, vertical=vertical)
        return self._heads[key]

    def ragged(self, text: str, measure: Mil, face: str) -> SetParagraph:
        """A caption or byline, not justified."""
        key = (text, measure, face)
        if key not in self._ragged:
            self._ragged[key] = compose_ragged((Run(text),), measure, self.metrics(face), self.setting)
        return self._ragged[key]

    def subhead(self, text: str, measure: Mil) -> SetParagraph:
        """A subhead in as few lines as go into the measure, broken by meaning as a headline is."""
        for count in range(1, 4):
            found = self.headline(text, count, self.layout.roles.subhead)
            if found is not None and found.width <= measure:
                return SetParagraph(found.lines, 0)
        return self.ragged(text, measure, self.layout.roles.subhead)

    def story(self, portion: Portion, measure: Mil, *, byline: bool) -> SetStory:
        """The running text at a measure, the byline before it if asked for."""
        key = (portion.key, measure, byline)
        if key not in self._stories:
            self._stories[key] = self._set(portion, measure, byline)
        return self._stories[key]

    def set_all(self, edition: Edition) -> None:
        """Set every article over one column, the measure that most modules take."""
        measure = mil(self.layout.grid.characters)
        for article in edition.articles:
            for byline in (False, True):
                self.story(Portion(article, article.priority), measure, byline=byline)

    def _set(self, portion: Portion, measure: Mil, byline: bool) -> SetStory:
        """The blocks of a portion, set; a jump line before them or after them, the dateline in the first paragraph."""
        article, roles = portion.article, self.layout.roles
        blocks = []
        if byline and portion.byline:
            blocks.append(self._apart(BYLINE, "byline", portion.byline, measure, roles.byline))
        if portion.jump_line and portion.part == 2:
            blocks.append(self._apart(JUMP, "jump", portion.jump_line, measure, roles.face("jump")))
        dateline = article.dateline if portion.part == 1 else ""
        for index in range(portion.first, portion.end):
            block = article.blocks[index]
            if block.kind is BlockKind.SUBHEAD:
                setting = self.subhead(block.text, measure)
                blocks.append(SetBlock(index, "subhead", ((len(setting.lines), setting),)))
                continue
            runs = block.runs
            if dateline:
                runs, dateline = (Run(dateline, Style.DATELINE), *runs), ""
            indent = mil(self.layout.composition.indent)
            found = compose_variants(runs, measure, indent, self.body_metrics, self.setting)
            order = sorted(found.items(), key=lambda item: (item[1].demerits, item[0]))
            blocks.append(SetBlock(index, "body", tuple(order)))
        if dateline:
            blocks.append(self._apart(portion.end, "dateline", dateline, measure, roles.byline))
        if portion.jump_line and portion.part == 1:
            blocks.append(self._apart(JUMP, "jump", portion.jump_line, measure, roles.face("jump")))
        return SetStory(measure, tuple(blocks))

    def _apart(self, index: int, role: str, text: str, measure: Mil, face: str) -> SetBlock:
        """A line or lines of their own, not justified."""
        setting = self.ragged(text, measure, face)
        return SetBlock(index, role, ((len(setting.lines), setting),))
