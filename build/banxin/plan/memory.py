"""What a planner remembers from one planning to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import Enum, auto
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class _Missing(Enum):
    MISSING = auto()


_MISSING: Final = _Missing.MISSING


class Memory(Generic[Key, Made]):
    """Results by what they depend on.

    A key holds, by value, everything that its result depends on, so a result is never out of date: a changed article
    has another key. Entries that a whole round did not ask for are dropped at its end, so that a process that plans
    again and again does not grow.
    """

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        self._now: dict[Key, Made] = {}
        self._before: dict[Key, Made] = {}

    def get(self, key: Key, make: Callable[[], Made]) -> Made:
        """The result for a key; `make` makes it when it is not remembered."""
        found = self._now.get(key, _MISSING)  # One look-up: hashes of keys are not cheap.
        if found is _MISSING:
            found = self._before.pop(key, _MISSING) if self._before else _MISSING
            self._now[key] = found = make() if found is _MISSING else found
        return found

    def begin_round(self) -> None:
        """Keep what the last round asked for, and drop the rest."""
        self._before, self._now = self._now, {}

    def __len__(self) -> int:
        return len(self._now) + len(self._before)
