"""Output of the commands: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banxin.errors import BanxinError, EditionError, Problem, Severity
from banxin.messages import SEVERITIES, in_chinese, speaks_chinese, spoken

if TYPE_CHECKING:
    from rich.progress import Progress

    from banxin.pipeline import ProgressCall

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def printable(text: str) -> str:
    """The text with control and bidirectional characters as code points: no source text reaches the terminal
    unfiltered."""
    return "".join(f"<U+{ord(one):04X}>" if _is_hidden(one) else one for one in text)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") and character != "\n"


def say(text: str) -> None:
    """Print a line on standard error, a phrase in the user's language."""
    click.echo(printable(spoken(text)), err=True)


def show(text: str) -> None:
    """Print a line of the result, a phrase in the user's language."""
    click.echo(printable(spoken(text)))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print all problems on standard error, by file and line, in Chinese if the environment asks for it."""
    for found in sorted(problems, key=lambda found: (found.origin, found.code)):
        chinese = speaks_chinese()
        severity = SEVERITIES[found.severity] if chinese else str(found.severity)
        mark = click.style(severity, fg=_COLOURS[found.severity])
        message, hint = in_chinese(found) if chinese else (found.message, found.hint)
        text = f"{printable(str(found.origin))}: {mark} {found.code}: "
        click.echo(text + printable(f"{message} {hint}".rstrip()), err=True)


def print_json(data: Any) -> None:
    """Print the JSON document of a command."""
    show_document(json.dumps(data, ensure_ascii=False, indent=1))


def show_document(document: str) -> None:
    """Print a JSON document, with its control and bidirectional characters as escapes, which mean the same."""
    shown = (json.dumps(character)[1:-1] if _is_hidden(character) else character for character in document)
    click.echo("".join(shown).removesuffix("\n"))


def report_failure(error: BanxinError) -> None:
    """Print why a command stopped."""
    if isinstance(error, EditionError):
        show_problems(error.problems)
    else:
        say(f"banxin: {spoken(error.args[0] if error.args else str(error))}")


@contextmanager
def progress(title: str, *, quiet: bool) -> Iterator[ProgressCall]:
    """A progress bar for each stage on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def call(stage: str, share: float) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(f"{title}: {stage}", total=1.0)
            bar.update(tasks[stage], completed=share)

        yield call


NAMES_SHOWN = 4


class EditionsBar:
    """A progress bar over many editions, with the names of those in work; without `bar` it shows nothing."""

    def __init__(self, bar: Progress | None, count: int) -> None:
        self.bar, self.working = bar, list[str]()
        self.task = bar.add_task("", total=count) if bar else None

    def began(self, folder: Path) -> None:
        """The work on an edition begins."""
        self.working.append(folder.name)
        self._show(0)

    @contextmanager
    def ended(self, folder: Path) -> Iterator[None]:
        """The work on an edition has ended; output of the block appears above the bar."""
        if folder.name in self.working:
            self.working.remove(folder.name)
        if self.bar:
            self.bar.stop()
        yield
        if self.bar:
            self._show(1)
            self.bar.start()

    def _show(self, more: int) -> None:
        if self.bar and self.task is not None:
            from rich.markup import escape

            names = " ".join(printable(name) for name in self.working[:NAMES_SHOWN])
            shown = f"{names} …" if len(self.working) > NAMES_SHOWN else names
            self.bar.update(self.task, advance=more, description=escape(shown))


@contextmanager
def editions_progress(count: int, *, quiet: bool) -> Iterator[EditionsBar]:
    """A progress bar over `count` editions on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield EditionsBar(None, count)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield EditionsBar(bar, count)
