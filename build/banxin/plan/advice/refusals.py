"""Why an edition cannot be laid out, for its editor: which item does not fit, by how much, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banxin.errors import Phrase, Problem, phrase, problem
from banxin.model.edition import Article, Edition
from banxin.plan.advice.proposals import Proposal, called, either
from banxin.plan.pages.frames import Frame
from banxin.plan.pages.packages import Unit
from banxin.plan.problems import NO_PLAN, OVERSET, PIN, TOO_LITTLE

TIGHT = 0.94
"""Share of a page that the smallest shapes of its articles may take: more never fit together. Measured: of 16 days
with too much text those under 0.943 were arranged, those over 0.949 not."""
SHORTENED = 0.6
"""Share of an article that an editor may be asked to cut. Ours."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that found no arrangement."""

    frame: Frame
    units: tuple[Unit, ...]
    least: int
    """Cells that the smallest shapes take."""
    most: int
    """Cells that the largest shapes take, with every filler."""
    pins: tuple[Article, ...] = ()
    """Articles whose pins are in the way: without one of them, or all, the page is found."""

    @property
    def cells(self) -> int:
        """Cells of the page."""
        return self.frame.cells

    def lines(self, cells: int) -> int:
        """Lines of one column that take so many cells."""
        return -(-cells // self.frame.sheet.rows_per_line)

    @property
    def over(self) -> int:
        """Estimated number of cells by which the page is overfull; 0 when its items may fit."""
        return max(self.least - int(TIGHT * self.cells), 0)

    @property
    def missing(self) -> int:
        """Cells that stay empty in any arrangement."""
        return max(self.cells - self.most, 0) if not self.over else 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a try at an edition failed."""

    overbooked: tuple[Problem, ...]
    pages: tuple[Refused, ...]

    @property
    def arranged(self) -> bool:
        """Whether the amounts are right and arranging alone failed: pages might be found by looking harder."""
        return not self.overbooked and not any(page.over or page.missing or page.pins for page in self.pages)


NO_REFUSAL = Refusal((), ())


def refused(edition: Edition, refusal: Refusal, proposals: Sequence[Proposal] = ()) -> tuple[Problem, ...]:
    """The problems of a refusal; the first page's has the proposals, which are for the whole edition."""
    found = list(refusal.overbooked)
    for number, page in enumerate(refusal.pages):
        given = tuple(proposals) if not number else ()
        if given:
            ways = phrase("Any of these makes it fit: {ways}.", ways=either([proposal.way for proposal in given]))
        elif number and proposals:
            ways = phrase("The proposals for page {page} help here too.", page=refusal.pages[0].frame.number)
        else:
            ways = _guess(page)
        found.append(_page_problem(edition, page, ways, given))
    return tuple(found)


def _page_problem(edition: Edition, page: Refused, ways: Phrase, proposals: tuple[Proposal, ...]) -> Problem:
    number = page.frame.number
    if page.over:
        room = page.lines(int(TIGHT * page.cells))
        fields = {"page": number, "lines": page.lines(page.over), "room": room, "needed": page.lines(page.least)}
        return problem(OVERSET, edition.origin, ways=ways, proposals=proposals, **fields)
    if page.missing:
        fields = {"page": number, "lines": page.lines(page.missing)}
        return problem(TOO_LITTLE, edition.origin, ways=ways, proposals=proposals, **fields)
    if page.pins:
        first = page.pins[0]
        others = phrase(" ({others} cannot be met together)", others=", ".join(one.slug for one in page.pins))
        together = others if len(page.pins) > 1 else ""
        return problem(PIN, first.origin, page=number, article=first.slug, at=first.at, together=together)
    return problem(NO_PLAN, edition.origin, page=number, ways=ways, proposals=proposals)


def _guess(page: Refused) -> Phrase:
    """What may help where no change was found that does."""
    if page.over:
        return phrase("No small change was found that makes it fit. By estimate: {ways}.", ways=_estimate(page))
    if page.missing:
        return phrase("Add text, a larger photo or a [[filler]] in paper.toml, or take a smaller layout.")
    return phrase(
        "Let an article take another form or span, change the length of one by a few lines, or try another --seed."
    )


def _estimate(page: Refused) -> Phrase:
    """Items whose removal would make enough room, the least important first."""
    lines = page.lines(page.over)
    units = [unit for unit in page.units if unit.article is not None]
    units.sort(key=lambda unit: (-unit.priority, unit.amount.least, unit.id))
    rows = [(unit.amount.least, unit.article) for unit in units if unit.article is not None]
    ways = [phrase("leave out {article}", article=called(article)) for cells, article in rows if cells >= page.over]
    longest = max(rows, key=lambda row: row[0], default=None)
    if longest is not None and page.over <= SHORTENED * longest[0]:
        ways.append(phrase("shorten {article} by {lines} lines", article=called(longest[1]), lines=lines))
    return either(ways[:4] or [phrase("leave out articles of {lines} lines together", lines=lines)])
