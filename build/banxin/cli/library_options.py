"""Options shared by the commands of `banxin library`."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banxin.errors import UsageError, phrase

if TYPE_CHECKING:
    from banxin.library.index.catalogue import Catalogue

FOLDER = click.option(
    "--library", "folder", default="library", type=click.Path(path_type=Path), help="The library's folder (library)."
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """A day, a month or a year of the calendar; Chinese dates and slashes are understood, too. Raises UsageError."""
    plain = re.sub(r"[年月/.]", "-", value.strip().removesuffix("日")).rstrip("-")
    parts = plain.split("-") if plain else []
    if not parts:
        return ""
    try:
        numbers = [int(part) for part in parts]
        datetime.date(*(*numbers, 1, 1)[:3])
    except (ValueError, TypeError):
        numbers = []
    if not 1 <= len(numbers) <= 3 or len(parts[0]) != 4:
        raise UsageError(phrase("{day} is not a day; write it as 2024-12-22, 2024-12 or 2024.", day=value))
    return "-".join([parts[0], *(f"{number:02d}" for number in numbers[1:])])


def known_paper(catalogue: Catalogue, paper: str) -> str:
    """The key of a paper given by its key or name; empty for none. Raises UsageError that lists the existing papers."""
    papers = catalogue.papers()
    found = [one.key for one in papers if paper in (one.key, one.name)]
    if paper and not found:
        known = ", ".join(f"{one.key} ({one.name})" for one in papers)
        raise UsageError(
            phrase("There is no paper {paper} in the library; there are: {known}.", paper=paper, known=known)
        )
    return found[0] if found else ""


SINCE = click.option(
    "--since", default="", callback=_day, help="From this day on, such as 2024-12-22; a month or a year will do."
)
UNTIL = click.option("--until", default="", callback=_day, help="Up to this day.")
