"""What problems say, in Chinese: for the terminal of an editor. Products and reports stay as they are, in English.

`zh.toml` holds the sentence and hint of each code, the phrases that stand in them or are said by themselves, and what
--help says; what is missing there is said in English.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from banxin.errors import Phrase, Problem, Severity

CATALOGUE = Path(__file__).parent / "zh.toml"
VARIABLES = ("BANXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides; the last three are those of POSIX."""
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "说明"}


@dataclass(frozen=True, slots=True)
class MessageCatalogue:
    """All there is in one language."""

    problems: Mapping[str, tuple[str, str]]
    """code → sentence, hint."""
    phrases: Mapping[str, str]
    """English template → its translation."""
    help: Mapping[str, str]
    """What --help says in English → the same in this language."""


@cache
def catalogue() -> MessageCatalogue:
    """The Chinese one."""
    data = tomllib.loads(CATALOGUE.read_text("utf-8"))
    problems = {code: (row[0], row[1]) for code, row in data["problems"].items()}
    return MessageCatalogue(problems, data["phrases"], data["help"])


def speaks_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the user's surroundings ask for Chinese."""
    chosen = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return chosen.lower().startswith("zh")


def in_chinese(found: Problem) -> tuple[str, str]:
    """The problem's sentence and hint in Chinese; in English where the catalogue has none or its fields are unknown."""
    sentence, hint = catalogue().problems.get(found.code, ("", ""))
    if not sentence or (not found.fields and "{" in sentence + hint):
        return found.message, found.hint
    fields = {name: _translated(value) for name, value in found.fields}
    return sentence.format(**fields), hint.format(**fields)


def spoken(text: str) -> str:
    """A phrase in the language of the user's surroundings; any other text as it is."""
    return str(_translated(text)) if speaks_chinese() else str(text)


def _translated(value: Any) -> Any:
    if not isinstance(value, Phrase):
        return value
    fields = {name: _translated(inner) for name, inner in value.fields}
    return catalogue().phrases.get(value.template, value.template).format(**fields)
