"""`banxin check` and `banxin fonts`."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from pathlib import Path

import click

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.check import check_plan
from banxin.cli.console import print_json, say, show, show_problems
from banxin.errors import EditionError, Phrase, Problem, Severity, has_errors, phrase
from banxin.fonts.library import FontLibrary
from banxin.fonts.problems import NO_GLYPH
from banxin.fonts.verify import verify
from banxin.model.plan import Plan
from banxin.report import problem_rows
from banxin.saved import EarlierChoice, earlier_plan


@click.command(short_help="Name every problem of an edition.")
@click.argument("edition", type=click.Path(path_type=Path), metavar="EDITION")
@click.option("--layout", default="", help="Use this layout instead of the paper's.")
@click.option("--seed", default=1, show_default=True, help="The plan to check.")
@click.option("--plan", "plan_path", type=click.Path(path_type=Path), help="Check this saved plan.json.")
@click.option("--sources-only", is_flag=True, help="Read the sources, plan nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(edition: Path, layout: str, seed: int, plan_path: Path | None, sources_only: bool, as_json: bool) -> int:
    """Name every problem of EDITION, its page included; exit code 1 if one is an error."""
    problems: tuple[Problem, ...]
    try:
        desk = pipeline.open_edition(edition, layout)
        problems = desk.problems
        if not sources_only:
            plan = pipeline.load_plan(desk, plan_path) if plan_path else _planned(desk, edition, seed)
            problems = (*problems, *check_plan(desk.edition, plan, desk.layout.weights).problems)
    except EditionError as error:
        problems = error.problems
    if as_json:
        print_json({"banxin": 1, "edition": edition.name, "problems": problem_rows(problems)})
    else:
        show_problems(problems)
        show(phrase("{edition}: {count}.", edition=edition, count=_count(problems)))
    return 1 if has_errors(problems) else 0


def _planned(desk: pipeline.OpenEdition, folder: Path, seed: int) -> Plan:
    """The plan that a build would make, starting from the edition's kept plan."""
    earlier = earlier_plan(EarlierChoice(), folder, Path("out"), desk.edition, desk.layout, desk.library)
    return pipeline.make_plan(desk, seed, earlier=earlier)


def _count(problems: tuple[Problem, ...]) -> Phrase:
    if not problems:
        return phrase("no problems")
    kinds = Counter(found.severity for found in problems)
    errors, warnings, remarks = (kinds[one] for one in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    parts = [
        phrase("{count} error", count=1) if errors == 1 else phrase("{count} errors", count=errors),
        phrase("{count} warning", count=1) if warnings == 1 else phrase("{count} warnings", count=warnings),
        phrase("{count} remark", count=1) if remarks == 1 else phrase("{count} remarks", count=remarks),
    ]
    told = [part for part, count in zip(parts, (errors, warnings, remarks), strict=True) if count]
    return reduce(lambda first, then: phrase("{first}, {then}", first=first, then=then), told)


@click.command(short_help="List the faces, and the characters that none has.")
@click.argument("edition", required=False, type=click.Path(path_type=Path), metavar="[EDITION]")
@click.option("--verify", "verifying", is_flag=True, help="Check the fonts folder against its fonts.toml.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def fonts(edition: Path | None, verifying: bool, as_json: bool) -> int:
    """List the faces; with EDITION, also the characters that no face has."""
    if verifying:
        return _verify(as_json)
    library = FontLibrary.load()
    problems: tuple[Problem, ...] = ()
    if edition is not None:
        try:
            desk = pipeline.open_edition(edition)
            library, problems = desk.library, tuple(found for found in desk.problems if found.code == NO_GLYPH.code)
        except EditionError as error:
            problems = error.problems
    faces = [
        {
            "id": face.id, "family": face.family, "weight": face.weight, "style": face.style, "role": face.role,
            "version": face.version, "licence": face.licence, "characters": len(face.characters),
        }
        for face in library.faces.values()
    ]  # fmt: skip
    if as_json:
        print_json({"banxin": 1, "faces": faces, "problems": problem_rows(problems)})
        return 1 if has_errors(problems) else 0
    for row in faces:
        show(
            f"{row['id']:<14} {row['family']:<14} {row['weight']}  {row['characters']:>6} characters  {row['licence']}"
        )
    show_problems(problems)
    if edition is not None and not problems:
        show(phrase("{edition}: all characters can be set.", edition=edition))
    return 1 if has_errors(problems) else 0


def _verify(as_json: bool) -> int:
    folder = asset_folder("fonts")
    faults = [str(fault) for fault in verify(folder)]
    if as_json:
        print_json({"banxin": 1, "folder": "fonts", "faults": faults})
    else:
        for fault in faults:
            say(fault)
        show(f"fonts: {'as fonts.toml says' if not faults else f'{len(faults)} faults'}.")
    return 3 if faults else 0


COMMANDS = (check, fonts)
