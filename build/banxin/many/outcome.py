"""The result of one edition of many."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from banxin.errors import BanxinError, EditionError, Problem, SetupError, phrase
from banxin.pipeline import Built


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """An edition that was built, needed no building, or failed."""

    folder: Path
    """The edition's folder, as the user named it."""
    report: Mapping[str, Any] | None = None
    """report.json; None when nothing was made."""
    problems: tuple[Problem, ...] = ()
    """Empty for an unchanged edition: its report has them."""
    error: str = ""
    """Why nothing was made, when it is not for the edition's problems."""
    code: int = 0
    """Its exit code."""
    unchanged: bool = False
    seconds: float = 0.0
    """Wall clock."""

    @property
    def failed(self) -> bool:
        return self.report is None


def outcome_of(folder: Path, work: Callable[[], Built]) -> BuildOutcome:
    """The outcome of building an edition; raises no error that concerns one edition only."""
    start = time.perf_counter()
    try:
        built = work()
        outcome = BuildOutcome(folder, built.report, built.problems)
    except Exception as error:
        outcome = failure(folder, error)
    return replace(outcome, seconds=time.perf_counter() - start)


def failure(folder: Path, error: Exception) -> BuildOutcome:
    """The outcome of an edition whose build raised an error; a fault of banxin must not stop the other editions
    either."""
    if isinstance(error, EditionError):
        return BuildOutcome(folder, problems=error.problems, code=error.exit_code)
    if isinstance(error, BanxinError):
        return BuildOutcome(folder, error=error.args[0] if error.args else str(error), code=error.exit_code)
    if isinstance(error, OSError):
        return BuildOutcome(folder, error=f"{error.filename or folder}: {error.strerror}.", code=SetupError.exit_code)
    what = f"{type(error).__name__}: {error}"
    told = phrase("banxin itself failed ({what}); please report it, with the edition.", what=what)
    return BuildOutcome(folder, error=told, code=SetupError.exit_code)


def killed(folder: Path) -> BuildOutcome:
    """The outcome of an edition whose process was killed."""
    told = phrase("the process that built it was killed; is there enough memory? Build it again alone.")
    return BuildOutcome(folder, error=told, code=SetupError.exit_code)
