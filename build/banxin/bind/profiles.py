"""Requirements of certain e-readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """How a book is made for certain e-readers; the layout may have a style sheet of that name."""

    name: str
    ending: str = ".epub"
    """Ending of the file's name."""
    grey: bool = False
    """Grey pictures: a third smaller, and the reader need not convert them."""
    cover_page: bool = True
    """Whether the cover has a page of its own in the book."""
    spans: bool = False
    """Whether each sentence has an id (koboSpan)."""


PLAIN = Profile("plain")
KINDLE = Profile("kindle", ending="-kindle.epub", cover_page=False)
"""Amazon makes a page of the cover picture itself and shows another one twice (Kindle Publishing Guidelines, 4.1)."""
KOBO = Profile("kobo", ending="-kobo.kepub.epub", spans=True)
"""Kobo's own reader stores places, notes and statistics by its spans; it recognises its files by their ending."""
EINK = Profile("eink", ending="-eink.epub", grey=True)
PROFILES = {profile.name: profile for profile in (PLAIN, KINDLE, KOBO, EINK)}
