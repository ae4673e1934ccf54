"""Several clearly different plans of an edition and their contact sheet.

Candidates are planned in separate processes where there are cores for them. The result depends on the sources, the
layout, the seed and the line space only; the number of processes changes only the time.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.choices.candidate_plans import CandidatePlan, Order, make_candidates
from banxin.choices.folder import PICTURE, RECORD, SHEET, default_folder, plan_file, refuse_foreign
from banxin.dump.plan_json import plan_to_json
from banxin.errors import BanxinError, EditionError, Problem, Severity
from banxin.files import replace_folder
from banxin.layout.extends import own_layouts
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.model.printed import printed
from banxin.plan.compare.distance import choose, distance
from banxin.render.images.contact import Alternative, contact_sheet
from banxin.render.images.montage import Strip, montage, small_png
from banxin.render.images.png import page_images
from banxin.render.pdf.drawing import draw_pdf

SPARE = 3
"""Candidates beyond the number of plans asked for. Ours: of nine plans, six differ enough."""
OTHER_LEADING = 3
"""Every how many candidates one has a line space next to the usual one. Ours."""
FAULT = 1000.0
"""Points for each error: a plan that may not be printed sorts after all that may. Ours."""
THUMBNAIL_PX, WIDTH_PX = 420, 1740
"""Pixels of a page, and of the whole picture."""
MOST_BYTES = 8_000_000
"""Size limit of contact-sheet.png."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the plans to choose from."""

    number: int
    """From 1, the best first."""
    candidate: CandidatePlan
    plan: Plan
    distance: float
    """Distance to the nearest other plan."""

    @property
    def file(self) -> str:
        return plan_file(self.number)

    def row(self) -> dict[str, Any]:
        """Its row in alternatives.json."""
        score = self.candidate.score
        return {
            "number": self.number,
            "file": self.file,
            "seed": self.plan.seed,
            "leading_pt": self.plan.sheet.row_pt,
            "pages": len(self.plan.pages),
            "held": list(self.plan.held),
            "score": {"total": score.total, "terms": dict(score.terms)},
            "white": {"body_cells": score.body_cells, "white_cells": score.white_cells},
            "distance": self.distance,
            "problems": [pipeline.problem_row(found) for found in self.candidate.problems],
        }


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The plans to choose from."""

    folder: Path
    record: Mapping[str, Any]
    """alternatives.json."""
    shown: tuple[Shown, ...]
    problems: tuple[Problem, ...]
    """Of the edition, for every plan."""


def make_alternatives(
    folder: Path,
    count: int,
    *,
    target: Path | None = None,
    layout: str = "",
    seed: int = 1,
    pictures: bool = False,
    jobs: int = 0,
    progress: pipeline.ProgressCall | None = None,
) -> Alternatives:
    """Make up to `count` different plans, from `count` + SPARE candidates, and their contact sheet in `target`.

    The folder appears complete or stays unchanged. `pictures` draws every plan for contact-sheet.png; `jobs` is the
    number of processes, 0 for one a core. Raises EditionError when the text fits no candidate, UsageError for a folder
    that holds other things, and SetupError.
    """
    tell = progress or (lambda stage, share: None)
    desk = pipeline.open_edition(folder, layout)
    target = target or default_folder(desk.edition)
    refuse_foreign(target)
    candidates = make_candidates(desk, folder, layout, _orders(seed, count + SPARE), jobs=jobs, tell=tell)
    made = [candidate for candidate in candidates if candidate.plan is not None]
    if not made:
        raise EditionError((*desk.problems, *candidates[0].problems))
    shown = _chosen(made, count)
    record = _record(desk, shown)
    files = {one.file: plan_to_json(one.plan).encode() for one in shown}
    contact = _templates(desk.edition)
    files[SHEET] = contact_sheet(desk.edition, [_alternative(one) for one in shown], contact)
    if pictures:
        files[PICTURE] = _picture(desk, shown, tell)
    files[RECORD] = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
    replace_folder(target, files)
    return Alternatives(target, record, shown, (*desk.problems, *own_layouts(contact)))


def _orders(seed: int, count: int) -> tuple[Order, ...]:
    turn = itertools.count(1)
    return tuple(
        Order(seed + number, next(turn) if number % OTHER_LEADING == OTHER_LEADING - 1 else 0)
        for number in range(count)
    )


def _chosen(made: Sequence[CandidatePlan], count: int) -> tuple[Shown, ...]:
    plans = [candidate.plan for candidate in made if candidate.plan is not None]
    apart = {pair: distance(plans[pair[0]], plans[pair[1]]) for pair in itertools.permutations(range(len(plans)), 2)}
    costs = [FAULT * _errors(candidate) + candidate.score.total for candidate in made]
    numbers = choose(costs, lambda one, other: apart[one, other], count)
    return tuple(
        Shown(
            place,
            made[number],
            plans[number],
            min((apart[number, one] for one in numbers if one != number), default=0.0),
        )
        for place, number in enumerate(numbers, 1)
    )


def _errors(candidate: CandidatePlan) -> int:
    return Counter(found.severity for found in candidate.problems)[Severity.ERROR]


def _alternative(shown: Shown) -> Alternative:
    return Alternative(
        shown.number,
        shown.plan,
        shown.candidate.score,
        errors=_errors(shown.candidate),
        problems=len(shown.candidate.problems),
        distance=shown.distance,
    )


def _templates(edition: Edition) -> Path:
    """The contact sheet's layout; a paper's own one comes first."""
    places = (edition.paper.folder / "layouts" / "contact", asset_folder("layouts") / "contact")
    return next((place for place in places if place.is_dir()), places[-1])


def _picture(desk: pipeline.OpenEdition, shown: Sequence[Shown], tell: pipeline.ProgressCall) -> bytes:
    strips = []
    for one in shown:
        label = f"{one.number}  {one.candidate.score.total:g} 分"
        try:
            drawn = printed(desk.edition, one.plan)
            pdf = draw_pdf(drawn, one.plan, desk.layout_folder, pipeline.TIME_LIMIT_S)
            strips.append(Strip(label, tuple(page_images(pdf, THUMBNAIL_PX, smooth=2))))
        except BanxinError:
            strips.append(Strip(f"{label}  画不出来", ()))
        tell("pictures", one.number / len(shown))
    return small_png(montage(strips, WIDTH_PX), MOST_BYTES)


def _record(desk: pipeline.OpenEdition, shown: Sequence[Shown]) -> dict[str, Any]:
    return {
        "banxin": 1,
        "edition": desk.edition.key,
        "layout": desk.layout.name,
        "sources": dict(desk.edition.sources),
        "alternatives": [one.row() for one in shown],
    }
