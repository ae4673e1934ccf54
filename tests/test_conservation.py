"""No character lost, none in the wrong place: the seed edition against its plan, its PDF and its EPUB."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from banxin import pipeline
from banxin.bind.book import render_epub
from banxin.model.edition import Article
from banxin.model.plan import PlacedLine, Plan
from banxin.model.text import WritingMode
from banxin.render.images.png import page_picture
from banxin.render.pdf.extract import epub_texts
from pdf_texts import ReadText, page_texts, read_positions

TOLERANCE = 0.1
"""pt: what the eye and the press do not see (docs/newspaper-page.md#grid)."""


@pytest.fixture(scope="module")
def pdf(seed_pdf: bytes) -> bytes:
    return seed_pdf


@pytest.fixture(scope="module")
def flow(pdf: bytes) -> str:
    """All text of the PDF; only what PDFium adds at line ends is taken out, never a space."""
    return "".join(page_texts(pdf)).replace("\n", "")


@pytest.fixture(scope="module")
def epub(seed_desk: pipeline.OpenEdition, pdf: bytes) -> dict[str, str]:
    cover = page_picture(pdf, 1, 300, "JPEG")
    made = render_epub(seed_desk.edition, seed_desk.epub_folder, cover, pipeline.modified(seed_desk.edition))
    return {name.rpartition("/")[2]: text for name, text in epub_texts(made).items()}


@pytest.fixture(scope="module")
def articles(seed_desk: pipeline.OpenEdition) -> tuple[Article, ...]:
    return seed_desk.edition.articles


def characters(text: str) -> Counter[str]:
    """Counted here and not by the package: a fault in its own counting must not hide here."""
    return Counter(re.sub(r"\s", "", text))


def lines_of(plan: Plan, slug: str) -> Iterator[PlacedLine]:
    return (line for page in plan.pages for module in page.modules if module.article == slug for line in module.lines)


def paragraphs(article: Article) -> list[str]:
    """The article's blocks as they are printed: its dateline leads the first paragraph."""
    texts = [block.text for block in article.blocks]
    if article.dateline and texts:
        texts[0] = str(article.dateline) + texts[0]
    return texts


def test_plan_holds_each_article_no_character_more_or_less(seed_plan: Plan, articles: tuple[Article, ...]) -> None:
    for article in articles:
        planned = characters("".join(line.text for line in lines_of(seed_plan, article.slug)))
        assert planned == characters("".join(article.texts)), article.slug


def test_plan_gives_every_paragraph_back_whole_in_reading_order(seed_plan: Plan, articles: tuple[Article, ...]) -> None:
    for article in articles:
        running = "".join(line.text for line in lines_of(seed_plan, article.slug) if line.leg)
        at = 0
        for text in paragraphs(article):
            found = running.find(text, at)
            assert found >= 0, f"{article.slug}: {text[:30]}"
            at = found + len(text)


def test_drawn_runs_are_the_lines_text(seed_plan: Plan) -> None:
    for page in seed_plan.pages:
        for module in page.modules:
            for line in module.lines:
                drawn = "".join(run.text for run in line.runs)
                assert drawn == line.text.rstrip() + ("-" if line.hyphen else ""), line.text


def test_pdf_holds_every_character_of_the_plan(seed_plan: Plan, flow: str) -> None:
    lines = [line.text for page in seed_plan.pages for module in page.modules for line in module.lines]
    assert characters(flow) == characters("".join(lines))


def test_pdf_gives_every_paragraph_back_whole_without_added_spaces(flow: str, articles: tuple[Article, ...]) -> None:
    missing = [
        f"{article.slug}: {text[:40]}" for article in articles for text in paragraphs(article) if text not in flow
    ]
    assert missing == []


@pytest.fixture(scope="module")
def vertical(seed_plan: Plan) -> dict[str, str]:
    """Vertical heads of several lines → as PDFium tells them: it puts a space of its own between such lines."""
    heads = {}
    for module in seed_plan.pages[0].modules:
        if module.headline_form == "vertical":
            lines = [line.text for line in module.lines if line.role == "headline"]
            heads["".join(lines)] = " ".join(lines)
    return heads


def test_pdf_gives_every_head_and_caption_back_whole(
    flow: str, articles: tuple[Article, ...], vertical: dict[str, str]
) -> None:
    for article in articles:
        heads = map(str, (article.kicker, article.headline.without("／"), article.deck, article.byline))
        captions = (str(text) for picture in article.pictures for text in (picture.caption, picture.credit))
        for text in filter(None, (*heads, *captions)):
            assert vertical.get(text, text) in flow, f"{article.slug}: {text}"


def test_pdf_reads_an_article_from_its_head_to_its_end(
    flow: str, articles: tuple[Article, ...], vertical: dict[str, str]
) -> None:
    for article in articles:
        at = -1
        for text in filter(None, (str(article.headline.without("／")), *paragraphs(article))):
            found = flow.find(vertical.get(text, text), at + 1)
            assert found > at, f"{article.slug}: {text[:40]}"
            at = found + len(text) - 1


def test_epub_holds_each_article_no_character_less(epub: dict[str, str], articles: tuple[Article, ...]) -> None:
    for article in articles:
        lost = characters("".join(article.texts)) - characters(epub[f"article-{article.slug}.xhtml"])
        assert not lost, f"{article.slug}: {lost}"


def test_epub_gives_every_paragraph_back_whole(epub: dict[str, str], articles: tuple[Article, ...]) -> None:
    for article in articles:
        for text in paragraphs(article):
            assert text in epub[f"article-{article.slug}.xhtml"], f"{article.slug}: {text[:40]}"


@pytest.fixture(scope="module")
def read(pdf: bytes) -> tuple[ReadText, ...]:
    return read_positions(pdf)


def upright(plan: Plan, number: int) -> list[PlacedLine]:
    lines = [line for module in plan.pages[number - 1].modules for line in module.lines]
    return [line for line in lines if line.writing_mode is WritingMode.HORIZONTAL]


def test_every_drawn_line_stands_where_the_plan_says(seed_plan: Plan, read: tuple[ReadText, ...]) -> None:
    wrong = []
    for line in upright(seed_plan, 1):
        for run in line.runs:
            x = line.x_pt + run.along[0] * line.size_pt / 1000
            near = [
                found
                for found in read
                if abs(found.baseline_pt - line.y_pt) <= TOLERANCE
                and abs(found.x_pt - x) <= TOLERANCE
                and found.text.startswith(run.text[0])
            ]
            if not near:
                wrong.append(f"{run.text} at {x:.2f}, {line.y_pt:.2f}")
    assert wrong == []


def test_every_drawn_glyph_stands_where_the_plan_says(seed_plan: Plan, read: tuple[ReadText, ...]) -> None:
    by_text = defaultdict[str, list[ReadText]](list)
    for found in read:
        by_text[found.text].append(found)
    checked, wrong = 0, list[str]()
    for line in upright(seed_plan, 1):
        for run in line.runs:
            expected = [line.x_pt + x * line.size_pt / 1000 for x in run.along]
            if len(run.along) != len(run.text):
                continue
            for found in by_text[run.text]:
                if abs(found.x_pt - expected[0]) > 1 or abs(found.baseline_pt - line.y_pt) > 1:
                    continue
                checked += len(expected)
                off = max(abs(one - other) for one, other in zip(found.origins_pt, expected, strict=True))
                if off > TOLERANCE or abs(found.size_pt - line.size_pt) > 0.01:
                    wrong.append(f"{run.text}: {off:.3f} pt off, {found.size_pt:g} for {line.size_pt:g} pt")
    assert wrong == []
    assert checked > 5000


def test_every_drawn_line_ends_where_the_plan_says(seed_plan: Plan, read: tuple[ReadText, ...]) -> None:
    """A justified line ends at its measure: its last glyph, a trimmed mark's empty half aside."""
    full = [line for line in upright(seed_plan, 1) if line.role == "body" and not line.last]
    assert len(full) > 300
    for line in full:
        right = line.x_pt + line.start_pt + line.length_pt
        half = line.size_pt / 2
        ends = [
            found.right_pt
            for found in read
            if abs(found.baseline_pt - line.y_pt) <= TOLERANCE
            and line.x_pt - half - TOLERANCE <= found.x_pt <= right
            and line.text.rstrip().endswith(found.text[-1])
        ]
        assert any(-TOLERANCE <= end - right <= half + TOLERANCE for end in ends), line.text
