"""Layouts: what a layout.toml may not say, what those of ours promise, and where their furniture stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.dates import chinese_number
from banxin.errors import UsageError
from banxin.fonts.library import FontLibrary
from banxin.layout.faces import check_faces
from banxin.layout.fields import FIELDS, fields
from banxin.layout.grid import Grid, make_sheet
from banxin.layout.settings import Layout, read_layout
from banxin.model.edition import Edition
from banxin.model.plan import Module
from banxin.model.text import Region, WritingMode
from banxin.norms import SLOT_AIR
from banxin.plan.place.furniture import folio, masthead
from banxin.plan.text.typesetter import Typesetter
from banxin.render.html.document import layout_folders, stylesheet
from banxin.units import mm_to_pt

LAYOUTS = asset_folder("layouts")
BROADSHEET = LAYOUTS / "broadsheet" / "layout.toml"
BUILT_IN = sorted(path.parent.name for path in LAYOUTS.glob("*/layout.toml") if path.parent.name != "share")
"""Those of newspapers: a long picture is no sheet that a plant prints."""


def layout_with(folder: Path, old: str, new: str) -> Path:
    """A folder with the broadsheet's layout in which one line is another."""
    text = BROADSHEET.read_text("utf-8")
    lines = text.splitlines()
    line = next(line for line in lines if line.startswith(old))
    (folder / "layout.toml").write_text(text.replace(f"\n{line}\n", f"\n{new}\n", 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("leadings_pt", "leadings_pt = []", "grid.leadings_pt"),
        ("leadings_pt", "leadings_pt = [11.25, 12]", "the loosest line space comes first"),
        ("leadings_pt", "leadings_pt = [12, 12]", "the loosest line space comes first"),
        ("leadings_pt", "leadings_pt = [12, 8]", "less than body_pt"),
        ("leadings_pt", "leadings_pt = [inf]", "grid.leadings_pt.0"),
        ("body_pt", "body_pt = nan", "grid.body_pt"),
        ("top_mm", "top_mm = inf", "grid.top_mm"),
        ("span_max", "span_max = []", "scale.span_max"),
        ("second", "second = []", "scale.second"),
        ("3 =", "3 = []", "scale.3"),
        ("white", "white = nan", "weights.white"),
        ("masthead_rows", "masthead_rows = 500", "furniture.masthead_rows"),
        ('text = "{name}"', 'text = "{nope}"', "masthead.0.text: there is no field {nope}; there are cn, "),
        ('qr = "{site}"', 'qr = "{url}"', "there is no field {url}"),
        ("items", 'items = ["{date}", "{hour}"]', "dateline.items.1: there is no field {hour}"),
        ("span_max", "span_max = [4]", "scale: span_max allows no size of 1"),
        ("2 =", "2 = [30, 36]", "scale: the largest size comes first in 2"),
        ("size = 60", "size = 0", "masthead.1: a text wants face, size and width"),
        ("width = 96", "width = 0", "masthead.1: a text wants face, size and width"),
        ('rule = "ear"', "", "exactly one of text, qr and rule is wanted"),
        ("gutter", "gutter = 90", "wider than sheet.width_mm"),
        ("height_mm = 490", "height_mm = 530", "more together than sheet.height_mm"),
        ("indent", "indent = 13", "composition.indent"),
        ("columns", "columns = 0", "grid.columns"),
        ("columns", "columns = 8\ncolour = 1", "grid.colour"),
        ("columns", "columns = ", "layout.toml: "),
    ],
)
def test_a_wrong_value_is_wrong_usage_and_its_key_is_named(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_layout(layout_with(tmp_path, old, new))
    assert told in str(caught.value)
    assert "layout.toml" in str(caught.value)


def test_a_file_that_is_not_utf_8_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_bytes("name = '版'".encode("gb18030"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_layout(tmp_path)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_layout_of_ours_can_be_read_and_names_faces_that_are_there(name: str) -> None:
    folder = LAYOUTS / name
    layout = read_layout(folder)
    assert layout.name == name
    check_faces(layout, folder, FontLibrary.load().faces)


def test_the_layouts_are_those_that_are_promised() -> None:
    assert set(BUILT_IN) >= {"broadsheet", "tabloid", "a3", "a4", "metro", "campus"}


@pytest.mark.parametrize("name", BUILT_IN)
def test_measure_body_and_line_space_are_those_of_newspapers(name: str) -> None:
    grid = read_layout(LAYOUTS / name).grid
    assert 10 <= grid.characters <= 48
    assert grid.body_pt >= 7.875
    for leading in grid.leadings_pt:
        assert 1.25 * grid.body_pt - 0.01 <= leading <= 4 / 3 * grid.body_pt + 0.01


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_printer_can_print_the_type_area(name: str) -> None:
    layout = read_layout(LAYOUTS / name)
    for leading in layout.grid.leadings_pt:
        sheet = make_sheet(layout, leading)
        area = sheet.type_area
        assert min(area.x, area.y) >= mm_to_pt(10)
        assert mm_to_pt(sheet.width_mm) - area.right >= mm_to_pt(10)
        assert mm_to_pt(sheet.height_mm) - area.bottom >= mm_to_pt(10)


@pytest.mark.parametrize("name", BUILT_IN)
def test_no_headline_reaches_the_size_of_a_more_important_one(name: str) -> None:
    scale = read_layout(LAYOUTS / name).scale
    ranks = (scale.p1, scale.p2, scale.p3, scale.p4, scale.p5)
    for higher, lower in pairwise(ranks):
        assert lower[0] < higher[-1]
    assert scale.p1[-1] >= 1.25 * scale.p2[0]


def test_the_house_styles_are_not_the_same() -> None:
    seen = [read_layout(LAYOUTS / name) for name in ("broadsheet", "metro", "campus")]
    assert len({layout.roles.headline for layout in seen}) == 3
    assert len({stylesheet(LAYOUTS / layout.name) for layout in seen}) == 3


LONG = {"name": "栖川市青岚中学学生自办报纸", "section": "国际·财经·教育·科技·健康", "editor": "欧阳明远 司徒静文"}
SHORT = {"name": "村报", "section": "要闻", "editor": ""}


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    """All faces."""
    return FontLibrary.load()


def dressed(desk: pipeline.OpenEdition, words: dict[str, str]) -> Edition:
    """The seed's edition with another name, editor and number."""
    paper = replace(desk.edition.paper, name=words["name"])
    return replace(desk.edition, paper=paper, editor=words["editor"], number="第26810期", pages=0)


def furniture(
    name: str, desk: pipeline.OpenEdition, library: FontLibrary, words: dict[str, str]
) -> Iterator[tuple[Layout, Module]]:
    """The masthead and the folios of pages 2 and 3 of a layout, at each of its line spaces."""
    layout = read_layout(LAYOUTS / name)
    setter = Typesetter(layout, library, Region.CN)
    edition = dressed(desk, words)
    for leading in layout.grid.leadings_pt:
        grid = Grid(make_sheet(layout, leading))
        yield layout, masthead(edition, setter, grid, 1, words["section"], 12)
        for page in (2, 3):
            yield layout, folio(edition, setter, grid, page, words["section"], 12)


@pytest.mark.parametrize("words", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_furniture_stands_in_its_rectangle(
    name: str, words: dict[str, str], seed_desk: pipeline.OpenEdition, library: FontLibrary
) -> None:
    for _, module in furniture(name, seed_desk, library, words):
        assert module.lines
        for line in module.lines:
            box = line.box
            air = SLOT_AIR * line.size_pt + 0.1
            assert module.rect.x - 0.1 <= box.x and box.right <= module.rect.right + 0.1, line.text
            assert module.rect.y - air <= box.y and box.bottom <= module.rect.bottom + air, line.text
        for rule in module.rules:
            assert rule.rect.right <= module.rect.right + 0.1 and rule.rect.bottom <= module.rect.bottom


@pytest.mark.parametrize("words", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_no_piece_of_furniture_runs_into_another(
    name: str, words: dict[str, str], seed_desk: pipeline.OpenEdition, library: FontLibrary
) -> None:
    for _, module in furniture(name, seed_desk, library, words):
        for one, other in combinations(module.lines, 2):
            box, beside = one.box, other.box
            air = SLOT_AIR * (one.size_pt + other.size_pt)
            apart = box.right <= beside.x or beside.right <= box.x
            assert apart or box.bottom - air <= beside.y or beside.bottom - air <= box.y, (one.text, other.text)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_page_number_is_at_the_outer_edge(name: str, seed_desk: pipeline.OpenEdition, library: FontLibrary) -> None:
    seen = set()
    for _, module in furniture(name, seed_desk, library, SHORT):
        number = next((line for line in module.lines if line.slot == "number"), None)
        if module.kind != "folio":
            continue
        assert number is not None
        box = number.box
        at_the_left = box.x + box.width / 2 < module.rect.x + module.rect.width / 2
        assert min(box.x - module.rect.x, module.rect.right - box.right) < 30
        seen.add(("2" in number.text or "二" in number.text, at_the_left))
    assert seen == {(True, True), (False, False)}


def test_a_spread_has_the_folios_of_both_its_pages(seed_desk: pipeline.OpenEdition) -> None:
    layout = seed_desk.layout
    single = make_sheet(layout, layout.grid.leadings_pt[0])
    columns = 2 * single.columns + 1
    wide = replace(single, columns=columns, width_mm=2 * single.width_mm)
    width = columns * (single.column_pt + single.gutter_pt) - single.gutter_pt
    grid = Grid(replace(wide, type_area=replace(single.type_area, width=width)))
    module = folio(seed_desk.edition, seed_desk.setter, grid, 2, "要闻", 4)
    numbers = {line.text: line.box for line in module.lines if line.slot == "number"}
    assert set(numbers) == {"2版", "3版"}
    assert numbers["2版"].x == pytest.approx(module.rect.x, abs=2)
    assert numbers["3版"].right == pytest.approx(module.rect.right, abs=2)


def test_what_the_planner_decided_is_what_the_furniture_says(seed_desk: pipeline.OpenEdition) -> None:
    edition = replace(seed_desk.edition, pages=0, sections=())
    assert fields(edition, 3)["pages_line"] == ""
    assert fields(edition, 3)["section"] == ""
    told = fields(edition, 3, "副刊", 12)
    assert told["pages_line"] == "今日12版"
    assert told["page_section"] == "第3版 副刊"
    assert told["page_han"] == "三"


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (64, "六十四")])
def test_pages_are_counted_in_words(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_the_fields_that_are_allowed_are_those_that_are_filled_in(seed_desk: pipeline.OpenEdition) -> None:
    assert set(fields(seed_desk.edition, 1)) == FIELDS
    leap_day = replace(seed_desk.edition, date=datetime.date(2024, 2, 29))
    assert set(fields(leap_day, 1)) == FIELDS


def child(folder: Path, name: str, text: str, css: str | None = None) -> Path:
    """A layout of a paper's own."""
    own = folder / name
    own.mkdir(parents=True)
    (own / "layout.toml").write_text(text, "utf-8")
    if css is not None:
        (own / "newspaper.css").write_text(css, "utf-8")
    return own


def test_a_layout_that_extends_another_says_only_what_is_other(tmp_path: Path) -> None:
    own = child(tmp_path, "own", 'extends = "tabloid"\n[grid]\nleadings_pt = [12]\n')
    parent, layout = read_layout(LAYOUTS / "tabloid"), read_layout(own)
    assert layout.name == "own"
    assert layout.grid == parent.grid.model_copy(update={"leadings_pt": (12.0,)})
    assert layout.model_copy(update={"name": parent.name, "grid": parent.grid}) == parent


def test_a_layout_may_extend_the_built_in_one_of_its_own_name(tmp_path: Path) -> None:
    own = child(tmp_path, "tabloid", 'extends = "tabloid"\n[pages]\nmultiple = 8\n')
    assert read_layout(own).pages.multiple == 8
    assert read_layout(own).grid == read_layout(LAYOUTS / "tabloid").grid


def test_a_parent_is_looked_for_beside_the_child_first(tmp_path: Path) -> None:
    child(tmp_path, "metro", 'extends = "tabloid"\n[pages]\nmost = 7\n')
    own = child(tmp_path, "own", 'extends = "metro"\n')
    assert read_layout(own).pages.most == 7


@pytest.mark.parametrize(
    ("parent", "told"),
    [
        ('"nope"', "own/layout.toml: extends: there is no layout 'nope'; there are a3, a4, "),
        ("3", "own/layout.toml: extends: it must be the name of a layout"),
        ('"../own"', "own/layout.toml: extends: it must be the name of a layout"),
        ('"own"', "in a circle (own → own)"),
        ('"other"', "in a circle (own → other → own)"),
    ],
)
def test_a_parent_that_cannot_be_is_wrong_usage(parent: str, told: str, tmp_path: Path) -> None:
    child(tmp_path, "other", 'extends = "own"\n')
    own = child(tmp_path, "own", f"extends = {parent}\n")
    with pytest.raises(UsageError) as caught:
        read_layout(own)
    assert told in str(caught.value)


def test_a_fault_is_told_of_the_file_that_has_it(tmp_path: Path) -> None:
    child(tmp_path, "parent", 'extends = "tabloid"\n[grid]\ncolour = 1\n')
    own = child(tmp_path, "own", 'extends = "parent"\n')
    with pytest.raises(UsageError, match=r"parent/layout\.toml: grid\.colour"):
        read_layout(own)


def test_the_css_of_a_child_has_the_last_word(tmp_path: Path) -> None:
    own = child(tmp_path, "own", 'extends = "metro"\n', ".kicker { color: #000 }")
    css = stylesheet(own)
    below = [(LAYOUTS / name / "newspaper.css").read_text("utf-8") for name in ("broadsheet", "metro")]
    assert css == "\n".join([*below, ".kicker { color: #000 }"])


def test_templates_are_looked_for_through_the_whole_line_of_parents(tmp_path: Path) -> None:
    middle = child(tmp_path, "middle", 'extends = "metro"\n')
    own = child(tmp_path, "own", 'extends = "middle"\n')
    names = [LAYOUTS / name for name in ("metro", "tabloid", "broadsheet")]
    assert layout_folders(own) == (own, middle, *names)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[grid]\ncolumns = 5\n", "masthead.4 (weekday): it reaches from 502, 16.38 to 574"),
        ("[furniture]\nfolio_rows = 2\n", "folio.5 (head): it reaches"),
        ("[furniture]\nmasthead_columns = 6\n", "furniture.masthead_columns: less than grid.columns (6)"),
        ("[furniture]\nmasthead_rows = 8\n", "it reaches"),
        ('[[folio]]\ntext = "{page}"\nface = "sans-bold"\nsize = 9\nx = 0\ny = 9\nwidth = 9\nvertical = true\n',
         "folio.0: vertical is for a text, and wants height"),
    ],
)  # fmt: skip
def test_furniture_out_of_its_room_is_wrong_usage(toml: str, told: str, tmp_path: Path) -> None:
    own = child(tmp_path, "own", f'extends = "tabloid"\n{toml}')
    with pytest.raises(UsageError) as caught:
        read_layout(own)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ('[roles]\nheadline = "nope"\n', "roles.headline"),
        ('[faces]\nfallback = ["serif-regular", "nope"]\n', "faces.fallback"),
        ('[dateline]\nface = "nope"\n', "dateline.face"),
        ('[[folio]]\ntext = "{page}"\nface = "nope"\nsize = 9\nx = 0\ny = 9\nwidth = 9\n', "folio.0.face"),
    ],
)
def test_a_face_that_is_not_there_is_wrong_usage(toml: str, key: str, tmp_path: Path, library: FontLibrary) -> None:
    own = child(tmp_path, "own", f'extends = "tabloid"\n{toml}')
    with pytest.raises(UsageError, match=rf"{key}: there is no face 'nope' in fonts\.toml; there are brush-regular"):
        check_faces(read_layout(own), own, library.faces)


VERTICAL = """
extends = "tabloid"
masthead = [
  { slot = "name", text = "{name}", face = "brush-regular", size = 70, vertical = true, x = 0, y = 10, width = 99, \
height = 400, align = "spread" },
  { slot = "date", text = "{date}", face = "sans-regular", size = 9, x = 0, y = 440, width = 99, align = "center" },
]

[furniture]
masthead_columns = 1
masthead_rows = 42

[dateline]
items = []
"""


def test_a_masthead_may_stand_on_end_in_one_column(
    tmp_path: Path, seed_desk: pipeline.OpenEdition, library: FontLibrary
) -> None:
    layout = read_layout(child(tmp_path, "own", VERTICAL))
    grid = Grid(make_sheet(layout, layout.grid.leadings_pt[0]))
    module = masthead(seed_desk.edition, Typesetter(layout, library, Region.CN), grid, 1)
    assert (module.columns, module.rows) == ((1, 1), (1, 42))
    name = next(line for line in module.lines if line.slot == "name")
    assert name.writing_mode is WritingMode.VERTICAL
    box = name.box
    assert box.x + box.width / 2 == pytest.approx(grid.column_x(1) + 99 / 2)
    assert (box.y, box.bottom) == (pytest.approx(module.rect.y + 10), pytest.approx(module.rect.y + 410, abs=0.5))


@pytest.mark.parametrize(("number", "printed"), [("8126", "第8126期"), ("第150期", "第150期"), ("总第9期", "总第9期")])
def test_a_bare_issue_number_is_named(number: str, printed: str, seed_desk: pipeline.OpenEdition) -> None:
    assert fields(replace(seed_desk.edition, number=number), 1)["number"] == printed


def test_an_upright_ear_stays_readable_in_two_lines_where_its_text_is_long(
    seed_desk: pipeline.OpenEdition, library: FontLibrary
) -> None:
    layout = read_layout(LAYOUTS / "metro")
    setter = Typesetter(layout, library, Region.CN)
    paper = replace(seed_desk.edition.paper, slogan="栖川市青岚中学主办 学生自己的报纸")
    grid = Grid(make_sheet(layout, layout.grid.leadings_pt[0]))
    ear = [
        line for line in masthead(replace(seed_desk.edition, paper=paper), setter, grid, 1).lines if line.slot == "ear"
    ]
    assert [line.text.strip() for line in ear] == ["栖川市青岚中学主办", "学生自己的报纸"]
    assert all(line.size_pt >= 6 for line in ear) and ear[0].x_pt > ear[1].x_pt
