"""What a limited process is given, what it may use, and how it answers.

A stranger's template may have got hold of the process, so an answer is data that is only looked at, never a pickle: a
length of 8 bytes, that many bytes of JSON with `kind`, `value` and the `sizes` of the parts, then the parts.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from banxin.errors import BanxinError, EditionError, Origin, Phrase, Problem, SetupError, Severity, UsageError, phrase

LENGTH = struct.Struct(">Q")
MOST_HEAD = 16 << 20
"""Bytes of an answer's JSON. Ours."""
DONE, FAILED, MEMORY = "done", "failed", "memory"
ERRORS = {kind.exit_code: kind for kind in (BanxinError, UsageError, SetupError)}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a process."""

    seconds: float
    """Wall clock of one request."""
    memory: int
    """Bytes of its address space."""
    answer: int
    """Bytes of one answer."""
    disk: int = 256 << 20
    """Bytes of any file that it writes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request."""

    value: Any = None
    """As JSON has it."""
    parts: tuple[bytes, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(map(len, self.parts))


def head(kind: str, value: Any, parts: Iterable[bytes] = ()) -> bytes:
    """The beginning of an answer, before its parts."""
    data = json.dumps({"kind": kind, "value": value, "sizes": [len(part) for part in parts]}).encode()
    return LENGTH.pack(len(data)) + data


def read_head(data: bytes) -> tuple[str, Any, list[int]]:
    """Kind, value and the sizes of the parts. Raises ValueError for anything else."""
    found = json.loads(data)
    if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
        raise ValueError("no answer")
    sizes = found.get("sizes")
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        raise ValueError("no sizes")
    return found["kind"], found.get("value"), sizes


def failure(error: BanxinError) -> Any:
    """An error as JSON."""
    if isinstance(error, EditionError):
        return {"problems": [_problem_row(found) for found in error.problems]}
    message = error.args[0] if error.args else str(error)
    return {"code": error.exit_code, "message": _field(message)}


def raised(value: Any) -> BanxinError:
    """The error that `failure` wrote. Raises ValueError for anything else."""
    try:
        if "problems" in value:
            return EditionError([_problem(row) for row in value["problems"]])
        return ERRORS[value["code"]](_read_field(value["message"]))
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
