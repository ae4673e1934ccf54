"""The seed edition: the import and an editor's corrections, nothing else; its picture is drawn."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageStat

from banxin.sources import read_edition

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
EDITION = SEEDS / "gansu-daily" / "2024-12-22"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SEEDS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    if str(SEEDS) not in sys.path:
        sys.path.append(str(SEEDS))  # The scripts of this folder use each other, as when they are run.
    spec.loader.exec_module(module)
    return module


def test_the_edition_is_the_import_with_the_corrections_on_top(tmp_path: Path) -> None:
    load("refresh").corrected(tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(EDITION): path.read_bytes() for path in EDITION.rglob("*") if path.is_file()}
    assert {path for path in kept if path not in made} == {Path("images/a05.png")}
    for path, data in made.items():
        assert kept[path] == data, f"{path}: run seeds/refresh.py, read the diff"


def test_the_corrections_are_the_difference(tmp_path: Path) -> None:
    refresh = load("refresh")
    assert refresh.corrections() == refresh.DIFF.read_text("utf-8")


def test_the_edition_has_no_problem() -> None:
    edition, found = read_edition(EDITION)
    assert edition is not None
    assert found == ()
    assert [one.priority for one in edition.articles].count(1) == 1
    assert str(edition.articles[0].headline) == "携手共赴新型工业化"


def test_the_picture_is_what_the_script_draws() -> None:
    with Image.open(EDITION / "images" / "a05.png") as kept:
        drawn = load("draw_photo").draw()
        assert kept.size == drawn.size == (1800, 1200)
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), drawn))
    assert max(difference.mean) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("draw_yunxi", "yunxi-daily/2026-11-20"),
        ("draw_qinglan", "qinglan-school/2026-11-16"),
        ("draw_lanxi", "lanxi-bulletin/2026-11-01"),
    ],
)
def test_the_pictures_of_a_sample_paper_are_what_its_script_draws(
    name: str, edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = load(name)
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", [name])
    script.main()
    kept = SEEDS / edition / "images"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in kept.iterdir()}
    for path in tmp_path.iterdir():
        with Image.open(path) as drawn, Image.open(kept / path.name) as image:
            difference = ImageStat.Stat(ImageChops.difference(image.convert("RGB"), drawn.convert("RGB")))
        assert max(difference.mean) < 0.5, path.name


def test_the_picture_is_light_and_has_contrast_in_grey() -> None:
    path = EDITION / "images" / "a05.png"
    assert path.stat().st_size < 300_000
    with Image.open(path) as image:
        grey = ImageStat.Stat(image.convert("L"))
    assert grey.stddev[0] > 45


@pytest.mark.parametrize("name", ["draw_photo", "refresh"])
def test_the_scripts_say_how_they_are_used(name: str) -> None:
    assert f"python seeds/{name}.py" in (load(name).__doc__ or "")
