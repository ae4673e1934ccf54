"""Every fault that a module's newer contents may have is found, each planted by one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.model.edition import Article
from banxin.model.plan import Module, PlacedLine, Rect
from banxin.model.roles import Role
from module_factory import SERVICE, Bench, paragraphs, table, teasers, verse

Is = Callable[[PlacedLine], bool]


@pytest.fixture
def bench(seed_desk: pipeline.OpenEdition, tmp_path: Path) -> Bench:
    return Bench(seed_desk, tmp_path)


def changed(module: Module, which: Is, **changes: object) -> Module:
    """The module with its first line of that kind changed."""
    place = next(place for place, line in enumerate(module.lines) if which(line))
    lines = list(module.lines)
    lines[place] = replace(lines[place], **changes)  # type: ignore[arg-type]
    return replace(module, lines=tuple(lines))


def role(name: str) -> Is:
    return lambda line: line.role == name


def told(bench: Bench, articles: tuple[Article, ...], *pages: list[Module], **edition: object) -> list[str]:
    """Code and message of everything that is found."""
    found = bench.problems(bench.edition(*articles, **edition), bench.plan(*pages))
    return [f"{one.code}: {one.message}" for one in found]


def assert_found(found: list[str], code: str, words: str) -> None:
    assert any(one.startswith(f"{code}:") and words in one for one in found), found


def parts(bench: Bench) -> tuple[tuple[Article, ...], Module, Module]:
    article = bench.article("a", headline_short="水利建设", blocks=paragraphs(8))
    first = bench.module(bench.item(article, last=4, part=1, parts=2, other_page=2), 3)
    second = bench.module(bench.item(article, first=4, part=2, parts=2, other_page=1), 3)
    return (article,), first, second


def test_unknown_part_when_parts_contradict_each_other(bench: Bench) -> None:
    articles, first, second = parts(bench)
    assert_found(told(bench, articles, [first], [replace(second, part=1)]), "unknown-part", "are not complete")
    assert_found(told(bench, articles, [replace(first, parts=3)], [second]), "unknown-part", "are not complete: 1 of 3")
    assert_found(told(bench, articles, [first], [replace(second, part=3)]), "unknown-part", "no part 3 of 2")


def test_unknown_part_when_a_part_is_missing(bench: Bench) -> None:
    articles, first, _ = parts(bench)
    found = told(bench, articles, [first])
    assert_found(found, "unknown-part", "are not complete: 1 of 2")
    assert_found(found, "lost-text", "")


def test_unknown_part_when_a_picture_says_that_it_goes_on(bench: Bench) -> None:
    article = bench.article("a", kind="photo", headline="", blocks=(), pictures=(bench.picture(),))
    photo = bench.module(bench.maker.photo(article, 0, dominant=False, rank=3), 3)
    assert_found(told(bench, (article,), [replace(photo, parts=2)]), "unknown-part", "part 1 of 2")


def test_foreign_text_when_the_second_part_has_another_headline(bench: Bench) -> None:
    articles, first, second = parts(bench)
    line = next(line for line in second.lines if line.role == "headline")
    run = replace(line.runs[0], text="建设水利")
    wrong = changed(second, role("headline"), text="建设水利", runs=(run,))
    assert_found(told(bench, articles, [first], [wrong]), "foreign-text", "建设水利")


@pytest.mark.parametrize("name", ["series", "note", "quote"])
def test_lost_text_when_a_logo_line_a_note_or_a_pull_quote_is_gone(bench: Bench, name: str) -> None:
    article = bench.article("a", series="百姓茶坊", note="编者按：今起连载。", pull_quote="水到家门口。")
    module = bench.module(bench.item(article), 3)
    without = replace(module, lines=tuple(line for line in module.lines if line.role != name))
    assert told(bench, (article,), [module]) == []
    assert_found(told(bench, (article,), [without]), "lost-text", "characters of the article")


def test_wrong_order_when_two_cells_of_a_table_are_exchanged(bench: Bench) -> None:
    article = bench.article("a", blocks=(*paragraphs(2), table(("县", "户"), ("云溪", "20"), ("陇山", "35"))))
    module = bench.module(bench.item(article), 2)
    one, other = [line for line in module.lines if line.slot in ("2-2", "3-2")]
    swapped = changed(module, lambda line: line is one, text=other.text, runs=other.runs)
    swapped = changed(swapped, lambda line: line is other, text=one.text, runs=one.runs)
    assert told(bench, (article,), [module]) == []
    assert_found(told(bench, (article,), [swapped]), "wrong-order", "paragraph 3")


def test_wrong_order_when_lines_of_verse_are_exchanged(bench: Bench) -> None:
    article = bench.article("a", kind="verse", headline="塞上", blocks=verse("大漠孤烟直，", "长河落日圆。"))
    module = bench.module(bench.item(article), 2)
    one, other = [line for line in module.lines if line.role == "verse"]
    swapped = changed(module, lambda line: line is one, text=other.text, runs=other.runs)
    swapped = changed(swapped, lambda line: line is other, text=one.text, runs=one.runs)
    assert_found(told(bench, (article,), [swapped]), "wrong-order", "paragraph 1")


def test_unknown_part_when_verse_is_set_as_body(bench: Bench) -> None:
    article = bench.article("a", kind="verse", headline="塞上", blocks=verse("大漠孤烟直，", "长河落日圆。"))
    module = bench.module(bench.item(article), 2)
    found = told(bench, (article,), [changed(module, role("verse"), role=Role.BODY)])
    assert_found(found, "unknown-part", "set as body, but is verse in the article")


def with_teasers(bench: Bench, *entries: tuple[str, str, int]) -> list[str]:
    article = bench.article("a", headline="一条河的重生")
    box = bench.module(bench.maker.teasers(teasers(*entries)), 2)
    return told(bench, (article,), [box], [bench.module(bench.item(article), 2)])


def test_jump_when_a_teaser_names_the_wrong_page(bench: Bench) -> None:
    assert with_teasers(bench, ("a", "一条河的重生", 2)) == []
    assert_found(with_teasers(bench, ("a", "一条河的重生", 3)), "jump", "the article is on page 2")


def test_jump_when_a_teaser_is_of_no_article(bench: Bench) -> None:
    assert_found(with_teasers(bench, ("b", "另一条河", 2)), "jump", "not the headline of an article")
    assert_found(with_teasers(bench, ("a", "另一条河", 2)), "jump", "not the headline of an article")


def test_facts_that_stand_in_the_wrong_cells_are_found(bench: Bench) -> None:
    module = bench.module(bench.maker.service(SERVICE), 2)
    swapped = changed(module, lambda line: line.slot == "1-3", slot="2-3")
    assert_found(told(bench, (), [swapped], services=(SERVICE,)), "unknown-part", "facts are not those")


def test_facts_that_stand_nowhere_are_lost_text(bench: Bench) -> None:
    assert_found(told(bench, (), [], services=(SERVICE,)), "lost-text", "characters")


def ad_page(bench: Bench, module: Module, *more: Module) -> list[str]:
    return told(bench, (), [module, *more], ads=(bench.ad(),))


def test_picture_when_an_ad_is_missing_twice_or_changed(bench: Bench) -> None:
    item = bench.maker.ad(bench.ad(), 4, 17)
    module = bench.module(item, 4)
    (picture,) = module.pictures
    assert ad_page(bench, module) == []
    assert_found(told(bench, (), [], ads=(bench.ad(),)), "picture", "it stands on no page")
    assert_found(ad_page(bench, module, bench.module(item, 4, 2, 0, 21)), "picture", "it stands 2 times")
    silent = replace(module, pictures=(replace(picture, alt=""),))
    assert_found(ad_page(bench, silent), "picture", "alt")
    narrow = Rect(picture.rect.x, picture.rect.y, picture.rect.width * 0.8, picture.rect.height)
    assert_found(ad_page(bench, replace(module, pictures=(replace(picture, rect=narrow),))), "picture", "distorted")
    cut = replace(picture, rect=narrow, crop=(0.0, 0.0, 0.8, 1.0))
    assert_found(ad_page(bench, replace(module, pictures=(cut,))), "picture", "may not be cut")


def test_picture_when_more_than_fifteen_per_cent_is_cut_away(bench: Bench) -> None:
    article = bench.article("a", kind="photo", headline="", blocks=(), pictures=(bench.picture(size=(1200, 600)),))
    module = bench.module(bench.maker.photo(article, 0, dominant=False, rank=3), 4)
    (picture,) = module.pictures
    frame = Rect(picture.rect.x, picture.rect.y, picture.rect.height * 1.5, picture.rect.height)
    cut = replace(picture, rect=frame, crop=(0.1, 0.0, 0.75, 1.0))
    found = told(bench, (article,), [replace(module, pictures=(cut,))])
    assert_found(found, "picture", "25% of it is cut away; at most 15% may be")


def test_off_grid_when_the_headline_is_not_of_the_stated_size(bench: Bench) -> None:
    article = bench.article("a")
    module = bench.module(bench.item(article), 3)
    found = told(bench, (article,), [replace(module, headline_pt=module.headline_pt + 2)])
    assert_found(found, "off-grid", "the module says")


@pytest.mark.parametrize("change", [lambda xs: tuple(reversed(xs)), lambda xs: tuple(x // 2 for x in xs)])
def test_off_grid_when_glyphs_do_not_fill_their_line(bench: Bench, change: Callable[..., tuple[int, ...]]) -> None:
    article = bench.article("a")
    module = bench.module(bench.item(article), 3)

    def full(line: PlacedLine) -> bool:
        return line.role == "body" and not line.last and len(line.runs) == 1

    line = next(line for line in module.lines if full(line))
    run = replace(line.runs[0], along=change(line.runs[0].along))
    found = told(bench, (article,), [changed(module, full, runs=(run,))])
    assert_found(found, "off-grid", "do not fill the width")


def test_off_grid_when_a_pull_quote_claims_a_row(bench: Bench) -> None:
    article = bench.article("a", pull_quote="水到家门口。")
    module = bench.module(bench.item(article), 2)
    found = told(bench, (article,), [changed(module, role("quote"), row=module.leg_rows[0])])
    assert_found(found, "off-grid", "the pull quote")


def test_underset_when_the_text_under_a_picture_begins_too_low(bench: Bench) -> None:
    article = bench.article("a", priority=2, blocks=paragraphs(7), pictures=(bench.picture(),))
    item = bench.item(article, inside=True)
    shapes = [shape for curve in item.curves.values() for shape in curve.values()]
    shape = next(shape for shape in shapes if not shape.inset.full and shape.picture_span < shape.span)
    module = bench.module(item, shape.span, which=lambda one: one is shape)
    assert told(bench, (article,), [module]) == []
    (picture,) = module.pictures
    higher = replace(picture, rect=replace(picture.rect, height=picture.rect.height - 60))
    moved = tuple(
        replace(line, y_pt=line.y_pt - 60) if line.role in ("caption", "credit") else line for line in module.lines
    )
    found = told(bench, (article,), [replace(module, pictures=(higher,), lines=moved)])
    assert_found(found, "underset", "5 rows short")


def test_ragged_line_when_a_note_does_not_end_flush(bench: Bench) -> None:
    article = bench.article("a", note="编者按：" + "今日起本报推出系列报道敬请读者关注" * 3 + "。")
    module = bench.module(bench.item(article), 3)

    def full(line: PlacedLine) -> bool:
        return line.role == "note" and not line.last and not line.start_pt

    width = next(line for line in module.lines if full(line)).length_pt
    found = told(bench, (article,), [changed(module, full, length_pt=width - 2)])
    assert_found(found, "ragged-line", "short of the leg's right edge")
