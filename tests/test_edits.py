"""A planner that goes on and on makes the plan that a new process makes, whatever was edited in between."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from banxin.model.edition import Edition
from banxin.plan.memory import Memory
from banxin.plan.planner import Planner
from random_editions import make_edition
from random_edits import LAYOUTS, Opened, new_planner, opened, outcome

TESTS = Path(__file__).parent
EDITION = 12
"""Seed of a random edition."""
BATCH = 25
"""Edits that one fresh process plans."""


def fresh_outcomes(folder: Path, seed: int, count: int, edits: Sequence[int]) -> dict[int, str]:
    """What a process that has planned nothing else makes of an edition after each of these edits, last edit first."""
    command = [sys.executable, str(TESTS / "edits_worker.py"), str(folder), str(seed), str(count)]
    numbers = [str(number) for number in reversed(edits)]
    done = subprocess.run([*command, *numbers], capture_output=True, text=True, check=True, timeout=1800)
    return {int(number): found for number, found in json.loads(done.stdout).items()}


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("seed", "count"), [(1, 3), pytest.param(2, 100, marks=pytest.mark.slow)])
def test_a_planner_that_goes_on_plans_like_a_fresh_process(seed: int, count: int, tmp_path: Path) -> None:
    folder = make_edition(EDITION, tmp_path, LAYOUTS[0])
    states = opened(folder, seed, count)
    planners: dict[str, Planner] = {}
    for start in range(0, len(states), BATCH):
        numbers = range(start, min(start + BATCH, len(states)))
        fresh = fresh_outcomes(folder, seed, count, numbers)
        for number in numbers:
            name, state = states[number]
            planner = planners.setdefault(state.layout, new_planner(state))
            assert outcome(planner, state.edition) == fresh[number], f"edit {number} ({name})"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = make_edition(EDITION, tmp_path_factory.mktemp("edits"), LAYOUTS[0])
    return opened(folder, 0, 0)[0][1].edition


def test_an_edition_that_did_not_change_is_not_searched_again(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = new_planner(Opened(edition, LAYOUTS[0]))
    first = outcome(planner, edition)
    monkeypatch.setattr("banxin.plan.attempt.draft_page", None)
    assert outcome(planner, replace(edition, editor="another")) != ""
    assert outcome(planner, edition) == first


def test_what_two_rounds_do_not_ask_for_is_forgotten() -> None:
    memory: Memory[str, int] = Memory()
    made: list[str] = []

    def asked(key: str) -> int:
        return memory.get(key, lambda: made.append(key) or len(made))

    assert asked("a") == asked("a") == 1
    memory.begin_round()
    assert asked("a") == 1, "kept from the round before"
    memory.begin_round()
    memory.begin_round()
    assert len(memory) == 0
    assert asked("a") == 2, "made anew"
