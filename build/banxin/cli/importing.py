"""`banxin import`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from banxin.cli.console import print_json, show, show_problems
from banxin.errors import phrase
from banxin.report import problem_rows


@click.command(name="import", short_help="Make an edition of raw page text.")
@click.argument(
    "raw", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="RAW..."
)
@click.option("--paper", required=True, type=click.Path(file_okay=False, path_type=Path), help="The paper's folder.")
@click.option("--date", required=True, help="The edition's date, such as 2024-12-22.")
@click.option("--encoding", default="", help="Encoding of the dump, where banxin cannot detect it.")
@click.option("--force", is_flag=True, help="Replace an existing edition of that date.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_(raw: tuple[Path, ...], paper: Path, date: str, encoding: str, force: bool, as_json: bool) -> int:
    """Make an edition's folder from RAW page text: articles found by rule, every change logged."""
    from banxin.importer import import_dump, write_import
    from banxin.importer.import_report import report, summary

    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        raise click.BadParameter(f"{date!r} is no date; write it as 2024-12-22.", param_hint="--date") from None
    result = import_dump(list(raw), paper, day, encoding=encoding)
    folder = write_import(result, paper, force=force)
    if as_json:
        print_json({**report(result), "folder": str(folder), "problems": problem_rows(result.problems)})
    else:
        show_problems(result.problems)
        show(summary(result))
        written = folder / "import" / "report.txt"
        show(
            phrase(
                "Made {folder}. Read {report}, correct the articles, then: banxin build {folder}",
                folder=folder,
                report=written,
            )
        )
    return 0


COMMANDS = (import_,)
