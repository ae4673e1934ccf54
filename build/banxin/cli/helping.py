"""The text of `--help`, in the user's language."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

import click


def speak(command: click.Command, table: Mapping[str, str]) -> None:
    """Translate the help of a command, its options and its subcommands; what `table` lacks stays in English."""
    command.help = _said(command.help, table)
    command.short_help = _said(command.short_help, table)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _said(parameter.help, table)
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        speak(inner, table)


def said(text: str) -> str:
    """The text as a key of the table: without the indent of its source."""
    return inspect.cleandoc(text)


def _said(text: str | None, table: Mapping[str, str]) -> str | None:
    return table.get(said(text), text) if text else text
