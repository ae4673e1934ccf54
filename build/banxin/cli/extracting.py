"""`banxin extract`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from banxin.cli.console import print_json, show
from banxin.errors import UsageError, phrase
from banxin.files import replace_folder
from banxin.saved import KEPT

NAME = re.compile(r"[\w.-]+")
"""Of a layout."""


@click.command(short_help="Take an edition's sources out of its PDF.")
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PDF")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the extracted files as JSON.")
def extract(pdf: Path, target: Path, as_json: bool) -> int:
    """Take the sources out of a PDF that was built with --attach-sources: the same edition can be built from them."""
    from banxin.foreign.pdf_files import attached

    if target.exists():
        raise UsageError(phrase("{folder} exists already; name a new folder.", folder=target))
    files = attached(pdf)
    edition = next(Path(name).parent for name in files if name.endswith("/edition.toml"))
    plan = f"{edition.as_posix()}/{KEPT}"
    layout = _layout(files.get(plan, b""))
    replace_folder(target, files)
    if as_json:
        print_json({"folder": str(target), "edition": str(target / edition), "files": sorted(files)})
    else:
        show(phrase("Made {folder}. Build its edition as before:", folder=target))
        show(f"  banxin build {target / edition}" + (f" --plan {target / plan} --layout {layout}" if layout else ""))
    return 0


def _layout(plan: bytes) -> str:
    """The layout of an attached plan; empty when it says none."""
    try:
        found = json.loads(plan)["layout"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) and NAME.fullmatch(found) else ""


COMMANDS = (extract,)
