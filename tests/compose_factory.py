"""What the composer's tests share: random Chinese copy, and an examiner that knows the rules by itself."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import strategies as st

from banxin.compose.metrics import FontMetrics
from banxin.fonts.library import FontLibrary
from banxin.model.line import SetParagraph
from banxin.model.text import Run, Style

OPEN = "“‘（〔［｛《〈「『【〖"
NOT_FIRST = "”’）〕］｝》〉」』】〗，、；：。？！．·–—～…①②々ょー℃‰％／㎡"
NOT_LAST = OPEN + "￥／¿"
UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/+%-]*[A-Za-z0-9%]|——|……|⸺|[？！]{2,3}")

PIECES = (
    st.text("的一是在人民省市县水田国工业新年春风山河" * 3, min_size=1, max_size=9),
    st.sampled_from([*OPEN]),
    st.sampled_from([*NOT_FIRST.replace("①", "").replace("②", "")]),
    st.sampled_from(
        ["，", "。", "、", "，", "。", "：“", "。”", "》《", "”（", "？！", "！！！", "——", "……", "·", "—"]
    ),
    st.sampled_from(["31.21%", "3.173", "12:30", "1/3", "K2402+653", "G30", "2024", "2014—2024", "5万P", "64.5亿元"]),
    st.sampled_from(["GDP", "WeChat", "internet", "information", "office", "AT&T", "don’t", "a", "AV", "UNESCO"]),
    st.sampled_from(
        [
            "http://www.gansu.gov.cn/news/2024/12/index.html",
            "banxin@example.com",
            "①",
            "[1]",
            "25℃",
            "100㎡",
            "１２．６％",
            "３，０００",
            "¥100",
            "103°",
            "¿",
            "\u2060",
            "\u2011",
            "¥",
        ]
    ),
    st.sampled_from([" ", "　", "㎡", "×", "\u00a0", "𠮷", "é", "e\u0301", "葛\U000e0100", "😀", "/", "～", "★", "-"]),
)


def copy(max_size: int = 40) -> st.SearchStrategy[str]:
    """Text as newspapers have it, and worse."""
    return st.lists(st.one_of(*PIECES), min_size=1, max_size=max_size).map("".join)


def styled(max_size: int = 30) -> st.SearchStrategy[tuple[Run, ...]]:
    """Runs in several styles, cut anywhere."""
    run = st.builds(Run, copy(8), st.sampled_from([Style.PLAIN, Style.PLAIN, Style.STRONG, Style.DATELINE]))
    return st.lists(run, min_size=1, max_size=max_size // 8 + 1).map(tuple)


def real_metrics() -> FontMetrics:
    """The faces of a newspaper's body."""
    faces = {Style.PLAIN: "serif-regular", Style.STRONG: "serif-bold", Style.DATELINE: "sans-bold"}
    return FontMetrics(FontLibrary.load(), {**faces, Style.EMPHASIS: "kai-regular"}, ["kai-regular"])


def examine(paragraph: SetParagraph, measure: int) -> list[str]:
    """What breaks the rules in a composed paragraph and is not told in its faults, in words."""
    wrong = []
    told = {index: {code for code, at in paragraph.faults if at == index} for index in range(len(paragraph.lines))}
    text = "".join(line.text for line in paragraph.lines)
    units = [match.span() for match in UNIT.finditer(text)]
    at = 0
    for index, (line, following) in enumerate(pairwise(paragraph.lines)):
        at += len(line.text)
        forced, flush = "forced-break" in told[index], told[index] & {"loose-line", "overlong-line"}
        if not flush and line.start + line.width != measure:
            wrong.append(f"line {index} ends at {line.start + line.width}, not at {measure}")
        if line.gap > 250 and "loose-line" not in told[index]:
            wrong.append(f"line {index} has gaps of {line.gap}")
        if not forced and line.text.rstrip()[-1:] in {*NOT_LAST}:
            wrong.append(f"line {index} ends with {line.text[-1:]}")
        if not forced and following.text[:1] in NOT_FIRST and text[at : at + 2] != "——":
            wrong.append(f"line {index + 1} starts with {following.text[:1]}")
        if not forced and not line.hyphen and any(a < at < b for a, b in units) and line.text[-1] not in "/—":
            wrong.append(f"line {index} ends inside a unit: {line.text[-5:]}|{following.text[:5]}")
    return wrong
