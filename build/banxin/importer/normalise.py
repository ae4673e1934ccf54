"""Normalising imported news text: a function for each rule, applied in the order of the list at the end.

A rule is given the whole text, with `\\n` as line end, and yields changes. Copies of newspapers lose their full-width
marks; these rules restore them and leave numbers, times, Latin words and addresses alone. There is no blanket NFKC: it
would change ①, ㎡ and the marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from banxin.cjk import RADICALS, is_chinese, is_han
from banxin.importer.characters import at, is_word
from banxin.importer.edits import Edit, apply, compose
from banxin.sources.text import ANY_RADICAL, COMPATIBILITY, LOOSE_ACCENT, SPECIAL

Change = tuple[int, int, str]
"""Start, end, replacement."""
NormalisingRule = Callable[[str], Iterable[Change]]

LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
ODD_SPACE = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SPACE_RUN = re.compile("  +")
LINE = re.compile("[^\n]+")
SEPARATOR = frozenset("-—─━=＝*＊_＿·.。~～+ ")
DASHES = re.compile("-{2,}|[─―]+")
DOTS = re.compile(r"\.{3,}|。{3,}|…+")
FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
MIDDLE_DOTS = re.compile("[・‧•]")
_VERTICAL = (
    "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰‥︱—︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』"
)
VERTICAL = dict(zip(_VERTICAL[::2], _VERTICAL[1::2], strict=True))
VERTICAL_MARKS = re.compile(f"[{''.join(VERTICAL)}]")
PRIVATE_OF_GB = {
    "\ue78d": "︐", "\ue78e": "︒", "\ue78f": "︑", "\ue790": "︓", "\ue791": "︔", "\ue792": "︕",
    "\ue793": "︖", "\ue794": "︗", "\ue795": "︘", "\ue796": "︙", "\ue7c7": "ḿ", "\ue81e": "龴", "\ue826": "龵",
    "\ue82b": "龶", "\ue82c": "龷", "\ue832": "龸", "\ue843": "龹", "\ue854": "龺", "\ue864": "龻", "\ue816": "𠂇",
    "\ue817": "𠂉", "\ue818": "𠃌", "\ue831": "𡗗", "\ue83b": "𢦏", "\ue855": "𤇾",
}  # fmt: skip
"""GB 18030-2000, as Python decodes it, → GB 18030-2022 (annex on changed code points)."""
PRIVATE = re.compile(f"[{''.join(PRIVATE_OF_GB)}]")
HALF_MARKS = re.compile("[,:;?!]+")
WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
BRACKETS = re.compile(r"[()\n]")
ADDRESS = re.compile(r"(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+")
MAIL_END = re.compile(r"[A-Za-z0-9.-]+")
MAIL_START = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-")
SPACES = re.compile(" +")
NO_SPACE_AFTER = frozenset("，。、；：？！")


def line_ends(text: str) -> Iterator[Change]:
    """CRLF, CR, form feed, U+0085, U+2028, U+2029 → one line end."""
    yield from ((found.start(), found.end(), "\n") for found in LINE_END.finditer(text))


def unprintable(text: str) -> Iterator[Change]:
    """Removes control characters, direction overrides and zero-width characters. U+FFFD stays: it marks a loss."""
    for found in SPECIAL.finditer(text):
        if found[0] not in "\ufffd\x1f":
            yield found.start(), found.end(), ""


def odd_spaces(text: str) -> Iterator[Change]:
    """Tabs, no-break, thin and ideographic spaces → a space."""
    yield from ((found.start(), found.end(), " ") for found in ODD_SPACE.finditer(text))


def outer_spaces(text: str) -> Iterator[Change]:
    """Removes spaces at the start and end of a line."""
    for found in LINE.finditer(text):
        line = found[0]
        start = len(line) - len(line.lstrip(" "))
        if start:
            yield found.start(), found.start() + start, ""
        end = len(line.rstrip(" "))
        if start < end < len(line):
            yield found.start() + end, found.end(), ""


def space_runs(text: str) -> Iterator[Change]:
    """Several spaces → one."""
    yield from ((found.start(), found.end(), " ") for found in SPACE_RUN.finditer(text))


def separator_lines(text: str) -> Iterator[Change]:
    """Removes lines of nothing but dashes, stars and the like, which separate two articles on a screen."""
    for found in LINE.finditer(text):
        if len(found[0]) >= 3 and SEPARATOR.issuperset(found[0]):
            yield found.start(), found.end(), ""


def full_width_letters(text: str) -> Iterator[Change]:
    """Ａ, ９ → A, 9."""
    yield from ((found.start(), found.end(), chr(ord(found[0]) - 0xFEE0)) for found in FULL_WIDTH.finditer(text))


def compatibility_ideographs(text: str) -> Iterator[Change]:
    """CJK compatibility ideographs → the unified ones."""
    yield from _canonical(COMPATIBILITY, text)


def radicals(text: str) -> Iterator[Change]:
    """Kangxi radicals and the like, which PDFs give for characters that look the same → the characters."""
    yield from ((found.start(), found.end(), RADICALS[found[0]]) for found in ANY_RADICAL.finditer(text))


def private_use_of_gb(text: str) -> Iterator[Change]:
    """Code points for private use that GB 18030 had before Unicode had the characters → the characters."""
    yield from ((found.start(), found.end(), PRIVATE_OF_GB[found[0]]) for found in PRIVATE.finditer(text))


def loose_accents(text: str) -> Iterator[Change]:
    """e and a combining accent → é."""
    yield from _canonical(LOOSE_ACCENT, text)


def _canonical(pattern: re.Pattern[str], text: str) -> Iterator[Change]:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), unicodedata.normalize("NFC", found[0])


def vertical_marks(text: str) -> Iterator[Change]:
    """Marks in the form that they have in vertical lines, ﹁ ︐ ︒ → 「 ， 。."""
    yield from ((found.start(), found.end(), VERTICAL[found[0]]) for found in VERTICAL_MARKS.finditer(text))


def dashes(text: str) -> Iterator[Change]:
    """`--`, ──, ― beside Chinese → ——. One on a line of its own is a separator."""
    for found in DASHES.finditer(text):
        if is_chinese(at(text, found.start() - 1)) or is_chinese(at(text, found.end())):
            yield found.start(), found.end(), "——"


def ellipses(text: str) -> Iterator[Change]:
    """`...`, 。。。 or a lone … beside Chinese → ……."""
    for found in DOTS.finditer(text):
        lone = found[0] == "…" or found[0][0] != "…"
        if lone and (is_chinese(at(text, found.start() - 1)) or is_chinese(at(text, found.end()))):
            yield found.start(), found.end(), "……"


def middle_dots(text: str) -> Iterator[Change]:
    """・, ‧, • between ideographs → ·."""
    for found in MIDDLE_DOTS.finditer(text):
        if is_han(at(text, found.start() - 1)) and is_han(at(text, found.end())):
            yield found.start(), found.end(), "·"


def brackets(text: str) -> Iterator[Change]:
    """`( )` → （ ） when their content or a character beside them is Chinese.

    For a bracket whose partner is behind a column break, the characters beside it decide.
    """
    changes: list[Change] = []
    stack: list[int] = []
    chinese = _counts(text)

    def widen(*places: int) -> None:
        changes.extend((place, place + 1, WIDE[text[place]]) for place in places)

    for found in BRACKETS.finditer(text):
        place = found.start()
        if found[0] == "(":
            stack.append(place)
        elif found[0] == ")" and stack:
            start = stack.pop()
            inside = chinese[place] > chinese[start + 1]
            if inside or is_chinese(at(text, start - 1)) or is_chinese(at(text, place + 1)):
                widen(start, place)
        else:
            lost = [place] if found[0] == ")" else stack
            widen(*(one for one in lost if is_han(at(text, one - 1)) or is_han(at(text, one + 1))))
            stack = []
    widen(*(one for one in stack if is_han(at(text, one - 1)) or is_han(at(text, one + 1))))
    yield from sorted(changes)


def _counts(text: str) -> list[int]:
    """How many ideographs stand before each character."""
    counts = [0]
    for mark in text:
        counts.append(counts[-1] + is_han(mark))
    return counts


def pauses(text: str) -> Iterator[Change]:
    """`, : ; ? !` beside Chinese → full width; never between two ASCII letters or digits, nor in addresses."""
    kept = iter(addresses(text))
    start, end = next(kept, (len(text), len(text)))
    for found in HALF_MARKS.finditer(text):
        while found.start() >= end:
            start, end = next(kept, (len(text), len(text)))
        left, right = at(text, found.start() - 1), at(text, found.end())
        if start <= found.start() or (is_word(left) and is_word(right)):
            continue
        if right == " ":
            right = at(text, found.end() + 1)
        if is_chinese(left) or is_chinese(right):
            for place, mark in enumerate(found[0], found.start()):
                yield place, place + 1, WIDE[mark]


def addresses(text: str) -> list[tuple[int, int]]:
    """Positions of URLs and e-mail addresses, in order, without overlap."""
    spans = [(found.start(), found.start() + len(found[0].rstrip(",.;:!?)'\""))) for found in ADDRESS.finditer(text)]
    place = text.find("@")
    while place >= 0:
        start = place
        while start and text[start - 1] in MAIL_START:
            start -= 1
        after = MAIL_END.match(text, place + 1)
        if start < place and after:
            spans.append((start, after.end()))
        place = text.find("@", place + 1)
    spans.sort()
    return [span for last, span in pairwise([(0, 0), *spans]) if span[0] >= last[1]]


def full_stops(text: str) -> Iterator[Change]:
    """`.` after an ideograph and before an end, an ideograph or a closing mark → 。"""
    place = text.find(".")
    while place >= 0:
        right = at(text, place + 1)
        if is_han(at(text, place - 1)) and (not right or is_han(right) or right in "”’）」』》】\"'"):
            yield place, place + 1, "。"
        place = text.find(".", place + 1)


def inner_spaces(text: str) -> Iterator[Change]:
    """Removes spaces between ideographs and Latin, which the composer sets, and after a full-width mark.

    Spaces between ideographs are intended (记者 张三) and stay.
    """
    for found in SPACES.finditer(text):
        left, right = at(text, found.start() - 1), at(text, found.end())
        if left in NO_SPACE_AFTER or (is_han(left) and is_word(right)) or (is_word(left) and is_han(right)):
            yield found.start(), found.end(), ""


def straight_quotes(text: str) -> Iterator[Change]:
    """Pairs straight quotes of a paragraph as “ ” ‘ ’; apostrophes, inch marks and a last unpaired one stay."""
    for found in LINE.finditer(text):
        if any(is_han(mark) for mark in found[0]):
            changes = [*_pairs(found[0], '"', "“”"), *_pairs(found[0], "'", "‘’")]
            yield from ((found.start() + place, found.start() + place + 1, new) for place, new in sorted(changes))


def _pairs(line: str, mark: str, pair: str) -> Iterator[tuple[int, str]]:
    opened = -1
    place = line.find(mark)
    while place >= 0:
        left, right = at(line, place - 1), at(line, place + 1)
        apostrophe = mark == "'" and is_word(left) and is_word(right)
        measure = opened < 0 and left.isdigit() and left.isascii()
        if opened >= 0 and not apostrophe:
            yield opened, pair[0]
            yield place, pair[1]
            opened = -1
        elif not apostrophe and not measure:
            opened = place
        place = line.find(mark, place + 1)


BEFORE_JOINING: tuple[NormalisingRule, ...] = (
    line_ends,
    unprintable,
    odd_spaces,
    outer_spaces,
    space_runs,
    separator_lines,
    full_width_letters,
    compatibility_ideographs,
    radicals,
    private_use_of_gb,
    loose_accents,
    vertical_marks,
    dashes,
    ellipses,
    middle_dots,
    brackets,
    pauses,
    full_stops,
    inner_spaces,
)
"""In this order: brackets before pauses, which look at them; spaces last."""

AFTER_JOINING: tuple[NormalisingRule, ...] = (straight_quotes,)
"""Quotes pair up per paragraph, so paragraphs must be whole."""


def normalise(text: str, rules: Iterable[NormalisingRule]) -> tuple[str, tuple[Edit, ...]]:
    """The text after all rules, and the edits that lead to it, with offsets in the original text."""
    edits: tuple[Edit, ...] = ()
    now = text
    for rule in rules:
        made = [
            Edit(start, now[start:end], new, rule.__name__.replace("_", "-"))
            for start, end, new in rule(now)
            if now[start:end] != new
        ]
        if made:
            now = apply(now, made)
            edits = compose(text, edits, made) if edits else tuple(made)
    return now, edits
