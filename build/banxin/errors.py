"""Faults: editorial ones are values (`Problem`), the rest are exceptions with an exit code.

Every kind of editorial fault is a `ProblemRule` in the module `problems` of the package that finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    """The edition may not be printed."""
    WARNING = "warning"
    """An editor would object; the product is made."""
    INFO = "info"
    """Was done, is listed, needs nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in a source: file relative to the paper's folder, line from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class ProblemRule:
    """One kind of fault: the same code, severity and sentence wherever it is found."""

    code: str
    """Lower-case words with hyphens; stable, since reports and scripts name it."""
    severity: Severity
    sentence: str
    """With named fields to fill, `{like_this}`."""
    hint: str = ""
    """The way out, a sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an edition, at one place."""

    code: str
    origin: Origin
    message: str
    severity: Severity
    hint: str = ""
    fields: tuple[tuple[str, Any], ...] = field(default=(), compare=False, repr=False)
    """What its sentence and hint were filled with, so that `messages` can say it in another language."""

    def __str__(self) -> str:
        text = f"{self.origin}: {self.severity} {self.code}: {self.message}"
        return f"{text} {self.hint}".rstrip()


def problem(rule: ProblemRule, origin: Origin, **fields: object) -> Problem:
    """A problem of that kind, its sentence and hint filled with `fields`.

    Raises KeyError when a field is missing.
    """
    message, hint = rule.sentence.format(**fields), rule.hint.format(**fields)
    return Problem(rule.code, origin, message, rule.severity, hint, tuple(fields.items()))


class Phrase(str):
    """A part of a sentence, in English, that knows how it was made: see `phrase`."""

    template: str = ""
    fields: tuple[tuple[str, Any], ...] = ()


def phrase(template: str, **fields: object) -> Phrase:
    """The template filled with `fields`, to be a field of a problem; `messages` has it in other languages."""
    made = Phrase(template.format(**fields))
    made.template, made.fields = template, tuple(fields.items())
    return made


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them forbids printing."""
    return any(found.severity is Severity.ERROR for found in problems)


class BanxinError(Exception):
    """Something the user can do something about; the message says what."""

    exit_code = 1


class EditionError(BanxinError):
    """The edition has errors; nothing is made of it."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(found) for found in self.problems))


class UsageError(BanxinError):
    """The command was called with words that do not fit."""

    exit_code = 2


class SetupError(BanxinError):
    """The surroundings are broken: a missing library, a damaged font, a full disk."""

    exit_code = 3
