"""What takes a module, and the shapes it may take.

A height is in rows and includes the blank row under the module, in whose middle the hairline runs; the region
that modules fill is one row taller than the page for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.edition import Ad, Article, Filler, Picture, Service
from banxin.plan.heads.head import Head
from banxin.plan.legs.fill import Fill
from banxin.plan.text.boxes import Teaser
from banxin.plan.text.portion import Portion
from banxin.units import Mil


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to set an item in a rectangle."""

    span: int
    rows: int
    """With the separator row."""
    cost: float
    form: str
    """across, reversed, beside, vertical, photo, group, filler, or another kind of box."""
    head: Head | None
    head_rows: int
    """Rows over the legs (across, reversed), else 0."""
    fill: Fill | None
    measure: Mil
    legs: int
    picture_span: int = 0
    """Columns that the article's picture takes: over the last legs, or beside them all; or 0."""
    picture_rows: int = 0
    """Rows that the picture takes there, its captions and the blank row under them included."""
    picture_full: bool = False
    """Whether the picture takes its columns from the head to the foot, without legs under it."""

    picture_high: bool = False
    """Whether the picture begins at the module's top, right of the head, not under it."""

    @property
    def head_span(self) -> int:
        """Columns that a head over the legs takes."""
        return self.span - self.picture_span if self.picture_high else self.span

    @property
    def columns(self) -> int:
        """Columns that its legs and the picture beside them share."""
        return self.legs + self.picture_span if self.picture_full else self.legs


Curve = dict[int, Shape]
"""Height in rows → cheapest shape of that height."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that takes a module."""

    id: str
    """Unique on its page."""
    kind: str
    """article, photo, teaser, box (facts for readers), ad or filler."""
    article: Article | None
    filler: Filler | None
    priority: int
    """Rank on its page."""
    curves: dict[int, Curve]
    """Span → curve; a span without a possible shape is missing."""
    picture: Picture | None = None
    """What a photo shows: photo news, or a picture of an article that stands beside it."""
    text_cells: int = 0
    """Cells of its running text alone, set as tight as it goes."""
    headed: bool = True
    """Whether its head goes into some span; without curves though it does, the text is longer than a page."""
    portion: Portion | None = None
    """What of the article it tells; None for everything but articles."""
    ad: Ad | None = None
    service: Service | None = None
    teasers: tuple[Teaser, ...] = ()
    inside: bool = False
    """Whether the article's picture stands in its own module."""
    group: bool = False
    """Whether a photo shows all pictures of its article together (组图)."""

    @property
    def owner(self) -> str:
        """The slug of the news that a photo belongs to; empty for photo news and everything else."""
        beside = self.kind == "photo" and self.article is not None and self.article.kind != "photo"
        return self.article.slug if beside and self.article is not None else ""

    @property
    def least_cells(self) -> int:
        """Cells of the smallest rectangle it can take, or of its text where that is longer than a page."""
        return min((span * min(curve) for span, curve in self.curves.items()), default=self.text_cells)

    @property
    def most_cells(self) -> int:
        """Cells of the largest rectangle it can take."""
        return max(span * max(curve) for span, curve in self.curves.items())


def keep(curve: Curve, shape: Shape) -> None:
    """Put a shape into a curve, unless a cheaper one of that height is there."""
    known = curve.get(shape.rows)
    if known is None or shape.cost < known.cost:
        curve[shape.rows] = shape
