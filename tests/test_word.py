"""Reading .docx: every character of a file is in its dump or in a problem, looks are evidence, nothing is guessed."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin.errors import EditionError
from banxin.importer.raw_pages import Reading, read_dump
from banxin.importer.result import RankedArticle
from banxin.importer.write import article_file
from banxin.intake.dump import Dump, DumpNote, DumpPicture, DumpTable, LineStyle
from banxin.intake.word.numbering import counted
from banxin.intake.word.reading import read_docx
from word_files import cell, docx, old_box, paragraph, picture, run, styled, table, text_box

FOOTNOTES = "<w:footnote w:id='-1' w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'>{}</w:footnote>"


def dump(*body: str, **more: object) -> Dump:
    return read_docx("稿.docx", docx(*body, **more))  # type: ignore[arg-type]


def lines(made: Dump) -> list[str]:
    return [line for line in made.text.split("\n") if line]


def codes(made: Dump) -> list[str]:
    return [one.code for one in made.problems]


def things(made: Dump, kind: type) -> list[object]:
    return [one.what for one in made.placed if isinstance(one.what, kind)]


def test_size_bold_and_place_are_evidence() -> None:
    made = dump(styled("大桥通车", 22, bold=True, centred=True), styled("昨天通车。", 16))
    assert made.styles == {1: LineStyle(22, True, True), 2: LineStyle(16)}


def test_styles_are_followed_to_what_they_build_on() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='24'/></w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:type='paragraph' w:styleId='a' w:default='1'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='heading 2'/><w:basedOn w:val='a'/>"
        "<w:rPr><w:b/><w:rFonts w:eastAsia='黑体'/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='c'><w:basedOn w:val='b'/>"
        "<w:pPr><w:jc w:val='center'/></w:pPr></w:style>"
    )
    made = dump(paragraph("题", properties="<w:pStyle w:val='c'/>"), paragraph("文"), parts={"styles.xml": styles})
    assert made.styles == {1: LineStyle(12, True, True, "黑体", 2), 2: LineStyle(12)}


def test_boxes_are_read_once_in_both_forms() -> None:
    made = dump(paragraph("前", text_box(paragraph("新框"))), paragraph("后", old_box(paragraph("旧框"))))
    assert lines(made) == ["前", "新框", "后", "旧框"]


def test_a_merged_cell_has_its_text_once() -> None:
    made = dump(
        table(
            cell("类", "<w:gridSpan w:val='2'/>") + cell("数"),
            cell("甲", "<w:vMerge w:val='restart'/>") + cell("子") + cell("1"),
            cell("", "<w:vMerge/>") + cell("丑") + cell("2"),
        )
    )
    assert things(made, DumpTable) == [DumpTable((("类", "", "数"), ("甲", "子", "1"), ("", "丑", "2")))]


def test_a_frame_around_text_is_text() -> None:
    framed = f"<w:tc>{paragraph('长' * 150 + '。')}{paragraph('文' * 150 + '。')}</w:tc>"
    made = dump(table(framed))
    assert not made.placed
    assert [len(line) for line in lines(made)] == [151, 151]


def test_notes_stand_where_their_marks_are() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = dump(paragraph("通车", mark, "了。"), parts={"footnotes.xml": FOOTNOTES.format(paragraph("据县志。"))})
    assert lines(made) == ["通车[^1]了。"]
    assert things(made, DumpNote) == [DumpNote("1", "据县志。")]
    assert made.characters == 8


def test_a_note_that_names_itself_ends() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = dump(paragraph("通车", mark), parts={"footnotes.xml": FOOTNOTES.format(paragraph("注", mark))})
    assert things(made, DumpNote) == [DumpNote("1", "注[^1]")]


def test_a_picture_has_the_caption_behind_it() -> None:
    body = [styled("正文一句。" * 9, 16), paragraph(picture("rId1", "桥")), styled("大桥。王敏 摄", 12, centred=True)]
    made = dump(*body, styled("正文又一句。" * 9, 16), media={"1.png": b"bytes"})
    assert things(made, DumpPicture) == [DumpPicture("1.png", b"bytes", "大桥。王敏 摄", "桥")]
    assert len(lines(made)) == 2


def test_a_paragraph_behind_a_picture_is_no_caption_by_its_place_alone() -> None:
    made = dump(styled("正文。", 16), paragraph(picture("rId1")), styled("又一段，很短。", 16), media={"1.png": b"x"})
    assert things(made, DumpPicture) == [DumpPicture("1.png", b"x")]
    assert len(lines(made)) == 2


def test_tracked_changes_are_told_with_their_authors() -> None:
    made = dump(
        paragraph(
            "全县",
            '<w:ins w:author="张三"><w:r><w:t>十二</w:t></w:r></w:ins>',
            '<w:del w:author="李四"><w:r><w:delText>十一</w:delText></w:r></w:del>',
            "个乡镇。",
        )
    )
    assert lines(made) == ["全县十二个乡镇。"]
    assert codes(made) == ["tracked-change", "tracked-change"]
    assert "张三" in made.problems[0].message
    assert "十二" in made.problems[0].message
    assert "李四" in made.problems[1].message
    assert "十一" in made.problems[1].message


def test_moved_text_is_taken_once() -> None:
    moved = [f'<w:move{way} w:author="甲">{run("此句")}</w:move{way}>' for way in ("From", "To")]
    made = dump(paragraph(moved[0], "在前。"), paragraph("在后", moved[1]))
    assert lines(made) == ["在前。", "在后此句"]
    assert codes(made) == ["tracked-change"] * 2


def test_comments_are_told_with_their_place() -> None:
    comments = f'<w:comment w:id="0" w:author="主任">{paragraph("核实")}</w:comment>'
    made = dump(paragraph("十二个。", '<w:r><w:commentReference w:id="0"/></w:r>'), parts={"comments.xml": comments})
    assert codes(made) == ["comment"]
    assert all(part in made.problems[0].message for part in ("主任", "核实", "十二个。"))


def test_heads_and_feet_of_pages_and_hidden_text_are_told() -> None:
    made = dump(
        paragraph("正文", run("密", "<w:vanish/>")),
        parts={"header1.xml": paragraph("县委宣传部"), "footer1.xml": paragraph("- 1 -")},
    )
    assert lines(made) == ["正文"]
    assert sorted(one.message for one in made.problems) == [
        "hidden text was not taken: 密.",
        "what stands at the head of each page was not taken: 县委宣传部.",
    ]


def test_fields_give_their_results_only() -> None:
    parts = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    made = dump(paragraph("见", parts[0], code, parts[1], "网站", parts[2], "。"))
    assert lines(made) == ["见网站。"]
    nested = paragraph(parts[0], parts[0], parts[1], run("内"), parts[2], parts[1], "外", parts[2])
    assert lines(dump(nested)) == ["外"]


def test_breaks_tabs_symbols_and_readings() -> None:
    ruby = f"<w:ruby><w:rt>{run('yǎn')}</w:rt><w:rubyBase>{run('䶮')}</w:rubyBase></w:ruby>"
    made = dump(
        paragraph("上行", "<w:r><w:br/></w:r>", "下行", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'),
        paragraph(f"<w:r>{ruby}</w:r>", "<w:r><w:noBreakHyphen/></w:r>"),
        paragraph('<w:r><w:sym w:font="Strange" w:char="F041"/></w:r>', "甲"),
    )
    assert lines(made) == ["上行", "下行☑", "䶮（yǎn）-", "甲"]
    assert codes(made) == ["left-out"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"), ("chineseLegalSimplified", 3, "叁"), ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"), ("decimalEnclosedCircleChinese", 3, "③"), ("ideographTraditional", 2, "乙"),
        ("decimal", 12, "12"), ("decimalZero", 7, "07"),
    ],
)  # fmt: skip
def test_numbers_are_as_word_prints_them(form: str, number: int, shown: str) -> None:
    assert counted(number, form) == shown


def test_lists_are_numbered_as_printed() -> None:
    levels = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>"
    )
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    )

    def item(text: str, identity: int, level: int) -> str:
        return paragraph(text, properties=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{identity}'/></w:numPr>")

    made = dump(
        item("总则", 1, 0), item("目的", 1, 1), item("范围", 1, 1), item("罚则", 1, 0), item("附则", 1, 1),
        item("另起", 2, 0), item("再来", 2, 0), parts={"numbering.xml": numbering},
    )  # fmt: skip
    assert lines(made) == ["一、总则", "1.1 目的", "1.2 范围", "二、罚则", "2.1 附则", "一、另起", "二、再来"]


WRAPPERS = st.sampled_from(
    (
        "{}",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:author="甲">{}</w:ins>',
        '<w:del w:author="甲">{}</w:del>',
        '<w:moveFrom w:author="甲">{}</w:moveFrom>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<m:oMath>{}</m:oMath>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    )
)
BLOCKS = st.sampled_from(("p", "table", "box", "old box", "sdt", "nested table"))


def block(kind: str, inside: str) -> str:
    whole = paragraph(inside)
    boxed = f"<w:tc>{whole}</w:tc><w:tc>{paragraph('旁')}</w:tc>"
    return {
        "p": whole,
        "table": table(boxed, boxed),
        "nested table": table(f"<w:tc>{table(boxed, boxed)}<w:p/></w:tc><w:tc>{whole}</w:tc>"),
        "box": paragraph(text_box(whole)),
        "old box": paragraph(old_box(whole)),
        "sdt": f"<w:sdt><w:sdtContent>{whole}</w:sdtContent></w:sdt>",
    }[kind]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(BLOCKS, WRAPPERS, st.text("天地玄黄宇宙", min_size=1, max_size=4)), min_size=1, max_size=6))
def test_no_character_is_lost_in_any_wrapper(parts: list[tuple[str, str, str]]) -> None:
    body = [block(kind, wrapper.replace("{}", run(text))) for kind, wrapper, text in parts]
    made = dump(*body)
    assert "uncounted" not in codes(made)
    told = made.text + "".join(text for one in made.placed for text in one.what.texts)
    taken = [(kind, text) for kind, wrapper, text in parts if "del" not in wrapper and "moveFrom" not in wrapper]
    times = {"table": 2, "nested table": 3}
    wanted = Counter("".join(text * times.get(kind, 1) for kind, text in taken))
    assert Counter(mark for mark in told if mark in "天地玄黄宇宙") == wanted


def test_a_character_that_no_reader_puts_anywhere_is_told() -> None:
    made = dump("<w:strange><w:p><w:r><w:t>失</w:t></w:r></w:p></w:strange>", paragraph("得"))
    assert codes(made) == ["uncounted"]
    assert "失" in made.problems[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        docx(paragraph("甲"))[:-30],
        docx("<w:p>"),
        docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    ],
)
def test_a_damaged_file_is_told(data: bytes) -> None:
    with pytest.raises(EditionError) as caught:
        read_docx("稿.docx", data)
    assert [one.code for one in caught.value.problems] == ["unreadable-file"]


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 50_000_000)
    with pytest.raises(EditionError, match="unpacks to"):
        read_docx("稿.docx", out.getvalue())


def test_entities_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>')
    with pytest.raises(EditionError, match="entities"):
        read_docx("稿.docx", out.getvalue())


# What becomes of it.

OFFICE = (
    styled("关于开展义务植树的通知", 22, bold=True, centred=True),
    styled("县林业局 李志刚", 14, centred=True),
    styled("各乡镇人民政府：", 16),
    styled("一、时间", 16, bold=True),
    styled("三月十二日上午，全县统一行动，各乡镇要认真组织。", 16),
)


def test_a_file_is_one_article_with_its_head_by_size() -> None:
    page = read_dump(dump(*OFFICE), Reading.AUTO)
    (article,) = page.articles
    assert (article.headline, article.byline) == ("关于开展义务植树的通知", "县林业局 李志刚")
    assert [str(block.kind) for block in article.blocks] == ["paragraph", "subhead", "paragraph"]
    assert not page.is_page


def test_a_file_of_many_articles_is_cut_before_headlines_that_look_alike() -> None:
    more = (styled("河水清了", 22, bold=True, centred=True), styled("经过治理，河水清了，鱼回来了。", 16))
    page = read_dump(dump(*OFFICE, *more, *OFFICE), Reading.AUTO)
    assert [one.headline for one in page.articles] == ["关于开展义务植树的通知", "河水清了", "关于开展义务植树的通知"]
    assert all(a.last_line < b.line for a, b in pairwise(page.articles))


def test_tables_and_notes_reach_the_article_where_they_stood() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = dump(
        *OFFICE,
        table(cell("甲|") + cell("1"), cell("乙") + cell("2")),
        paragraph(run("完毕", "<w:sz w:val='32'/>"), mark, run("，特此通知。", "<w:sz w:val='32'/>")),
        parts={"footnotes.xml": FOOTNOTES.format(paragraph("见附件。"))},
    )
    page = read_dump(made, Reading.AUTO)
    text = article_file(RankedArticle("a01", 1, 1, page.articles[0], page.placed), 0)
    assert text.endswith("| 甲\\| | 1 |\n| --- | --- |\n| 乙 | 2 |\n\n完毕[^1]，特此通知。\n\n[^1]: 见附件。\n")
