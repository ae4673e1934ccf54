"""What the planner asks the composer: an article set at a measure, its heads, its captions. All of it cached."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from banxin.compose.headline import SetHeadline, compose_headline
from banxin.compose.metrics import FontMetrics
from banxin.compose.paragraph import Setting, compose_ragged
from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.edition import BlockKind, Edition
from banxin.model.line import SetParagraph
from banxin.model.text import Region, Run, Style
from banxin.plan.text.blocks import (
    NO_ROOM,
    StoryKey,
    set_story,
)
from banxin.plan.text.blocks import SetBlock as SetBlock
from banxin.plan.text.blocks import SetStory as SetStory
from banxin.plan.text.portion import Portion
from banxin.units import Mil, mil


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

    @cached_property
    def note_metrics(self) -> FontMetrics:
        """Metrics of an editor's note: one face, but its label in the dateline's."""
        faces = self.layout.faces
        styles = {Style.PLAIN: self.layout.roles.face("note"), Style.DATELINE: faces.dateline}
        return FontMetrics(self.library, styles, faces.fallback)

    @cached_property
    def verse_metrics(self) -> FontMetrics:
        """Metrics of verse: a face of its own, the styles inside it as in other text."""
        faces = self.layout.faces
        styles = {Style.PLAIN: self.layout.roles.face("verse"), Style.STRONG: faces.strong}
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

    def cell(self, text: str, measure: Mil, head: bool) -> SetParagraph:
        """A cell of a table, or one of its head row."""
        return self.ragged(text, measure, self.layout.roles.subhead if head else self.layout.roles.face("cell"))

    def story_key(self, portion: Portion, measure: Mil, wide: Mil, *, byline: bool) -> StoryKey:
        """What tells one set story from another: the room for wide tables only where there are tables."""
        tables = any(block.kind is BlockKind.TABLE for block in portion.article.blocks)
        return portion.key, measure, byline, wide if tables else NO_ROOM

    def story(self, portion: Portion, measure: Mil, wide: Mil = NO_ROOM, *, byline: bool) -> SetStory:
        """The running text at a measure, the byline before it if asked for; `wide`: room for tables under the legs."""
        key = self.story_key(portion, measure, wide, byline=byline)
        if key not in self._stories:
            self._stories[key] = set_story(self, portion, measure, wide, byline=byline)
        return self._stories[key]

    def fork(self, slugs: Collection[str]) -> Typesetter:
        """One that remembers what this one does, but nothing of some articles: their text has changed."""
        other = Typesetter(self.layout, self.library, self.setting.region, self.setting.punctuation)
        other._stories = {key: story for key, story in self._stories.items() if key[0][0] not in slugs}
        other._heads, other._ragged, other._role_metrics = self._heads, self._ragged, self._role_metrics
        return other

    def set_all(self, edition: Edition) -> None:
        """Set every article over one column, the measure that most modules take."""
        measure = mil(self.layout.grid.characters)
        for article in edition.articles:
            for byline in (False, True):
                self.story(Portion(article, article.priority), measure, byline=byline)
