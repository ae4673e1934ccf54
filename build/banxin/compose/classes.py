"""Classes of characters, and what each region forbids between them.

Classes after clreq (*Requirements for Chinese Text Layout*) and GB/T 15834—2011. One `RegionRules` a region:
a region differs from another by its table, never by code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from banxin.cjk import is_cjk
from banxin.model.text import RULES_USED, Region


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
    """Edge of a Latin word, or of a number where it ends in % or the like."""
    DIGIT = 14
    """Edge of a number."""
    HALF_OPEN = 15
    """Half-width opening bracket."""
    HALF_CLOSE = 16
    """Half-width closing bracket, comma, stop."""
    HALF_MARK = 17
    """Edge of a Latin unit that is punctuation."""
    SYMBOL = 18
    """One em, breakable on both sides, never spaced: ■, △, Ⅳ, ％ alone, emoji."""
    PREFIX = 19
    """Belongs to the number behind it: ￥."""
    SUFFIX = 20
    """Belongs to the number before it: ℃, ㎡, ％."""
    HEAD = 21
    """Before everything: carries the spaces that a paragraph starts with."""


HAN_LIKE = frozenset({Class.HAN, Class.MYRIAD})
LATIN = frozenset({Class.LETTER, Class.DIGIT})
RIGHT_BLANK = frozenset({Class.CLOSE, Class.PAUSE, Class.STOP})
"""Full-width marks whose blank half is on the right."""
CLOSING = RIGHT_BLANK | {Class.FILLED_STOP}


@dataclass(frozen=True)
class RegionRules:
    """One region's classes and prohibitions."""

    marks: Mapping[str, Class]
    """Character → class, for all that is not found by its Unicode block."""
    no_start: frozenset[Class]
    """避头: must not start a line."""
    no_end: frozenset[Class]
    """避尾: must not end a line."""
    rigid: frozenset[Class]
    """No gap beside them is ever stretched."""
    vertical_filled: frozenset[str]
    """Marks that stand in the middle of their em in vertical lines and so have no blank half."""

    def allow(self, left: Class, right: Class) -> bool:
        """Whether a line may end with the one and the next begin with the other."""
        return right not in self.no_start and left not in self.no_end


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
            Class.DOT: "·・‧",
            Class.CONNECTOR: "–—～",
            Class.SOLIDUS: "/／",
            Class.DASH: "⸺",
            Class.ELLIPSIS: "…",
            Class.NOTE: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
            Class.PREFIX: "￥＄￡№",
            Class.SUFFIX: "％‰℃℉㎎㎏㎜㎝㎞㎡㏄㏎㏑㏒㏕",
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
        }
    ),
    no_end=frozenset({Class.OPEN, Class.HALF_OPEN, Class.SOLIDUS, Class.PREFIX, Class.HEAD}),
    rigid=frozenset({Class.CONNECTOR, Class.SOLIDUS, Class.HEAD}),
    vertical_filled=frozenset("：；？！"),
)

REGIONS: Mapping[Region, RegionRules] = {Region.CN: MAINLAND}


def rules_of(region: Region) -> RegionRules:
    """The table that a region's text is composed by: `RULES_USED` names another region's where it has none."""
    return REGIONS[RULES_USED[region]]


def class_of(character: str, rules: RegionRules) -> Class:
    """The class of a character that stands alone: Latin words and numbers are classed by `tokens`."""
    found = rules.marks.get(character)
    if found is not None:
        return found
    return Class.HAN if is_cjk(character) else Class.SYMBOL
