"""Texts composed for the planner, and remembered: an article at a measure, its heads, its captions."""

from __future__ import annotations

from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.edition import Edition
from banxin.model.text import Region
from banxin.plan.memory import Memory
from banxin.plan.text.blocks import NO_ROOM, SetStory, StoryKey, set_story
from banxin.plan.text.portion import Portion
from banxin.plan.text.text_setter import TextSetter
from banxin.units import Mil, mil


class Typesetter(TextSetter):
    """Composes an edition's articles with the faces of a layout; asked the same twice, it answers from memory."""

    def __init__(self, layout: Layout, library: FontLibrary, region: Region, punctuation: str = "") -> None:
        super().__init__(layout, library, region, punctuation)
        self._stories: Memory[StoryKey, SetStory] = Memory()

    def story_key(self, portion: Portion, measure: Mil, wide: Mil, *, byline: bool) -> StoryKey:
        """The key of a set story: the room for wide tables only where there are tables."""
        text = portion.text
        return StoryKey(text, measure, byline, wide if text.tabular else NO_ROOM)

    def story(self, portion: Portion, measure: Mil, wide: Mil = NO_ROOM, *, byline: bool) -> SetStory:
        """The running text at a measure, the byline before it if asked for; `wide`: room for tables under the legs."""
        key = self.story_key(portion, measure, wide, byline=byline)
        return self._stories.get(key, lambda: set_story(self, key.text, measure, key.wide, byline=byline))

    def begin_round(self) -> None:
        """Forget what was not asked for since this was last called."""
        super().begin_round()
        self._stories.begin_round()

    def set_all(self, edition: Edition) -> None:
        """Set every article over one column, the measure that most modules take."""
        measure = mil(self.layout.grid.characters)
        for article in edition.articles:
            for byline in (False, True):
                self.story(Portion(article, article.priority), measure, byline=byline)
