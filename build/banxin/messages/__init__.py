"""Messages in Chinese, for an editor's terminal. Products and reports stay in English.

`zh.toml` has the sentence and hint of each code, the phrases used in them or alone, and the texts of --help; what is
missing there is shown in English.
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
"""The first one that is set decides; the last three are those of POSIX."""
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "说明"}


@dataclass(frozen=True, slots=True)
class MessageCatalogue:
    """All messages in one language."""

    problems: Mapping[str, tuple[str, str]]
    """code → sentence, hint."""
    phrases: Mapping[str, str]
    """English template → its translation."""
    help: Mapping[str, str]
    """Text of --help in English → its translation."""


@cache
def catalogue() -> MessageCatalogue:
    """The Chinese catalogue."""
    data = tomllib.loads(CATALOGUE.read_text("utf-8"))
    problems = {code: (row[0], row[1]) for code, row in data["problems"].items()}
    return MessageCatalogue(problems, data["phrases"], data["help"])


def speaks_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment asks for Chinese."""
    chosen = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return chosen.lower().startswith("zh")


def in_chinese(found: Problem) -> tuple[str, str]:
    """The problem's sentence and hint in Chinese; in English when the catalogue lacks them or the fields are
    unknown."""
    sentence, hint = catalogue().problems.get(found.code, ("", ""))
    if not sentence or (not found.fields and "{" in sentence + hint):
        return found.message, found.hint
    fields = {name: _translated(value) for name, value in found.fields}
    return sentence.format(**fields), hint.format(**fields)


def spoken(text: str) -> str:
    """A phrase in the language of the environment; any other text unchanged."""
    return str(_translated(text)) if speaks_chinese() else str(text)


def _translated(value: Any) -> Any:
    if not isinstance(value, Phrase):
        return value
    fields = {name: _translated(inner) for name, inner in value.fields}
    return catalogue().phrases.get(value.template, value.template).format(**fields)
