"""What an editor makes a link leads there from the printed page, wherever it stands; its words may be of any style."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from banxin import pipeline
from banxin.dump.plan_json import plan_from_json, plan_to_json
from banxin.model.edition import Article, Block, BlockKind
from banxin.model.plan import Plan
from banxin.model.text import Run, Style, Text
from banxin.plan.single import plan_single
from banxin.render.pdf.drawing import draw_pdf
from banxin.sharing import open_for_sharing
from edition_factory import make_picture

BULLETIN = Path(__file__).resolve().parent.parent / "seeds" / "lanxi-bulletin" / "2026-11-01"


LONG = "省厅网站上的冬春水利建设任务清单和各县进度"


def linked(word: str, place: str) -> tuple[Run, ...]:
    """A text with a link, part of it strong: over several lines where the measure is short."""
    address = f"https://example.org/{place}?a=1&b=2"
    return (
        Run("甘肃水利：详见"),
        Run(word, link=address),
        Run("专题", style=Style.STRONG, link=address),
        Run("，即日起。"),
    )


@pytest.fixture(scope="module")
def desk() -> pipeline.OpenEdition:
    return open_for_sharing(BULLETIN)


@pytest.fixture(scope="module")
def article(desk: pipeline.OpenEdition, tmp_path_factory: pytest.TempPathFactory) -> Article:
    one = desk.edition.articles[0]
    folder = tmp_path_factory.mktemp("pictures")
    picture = make_picture(folder, caption=Text(linked("图集", "caption")), credit=Text(linked("摄影", "credit")))
    cells = (Text.of("项"), Text.of("数"), Text(linked("表", "cell")), Text.of("12"))
    blocks = (
        Block(BlockKind.PARAGRAPH, (*linked(LONG, "body"), Run("另见www.example.net。")), one.origin),
        Block(BlockKind.SUBHEAD, linked("小标题", "subhead"), one.origin),
        Block(BlockKind.QUOTE, linked("引文", "quote"), one.origin),
        Block(BlockKind.TABLE, (), one.origin, columns=2, cells=cells),
        Block(BlockKind.PARAGRAPH, (Run("不安全"), Run("的", link="javascript:alert(1)"), Run("不去。")), one.origin),
    )  # fmt: skip
    texts = {place: Text(linked("网站", place)) for place in ("headline", "kicker", "deck", "byline", "note")}
    return replace(one, **texts, dateline=Text.of("本报讯"), series=Text.of(""), blocks=blocks, pictures=(picture,))


@pytest.fixture(scope="module")
def plan(desk: pipeline.OpenEdition, article: Article) -> Plan:
    found = plan_single(desk.edition, article, desk.setter)
    assert found is not None
    return found


def test_links_of_every_text_can_be_clicked_over_their_words(
    desk: pipeline.OpenEdition, article: Article, plan: Plan
) -> None:
    alone = replace(desk.edition, articles=(article,), ads=(), services=(), apart=(), pages=1)
    drawn = draw_pdf(alone, plan, desk.layout_folder)
    with pikepdf.open(io.BytesIO(drawn)) as document:
        page = document.pages[0]
        height = float(page.MediaBox[3])
        found: dict[str, list[tuple[float, ...]]] = {}
        for one in page.Annots:
            if "/A" in one:
                found.setdefault(str(one.A.URI), []).append(tuple(map(float, one.Rect)))
    places = {
        "headline",
        "kicker",
        "deck",
        "byline",
        "note",
        "body",
        "subhead",
        "quote",
        "cell",
        "caption",
        "credit",
    }
    assert set(found) == {f"https://example.org/{place}?a=1&b=2" for place in places} | {"https://www.example.net"}
    lines = [line for module in plan.pages[0].modules for line in module.lines]
    for target, areas in found.items():
        for left, bottom, right, top in areas:
            over = [
                line
                for line in lines
                if line.x_pt - 0.1 <= left
                and right <= line.x_pt + line.start_pt + line.length_pt + line.size_pt / 2
                and bottom <= height - line.y_pt <= top
            ]
            assert over, target


def test_a_link_covers_its_words_alone(plan: Plan) -> None:
    lines = [line for module in plan.pages[0].modules for line in module.lines]
    words: dict[str, str] = {}
    for line in lines:
        for start, end, target in line.links:
            words[target] = words.get(target, "") + line.text[start:end]
    assert words["https://example.org/body?a=1&b=2"] == f"{LONG}专题"
    assert words["https://example.org/cell?a=1&b=2"] == "表专题"
    assert words["https://example.org/headline?a=1&b=2"] == "网站专题"


def test_styles_of_subheads_and_cells_are_set(desk: pipeline.OpenEdition, plan: Plan) -> None:
    strong, heading = desk.layout.faces.strong, desk.layout.roles.subhead
    lines = [line for module in plan.pages[0].modules for line in module.lines]
    cell = next(line for line in lines if line.role == "cell" and "专题" in line.text)
    assert {run.face for run in cell.runs if "专题" in run.text} == {strong}
    assert {run.face for line in lines if line.role == "subhead" for run in line.runs} <= {strong, heading}


def test_links_are_kept_in_the_plan(desk: pipeline.OpenEdition, plan: Plan) -> None:
    assert plan_from_json(plan_to_json(plan), desk.library) == plan
