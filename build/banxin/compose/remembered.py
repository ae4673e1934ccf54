"""What the composer keeps while it works on one edition: a paragraph is asked for at the same measure many times."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")
_KEPT: list[functools._lru_cache_wrapper[object]] = []


def remembered(most: int) -> Callable[[Callable[..., Made]], functools._lru_cache_wrapper[Made]]:
    """A decorator like functools.lru_cache, for `most` results, which `forget` empties."""

    def keep(function: Callable[..., Made]) -> functools._lru_cache_wrapper[Made]:
        kept = functools.lru_cache(maxsize=most)(function)
        _KEPT.append(kept)
        return kept

    return keep


def forget() -> None:
    """Forget everything that was composed: whoever makes one edition after another calls it between two.

    An edition leaves some 25 MB behind, of which the next one uses nothing.
    """
    for kept in _KEPT:
        kept.cache_clear()
