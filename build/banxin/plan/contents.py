"""The items of one page: units made into shapes, with their pictures, the advertisements and what fills the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from banxin.model.edition import Article, Filler
from banxin.plan.boxes import Teaser
from banxin.plan.frames import Frame
from banxin.plan.grid import Grid
from banxin.plan.item import SEPARATOR, Item, Shape
from banxin.plan.portion import Portion
from banxin.plan.shapes import Fills, ShapeMaker
from banxin.plan.story import Typesetter
from banxin.plan.task import Pin
from banxin.plan.units import Unit
from banxin.units import Mil

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

    @property
    def name(self) -> str:
        """What makes each stage's chances its own. Another name gives other pages to the same seed."""
        return f"{self.dominant}/{self.inside}/{self.fillers}"


@dataclass(frozen=True, slots=True)
class Contents:
    """The items of a page and what is asked of them."""

    items: tuple[Item, ...]
    pins: tuple[Pin, ...]

    @property
    def least(self) -> int:
        return sum(item.least_cells for item in self.items)

    @property
    def most(self) -> int:
        return sum(item.most_cells for item in self.items if item.curves)


@dataclass(slots=True)
class Kitchen:
    """Makes items for pages of one line space; what was made once is remembered."""

    setter: Typesetter
    fillers: tuple[Filler, ...]
    fills: Fills = field(default_factory=dict)
    _made: dict[tuple[object, ...], Item] = field(default_factory=dict)

    def contents(self, frame: Frame, units: Sequence[Unit], teasers: tuple[Teaser, ...], stage: Stage) -> Contents:
        """The items of a frame at a stage, in order of importance."""
        ranks = ranked(frame, units)
        order = sorted(range(len(units)), key=lambda number: (ranks[number], units[number].priority, units[number].id))
        items: list[Item] = []
        dominant = stage.dominant
        main = self._main_photo([units[number] for number in order])
        for number in order:
            for item in self._unit(frame, units[number], ranks[number], stage, main if dominant else ""):
                items.append(item)
        if teasers:
            items.append(self._make(frame, ("teasers", teasers)))
        if frame.masthead_columns:
            items.append(self._masthead(frame))
        items += [self._make(frame, ("ad", placed.ad.id, placed.columns, placed.rows), placed) for placed in frame.corners]
        count = len(self.fillers)
        for number in range(stage.fillers if count else 0):
            which = (frame.number + number) % count
            items.append(replace(self._make(frame, ("filler", which)), id=f"filler-{number + 1}"))
        return Contents(tuple(items), tuple(_pins(items, frame)))

    def _main_photo(self, units: Sequence[Unit]) -> str:
        """The article whose picture dominates the page: one that the editor wants large, else the first."""
        pictured = [unit.article for unit in units if unit.article and unit.article.pictures and _shows(unit)]
        large = [article for article in pictured if article.pictures[0].size == "large"]
        usual = [article for article in pictured if article.pictures[0].size != "small"]
        return next((article.slug for article in (*large, *usual)), "")

    def _unit(self, frame: Frame, unit: Unit, rank: int, stage: Stage, main: str) -> list[Item]:
        if unit.service is not None:
            return [self._make(frame, ("service", unit.id), unit)]
        assert unit.portion is not None
        portion = replace(unit.portion, rank=rank)
        article = portion.article
        if article.kind == "photo":
            if article.group and len(article.pictures) > 1:
                return [self._make(frame, ("group", article.slug, rank), unit)]
            return [self._photo(frame, article, number, rank, main) for number in range(len(article.pictures))]
        own = _shows(unit)
        inside = stage.inside and own and len(article.pictures) == 1 and article.slug != main
        if inside:
            found = self._make(frame, ("inside", portion), portion)
            if found.curves:
                return [found]
        items = [self._make(frame, ("article", portion), portion)]
        if own and article.group and len(article.pictures) > 1:
            items.append(self._make(frame, ("group", article.slug, rank), unit))
        elif own:
            items += [self._photo(frame, article, number, rank, main) for number in range(len(article.pictures))]
        return items

    def _photo(self, frame: Frame, article: Article, number: int, rank: int, main: str) -> Item:
        """The picture as the dominant one if it goes so wide: a tall one may be higher there than the page."""
        dominant = article.slug == main and number == 0
        found = self._make(frame, ("photo", article.slug, number, dominant, rank), article)
        if found.curves or not dominant:
            return found
        return self._make(frame, ("photo", article.slug, number, False, rank), article)

    def _make(self, frame: Frame, key: tuple[object, ...], what: object = None) -> Item:
        place = (frame.rows, frame.sheet, *key)
        if place not in self._made:
            maker = ShapeMaker(self.setter, Grid(frame.sheet), frame.rows, self.fills)
            self._made[place] = self._new(maker, key, what)
        return self._made[place]

    def _new(self, maker: ShapeMaker, key: tuple[object, ...], what: object) -> Item:
        kind = key[0]
        if kind == "teasers":
            return maker.teasers(key[1])  # type: ignore[arg-type]
        if kind == "filler":
            return maker.filler(self.fillers[key[1]], key[1])  # type: ignore[call-overload,no-any-return]
        if kind == "ad":
            return maker.ad(what.ad, what.columns, what.rows)  # type: ignore[attr-defined]
        if kind == "service":
            return maker.service(what.service)  # type: ignore[attr-defined]
        if kind == "group":
            return maker.group(what.article, key[2])  # type: ignore[attr-defined]
        if kind == "photo":
            return maker.photo(what, key[2], dominant=key[3], rank=key[4])  # type: ignore[arg-type]
        return maker.article(what, inside=kind == "inside")  # type: ignore[arg-type]

    def _masthead(self, frame: Frame) -> Item:
        rows = self.setter.layout.furniture.masthead_rows + SEPARATOR
        shape = Shape(frame.masthead_columns, rows, 0.0, "masthead", None, 0, None, Mil(0), 0)
        return Item("masthead", "masthead", None, None, 0, {frame.masthead_columns: {rows: shape}})


def _shows(unit: Unit) -> bool:
    """Whether the article's pictures stand with this part of it."""
    return unit.portion is not None and unit.portion.part == 1


def ranked(frame: Frame, units: Sequence[Unit]) -> list[int]:
    """Rank of each unit on its page. Page 1 alone has the first rank, once; every page has a lead."""
    ranks = [unit.priority for unit in units]
    articles = [number for number, unit in enumerate(units) if unit.portion and unit.portion.part == 1 and unit.article and unit.article.kind != "photo"]
    if not articles:
        return ranks
    best = min(articles, key=lambda number: (ranks[number], units[number].id))
    for number in articles:
        if ranks[number] == 1 and (frame.number > 1 or number != best):
            ranks[number] = LEADER
    if frame.number > 1:
        ranks[best] = min(ranks[best], LEADER)
    return ranks


def _pins(items: Sequence[Item], frame: Frame) -> list[Pin]:
    """What the editor, the booking list and the layout want where."""
    corners = {placed.ad.id: placed.at for placed in frame.corners}
    pins = []
    for number, item in enumerate(items):
        if item.kind == "masthead":
            pins.append(Pin(number, "top-left"))
        elif item.ad is not None:
            pins.append(Pin(number, corners[item.ad.id]))
        elif item.article is not None and item.article.at and not item.owner:
            part = item.portion.part if isinstance(item.portion, Portion) else 1
            if part == 1:
                pins.append(Pin(number, item.article.at))
    return pins
