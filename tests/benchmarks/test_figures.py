"""Every promised figure, as `tests/figures.py` prints it. Only what no busy machine changes can fail."""

from __future__ import annotations

import pytest

from figures import PARTS, table

TIMES = ("s", "ms")


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_promised_figures_hold(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = list(PARTS[part]())
    with capsys.disabled():
        print(f"\n{table(figures)}")
    assert [figure for figure in figures if figure.verdict == "MISSED" and figure.unit not in TIMES] == []
