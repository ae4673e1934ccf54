"""What stands in a paper's own layouts and fonts: named when it is used, and nothing but files of the paper."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.choices.alternatives import make_alternatives
from banxin.errors import BanxinError, EditionError
from banxin.render.images import page_jpegs
from banxin.sharing import open_for_sharing
from banxin.sources import read_edition
from banxin.sources.new import SAMPLE_EDITION, create_paper
from command import banxin

OWN = {"broadsheet": 'extends = "broadsheet"\n', "share": 'extends = "share"\n'}
FOLDERS = ("epub", "contact")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition of a new paper with layouts of its own in every room."""
    paper = tmp_path / "my-paper"
    create_paper(paper)
    for name, text in OWN.items():
        (paper / "layouts" / name).mkdir(parents=True)
        (paper / "layouts" / name / "layout.toml").write_text(text)
    for name in FOLDERS:
        folder = paper / "layouts" / name
        folder.mkdir()
        for file in (asset_folder("layouts") / name).iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
    return paper / SAMPLE_EDITION


def named(problems: object) -> list[str]:
    return [found.origin.file for found in problems if found.code == "own-layout"]  # type: ignore[attr-defined]


def test_own_layouts_are_named_by_every_command_that_uses_them(edition: Path, tmp_path: Path) -> None:
    layout = pipeline.open_edition(edition).layout_folder.name
    own = edition.parent / "layouts" / layout
    own.mkdir(exist_ok=True)
    (own / "layout.toml").write_text(f'extends = "{layout}"\n')
    name = f"layouts/{layout}"
    assert named(pipeline.open_edition(edition).problems) == [name]
    assert named(open_for_sharing(edition).problems) == ["layouts/share"]
    made = make_alternatives(edition, 1, target=tmp_path / "alternatives", jobs=1)
    assert named(made.problems) == [name, "layouts/contact"]
    built = banxin("build", edition, "-o", tmp_path / "out")
    assert built.returncode == 0 and built.stderr.count("own-layout") == 2, built.stderr
    report = json.loads(next((tmp_path / "out").glob("*/report.json")).read_bytes())
    rows = [row["file"] for row in report["problems"] if row["code"] == "own-layout"]
    assert rows == ["layouts/epub", name] or rows == sorted(["layouts/epub", name])


def test_a_paper_without_layouts_of_its_own_names_none(tmp_path: Path) -> None:
    create_paper(tmp_path / "my-paper")
    assert named(pipeline.open_edition(tmp_path / "my-paper" / SAMPLE_EDITION).problems) == []


@pytest.mark.parametrize("folder", ["layouts", "layouts/epub", "layouts/broadsheet/parts", "fonts"])
def test_a_paper_with_what_is_no_file_of_its_own_is_refused(edition: Path, tmp_path: Path, folder: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    place = edition.parent / folder
    place.mkdir(parents=True, exist_ok=True)
    strange = {"link": "outside-edition", "zero": "outside-edition", "loop": "not-a-file", "pipe": "not-a-file",
               "folder": "outside-edition", "nowhere": "not-a-file", "other": "not-a-file"}  # fmt: skip
    (place / "link").symlink_to(secret)
    (place / "zero").symlink_to("/dev/zero")
    (place / "loop").symlink_to("loop")
    (place / "folder").symlink_to(tmp_path)
    (place / "nowhere").symlink_to("nothing")
    (place / "other").symlink_to(edition, target_is_directory=True)
    os.mkfifo(place / "pipe")
    with pytest.raises(EditionError) as caught:
        pipeline.open_edition(edition)
    found = {found.origin.file: found.code for found in caught.value.problems}
    assert found == {f"{folder}/{name}": code for name, code in strange.items()}


def test_a_folder_of_layouts_that_is_a_link_is_refused(tmp_path: Path) -> None:
    create_paper(tmp_path / "my-paper")
    (tmp_path / "elsewhere" / "epub").mkdir(parents=True)
    (tmp_path / "my-paper" / "layouts").symlink_to(tmp_path / "elsewhere")
    _, problems = read_edition(tmp_path / "my-paper" / SAMPLE_EDITION)
    assert ("outside-edition", "layouts") in [(found.code, found.origin.file) for found in problems]


def test_a_face_of_a_paper_stands_in_its_folder(tmp_path: Path, edition: Path) -> None:
    fonts = edition.parent / "fonts"
    fonts.mkdir()
    listed = (asset_folder("fonts") / "fonts.toml").read_text("utf-8")
    first = listed.split("[[face]]")[1]
    file = first.split('file = "')[1].split('"')[0]
    (tmp_path / "face.ttf").write_bytes(b"no font")
    (fonts / "fonts.toml").write_text("[[face]]" + first.replace(file, "../../face.ttf"))
    done = banxin("check", "--sources-only", edition)
    assert done.returncode == 3 and "leads out of the folder" in done.stderr


@pytest.mark.parametrize("name", ["../../elsewhere", "/etc", "tabloid/../x", ".", "..", "./tabloid"])
def test_a_paper_names_a_layout_and_no_path(name: str, tmp_path: Path) -> None:
    create_paper(tmp_path / "my-paper")
    settings = tmp_path / "my-paper" / "paper.toml"
    settings.write_text(re.sub(r"(?m)^layout = .*$", f'layout = "{name}"', settings.read_text("utf-8")))
    with pytest.raises(EditionError, match=r"paper\.toml:\d+: error bad-value: layout"):
        pipeline.open_edition(tmp_path / "my-paper" / SAMPLE_EDITION)


def test_pictures_of_pages_that_somebody_drew_are_the_same_and_have_limits(
    bulletin_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [(1, 300), (2, 400), (1, 200)]
    plain = page_jpegs.page_jpegs(bulletin_pdf, wanted, careful=False)
    assert page_jpegs.page_jpegs(bulletin_pdf, wanted, careful=True) == plain
    monkeypatch.setattr(page_jpegs, "LIMITS", replace(page_jpegs.LIMITS, answer=1000))
    with pytest.raises(BanxinError, match="draws too much"):
        page_jpegs.page_jpegs(bulletin_pdf, wanted, careful=True)
