"""What is promised of planning, on random editions: four of them at once, a hundred behind the slow marker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from figures import Figure
from planning_cases import Case, Outcome, outcome_of, random_cases, sample_cases
from planning_figures import compared, exponent, measured, results
from planning_worker import measure

FEW = (
    Case("tabloid", seed=5, baselines=True),
    Case("a3", seed=10),
    Case("a4", seed=15, twice=True),
    Case("a4", seed=47),  # Filled by a public notice in a strip alone.
)


@pytest.fixture(scope="module")
def few() -> list[Outcome]:
    return measured(FEW, 1)


def missed(figures: Sequence[Figure]) -> dict[str, float]:
    return {figure.name: figure.value for figure in figures if figure.verdict == "MISSED"}


def test_random_editions_have_plans_without_an_error(few: list[Outcome]) -> None:
    assert [outcome.refusal for outcome in few] == [()] * len(FEW)
    assert [message for outcome in few for severity, _, message in outcome.problems if severity == "error"] == []


def test_no_character_is_lost_or_doubled(few: list[Outcome]) -> None:
    assert [(outcome.lost, outcome.foreign) for outcome in few] == [(0, 0)] * len(FEW)


def test_the_same_seed_gives_the_same_plan(few: list[Outcome]) -> None:
    assert [outcome.same for outcome in few] == [None, None, True, None]


def test_the_lead_stands_on_top(few: list[Outcome]) -> None:
    assert all(page.lead_first for outcome in few for page in outcome.pages)


def test_pages_are_better_than_those_without_a_search(few: list[Outcome]) -> None:
    pages = [page for outcome in few if outcome.case.baselines for page in outcome.pages]
    assert len(pages) >= 3
    assert sum(page.score for page in pages) < sum(page.sliced for page in pages)
    assert sum(page.score for page in pages) < sum(page.greedy for page in pages) / 2


def test_figures_tell_what_came_of_the_editions(few: list[Outcome]) -> None:
    found = {figure.name: figure.value for figure in results("some", few)}
    assert found["editions"] == len(FEW)
    assert found["pages"] == sum(len(outcome.pages) for outcome in few)
    worse = replace(
        few[0], pages=(replace(few[0].pages[0], errors=("hole",), white_cells=90, lead_first=False),), lost=2
    )
    names = missed([*results("some", [worse])])
    assert {"pages with errors", "characters lost", "lead in the first row", "white cells"} <= set(names)


def test_an_edition_without_a_plan_is_counted_by_what_forbids_it(tmp_path: Path) -> None:
    crowded = measure(Case("a4", seed=3, pages=1, items=9, load=2.0), tmp_path)
    assert not crowded.planned
    assert crowded.refusal
    found = {figure.name: figure.value for figure in results("some", [crowded])}
    assert found["without a plan"] == 1
    assert found[f"… {crowded.refusal[0][0]}"] == 1


def test_outcomes_are_the_same_after_a_way_through_json(few: list[Outcome]) -> None:
    assert outcome_of(json.loads(json.dumps(asdict(few[0])))) == few[0]


def test_the_exponent_of_a_power_law_is_found() -> None:
    assert exponent([(x, 3 * x**1.5) for x in (1, 2, 4, 8)]) == pytest.approx(1.5)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_hundred_random_editions_keep_every_bound() -> None:
    outcomes = measured(random_cases(100), 2)
    assert missed([*results("random editions", outcomes), *compared(outcomes)]) == {}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_sample_papers_keep_every_bound() -> None:
    outcomes = measured(sample_cases(), 2)
    assert missed([*results("sample papers", outcomes), *compared(outcomes)]) == {}
