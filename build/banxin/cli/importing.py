"""`banxin import`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from banxin.cli.console import print_json, show, show_problems
from banxin.errors import phrase
from banxin.report import problem_rows


@click.command(name="import", short_help="Make an edition of copy in any form.")
@click.argument("raw", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="RAW...")
@click.option("--paper", required=True, type=click.Path(file_okay=False, path_type=Path), help="The paper's folder.")
@click.option("--date", required=True, help="The edition's date, such as 2024-12-22.")
@click.option("--encoding", default="", help="Encoding of the dump, where banxin cannot detect it.")
@click.option(
    "--as",
    "reading",
    type=click.Choice(["auto", "pages", "articles"]),
    default="auto",
    help="Whether each file is a page or an article; auto decides by what is in it.",
)
@click.option("--add", is_flag=True, help="Add to an existing edition of that date.")
@click.option("--force", is_flag=True, help="Replace an existing edition of that date; a copy of it is kept.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_(
    raw: tuple[Path, ...],
    paper: Path,
    date: str,
    encoding: str,
    reading: str,
    add: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Make an edition's folder from RAW copy, files or folders of them: articles found by rule, every change logged."""
    from banxin.importer import Reading, copy_files, import_dump, write_import
    from banxin.importer.import_report import report, summary
    from banxin.importer.write import import_folder, keeping_place, next_number

    if add and force:
        raise click.UsageError("--add and --force cannot be given together.")

    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        raise click.BadParameter(f"{date!r} is no date; write it as 2024-12-22.", param_hint="--date") from None
    target = paper / day.isoformat()
    first = next_number(target) if add else 1
    keep = keeping_place(paper, day) if force and target.exists() else None
    reports = import_folder(target) if add else "import"
    result = import_dump(copy_files(raw), paper, day, encoding=encoding, reading=Reading(reading), first=first)
    folder = write_import(result, paper, add=add, force=force, keep=keep)
    if as_json:
        print_json({**report(result), "folder": str(folder), "problems": problem_rows(result.problems)})
    else:
        show_problems(result.problems)
        show(summary(result))
        if keep:
            show(phrase("What was there before is in {kept}.", kept=keep))
        written = folder / reports / "report.txt"
        show(
            phrase(
                "Made {folder}. Read {report}, correct the articles, then: banxin build {folder}",
                folder=folder,
                report=written,
            )
        )
    return 0


COMMANDS = (import_,)
