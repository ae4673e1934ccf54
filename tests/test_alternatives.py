"""Plans to choose from: what makes two different, which are shown, how one is kept."""

from __future__ import annotations

import io
import itertools
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.check.score import Score
from banxin.choices import keep_alternative, make_alternatives
from banxin.choices.candidate_plans import Order, make_candidate, make_candidates
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.errors import UsageError
from banxin.files import write_atomic
from banxin.fonts.library import FontLibrary
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, Page, Plan, Rect, Sheet
from banxin.plan.compare.distance import DIFFERENT, SLACK, WORSE, choose, distance
from banxin.render.images.contact import TERMS, Alternative, contact_sheet
from banxin.render.images.montage import Strip, montage, small_png
from command import banxin, banxin_process
from conftest import SEED
from texts import changed

FONTS = FontLibrary.load()
SHEET = Sheet("square", 300, 300, Rect(0, 0, 800, 800), 8, 91, 9, 10, 80, 9)


def module(slug: str, x: float, y: float, width: float, height: float, kind: ModuleKind = ModuleKind.ARTICLE) -> Module:
    """A module without lines."""
    rect = Rect(x, y, width, height)
    return Module(f"m{slug}", kind, slug, 1, 1, rect, (1, 1), (1, 1), 1, (1, 1), HeadlineForm.ACROSS, 20.0, None, 3, ())


def plan(*pages: tuple[Module, ...], seed: int = 1) -> Plan:
    made = tuple(Page(number, "要闻", modules, ()) for number, modules in enumerate(pages, 1))
    return Plan("paper-2026-01-01", "square", seed, SHEET, made)


lengths = st.integers(1, 40).map(lambda tens: 10.0 * tens)
modules = st.builds(
    module,
    st.sampled_from("abcdef"),
    *(lengths, lengths, lengths, lengths),
    st.sampled_from((ModuleKind.ARTICLE, ModuleKind.PHOTO, ModuleKind.MASTHEAD, ModuleKind.AD)),
)
plans = st.lists(st.lists(modules, max_size=6).map(tuple), min_size=1, max_size=3).map(lambda pages: plan(*pages))


@given(plans)
def test_a_plan_does_not_differ_from_itself(one: Plan) -> None:
    assert distance(one, replace(one, seed=2)) == 0.0


@given(plans, plans)
def test_difference_is_a_share_and_the_same_both_ways(one: Plan, other: Plan) -> None:
    assert 0.0 <= distance(one, other) <= 1.0
    assert distance(one, other) == distance(other, one)


def test_plans_whose_modules_all_stand_elsewhere_differ_wholly() -> None:
    one = plan((module("a", 0, 0, 400, 800), module("b", 400, 0, 400, 800)))
    other = plan((module("b", 0, 0, 400, 800), module("a", 400, 0, 400, 800)))
    assert distance(one, other) == 1.0


def test_what_a_module_covers_in_both_plans_stands_still() -> None:
    one = plan((module("a", 0, 0, 400, 800), module("b", 400, 0, 400, 800)))
    other = plan((module("a", 0, 0, 400, 800), module("b", 400, 400, 400, 400), module("c", 400, 0, 400, 400)))
    assert distance(one, other) == 0.25


def test_a_module_on_another_page_stands_elsewhere() -> None:
    still, moved = module("a", 0, 0, 800, 800), module("b", 0, 0, 800, 400)
    assert distance(plan((still,), (moved,)), plan((still, replace(moved, rect=Rect(0, 800, 800, 400))), ())) == 0.3333


def test_furniture_and_advertisements_do_not_count() -> None:
    fixed = (module("", 0, 0, 800, 100, ModuleKind.MASTHEAD), module("", 0, 700, 800, 100, ModuleKind.AD))
    one, other = (module("a", 0, 100, 400, 600),), (module("a", 400, 100, 400, 600),)
    assert distance(plan((*fixed, *one)), plan((*fixed, *other))) == 1.0
    assert distance(plan(fixed), plan(())) == 0.0


def test_the_cheapest_plan_comes_first_then_the_farthest_good_one() -> None:
    rows = ((0.0, 0.3, 0.9, 0.5), (0.3, 0.0, 0.9, 0.4), (0.9, 0.9, 0.0, 0.9), (0.5, 0.4, 0.9, 0.0))
    costs = (40.0, 30.0, 50.0, 45.0)
    assert choose(costs, lambda one, other: rows[one][other], 3) == (1, 2, 3)


def test_a_bad_plan_comes_after_all_good_ones_however_far_it_is() -> None:
    bad = WORSE * 20.0 + SLACK + 1
    rows = ((0.0, 1.0, 0.2), (1.0, 0.0, 1.0), (0.2, 1.0, 0.0))
    assert choose((20.0, bad, 21.0), lambda one, other: rows[one][other], 3) == (0, 2, 1)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 1), st.floats(0, 1)), max_size=8), st.integers(0, 9))
def test_no_two_chosen_plans_look_alike(points: list[tuple[float, float, float]], most: int) -> None:
    def apart(one: int, other: int) -> float:
        return max(abs(points[one][axis] - points[other][axis]) for axis in (1, 2))

    chosen = choose([cost for cost, _, _ in points], apart, most)
    assert len(chosen) == len(set(chosen)) <= most
    assert bool(chosen) == bool(points and most)
    assert all(apart(one, other) >= DIFFERENT for one, other in itertools.combinations(chosen, 2))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition."""
    folder = tmp_path_factory.mktemp("papers") / "school"
    assert banxin("new", folder).returncode == 0
    return folder / "2025-09-01"


@pytest.fixture(scope="module")
def made(edition: Path) -> Path:
    """Its alternatives, made as a user does."""
    target = edition.parent / "choice"
    run = banxin_process("plan", "--alternatives", "2", "--json", "-o", target, edition)
    assert run.returncode == 0, run.stderr
    record = json.loads(run.stdout)
    written = json.loads((target / "alternatives.json").read_text("utf-8"))
    assert record == written | {"folder": str(target), "problems": []}
    return target


def record_of(folder: Path) -> dict[str, object]:
    return json.loads((folder / "alternatives.json").read_text("utf-8"))  # type: ignore[no-any-return]


def test_alternatives_of_a_small_edition_differ_and_the_best_comes_first(made: Path) -> None:
    rows = record_of(made)["alternatives"]
    assert [row["number"] for row in rows] == [1, 2]
    assert rows[0]["score"]["total"] <= rows[1]["score"]["total"]
    one, other = (plan_from_json((made / row["file"]).read_text("utf-8"), FONTS) for row in rows)
    assert distance(one, other) == rows[0]["distance"] == rows[1]["distance"] >= DIFFERENT
    assert sorted(path.name for path in made.iterdir()) == [
        "alternatives.json",
        "contact-sheet.html",
        "plan-1.json",
        "plan-2.json",
    ]


def test_processes_give_the_same_plan_as_this_one(edition: Path, made: Path) -> None:
    row = record_of(made)["alternatives"][0]
    desk = pipeline.open_edition(edition)
    usual = make_candidate(desk, Order(row["seed"]))
    assert usual.plan is not None
    leading = 0.0 if usual.plan.sheet.row_pt == row["leading_pt"] else row["leading_pt"]
    again = make_candidate(desk, Order(row["seed"], leading_pt=leading)) if leading else usual
    assert again.plan is not None
    assert plan_to_json(again.plan) == (made / row["file"]).read_text("utf-8")


def test_contact_sheet_shows_every_page_and_headline_and_loads_nothing(made: Path) -> None:
    text = (made / "contact-sheet.html").read_text("utf-8")
    tree = ElementTree.fromstring(text.partition("<html")[1] + text.partition("<html")[2])
    assert not re.search(r"(?:src|href)=|url\((?!#)|@import", text)
    for row in record_of(made)["alternatives"]:
        shown = plan_from_json((made / row["file"]).read_text("utf-8"), FONTS)
        (section,) = (part for part in tree.iter("section") if part.get("id") == f"plan-{row['number']}")
        assert f"{row['score']['total']:g} 分" in "".join(section.itertext())
        assert len(list(section.iter("svg"))) == len(shown.pages)
        heads = [
            line.text for page in shown.pages for one in page.modules for line in one.lines if line.role == "headline"
        ]
        drawn = ["".join(part.itertext()) for part in section.iter("text")]
        assert heads and [head for head in heads if head not in drawn] == []
        assert len(list(section.iter("g"))) == sum(len(page.modules) for page in shown.pages)


def test_contact_sheet_names_only_terms_that_differ_and_escapes_titles(
    seed_desk: pipeline.OpenEdition, seed_plan: Plan
) -> None:
    first, *others = seed_desk.edition.articles
    edition = replace(seed_desk.edition, articles=(changed(first, headline="<b>&", headline_short=""), *others))
    rows = [
        Alternative(number, seed_plan, Score((("cut", 40.0), ("gap", points)), 10, 0), 0, 0, 0.5)
        for number, points in ((1, 2.0), (2, 3.0))
    ]
    text = contact_sheet(edition, rows, asset_folder("layouts") / "contact").decode()
    assert f"{TERMS['gap']} 3" in text and TERMS["cut"] not in text
    assert "&lt;b&gt;&amp;" in text and "<b>" not in text


def test_every_term_of_the_score_has_its_chinese(seed_desk: pipeline.OpenEdition) -> None:
    assert set(TERMS) == set(type(seed_desk.layout.weights).model_fields)


def test_choose_keeps_the_plan_in_the_edition_and_build_can_draw_it(edition: Path, made: Path, tmp_path: Path) -> None:
    paper = tmp_path / "school"
    shutil.copytree(edition.parent, paper)
    copy = paper / edition.name
    run = banxin("plan", "--choose", "2", "--json", "-o", made, copy)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert (told["chosen"], told["file"]) == (2, str(copy / "plan.json"))
    assert told["plan"] == record_of(made)["alternatives"][1]
    assert (copy / "plan.json").read_bytes() == (made / "plan-2.json").read_bytes()
    desk = pipeline.open_edition(copy)
    assert desk.problems == (), "a kept plan is no stray file"
    assert pipeline.load_plan(desk, copy / "plan.json").seed == told["plan"]["seed"]


def refusal(folder: Path, number: int, source: Path | None) -> str:
    before = sorted(folder.iterdir())
    with pytest.raises(UsageError) as refused:
        keep_alternative(folder, number, source)
    assert sorted(folder.iterdir()) == before
    return str(refused.value)


def test_choose_says_what_is_missing(
    edition: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = refusal(edition, 1, None)
    assert "There are no alternatives in out/school-2025-09-01-alternatives" in told
    assert f"banxin plan --alternatives 6 {edition}" in told
    assert "has no plan 3; it has plans 1 to 2" in refusal(edition, 3, made)
    assert "is not an edition's folder" in refusal(edition.parent, 1, made)


def test_choose_refuses_alternatives_of_other_or_older_sources(edition: Path, made: Path, tmp_path: Path) -> None:
    paper = tmp_path / "school"
    shutil.copytree(edition.parent, paper)
    copy = paper / edition.name
    article = sorted(copy.glob("*.md"))[0]
    write_atomic(article, article.read_bytes() + "\n又来一段。\n".encode())
    assert f"older sources ({copy.name}/{article.name} changed)" in refusal(copy, 1, made)
    settings = copy / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("2025-09-01", "2025-09-02"), "utf-8")
    assert "has alternatives of school-2025-09-01, not of school-2025-09-02" in refusal(copy, 1, made)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"banxin": 1, "alternatives": [{"number": 1, "file": "../a"}]}'])
def test_choose_refuses_a_record_that_banxin_did_not_write(text: str, edition: Path, tmp_path: Path) -> None:
    (tmp_path / "alternatives.json").write_text(text, "utf-8")
    assert "was not written by banxin" in refusal(edition, 1, tmp_path)


def test_choose_refuses_a_plan_that_is_gone_or_damaged(edition: Path, made: Path, tmp_path: Path) -> None:
    source = tmp_path / "choice"
    shutil.copytree(made, source)
    (source / "plan-1.json").write_text("{}", "utf-8")
    (source / "plan-2.json").unlink()
    assert "plan-1.json is not a plan of banxin" in refusal(edition, 1, source)
    assert "plan-2.json cannot be read" in refusal(edition, 2, source)


def test_a_folder_with_other_things_is_never_replaced(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("keep me", "utf-8")
    with pytest.raises(UsageError, match=r"has files that are not alternatives \(letters\.txt\)"):
        make_alternatives(edition, 2, target=tmp_path)
    with pytest.raises(UsageError, match="is not a folder"):
        make_alternatives(edition, 2, target=tmp_path / "letters.txt")
    assert (tmp_path / "letters.txt").read_text("utf-8") == "keep me"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--choose", "1", "--alternatives", "2"), "--choose excludes --alternatives"),
        (("--png",), "--png is for --alternatives"),
        (("--alternatives", "2", "--lines"), "--alternatives excludes --text and --lines"),
        (("--alternatives", "1"), "2<=x<="),
    ],
)
def test_options_that_do_not_go_together_are_refused(words: tuple[str, ...], told: str, edition: Path) -> None:
    run = banxin("plan", *words, edition)
    assert run.returncode == 2 and told in run.stderr


def test_a_png_of_few_colours_keeps_the_rare_ones() -> None:
    noise = Image.effect_noise((300, 200), 60)
    grey = Image.merge("RGB", (noise, noise, noise))
    grey.paste((200, 20, 30), (10, 10, 16, 16))
    grey.paste((20, 60, 180), (250, 150, 256, 156))
    shown = Image.open(io.BytesIO(small_png(grey, 50_000))).convert("RGB")
    for place, colour in (((12, 12), (200, 20, 30)), ((252, 152), (20, 60, 180))):
        found = shown.getpixel(place)
        assert isinstance(found, tuple)
        assert max(abs(one - other) for one, other in zip(found, colour, strict=True)) < 30


def test_the_ground_of_a_montage_keeps_its_colour() -> None:
    page = Image.effect_noise((300, 400), 60).convert("RGB")
    shown = Image.open(io.BytesIO(small_png(montage([Strip("一", (page,))], 500), 90_000))).convert("RGB")
    ground = shown.getpixel((1, 1))
    assert isinstance(ground, tuple)
    assert all(abs(value - 0xE4) <= 1 for value in ground)


def test_a_montage_breaks_rows_and_a_png_keeps_its_limit() -> None:
    page = Image.effect_noise((100, 140), 90).convert("RGB")
    few = montage([Strip("一", (page,)), Strip("二", (page,))], 500)
    many = montage([Strip("一", (page,) * 9), Strip("二", ())], 500)
    assert few.width == many.width == 500
    assert few.height < 200 < 2 * 140 < many.height
    assert len(small_png(many, 20_000)) <= 20_000
    with pytest.raises(ValueError, match="does not go into 10 bytes"):
        small_png(page, 10)


@pytest.mark.slow
def test_six_alternatives_of_a_real_day_differ_by_a_fifth_and_may_be_printed(tmp_path: Path) -> None:
    found = make_alternatives(SEED, 6, target=tmp_path / "choice", pictures=True)
    assert len(found.shown) == 6
    pairs = itertools.combinations([one.plan for one in found.shown], 2)
    assert min(distance(one, other) for one, other in pairs) >= 0.2
    assert [one.candidate.problems for one in found.shown if one.candidate.problems] == []
    assert found.shown[0].candidate.score.total == min(one.candidate.score.total for one in found.shown)
    with Image.open(tmp_path / "choice" / "contact-sheet.png") as picture:
        assert picture.width > 1000


@pytest.mark.slow
def test_candidates_are_the_same_however_many_processes_plan(seed_desk: pipeline.OpenEdition) -> None:
    orders = (Order(1), Order(2), Order(3, other=1))
    here, there = (
        make_candidates(seed_desk, SEED, "", orders, jobs=jobs, tell=lambda stage, share: None) for jobs in (1, 3)
    )
    assert here == there
    assert len({one.plan.sheet.row_pt for one in here if one.plan}) == 2, "the third has another line space"
