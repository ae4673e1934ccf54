"""Word boundaries, and what a headline must not separate (docs/composition.md#headlines)."""

from __future__ import annotations

from functools import lru_cache

from banxin.cjk import is_han

NEVER_FIRST = frozenset("的得")
NEVER_LAST = frozenset("和与")
"""Wherever they stand, words like 共和 included: on the page they look like the fault."""
NEVER_FIRST_WORDS = frozenset({"地", "了"})
NEVER_LAST_WORDS = frozenset({"及"})
"""Only as words of their own: 地方 may start a line, 普及 may end one."""
POOR_LAST_WORDS = frozenset({"在", "把", "被", "将", "向", "从", "对", "为", "于", "以", "让", "第", "不"})
"""Words that belong to the next one. Ours."""
LONE_WORDS = POOR_LAST_WORDS | frozenset(
    "的了着过地得也就要再又还都却才更最正可能会有无是没与和及等请谁哪这那我你他她它"
)
"""Words of one character that are no part of a compound: a break before or after them splits nothing. Ours."""
SUFFIXES = frozenset("点坊站场厂馆所队员者家们界区局院校班组网店库园棚炉率量额费税法权型化性式感力")
"""Characters that end a noun and that a dictionary often splits off: 服务|点, 修补|坊. Ours."""
NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿")
UNITS = frozenset(
    "年月日天时分秒个名人位家户次届期批项件种类条座所处台辆架艘只头匹棵株亩顷吨斤克米里元角倍成岁号级层场轮站届版"
)
"""Units and classifiers that stay with the Han number before them."""


@lru_cache(maxsize=4096)
def word_starts(text: str) -> frozenset[int]:
    """Where words begin in `text`, by rjieba; its end included."""
    import rjieba  # its dictionary takes a while to load, and only headlines need it

    starts, at = {0}, 0
    for word in rjieba.cut(text):
        at += len(word)
        starts.add(at)
    return frozenset(starts)


def word_after(text: str, at: int) -> str:
    """The word that begins at `at`, or empty when none does."""
    starts = word_starts(text)
    return text[at : min((s for s in starts if s > at), default=at)] if at in starts else ""


def word_before(text: str, at: int) -> str:
    """The word that ends at `at`, or empty when none does."""
    starts = word_starts(text)
    return text[max((s for s in starts if s < at), default=at) : at] if at in starts else ""


def parts_compound(text: str, at: int) -> bool:
    """Whether a break at `at` may well split a compound that the dictionary does not know: 服务|点, 换|新."""
    after, before = word_after(text, at), word_before(text, at)
    if len(after) != 1 or not before or not is_han(after) or not is_han(before[-1]):
        return False
    return after in SUFFIXES or (len(before) == 1 and not {before, after} & LONE_WORDS)


def parts_number(text: str, at: int) -> bool:
    """Whether a break at `at` splits a number, or a number and its unit: 5|万, 5万|P, 2024|年, 三|年, 第|二期."""
    before, after = text[:at], text[at : at + 1]
    if not before or not after or after.isspace() or not (after.isalnum() or after in "%％‰℃㎡"):
        return False
    digits = before.rstrip("百千万亿多余")
    if digits and digits[-1].isascii() and digits[-1].isdigit():
        return True
    if before[-1] == "第":
        return after in NUMERALS or after.isdigit()
    start = at
    while start and text[start - 1] in NUMERALS:
        start -= 1
    counted = start < at and (start in word_starts(text) or text[start - 1 : start] == "第")
    return counted and (after in NUMERALS or after in UNITS)
