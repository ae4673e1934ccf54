"""The fonts folder is what its fonts.toml says, and a character nobody can set is named with its place."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from banxin.assets import asset_folder
from banxin.errors import Problem, SetupError
from banxin.fonts.library import FontLibrary
from banxin.fonts.verify import coverage, verify
from edition_factory import make_article, make_edition, make_service, paragraph

FALLBACK = ("serif-regular", "sans-regular", "kai-regular")


def make_font(
    path: Path, family: str = "Tiny", weight: int = 400, outlines: str = "glyf", character: str = "一"
) -> None:
    """A font of one full square, for that character."""
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder([".notdef", "one"])
    builder.setupCharacterMap({ord(character): "one"})
    pen = TTGlyphPen(None) if outlines == "glyf" else T2CharStringPen(1000, None)
    for step, point in enumerate(((0, 0), (0, 900), (900, 900), (900, 0))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    if outlines == "glyf":
        builder.setupGlyf({".notdef": pen.glyph(), "one": pen.glyph()})
    else:
        shape = pen.getCharString()
        builder.setupCFF("Tiny", {}, {".notdef": shape, "one": shape}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "one": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    builder.save(path)


def make_fonts_folder(folder: Path, **changes: object) -> Path:
    """A folder with one face that is all right, its fonts.toml row changed as told."""
    folder.mkdir(exist_ok=True)
    if not (folder / "tiny.ttf").exists():
        make_font(folder / "tiny.ttf")
    (folder / "OFL.txt").write_text("free\n")
    row = {
        "id": "tiny",
        "family": "Tiny",
        "weight": 400,
        "style": "song",
        "role": "body",
        "file": "tiny.ttf",
        "version": "1",
        "package": "none",
        "sha256": hashlib.sha256((folder / "tiny.ttf").read_bytes()).hexdigest(),
        "licence": "OFL-1.1",
        "licence_file": "OFL.txt",
        **changes,
    }
    lines = [f"{key} = {value!r}" for key, value in row.items()]
    (folder / "fonts.toml").write_text("\n".join(["[[face]]", *lines, ""]))
    return folder


def test_our_own_fonts_are_as_fonts_toml_says() -> None:
    assert verify(asset_folder("fonts")) == ()


def test_our_licences_are_whole() -> None:
    folder = asset_folder("fonts")
    for face in FontLibrary.load().faces.values():
        text = (folder / face.licence_file).read_text("utf-8")
        assert re.match(r"Copyright (\(c\) )?20\d\d", text)
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "OTHER DEALINGS IN THE FONT SOFTWARE." in text


def test_a_folder_that_is_all_right_has_no_fault(tmp_path: Path) -> None:
    assert verify(make_fonts_folder(tmp_path)) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sha256": "00"}, r"tiny\.ttf: its sha256 is [0-9a-f]{64}, not what"),
        ({"family": "Other"}, r"tiny\.ttf: its family is Tiny, fonts\.toml says Other"),
        ({"weight": 700}, r"tiny\.ttf: its weight is 400, fonts\.toml says 700"),
        ({"licence_file": "GPL.txt"}, r"tiny\.ttf: its licence GPL\.txt is missing"),
        ({"file": "gone.ttf"}, r"gone\.ttf is missing, though"),
    ],
)
def test_a_row_that_does_not_fit_its_file_is_named(tmp_path: Path, changes: dict[str, object], fault: str) -> None:
    faults = verify(make_fonts_folder(tmp_path, **changes))
    assert re.search(fault, "\n".join(faults))


def test_a_file_nobody_named_is_a_fault(tmp_path: Path) -> None:
    folder = make_fonts_folder(tmp_path)
    (folder / "extra.ttf").write_bytes(b"")
    assert [fault.partition(":")[0] for fault in verify(folder)] == ["extra.ttf"]


def test_a_web_page_called_ttf_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "tiny.ttf").write_text("<!DOCTYPE html><title>404</title>")
    assert any("cannot be read as a font" in fault for fault in verify(make_fonts_folder(tmp_path)))


def test_cff_outlines_are_refused(tmp_path: Path) -> None:
    make_font(tmp_path / "tiny.ttf", outlines="CFF")
    assert any("not TrueType" in fault for fault in verify(make_fonts_folder(tmp_path)))


def test_an_empty_licence_is_none(tmp_path: Path) -> None:
    folder = make_fonts_folder(tmp_path)
    (folder / "OFL.txt").write_text("\n")
    assert any("OFL.txt is empty" in fault for fault in verify(folder))


def test_an_id_comes_once(tmp_path: Path) -> None:
    folder = make_fonts_folder(tmp_path)
    manifest = (folder / "fonts.toml").read_text()
    (folder / "fonts.toml").write_text(manifest + manifest)
    assert any("face tiny more than once" in fault for fault in verify(folder))


def found_in(tmp_path: Path, *texts: str, faces: tuple[str, ...] = FALLBACK) -> tuple[Problem, ...]:
    blocks = tuple(paragraph("rare", 10 + number, text) for number, text in enumerate(texts))
    article = make_article("rare", headline="上／下", blocks=blocks)
    edition = dataclasses.replace(make_edition(tmp_path), articles=(article,))
    return coverage(edition, FontLibrary.load(), faces)


def test_a_whole_edition_can_be_set(tmp_path: Path) -> None:
    assert coverage(make_edition(tmp_path), FontLibrary.load(), FALLBACK) == ()


@pytest.mark.parametrize("character", ["\ue000", "😀", "Ა", "\U00030000"])
def test_a_character_no_face_has_is_named_with_article_and_line(tmp_path: Path, character: str) -> None:
    (fault,) = found_in(tmp_path, "平常的一段。", f"这个{character}字与{character}字。")
    assert (fault.code, fault.origin.file, fault.origin.line) == ("no-glyph", "2024-12-22/rare.md", 11)
    assert f"U+{ord(character):04X}" in fault.message
    assert "article rare" in fault.message


def test_every_line_with_the_character_is_named(tmp_path: Path) -> None:
    assert [fault.origin.line for fault in found_in(tmp_path, "😀", "无", "😀😀")] == [10, 12]


@pytest.mark.parametrize("key", ["series", "note", "pull_quote"])
def test_a_character_beside_the_text_is_looked_for_too(tmp_path: Path, key: str) -> None:
    article = make_article("rare", **{key: "笑😀"})
    (fault,) = coverage(make_edition(tmp_path, articles=(article,)), FontLibrary.load(), FALLBACK)
    assert "article rare" in fault.message


def test_a_character_of_a_service_box_is_looked_for_too(tmp_path: Path) -> None:
    service = make_service(rows=(("今天", "😀"),))
    (fault,) = coverage(make_edition(tmp_path, services=(service,)), FontLibrary.load(), FALLBACK)
    assert (fault.origin.file, fault.origin.line) == ("2024-12-22/service.toml", 1)


def test_white_space_and_editors_breaks_need_no_glyph(tmp_path: Path) -> None:
    assert found_in(tmp_path, "一 二　三\u2003四", faces=("brush-regular", "serif-regular")) == ()


def test_rare_names_that_a_face_has_are_no_fault(tmp_path: Path) -> None:
    assert found_in(tmp_path, "𠮷㐂") == ()


def test_a_variation_the_face_lacks_is_a_fault(tmp_path: Path) -> None:
    (fault,) = found_in(tmp_path, "葛\U000e0155")
    assert "U+E0155" in fault.message


def test_an_unknown_face_is_a_broken_setup(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no face 'fang-regular'"):
        found_in(tmp_path, "一", faces=("fang-regular",))
