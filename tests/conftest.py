"""Shared by all tests: the seed edition, opened and planned once a session; golden files."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.model.plan import Plan
from banxin.model.printed import printed
from banxin.render.pdf.drawing import draw_pdf
from kept import made_once_folder, object_once

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "gansu-daily" / "2024-12-22"
BULLETIN = ROOT / "seeds" / "lanxi-bulletin" / "2026-11-01"
GOLDEN = Path(__file__).resolve().parent / "golden"
pytest_plugins = ["library_shelf"]
os.environ["BANXIN_LANG"] = "en"  # The developer's own terminal may speak Chinese.


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files; read the diff before committing")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    return made_once_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def seed_desk() -> pipeline.OpenEdition:
    """The seed edition with its layout and faces."""
    return pipeline.open_edition(SEED)


@pytest.fixture(scope="session")
def seed_plan(seed_desk: pipeline.OpenEdition, made_once: Path) -> Plan:
    """The seed edition's plan for seed 1."""
    return object_once(made_once, "seed-plan", lambda: pipeline.make_plan(seed_desk, 1))


@pytest.fixture(scope="session")
def seed_pdf(seed_desk: pipeline.OpenEdition, seed_plan: Plan, made_once: Path) -> bytes:
    """The seed edition as it is printed."""
    return object_once(made_once, "seed-pdf", lambda: draw_pdf(seed_desk.edition, seed_plan, seed_desk.layout_folder))


@pytest.fixture(scope="session")
def bulletin() -> pipeline.OpenEdition:
    """The association's bulletin: six pages with jumps, teasers, tables, lists, verse."""
    return pipeline.open_edition(BULLETIN)


@pytest.fixture(scope="session")
def bulletin_plan(bulletin: pipeline.OpenEdition, made_once: Path) -> Plan:
    """The bulletin's plan for seed 1."""
    return object_once(made_once, "bulletin-plan", lambda: pipeline.make_plan(bulletin, 1))


@pytest.fixture(scope="session")
def bulletin_pdf(bulletin: pipeline.OpenEdition, bulletin_plan: Plan, made_once: Path) -> bytes:
    """The bulletin as it is printed."""
    edition = printed(bulletin.edition, bulletin_plan)
    return object_once(made_once, "bulletin-pdf", lambda: draw_pdf(edition, bulletin_plan, bulletin.layout_folder))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file; the failure is a diff."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        expected = path.read_text("utf-8")
        diff = difflib.unified_diff(expected.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="")
        assert text == expected, "\n".join(diff)

    return compare
