"""`banxin build` of many editions: messages during the build, and the summary."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from banxin.cli.console import editions_progress, print_json, say, show, show_problems
from banxin.errors import Severity, phrase
from banxin.many import BuildOutcome, Scheduler, build_many
from banxin.report import problem_row
from banxin.wanted import BuildRequest


def build_editions(
    folders: Sequence[Path],
    out: Path,
    wanted: BuildRequest,
    *,
    jobs: int,
    cluster: Scheduler | None,
    again: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Build all editions, with a line for each as it ends; returns the highest of their exit codes."""
    outcomes: dict[Path, BuildOutcome] = {}
    with editions_progress(len(folders), quiet=quiet or as_json) as bar:
        building = build_many(folders, out, wanted, bar.began, jobs=jobs, cluster=cluster, again=again)
        with closing(building):
            for outcome in building:
                outcomes[outcome.folder] = outcome
                with bar.ended(outcome.folder):
                    _print_outcome(outcome, quiet=quiet or as_json)
    found = tuple(outcomes.values())
    if as_json:
        print_json([row(outcomes[folder]) for folder in dict.fromkeys(folders) if folder in outcomes])
    elif not quiet:
        failed, unchanged = sum(one.failed for one in found), sum(one.unchanged for one in found)
        built = len(found) - failed - unchanged
        counts = {"built": built, "unchanged": unchanged, "failed": failed}
        show(phrase("{built} built, {unchanged} unchanged, {failed} failed.", **counts))
    return max((outcome.code for outcome in found), default=0)


def row(outcome: BuildOutcome) -> dict[str, Any]:
    """The --json report of an edition: its report, with `unchanged` where nothing was built; or why there is no
    report."""
    if outcome.report is not None:
        return {**outcome.report, "unchanged": True} if outcome.unchanged else dict(outcome.report)
    problems = [problem_row(found) for found in outcome.problems]
    failed: dict[str, Any] = {"banxin": 1, "edition": outcome.folder.name, "problems": problems}
    return {**failed, "error": str(outcome.error)} if outcome.error else failed


def _print_outcome(outcome: BuildOutcome, *, quiet: bool) -> None:
    """Print the result of an edition in one line, after its problems. Failures are always printed."""
    folder = outcome.folder
    if outcome.report is None:
        show_problems(outcome.problems)
        if outcome.error:
            say(phrase("{folder}: nothing was made: {reason}", folder=folder, reason=outcome.error))
            return
        errors = sum(found.severity is Severity.ERROR for found in outcome.problems)
        say(phrase("{folder}: nothing was made; errors: {errors}.", folder=folder, errors=errors))
    elif quiet:
        return
    elif outcome.unchanged:
        show(phrase("{edition}: unchanged", edition=outcome.report["edition"]))
    else:
        show_problems(outcome.problems)
        edition, seconds = outcome.report["edition"], outcome.seconds
        show(phrase("{edition}: {seconds:.1f} s", edition=edition, seconds=seconds))
