"""`banxin plan`."""

from __future__ import annotations

from pathlib import Path

import click

from banxin import pipeline
from banxin.check import check_plan
from banxin.cli.console import printable, progress, show_problems
from banxin.dump.plan_json import plan_to_json
from banxin.dump.plan_text import plan_to_text
from banxin.errors import has_errors
from banxin.files import write_atomic


@click.command(short_help="Lay out an edition's page and show it.")
@click.argument("edition", type=click.Path(path_type=Path), metavar="EDITION")
@click.option("--layout", default="", help="Use this layout instead of the paper's.")
@click.option("--seed", default=1, show_default=True, help="Another seed gives another page.")
@click.option("--text", is_flag=True, help="Print a drawing of the page (the default).")
@click.option("--lines", is_flag=True, help="With the drawing, every composed line.")
@click.option("--json", "as_json", is_flag=True, help="Print plan.json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write plan.json to this file.")
@click.option("--quiet", is_flag=True, help="Print no progress and no problems.")
def plan(
    edition: Path, layout: str, seed: int, text: bool, lines: bool, as_json: bool, output: Path | None, quiet: bool
) -> int:
    """Lay out EDITION's page and show the plan; `banxin build --plan` draws a saved one."""
    desk = pipeline.open_edition(edition, layout)
    with progress("plan", quiet=quiet or as_json) as tell:
        found = pipeline.make_plan(desk, seed, tell)
    checked = check_plan(desk.edition, found, desk.layout.weights)
    if output is not None:
        write_atomic(output, plan_to_json(found).encode())
    if as_json:
        click.echo(plan_to_json(found), nl=False)
    elif text or lines or output is None:
        click.echo(printable(plan_to_text(found, lines=lines)), nl=False)
    if not quiet:
        show_problems((*desk.problems, *checked.problems))
    if not as_json and not quiet:
        for score in checked.scores:
            terms = "  ".join(f"{name} {points:g}" for name, points in score.terms if points)
            click.echo(
                f"score {score.total:g}  white {score.white_cells} of {score.body_cells} cells  {terms}", err=True
            )
    return 1 if has_errors(checked.problems) else 0


COMMANDS = (plan,)
