"""Numbers of lists as they are printed: they stand nowhere in the text of a .docx file."""

from __future__ import annotations

import re

from banxin.intake.markup import Element, name_of
from banxin.intake.word.package import attribute, child
from banxin.intake.word.symbols import symbol

LEVELS = 9
DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
PLACE = re.compile("%([1-9])")
BARE_ENDS = "、）)】．"
"""A number that ends so needs no space behind it."""


def counted(number: int, form: str) -> str:
    """A number in one of Word's forms, as `numFmt` names them; digits for a form that is not known."""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return chinese(number, DIGITS, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese(number, LEGAL, "拾佰仟")
    if form in ("taiwaneseCounting", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return chinese(number, DIGITS, "十百千") if number < 100 else "".join(DIGITS[int(one)] for one in str(number))
    if form == "ideographTraditional" and 0 < number <= len(STEMS):
        return STEMS[number - 1]
    if form == "ideographZodiac" and 0 < number <= len(BRANCHES):
        return BRANCHES[number - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalEnclosedParen" and 0 < number <= 20:
        return chr(0x2474 + number - 1)
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def chinese(number: int, digits: str, units: str) -> str:
    """1 to 9999 in ideographs; 10 to 19 without the leading 一."""
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0].replace("〇", "零") if gap and text else "") + digits[digit]
            text += units[place - 1] if place else ""
            gap = False
        else:
            gap = True
    return text[1:] if 10 <= number < 20 else text


def roman(number: int) -> str:
    """In small letters."""
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


class Numbering:
    """The lists of one document, counted in the order in which their paragraphs come."""

    def __init__(self, root: Element | None) -> None:
        parts = list(root) if root is not None else []
        self._abstract = {attribute(one, "abstractNumId"): one for one in parts if name_of(one) == "abstractNum"}
        self._lists = {attribute(one, "numId"): one for one in parts if name_of(one) == "num"}
        self._counts: dict[str, list[int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, identity: str, level: int) -> str:
        """The number before the next paragraph of a list, with the space that follows it; empty outside lists."""
        numbered = self._lists.get(identity)
        if numbered is None or not 0 <= level < LEVELS:
            return ""
        key = attribute(child(numbered, "abstractNumId"), "val")
        levels = self._levels(numbered, key)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, [0] * LEVELS)
        override = self._override(numbered, level)
        if override is not None and (identity, level) not in self._started:
            counts[level] = override - 1
        elif not counts[level]:
            counts[level] = _start(levels[level]) - 1
        self._started.add((identity, level))
        counts[level] += 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return self._shown(levels, counts, level)

    def _levels(self, numbered: Element, key: str) -> dict[int, Element]:
        found = {}
        for where in (self._abstract.get(key), *(one for one in numbered if name_of(one) == "lvlOverride")):
            for one in where if where is not None else ():
                if name_of(one) == "lvl" and attribute(one, "ilvl").isdigit():
                    found[int(attribute(one, "ilvl"))] = one
        return found

    def _override(self, numbered: Element, level: int) -> int | None:
        for one in numbered:
            if name_of(one) == "lvlOverride" and attribute(one, "ilvl") == str(level):
                value = attribute(child(one, "startOverride"), "val")
                return int(value) if value.isdigit() else None
        return None

    def _shown(self, levels: dict[int, Element], counts: list[int], level: int) -> str:
        own = levels[level]
        pattern = attribute(child(own, "lvlText"), "val")
        if attribute(child(own, "numFmt"), "val") == "bullet":
            face = attribute(child(own, "rPr", "rFonts"), "ascii")
            text = "".join(symbol(face, mark) or "•" for mark in pattern)
        else:
            text = PLACE.sub(lambda found: self._place(levels, counts, int(found[1]) - 1, own), pattern)
        close = not text or text[-1] in BARE_ENDS or attribute(child(own, "suff"), "val") == "nothing"
        return text if close else f"{text} "

    def _place(self, levels: dict[int, Element], counts: list[int], level: int, own: Element) -> str:
        at = levels.get(level)
        if at is None:
            return ""
        form = "decimal" if child(own, "isLgl") is not None else attribute(child(at, "numFmt"), "val")
        return counted(counts[level] or _start(at), form)


def _start(level: Element) -> int:
    value = attribute(child(level, "start"), "val")
    return int(value) if value.isdigit() else 1
