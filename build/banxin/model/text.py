"""Text with its styles, as an editor wrote it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

BREAK = "／"
"""Where an editor wants a headline or a notice broken; it is no text itself."""


PARTING = "，、；：。？！—…·"
"""Marks beside which a break in one line needs no space."""


def one_line(text: str) -> str:
    """A headline in one line (导读, contents, citations): a break is a space, but nothing beside a mark."""
    line = ""
    for piece in filter(None, map(str.strip, text.split(BREAK))):
        line += "" if not line or line[-1] in PARTING or piece[0] in PARTING else " "
        line += piece
    return line


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
_PART = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*"
"""Of a path; a query and a fragment may have ? too (RFC 3986, 3.3 to 3.5)."""
_BEHIND = _PART.replace("@/", "@/?")
_WEB = re.compile(rf"https?://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{{1,5}}))?"
                  rf"(?:/{_PART})?(?:\?{_BEHIND})?(?:#{_BEHIND})?")  # fmt: skip
_MAIL = re.compile(
    rf"mailto:(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})+@(?P<host>[A-Za-z0-9.-]+)(?:\?{_BEHIND})?"
)
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
"""A last label of this kind makes a host an IPv4 address for browsers (WHATWG URL, 3.5)."""
MOST_PORT = 65_535


def is_link_of_web_or_mail(link: str) -> bool:
    """Whether a link can do no harm: one of the web or of mail, in ASCII. It may lead nowhere."""
    return ADDRESS.match(link) is not None


def leads_outside(link: str) -> bool:
    """Whether a reader of any product may be led there: a well-formed address of the web or of a person, in ASCII."""
    match = (_WEB if link.startswith("http") else _MAIL).fullmatch(link)
    if match is None:
        return False
    if "port" in match.re.groupindex and int(match["port"] or 0) > MOST_PORT:
        return False
    return _is_host(match["host"])


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    try:
        if host.startswith("["):
            ipaddress.IPv6Address(host[1:-1])
        elif _NUMBER.fullmatch(labels[-1]):
            ipaddress.IPv4Address(host)
        else:
            for label in labels:
                if label[:4].lower() == "xn--":
                    label.encode().decode("idna")  # UnicodeError is a ValueError.
    except ValueError:
        return False
    return host.startswith("[") or all(map(_LABEL.fullmatch, labels))


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
