"""Classes of characters, and what each region forbids between them.

The region's table is asked first: clreq (*Requirements for Chinese Text Layout*) and GB/T 15834—2011. What it does not
name has the class that Unicode's line breaking gives it (UAX #14, as CSS has it for `line-break: strict`); then comes
the character's own nature (docs/composition.md#unicodes-classes). One `RegionRules` a region: a region differs from
another by its table, never by code. To keep a character from a line's start, add it to the row of `marks` whose class
is kept from there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from banxin.cjk import is_cjk
from banxin.model.text import RULES_USED, Region
from banxin.uax14 import line_breaks


class Class(IntEnum):
    """What a character (or the edge of a unit of several) is to its neighbours."""

    HAN = 0
    """Han, kana, bopomofo, hangul syllables."""
    MYRIAD = 1
    """Han that still belongs to the number before it: 5万, 64.5亿."""
    OPEN = 2
    CLOSE = 3
    PAUSE = 4
    STOP = 5
    FILLED_STOP = 6
    """Stops without a blank: the pair ？！ (GB/T 15834), stops centred in vertical lines."""
    DOT = 7
    CONNECTOR = 8
    SOLIDUS = 9
    DASH = 10
    ELLIPSIS = 11
    NOTE = 12
    """Note marks: ①, [1]."""
    LETTER = 13
    """Edge of a Latin word."""
    DIGIT = 14
    """Edge of a number."""
    HALF_OPEN = 15
    """An opening mark as wide as the face has it, with no blank half: ( ¿ «."""
    HALF_CLOSE = 16
    """A closing bracket, comma or stop as wide as the face has it, with no blank half: ) , ｡ ︒."""
    HALF_MARK = 17
    """Edge of a Latin unit that is punctuation."""
    SYMBOL = 18
    """One em, breakable on both sides, never spaced: ■, △, Ⅳ, emoji."""
    PREFIX = 19
    """Belongs to the number behind it: ￥."""
    SUFFIX = 20
    """Belongs to the number before it: ℃, ㎡, ％."""
    HEAD = 21
    """Before everything: carries the spaces that a paragraph starts with."""
    NON_STARTER = 22
    """Set as Han is, but never first in a line: 々 ゝ ー, small kana."""
    WIDE_DIGIT = 23
    """A number in full-width digits."""
    HALF_PREFIX = 24
    """Edge of a Latin unit that belongs to what follows it: $ ¥ ±."""
    HALF_SUFFIX = 25
    """Edge of a Latin unit that belongs to what stands before it: % ° ′ ²."""
    QUOTE = 26
    """A straight quotation mark that stands alone: nothing tells whether it opens or closes."""
    BOUND = 27
    """Holds both its neighbours: U+2060, U+2011, －."""


HAN_LIKE = frozenset({Class.HAN, Class.MYRIAD, Class.NON_STARTER})
LATIN = frozenset({Class.LETTER, Class.DIGIT, Class.HALF_PREFIX, Class.HALF_SUFFIX})
DIGITS = frozenset({Class.DIGIT, Class.WIDE_DIGIT})
RIGHT_BLANK = frozenset({Class.CLOSE, Class.PAUSE, Class.STOP})
"""Full-width marks whose blank half is on the right."""
CLOSING = RIGHT_BLANK | {Class.FILLED_STOP}
AFTER_SPACE = frozenset({Class.QUOTE, Class.BOUND})
"""Classes that may nevertheless start a line after a space (UAX #14, LB18 before LB19)."""


@dataclass(frozen=True)
class RegionRules:
    """One region's classes and prohibitions."""

    marks: Mapping[str, Class]
    """Character → class: what the region's sources say, before Unicode is asked."""
    no_start: frozenset[Class]
    """避头: must not start a line."""
    no_end: frozenset[Class]
    """避尾: must not end a line."""
    rigid: frozenset[Class]
    """No gap beside them is ever stretched."""
    vertical_filled: frozenset[str]
    """Marks that stand in the middle of their em in vertical lines and so have no blank half."""

    def allow(self, left: Class, right: Class, spaces: str = "") -> bool:
        """Whether a line may end with the one and the next begin with the other, `spaces` between them."""
        if spaces and right in AFTER_SPACE:
            return left not in self.no_end
        return right not in self.no_start and left not in self.no_end


def _all(first: str, last: str) -> str:
    """All characters from one to another."""
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def _table(rows: Mapping[Class, str]) -> dict[str, Class]:
    return {character: cls for cls, characters in rows.items() for character in characters}


MAINLAND = RegionRules(
    marks=_table(
        {
            Class.OPEN: "“‘（〔［｛《〈「『【〖〝",
            Class.CLOSE: "”’）〕］｝》〉」』】〗〞〟",
            Class.PAUSE: "，、；：",
            Class.STOP: "。？！．",
            Class.FILLED_STOP: "‼⁇⁈⁉",
            Class.DOT: "·・‧･•",
            Class.CONNECTOR: "–—～〜",
            Class.SOLIDUS: "/／",
            Class.DASH: "⸺",
            Class.ELLIPSIS: "…‥⋯",
            Class.NOTE: _all("①", "⑳") + _all("㉑", "㉟") + _all("㊱", "㊿") + _all("❶", "❿") + _all("⓫", "⓴"),
            Class.PREFIX: "￥＄￡№≥≤",
            Class.SUFFIX: "％‰℃℉™" + _all("㍱", "㏟"),
            Class.HALF_SUFFIX: "⁰¹²³⁴⁵⁶⁷⁸⁹®",
            Class.BOUND: "－∶",
        }
    ),
    no_start=frozenset(
        {
            Class.CLOSE,
            Class.PAUSE,
            Class.STOP,
            Class.FILLED_STOP,
            Class.DOT,
            Class.CONNECTOR,
            Class.ELLIPSIS,
            Class.NOTE,
            Class.HALF_CLOSE,
            Class.SOLIDUS,
            Class.NON_STARTER,
            Class.SUFFIX,
            Class.HALF_SUFFIX,
            Class.QUOTE,
            Class.BOUND,
        }
    ),
    no_end=frozenset(
        {
            Class.OPEN,
            Class.HALF_OPEN,
            Class.SOLIDUS,
            Class.PREFIX,
            Class.HALF_PREFIX,
            Class.QUOTE,
            Class.BOUND,
            Class.HEAD,
        }
    ),
    rigid=frozenset({Class.CONNECTOR, Class.SOLIDUS, Class.HEAD}),
    vertical_filled=frozenset("：；？！"),
)

REGIONS: Mapping[Region, RegionRules] = {Region.CN: MAINLAND}


def rules_of(region: Region) -> RegionRules:
    """The table that a region's text is composed by: `RULES_USED` names another region's where it has none."""
    return REGIONS[RULES_USED[region]]


UNICODE: Mapping[str, Class] = {
    **dict.fromkeys(("CL", "CP", "EX", "IS", "IN", "BA", "HY"), Class.HALF_CLOSE),
    **dict.fromkeys(("OP", "BB"), Class.HALF_OPEN),
    **dict.fromkeys(("NS", "CJ"), Class.NON_STARTER),
    **dict.fromkeys(("GL", "WJ"), Class.BOUND),
    "PR": Class.HALF_PREFIX,
    "PO": Class.HALF_SUFFIX,
    "QU": Class.QUOTE,
    "SY": Class.SOLIDUS,
}
"""Class of UAX #14 → ours, for what stands alone; CJ are nonstarters, as CSS has it for `line-break: strict`."""
WIDE: Mapping[Class, Class] = {Class.HALF_PREFIX: Class.PREFIX, Class.HALF_SUFFIX: Class.SUFFIX}
"""What takes the place of a class where the character is wide, full-width or ambiguous (UAX #11)."""
DIRECTED = {"Pi": Class.HALF_OPEN, "Pf": Class.HALF_CLOSE}
"""General category of a quotation mark that tells which side it is on → its class."""
MARKS = frozenset({"OP", "CL", "CP", "EX", "IS", "QU"})
"""Classes of UAX #14 of marks that enclose or separate."""
EDGES: Mapping[str, Class] = {
    **dict.fromkeys(MARKS, Class.HALF_MARK),
    **{name: UNICODE[name] for name in ("PR", "PO", "BA", "BB", "GL", "WJ")},
}
"""Class of UAX #14 → ours, for the edge of a Latin unit of several characters, where a quotation mark opens or closes
and a hyphen may be a minus sign."""


def by_unicode(character: str) -> Class | None:
    """The class of a character that stands alone, by Unicode; None where that forbids no break."""
    found = UNICODE.get(line_breaks().get(character, ""))
    if found is Class.QUOTE:
        return DIRECTED.get(unicodedata.category(character), found)
    if found is not None and unicodedata.east_asian_width(character) in "WFA":
        return WIDE.get(found, found)
    return found


def class_of(character: str, rules: RegionRules) -> Class:
    """The class of a character that stands alone: the region's, else Unicode's, else by what it is."""
    found = rules.marks.get(character, by_unicode(character))
    if found is not None:
        return found
    return Class.HAN if is_cjk(character) else Class.SYMBOL


def edge_of(character: str, rules: RegionRules) -> Class:
    """The class of the edge of a Latin unit that this character makes. A solidus there separates nothing."""
    found = rules.marks.get(character)
    if found is not None and found is not Class.SOLIDUS:
        return found
    return Class.DIGIT if character.isdigit() else EDGES.get(line_breaks().get(character, ""), Class.LETTER)
