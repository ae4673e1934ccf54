"""Faults: those of an edition are values (`Problem`), all others are exceptions with an exit code.

Every kind of problem is a `ProblemRule` in the module `problems` of the package that finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """Severity of a problem."""

    ERROR = "error"
    """The edition may not be printed."""
    WARNING = "warning"
    """An editor would object; the product is made."""
    INFO = "info"
    """Done or listed for information; needs no action."""


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
    """What to do about it, a sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an edition, at one place."""

    code: str
    origin: Origin
    message: str
    severity: Severity
    hint: str = ""
    fields: tuple[tuple[str, Any], ...] = field(default=(), compare=False, repr=False)
    """The values of its sentence and hint, so that `messages` can translate it."""

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
    """A part of a sentence, in English, with the template and values it was made of: see `phrase`."""

    template: str = ""
    fields: tuple[tuple[str, Any], ...] = ()


def phrase(template: str, **fields: object) -> Phrase:
    """The template filled with `fields`, for a field of a problem; `messages` translates it."""
    made = Phrase(template.format(**fields))
    made.template, made.fields = template, tuple(fields.items())
    return made


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them forbids printing."""
    return any(found.severity is Severity.ERROR for found in problems)


class BanxinError(Exception):
    """An error that the user can do something about; the message says what."""

    exit_code = 1


class EditionError(BanxinError):
    """The edition has errors; no product is made."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(found) for found in self.problems))


class UsageError(BanxinError):
    """The command's arguments are wrong."""

    exit_code = 2


class SetupError(BanxinError):
    """The environment is broken: a missing library, a damaged font, a full disk."""

    exit_code = 3
