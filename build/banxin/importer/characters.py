"""Kinds of characters in a Chinese dump, for the rules that look at a character's neighbours."""

from __future__ import annotations

HAN_RANGES = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
FULL_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】〖〗〔〕［］｛｝—…·～．％○〇")
OPENERS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "(": ")",
}
CLOSERS = {close: opener for opener, close in OPENERS.items()}
ENDS = frozenset("。！？；…")
"""Marks that end a sentence or a clause."""
LEAD_INS = ("——", "：")
"""Endings of a paragraph that introduces the next one."""


def is_han(mark: str) -> bool:
    """Whether it is an ideograph; false for the empty string."""
    return bool(mark) and (mark in "々〇" or any(low <= mark <= high for low, high in HAN_RANGES))


def is_chinese(mark: str) -> bool:
    """An ideograph or a full-width mark."""
    return bool(mark) and (mark in FULL_MARKS or is_han(mark))


def is_word(mark: str) -> bool:
    """An ASCII letter or digit."""
    return mark.isascii() and mark.isalnum()


def at(text: str, index: int) -> str:
    """The character there, or the empty string outside the text and at a line end."""
    mark = text[index] if 0 <= index < len(text) else ""
    return "" if mark == "\n" else mark


def is_ended(text: str) -> bool:
    """Whether a paragraph ends properly: with an end mark, inside closing quotes too, or with a lead-in."""
    bare = text[-32:].rstrip("".join(CLOSERS))
    return text.endswith(LEAD_INS) or (bool(bare) and bare[-1] in ENDS)


def open_marks(text: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The brackets and quotes that are still open at the end, outermost first, given those that were open `before`."""
    stack = list(before)
    for mark in text:
        if mark in OPENERS:
            stack.append(mark)
        elif mark in CLOSERS and CLOSERS[mark] in stack:
            while stack.pop() != CLOSERS[mark]:
                pass
    return tuple(stack)
