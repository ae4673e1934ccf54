"""The e-books in a real reader: every page turned, every entry of the contents followed, every article found."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.bind.making import Books, bind
from banxin.check.text import characters, wanted
from banxin.model.edition import BlockKind, Edition
from banxin.model.plan import Plan
from ereader import EINK, PHONE, READY, opened

SCREENS = {"phone": PHONE, "eink": EINK}
LONGEST = 900
"""Pages that a book may have before a test gives up turning."""
needs_reader = pytest.mark.skipif(not READY, reason="make reader brings epub.js and Chromium")
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def bound(
    bulletin: pipeline.OpenEdition, bulletin_plan: Plan, bulletin_pdf: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Make:
    """Makes an e-book of the bulletin: its profile, and perhaps its faces."""
    folder = tmp_path_factory.mktemp("books")

    def make(profile: str, *, embed_fonts: bool = False) -> Path:
        path = folder / f"{profile}-{embed_fonts}.epub"
        if not path.exists():
            made = bind(
                pipeline.printed(bulletin.edition, bulletin_plan),
                bulletin_plan,
                bulletin_pdf,
                bulletin.epub_folder,
                pipeline.modified(bulletin.edition),
                Books((profile,), embed_fonts=embed_fonts),
                bulletin.library,
            )
            path.write_bytes(next(iter(made)).data)
        return path

    return make


@pytest.fixture(scope="module")
def edition(bulletin: pipeline.OpenEdition, bulletin_plan: Plan) -> Edition:
    return pipeline.printed(bulletin.edition, bulletin_plan)


@needs_reader
@pytest.mark.parametrize(
    ("profile", "screen", "size"),
    [
        ("plain", "phone", "100%"),
        pytest.param("plain", "phone", "300%", marks=pytest.mark.slow),
        pytest.param("eink", "eink", "170%", marks=pytest.mark.slow),
        pytest.param("kobo", "phone", "100%", marks=pytest.mark.slow),
    ],
)
def test_a_reader_turns_every_page_and_nothing_stands_out(
    profile: str, screen: str, size: str, bound: Make, tmp_path: Path
) -> None:
    with opened(bound(profile), tmp_path, SCREENS[screen]) as reader:
        reader.look(size, night=size == "300%")
        spine = reader.spine()
        place, seen, turned = reader.go(spine[0]), [spine[0]], 0
        while not place.end:
            assert reader.wide() == [], place
            last, place, turned = place, reader.next(), turned + 1
            assert place != last, f"the page does not turn at {last}"
            assert turned < LONGEST
            if place.href != seen[-1]:
                seen.append(place.href)
    assert seen == spine
    assert turned >= len(spine) - 1


@needs_reader
@pytest.mark.parametrize("profile", ["plain", pytest.param("kindle", marks=pytest.mark.slow)])
def test_the_contents_lead_to_every_article(profile: str, bound: Make, edition: Edition, tmp_path: Path) -> None:
    with opened(bound(profile), tmp_path) as reader:
        entries = {title: href for href, title in reader.contents()}
        for article in edition.articles:
            place = reader.go(entries[article.title])
            assert place.href.endswith(f"article-{article.slug}.xhtml")
            shown = characters(reader.text())
            assert wanted(article) - shown == characters("")
            assert str(article.headline.without("／")) in reader.text()


@needs_reader
def test_the_bars_lead_from_article_to_article_and_back_to_the_list(
    bound: Make, edition: Edition, tmp_path: Path
) -> None:
    with opened(bound("plain"), tmp_path) as reader:
        order = [href for href in reader.spine() if "article-" in href]
        place = reader.go(order[0])
        for following in order[1:]:
            place = reader.follow(".bar .on")
            assert place.href == following
        place = reader.follow(".bar .up")
        assert place.href.endswith("front.xhtml")
        assert place.page > 1, "back at the article's own place in the list, not at its head"


@needs_reader
def test_without_its_style_sheets_the_book_is_whole(bound: Make, edition: Edition, tmp_path: Path) -> None:
    with opened(bound("plain"), tmp_path) as reader:
        reader.bare()
        for article in edition.articles[:6]:
            reader.go(f"article-{article.slug}.xhtml")
            assert reader.wide() == []
            assert wanted(article) - characters(reader.text()) == characters("")


def test_mupdf_reads_every_article(bound: Make, edition: Edition) -> None:
    """The engine of KOReader; its text is that of pages as it has set them."""
    run = subprocess.run(
        ["mutool", "draw", "-F", "text", "-o", "-", bound("plain", embed_fonts=True)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    text = "".join(run.stdout.split())
    for article in edition.articles:
        assert wanted(article) - characters(text) == characters(""), article.slug
        told = [block.text for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
        assert all("".join(one.split())[:40] in text for one in told)
