"""What a character is: the questions that every room asks about Chinese text, each answered once.

The ranges are Unicode's blocks and not its assigned characters, so that a new one is known before its Unicode version
is; whole planes 2 and 3 are Han, as Unicode has reserved them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Unified and compatibility ideographs with all extensions, as the inside of a regular expression's `[…]`."""
HAN = "々〇〡-〩〻" + IDEOGRAPHS
"""Han as text has them: ideographs, the zero, Suzhou numerals, iteration marks."""
CJK = HAN + "\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\uac00-\ud7a3"
"""What is set in a square of its own: Han, kana, bopomofo, hangul syllables."""
CHINESE = "“”‘’—…·○\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
"""Letters and marks of Chinese text, beside which no space is needed."""

_RADICALS = (
    "⺁厂⺊卜⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺩王⺻聿⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦"
    "⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS: Mapping[str, str] = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)),
}
"""Radical → the ideograph that looks like it (Unicode's EquivalentUnifiedIdeograph.txt): all Kangxi radicals, and those
of the supplement that are no mere parts of characters. Text that is copied out of a PDF often has them."""

_HAN, _CJK, _CHINESE = (re.compile(f"[{characters}]") for characters in (HAN, CJK, CHINESE))
_ALL_HAN = re.compile(f"[{HAN}]+")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character (汉字); False for the empty string."""
    return _HAN.match(character) is not None


def all_han(text: str) -> bool:
    """Whether the text is Chinese characters and nothing else; False for the empty string."""
    return _ALL_HAN.fullmatch(text) is not None


def is_cjk(character: str) -> bool:
    """Whether it is Han, kana, bopomofo or hangul; False for the empty string."""
    return _CJK.match(character) is not None


def is_chinese(character: str) -> bool:
    """Whether it is a letter or a mark of Chinese text; False for the empty string."""
    return _CHINESE.match(character) is not None
