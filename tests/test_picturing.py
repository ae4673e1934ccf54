"""Pictures of pages and of articles: as wide as asked, nothing lost, cut through no line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from banxin import pipeline
from banxin.check.text import characters, wanted
from banxin.cli.places import beside
from banxin.dump.plan_text import plan_to_text
from banxin.model.edition import Block, BlockKind
from banxin.model.text import Run
from banxin.plan.single import plan_single
from banxin.render.images.png import page_images
from banxin.render.images.slices import encoded, page_names, slices
from banxin.sharing import articles_named, long_page, open_for_sharing
from command import banxin
from pdf_texts import page_texts
from texts import changed

SEEDS = Path(__file__).parent.parent / "seeds"
SAMPLES = sorted(path.parent for path in SEEDS.glob("*/*/edition.toml"))


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.parent.name)
def desk(request: pytest.FixtureRequest) -> pipeline.OpenEdition:
    return open_for_sharing(request.param)


def test_every_article_of_every_sample_stands_whole_in_one_column(desk: pipeline.OpenEdition) -> None:
    for article in desk.edition.articles:
        plan = plan_single(desk.edition, article, desk.setter)
        assert plan is not None, article.slug
        modules = [module for module in plan.pages[0].modules if module.article == article.slug]
        assert characters("".join(line.text for module in modules for line in module.lines)) == wanted(article)
        shown = [picture.file for module in modules for picture in module.pictures]
        assert shown == [picture.file for picture in article.pictures]
        tops = [module.rect.y for module in modules]
        assert tops == sorted(tops)
        assert modules[-1].rect.bottom == pytest.approx(plan.sheet.type_area.bottom, abs=0.01)


def test_the_plan_of_a_long_picture(golden) -> None:  # type: ignore[no-untyped-def]
    desk = open_for_sharing(SEEDS / "yunxi-daily" / "2026-11-20")
    plan = plan_single(desk.edition, articles_named(desk, ["a22"])[0], desk.setter)
    assert plan is not None
    golden("yunxi-daily-a22.share.txt", plan_to_text(plan, lines=True))


@pytest.mark.parametrize(
    "headline",
    ["雨", "立冬", "新县医院搬家，老院区留下门诊", "关于进一步加强全县冬春季节农田水利基本建设工作的若干意见" * 2],
)
def test_any_headline_goes_over_one_column(bulletin_share: pipeline.OpenEdition, headline: str) -> None:
    article = bulletin_share.edition.articles[0]
    long = changed(article, headline=headline, kicker="", deck="", pictures=())
    assert plan_single(bulletin_share.edition, long, bulletin_share.setter) is not None


def test_a_text_of_one_line_is_a_picture_too(bulletin_share: pipeline.OpenEdition) -> None:
    article = bulletin_share.edition.articles[0]
    block = Block(BlockKind.PARAGRAPH, (Run("今天停水。"),), article.origin)
    short = changed(article, slug="short", blocks=(block,), pictures=(), pull_quote="", note="")
    assert plan_single(bulletin_share.edition, short, bulletin_share.setter) is not None


@pytest.fixture(scope="module")
def bulletin_share() -> pipeline.OpenEdition:
    return open_for_sharing(SEEDS / "lanxi-bulletin" / "2026-11-01")


def test_the_picture_has_the_article_and_nothing_else(bulletin_share: pipeline.OpenEdition) -> None:
    article = bulletin_share.edition.articles[2]
    pages = page_texts(long_page(bulletin_share, article))
    assert len(pages) == 1
    others = [other.title for other in bulletin_share.edition.articles if other is not article]
    assert article.title in pages[0].replace("\n", "")
    assert [title for title in others if title in pages[0]] == []


@given(st.lists(st.booleans(), min_size=1, max_size=120), st.integers(8, 40))
def test_slices_are_all_of_a_picture_and_part_no_line_that_has_white_near(rows: list[bool], most: int) -> None:
    image = Image.new("RGB", (20, len(rows)), "white")
    for row, black in enumerate(rows):
        if black:
            image.paste("black", (5, row, 12, row + 1))
    parts = slices(image, most)
    assert all(0 < part.height <= most for part in parts)
    again = Image.new("RGB", image.size)
    top = 0
    for part in parts:
        again.paste(part, (0, top))
        top += part.height
        near = rows[max(top - most // 4 + 2, 0) : top + 1]
        if top < image.height and not all(near):
            assert not rows[top] or not rows[top - 1]
    assert top == image.height
    assert ImageChops.difference(image, again).getbbox() is None


def test_a_picture_of_type_is_small_and_looks_the_same(seed_pdf: bytes) -> None:
    image = next(page_images(seed_pdf, 1080))
    assert image.width == 1080
    for kind in ("png", "webp"):
        data = encoded(image, kind)
        assert data == encoded(image, kind)
        assert len(data) < 600_000
        shown = Image.open(io.BytesIO(data)).convert("RGB")
        extremes = ImageChops.difference(image, shown).getextrema()
        assert all(high <= 24 for _, high in extremes)  # type: ignore[misc]


def size_of(file: str | Path) -> tuple[int, int]:
    with Image.open(file) as image:
        return image.size


def test_pages_and_share_as_commands(tmp_path: Path, bulletin_pdf: bytes) -> None:
    pdf = tmp_path / "b.pdf"
    pdf.write_bytes(bulletin_pdf)
    rows = json.loads(banxin("pages", str(pdf), "--width", "300,600", "--as", "webp", "--json").stdout)
    assert [row["width"] for row in rows] == [300] * 6 + [600] * 6
    assert all(size_of(row["file"]) == (row["width"], row["height"]) for row in rows)
    edition = str(SEEDS / "lanxi-bulletin" / "2026-11-01")
    out = tmp_path / "pictures"
    rows = json.loads(banxin("share", edition, "a02", "-o", str(out), "--width", "720", "--json").stdout)
    assert [Path(row["file"]).name for row in rows] == ["a02-720.png"]
    assert size_of(out / "a02-720.png")[0] == 720


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("share", "{edition}", "nothing"), "a01, a02"),
        (("share", "{edition}", "--width", "x"), "pixels"),
        (("share", "{edition}", "--as", "gif"), "png, webp"),
        (("pages", "{edition}/edition.toml"), "PDF"),
    ],
)
def test_what_cannot_be_is_told(arguments: tuple[str, ...], told: str) -> None:
    edition = str(SEEDS / "lanxi-bulletin" / "2026-11-01")
    run = banxin(*(argument.format(edition=edition) for argument in arguments))
    assert run.returncode == 2
    assert told in run.stderr


def test_pages_are_called_as_they_are_numbered_in_print() -> None:
    """A spread bears two numbers; what follows it goes on with the next."""
    with pikepdf.new() as document:
        for _ in range(3):
            document.add_blank_page(page_size=(100, 140))
        labels = [0, pikepdf.Dictionary(S=pikepdf.Name.D, St=3), 1, pikepdf.Dictionary(P="4–5")]
        labels += [2, pikepdf.Dictionary(S=pikepdf.Name.D, St=6)]
        document.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        out = io.BytesIO()
        document.save(out)
    assert page_names(out.getvalue()) == ["3", "4-5", "6"]


def test_what_is_made_of_a_build_stands_beside_its_folder(tmp_path: Path) -> None:
    """The next build makes that folder anew."""
    product = tmp_path / "out" / "key" / "key.pdf"
    assert beside(product, "x") == product.with_name("x")
    product.parent.mkdir(parents=True)
    (product.parent / "report.json").write_text("{}")
    assert beside(product, "x") == tmp_path / "out" / "x"
