"""The portion of an article in one module: all of it, or the part before or after a jump (转版)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from banxin.model.edition import Article, Block, BlockKind
from banxin.model.forms import HeadlineForm
from banxin.model.text import EMPTY, Text

PART_RANK = 5
"""Rank whose sizes the head of the part after a jump has: it only shows where the article continues. Ours."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """The contents of a portion's legs: all that its set text depends on besides measure and faces.

    It is the key of much that is remembered, so its hash is computed once.
    """

    part: int
    first: int
    """Place of its first block in the article's body."""
    blocks: tuple[Block, ...]
    byline: Text
    note: Text
    pull_quote: Text
    jump_line: str
    tabular: bool = field(init=False, compare=False, repr=False)
    """Whether there is a table among its blocks."""
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tabular", any(block.kind is BlockKind.TABLE for block in self.blocks))
        object.__setattr__(self, "_hash", hash(self._values()))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[StoryText], tuple[Hashable, ...]]:
        return StoryText, self._values()  # Hashes of strings differ between processes.

    def _values(self) -> tuple[Hashable, ...]:
        return self.part, self.first, self.blocks, self.byline, self.note, self.pull_quote, self.jump_line


@dataclass(frozen=True)
class Portion:
    """Some blocks of an article, in one module on one page."""

    article: Article
    rank: int
    """Priority on its page, 1 to 5: what its headline is sized by. A page's first article ranks higher than inside."""
    first: int = 0
    """First block, counted in the article's body from 0."""
    last: int = -1
    """Behind the last block; -1: to the end."""
    part: int = 1
    parts: int = 1
    other_page: int = 0
    """Page of the other part, or 0 without a jump."""

    @cached_property
    def text(self) -> StoryText:
        """What stands in its legs: the same at each rank, for running text is of one size."""
        return StoryText(self.part, self.first, self.blocks, self.byline, self.note, self.pull_quote, self.jump_line)

    @property
    def end(self) -> int:
        """Behind its last block."""
        return len(self.article.body) if self.last < 0 else self.last

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, the dateline among them."""
        return self.article.body[self.first : self.end]

    @property
    def id(self) -> str:
        """Unique among the items of an edition."""
        return portion_id(self.article.slug, self.part)

    @property
    def headline(self) -> Text:
        """Its headline; the part after a jump has the short one."""
        return self.article.headline if self.part == 1 else Text.of(self.article.title)

    @property
    def size_rank(self) -> int:
        """Rank that its headline is sized by."""
        if self.part > 1:
            return PART_RANK
        return max(1, self.rank - (self.form.traits.larger if self.form else 0))

    @property
    def over_page(self) -> bool:
        """Whether its editor wants its head over the whole page."""
        return self.part == 1 and self.article.over_page

    @property
    def kicker(self) -> Text:
        """Its kicker. The part after a jump has neither kicker nor deck nor byline."""
        return self.article.kicker if self.part == 1 else EMPTY

    @property
    def deck(self) -> Text:
        return self.article.deck if self.part == 1 else EMPTY

    @property
    def byline(self) -> Text:
        return self.article.byline if self.part == 1 else EMPTY

    @property
    def note(self) -> Text:
        return self.article.note if self.part == 1 else EMPTY

    @property
    def headline_pt(self) -> float | None:
        """The size that its editor wants, or None."""
        return self.article.headline_pt if self.part == 1 else None

    @property
    def series(self) -> Text:
        return self.article.series if self.part == 1 else EMPTY

    @property
    def pull_quote(self) -> Text:
        return self.article.pull_quote if self.part == 1 else EMPTY

    @property
    def form(self) -> HeadlineForm | None:
        """The form of head that its editor wants; the part after a jump has a plain one."""
        return self.article.headline_form if self.part == 1 else HeadlineForm.ACROSS

    @property
    def framed(self) -> bool:
        """Whether it stands in a rule box or on a tint."""
        return self.article.box

    @property
    def jump_line(self) -> str:
        """下转第3版 at the end of the first part, 上接第1版 over the second; empty without a jump."""
        if not self.other_page:
            return ""
        return f"（下转第{self.other_page}版）" if self.part == 1 else f"（上接第{self.other_page}版）"


def portion_id(slug: str, part: int) -> str:
    """Id of an article, or of one part of it, among the items of an edition."""
    return slug if part == 1 else f"{slug}-part{part}"
