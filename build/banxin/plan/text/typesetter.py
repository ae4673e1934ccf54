"""What the planner asks the composer: an article set at a measure, its heads, its captions. All of it cached."""

from __future__ import annotations

from collections.abc import Collection

from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.edition import BlockKind, Edition
from banxin.model.text import Region
from banxin.plan.text.blocks import NO_ROOM, SetStory, StoryKey, set_story
from banxin.plan.text.portion import Portion
from banxin.plan.text.text_setter import TextSetter
from banxin.units import Mil, mil


class Typesetter(TextSetter):
    """Composes an edition's articles with the faces of a layout; asked the same twice, it answers from memory."""

    def __init__(self, layout: Layout, library: FontLibrary, region: Region, punctuation: str = "") -> None:
        super().__init__(layout, library, region, punctuation)
        self._stories: dict[StoryKey, SetStory] = {}

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
