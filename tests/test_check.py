"""Every fault of a page is found, each by one small change to a page that has none."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.check import Checked, check_plan, problems
from banxin.errors import Origin, Severity
from banxin.messages import in_chinese
from banxin.model.edition import Edition
from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ModuleKind
from banxin.model.plan import Module, PlacedLine, PlacedRule, Plan, Rect
from banxin.model.roles import Role
from problem_rules import rules_in

Look = Callable[..., Checked]
CODES = {
    "lost-text", "foreign-text", "off-grid", "overlap", "dog-leg", "jump", "underset", "hole", "widow",
    "subhead-foot", "tombstone", "inverted-size", "head-break", "lead-place", "wrong-order",
    "unknown-part", "picture", "ragged-line", "held", "form-not-kept", "banner-head-place", "ad-shape",
}  # fmt: skip


@pytest.fixture(scope="module")
def look(seed_desk: pipeline.OpenEdition) -> Look:
    """Check a plan against the seed edition, or another one."""

    def check(plan: Plan, edition: Edition | None = None) -> Checked:
        return check_plan(edition or seed_desk.edition, plan, seed_desk.layout.weights)

    return check


def codes(checked: Checked) -> set[str]:
    return {found.code for found in checked.problems}


def messages(checked: Checked, code: str) -> list[str]:
    return [found.message for found in checked.problems if found.code == code]


def modules(plan: Plan) -> tuple[Module, ...]:
    return plan.pages[0].modules


def with_modules(plan: Plan, *changed: Module) -> Plan:
    """The plan with modules of these ids in the place of its own."""
    new = {module.id: module for module in changed}
    page = replace(plan.pages[0], modules=tuple(new.get(module.id, module) for module in modules(plan)))
    return replace(plan, pages=(page,))


def of(plan: Plan, slug: str) -> Module:
    return next(module for module in modules(plan) if module.article == slug)


def with_line(module: Module, place: int, **changes: object) -> Module:
    lines = list(module.lines)
    lines[place] = replace(lines[place], **changes)  # type: ignore[arg-type]
    return replace(module, lines=tuple(lines))


def without_lines(module: Module, *places: int) -> Module:
    return replace(module, lines=tuple(line for place, line in enumerate(module.lines) if place not in places))


def place_of(module: Module, wanted: Callable[[PlacedLine], bool]) -> int:
    return next(place for place, line in enumerate(module.lines) if wanted(line))


def is_body(line: PlacedLine) -> bool:
    return line.role == "body"


def full_line(line: PlacedLine) -> bool:
    return line.role == "body" and not line.last and line.start_pt == 0


def moved(module: Module, *, columns: int = 0, rows: int = 0, plan: Plan) -> Module:
    """A module at another place of the grid, everything in it along with it."""
    x = columns * (plan.sheet.column_pt + plan.sheet.gutter_pt)
    y = rows * plan.sheet.row_pt

    def shift(rect: Rect | None) -> Rect | None:
        return replace(rect, x=rect.x + x, y=rect.y + y) if rect else None

    return replace(
        module,
        rect=shift(module.rect),
        columns=(module.columns[0] + columns, module.columns[1] + columns),
        rows=(module.rows[0] + rows, module.rows[1] + rows),
        leg_rows=(module.leg_rows[0] + rows, module.leg_rows[1] + rows) if module.legs else (0, 0),
        headline_rect=shift(module.headline_rect),
        lines=tuple(
            replace(
                line,
                x_pt=line.x_pt + x,
                y_pt=line.y_pt + y,
                row=line.row + rows if line.row else 0,
            )
            for line in module.lines
        ),
    )


def test_table_is_covered() -> None:
    """A new code needs a test here; each tells the editor what to do."""
    rules = rules_in(problems)
    assert {rule.code for rule in rules} == CODES
    assert all(rule.hint for rule in rules)


def test_the_checker_uses_nothing_of_the_planner_but_its_weights() -> None:
    """Its findings are worth something only when it measures for itself."""
    for path in Path(problems.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("banxin.plan"):
                assert {alias.name for alias in node.names} == {"Weights"}, path.name


def test_a_page_without_faults_has_no_problems(look: Look, seed_plan: Plan) -> None:
    checked = look(seed_plan)
    assert [str(found) for found in checked.problems] == []


def without(plan: Plan, slug: str) -> Plan:
    """The plan with an article left out for the next issue."""
    page = replace(plan.pages[0], modules=tuple(module for module in modules(plan) if module.article != slug))
    return replace(plan, pages=(page,), held=(slug,))


def test_held_when_an_article_that_may_waits(look: Look, seed_desk: pipeline.OpenEdition, seed_plan: Plan) -> None:
    articles = tuple(replace(one, hold=one.slug == "a11") for one in seed_desk.edition.articles)
    found = look(without(seed_plan, "a11"), replace(seed_desk.edition, articles=articles))
    assert [problem.origin for problem in found.problems if problem.code == "held"] == [articles[-1].origin]
    assert messages(found, "lost-text") == []


def test_form_not_kept_when_a_head_has_another_form(
    look: Look, seed_desk: pipeline.OpenEdition, seed_plan: Plan
) -> None:
    kept = of(seed_plan, "a11").headline_form
    other = HeadlineForm.BESIDE if kept is HeadlineForm.VERTICAL else HeadlineForm.VERTICAL
    articles = tuple(
        replace(one, headline_form=other) if one.slug == "a11" else one for one in seed_desk.edition.articles
    )
    found = look(seed_plan, replace(seed_desk.edition, articles=articles))
    assert [one.code for one in found.problems] == ["form-not-kept"]


def test_banner_head_place_for_a_head_that_nobody_wants_over_the_page(look: Look, seed_plan: Plan) -> None:
    banner = replace(of(seed_plan, "a11"), headline_form=HeadlineForm.BANNER)
    assert "banner-head-place" in codes(look(with_modules(seed_plan, banner)))


def test_lost_text_when_an_article_waits_that_may_not(look: Look, seed_plan: Plan) -> None:
    found = look(without(seed_plan, "a11"))
    assert messages(found, "held") == []
    assert len(messages(found, "lost-text")) == 1


def test_lost_text_when_a_line_is_gone(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    checked = look(with_modules(seed_plan, without_lines(lead, place)))
    (found,) = [found for found in checked.problems if found.code == "lost-text"]
    assert found.severity is Severity.ERROR
    assert found.origin.file.endswith("a01.md")
    assert f"{len(lead.lines[place].text.replace(' ', ''))} characters" in found.message


def test_lost_text_when_a_line_draws_other_characters_than_it_says(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    run = lead.lines[place].runs[0]
    shorter = replace(run, text=run.text[:-1], glyphs=run.glyphs[:-1], along=run.along[:-1])
    drawn = with_line(lead, place, runs=(shorter, *lead.lines[place].runs[1:]))
    assert "lost-text" in codes(look(with_modules(seed_plan, drawn)))


def test_wrong_order_when_two_lines_of_a_paragraph_change_places(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    block = lead.lines[place_of(lead, full_line)].block
    first, second = [place for place, line in enumerate(lead.lines) if is_body(line) and line.block == block][:2]
    one, other = lead.lines[first], lead.lines[second]
    swapped = with_line(lead, first, leg=other.leg, row=other.row, x_pt=other.x_pt, y_pt=other.y_pt)
    swapped = with_line(swapped, second, leg=one.leg, row=one.row, x_pt=one.x_pt, y_pt=one.y_pt)
    checked = look(with_modules(seed_plan, swapped))
    assert codes(checked) == {"wrong-order"}
    assert f"paragraph {block + 1} " in messages(checked, "wrong-order")[0]


def test_wrong_order_when_two_paragraphs_change_places(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    blocks = sorted({line.block for line in lead.lines if is_body(line)})
    one = next(block for block in blocks if block + 1 in blocks)
    places = [place for place, line in enumerate(lead.lines) if is_body(line) and line.block in (one, one + 1)]
    lines = list(lead.lines)
    for place, line in zip(places, sorted((lines[place] for place in places), key=lambda x: -x.block), strict=True):
        spot = lead.lines[place]
        lines[place] = replace(line, leg=spot.leg, row=spot.row, x_pt=spot.x_pt, y_pt=spot.y_pt)
    found = messages(look(with_modules(seed_plan, replace(lead, lines=tuple(lines)))), "wrong-order")
    assert [f"paragraph {one + 2} " in text for text in found] == [True]


def test_wrong_order_when_the_dateline_stands_before_the_second_paragraph(
    look: Look, seed_plan: Plan, seed_desk: pipeline.OpenEdition
) -> None:
    article = next(article for article in seed_desk.edition.articles if article.dateline and len(article.blocks) > 1)
    module = of(seed_plan, article.slug)
    rest, changed = str(article.dateline), module
    for place, line in enumerate(module.lines):
        if is_body(line) and line.block == 0 and rest:
            taken = min(len(rest), len(line.text))
            assert line.text[:taken] == rest[:taken]
            changed, rest = with_line(changed, place, text=line.text[taken:]), rest[taken:]
    second = place_of(module, lambda line: is_body(line) and line.block == 1)
    changed = with_line(changed, second, text=str(article.dateline) + module.lines[second].text)
    found = messages(look(with_modules(seed_plan, changed)), "wrong-order")
    assert [text.split(" of ")[0] for text in found] == ["paragraph 1", "paragraph 2"]


def test_foreign_text_when_a_line_stands_twice(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    line = lead.lines[place_of(lead, full_line)]
    checked = look(with_modules(seed_plan, replace(lead, lines=(*lead.lines, line))))
    assert "foreign-text" in codes(checked)


@pytest.mark.parametrize(
    ("slug", "changes", "words"),
    [
        ("a01", {"article": "a99"}, "the edition has no article 'a99'"),
        ("a01", {"article": ""}, "the edition has no article ''"),
        ("a01", {"kind": ModuleKind.FOLIO}, "has no article, this one has 'a01'"),
        ("a01", {"kind": ModuleKind.AD}, "has no article, this one has 'a01'"),
        ("", {"article": "a01"}, "has no article, this one has 'a01'"),
        ("a05", {"kind": ModuleKind.FILLER, "article": ""}, "not one of the paper's fillers"),
    ],
)
def test_unknown_part_when_a_module_is_none_of_the_editions(
    look: Look, seed_plan: Plan, slug: str, changes: dict[str, str], words: str
) -> None:
    changed = replace(of(seed_plan, slug), **changes)  # type: ignore[arg-type]
    assert any(words in text for text in messages(look(with_modules(seed_plan, changed)), "unknown-part"))


@pytest.mark.parametrize(("was", "role"), [("body", "subhead"), ("subhead", "body")])
def test_unknown_part_when_a_subhead_is_set_as_body_or_body_as_one(
    look: Look, seed_plan: Plan, was: str, role: str
) -> None:
    lead = of(seed_plan, "a01")
    changed = with_line(lead, place_of(lead, lambda line: line.role == was), role=Role(role))
    found = messages(look(with_modules(seed_plan, changed)), "unknown-part")
    assert any(f"set as {role}, but is {was} in the article" in text for text in found)


@pytest.mark.parametrize(("slug", "role"), [("a01", "teaser"), ("a01", "masthead"), ("", "body")])
def test_unknown_part_when_a_line_has_a_role_its_module_has_not(
    look: Look, seed_plan: Plan, slug: str, role: str
) -> None:
    changed = with_line(of(seed_plan, slug), 0, role=Role(role))
    assert any(
        f"the role {role!r}" in text for text in messages(look(with_modules(seed_plan, changed)), "unknown-part")
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": "images/other.png"}, "no picture of a05 has this name"),
        ({"file": "qr:https://example.org"}, "no picture of a05 has this name"),
        ({"crop": (0.0, 0.2, 1.0, 0.89431)}, "crop reaches out"),
        ({"crop": (0.0, 0.0, 1.0, 0.0)}, "crop reaches out"),
        ({"crop": (0.0, 0.0, 1.0, 0.5)}, "distorted by"),
        ({"alt": "x"}, "is not the article's"),
        ({"rect": Rect(557.2559, 1205.2815, 369.0, 0.0)}, "no size"),
        ({"rect": Rect(500.0, 1205.2815, 369.0, 220.0)}, "out of its module"),
        ({"rect": Rect(557.2559, 1300.0, 369.0, 220.0)}, "out of its module"),
    ],
)
def test_picture_that_is_not_the_articles_or_badly_placed(
    look: Look, seed_plan: Plan, changes: dict[str, object], words: str
) -> None:
    photo = of(seed_plan, "a05")
    changed = replace(photo, pictures=(replace(photo.pictures[0], **changes),))  # type: ignore[arg-type]
    assert any(words in text for text in messages(look(with_modules(seed_plan, changed)), "picture"))


@pytest.mark.parametrize(("count", "words"), [(0, "it stands on no page"), (2, "it stands 2 times")])
def test_picture_that_does_not_stand_once(look: Look, seed_plan: Plan, count: int, words: str) -> None:
    photo = of(seed_plan, "a05")
    checked = look(with_modules(seed_plan, replace(photo, pictures=photo.pictures * count)))
    assert any(words in text for text in messages(checked, "picture"))


def test_picture_of_the_furniture_is_a_square_code(look: Look, seed_plan: Plan) -> None:
    masthead = of(seed_plan, "")
    (code,) = masthead.pictures
    long = replace(code, rect=replace(code.rect, width=code.rect.width - 1))
    checked = look(with_modules(seed_plan, replace(masthead, pictures=(long,))))
    assert any("not square" in text for text in messages(checked, "picture"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"leg": 9}, "stands in no leg"),
        ({"row": 1}, "stands in no leg"),
        ({"size_pt": 12.0}, "not of the body's size"),
    ],
)
def test_off_grid_when_a_body_line_leaves_its_leg_or_size(
    look: Look, seed_plan: Plan, changes: dict[str, float], words: str
) -> None:
    lead = of(seed_plan, "a01")
    changed = with_line(lead, place_of(lead, is_body), **changes)
    assert any(words in text for text in messages(look(with_modules(seed_plan, changed)), "off-grid"))


def test_off_grid_when_legs_reach_out_of_their_module(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    low = replace(lead, leg_rows=(lead.leg_rows[0], lead.rows[1] + 1))
    assert any("legs reach out" in text for text in messages(look(with_modules(seed_plan, low)), "off-grid"))


def test_off_grid_when_a_line_of_the_masthead_leaves_it(look: Look, seed_plan: Plan) -> None:
    masthead = of(seed_plan, "")
    out = with_line(masthead, 0, y_pt=masthead.rect.bottom + 40)
    assert any("over or under" in text for text in messages(look(with_modules(seed_plan, out)), "off-grid"))


def test_off_grid_when_a_baseline_is_half_a_point_off(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, is_body)
    off = with_line(lead, place, y_pt=lead.lines[place].y_pt + 0.5)
    assert any("off the baseline grid" in text for text in messages(look(with_modules(seed_plan, off)), "off-grid"))


def test_a_twentieth_of_a_point_is_nothing(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, is_body)
    off = with_line(lead, place, y_pt=lead.lines[place].y_pt + 0.05)
    assert codes(look(with_modules(seed_plan, off))) == set()


@pytest.mark.parametrize(
    ("change", "words"),
    [({"x": 3.0}, "off the columns"), ({"y": 3.0}, "off the rows"), ({"width": 3.0}, "off the columns")],
)
def test_off_grid_when_a_module_leaves_the_grid(
    look: Look, seed_plan: Plan, change: dict[str, float], words: str
) -> None:
    lead = of(seed_plan, "a01")
    rect = replace(lead.rect, **{name: getattr(lead.rect, name) + by for name, by in change.items()})
    found = messages(look(with_modules(seed_plan, replace(lead, rect=rect))), "off-grid")
    assert any(words in text for text in found)


def test_off_grid_when_a_line_is_wider_than_its_module(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, is_body)
    wide = with_line(lead, place, length_pt=lead.rect.width + 20)
    assert any("wider than the module" in text for text in messages(look(with_modules(seed_plan, wide)), "off-grid"))


def test_off_grid_when_a_module_reaches_out_of_the_type_area(look: Look, seed_plan: Plan) -> None:
    low = max(modules(seed_plan), key=lambda module: module.rows[1])
    out = moved(low, rows=2, plan=seed_plan)
    found = messages(look(with_modules(seed_plan, out)), "off-grid")
    assert any("out of the type area" in text for text in found)


def test_overlap_when_a_module_is_moved_over_its_neighbour(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    checked = look(with_modules(seed_plan, moved(lead, columns=1, plan=seed_plan)))
    assert "overlap" in codes(checked)
    assert any("a01" in text for text in messages(checked, "overlap"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"length_pt": -3.0}, "ends 3.0 pt short of the leg's right edge"),
        ({"length_pt": 3.0}, "ends over the leg's right edge"),
        ({"x_pt": 2.0}, "starts +2.0 pt off the leg's left edge"),
        ({"x_pt": -2.0}, "starts -2.0 pt off the leg's left edge"),
    ],
)
def test_ragged_line_when_a_full_line_is_not_flush(
    look: Look, seed_plan: Plan, change: dict[str, float], words: str
) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, lambda line: full_line(line) and line.leg == 3)
    changes = {name: getattr(lead.lines[place], name) + by for name, by in change.items()}
    (text,) = messages(look(with_modules(seed_plan, with_line(lead, place, **changes))), "ragged-line")
    assert words in text
    assert lead.lines[place].text in text


def test_ragged_line_when_all_lines_of_a_module_are_short(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    lines = tuple(replace(line, length_pt=line.length_pt - 3) if is_body(line) else line for line in lead.lines)
    found = messages(look(with_modules(seed_plan, replace(lead, lines=lines))), "ragged-line")
    assert any("does not end at the module's right edge" in text for text in found)


def test_ragged_line_when_a_line_claims_to_be_its_paragraphs_last(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    changed = with_line(lead, place_of(lead, full_line), last=True)
    assert any(
        "the paragraph goes on" in text for text in messages(look(with_modules(seed_plan, changed)), "ragged-line")
    )


def test_a_long_word_that_leaves_its_line_short_is_loose_not_ragged(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    short = with_line(lead, place, text="example.org/a/b/c", length_pt=lead.lines[place].length_pt - 3)
    found = codes(look(with_modules(seed_plan, short)))
    assert "loose-line" in found
    assert "ragged-line" not in found


def test_no_ragged_line_when_it_is_told_as_loose(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    short = lead.lines[place].length_pt - 3
    assert codes(look(with_modules(seed_plan, with_line(lead, place, length_pt=short, gap_em=0.26)))) == {"loose-line"}


def test_overlap_when_two_lines_stand_in_one_row_of_a_leg(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    under = lead.lines[place + 1]
    over = with_line(lead, place, row=under.row, y_pt=under.y_pt, x_pt=under.x_pt, leg=under.leg)
    found = messages(look(with_modules(seed_plan, over)), "overlap")
    assert any(lead.lines[place].text in text and under.text in text for text in found)


def test_overlap_when_a_line_stands_in_the_leg_beside_its_own(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, lambda line: full_line(line) and line.leg == 2)
    left = with_line(lead, place, x_pt=next(line.x_pt for line in lead.lines if is_body(line)))
    assert "overlap" in codes(look(with_modules(seed_plan, left)))


def test_overlap_when_a_headline_stands_over_the_body(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, lambda line: line.role == "headline")
    low = with_line(lead, place, y_pt=lead.lines[place].y_pt + 100)
    found = messages(look(with_modules(seed_plan, low)), "overlap")
    assert any(lead.lines[place].text in text for text in found)


def test_overlap_when_a_caption_stands_in_its_picture(look: Look, seed_plan: Plan) -> None:
    photo = of(seed_plan, "a05")
    place = place_of(photo, lambda line: line.role == "caption")
    high = with_line(photo, place, y_pt=photo.lines[place].y_pt - 30)
    assert any(
        "the picture images/a05.png" in text for text in messages(look(with_modules(seed_plan, high)), "overlap")
    )


def test_overlap_when_lines_of_the_masthead_meet(look: Look, seed_plan: Plan) -> None:
    masthead = of(seed_plan, "")
    over = with_line(masthead, 1, x_pt=masthead.lines[0].x_pt)
    assert "overlap" in codes(look(with_modules(seed_plan, over)))


def test_dog_leg_when_text_is_wider_than_its_headline(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    assert lead.headline_rect is not None
    narrow = replace(lead, headline_rect=replace(lead.headline_rect, width=lead.headline_rect.width / 2))
    assert "dog-leg" in codes(look(with_modules(seed_plan, narrow)))


def last_leg(module: Module, rows: int) -> tuple[int, ...]:
    """Places of the last lines of the last leg."""
    places = [place for place, line in enumerate(module.lines) if line.leg == module.legs]
    return tuple(sorted(places, key=lambda place: module.lines[place].row)[-rows:])


@pytest.mark.parametrize(("rows", "severity"), [(3, Severity.WARNING), (6, Severity.ERROR)])
def test_underset_when_a_leg_is_short(look: Look, seed_plan: Plan, rows: int, severity: Severity) -> None:
    lead = of(seed_plan, "a01")
    checked = look(with_modules(seed_plan, without_lines(lead, *last_leg(lead, rows))))
    found = [found for found in checked.problems if found.code == "underset"]
    assert found
    assert severity in {one.severity for one in found}


def test_a_leg_that_is_much_too_short_is_told_in_chinese_too(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    checked = look(with_modules(seed_plan, without_lines(lead, *last_leg(lead, 6))))
    (found,) = [one for one in checked.problems if one.code == "underset" and one.severity is Severity.ERROR]
    sentence, hint = in_chinese(found)
    assert sentence.startswith("第1版 a01：第 ") and hint == "加长正文，或重新排版。"


def test_hole_when_a_module_is_gone(look: Look, seed_plan: Plan) -> None:
    page = seed_plan.pages[0]
    small = of(seed_plan, "a05")
    rest = tuple(module for module in page.modules if module is not small)
    checked = look(replace(seed_plan, pages=(replace(page, modules=rest),)))
    (text,) = messages(checked, "hole")
    assert f"column {small.columns[0]}, row {small.rows[0]}" in text


def test_widow_when_one_line_of_a_paragraph_goes_to_the_next_leg(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    first_of_two = place_of(lead, lambda line: is_body(line) and line.leg == 2)
    block = lead.lines[first_of_two].block
    alone = [place for place, line in enumerate(lead.lines) if is_body(line) and line.block == block and line.leg == 1]
    if alone:  # The paragraph crosses already: leave one line of it in the first leg.
        changed = lead
        for place in alone[1:]:
            changed = with_line(changed, place, leg=2)
    else:
        changed = with_line(lead, first_of_two, leg=1)
    assert "widow" in codes(look(with_modules(seed_plan, changed)))


def test_subhead_foot_when_a_subhead_ends_its_leg(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    places = [place for place, line in enumerate(lead.lines) if line.leg == 1]
    foot = max(places, key=lambda place: lead.lines[place].row)
    checked = look(with_modules(seed_plan, with_line(lead, foot, role=Role.SUBHEAD)))
    assert "subhead-foot" in codes(checked)


def test_loose_line_when_a_gap_is_over_a_quarter_em(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    place = place_of(lead, full_line)
    assert "loose-line" in codes(look(with_modules(seed_plan, with_line(lead, place, gap_em=0.26))))
    assert codes(look(with_modules(seed_plan, with_line(lead, place, gap_em=0.24)))) == set()


def beside(plan: Plan) -> tuple[Module, Module]:
    """The lead and another article, whose head is put level at the lead head's right."""
    lead = of(plan, "a01")
    other = next(module for module in modules(plan) if module.headline_rect and module is not lead)
    assert lead.headline_rect is not None
    head = replace(lead.headline_rect, x=lead.headline_rect.right + plan.sheet.gutter_pt, width=100.0)
    return lead, replace(other, headline_rect=head)


def test_tombstone_when_heads_of_one_size_stand_side_by_side(look: Look, seed_plan: Plan) -> None:
    lead, right = beside(seed_plan)
    loud = replace(right, headline_pt=lead.headline_pt * 0.9, headline_form=HeadlineForm.ACROSS)
    assert "tombstone" in codes(look(with_modules(seed_plan, loud)))


@pytest.mark.parametrize("change", ["smaller", "boxed", "vertical"])
def test_no_tombstone_when_heads_differ_in_size_box_or_direction(look: Look, seed_plan: Plan, change: str) -> None:
    lead, right = beside(seed_plan)
    loud = replace(right, headline_pt=lead.headline_pt * 0.9, headline_form=HeadlineForm.ACROSS)
    if change == "smaller":
        loud = replace(loud, headline_pt=lead.headline_pt * 0.79)
    elif change == "boxed":
        loud = replace(loud, rules=(PlacedRule("box", loud.rect),))
    else:
        loud = replace(loud, headline_form=HeadlineForm.VERTICAL)
    assert "tombstone" not in codes(look(with_modules(seed_plan, loud)))


def over_and_under(plan: Plan) -> tuple[Module, Module]:
    """An article and one under it that is less important."""
    heads = [module for module in modules(plan) if module.headline_rect]
    return next(
        (upper, lower)
        for upper in heads
        for lower in heads
        if upper.rows[1] < lower.rows[0] and upper.priority < lower.priority and upper.columns[0] == lower.columns[0]
    )


def test_inverted_size_when_a_lower_head_of_less_weight_is_larger(look: Look, seed_plan: Plan) -> None:
    upper, lower = over_and_under(seed_plan)
    checked = look(with_modules(seed_plan, replace(lower, headline_pt=upper.headline_pt + 1)))
    assert "inverted-size" in codes(checked)


def test_no_inverted_size_when_the_upper_head_is_as_large_as_its_strip_lets_it_be(look: Look, seed_plan: Plan) -> None:
    upper, lower = over_and_under(seed_plan)
    strip, louder = replace(upper, headline_form=HeadlineForm.BESIDE), replace(lower, headline_pt=upper.headline_pt + 1)
    checked = look(with_modules(seed_plan, strip, louder))
    assert not any(upper.article in message for message in messages(checked, "inverted-size"))


def test_head_break_when_a_headline_parts_a_word(look: Look, seed_plan: Plan, seed_desk: pipeline.OpenEdition) -> None:
    lead = of(seed_plan, "a01")
    places = [place for place, line in enumerate(lead.lines) if line.role == "headline"]
    whole = "".join(lead.lines[place].text for place in places)
    cut = whole.index("新型工业化") + 3
    first = replace(lead.lines[places[0]], size_pt=lead.headline_pt / 2)
    run = replace(first.runs[0], text=whole[:cut])
    upper = replace(first, text=whole[:cut], runs=(run,))
    lower = replace(upper, text=whole[cut:], runs=(replace(run, text=whole[cut:]),))
    upper = replace(upper, y_pt=upper.y_pt - upper.size_pt)
    lines = (upper, lower, *(line for place, line in enumerate(lead.lines) if place not in places))
    checked = look(with_modules(seed_plan, replace(lead, lines=lines)))
    assert codes(checked) - {"off-grid"} == {"head-break"}  # half as large as the module says, its glyphs not set anew


def test_lead_place_when_the_lead_stands_lower(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    low = max((module for module in modules(seed_plan) if module.kind == "article"), key=lambda one: one.rows[0])
    assert low.rows[0] > lead.rows[0]
    assert "lead-place" in codes(look(with_modules(seed_plan, replace(low, priority=0))))


def jumped(plan: Plan, number: str, keep: int = 10) -> Plan:
    """The lead in two parts, the second on a second page, with a jump line that names page `number`."""
    lead = of(plan, "a01")
    body = [place for place, line in enumerate(lead.lines) if line.leg]
    told = replace(lead.lines[-1], role=Role.JUMP, text=f"（下转第{number}版）", leg=0, row=0)
    first = replace(lead, part=1, parts=2, lines=(*lead.lines[: body[0] + keep], told))
    second = replace(lead, id="m1b", part=2, parts=2, lines=lead.lines[body[0] + keep :])
    one = with_modules(plan, first).pages[0]
    return replace(plan, pages=(one, replace(one, number=2, modules=(second,))))


def test_jump_is_right_when_it_names_its_page_and_leaves_enough_lines(look: Look, seed_plan: Plan) -> None:
    assert "jump" not in codes(look(jumped(seed_plan, "2")))


def test_jump_to_a_wrong_page(look: Look, seed_plan: Plan) -> None:
    assert any("names the wrong page" in text for text in messages(look(jumped(seed_plan, "3")), "jump"))


def test_jump_that_leaves_too_few_lines(look: Look, seed_plan: Plan) -> None:
    assert any("8 are the least" in text for text in messages(look(jumped(seed_plan, "2", keep=5)), "jump"))


def test_jump_made_twice(look: Look, seed_plan: Plan) -> None:
    lead = of(seed_plan, "a01")
    found = messages(look(with_modules(seed_plan, replace(lead, parts=3))), "jump")
    assert any("more than once" in text for text in found)


def test_problems_name_the_edition_and_the_module(look: Look, seed_plan: Plan, seed_desk: pipeline.OpenEdition) -> None:
    lead = of(seed_plan, "a01")
    checked = look(with_modules(seed_plan, moved(lead, columns=1, plan=seed_plan)))
    assert isinstance(checked.problems[0].origin, Origin)
    assert {found.origin.file for found in checked.problems} == {seed_desk.edition.origin.file}


def test_score_counts_white_cells(look: Look, seed_plan: Plan, seed_desk: pipeline.OpenEdition) -> None:
    lead = of(seed_plan, "a01")
    (before,), (after,) = (
        look(plan).scores for plan in (seed_plan, with_modules(seed_plan, without_lines(lead, *last_leg(lead, 4))))
    )
    assert after.white_cells == before.white_cells + 4
    assert after.body_cells == before.body_cells
    terms = dict(after.terms)
    assert terms["white"] == seed_desk.layout.weights.white * after.white_cells
    assert after.total == pytest.approx(sum(terms.values()))
