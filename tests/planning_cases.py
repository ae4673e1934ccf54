"""Which editions are planned for the figures of planning, and what is told of each.

Each is planned in a process of its own, so that processor time and memory are its own and nothing is remembered from
the edition before it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORKER = Path(__file__).with_name("planning_worker.py")
LIMIT_S = 300.0
"""Then an edition counts as one without a plan."""
RANDOM_LAYOUTS = ("broadsheet", "tabloid", "a3", "a4")
SAMPLES = (
    ("gansu-daily/2024-12-22", ("broadsheet", "a3", "tabloid")),
    ("yunxi-daily/2026-11-20", ("broadsheet", "a3", "metro")),
    ("qinglan-school/2026-11-16", ("campus", "tabloid", "a4")),
    ("lanxi-bulletin/2026-11-01", ("a4", "a3", "campus")),
)
"""Editions of the sample papers, each on its own layout and on two others."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be planned: a sample edition, or a random one."""

    layout: str
    sample: str = ""
    """Folder under seeds/; empty for a random edition."""
    seed: int = 0
    """Of the random edition."""
    pages: int = 0
    """Stated pages of the random edition; 0: as drawn."""
    items: int = 0
    """Articles a page of the random edition; 0: as drawn."""
    load: float = 0.0
    """Its text to what its pages hold; 0: as drawn."""
    twice: bool = False
    """Plan it again and compare."""
    baselines: bool = False

    @property
    def name(self) -> str:
        what = self.sample.partition("/")[0] or f"random {self.seed}"
        return f"{what} on {self.layout}"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One planned page."""

    number: int
    score: float
    body_cells: int
    white_cells: int
    items: int
    fillers: int
    lead_first: bool
    """Whether a module of the best rank stands in the first row of the page's content."""
    lead_corner: bool
    """Whether it also stands in the first column, or beside what is booked or set there."""
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    greedy: float = 0.0
    sliced: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case."""

    case: Case
    refusal: tuple[tuple[str, str], ...]
    """(code, message) of what forbade a plan; empty when there is one."""
    problems: tuple[tuple[str, str, str], ...]
    """(severity, code, message) of the check."""
    pages: tuple[PageRow, ...]
    held: int
    lost: int
    """Characters of the printed articles that stand on no page."""
    foreign: int
    """Characters that stand on pages and in no article."""
    compose_s: float
    plan_s: float
    memory_mb: float
    same: bool | None
    """Whether the second plan was the first; None when it was not made."""

    @property
    def planned(self) -> bool:
        return bool(self.pages)

    @property
    def page_s(self) -> float:
        """Processor seconds of the planner a page."""
        return self.plan_s / len(self.pages)


def random_cases(editions: int) -> Iterator[Case]:
    """Random editions, spread over the layouts; five of them are planned twice."""
    every = max(1, editions // 5)
    for seed in range(editions):
        yield Case(RANDOM_LAYOUTS[seed % len(RANDOM_LAYOUTS)], seed=seed, twice=seed % every == 0, baselines=True)


def sample_cases() -> Iterator[Case]:
    """The sample papers on three layouts each."""
    for sample, layouts in SAMPLES:
        for layout in layouts:
            yield Case(layout, sample=sample, twice=layout == layouts[0], baselines=True)


def run(case: Case) -> Outcome:
    """The outcome of a case, measured in another process. Raises RuntimeError with its traceback when that fails."""
    line = [sys.executable, str(WORKER), json.dumps(asdict(case))]
    try:
        done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        told = (("no-answer", f"{case.name}: no answer in {LIMIT_S} seconds"),)
        return Outcome(case, told, (), (), 0, 0, 0, 0.0, LIMIT_S, 0.0, None)
    if done.returncode:
        raise RuntimeError(f"{case.name}:\n{done.stderr}")
    return outcome_of(json.loads(done.stdout))


def outcome_of(row: dict[str, Any]) -> Outcome:
    """An outcome as it was told in JSON."""
    pages = tuple(
        PageRow(**{**page, "errors": tuple(page["errors"]), "warnings": tuple(page["warnings"])})
        for page in row["pages"]
    )
    case = Case(**row["case"])
    told = {key: tuple(tuple(one) for one in row[key]) for key in ("refusal", "problems")}
    return Outcome(**{**row, **told, "case": case, "pages": pages})
