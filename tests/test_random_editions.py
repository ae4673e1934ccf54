"""The random editions: the same bytes for a seed, sources without an error, a newspaper's mix of lengths."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from banxin.errors import Severity
from banxin.sources import read_edition
from random_editions import CAPACITY, ITEMS, draw_edition, make_edition, material, split_sentences


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = make_edition(5, tmp_path / "one", "tabloid"), make_edition(5, tmp_path / "two", "tabloid")
    assert one.name == two.name
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert draw_edition(5, "tabloid") != draw_edition(6, "tabloid")


@pytest.mark.parametrize("seed", range(10))
def test_sources_have_no_error(seed: int, tmp_path: Path) -> None:
    edition, found = read_edition(make_edition(seed, tmp_path))
    assert edition is not None
    assert [one for one in found if one.severity is Severity.ERROR] == []
    drawn = draw_edition(seed)
    assert edition.paper.layout == drawn.layout
    assert len(edition.articles) == len(drawn.articles)
    assert len(edition.paper.fillers) == 5
    assert [article.priority for article in edition.articles].count(1) == 1


@pytest.mark.parametrize("layout", sorted(CAPACITY))
def test_pages_are_loaded_as_they_should_be(layout: str) -> None:
    drawn = [draw_edition(seed, layout) for seed in range(60)]
    loads = [edition.load for edition in drawn]
    assert min(loads) > 0.6
    assert max(loads) < 1.3
    assert 0.85 < statistics.mean(loads) < 0.97
    assert 20 <= sum(edition.pages_given for edition in drawn) <= 40
    for edition in drawn:
        texts = [article for article in edition.articles if article.blocks and not article.on_hold]
        assert len(texts) <= ITEMS[layout][1] * edition.pages
        assert max(article.keys.count(("priority", 1)) for article in texts) == 1


def test_lengths_are_those_of_a_newspaper() -> None:
    lengths = sorted(
        article.characters
        for seed in range(80)
        for article in draw_edition(seed, "broadsheet").articles
        if article.blocks and not article.on_hold
    )
    assert 380 < statistics.median(lengths) < 540
    assert 0.06 < sum(length >= 1200 for length in lengths) / len(lengths) < 0.16
    assert 0.04 < sum(length <= 150 for length in lengths) / len(lengths) < 0.15


def test_sentences_are_whole() -> None:
    assert list(split_sentences("他说：“好。走吧！”大家笑了。天晴（昨天下过雨。）了。")) == [
        "他说：“好。走吧！”",
        "大家笑了。",
        "天晴（昨天下过雨。）了。",
    ]
    assert list(split_sentences("走吧。”没有开头。")) == []
    assert len(material().sentences) > 300
    for sentence in material().sentences:
        assert all(sentence.count(one) == sentence.count(two) for one, two in ("“”", "（）", "《》"))
