"""A picture among the legs of its article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inset:
    """A place for a picture among the legs of its article: at the right, under the head."""

    span: int
    rows: int
    """With its captions, and the blank row over the legs under it."""
    cost: float
    full: bool = False
    """Whether no legs stand under it."""
