"""Kinds of articles and of modules, and what each of them is. A new kind is a row of its table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ArticleKind(StrEnum):
    """What an article is, by its editor's word."""

    NEWS = "news"
    PHOTO = "photo"
    """Photo news (图片新闻)."""
    VERSE = "verse"
    """A poem."""

    @property
    def traits(self) -> ArticleTraits:
        """Its row of the table."""
        return _ARTICLES[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTraits:
    """What is true of all articles of a kind."""

    pictorial: bool = False
    """Whether its pictures tell it: it has pictures, and need have neither a headline nor a text."""
    prose: bool = False
    """Whether its text runs on, so that it may be parted, shortened and lengthened."""
    lined: bool = False
    """Whether each line of its source is a line that stays whole, with an empty one between two stanzas."""


_ARTICLES = {
    ArticleKind.NEWS: ArticleTraits(prose=True),
    ArticleKind.PHOTO: ArticleTraits(pictorial=True),
    ArticleKind.VERSE: ArticleTraits(lined=True),
}


class ModuleKind(StrEnum):
    """What a module of a page holds."""

    MASTHEAD = "masthead"
    FOLIO = "folio"
    ARTICLE = "article"
    PHOTO = "photo"
    """Pictures in a module of their own: photo news, or those of an article that stands beside them."""
    TEASER = "teaser"
    """导读: what the other pages hold."""
    BOX = "box"
    """Facts for readers."""
    AD = "ad"
    FILLER = "filler"
    """A public notice where nothing else fills the page."""

    @property
    def traits(self) -> KindTraits:
        """Its row of the table."""
        return _TABLE[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTraits:
    """What is true of all modules of a kind."""

    label: str = ""
    """What an editor calls it; empty for furniture."""
    story: bool = False
    """Whether it tells an article, or shows one's pictures."""
    furniture: bool = False
    """Whether it belongs to the page, not to the edition's content."""
    artifact: bool = False
    """Whether it is repeated on each page for the eye alone and not read aloud (an artifact, ISO 32000-1, 14.8.2.2)."""
    fixed: bool = False
    """Whether a layout or a booking says where it stands, in every plan of the edition."""
    framed: bool = False
    """Whether a frame always stands around it."""


_TABLE = {
    ModuleKind.MASTHEAD: KindTraits(furniture=True, fixed=True),
    ModuleKind.FOLIO: KindTraits(furniture=True, fixed=True, artifact=True),
    ModuleKind.ARTICLE: KindTraits(label="稿件", story=True),
    ModuleKind.PHOTO: KindTraits(label="图片", story=True),
    ModuleKind.TEASER: KindTraits(label="导读", framed=True),
    ModuleKind.BOX: KindTraits(label="服务", framed=True),
    ModuleKind.AD: KindTraits(label="广告", fixed=True, framed=True),
    ModuleKind.FILLER: KindTraits(label="补白", framed=True),
}
STORIES = frozenset(kind for kind in ModuleKind if kind.traits.story)
FURNITURE = frozenset(kind for kind in ModuleKind if kind.traits.furniture)
