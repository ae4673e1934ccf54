"""What all checks need of a finished page: derived from positions only, never from the planner's computations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from banxin.model.edition import Article, Edition
from banxin.model.plan import Module, Page, PlacedLine, Plan, Sheet
from banxin.norms import SLOT_AIR, TOLERANCE


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a plan with its sources."""

    edition: Edition
    plan: Plan
    page: Page

    @property
    def sheet(self) -> Sheet:
        """The page's own sheet (of a spread), or the plan's."""
        return self.plan.sheet_of(self.page)

    @property
    def content(self) -> tuple[Module, ...]:
        """Modules that are not furniture."""
        return tuple(module for module in self.page.modules if not module.kind.traits.furniture)

    def article(self, module: Module) -> Article | None:
        """The module's article."""
        return self.edition.article(module.article)

    def name(self, module: Module) -> str:
        """The name of a module in messages: its article's file stem, else its id."""
        return module.article or module.id


def leg_lines(module: Module) -> dict[int, list[PlacedLine]]:
    """Leg → its lines from the top down."""
    found: dict[int, list[PlacedLine]] = defaultdict(list)
    for line in module.lines:
        if line.leg and line.role.traits.on_rows:
            found[line.leg].append(line)
    return {leg: sorted(lines, key=lambda line: line.row) for leg, lines in sorted(found.items())}


def line_slack(module: Module, line: PlacedLine) -> float:
    """pt by which a line's em boxes may extend beyond the module or overlap: the edges of large
    furniture lines have no ink."""
    return TOLERANCE + (SLOT_AIR * line.size_pt if module.kind.traits.furniture else 0.0)
