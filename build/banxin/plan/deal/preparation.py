"""What is known of an edition before it is planned: its units, their sizes, and the number of pages that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from banxin.errors import Problem, problem
from banxin.layout.grid import make_sheet
from banxin.layout.settings import Layout
from banxin.model.edition import Article, Edition, Service
from banxin.model.plan import Sheet
from banxin.plan.deal.dealer import Task
from banxin.plan.deal.least import too_much
from banxin.plan.deal.size import Size, sizes
from banxin.plan.memory import Memory
from banxin.plan.pages.contents import ItemMaker, Stage
from banxin.plan.pages.earlier import Earlier
from banxin.plan.pages.frames import Frame, make_frames
from banxin.plan.pages.packages import NOTHING, Amount, Unit, amount
from banxin.plan.place.furniture import date_line_problems
from banxin.plan.problems import PAGES
from banxin.plan.shapes.unsettable import unsettable
from banxin.plan.text.jumps import FIRST_PART, LONG, WHOLE, may_jump, parted
from banxin.plan.text.portion import Portion

MIDDLE = Stage(dominant=False)
"""How units are measured: pictures inside or over two columns and up."""
SPREAD_UNITS = 18
"""Most units that two facing pages may hold on average for a spread to be made on another sheet than its own. Ours."""
TEASER_CELLS = 4.0
"""Cells that an entry of the 导读 takes, its share of the title included. Ours."""


@dataclass(frozen=True, slots=True)
class AmountKey:
    """What the amount of a unit depends on, with the faces and the layout of one typesetter."""

    rows: int
    sheet: Sheet
    portion: Portion | None
    service: Service | None


Amounts = Memory[AmountKey, Amount]


class Preparation:
    """Measures the units of an edition on its layout."""

    def __init__(self, edition: Edition, maker: ItemMaker, own: Layout, amounts: Amounts) -> None:
        setter = maker.setter
        self.edition = edition if own.name == setter.layout.name else _for_other_layout(edition)
        self.setter = setter
        self.own = own
        self.layout = setter.layout
        self.maker = replace(maker, fillers=edition.paper.fillers)
        self.at_home = own.name == setter.layout.name
        self.apart = frozenset(frozenset(pair) for pair in edition.apart)
        self._sheet = make_sheet(self.layout, self.layout.grid.leadings_pt[-1])
        """Units are measured at the tightest line space, at which everything fits that can be set at all."""
        self._amounts = amounts

    def changed(self, edition: Edition) -> Preparation:
        """Another edition for the same layout; what is measured already is not measured again."""
        return Preparation(edition, self.maker, self.own, self._amounts)

    @property
    def given(self) -> int:
        """Pages that the editor states: they hold for the paper's own layout."""
        return self.edition.pages if self.at_home else 0

    @property
    def sections_fixed(self) -> bool:
        """Whether the edition names its pages' sections itself."""
        return self.at_home and bool(self.given) and len(self.edition.sections) > 1

    @cached_property
    def _measure(self) -> Frame:
        """A page without advertisements, to measure units by; page 1 where it is the only one."""
        bare = replace(self.edition, ads=())
        pages = 1 if self.given == 1 else 2
        return make_frames(bare, self.layout, self._sheet, pages, 0, self.own)[0][-1]

    @property
    def _page_lines(self) -> int:
        """Lines of one column that an empty page holds."""
        return self.setter.line_rows.lines(self._sheet.columns * self._sheet.rows)

    @cached_property
    def longer(self) -> tuple[Problem, ...]:
        """Problems of text that its pages cannot hold however it is set; such text is better not composed."""
        return tuple(too_much(self.edition, self.layout, self._page_lines, self.given or self.layout.pages.most))

    def problems(self) -> tuple[Problem, ...]:
        """Problems that prevent planning from the outset."""
        found = list(date_line_problems(self.edition, self.setter, 1))
        if self.given > self.layout.pages.most:
            found.append(problem(PAGES, self.edition.origin, pages=self.given, most=self.layout.pages.most))
        if self.longer:
            return (*found, *self.longer)
        parting = frozenset(
            article.slug
            for article in self.edition.articles
            if self.given != 1 and may_jump(article, allowed=True) and parted(article, self.setter, 0.0)
        )
        items = [
            item
            for article in self.edition.articles
            for item in self.maker.unit_items(self._measure, self._unit(article), _rank(article), MIDDLE, "")
        ]
        return (*found, *unsettable(items, self.setter, self._sheet.column_pt, parting))

    def _unit(self, article: Article) -> Unit:
        return Unit(article.slug, Portion(article, article.priority), None, NOTHING)

    def _measured(self, unit: Unit) -> Unit:
        key = AmountKey(self._measure.rows, self._measure.sheet, unit.portion, unit.service)
        return replace(unit, amount=self._amounts.get(key, lambda: self._amount(unit)))

    def _amount(self, unit: Unit) -> Amount:
        rank = _rank(unit.article) if unit.article else unit.priority
        return amount(self.maker.unit_items(self._measure, unit, rank, MIDDLE, ""))

    @cached_property
    def whole(self) -> tuple[Unit, ...]:
        """All units, no article parted."""
        articles = [self._measured(self._unit(article)) for article in self.edition.articles]
        return (*articles, *(self._measured(Unit(box.id, None, box, NOTHING)) for box in self.edition.services))

    def sizes(self, given: int = 0) -> tuple[Size, ...]:
        """Numbers of pages and of waiting articles to try, the likeliest first; `given` pages if it is not 0."""
        pages = [article.page for article in self.edition.articles if article.page] if self.at_home else []
        least = max([1, *pages, *(ad.page for ad in self.edition.ads)]) if self.at_home else 1
        return sizes(
            self.edition,
            self.layout.pages,
            given=given or self.given,
            least=least,
            wants=self._wants,
            room=lambda pages: self._room(pages),
        )

    def _wants(self, held: Sequence[str]) -> float:
        return sum(unit.amount.wanted for unit in self.whole if unit.slug not in held or unit.service)

    def _room(self, pages: int) -> float:
        frames, _ = make_frames(self.edition, self.layout, self._sheet, pages, 0, self.own)
        teasers = TEASER_CELLS * self._teaser_count(pages)
        masthead = self.layout.furniture.masthead_columns * self.layout.furniture.masthead_rows
        return sum(frame.room for frame in frames) - teasers - masthead

    def leadings(self, size: Size) -> tuple[float, ...]:
        """Line spaces, the one whose room is nearest to the amount of text first."""
        wants = self._wants(size.held)
        middle = max(self._room(size.pages), 1.0)  # Advertisements may leave nothing.
        rows = self._sheet.rows

        def off(leading: float) -> float:
            return abs(wants / (middle * make_sheet(self.layout, leading).rows / rows) - 1)

        return tuple(sorted(self.layout.grid.leadings_pt, key=off)[:2])

    def spread(self, size: Size) -> int:
        """The left page of the spread, or 0: where its article wants it, else in the middle."""
        wanted = self._spread_article(size)
        if wanted is None:
            return 0
        middle = wanted.page if wanted.page and self.at_home else size.pages // 2
        left = middle - middle % 2
        return left if 2 <= left < size.pages else 0

    def _spread_article(self, size: Size) -> Article | None:
        crowded = 2 * len(self.whole) > SPREAD_UNITS * size.pages
        if not self.layout.pages.spreads or size.pages < 4 or (crowded and not self.at_home):
            return None
        return next(
            (article for article in self.edition.articles if article.spread and article.slug not in size.held), None
        )

    def units(self, size: Size, front: Frame, earlier: Earlier | None = None) -> tuple[Unit, ...]:
        """The units of a try: without what waits, long articles of page 1 parted, or as they were parted earlier."""
        known = earlier.pages_of() if earlier else {}
        found: list[Unit] = []
        load = sum(unit.amount.wanted for unit in self.whole if self._on_front(unit) and unit.slug not in size.held)
        crowded = load > front.room
        longest = max((unit.amount.wanted for unit in self.whole if self._on_front(unit)), default=0.0)
        for unit in self.whole:
            if unit.slug in size.held and unit.portion is not None:
                continue
            article = unit.article
            parts = None
            if article is not None and earlier is not None and (article.slug, 1) in known:
                parts = earlier.parted(article)
            elif article is not None and size.pages > 1 and may_jump(article, self.layout.forms.jumps):
                share = unit.amount.wanted / front.room
                at_front = self._on_front(unit)
                long = at_front and (share > LONG or (crowded and unit.amount.wanted == longest))
                if article.jump or long or self._higher(unit):
                    parts = parted(article, self.setter, FIRST_PART * (front if at_front else self._measure).room)
            if parts is None:
                found.append(unit)
            else:
                found += [
                    self._measured(Unit(part.id, replace(part, other_page=2 if part.part == 1 else 1), None, NOTHING))
                    for part in parts
                ]
        return tuple(found)

    def _higher(self, unit: Unit) -> bool:
        """Whether an article is nearly as high as a page, or higher."""
        return unit.amount.least > WHOLE * self._measure.room

    def _on_front(self, unit: Unit) -> bool:
        """Whether an article must begin on page 1."""
        article = unit.article
        if article is None:
            return False
        return (article.page == 1 and self.at_home) or article is self._lead

    @cached_property
    def _lead(self) -> Article | None:
        """The edition's lead: the most important article that is not assigned to another page."""
        free = [
            article
            for article in self.edition.articles
            if not article.kind.traits.pictorial
            and article.page in (None, 1)
            and not article.spread
            and not article.hold
        ]
        if any(article.over_page and article.page == 1 for article in free):
            free = [article for article in free if article.page == 1 or not article.over_page]
        return min(free, key=lambda article: (article.priority, article.slug), default=None)

    def task(self, units: tuple[Unit, ...], frames: tuple[Frame, ...], size: Size) -> Task:
        """What is to be dealt out."""
        places = {number: place for place, frame in enumerate(frames) for number in frame.numbers}
        spread = next((place for place, frame in enumerate(frames) if frame.facing), None)
        spread_article = self._spread_article(size)
        fixed: dict[int, int] = {}
        barred: dict[int, frozenset[int]] = {}
        for number, unit in enumerate(units):
            article = unit.article
            if unit.service is not None and unit.service.page and self.at_home:
                fixed[number] = places[min(unit.service.page, size.pages)]
            if article is None:
                continue
            if unit.portion is not None and unit.portion.part == 2:
                barred[number] = frozenset({0})
            elif article is spread_article and spread is not None:
                fixed[number] = spread
            elif self._on_front(unit):
                fixed[number] = 0
            elif article.page and self.at_home:
                fixed[number] = places[min(article.page, size.pages)]
        names = [*self.edition.sections, *(unit.section for unit in units)]
        sections = tuple(dict.fromkeys(name for name in names if name))
        teasers = TEASER_CELLS * self._teaser_count(size.pages)
        extra = {0: Amount(int(teasers), teasers, int(2 * teasers))} if teasers else {}
        return Task(units, frames, fixed, barred, self.sections_fixed, sections, extra)

    def teasers(self, size: Size) -> int:
        """Entries of the 导读."""
        return self._teaser_count(size.pages)

    def _teaser_count(self, pages: int) -> int:
        if pages < 2:
            return 0
        asked = self.edition.teasers
        return self.layout.forms.teasers if asked is None else asked


def _rank(article: Article) -> int:
    """The rank that an article most likely has on its page: all but one of the first rank have the second."""
    return max(article.priority, 2)


def _for_other_layout(edition: Edition) -> Edition:
    """The edition for another layout than its own: columns and sizes that its editor chose are of that one."""
    articles = tuple(replace(article, span=None, headline_pt=None) for article in edition.articles)
    return replace(edition, articles=articles)
