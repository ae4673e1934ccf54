"""`banxin extract`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from banxin.cli.console import print_json, show
from banxin.errors import UsageError, phrase
from banxin.files import replace_folder


@click.command(short_help="Take an edition's sources out of its PDF.")
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PDF")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the extracted files as JSON.")
def extract(pdf: Path, target: Path, as_json: bool) -> int:
    """Take the sources out of a PDF that was built with --attach-sources: the same edition can be built from them."""
    from banxin.render.pdf.attachments import PLAN, attached_files

    if target.exists():
        raise UsageError(phrase("{folder} exists already; name a new folder.", folder=target))
    files = attached_files(pdf)
    replace_folder(target, files)
    edition = next(target / Path(name).parent for name in files if name.endswith("/edition.toml"))
    if as_json:
        print_json({"folder": str(target), "edition": str(edition), "files": sorted(files)})
    else:
        show(phrase("Made {folder}. Build its edition as before:", folder=target))
        layout = json.loads(files[(edition / PLAN).relative_to(target).as_posix()])["layout"]
        click.echo(f"  banxin build {edition} --plan {edition / PLAN} --layout {layout}")
    return 0


COMMANDS = (extract,)
