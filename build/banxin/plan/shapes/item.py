"""Items, each of which becomes a module, and the shapes that they may take.

The search uses only the fields of `Item` and `Shape`; subclasses add the contents, which is all that placing an item
needs.

A height is in rows and includes the blank row under the module, in whose middle the hairline runs; the region
that modules fill is one row taller than the page for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.edition import Ad, Article, Picture
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Rect
from banxin.norms import SEPARATOR
from banxin.plan.heads.head import Head
from banxin.plan.legs.filled import FilledStory
from banxin.plan.legs.inset import Inset
from banxin.plan.legs.legs import Legs
from banxin.plan.shapes.notices import SetNotice
from banxin.plan.text.boxes import SetBox
from banxin.plan.text.captions import SetCaption
from banxin.plan.text.portion import Portion


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to set an item in a rectangle, as the search knows it; alone, that of the masthead."""

    span: int
    rows: int
    """With the separator row."""
    cost: float
    head: Head | None = None
    head_rows: int = 0
    """Rows of a head over everything else, else 0."""
    head_span: int = 0
    """Columns of such a head."""
    picture_span: int = 0
    """Columns that a picture takes: of its own module, or among the legs of its article; or 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShape(Shape):
    """A head and a text in its legs, perhaps with a picture among them."""

    head: Head
    head_box: Rect
    """From the module's upper left corner, in pt."""
    text: FilledStory
    legs: Legs
    inset: Inset | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoShape(Shape):
    """A picture over the module's width, under its title if there is one."""

    picture: Picture
    caption: SetCaption

    @property
    def picture_rows(self) -> int:
        """Rows of the picture itself."""
        return self.rows - self.head_rows - self.caption.rows - SEPARATOR


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A picture's place in its group: from the group's left, in pt, and its top, in rows."""

    number: int
    picture: Picture
    caption: SetCaption
    x: float
    width: float
    top: int
    rows: int
    """Without its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShape(Shape):
    """Pictures of one article beside and under each other, under their title if there is one."""

    places: tuple[GroupPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxShape(Shape):
    """导读 or facts for readers."""

    box: SetBox
    width: float
    """Inside the frame, in pt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdShape(Shape):
    """An advertisement."""

    ad: Ad


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeShape(Shape):
    """A public notice."""

    notice: SetNotice


Curve = dict[int, Shape]
"""Height in rows → cheapest shape of that height."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that becomes a module, as the search sees it; this class alone, the masthead or what is not news."""

    id: str
    """Unique on its page."""
    kind: ModuleKind
    priority: int
    """Rank on its page."""
    curves: dict[int, Curve]
    """Span → curve; a span without a possible shape is missing."""

    @property
    def slug(self) -> str:
        """Slug of its article, else empty."""
        return ""

    @property
    def part(self) -> tuple[int, int]:
        """Which part of its article it is, and of how many."""
        return 1, 1

    @property
    def owner(self) -> str:
        """The slug of the news that a photo belongs to; empty for photo news and everything else."""
        return ""

    @property
    def at(self) -> str:
        """The edge or corner of the page where its editor wants it, or empty."""
        return ""

    @property
    def related(self) -> tuple[str, ...]:
        """Slugs of articles that it should touch."""
        return ()

    @property
    def ground(self) -> str:
        """What sets it apart from others: box (a frame), tint, or nothing."""
        return "box" if self.kind.traits.framed else ""

    @property
    def least_cells(self) -> int:
        """Cells of the smallest rectangle it can take; 0 without any."""
        return min((span * min(curve) for span, curve in self.curves.items()), default=0)

    @property
    def most_cells(self) -> int:
        """Cells of the largest rectangle it can take."""
        return max(span * max(curve) for span, curve in self.curves.items())


@dataclass(frozen=True, slots=True)
class ArticleItem(Item):
    """An article or a part of one."""

    portion: Portion
    text_cells: int
    """Cells of its running text alone, set as tight as it goes."""
    headed: bool
    """Whether its head fits some span; if it does and there are no curves, the text is longer than a page."""

    @property
    def slug(self) -> str:
        return self.portion.article.slug

    @property
    def part(self) -> tuple[int, int]:
        return self.portion.part, self.portion.parts

    @property
    def over_page(self) -> bool:
        """Whether its head stands over the whole page: asked for, and possible."""
        shapes = [shape for curve in self.curves.values() for shape in curve.values()]
        return bool(shapes) and all(shape.head is not None and shape.head.form.traits.whole_page for shape in shapes)

    @property
    def at(self) -> str:
        if self.over_page:
            return "top-left"
        return self.portion.article.at if self.portion.part == 1 else ""

    @property
    def related(self) -> tuple[str, ...]:
        return self.portion.article.related

    @property
    def ground(self) -> str:
        if not self.portion.framed:
            return ""
        return "tint" if self.portion.article.tint else "box"

    @property
    def least_cells(self) -> int:
        return min((span * min(curve) for span, curve in self.curves.items()), default=self.text_cells)


@dataclass(frozen=True, slots=True)
class PhotoItem(Item):
    """A picture of an article, or all of them as a group (组图): photo news, or beside the article's text."""

    article: Article
    picture: Picture
    """The first of them."""

    @property
    def slug(self) -> str:
        return self.article.slug

    @property
    def owner(self) -> str:
        return "" if self.article.kind.traits.pictorial else self.article.slug

    @property
    def at(self) -> str:
        return "" if self.owner else self.article.at

    @property
    def related(self) -> tuple[str, ...]:
        return () if self.owner else self.article.related


def keep(curve: Curve, shape: Shape) -> None:
    """Put a shape into a curve, unless a cheaper one of that height is there."""
    known = curve.get(shape.rows)
    if known is None or shape.cost < known.cost:
        curve[shape.rows] = shape
