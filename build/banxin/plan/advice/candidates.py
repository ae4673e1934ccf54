"""What might make an edition fit, and what it would cost its editor. Estimates: `advise` finds out which of them
help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banxin.model.edition import Article, Edition
from banxin.plan.advice.changes import may_grow, running_characters
from banxin.plan.advice.proposals import Proposal
from banxin.plan.advice.refusals import SHORTENED, Refusal, Refused
from banxin.plan.deal.preparation import Preparation
from banxin.plan.pages.packages import Unit
from banxin.plan.text.jumps import FIRST_PART, may_jump
from banxin.units import nearest

COSTS = {
    "smaller": 2.0,
    "larger": 2.0,
    "move": 3.0,
    "jump": 3.0,
    "filler": 4.0,
    "shorten": 1.0,
    "lengthen": 3.0,
    "hold": 12.0,
    "drop-picture": 15.0,
    "pages": 40.0,
}
"""What each kind costs an editor, in minutes of work and of argument. Ours, as are the weights below."""
PER_LINE = {"shorten": 0.4, "lengthen": 0.8}
"""Of each line."""
IMPORTANT = 3.0
"""Of each rank that the article is above the lowest, for what its readers lose."""
SHARE = 20.0
"""Of the share of an article that is cut."""
STEPS = 5
"""Amounts that are tried of one article."""
STEP = 0.01
"""Lines between two amounts, as a share of the page."""
FEW = 2
"""Lines tried first when the amount of text would fit."""
MOVED = 3
"""Articles that may move, and pages that they may move to. Ours."""
SLACK, CROWDED = 0.88, 1.06
"""A page that is filled less than the first share is not relieved; one filled more than the second gets no more.
Ours."""
ROOMY = 1.5
"""What is left out together takes at most so many times the excess lines. Ours."""
PARTS = 5
"""Parts into which the excess lines are divided; one to all but one of them are cut together with a smaller picture.
Ours."""
TOGETHER = 4
"""Articles that are shortened or left out together at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to try."""

    kind: str
    articles: tuple[Article, ...]
    """The articles that it concerns; none for filler and pages."""
    page: int
    amounts: tuple[int, ...] = (0,)
    """Lines to try, rising; (0,) when it has no amount."""
    width: int = 1
    """Characters of a line."""
    then: Candidate | None = None
    """What is done together with it; its amount stays the same when this one's is raised."""

    @property
    def amount(self) -> int:
        return self.amounts[0]

    @property
    def shares(self) -> tuple[int, ...]:
        """Lines of each article, by its length."""
        lengths = [running_characters(article) for article in self.articles]
        total = sum(lengths) or 1
        return tuple(-(-self.amount * length // total) for length in lengths)

    @property
    def cost(self) -> float:
        """What it costs the editor."""
        own = sum((self._cost(*part) for part in zip(self.articles, self.shares, strict=True)), 0.0)
        return (own or COSTS[self.kind]) + (self.then.cost if self.then else 0.0)

    def _cost(self, article: Article, lines: int) -> float:
        cost = COSTS[self.kind] + PER_LINE.get(self.kind, 0.0) * lines
        if self.kind in ("shorten", "hold", "drop-picture"):
            cut = lines * self.width / max(running_characters(article), 1) if self.kind == "shorten" else 1.0
            cost += IMPORTANT * (5 - article.priority) * cut + (SHARE * cut if self.kind == "shorten" else 0.0)
        return cost

    def next(self) -> Candidate | None:
        """The same with a larger amount."""
        if self.then is not None:
            larger = self.then.next()
            return replace(self, then=larger) if larger is not None else None
        return replace(self, amounts=self.amounts[1:]) if len(self.amounts) > 1 else None

    def proposal(self, edition: Edition) -> Proposal:
        """The proposal that the editor reads."""
        if not self.articles:
            origin = edition.paper.origin if self.kind == "filler" else edition.origin
            return Proposal(self.kind, "", "", 0, self.page, self.cost, origin)
        first, *others = (self._part(article, lines) for article, lines in zip(self.articles, self.shares, strict=True))
        if self.then is not None:
            others.append(self.then.proposal(edition))
        return replace(first, cost=self.cost, also=tuple(others))

    def _part(self, article: Article, lines: int) -> Proposal:
        pictured = self.kind in ("smaller", "larger", "drop-picture")
        picture = article.pictures[-1 if self.kind == "drop-picture" else 0] if pictured else None
        origin = picture.origin if picture is not None else article.origin
        title = picture.file if picture is not None and self.kind == "drop-picture" else article.title
        return Proposal(self.kind, article.slug, title, lines, self.page, self._cost(article, lines), origin)


def candidates(ready: Preparation, refusal: Refusal) -> tuple[Candidate, ...]:
    """What might help, in a fixed order."""
    over = sum(page.over for page in refusal.pages)
    missing = sum(page.missing for page in refusal.pages)
    found: list[Candidate] = []
    for page in refusal.pages:
        units = sorted((unit for unit in page.units if unit.article), key=lambda unit: unit.id)
        share = sum(unit.amount.wanted for unit in page.units) / max(page.frame.room, 1)
        if page.over or (not page.missing and share > SLACK):
            found += _smaller(ready, page, units, over)
            found += _moves(ready, refusal, page, units)
        if page.missing or (not page.over and share < CROWDED):
            found += _larger(
                ready, page, units, max(page.lines(page.missing), FEW), page.lines(int((SLACK - share) * page.cells))
            )
    found += _whole(ready, refusal, over, missing)
    return tuple(found)


def _steps(start: int, page: Refused, most: int) -> tuple[int, ...]:
    step = max(2, nearest(STEP * page.lines(page.cells)))
    return tuple(lines for lines in range(max(start, FEW), max(start, FEW) + STEPS * step, step) if lines <= most)


def _rising(least: int, likely: int, page: Refused, most: int) -> tuple[int, ...]:
    """Lines to try, in a few steps from the least to what is likely to help."""
    step = max(2, nearest(STEP * page.lines(page.cells)), -(-(likely - least) // (STEPS - 1)))
    return tuple(lines for lines in range(least, least + STEPS * step, step) if lines <= most)


def _smaller(ready: Preparation, page: Refused, units: list[Unit], over: int) -> Iterator[Candidate]:
    """What makes a page hold less."""
    number, width = page.frame.number, ready.layout.grid.characters
    whole = [unit for unit in units if unit.article is not None and unit.portion is not None and unit.portion.part == 1]
    for unit in whole:
        article = unit.article
        assert article is not None
        amounts = _steps(page.lines(over), page, int(SHORTENED * running_characters(article) / width))
        if amounts and article.kind.traits.prose:
            yield Candidate("shorten", (article,), number, amounts, width)
        if unit.amount.least >= over and not article.hold and len(units) > 1:
            yield Candidate("hold", (article,), number)
        if (
            article.pictures
            and article.pictures[0].size != "small"
            and not (article.group and len(article.pictures) > 1)
        ):
            yield Candidate("smaller", (article,), number)
            if article.pictures[0].size == "large":
                yield from _smaller_and_shorter(article, whole, page, over, width)
        if article.pictures and article.kind.traits.prose:
            yield Candidate("drop-picture", (article,), number)
        jumps = ready.given != 1 and not article.jump and may_jump(replace(article, jump=True), allowed=True)
        if number == 1 and jumps and unit.amount.least - FIRST_PART * page.frame.room >= over:
            yield Candidate("jump", (article,), number)
    yield from _together(whole, page, over, width)


def _moves(ready: Preparation, refusal: Refusal, page: Refused, units: list[Unit]) -> Iterator[Candidate]:
    """Articles that might go to a page that is not too full; first those that their editor has put where they are."""
    full = {number for other in refusal.pages for number in other.frame.numbers}
    free = [number for number in range(1, ready.given + 1) if number not in full]
    whole = [unit for unit in units if unit.portion and unit.portion.parts == 1 and unit.amount.least >= page.over]
    movable = [unit.article for unit in whole if unit.article and not unit.article.spread]
    movable.sort(key=lambda article: (article.page is None, -article.priority, article.slug))
    for article in movable[:MOVED]:
        yield from (Candidate("move", (article,), number) for number in free[:MOVED])


def _smaller_and_shorter(
    article: Article, units: list[Unit], page: Refused, over: int, width: int
) -> Iterator[Candidate]:
    """A picture that its editor wants large shown small, and text cut where that alone is not enough.

    Pictures without a size of their own count as small already.
    """
    news, lines = _news(units), page.lines(over)
    rising = tuple(lines * part // PARTS for part in range(1, PARTS) if lines * part // PARTS >= FEW)
    cuts = [Candidate("shorten", (one,), page.frame.number, rising, width) for one in news if rising]
    room = [cut for cut in cuts if rising[-1] * width <= SHORTENED * running_characters(cut.articles[0])]
    if room:
        cheapest = min(room, key=lambda cut: (cut.cost, cut.articles[0].slug))
        yield Candidate("smaller", (article,), page.frame.number, then=cheapest)


def _news(units: list[Unit]) -> list[Article]:
    return [unit.article for unit in units if unit.article is not None and unit.article.kind.traits.prose]


def _together(units: list[Unit], page: Refused, over: int, width: int) -> Iterator[Candidate]:
    """Several articles shortened or left out, where one is not enough."""
    news = sorted(_news(units), key=lambda article: (-running_characters(article), article.slug))
    for count in range(2, TOGETHER + 1):
        chosen = tuple(news[:count])
        lines = sum(running_characters(article) for article in chosen) // width
        amounts = _steps(page.lines(over), page, int(SHORTENED * lines))
        if len(chosen) == count and amounts:
            yield Candidate("shorten", chosen, page.frame.number, amounts, width)
    least = sorted(units, key=lambda unit: (-unit.priority, -unit.amount.least, unit.id))
    gone: list[Article] = []
    cells = 0
    for unit in least[: len(units) - 1]:
        assert unit.article is not None
        gone.append(unit.article)
        cells += unit.amount.least
        if len(gone) > 1 and cells >= over:
            yield Candidate("hold", tuple(gone), page.frame.number)
        if cells >= ROOMY * over or len(gone) > TOGETHER:
            break


def _larger(ready: Preparation, page: Refused, units: list[Unit], least: int, likely: int) -> Iterator[Candidate]:
    """What makes a page hold more: by `least` lines, more likely by `likely`."""
    number, width = page.frame.number, ready.layout.grid.characters
    for unit in units:
        article = unit.article
        assert article is not None and unit.portion is not None
        if unit.portion.parts > 1:
            continue
        if article.pictures and article.pictures[0].size != "large" and not article.group:
            yield Candidate("larger", (article,), number)
        amounts = _rising(least, likely, page, running_characters(article) // width)
        if article.kind.traits.prose and may_grow(article) and amounts:
            yield Candidate("lengthen", (article,), number, amounts)


def _whole(ready: Preparation, refusal: Refusal, over: int, missing: int) -> Iterator[Candidate]:
    """What is done to the edition as a whole."""
    edition = ready.edition
    if not edition.paper.fillers and (missing or not over):
        yield Candidate("filler", (), refusal.pages[0].frame.number)
    if not ready.given:
        return
    more = ready.given + (1 if ready.given == 1 else 2)
    if over and more <= ready.layout.pages.most:
        yield Candidate("pages", (), more)
    fewer = ready.given - (1 if ready.given == 2 else 2)
    claimed = [article.page or 1 for article in edition.articles] + [ad.page for ad in edition.ads]
    claimed += [box.page or 1 for box in edition.services]
    if missing and fewer >= max(claimed, default=1):
        yield Candidate("pages", (), fewer)
