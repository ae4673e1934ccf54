"""Reading OpenDocument and RTF, and telling what a file without a reader is."""

from __future__ import annotations

import io
import zipfile

import pytest

from banxin.errors import EditionError
from banxin.intake.dump import Dump, DumpNote, DumpTable, LineStyle
from banxin.intake.formats import Format, format_of
from banxin.intake.reading import read_file

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    " ".join(
        f'xmlns:{prefix}="{NAMES}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
        )
    )
    + f' xmlns:fo="{NAMES}:xsl-fo-compatible:1.0"'
)


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in files.items():
            file.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def odt(body: str, styles: str = "") -> Dump:
    root = f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
    root += f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return read_file("稿.odt", zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=root))


def lines(made: Dump) -> list[str]:
    return [line for line in made.text.split("\n") if line]


def test_opendocument_has_its_looks_tables_lists_and_notes() -> None:
    styles = (
        '<style:style style:name="T"><style:text-properties fo:font-size="22pt" fo:font-weight="bold"/>'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
        ' style:num-suffix="、"/></text:list-style>'
    )
    note = "<text:note><text:note-citation>1</text:note-citation>{}</text:note>".format(
        "<text:note-body><text:p>据县志。</text:p></text:note-body>"
    )
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{b}</text:p></table:table-cell></table:table-row>"
        for a, b in (("甲", "乙"), ("1", "2"))
    )
    items = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in "丙丁")
    made = odt(
        f'<text:p text:style-name="T">大桥<text:span>通车</text:span></text:p><text:p>昨天{note}通车。</text:p>'
        f'<table:table>{rows}</table:table><text:list text:style-name="L">{items}</text:list>',
        styles,
    )
    assert lines(made) == ["大桥通车", "昨天[^1]通车。", "一、丙", "二、丁"]
    assert made.styles[1] == LineStyle(22, True, True)
    assert [one.what for one in made.placed] == [DumpNote("1", "据县志。"), DumpTable((("甲", "乙"), ("1", "2")))]
    assert made.problems == ()


def test_tracked_deletions_and_comments_of_opendocument_are_told() -> None:
    made = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧句</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>新句<office:annotation><text:p>核实</text:p>"
        "</office:annotation>。</text:p>"
    )
    assert lines(made) == ["新句。"]
    assert [one.code for one in made.problems] == ["left-out", "comment"]


def test_rich_text_is_its_lines() -> None:
    made = read_file("稿.rtf", rb"{\rtf1\ansicpg936 \u22823?\u26725?\'cd\'a8\'b3\'b5\par \u31532?\u20108?\u27573?\par}")
    assert lines(made) == ["大桥通车", "第二段"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word 97"),
        ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel"),
        ("a.xlsx", zipped(**{"[Content_Types]_xml": "", "xl__workbook_xml": ""}), "Excel"),
        ("a.pptx", zipped(**{"[Content_Types]_xml": "", "ppt__a_xml": ""}), "PowerPoint"),
        ("a.ofd", zipped(OFD_xml=""), "OFD"),
        ("a.pages", zipped(Index__Document_iwa=""), "Pages"),
        ("a.epub", zipped(mimetype="application/epub+zip", **{"META-INF__container_xml": ""}), "EPUB"),
        ("a.zip", zipped(a_txt="甲"), "archive"),
        ("a.rar", b"Rar!\x1a\x07", "RAR"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.heic", b"\0\0\0\x18ftypheic", "picture"),
    ],
)
def test_a_file_without_a_reader_is_named_with_a_way_out(name: str, data: bytes, what: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_file(name, data)
    (found,) = caught.value.problems
    assert found.code == "foreign-file"
    assert what in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"<!DOCTYPE html><p>", Format.HTML),
        ("a.htm", "甲".encode(), Format.HTML),
        ("a.md", b"# a", Format.MARKDOWN),
        ("a.txt", "甲乙".encode("gb18030"), Format.TEXT),
        ("a.doc", b"{\\rtf1", Format.RTF),
        ("a.doc", b"<html xmlns:w='urn:x'>", Format.HTML),
        ("a.txt", b"%PDF-1.7", Format.PDF),
    ],
)
def test_the_first_bytes_say_more_than_the_name(name: str, data: bytes, form: Format) -> None:
    assert format_of(name, data) == form
