"""Kinds of characters in a Chinese dump, for the rules that look at a character's neighbours."""

from __future__ import annotations

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
