"""`banxin plan`."""

from __future__ import annotations

from pathlib import Path

import click

from banxin import pipeline
from banxin.check import check_plan
from banxin.choices import Alternatives, keep_alternative, make_alternatives
from banxin.cli.console import print_json, progress, say, show, show_document, show_problems
from banxin.dump.plan_json import plan_to_json
from banxin.dump.plan_text import plan_to_text
from banxin.errors import UsageError, has_errors, phrase
from banxin.files import write_atomic
from banxin.plan.compare.moves import Move, Place, moves
from banxin.report import problem_rows
from banxin.saved import EarlierChoice, earlier_plan, pages_from

MOST_ALTERNATIVES = 24


@click.command(short_help="Plan an edition's pages and show them.")
@click.argument("edition", type=click.Path(path_type=Path), metavar="EDITION")
@click.option("--layout", default="", help="Use this layout instead of the paper's.")
@click.option("--lock", default="", help="Pages that stay exactly as in the saved plan, such as 1,3.")
@click.option(
    "--keep", is_flag=True, help="Change as little of the saved plan as possible, and list what moved and why."
)
@click.option(
    "--from", "source", type=click.Path(path_type=Path), help="The saved plan (EDITION/plan.json, else that of out/)."
)
@click.option("--seed", default=1, show_default=True, help="Another seed gives another page.")
@click.option("--text", is_flag=True, help="Print a drawing of the page (the default).")
@click.option("--lines", is_flag=True, help="With the drawing, every composed line.")
@click.option("--json", "as_json", is_flag=True, help="Print plan.json, or the result of --alternatives or --choose.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write plan.json to this file; the alternatives' folder."
)
@click.option(
    "--alternatives",
    "count",
    type=click.IntRange(2, MOST_ALTERNATIVES),
    help="Number of different plans to make, with a contact sheet (out/…-alternatives).",
)
@click.option("--png", is_flag=True, help="With --alternatives, a picture of the pages as they print.")
@click.option(
    "--choose", "chosen", type=click.IntRange(1), help="Keep this one of the alternatives: EDITION/plan.json."
)
@click.option("--quiet", is_flag=True, help="Print no progress and no problems.")
def plan(
    edition: Path,
    layout: str,
    lock: str,
    keep: bool,
    source: Path | None,
    seed: int,
    text: bool,
    lines: bool,
    as_json: bool,
    output: Path | None,
    count: int | None,
    png: bool,
    chosen: int | None,
    quiet: bool,
) -> int:
    """Lay out EDITION's pages and show the plan; `banxin build --plan` draws a saved one."""
    if chosen is not None and (count is not None or layout):
        raise UsageError(phrase("--choose excludes --alternatives and --layout: it takes an existing plan."))
    if png and count is None:
        raise UsageError(phrase("--png is for --alternatives."))
    if chosen is not None:
        return _choose(edition, chosen, output, as_json=as_json)
    if count is not None:
        if text or lines:
            raise UsageError(phrase("--alternatives excludes --text and --lines: its contact sheet shows the pages."))
        return _alternatives(edition, count, output, layout, seed, png=png, as_json=as_json, quiet=quiet)
    desk = pipeline.open_edition(edition, layout)
    earlier = earlier_plan(
        EarlierChoice(pages_from(lock), keep, source), edition, Path("out"), desk.edition, desk.layout, desk.library
    )
    with progress("plan", quiet=quiet or as_json) as tell:
        found = pipeline.make_plan(desk, seed, tell, earlier)
    checked = check_plan(desk.edition, found, desk.layout.weights)
    if output is not None:
        write_atomic(output, plan_to_json(found).encode())
    if as_json:
        show_document(plan_to_json(found))
    elif text or lines or output is None:
        show(plan_to_text(found, lines=lines).removesuffix("\n"))
    if not quiet:
        show_problems((*desk.problems, *checked.problems))
    if not as_json and earlier is not None:
        _say_moves(moves(earlier.plan, found))
    if not as_json and not quiet:
        for score in checked.scores:
            terms = "  ".join(f"{name} {points:g}" for name, points in score.terms if points)
            say(
                phrase(
                    "score {score:g}  white {white} of {cells} cells  {terms}",
                    score=score.total,
                    white=score.white_cells,
                    cells=score.body_cells,
                    terms=terms,
                )
            )
    return 1 if has_errors(checked.problems) else 0


def _say_moves(moved: tuple[Move, ...]) -> None:
    """Print the modules that are not where the earlier plan had them, and why, on standard error."""
    if not moved:
        say(phrase("No module has moved."))
    for move in moved:
        before, after = (_place(place) for place in (move.before, move.after))
        say(phrase("{module}: {before} → {after}: {why}", module=move.module, before=before, after=after, why=move.why))


def _place(place: Place | None) -> str:
    if place is None:
        return "–"
    page, columns, rows = place
    return phrase(
        "page {page} columns {first}–{last} rows {top}–{bottom}",
        page=page,
        first=columns[0],
        last=columns[1],
        top=rows[0],
        bottom=rows[1],
    )


def _alternatives(
    edition: Path, count: int, output: Path | None, layout: str, seed: int, *, png: bool, as_json: bool, quiet: bool
) -> int:
    with progress("plan", quiet=quiet or as_json) as tell:
        made = make_alternatives(edition, count, target=output, layout=layout, seed=seed, pictures=png, progress=tell)
    if not quiet:
        show_problems(made.problems)
        if len(made.shown) < count:
            say(
                phrase(
                    "Only {shown} of {count} plans differ enough; the sources allow no more.",
                    shown=len(made.shown),
                    count=count,
                )
            )
    if as_json:
        print_json({**made.record, "folder": str(made.folder), "problems": problem_rows(made.problems)})
    else:
        _say_alternatives(edition, output, made)
    return 1 if all(has_errors(one.candidate.problems) for one in made.shown) else 0


def _say_alternatives(edition: Path, output: Path | None, made: Alternatives) -> None:
    for one in made.shown:
        terms = "  ".join(f"{name} {points:g}" for name, points in one.candidate.score.terms if points)
        wrong = phrase("  has errors: not for print") if has_errors(one.candidate.problems) else ""
        show(
            phrase(
                "{number}  score {score:g}  differs {distance:.0%}  {terms}{wrong}",
                number=one.number,
                score=one.candidate.score.total,
                distance=one.distance,
                terms=terms,
                wrong=wrong,
            )
        )
    show(phrase("Look at {sheet}, then keep one:", sheet=made.folder / "contact-sheet.html"))
    elsewhere = f" -o {output}" if output is not None else ""
    show(f"  banxin plan --choose 1 {edition}{elsewhere}")


def _choose(edition: Path, number: int, output: Path | None, *, as_json: bool) -> int:
    choice = keep_alternative(edition, number, output)
    if as_json:
        print_json({"banxin": 1, "chosen": number, "file": str(choice.file), "plan": dict(choice.row)})
    else:
        score = choice.row["score"]["total"]
        show(phrase("Kept plan {number} (score {score:g}) as {file}.", number=number, score=score, file=choice.file))
    return 0


COMMANDS = (plan,)
