"""Text with its styles, as an editor wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """What a stretch of text is, not how it looks; a layout gives each style its face."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    DATELINE = "dateline"
    """本报兰州讯（记者 …）at the head of a news item."""


class Region(StrEnum):
    """Whose composition rules hold; never derived from the script."""

    CN = "CN"
    TW = "TW"
    HK = "HK"


RULES_USED: Mapping[Region, Region] = {Region.CN: Region.CN, Region.TW: Region.CN, Region.HK: Region.CN}
"""Region → the region whose composition rules its text is set by; for one without rules of its own, another's."""


class WritingMode(StrEnum):
    """CSS writing-mode, as far as a newspaper page needs it."""

    HORIZONTAL = "horizontal-tb"
    VERTICAL = "vertical-rl"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""
    """Where it leads, or empty."""


def plain(runs: tuple[Run, ...]) -> str:
    """The text of the runs alone."""
    return "".join(run.text for run in runs)
