"""Faults: those of an edition are values (`Problem`), all others are exceptions with an exit code.

Every kind of problem is a `ProblemRule` in the module `problems` of the package that finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


_KINDS = {kind.exit_code: kind for kind in (BanxinError, UsageError, SetupError)}


def as_data(error: BanxinError) -> Any:
    """An error as JSON values, for another process."""
    if isinstance(error, EditionError):
        return {"problems": [_problem_row(found) for found in error.problems]}
    message = error.args[0] if error.args else str(error)
    return {"code": error.exit_code, "message": _field(message)}


def from_data(value: Any) -> BanxinError:
    """The error of which `as_data` made these values. Raises ValueError for anything else."""
    try:
        if "problems" in value:
            return EditionError([_problem(row) for row in value["problems"]])
        return _KINDS[value["code"]](_read_field(value["message"]))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("no error") from error


def _problem_row(found: Problem) -> dict[str, Any]:
    return {
        "code": found.code, "file": found.origin.file, "line": found.origin.line, "message": found.message,
        "severity": found.severity.value, "hint": found.hint,
        "fields": {name: _field(value) for name, value in found.fields},
    }  # fmt: skip


def _problem(row: Mapping[str, Any]) -> Problem:
    return Problem(
        str(row["code"]), Origin(str(row["file"]), int(row["line"])), str(row["message"]), Severity(row["severity"]),
        str(row["hint"]), tuple((str(name), _read_field(value)) for name, value in row["fields"].items()),
    )  # fmt: skip


def _field(value: object) -> Any:
    if isinstance(value, Phrase):
        return {"template": value.template, "fields": {name: _field(one) for name, one in value.fields}}
    return value if value is None or type(value) in (bool, int, float, str) else str(value)


def _read_field(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    try:
        return phrase(str(value["template"]), **{str(name): _read_field(one) for name, one in value["fields"].items()})
    except (IndexError, AttributeError) as error:
        raise ValueError("no phrase") from error
