"""The designer's guide is true: its files make a layout that builds a paper, its tables name every key."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pydantic import BaseModel

from banxin import pipeline
from banxin.fonts.library import FontLibrary
from banxin.layout.faces import check_faces
from banxin.layout.fields import FIELDS
from banxin.layout.grid import Grid, make_sheet
from banxin.layout.settings import Layout, read_layout
from banxin.layout.slots import FolioSlot, Slot
from banxin.model.text import WritingMode
from banxin.plan.place.furniture import masthead
from banxin.render.edition_view import EditionView, PaperView
from banxin.render.html.document import stylesheet
from banxin.sources.new import SAMPLE_EDITION, create_paper
from banxin.units import mm_to_pt

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDES = sorted(DOCS.glob("designers-guide*.md"))
ENGLISH, CHINESE = "designers-guide.md", "designers-guide.zh-CN.md"
PAPER = "my-paper"


def files(guide: Path) -> Iterator[tuple[str, str]]:
    """(name, contents) of the guide's fenced files, in order."""
    yield from re.findall(r"^```\w+ (\S+)\n(.*?)^```", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new paper with the guide's files in it; each layout.toml was read when it was written."""
    folder = tmp_path_factory.mktemp("guide")
    create_paper(folder / PAPER)
    for name, text in files(DOCS / ENGLISH):
        path = folder / name
        assert path.is_relative_to(folder / PAPER / "layouts")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        if path.name == "layout.toml":
            check_faces(read_layout(path.parent), path.parent, FontLibrary.load().faces)
    return folder / PAPER


def test_the_layout_of_the_guide_builds_a_paper(paper: Path, tmp_path: Path) -> None:
    built = pipeline.build(paper / SAMPLE_EDITION, tmp_path / "out", formats=("pdf",), layout="riverside")
    assert [found for found in built.problems if found.severity == "error"] == []
    with pypdfium2.PdfDocument(built.folder / f"{built.folder.name}.pdf") as pdf:
        assert pdf[0].get_size() == pytest.approx((mm_to_pt(260), mm_to_pt(370)), abs=0.1)


def test_its_css_has_the_last_word(paper: Path) -> None:
    own = (paper / "layouts" / "riverside" / "newspaper.css").read_text("utf-8")
    css = stylesheet(paper / "layouts" / "riverside-upright")
    assert css.endswith(own)
    assert len(css) > len(own)


def test_its_variant_has_the_name_on_end(paper: Path) -> None:
    desk = pipeline.open_edition(paper / SAMPLE_EDITION, "riverside-upright")
    grid = Grid(make_sheet(desk.layout, desk.layout.grid.leadings_pt[0]))
    module = masthead(desk.edition, desk.setter, grid, 1)
    assert module.columns == (1, 1)
    assert [line.writing_mode for line in module.lines if line.slot == "name"] == [WritingMode.VERTICAL]


def keys(model: type[BaseModel]) -> list[str]:
    return sorted(field.alias or name for name, field in model.model_fields.items())


def explained(guide: Path, title: str) -> list[str]:
    """Keys in the first table under a heading."""
    text = guide.read_text("utf-8").partition(f"\n### {title}\n")[2].partition("\n### ")[0]
    return sorted(re.findall(r"^\| `(\{?\w+\}?)` \|", text, re.MULTILINE))


TABLES = {
    name: field.annotation
    for name, field in Layout.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_table_is_explained_and_no_other(name: str, guide: Path) -> None:
    assert explained(guide, f"`[{name}]`") == keys(TABLES[name])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_slots_fields_and_the_top_level_are_explained(guide: Path) -> None:
    top = "Top level" if guide.name == ENGLISH else "最外层"
    assert explained(guide, top) == sorted([*keys(Layout), "extends"])
    assert explained(guide, "`[[masthead]]`") == keys(Slot)
    assert explained(guide, "`[[folio]]`") == sorted(set(keys(FolioSlot)) - set(keys(Slot)))
    assert explained(guide, "`[dateline]`") == ["face", "items", "size", "width", "x", "y"]
    fields = "Fields" if guide.name == ENGLISH else "字段"
    assert explained(guide, fields) == sorted(f"{{{name}}}" for name in FIELDS)


def test_both_guides_have_the_same_files() -> None:
    assert list(files(DOCS / CHINESE)) == list(files(DOCS / ENGLISH))


def test_both_guides_are_there_and_compared_with_all_tables() -> None:
    assert [path.name for path in GUIDES] == [ENGLISH, CHINESE]
    assert set(TABLES) == {
        "sheet", "grid", "composition", "faces", "roles", "scale", "furniture", "weights", "pages", "forms",
    }  # fmt: skip


def test_the_guides_name_every_value_of_an_edition() -> None:
    for guide in GUIDES:
        text = guide.read_text("utf-8")
        for kind, row in ((EditionView, "| `edition` |"), (PaperView, "| `paper`")):
            (line,) = [line for line in text.splitlines() if line.startswith(row)]
            named = re.findall(r"`([a-z_]+)`", line.split("|")[3])
            assert sorted(named) == sorted(field.name for field in dataclasses.fields(kind))
