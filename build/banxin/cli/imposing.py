"""`banxin home`."""

from __future__ import annotations

from pathlib import Path

import click

from banxin.cli.console import print_json, show
from banxin.cli.places import beside
from banxin.errors import phrase
from banxin.files import write_atomic
from banxin.impose.sides import PAPERS_MM

WAYS = ("whole", "tiles", "two-up", "booklet")


@click.command(short_help="Bring a newspaper onto the paper of a printer at home.")
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PDF")
@click.option(
    "--way", type=click.Choice(WAYS), default="whole", help="Pages whole, in tiles, by two, or to fold (whole)."
)
@click.option("--paper", type=click.Choice(tuple(PAPERS_MM)), default="a4", help="The printer's paper (a4).")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The PDF that is made (beside PDF, named by the way)."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def home(pdf: Path, way: str, paper: str, out: Path | None, as_json: bool) -> int:
    """Bring the pages of a newspaper's PDF onto paper that a printer at home or in the office takes.

    \b
    whole    each page on a sheet, as large as goes
    tiles    each page in its own size, on sheets to cut and glue
    two-up   two pages side by side
    booklet  two pages a side, to print on both sides, lay together and fold
    """
    from banxin.foreign.pdf_files import imposed

    target = out or beside(pdf, f"{pdf.stem}-{way}-{paper}.pdf")
    made, sides = imposed(pdf, way, paper)
    write_atomic(target, made)
    if as_json:
        print_json({"file": str(target), "way": way, "paper": paper, "sides": sides})
    else:
        show(phrase("{file}: {sides} sides of {paper}", file=target, sides=sides, paper=paper.upper()))
        if way == "booklet":
            show(phrase("Print it on both sides, flipped on the short edge, in actual size; stack and fold."))
        elif way == "tiles":
            show(phrase("Print it in actual size; cut at the dashed lines and glue."))
    return 0


COMMANDS = (home,)
