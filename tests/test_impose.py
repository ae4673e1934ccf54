"""Pages on paper at home: all there, in the order in which they are read, none under the printer's margins."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banxin.errors import UsageError
from banxin.foreign.pdf_files import imposed
from banxin.impose.inked import inked
from banxin.impose.sides import MARGIN, PdfBox, PlacedView, Side, View
from banxin.impose.ways import CREEP, OVERLAP, WAYS, booklet, halves, tiles, two_up
from banxin.impose.writing import impose
from banxin.render.pdf.extract import pdf_characters
from command import banxin

UPRIGHT = PdfBox(40, 40, 800, 1150)
SPREAD = PdfBox(40, 40, 1640, 1150)


def views(count: int, box: PdfBox = UPRIGHT) -> list[View]:
    return [View(number, box) for number in range(count)]


def folded(sides: Sequence[Side]) -> list[int | None]:
    """The pages of a booklet as a reader turns them, after printing, laying together and folding."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first = [page for front, back in sheets for page in (at(front, 1), at(back, 0))]
    second = [page for front, back in reversed(sheets) for page in (at(back, 1), at(front, 0))]
    return first + second


def at(side: Side, half: int) -> int | None:
    middle = side.width / 2
    found = [place.view.page for place in side.places if (place.box.left + place.box.right > 2 * middle) == bool(half)]
    return found[0] if found else None


@given(st.integers(1, 40))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(count: int) -> None:
    read = folded(booklet(views(count), "a3"))
    assert read[:count] == list(range(count))
    assert read[count:] == [None] * (-count % 4)


@given(st.integers(1, 12), st.sampled_from(["a5", "a4", "a3"]), st.sampled_from(sorted(WAYS)))
def test_nothing_stands_where_a_printer_leaves_white(count: int, paper: str, way: str) -> None:
    slack = count * CREEP
    for side in WAYS[way](views(count), paper):
        for place in side.places:
            box = place.box
            assert box.left >= MARGIN - slack and box.right <= side.width - MARGIN + slack
            assert box.bottom >= MARGIN - 0.01 and box.top <= side.height - MARGIN + 0.01


def scale(place: PlacedView) -> tuple[float, float]:
    return place.box.width / place.view.box.width, place.box.height / place.view.box.height


@given(st.sampled_from(["a5", "a4", "a3"]), st.sampled_from(sorted(WAYS)), st.sampled_from([UPRIGHT, SPREAD]))
def test_no_page_is_distorted(paper: str, way: str, box: PdfBox) -> None:
    for side in WAYS[way](views(3, box), paper):
        for place in side.places:
            across, down = scale(place)
            assert across == pytest.approx(down, rel=1e-6)


@given(st.floats(150, 2500), st.floats(150, 2500), st.sampled_from(["a5", "a4", "a3"]))
def test_tiles_show_all_of_a_page_in_its_own_size_and_share_what_is_glued(
    width: float, height: float, paper: str
) -> None:
    view = View(0, PdfBox(10, 20, 10 + width, 20 + height))
    found = [side.places[0] for side in tiles([view], paper)]
    assert all(scale(place) == pytest.approx((1, 1)) for place in found)
    rows: dict[float, list[PdfBox]] = {}
    for place in found:
        rows.setdefault(place.view.box.top, []).append(place.view.box)
    tops = sorted(rows, reverse=True)
    assert tops[0] == pytest.approx(view.box.top) and rows[tops[-1]][0].bottom == pytest.approx(view.box.bottom)
    for upper, lower in itertools.pairwise(tops):
        assert rows[upper][0].bottom + OVERLAP == pytest.approx(lower)
    for row in rows.values():
        assert row[0].left == pytest.approx(view.box.left) and row[-1].right == pytest.approx(view.box.right)
        assert all(one.right - other.left == pytest.approx(OVERLAP) for one, other in itertools.pairwise(row))


def test_inner_sheets_of_a_booklet_move_towards_the_fold() -> None:
    sides = booklet(views(12), "a3")
    outer, inner = sides[0].places[1], sides[-2].places[1]
    assert outer.box.left - inner.box.left == pytest.approx(2 * CREEP)


def test_a_spread_is_two_pages_where_it_is_folded() -> None:
    parts = halves([View(0, UPRIGHT), View(1, SPREAD)])
    assert [(part.page, part.box.left, part.box.right) for part in parts[1:]] == [(1, 40, 840), (1, 840, 1640)]


def test_an_odd_last_page_stands_alone() -> None:
    assert [len(side.places) for side in two_up(views(3), "a4")] == [2, 1]


def texts(pdf: bytes) -> list[str]:
    """The text of each side, left half before right half."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        left, right = text.get_text_bounded(0, 0, width / 2, height), text.get_text_bounded(width / 2, 0, width, height)
        found.append(left + "|" + right)
    return found


def numbers(text: str) -> list[int]:
    """The page numbers that are printed in the folios of a half, 第N版 in Chinese figures."""
    found = [re.findall("第([一二三四五六])版", half) for half in text.split("|")]
    return ["一二三四五六".index(half[0]) + 1 for half in found if half]


def test_the_printed_page_numbers_of_a_booklet_stand_where_they_are_read(bulletin_pdf: bytes) -> None:
    made, sides = impose(bulletin_pdf, "booklet", "a3")
    assert sides == 4
    # Page 1 has a masthead and no folio; pages 7 and 8 are blank.
    assert [numbers(text) for text in texts(made)] == [[], [2], [6, 3], [4, 5]]


def test_two_up_has_its_pages_in_order(bulletin_pdf: bytes) -> None:
    made, _ = impose(bulletin_pdf, "two-up", "a4")
    assert [numbers(text) for text in texts(made)] == [[2], [3, 4], [5, 6]]


@pytest.mark.parametrize("way", ["whole", "two-up", "booklet"])
def test_no_character_is_lost(way: str, bulletin_pdf: bytes) -> None:
    made, _ = impose(bulletin_pdf, way, "a4")
    assert pdf_characters(made) == pdf_characters(bulletin_pdf)


def test_white_margins_are_left_out_and_pages_lie_on_each_other(bulletin_pdf: bytes) -> None:
    found = inked(bulletin_pdf)
    assert len({view.box for view in found}) == 1
    width, height = 210 / 25.4 * 72, 297 / 25.4 * 72
    box = found[0].box
    assert 20 < box.left < 60 and box.left == pytest.approx(width - box.right, abs=0.01)
    assert box.bottom > 20 and box.top < height - 20


def test_an_empty_page_is_kept_whole() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 400))
        document.save(out)
    assert inked(out.getvalue())[0].box == PdfBox(0, 0, 300, 400)


def test_the_same_pages_give_the_same_bytes(bulletin_pdf: bytes) -> None:
    assert impose(bulletin_pdf, "tiles", "a4") == impose(bulletin_pdf, "tiles", "a4")


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no pdf")
    with pytest.raises(UsageError, match=r"no.pdf cannot be read as a PDF"):
        imposed(tmp_path / "no.pdf", "whole", "a4")


def test_the_command_writes_beside_the_pdf(bulletin_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(bulletin_pdf)
    done = banxin("home", tmp_path / "paper.pdf", "--way", "booklet", "--paper", "a3")
    assert done.returncode == 0, done.stderr
    assert "4 sides of A3" in done.stdout and "short edge" in done.stdout
    assert (tmp_path / "paper-booklet-a3.pdf").is_file()
