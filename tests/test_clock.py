"""The moment that products name."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.clock import modified
from banxin.errors import SetupError
from conftest import SEED

DAY = datetime.date(2024, 12, 22)


def test_products_are_as_old_as_their_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert modified(DAY) == datetime.datetime(2024, 12, 22, tzinfo=datetime.UTC)


def test_source_date_epoch_goes_before_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert modified(DAY) == datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.UTC)


@pytest.mark.parametrize("epoch", ["²", "soon", "-1", "1.5", " 1", "9" * 12, "9" * 5000, "١٢"])
def test_a_source_date_epoch_that_is_no_moment_is_named(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SetupError, match="SOURCE_DATE_EPOCH"):
        modified(DAY)


def test_a_wrong_source_date_epoch_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "²")
    stages: list[str] = []
    with pytest.raises(SetupError, match="SOURCE_DATE_EPOCH"):
        pipeline.build(SEED, tmp_path / "out", progress=lambda stage, share: stages.append(stage))
    assert stages == []
