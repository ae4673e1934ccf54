"""Commands whose modules are imported when they are asked for: a command needs its own libraries only."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from banxin.cli.helping import speak

MODULES = {
    "build": "building",
    "new": "building",
    "check": "checking",
    "fonts": "checking",
    "compose": "composing",
    "extract": "extracting",
    "home": "imposing",
    "import": "importing",
    "library": "library",
    "pages": "picturing",
    "share": "picturing",
    "plan": "planning",
}
"""Command → the module of `banxin.cli` that has it among its COMMANDS."""


class LazyGroup(click.Group):
    """The commands of MODULES."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._chinese: Mapping[str, str] = {}

    def speak(self, table: Mapping[str, str]) -> None:
        """Translate the help of this command now and of the others when they are loaded."""
        self._chinese = table
        speak(self, table)

    def list_commands(self, ctx: click.Context | None = None) -> list[str]:
        """The names of all commands; all are loaded."""
        for name in MODULES:
            self._load(name)
        return sorted(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded."""
        if cmd_name in MODULES:
            self._load(cmd_name)
        return self.commands.get(cmd_name)

    def _load(self, name: str) -> None:
        if name in self.commands:
            return
        for command in import_module(f"banxin.cli.{MODULES[name]}").COMMANDS:
            speak(command, self._chinese)
            self.add_command(command)
