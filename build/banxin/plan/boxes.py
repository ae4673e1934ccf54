"""Boxes that tell no article: what is inside (导读) and facts for readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Teaser:
    """An entry of the 导读: an article of another page."""

    slug: str
    title: str
    page: int
