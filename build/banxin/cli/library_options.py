"""Options that the commands of `banxin library` share."""

from __future__ import annotations

import re
from pathlib import Path

import click

FOLDER = click.option(
    "--library", "folder", default="library", type=click.Path(path_type=Path), help="The library's folder (library)."
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        raise click.BadParameter(f"{value!r}: write it as 2024-12-22, 2024-12 or 2024.")
    return value


SINCE = click.option(
    "--since", default="", callback=_day, help="From this day on, such as 2024-12-22; a month or a year will do."
)
UNTIL = click.option("--until", default="", callback=_day, help="Up to this day.")
