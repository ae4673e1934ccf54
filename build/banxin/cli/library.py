"""`banxin library`: adding, checking, exporting and importing editions."""

from __future__ import annotations

from pathlib import Path

import click

from banxin.cli.console import print_json, progress, report_failure, show, show_problems
from banxin.cli.finding import COMMANDS as FINDING
from banxin.cli.library_options import FOLDER, JSON, QUIET
from banxin.cli.places import editions_of, key_of
from banxin.cli.publishing import COMMANDS as PUBLISHING
from banxin.cli.sending import send
from banxin.errors import BanxinError, Origin, SetupError, phrase, problem
from banxin.library.problems import BAG_BROKEN
from banxin.report import problem_rows


@click.group(short_help="Keep editions, find articles, bring them to readers.")
def library() -> None:
    """Keep editions as an archive, find articles in them, and bring them to readers.

    A library is a folder: a bag for each edition and revision, and a catalogue that is made anew from the bags.
    """


@library.command(short_help="Put built editions into the library.")
@click.argument("editions", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="EDITION...")
@FOLDER
@click.option("-o", "--out", default="out", type=click.Path(path_type=Path), help="Where the products are (out).")
@QUIET
@JSON
def add(editions: tuple[Path, ...], folder: Path, out: Path, quiet: bool, as_json: bool) -> int:
    """Put each EDITION with its products from OUT into the library; a paper's folder stands for all its editions."""
    from banxin.depositing import add_edition

    folders = [edition for name in editions for edition in editions_of(name)]
    rows: list[dict[str, object]] = []
    code = 0
    with progress(str(folder), quiet=quiet or as_json) as tell:
        for count, edition in enumerate(folders):
            tell("add", count / len(folders))
            try:
                added, found = add_edition(edition, out, folder)
            except SetupError:
                raise  # A full disk or a wrong folder would stop the next edition, too.
            except BanxinError as error:
                report_failure(error)
                rows.append({"edition": str(edition), "error": str(error)})
                code = max(code, error.exit_code)
                continue
            rows.append({"key": added.key, "bag": str(added.bag), "new": added.new, "problems": problem_rows(found)})
            if not quiet and not as_json:
                show_problems(found)
                told = phrase("{key} was added to the library.", key=added.key)
                show(told if added.new else phrase("{key} was in the library already.", key=added.key))
        tell("add", 1.0)
    if as_json:
        print_json(rows)
    return code


@library.command(short_help="Check that all files are unchanged.")
@FOLDER
@QUIET
@JSON
def verify(folder: Path, quiet: bool, as_json: bool) -> int:
    """Name every file that was altered, is missing or was not put in, and every bag whose products are not of its
    sources."""
    from banxin.library.archive.store import Library
    from banxin.library.archive.verify import verify as check

    opened = Library(folder)
    with progress(str(folder), quiet=quiet or as_json) as tell:
        found = check(opened, lambda done, total: tell("verify", done / total))
    bags = len(opened.bags())
    if as_json:
        print_json({"bags": bags, "problems": problem_rows(found)})
    else:
        show_problems(found)
        if not found and not quiet:
            show(phrase("{count} bags: all files are unchanged.", count=bags))
    return int(any(row["severity"] == "error" for row in problem_rows(found)))


@library.command(short_help="Rebuild the catalogue from the bags.")
@FOLDER
@QUIET
def rebuild(folder: Path, quiet: bool) -> int:
    """Make the catalogue anew from the bags alone: after damage, or for a new release of banxin."""
    from banxin.library.archive.store import Library

    with progress(str(folder), quiet=quiet) as tell:
        made = Library(folder).rebuild(lambda done, total: tell("rebuild", done / total))
    show_problems(problem(BAG_BROKEN, Origin(bag.name), why=why.rstrip(".")) for bag, why in made.left_out)
    if not quiet:
        show(phrase("The catalogue has {count} issues.", count=made.issues))
    return int(bool(made.left_out))


@library.command(short_help="Copy issues out of the library.")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The target folder.")
@click.option(
    "--as", "way", default="bags", type=click.Choice(("bags", "sources", "ndnp")), help="The form of the copies (bags)."
)
@FOLDER
@JSON
def export(keys: tuple[str, ...], to: Path, way: str, folder: Path, as_json: bool) -> int:
    """Copy the issues KEY, or all, out of the library: as bags, as sources that are ready to build, or as folders of
    pages in the manner of the US National Digital Newspaper Program."""
    from banxin.library.archive.export import export as copy_out
    from banxin.library.archive.store import Library

    opened = Library(folder)
    with opened.reading() as catalogue:
        bags = [opened.bag(catalogue, key_of(key)) for key in keys] if keys else list(opened.bags())
    made = []
    for path in copy_out(opened, bags, to, way):
        made.append(str(path))
        if not as_json:
            show(str(path))
    if as_json:
        print_json(made)
    return 0


@library.command(name="import", short_help="Take bags back into the library.")
@click.argument("bags", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="BAG...")
@FOLDER
@JSON
def import_(bags: tuple[Path, ...], folder: Path, as_json: bool) -> int:
    """Take each BAG of banxin's, a folder or a ZIP archive of one, into the library, after a look whether it is
    whole."""
    from banxin.library.archive.export import imported
    from banxin.library.archive.store import Library
    from banxin.limited.scratch import Scratch

    opened, rows = Library.made(folder), []
    for bag in bags:
        with Scratch() as work:
            added = opened.take(imported(bag, work.path / "bag"))
        rows.append({"key": added.key, "bag": str(added.bag), "new": added.new})
        if not as_json:
            told = phrase("{key} was added to the library.", key=added.key)
            show(told if added.new else phrase("{key} was in the library already.", key=added.key))
    if as_json:
        print_json(rows)
    return 0


for command in (*FINDING, *PUBLISHING, send):
    library.add_command(command)

COMMANDS = (library,)
