"""Reading web pages and Markdown: the article and nothing else, every character counted, nothing fetched."""

from __future__ import annotations

import base64
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from banxin.errors import EditionError
from banxin.importer.raw_pages import Reading, read_dump
from banxin.intake.dump import Dump, DumpPicture, DumpTable
from banxin.intake.reading import read_file
from banxin.intake.web.reading import read_html

SENTENCE = "昨天上午，县里的大桥正式通车，两岸群众来到桥头，看车流驶过。"
MENU = "".join(f'<li><a href="/{at}">栏目{at}</a></li>' for at in range(40))


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return out.getvalue()


def page(inside: str, files: dict[str, bytes] | None = None) -> Dump:
    near = (files or {}).get
    return read_html("页.html", inside.encode(), lambda name: near(name, b""))


def lines(made: Dump) -> list[str]:
    return [line for line in made.text.split("\n") if line]


def codes(made: Dump) -> list[str]:
    return [one.code for one in made.problems]


WECHAT = f"""<html><head><title>x</title><script>var a="甲";</script></head><body>
<h1 id="activity-name"> 大桥通车 </h1><span id="js_name">云溪发布</span>
<div id="js_content" style="visibility: hidden;"><section><p><span style="font-size: 15px;">{SENTENCE}</span></p>
<p style="text-align: center;"><img data-src="img/1.png" src="data:image/gif;base64,R0lGODlh"></p>
<p style="text-align:center"><span style="font-size:12px">新桥。王敏 摄</span></p>
<section><section><p><strong>一、两岸相连</strong></p></section><p>{SENTENCE}</p></section></section></div>
<div class="more"><p>{SENTENCE}别处。</p></div></body></html>"""


def test_a_wechat_article_is_what_stands_in_its_content() -> None:
    made = page(WECHAT, {"img/1.png": png()})
    assert lines(made) == ["大桥通车", SENTENCE, "一、两岸相连", SENTENCE]
    (picture,) = [one.what for one in made.placed if isinstance(one.what, DumpPicture)]
    assert (picture.caption, picture.name) == ("新桥。王敏 摄", "1.png")
    (article,) = read_dump(made, Reading.AUTO).articles
    assert article.headline == "大桥通车"
    assert [str(block.kind) for block in article.blocks] == ["paragraph", "subhead", "paragraph"]
    assert codes(made) == ["left-out"]
    assert "云溪发布" in made.problems[0].message


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul>{menu}</ul></nav><div><div class='c'>{text}</div></div><footer>版权</footer>",
        "<table><tr><td><ul>{menu}</ul></td><td><div>{text}</div></td></tr></table>",
        "<ul>{menu}</ul><article>{text}</article><article><p>另一条，短。</p></article>",
        "<main>{text}</main><aside><ul>{menu}</ul></aside>",
    ],
)
def test_the_article_of_a_page_is_found_without_its_menus(around: str) -> None:
    text = "".join(f"<p>{SENTENCE}第{at}段。</p>" for at in "一二三")
    made = page(f"<html><body>{around.format(menu=MENU, text=text)}</body></html>")
    assert lines(made) == [f"{SENTENCE}第{at}段。" for at in "一二三"]
    assert "left-out" in codes(made)


def test_what_is_in_no_element_is_read_too() -> None:
    assert lines(page(f"{SENTENCE}<br>{SENTENCE}<div>甲</div>乙")) == [SENTENCE, SENTENCE, "甲", "乙"]


def test_a_fragment_of_the_clipboard_is_its_text() -> None:
    head = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\nStartFragment:01\r\nEndFragment:02\r\n"
    made = page(f"{head}<html><body><!--StartFragment--><p>大桥<b>通车</b>了。</p><!--EndFragment--></body></html>")
    assert lines(made) == ["大桥通车了。"]


def test_scripts_and_styles_are_no_text_and_hidden_text_is_told() -> None:
    made = page("<style>.甲{}</style><p>正文。<script>乙</script></p><p style='display: none'>丙</p>")
    assert lines(made) == ["正文。"]
    assert codes(made) == ["left-out"]
    assert "丙" in made.problems[0].message


def test_looks_are_evidence() -> None:
    made = page("<p style='font-size:24px;text-align:center'><b>题</b></p><p>文</p><h2>小题</h2>")
    looks = [made.styles[number] for number in sorted(made.styles)]
    assert [(one.size, one.bold, one.centred, one.level) for one in looks] == [
        (18.0, True, True, 0),
        (12.0, False, False, 0),
        (18.0, True, False, 2),
    ]


def test_tables_with_merged_cells_keep_their_columns() -> None:
    made = page(
        "<table><tr><th colspan=2>甲</th></tr><tr><td rowspan=2>乙</td><td>丙</td></tr><tr><td>丁</td></tr></table>"
    )
    assert [one.what for one in made.placed] == [DumpTable((("甲", ""), ("乙", "丙"), ("", "丁")))]


def test_lists_have_their_marks() -> None:
    assert lines(page("<ol start=3><li>甲<li><p>乙</p></ol><ul><li>丙</ul>")) == ["3. 甲", "4. 乙", "• 丙"]


def test_readings_and_raised_numbers() -> None:
    assert lines(page("<ruby>䶮<rp>(</rp><rt>yǎn</rt><rp>)</rp></ruby>，5 m<sup>2</sup>")) == ["䶮（yǎn），5 m²"]


def test_a_picture_in_the_page_is_taken_and_one_elsewhere_is_told() -> None:
    inside = base64.b64encode(png()).decode()
    made = page(f"<p>文。</p><img src='data:image/png;base64,{inside}'><img src='https://example.org/2.jpg'>")
    assert [one.what.data for one in made.placed if isinstance(one.what, DumpPicture)] == [png()]
    assert codes(made) == ["picture-elsewhere"]


@pytest.mark.parametrize("said", ["gb2312", "utf-8", "big5", "x-unknown"])
def test_a_page_that_names_the_wrong_encoding_is_read(said: str) -> None:
    for encoding in ("gb18030", "utf-8"):
        made = read_html("a.html", f"<meta charset={said}><p>{SENTENCE}</p>".encode(encoding))
        assert lines(made) == [SENTENCE]


def test_a_page_saved_as_one_file() -> None:
    body = base64.encodebytes(f"<p>{SENTENCE}</p><img src='https://a.cn/1.png'>".encode()).decode()
    parts = [
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}",
        f"Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://a.cn/1.png\n\n"
        f"{base64.encodebytes(png()).decode()}",
    ]
    whole = "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    made = read_file("a.mhtml", (whole + "\n--b\n".join(parts) + "\n--b--\n").encode())
    assert lines(made) == [SENTENCE]
    assert len(made.placed) == 1


def test_markdown_of_others() -> None:
    text = "---\ntitle: 大桥通车\n---\n## 一\n\n**大桥**[通车](https://a.cn)了。\n\n1. 甲\n2. 乙\n"
    text += "\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
    made = read_file("a.md", text.encode())
    assert lines(made) == ["大桥通车", "一", "大桥通车了。", "1. 甲", "2. 乙"]
    assert [one.what for one in made.placed] == [DumpTable((("甲", "乙"), ("1", "2")))]


@pytest.mark.parametrize("inside", ["", "<div>" * 3000 + "甲", "\0", "<!-- 甲 -->"])
def test_pages_in_which_nothing_can_be_read_are_told(inside: str) -> None:
    with pytest.raises(EditionError) as caught:
        page(inside)
    assert next(one.code for one in caught.value.problems) in ("unreadable-file", "no-text")


def counted(text: str) -> Counter[str]:
    return Counter(mark for mark in text if mark in "天地玄黄宇宙")


def test_an_article_of_our_own_in_another_encoding_keeps_its_head() -> None:
    text = '+++\nheadline = "大桥通车"\nbyline = "王敏"\npriority = 1\n+++\n\n昨天上午，大桥正式通车了。\n'
    made = read_file("a01.md", text.encode("gb18030"))
    assert lines(made) == ["大桥通车", "王敏", "昨天上午，大桥正式通车了。"]
    assert [one.code for one in made.problems] == ["left-out"]
    (article,) = read_dump(made, Reading.AUTO).articles
    assert (article.headline, article.byline) == ("大桥通车", "王敏")


TAGS = st.sampled_from(
    (
        "p",
        "div",
        "span",
        "b",
        "section",
        "td",
        "li",
        "h2",
        "a",
        "sup",
        "ruby",
        "rt",
        "figcaption",
        "center",
        "font",
        "blockquote",
    )
)
TREES = st.recursive(
    st.text("天地玄黄 宇宙", max_size=5),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=20,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4).map("".join))
def test_no_character_of_a_fragment_is_lost(inside: str) -> None:
    made = page(f"<html><body><div id=js_content>甲{inside}</div></body></html>")
    assert "uncounted" not in codes(made)
    told = made.text + "".join(text for one in made.placed for text in one.what.texts)
    assert Counter(mark for mark in told if mark in "天地玄黄宇宙") == Counter(
        mark for mark in inside if mark in "天地玄黄宇宙"
    )
