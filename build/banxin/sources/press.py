"""The press that a paper is printed on, from the paper's settings."""

from __future__ import annotations

from banxin.errors import Origin, phrase
from banxin.inside import is_inside
from banxin.model.edition import Press
from banxin.sources.files import SourceFolder, as_stored
from banxin.sources.problems import BAD_VALUE, MISSING_FILE, OUTSIDE_EDITION
from banxin.sources.settings import PressSettings
from banxin.sources.toml import KeyPath, line_of

PAPER_FILE = "paper.toml"
MOST_BYTES = 20_000_000
"""Size limit of a profile. Ours; the largest in use have under 3 MB."""
SIGNATURE, INKS = slice(36, 40), slice(16, 20)
"""Where an ICC profile has its signature and the colour space of its device (ICC.1, 7.2)."""


def read_press(settings: PressSettings, lines: dict[KeyPath, int], sources: SourceFolder) -> Press:
    """The press; a profile that cannot be used is reported in `sources` and left out."""
    origin = Origin(PAPER_FILE, line_of(("print", "profile"), lines))
    profile = _profile(settings.profile, origin, sources) if settings.profile else b""
    return Press(profile, settings.ink_limit)


def _profile(name: str, origin: Origin, sources: SourceFolder) -> bytes:
    if not is_inside(name):
        sources.add(OUTSIDE_EDITION, origin, name=name)
        return b""
    try:
        data = sources.read(sources.root / as_stored(sources.root, name), MOST_BYTES, "profile", origin)
    except FileNotFoundError:
        sources.add(MISSING_FILE, origin, name=name, way=phrase("Put the printer's profile there."))
        return b""
    if data and (data[SIGNATURE] != b"acsp" or data[INKS] != b"CMYK"):
        sources.add(BAD_VALUE, origin, key="profile", value=name, allowed=phrase("an ICC profile of four inks (CMYK)"))
        return b""
    return data
