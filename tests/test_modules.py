"""Everything a module may hold, placed and looked at by `check`: jumps, notes, verse, tables, pictures, boxes, ads."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.check.pictures import AD_BARE
from banxin.errors import Origin, Severity
from banxin.model.edition import Article, Filler
from banxin.model.forms import HeadlineForm
from banxin.model.plan import Module, PlacedLine
from banxin.model.roles import Role
from banxin.model.text import WritingMode
from banxin.plan.heads.level import beside_heads
from banxin.plan.pages.frames import make_frames
from banxin.plan.text.portion import Portion
from banxin.render.html.document import render_html
from banxin.render.pdf.document import render_pdf
from banxin.render.pdf.extract import pdf_characters
from module_factory import SERVICE, Bench, paragraphs, table, teasers, verse

QUATRAIN = ("大漠孤烟直，", "长河落日圆。", "萧关逢候骑，", "都护在燕然。")
NARROW = (("时段", "天气", "气温"), ("白天", "多云", "3℃"), ("夜间", "晴", "-8℃"))
WIDE = (
    ("县区", "项目", "投资（万元）", "进度", "负责单位"),
    ("陇山县", "城乡水源地保护与水系连通工程", "12,300", "85%", "县水务局"),
    ("云溪县", "高速公路出入口改造", "8,900", "100%", "县交通局"),
)


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    """A fresh one for each test: a typesetter remembers articles by their names."""
    return Bench(seed_desk, tmp_path)


def roles(module: Module) -> Counter[str]:
    return Counter(line.role for line in module.lines)


def of_role(module: Module, role: str) -> list[PlacedLine]:
    return [line for line in module.lines if line.role == role]


def text_of(module: Module, role: str) -> str:
    return "".join(line.text for line in of_role(module, role))


def alone(bench: Bench, article: Article, span: int, **options: object) -> Module:
    """The article's module, which nothing is wrong with."""
    inside = bool(options.pop("inside", False))
    module = bench.module(bench.item(article, inside=inside), span, **options)  # type: ignore[arg-type]
    assert [str(found) for found in bench.problems(bench.edition(article), bench.plan([module]))] == []
    return module


ARTICLES: dict[str, tuple[Callable[[Bench], Article], int]] = {
    "series": (lambda bench: bench.article("a", series="百姓茶坊", box=True), 3),
    "note": (lambda bench: bench.article("a", note="编者按：今日起本报推出系列报道，敬请关注。", byline="李 敏"), 2),
    "verse": (lambda bench: bench.article("a", kind="verse", blocks=verse(*QUATRAIN, "", *QUATRAIN)), 2),
    "narrow table": (lambda bench: bench.article("a", blocks=(*paragraphs(2), table(*NARROW), *paragraphs(2))), 3),
    "wide table": (lambda bench: bench.article("a", blocks=(*paragraphs(2), table(*WIDE), *paragraphs(2))), 4),
    "pull quote": (lambda bench: bench.article("a", pull_quote="科研要往田间走，论文要往地里写。"), 2),
    "reversed": (
        lambda bench: bench.article("a", headline_form=HeadlineForm.REVERSED, kicker="压实责任", byline="李 敏"),
        3,
    ),
    "tint": (lambda bench: bench.article("a", box=True, tint=True), 3),
    "one column": (
        lambda bench: bench.article("a", blocks=(*paragraphs(2), table(*NARROW)), pull_quote="一句话。", priority=4),
        1,
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_every_feature_stands_without_a_fault_that_check_knows(bench: Bench, name: str) -> None:
    make, span = ARTICLES[name]
    alone(bench, make(bench), span)


def continued(bench: Bench) -> tuple[Article, Module, Module]:
    article = bench.article(
        "a",
        kicker="调研行",
        byline="李 敏",
        headline_short="水利建设",
        blocks=paragraphs(8),
        dateline="本报讯（记者 李敏）",
    )
    first = bench.module(bench.item(article, last=4, part=1, parts=2, other_page=2), 3)
    second = bench.module(bench.item(article, first=4, part=2, parts=2, other_page=1), 3)
    return article, first, second


def test_a_continued_article_is_whole_over_its_two_pages(bench: Bench) -> None:
    article, first, second = continued(bench)
    found = bench.problems(bench.edition(article), bench.plan([first], [second]))
    assert [str(one) for one in found] == []
    assert [(module.article, module.part, module.parts) for module in (first, second)] == [("a", 1, 2), ("a", 2, 2)]


def test_the_jump_line_ends_the_first_part_at_the_right(bench: Bench) -> None:
    _, first, _ = continued(bench)
    (jump,) = of_role(first, "jump")
    last = max(of_role(first, "body"), key=lambda line: (line.leg, line.row))
    assert jump.text == "（下转第2版）"
    assert (jump.leg, jump.row) == (last.leg, last.row + 1)
    assert jump.x_pt + jump.length_pt == pytest.approx(first.rect.right, abs=0.1)


def test_the_second_part_has_the_short_headline_alone_and_begins_with_where_it_comes_from(bench: Bench) -> None:
    article, first, second = continued(bench)
    assert {role for role in roles(second) if role in ("kicker", "headline", "deck", "byline")} == {"headline"}
    assert text_of(second, "headline") == article.title == "水利建设"
    assert second.lines[1].text == "（上接第1版）" and second.lines[1].row == second.leg_rows[0]
    assert second.headline_pt < first.headline_pt


def test_an_editors_note_stands_before_the_text_with_a_blank_row_under_it(bench: Bench) -> None:
    module = alone(bench, bench.article("a", note="编者按：今日起推出系列报道。"), 2)
    note, body = of_role(module, "note"), of_role(module, "body")
    assert text_of(module, "note") == "编者按：今日起推出系列报道。"
    assert body[0].row == note[-1].row + 2
    faces = {run.face for line in note for run in line.runs}
    assert bench.desk.layout.roles.face(Role.NOTE) in faces and bench.desk.layout.faces.dateline in faces


def test_stanzas_are_apart_but_not_at_a_legs_top(bench: Bench) -> None:
    article = bench.article("a", kind="verse", headline="塞上", blocks=verse(*QUATRAIN, "", *QUATRAIN, "", *QUATRAIN))
    module = alone(bench, article, 2)
    lines = of_role(module, "verse")
    for one, other in itertools.pairwise(lines):
        begins = other.block in (4, 8)
        if one.leg == other.leg:
            assert other.row == one.row + (2 if begins else 1)
        else:
            assert other.row == module.leg_rows[0]
    assert len({round(line.x_pt - min(o.x_pt for o in lines if o.leg == line.leg), 2) for line in lines}) == 1


def test_a_line_of_verse_over_the_measure_is_turned_over_with_an_indent(bench: Bench) -> None:
    article = bench.article(
        "a", kind="verse", priority=4, blocks=verse("春风又绿江南岸，明月何时照我还故乡。", "短句。")
    )
    module = alone(bench, article, 1)
    first, second, _ = of_role(module, "verse")
    assert (first.block, second.block) == (0, 0)
    assert second.x_pt == pytest.approx(first.x_pt + 2 * second.size_pt, abs=0.1)


def test_a_narrow_table_stands_in_one_leg_on_its_rows(bench: Bench) -> None:
    make, span = ARTICLES["narrow table"]
    module = alone(bench, make(bench), span)
    cells = of_role(module, "cell")
    assert len({cell.leg for cell in cells}) == 1 and cells[0].leg > 0
    assert [cell.text for cell in cells if cell.slot.startswith("2-")] == list(NARROW[1])
    assert len([rule for rule in module.rules if rule.kind == "cell"]) == len(NARROW) + 1


def test_a_wide_table_stands_under_all_legs(bench: Bench) -> None:
    make, span = ARTICLES["wide table"]
    module = alone(bench, make(bench), span)
    cells = of_role(module, "cell")
    assert {cell.leg for cell in cells} == {0}
    assert min(cell.row for cell in cells) > module.leg_rows[1]
    (width,) = {rule.rect.width for rule in module.rules if rule.kind == "cell"}
    assert width == pytest.approx(module.rect.width, abs=0.1)


def test_a_pull_quote_is_large_between_rules_and_inside_the_text(bench: Bench) -> None:
    module = alone(bench, bench.article("a", pull_quote="科研要往田间走，论文要往地里写。"), 2)
    quotes = of_role(module, "quote")
    assert {line.size_pt for line in quotes} == {1.5 * bench.grid.sheet.body_pt}
    above, below = sorted(rule.rect.y for rule in module.rules if rule.kind == "cell")
    assert all(above < line.y_pt - line.size_pt * 0.8 and line.y_pt < below for line in quotes)
    order = [line.role for line in module.lines]
    assert "body" in order[: order.index("quote")] and "body" in order[order.index("quote") :]


def test_a_reversed_head_stands_on_a_band(bench: Bench) -> None:
    make, span = ARTICLES["reversed"]
    module = alone(bench, make(bench), span)
    (band,) = [rule.rect for rule in module.rules if rule.kind == "band"]
    heads = [line for line in module.lines if line.role in ("kicker", "headline")]
    assert all(band.y < line.y_pt - 0.88 * line.size_pt and line.y_pt < band.bottom for line in heads)
    assert of_role(module, "byline")[0].leg == 1, "black text stands on no dark ground"


def test_a_tint_takes_the_whole_module_and_its_text_is_inset(bench: Bench) -> None:
    module = alone(bench, bench.article("a", box=True, tint=True), 3)
    assert [rule.kind for rule in module.rules] == ["tint"]
    assert min(line.x_pt for line in module.lines) >= module.rect.x + bench.grid.sheet.body_pt - 0.1


def inner(bench: Bench, name: str = "dam.jpg", size: tuple[int, int] = (900, 600)) -> Article:
    return bench.article("a", priority=2, blocks=paragraphs(7), pictures=(bench.picture(name, size),))


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("full", [False, True])
def test_a_picture_may_stand_inside_its_article(bench: Bench, high: bool, full: bool) -> None:
    def wanted(shape: object) -> bool:
        inset = shape.inset  # type: ignore[attr-defined]
        return (inset.high, inset.full) == (high, full)

    article = inner(bench)
    item = bench.item(article, inside=True)
    spans = [span for span, curve in item.curves.items() if any(map(wanted, curve.values()))]
    assert spans
    module = alone(bench, article, spans[0], inside=True, which=wanted)
    (picture,) = module.pictures
    assert module.headline_rect is not None
    assert (picture.rect.y < module.headline_rect.bottom) == high
    under = [line for line in module.lines if line.leg and line.x_pt >= picture.rect.x - 0.1]
    assert bool(under) != full
    assert all(line.y_pt - 0.88 * line.size_pt > picture.rect.bottom for line in under)


@pytest.mark.parametrize("high", [False, True])
def test_a_picture_beside_the_legs_looks_toward_the_middle_of_the_page(bench: Bench, high: bool) -> None:
    def wanted(shape: object) -> bool:
        inset = shape.inset  # type: ignore[attr-defined]
        return inset.full and inset.high is high

    article = inner(bench)
    item = bench.item(article, inside=True)
    span = min(span for span, curve in item.curves.items() if any(map(wanted, curve.values())))
    left, right = (bench.module(item, span, x=x, which=wanted) for x in (0, 8 - span))
    for module in (left, right):
        assert bench.problems(bench.edition(article), bench.plan([module])) == []
    assert left.pictures[0].rect.right == pytest.approx(left.rect.right, abs=0.1)
    assert right.pictures[0].rect.x == pytest.approx(right.rect.x, abs=0.1)
    assert {line.leg for line in right.lines if line.leg} == set(range(1, right.legs + 1))


def test_a_tall_picture_inside_takes_one_column(bench: Bench) -> None:
    item = bench.item(inner(bench, "tall.jpg", (600, 800)), inside=True)
    assert 1 in {shape.picture_span for curve in item.curves.values() for shape in curve.values()}


@pytest.mark.parametrize(("size", "spans"), [("small", {1, 2}), ("large", {3, 4, 5, 6}), ("auto", {2, 3, 4, 5, 6})])
def test_the_size_that_an_editor_wants_of_a_picture_is_kept(bench: Bench, size: str, spans: set[int]) -> None:
    picture = dataclasses.replace(bench.picture(), size=size)
    article = bench.article("a", pictures=(picture,))
    assert set(bench.maker.photo(article, 0, dominant=False, rank=3).curves) == spans


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_picture_group_has_rows_of_equal_height_and_a_caption_under_each(bench: Bench, count: int) -> None:
    sizes = ((900, 600), (600, 600), (800, 600), (600, 700))[:count]
    pictures = tuple(
        bench.picture(f"g{number}.jpg", size, caption=f"第{number}张。", credit="") for number, size in enumerate(sizes)
    )
    article = bench.article("a", kind="photo", headline="", blocks=(), pictures=pictures)
    module = bench.module(bench.maker.group(article, 3), 4)
    assert [str(one) for one in bench.problems(bench.edition(article), bench.plan([module]))] == []
    tops: dict[float, set[float]] = {}
    for picture in module.pictures:
        tops.setdefault(picture.rect.y, set()).add(picture.rect.height)
    assert all(len(heights) == 1 for heights in tops.values())
    for number, picture in enumerate(module.pictures):
        (caption,) = [line for line in module.lines if line.block == number]
        assert caption.x_pt == pytest.approx(picture.rect.x) and caption.y_pt > picture.rect.bottom


def test_a_picture_that_may_not_be_cut_is_shown_whole(bench: Bench) -> None:
    picture = bench.picture("whole.jpg", (900, 611), crop=False)
    article = bench.article("a", kind="photo", headline="", blocks=(), pictures=(picture,))
    module = bench.module(bench.maker.photo(article, 0, dominant=False, rank=3), 3)
    assert module.pictures[0].crop == (0, 0, 1, 1)
    assert bench.problems(bench.edition(article), bench.plan([module])) == []


def test_an_ad_is_shown_whole_in_its_frame_and_says_whose_it_is(bench: Bench) -> None:
    ad = bench.ad()
    module = bench.module(bench.maker.ad(ad, 4, 17), 4)
    assert bench.problems(bench.edition(ads=(ad,)), bench.plan([module])) == []
    (picture,) = module.pictures
    assert (picture.file, picture.crop, picture.alt) == ("bank.png", (0, 0, 1, 1), "广告：陇山银行")
    assert [rule.kind for rule in module.rules] == ["box"]
    assert (module.rows, module.columns) == ((1, 17), (1, 4))


def test_an_ad_of_another_shape_than_its_space_is_named(bench: Bench) -> None:
    ad = bench.ad()
    module = bench.module(bench.maker.ad(ad, 4, 24), 4)
    (found,) = bench.problems(bench.edition(ads=(ad,)), bench.plan([module]))
    assert (found.code, found.severity) == ("ad-shape", Severity.WARNING)
    (picture,) = module.pictures
    assert [(rule.kind, rule.rect) for rule in module.rules] == [("box", picture.rect)]
    assert picture.rect.bottom == pytest.approx(module.rect.bottom)


@pytest.mark.parametrize(("width", "height"), [(683, 100), (660, 100), (620, 100), (600, 100)])
def test_an_ad_gets_the_rows_that_its_artwork_needs(bench: Bench, width: int, height: int) -> None:
    ad = replace(bench.ad(), size="strip", position="bottom")
    ad = replace(ad, picture=replace(ad.picture, width=width, height=height))
    layout, sheet = bench.maker.setter.layout, bench.maker.grid.sheet
    edition = bench.edition(ads=(ad,))
    (frame,), problems = make_frames(edition, layout, sheet, 1, 0, layout)
    ((placed,),) = frame.strips
    assert problems == ()
    module = bench.module(bench.maker.ad(ad, placed.columns, placed.rows), placed.columns)
    (picture,) = module.pictures
    assert picture.rect.width >= (1 - AD_BARE) * module.rect.width
    assert module.rect.height - picture.rect.height < sheet.row_pt
    assert bench.problems(edition, bench.plan([module])) == []
    assert picture.rect.bottom == pytest.approx(module.rect.bottom)


@pytest.mark.parametrize("form", [HeadlineForm.ACROSS, HeadlineForm.BESIDE])
@pytest.mark.parametrize("headline", ["算盘", "修伞的人"])
def test_a_head_of_few_characters_stays_in_one_line(bench: Bench, form: HeadlineForm, headline: str) -> None:
    item = bench.item(bench.article("a", headline=headline, headline_form=form))
    heads = [shape.head for curve in item.curves.values() for shape in curve.values() if shape.head]
    assert {sum(line.role == "headline" for line in head.lines) for head in heads} == {1}


def test_a_head_asked_for_beside_the_text_takes_a_smaller_size_where_its_words_are_wide(bench: Bench) -> None:
    sizes = {}
    for headline in ("一二三", "全县秋粮／一十四万吨"):
        item = bench.item(bench.article("a", headline=headline, headline_form=HeadlineForm.BESIDE, priority=2))
        shapes = [shape for curve in item.curves.values() for shape in curve.values()]
        assert {shape.head.form for shape in shapes} == {"beside"}
        sizes[headline] = max(shape.head.size_pt for shape in shapes if shape.head)
    least = bench.setter.layout.scale.p2[-1]
    assert sizes["一二三"] >= least > sizes["全县秋粮／一十四万吨"]


def test_a_long_deck_stands_in_two_lines_beside_an_upright_headline(bench: Bench) -> None:
    article = bench.article(
        "a",
        headline="粮油菜价总体平稳",
        deck="青岭片区一万八千群众从今天起告别绕山出行",
        headline_form=HeadlineForm.VERTICAL,
        priority=3,
    )
    item = bench.item(article)
    heads = [shape.head for curve in item.curves.values() for shape in curve.values() if shape.head]
    assert {head.form for head in heads} == {"vertical"}
    assert {sum(line.role == "deck" for line in head.lines) for head in heads} == {2}
    for head in heads:
        lengths = [line.line.width * line.size_pt for line in head.lines]
        assert max(lengths) == max(
            length for length, line in zip(lengths, head.lines, strict=True) if line.role == "headline"
        )


def test_no_telephone_number_is_torn(bench: Bench) -> None:
    rows = (("政务便民热线", "000-5550100"), ("流动诊车预约", "000-5550144"))
    item = bench.maker.service(dataclasses.replace(SERVICE, title="便民电话", rows=rows))
    for span in item.curves:
        texts = [line.text for line in of_role(bench.module(item, span), "service")]
        assert {"000-5550100", "000-5550144"} <= set(texts)


def test_a_cell_with_a_figure_keeps_its_width_and_the_words_are_broken(bench: Bench) -> None:
    rows = (("项目", "成绩"), ("女子实心球前抛和后抛两项总成绩", "11秒72"))
    module = alone(bench, bench.article("a", priority=5, blocks=(*paragraphs(2), table(*rows), *paragraphs(2))), 1)
    assert "11秒72" in {line.text for line in of_role(module, "cell")}


def test_the_head_of_a_second_part_stays_in_one_line(bench: Bench) -> None:
    _, _, second = continued(bench)
    assert len(of_role(second, "headline")) == 1


def test_a_band_is_given_a_row_at_the_most_over_what_it_needs(bench: Bench) -> None:
    item = bench.item(bench.article("a", headline_form=HeadlineForm.REVERSED))
    row = bench.grid.sheet.row_pt
    for shape in (shape for curve in item.curves.values() for shape in curve.values()):
        assert shape.head is not None and shape.head_rows * row - shape.head.extent_pt < 2 * row


def test_where_no_page_is_found_heads_may_be_airier_and_fillers_slimmer(bench: Bench) -> None:
    article, notice = bench.article("a"), Filler("书香满城", "", Origin("paper.toml", 1))
    usual = bench.maker.article(Portion(article, article.priority))
    loose = bench.maker.article(Portion(article, article.priority), loose=True)
    for span, curve in usual.curves.items():
        assert all(loose.curves[span][rows].cost <= shape.cost for rows, shape in curve.items())
    assert any(max(loose.curves[span]) > max(curve) for span, curve in usual.curves.items())
    assert min(bench.maker.filler(notice, 0).curves) == 2
    slim = bench.maker.filler(notice, 0, slim=True).curves
    assert (min(slim), min(slim[1]), min(slim[2])) == (1, 6, 4)


def test_a_headline_of_four_lines_is_dear(bench: Bench) -> None:
    article = bench.article("a", headline="生物老师的虫子旅馆", deck="", kicker="")
    heads = beside_heads(Portion(article, 4), bench.setter, bench.grid.span_width(1), byline=False)
    costs = {
        count: min(head.cost for head in heads if sum(line.role == "headline" for line in head.lines) == count)
        for count in (3, 4)
    }
    assert costs[4] > costs[3] + 10


def test_a_filler_in_a_strip_stands_in_one_line(bench: Bench) -> None:
    item = bench.maker.filler(PUBLIC, 1, slim=True)
    strip = bench.module(item, 3, which=lambda shape: shape.rows == 4)
    high = bench.module(item, 3, which=lambda shape: shape.rows == 12)
    assert [line.text for line in of_role(strip, "filler")] == ["一粥一饭　当思来处不易"]
    assert [line.text for line in of_role(high, "filler")] == ["一粥一饭", "当思来处不易"]
    edition = bench.edition()
    edition = dataclasses.replace(edition, paper=dataclasses.replace(edition.paper, fillers=(PUBLIC,)))
    assert bench.problems(edition, bench.plan([strip])) == []


def test_a_table_that_would_be_torn_in_one_leg_is_dear_there(bench: Bench) -> None:
    results = (("项目", "冠军", "班级", "成绩"), ("男子1500米", "管一诺", "九年级（6）", "4分39秒"))
    item = bench.item(bench.article("a", priority=5, blocks=(*paragraphs(2), table(*results), *paragraphs(2))))
    cheapest = {span: min(shape.cost for shape in curve.values()) for span, curve in item.curves.items()}
    assert cheapest[1] > cheapest[2] + 20


def test_an_article_that_is_a_table_alone_stands_over_several_columns(bench: Bench) -> None:
    module = alone(bench, bench.article("a", blocks=(table(*WIDE),)), 4)
    assert module.legs == 0
    assert {line.text for line in of_role(module, "cell")} >= {"陇山县", "12,300"}


@pytest.mark.parametrize("span", [1, 2])
def test_an_upright_title_and_its_verse_are_one_block(bench: Bench, span: int) -> None:
    lines = verse(*QUATRAIN, "", *QUATRAIN, "", *QUATRAIN)
    poem = bench.article(
        "a", kind="verse", headline="塞上", headline_form=HeadlineForm.VERTICAL, blocks=lines, dateline=""
    )
    module = alone(bench, poem, span)
    (title,) = of_role(module, "headline")
    left, right = title.x_pt - title.size_pt / 2, title.x_pt + title.size_pt / 2
    body, placed = bench.grid.sheet.body_pt, of_role(module, "verse")
    assert 0 < min(line.x_pt for line in placed) - right < 5 * body
    if span > 1:
        middle = (left + max(line.x_pt + line.length_pt for line in placed)) / 2
        assert middle == pytest.approx(module.rect.x + module.rect.width / 2, abs=body)


PUBLIC = Filler("一粥一饭／当思来处不易", "公益广告", Origin("paper.toml", 1))


@pytest.mark.parametrize(("span", "rows", "upright"), [(8, 50, False), (3, 12, False), (2, 30, True)])
def test_a_filler_is_upright_where_that_is_larger_and_has_rules_where_it_is_large(
    bench: Bench, span: int, rows: int, upright: bool
) -> None:
    edition = bench.edition()
    edition = dataclasses.replace(edition, paper=dataclasses.replace(edition.paper, fillers=(PUBLIC,)))
    module = bench.module(bench.maker.filler(PUBLIC, 1), span, which=lambda shape: shape.rows == rows)
    assert bench.problems(edition, bench.plan([module])) == []
    assert {line.writing_mode is WritingMode.VERTICAL for line in of_role(module, "filler")} == {upright}
    assert [rule.kind for rule in module.rules] == ["box", *["hairline"] * (2 if rows > 18 else 0)]


@pytest.mark.parametrize("text", ["书香满城", "让一让／路更宽", "护一片绿／留一片荫"])
def test_a_filler_keeps_its_source_inside_its_frame(bench: Bench, text: str) -> None:
    notice = Filler(text, "公益广告", Origin("paper.toml", 1))
    for span in (2, 3, 5):
        for rows in (8, 17, 18, 24, 30, 36):
            module = bench.module(
                bench.maker.filler(notice, 1), span, which=lambda shape, rows=rows: shape.rows == rows
            )
            (source,) = of_role(module, "credit")
            assert all(rule.rect.bottom < source.y_pt - source.size_pt for rule in module.rules[1:])
            assert source.y_pt < module.rect.bottom - 0.2 * source.size_pt


@pytest.mark.parametrize("span", [1, 2, 3])
def test_the_teasers_name_titles_and_pages(bench: Bench, span: int) -> None:
    article = bench.article("a", headline="一条河的重生")
    box = bench.module(bench.maker.teasers(teasers(("a", article.title, 2))), span)
    plan = bench.plan([box], [bench.module(bench.item(article), 2)])
    assert [str(one) for one in bench.problems(bench.edition(article), plan)] == []
    assert (text_of(box, "series"), text_of(box, "teaser")) == ("导读", "一条河的重生▶2版")


@pytest.mark.parametrize("span", [2, 3])
def test_a_box_of_facts_holds_all_its_cells(bench: Bench, span: int) -> None:
    box = bench.module(bench.maker.service(SERVICE), span)
    assert bench.problems(bench.edition(services=(SERVICE,)), bench.plan([box])) == []
    assert text_of(box, "service") == "".join(SERVICE.texts)


def test_boxes_stretch_so_that_they_fit_what_stands_beside_them(bench: Bench) -> None:
    for item in (bench.maker.service(SERVICE), bench.maker.teasers(teasers(("a", "一条河的重生", 2)))):
        assert all(len(curve) > 3 for curve in item.curves.values())


@pytest.mark.parametrize(("headline", "gap"), [("冬至", 2.75), ("冬至日", 2.0), ("塞上冬至", 1.5)])
def test_a_short_head_is_spaced(bench: Bench, headline: str, gap: float) -> None:
    module = alone(bench, bench.article("a", headline=headline), 2)
    (line,) = of_role(module, "headline")
    xs = [x for run in line.runs for x in run.along]
    assert {other - one for one, other in itertools.pairwise(xs)} == {int(1000 * gap)}


def test_a_size_that_an_editor_wants_is_taken(bench: Bench) -> None:
    item = bench.item(bench.article("a", headline_pt=33.5))
    shapes = [shape for curve in item.curves.values() for shape in curve.values() if shape.head]
    assert {shape.head.size_pt for shape in shapes} == {33.5}


def test_the_planner_may_choose_an_upright_head_only_where_it_is_short(bench: Bench) -> None:
    def forms(**changes: object) -> set[str]:
        item = bench.item(bench.article(f"a{len(str(changes))}", **changes))
        return {shape.head.form for curve in item.curves.values() for shape in curve.values()}

    assert "vertical" in forms(headline="饺子暖人心")
    assert "vertical" not in forms(headline="饺子暖人心", kicker="冬至")
    assert "vertical" not in forms(headline="我省确保农村水体长治久清")
    assert "vertical" not in forms(headline="2024年冬至")


def test_everything_is_drawn_where_it_was_placed_and_read_back(bench: Bench) -> None:
    """The PDF's own pass compares every text with the plan's; what it says is what was written."""
    cases = [make(bench) for make, _ in ARTICLES.values()]
    articles = [bench.article(f"a{number}", **_fields(case)) for number, case in enumerate(cases)]
    spans = [span for _, span in ARTICLES.values()]
    pages = [[bench.module(bench.item(one), span)] for one, span in zip(articles, spans, strict=True)]
    ad = bench.ad()
    pages.append(bench.stacked([(bench.maker.service(SERVICE), 2), (bench.maker.ad(ad, 4, 20), 4)]))
    edition = bench.edition(*articles, ads=(ad,), services=(SERVICE,), pages=len(pages))
    plan = bench.plan(*pages)
    html = render_html(edition, plan, bench.desk.layout_folder)
    pdf = render_pdf(html, edition, plan, bench.desk.layout_folder, bench.desk.library)
    said = "".join("".join(article.texts) for article in articles) + "".join(SERVICE.texts)
    assert pdf_characters(pdf) == Counter(character for character in said if not character.isspace())


def _fields(article: Article) -> dict[str, object]:
    names = (
        "kind",
        "headline",
        "kicker",
        "byline",
        "headline_form",
        "box",
        "tint",
        "series",
        "note",
        "pull_quote",
        "priority",
    )
    return {name: getattr(article, name) for name in (*names, "blocks")}
