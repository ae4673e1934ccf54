"""The checks of a finished plan: its problems and a score for each page, from positions alone.

The input is the edition and a plan, just made or read from plan.json; the faults are those of
docs/newspaper-page.md#faults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banxin.check.boxes import check_boxes
from banxin.check.crowding import check_crowding
from banxin.check.edges import check_edges
from banxin.check.flow import check_flow, check_jumps
from banxin.check.forms import check_forms
from banxin.check.geometry import check_geometry
from banxin.check.heads import check_heads
from banxin.check.held import check_held
from banxin.check.parts import check_parts
from banxin.check.pictures import check_ads, check_pictures
from banxin.check.score import Score, score_page
from banxin.check.text import check_text
from banxin.check.view import PageView
from banxin.errors import Problem
from banxin.layout.settings import Weights
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.model.printed import printed


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a plan."""

    problems: tuple[Problem, ...]
    scores: tuple[Score, ...]
    """One for each page."""


def check_plan(edition: Edition, plan: Plan, weights: Weights) -> Checked:
    """Every fault of a plan, by page, and each page's score."""
    whole, edition = edition, printed(edition, plan)
    problems: list[Problem] = [*check_held(whole, plan), *check_text(edition, plan), *check_pictures(edition, plan)]
    scores = []
    for page in plan.pages:
        view = PageView(edition, plan, page)
        found: Iterable[Problem] = (
            *check_parts(view),
            *check_boxes(view),
            *check_ads(view),
            *check_geometry(view),
            *check_crowding(view),
            *check_edges(view),
            *check_flow(view),
            *check_jumps(view, plan),
            *check_heads(view),
            *check_forms(view),
        )
        problems += found
        scores.append(score_page(view, weights))
    return Checked(tuple(problems), tuple(scores))
