"""The products before the programs that archives and makers of e-readers check files with."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from banxin import pipeline
from banxin.model.edition import Article, BlockKind
from banxin.model.plan import Plan
from banxin.model.printed import printed
from checkers import mupdf_text, poppler_text, vera
from planning_cases import ROOT, SAMPLES

SHEETS = ("broadsheet", "tabloid", "a3", "a4", "metro", "campus")


def test_the_archive_pdf_is_pdf_a_2a_and_pdf_ua_1(seed_pdf: bytes, bulletin_pdf: bytes, tmp_path: Path) -> None:
    files = [tmp_path / "seed.pdf", tmp_path / "bulletin.pdf"]
    for file, pdf in zip(files, (seed_pdf, bulletin_pdf), strict=True):
        file.write_bytes(pdf)
    assert [verdict for verdict in vera(files) if not verdict.passed] == []


def test_a_damaged_file_is_told(seed_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "untold.pdf"
    with pikepdf.open(io.BytesIO(seed_pdf)) as document:
        del document.Root.MarkInfo
        document.save(file)
    assert not all(verdict.passed for verdict in vera([file], ["2a"]))


@pytest.mark.slow
@pytest.mark.parametrize("sample", [sample for sample, _ in SAMPLES])
def test_every_sample_is_so_on_every_sheet(sample: str, tmp_path: Path) -> None:
    made = [
        pipeline.build(ROOT / "seeds" / sample, tmp_path / sheet, formats=("pdf",), layout=sheet) for sheet in SHEETS
    ]
    files = [next(built.folder.glob("*.pdf")) for built in made]
    assert [verdict for verdict in vera(files) if not verdict.passed] == []


def paragraphs(article: Article) -> list[str]:
    """Its running text as it is printed: the dateline leads the first paragraph; cells of tables stand apart."""
    texts = [block.text for block in article.blocks if block.kind is not BlockKind.TABLE]
    return [str(article.dateline) + texts[0], *texts[1:]] if article.dateline and texts else texts


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def planned(plan: Plan) -> Counter[str]:
    return characters("".join(line.text for page in plan.pages for module in page.modules for line in module.lines))


@pytest.fixture(scope="module")
def articles(bulletin: pipeline.OpenEdition, bulletin_plan: Plan) -> tuple[Article, ...]:
    return printed(bulletin.edition, bulletin_plan).articles


def test_poppler_gives_every_paragraph_back_whole(
    articles: tuple[Article, ...], bulletin_plan: Plan, bulletin_pdf: bytes
) -> None:
    text = poppler_text(bulletin_pdf)
    flow = text.replace("\n", "")
    told = [told.replace("\u3000", " ") for article in articles for told in paragraphs(article)]  # A space is a space.
    assert [text for text in told if text not in flow] == []
    assert characters(text) == planned(bulletin_plan)


def test_mupdf_gives_every_character_back_in_order(
    articles: tuple[Article, ...], bulletin_plan: Plan, bulletin_pdf: bytes
) -> None:
    # It puts a space of its own into a gap of a quarter em, whatever the marked content says.
    text = mupdf_text(bulletin_pdf)
    flow = re.sub(r"\s", "", text)
    told = [re.sub(r"\s", "", text) for article in articles for text in paragraphs(article)]
    assert [text for text in told if text not in flow] == []
    assert characters(text) == planned(bulletin_plan)
