"""What composing costs: prints the figures, fails only far beyond them, because machines are noisy."""

from __future__ import annotations

from time import perf_counter

import pytest

from banxin.compose import paragraph as composing
from banxin.compose.material import prepare
from banxin.compose.paragraph import Setting, compose_paragraph, compose_variants
from banxin.model.text import Run
from banxin.units import Mil
from compose_factory import real_metrics
from test_compose import NEWS

METRICS = real_metrics()
RUNS = [(Run(text),) for text in NEWS]
CHARACTERS = sum(len(text) for text in NEWS)
INDENT = Mil(2000)


def milliseconds(measure: Mil, fresh: bool) -> float:
    """Per 1 000 characters, the best of five rounds."""
    rounds = []
    for _ in range(5):
        if fresh:
            composing.remembered_paragraph.cache_clear()
        start = perf_counter()
        for runs in RUNS:
            compose_paragraph(runs, measure, INDENT, METRICS)
        rounds.append((perf_counter() - start) * 1e6 / CHARACTERS)
    return min(rounds)


@pytest.mark.parametrize("em", [13, 17, 27])
def test_a_new_measure_costs_little(em: int, capsys: pytest.CaptureFixture[str]) -> None:
    measure = Mil(em * 1000)
    first, again = milliseconds(measure, fresh=True), milliseconds(measure, fresh=False)
    with capsys.disabled():
        print(f"\ncompose at {em} em: {first:.2f} ms per 1 000 characters, asked again {again:.3f} ms")
    assert first < 24  # meant: 8
    assert again < 3  # meant: 1


def test_taking_apart_costs_little(capsys: pytest.CaptureFixture[str]) -> None:
    rounds = []
    for _ in range(5):
        prepare.cache_clear()
        start = perf_counter()
        for runs in RUNS:
            prepare(runs, METRICS, Setting())
        rounds.append((perf_counter() - start) * 1e6 / CHARACTERS)
    with capsys.disabled():
        print(f"\nprepare: {min(rounds):.2f} ms per 1 000 characters, the first time {rounds[0]:.2f} ms")
    assert min(rounds) < 12


def test_variants_cost_little(capsys: pytest.CaptureFixture[str]) -> None:
    composing.remembered_variants.cache_clear()
    start = perf_counter()
    for runs in RUNS:
        compose_variants(runs, Mil(14000), INDENT, METRICS)
    cost = (perf_counter() - start) * 1e6 / CHARACTERS
    with capsys.disabled():
        print(f"\nvariants: {cost:.2f} ms per 1 000 characters")
    assert cost < 60


def test_time_is_linear_in_the_length_of_a_paragraph() -> None:
    def cost(times: int) -> float:
        runs = (Run("".join(NEWS) * times),)
        prepare(runs, METRICS, Setting())
        start = perf_counter()
        compose_paragraph(runs, Mil(13000), INDENT, METRICS)
        return perf_counter() - start

    cost(1)
    assert cost(20) < 6 * cost(10)
