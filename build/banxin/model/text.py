"""Text with its styles, as an editor wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

BREAK = "／"
"""Where an editor wants a headline or a notice broken; it is no text itself."""


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


TRADITIONAL = re.compile("Hant|TW|HK")


def is_traditional(language: str) -> bool:
    """Whether a text of that language (BCP 47) is in Traditional characters."""
    return bool(TRADITIONAL.search(language))


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


ADDRESS = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")


def leads_outside(link: str) -> bool:
    """Whether a reader of any product may be led there: an address of the web or of a person, written in ASCII."""
    return ADDRESS.match(link) is not None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one paragraph at most, such as a headline, a caption or a cell, in runs. False when it is empty."""

    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, text: str, style: Style = Style.PLAIN) -> Text:
        """A text in one style."""
        return cls((Run(text, style),)) if text else EMPTY

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    def __len__(self) -> int:
        return sum(len(run.text) for run in self.runs)

    def split(self, mark: str) -> tuple[Text, ...]:
        """What stands between the places where `mark` stands, empty parts left out."""
        parts: list[list[Run]] = [[]]
        for run in self.runs:
            first, *others = run.text.split(mark)
            parts[-1].append(replace(run, text=first))
            parts += [[replace(run, text=other)] for other in others]
        texts = (Text(tuple(run for run in part if run.text)) for part in parts)
        return tuple(text for text in texts if text)

    def without(self, mark: str) -> Text:
        """The text without `mark`, wherever that stands."""
        return self.changed(lambda text: text.replace(mark, ""))

    def changed(self, change: Callable[[str], str]) -> Text:
        """The same runs with other texts."""
        return Text(tuple(replace(run, text=change(run.text)) for run in self.runs))

    def in_style(self, style: Style) -> Text:
        """The same texts and links, all in one style."""
        return Text(tuple(replace(run, style=style) for run in self.runs))


EMPTY = Text()
