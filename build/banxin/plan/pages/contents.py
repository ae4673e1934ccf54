"""The items of one page: units made into shapes, with their pictures, the advertisements and what fills the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from banxin.layout.grid import Grid
from banxin.model.edition import Article, Filler, Service
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Sheet
from banxin.norms import SEPARATOR
from banxin.plan.memory import Memory
from banxin.plan.pages.frames import Frame, PlacedAd
from banxin.plan.pages.packages import Unit
from banxin.plan.search.task import Pin
from banxin.plan.shapes.item import Curve, Item, Shape
from banxin.plan.shapes.maker import Fills, ShapeMaker
from banxin.plan.text.boxes import Teaser
from banxin.plan.text.portion import Portion
from banxin.plan.text.typesetter import Typesetter

LEADER = 2
"""Rank of the best article of an inner page, however low it is in the edition: every page has its lead. Ours."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a search may do to fill a page; earlier stages are dearer to an art editor."""

    dominant: bool
    """The first photo is large."""
    inside: bool = True
    """Other articles' single pictures stand in their own modules."""
    fillers: int = 0
    small: bool = False
    """Pictures are small, but for those that their editor wants otherwise."""
    loose: bool = False
    """Heads may be airier and fillers slimmer than they should be: better than no page."""

    @property
    def name(self) -> str:
        """Seeds the random choices of each stage. Another name gives other pages for the same seed."""
        marks = ("/small" if self.small else "") + ("/loose" if self.loose else "")
        return f"{self.dominant}/{self.inside}/{self.fillers}{marks}"


@dataclass(frozen=True, slots=True)
class Contents:
    """The items of a page and the requirements on them."""

    items: tuple[Item, ...]
    pins: tuple[Pin, ...]

    @property
    def least(self) -> int:
        """Cells that the smallest shapes take."""
        return sum(item.least_cells for item in self.items)

    def may_fill(self, cells: int, full: float = 1.0) -> bool:
        """Whether the items might fill so many cells; their smallest shapes take no more than a share."""
        possible = all(item.curves for item in self.items)
        return possible and self.least <= full * cells <= cells <= self.most

    @property
    def most(self) -> int:
        """Cells that the largest shapes take."""
        return sum(item.most_cells for item in self.items if item.curves)


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """An article's shapes over whole pages or what is left of them."""

    portion: Portion
    inside: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class PhotoKey:
    """A picture of an article, by its number."""

    article: Article
    number: int
    dominant: bool
    rank: int


@dataclass(frozen=True, slots=True)
class GroupKey:
    """All pictures of an article as one group."""

    article: Article
    rank: int


@dataclass(frozen=True, slots=True)
class FillerKey:
    """A public notice, by its place among the paper's."""

    filler: Filler
    number: int
    slim: bool


ItemSource = ArticleKey | PhotoKey | GroupKey | FillerKey | PlacedAd | Service | tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class ItemKey:
    """What an item depends on, with the faces and the layout of one typesetter."""

    rows: int
    sheet: Sheet
    source: ItemSource


@dataclass(frozen=True, slots=True)
class ItemMaker:
    """Makes items for pages; what was made once is remembered."""

    setter: Typesetter
    fillers: tuple[Filler, ...]
    fills: Fills = field(default_factory=Memory)
    items: Memory[ItemKey, Item] = field(default_factory=Memory)

    def begin_round(self) -> None:
        """Forget what was not asked for since this was last called."""
        self.setter.begin_round()
        self.fills.begin_round()
        self.items.begin_round()

    def contents(self, frame: Frame, units: Sequence[Unit], teasers: tuple[Teaser, ...], stage: Stage) -> Contents:
        """The items of a frame at a stage, in order of importance."""
        units = one_over_page(frame, units)
        ranks = ranked(frame, units)
        order = sorted(
            range(len(units)),
            key=lambda number: (
                not units[number].over_page, ranks[number], units[number].priority, units[number].id,
            ),
        )  # fmt: skip
        main = main_photo([units[number] for number in order]) if stage.dominant else ""
        items: list[Item] = []
        for number in order:
            items += self.unit_items(frame, units[number], ranks[number], stage, main)
        if teasers:
            items.append(self._make(frame, teasers, lambda maker: maker.teasers(teasers)))
        if frame.masthead_columns:
            items.append(self._masthead(frame))
        items += [self._ad(frame, placed) for placed in frame.corners]
        items += [self._filler(frame, number, stage) for number in range(stage.fillers if self.fillers else 0)]
        return Contents(tuple(items), tuple(_pins(items, frame)))

    def unit_items(self, frame: Frame, unit: Unit, rank: int, stage: Stage, main: str) -> list[Item]:
        """A unit's items: an article, its pictures that stand by themselves; `main` has the dominant picture."""
        service, portion = unit.service, unit.portion
        if service is not None:
            return [self._make(frame, service, lambda maker: maker.service(service))]
        assert portion is not None
        portion = replace(portion, rank=rank, article=self._sized(portion.article, stage, main))
        article, pictures = portion.article, portion.article.pictures if shows(unit) else ()
        if stage.inside and not article.kind.traits.pictorial and len(pictures) == 1 and article.slug != main:
            found = self._article(frame, portion, inside=True, loose=stage.loose)
            if found.curves:
                return [found]
        told = not article.kind.traits.pictorial
        items = [self._article(frame, portion, inside=False, loose=stage.loose)] if told else []
        if article.group and len(pictures) > 1:
            return [
                *items,
                self._make(frame, GroupKey(article, rank), lambda maker: maker.group(article, rank)),
            ]
        return [*items, *(self._photo(frame, article, number, rank, main) for number in range(len(pictures)))]

    @staticmethod
    def _sized(article: Article, stage: Stage, main: str) -> Article:
        return _small(article) if stage.small and article.slug != main else article

    def _article(self, frame: Frame, portion: Portion, *, inside: bool, loose: bool) -> Item:
        """An article's shapes, made once for a whole page and cut to what is left of this one."""
        key = ArticleKey(portion, inside, loose)
        high = replace(frame, rows=frame.sheet.rows + SEPARATOR)
        whole = self._make(high, key, lambda maker: maker.article(portion, inside=inside, loose=loose))
        return self._make(frame, key, lambda maker: replace(whole, curves=lower(whole.curves, frame.rows)))

    def _ad(self, frame: Frame, placed: PlacedAd) -> Item:
        columns, rows = placed.columns, placed.rows
        return self._make(frame, placed, lambda maker: maker.ad(placed.ad, columns, rows))

    def _filler(self, frame: Frame, number: int, stage: Stage) -> Item:
        """Another public notice on each page, as far as there are enough."""
        which = (frame.number + number) % len(self.fillers)
        notice, slim = self.fillers[which], stage.loose
        item = self._make(frame, FillerKey(notice, which, slim), lambda maker: maker.filler(notice, which, slim=slim))
        return replace(item, id=f"filler-{number + 1}")

    def _photo(self, frame: Frame, article: Article, number: int, rank: int, main: str) -> Item:
        """The picture as the dominant one if it can be so wide: a tall one may then be higher than the page."""
        if article.slug == main and number == 0:
            found = self._sized_photo(frame, article, number, rank, dominant=True)
            if found.curves:
                return found
        return self._sized_photo(frame, article, number, rank, dominant=False)

    def _sized_photo(self, frame: Frame, article: Article, number: int, rank: int, *, dominant: bool) -> Item:
        key = PhotoKey(article, number, dominant, rank)
        return self._make(frame, key, lambda maker: maker.photo(article, number, dominant=dominant, rank=rank))

    def _make(self, frame: Frame, source: ItemSource, make: Callable[[ShapeMaker], Item]) -> Item:
        return self.items.get(
            ItemKey(frame.rows, frame.sheet, source),
            lambda: make(ShapeMaker(self.setter, Grid(frame.sheet), frame.rows, self.fills)),
        )

    def _masthead(self, frame: Frame) -> Item:
        rows = self.setter.layout.furniture.masthead_rows + SEPARATOR
        curves = {frame.masthead_columns: {rows: Shape(frame.masthead_columns, rows, 0.0)}}
        return Item("masthead", ModuleKind.MASTHEAD, 0, curves)


def lower(curves: dict[int, Curve], rows: int) -> dict[int, Curve]:
    """The shapes that are no higher than so many rows."""
    cut = {span: {high: shape for high, shape in curve.items() if high <= rows} for span, curve in curves.items()}
    return {span: curve for span, curve in cut.items() if curve}


def _small(article: Article) -> Article:
    """The article with its pictures small, but for those whose size the editor chose."""
    pictures = tuple(replace(one, size="small") if one.size == "auto" else one for one in article.pictures)
    return replace(article, pictures=pictures) if pictures != article.pictures else article


def main_photo(units: Sequence[Unit]) -> str:
    """The article whose picture dominates the page: one that the editor wants large, else the first."""
    pictured = [unit.article for unit in units if unit.article and unit.article.pictures and shows(unit)]
    large = [article for article in pictured if article.pictures[0].size == "large"]
    usual = [article for article in pictured if article.pictures[0].size != "small"]
    return next((article.slug for article in (*large, *usual)), "")


def shows(unit: Unit) -> bool:
    """Whether the article's head and pictures stand with this part of it."""
    return unit.portion is not None and unit.portion.part == 1


def one_over_page(frame: Frame, units: Sequence[Unit]) -> Sequence[Unit]:
    """The units as a page can have them: one head over the whole page, where that is free; others are set otherwise."""
    asking = sorted((unit.priority, unit.id) for unit in units if unit.over_page)
    kept = asking[0][1] if asking and frame.open_above else ""
    return [_otherwise(unit) if unit.over_page and unit.id != kept else unit for unit in units] if asking else units


def _otherwise(unit: Unit) -> Unit:
    """The unit without the form of head that its editor wants."""
    assert unit.portion is not None
    article = replace(unit.portion.article, headline_form=None)
    return replace(unit, portion=replace(unit.portion, article=article))


def ranked(frame: Frame, units: Sequence[Unit]) -> list[int]:
    """Rank of each unit on its page. Page 1 alone has the first rank, once; every page has a lead.

    A head over the whole page is its lead's.
    """
    ranks = [unit.priority for unit in units]
    told = [unit.article is not None and not unit.article.kind.traits.pictorial and shows(unit) for unit in units]
    articles = [number for number, article in enumerate(told) if article]
    if not articles:
        return ranks
    best = min(articles, key=lambda number: (not units[number].over_page, ranks[number], units[number].id))
    if units[best].over_page:
        ranks[best] = min(ranks[number] for number in articles)
    for number in articles:
        if ranks[number] == 1 and (frame.number > 1 or number != best):
            ranks[number] = LEADER
    best_article = units[best].article
    form = best_article.headline_form if best_article else None
    if frame.number > 1 and (form is None or form.traits.promoted):
        ranks[best] = min(ranks[best], LEADER)
    return ranks


def _pins(items: Sequence[Item], frame: Frame) -> list[Pin]:
    """The places that the editor, the booking list and the layout ask for."""
    corners = {placed.ad.id: placed.at for placed in frame.corners}
    pins = []
    for number, item in enumerate(items):
        if item.kind is ModuleKind.MASTHEAD:
            pins.append(Pin(number, "top-left"))
        elif item.kind is ModuleKind.AD:
            pins.append(Pin(number, corners[item.id]))
        elif item.at:
            pins.append(Pin(number, item.at))
    return pins
