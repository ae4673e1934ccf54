"""Inputs by which faults were found are named or made, each time; more of their kinds are tried by a fuzzer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from command import banxin
from conftest import ROOT

FUZZ = ROOT / "tests" / "fuzz"
sys.path.append(str(FUZZ))

from corpus import cases, commands  # noqa: E402
from trials import judged, run  # noqa: E402


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper that `banxin new` makes."""
    paper = tmp_path_factory.mktemp("fuzz") / "sample"
    assert banxin("new", paper).returncode == 0
    return paper


@pytest.mark.parametrize("name", cases(dear=False))
def test_what_was_found_once_is_told(name: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert judged(tmp_path, commands(name, sample, tmp_path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", cases(dear=True))
def test_what_was_found_once_is_made_or_told_within_limits(name: str, sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    folder.mkdir()
    assert run(folder, lambda where: commands(name, sample, where)) == []


@pytest.mark.slow
def test_a_minute_of_hostile_files() -> None:
    words = [sys.executable, str(FUZZ), "--seconds", "60"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.slow
def test_some_kills() -> None:
    words = [sys.executable, str(ROOT / "tests" / "kills.py"), "--kills", "40"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=600)
    assert ended.returncode == 0, ended.stdout + ended.stderr
