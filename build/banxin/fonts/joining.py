"""Characters that are drawn together with the one before them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def joins(character: str) -> bool:
    """Whether it is drawn together with the character before it, or not drawn at all."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Cc") and not character.isspace()


def joined(text: str) -> Iterator[str]:
    """Each character with those that join it; all of them together are the text."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not joins(text[at]):
            yield text[start:at]
            start = at
