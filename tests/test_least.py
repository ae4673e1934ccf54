"""Text that is longer than its pages in any case is refused before it is composed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin import pipeline
from banxin.errors import EditionError
from banxin.model.edition import Article, BlockKind
from banxin.plan.deal.least import least_lines
from banxin.plan.text.portion import Portion
from banxin.units import mil
from edition_factory import paragraph

LONG = {
    "Han and Latin by turns": ("字a" * 40_000,),
    "one paragraph of a million": ("今天的新闻很多，大家都来看。" * 70_000,),
    "Latin": ("news " * 150_000,),
    "paragraphs of one character": ("字",) * 60_000,
}
TEXTS = st.text(alphabet="字新闻a1Wi，。“”（）—…  %·/", min_size=1, max_size=90).filter(str.strip)


def with_body(desk: pipeline.OpenEdition, article: Article, texts: tuple[str, ...]) -> pipeline.OpenEdition:
    blocks = tuple(paragraph("x", 8, text, kind=BlockKind.PARAGRAPH) for text in texts)
    edition = desk.edition
    changed = tuple(replace(one, blocks=blocks) if one is article else one for one in edition.articles)
    return replace(desk, edition=replace(edition, articles=changed))


@pytest.mark.parametrize("name", LONG)
def test_what_no_page_holds_is_refused_at_once(name: str, seed_desk: pipeline.OpenEdition) -> None:
    article = seed_desk.edition.articles[2]
    desk = with_body(seed_desk, article, LONG[name])
    start = time.process_time()
    desk.planner.compose(desk.edition)
    with pytest.raises(EditionError) as told:
        pipeline.make_plan(desk, 1)
    assert time.process_time() - start < 5
    assert [found.code for found in told.value.problems] == ["too-high"]
    assert told.value.problems[0].origin == article.origin


def test_many_articles_are_refused_together(seed_desk: pipeline.OpenEdition) -> None:
    articles = seed_desk.edition.articles
    many = tuple(replace(one, slug=f"{one.slug}-{number}") for number in range(60) for one in articles)
    desk = replace(seed_desk, edition=replace(seed_desk.edition, articles=many))
    with pytest.raises(EditionError) as told:
        pipeline.make_plan(desk, 1)
    assert [found.code for found in told.value.problems] == ["too-much"]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), columns=st.integers(1, 3))
def test_no_setting_takes_fewer_lines(seed_desk: pipeline.OpenEdition, texts: list[str], columns: int) -> None:
    desk = with_body(seed_desk, seed_desk.edition.articles[2], tuple(text.strip() for text in texts))
    article = desk.edition.articles[2]
    characters = desk.layout.grid.characters
    story = desk.setter.story(Portion(article, article.priority), mil(columns * characters), byline=False)
    fewest = sum(min(rows for rows, _ in block.settings) for block in story.blocks)
    assert least_lines(article, characters) <= columns * story.line_rows.lines(fewest)
