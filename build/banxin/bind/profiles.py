"""What certain e-readers want of a book, and what they trip over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """How a book is made for some e-readers; its look is in the layout's style sheet of that name, if there is one."""

    name: str
    ending: str = ".epub"
    """Of the file's name."""
    grey: bool = False
    """Pictures without colours: a third smaller, and the reader need not turn them grey itself."""
    cover_page: bool = True
    """Whether the cover has a page of its own in the book."""
    spans: bool = False
    """Whether each sentence has a name (koboSpan)."""


PLAIN = Profile("plain")
KINDLE = Profile("kindle", ending="-kindle.epub", cover_page=False)
"""Amazon makes a page of the cover picture itself and shows another one twice (Kindle Publishing Guidelines, 4.1)."""
KOBO = Profile("kobo", ending="-kobo.kepub.epub", spans=True)
"""Kobo's own reader keeps places, notes and statistics by its spans; it takes a file for its own by its ending."""
EINK = Profile("eink", ending="-eink.epub", grey=True)
PROFILES = {profile.name: profile for profile in (PLAIN, KINDLE, KOBO, EINK)}
