"""`banxin build` and `banxin new`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from banxin import pipeline
from banxin.bind.making import HANT, SCRIPTS, Books
from banxin.bind.profiles import PROFILES
from banxin.cli.building_many import build_editions
from banxin.cli.console import print_json, progress, say, show, show_problems
from banxin.cli.places import editions_of
from banxin.errors import BanxinError, EditionError, UsageError, phrase
from banxin.many import cluster_at
from banxin.saved import EarlierChoice, pages_from
from banxin.script import converter
from banxin.wanted import BuildRequest

CHOICES = {"formats": pipeline.FORMATS, "profiles": tuple(PROFILES), "scripts": SCRIPTS}
"""Option → its allowed values, of which several may be given with commas."""


SCRIPT_HELP = "E-books in their own script, converted to hant (own)."


def _several(_context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    choices = CHOICES[str(parameter.name)]
    unknown = [name for name in names if name not in choices]
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'}: choose among {', '.join(choices)}.")
    return names


@click.command(short_help="Make the newspaper and the e-book of an edition.")
@click.argument("editions", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="EDITION...")
@click.option("-o", "--out", default="out", type=click.Path(path_type=Path), help="Where the products go (out).")
@click.option("--formats", default="pdf,epub", callback=_several, help="Some of pdf,epub,print (pdf,epub).")
@click.option("--layout", default="", help="Use this layout instead of the paper's.")
@click.option("--plan", "plan_path", type=click.Path(path_type=Path), help="Draw this saved plan.json, plan nothing.")
@click.option("--lock", default="", help="Pages that stay exactly as in the saved plan, such as 1,3.")
@click.option("--keep", is_flag=True, help="Change as little of the saved plan as possible.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), help="The saved plan (EDITION/plan.json, else that of OUT)."
)
@click.option("--attach-sources", is_flag=True, help="Put sources and plan into the PDF (PDF/A-3a).")
@click.option(
    "--profile", "profiles", default="plain", callback=_several, help="E-books for plain,kindle,kobo,eink (plain)."
)
@click.option("--script", "scripts", default="own", callback=_several, help=SCRIPT_HELP)
@click.option("--embed-fonts", is_flag=True, help="Put the faces of the print into the e-books.")
@click.option("--seed", default=1, show_default=True, help="Another seed gives another page.")
@click.option("--jobs", type=click.IntRange(1), help="Number of processes; builds only what is new or changed.")
@click.option("--cluster", "address", help="The same on the workers of a dask scheduler, such as tcp://127.0.0.1:8786.")
@click.option(
    "--cluster-tls", "tls", type=click.Path(path_type=Path), help="A folder with ca.pem, cert.pem, key.pem for tls://…."
)
@click.option("--again", is_flag=True, help="With --jobs or --cluster, build unchanged editions, too.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
def build(
    editions: tuple[Path, ...],
    out: Path,
    formats: tuple[str, ...],
    layout: str,
    plan_path: Path | None,
    lock: str,
    keep: bool,
    source: Path | None,
    attach_sources: bool,
    profiles: tuple[str, ...],
    scripts: tuple[str, ...],
    embed_fonts: bool,
    seed: int,
    jobs: int | None,
    address: str | None,
    tls: Path | None,
    again: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make the newspaper (PDF) and the e-book (EPUB) of each EDITION; a paper's folder stands for all its editions."""
    folders = [edition for folder in editions for edition in editions_of(folder)]
    if plan_path and len(folders) > 1:
        raise UsageError(phrase("--plan goes with one edition."))
    hand = EarlierChoice(pages_from(lock), keep, source)
    if attach_sources and "pdf" not in formats:
        raise UsageError(phrase("--attach-sources puts the sources into the PDF; use it with the format pdf."))
    books = Books(profiles, scripts, embed_fonts)
    if books != Books() and "epub" not in formats:
        raise UsageError(
            phrase("--profile, --script and --embed-fonts concern e-books; use them with the format epub.")
        )
    if HANT in scripts:
        converter()  # Report a missing library before the pages are made.
    if plan_path and hand != EarlierChoice():
        raise UsageError(phrase("--plan draws a saved plan unchanged; it excludes --lock, --keep and --from."))
    if address is None and tls is not None:
        raise UsageError(phrase("--cluster tls://… and --cluster-tls FOLDER go together."))
    if address is not None and jobs is not None:
        raise UsageError(phrase("--jobs builds here, --cluster elsewhere: choose one."))
    if jobs is not None or address is not None:
        cluster = None if address is None else cluster_at(address, tls)
        wanted = BuildRequest(formats, layout, seed, plan_path, hand, attach_sources, books)
        how: dict[str, bool] = {"again": again, "quiet": quiet, "as_json": as_json}
        return build_editions(folders, out, wanted, jobs=jobs or 1, cluster=cluster, **how)
    if again:
        raise UsageError(phrase("--again is for --jobs or --cluster; without them everything is built."))
    code, reports = 0, []
    for folder in folders:
        try:
            with progress(folder.name, quiet=quiet or as_json) as tell:
                options = {"formats": formats, "layout": layout, "seed": seed, "plan_path": plan_path, "hand": hand}
                options |= {"attach_sources": attach_sources, "books": books}
                built = pipeline.build(folder, out, progress=tell, **options)  # type: ignore[arg-type]
        except EditionError as error:
            show_problems(error.problems)
            say(phrase("{folder}: nothing was made; correct the errors above and build again.", folder=folder))
            reports.append(failed_report(folder, error))
            code = max(code, error.exit_code)
            continue
        reports.append(built.report)
        if not quiet and not as_json:
            show_problems(built.problems)
            _say_products(built)
    if as_json:
        print_json(reports[0] if tuple(folders) == editions and len(folders) == 1 else reports)
    return code


def failed_report(folder: Path, error: BanxinError) -> dict[str, object]:
    """The --json report of an edition that could not be made."""
    problems = error.problems if isinstance(error, EditionError) else ()
    return {"banxin": 1, "edition": folder.name, "problems": [pipeline.problem_row(found) for found in problems]}


def _say_products(built: pipeline.Built) -> None:
    report = built.report
    white = report["white"]
    seconds = sum(report["seconds"].values())
    show(
        phrase(
            "{edition}: {characters} characters, none lost; score {score:g}, {white} of {cells} cells white; "
            "{seconds:.1f} s",
            edition=report["edition"],
            characters=report["characters"]["sources"],
            score=report["score"]["total"],
            white=white["white_cells"],
            cells=white["body_cells"],
            seconds=seconds,
        )
    )
    for name, product in report["products"].items():
        show(f"  {built.folder / name}  {product['bytes'] / 1024:.0f} KB")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "copy",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Make its first edition of the copy in this folder: .docx, .txt, .html, .md, pictures.",
)
@click.option("--date", default="", help="With --from: the edition's date; otherwise today.")
def new(folder: Path, copy: Path | None, date: str) -> int:
    """Make a small paper in DIR, ready to build and to change."""
    from banxin.sources.new import create_paper

    if copy is not None:
        return _new_from(folder, copy, date)
    if date:
        raise click.UsageError("--date needs --from.")
    key = create_paper(folder)
    editions = sorted(path.parent for path in folder.glob("*/edition.toml"))
    show(phrase("Made {folder}. Build its first edition:", folder=folder))
    click.echo(f"  banxin build {editions[0]}")
    _say_key(folder, key)
    return 0


def _new_from(folder: Path, copy: Path, date: str) -> int:
    from banxin.importer.import_report import summary
    from banxin.importer.new_paper import paper_from
    from banxin.sources.files import slug_from

    try:
        day = datetime.date.fromisoformat(date) if date else datetime.date.today()
    except ValueError:
        raise click.BadParameter(f"{date!r} is no date; write it as 2024-12-22.", param_hint="--date") from None
    result, edition = paper_from(folder, copy, day)
    show_problems(result.problems)
    show(summary(result))
    show(phrase("Made {folder}. Build its first edition:", folder=folder))
    click.echo(f"  banxin build {edition}")
    _say_key(folder, slug_from(folder.absolute().name, "my-paper"))
    return 0


def _say_key(folder: Path, key: str) -> None:
    if key != folder.absolute().name:
        file = folder / "paper.toml"
        show(phrase('Its files are named after key = "{key}" in {file}: set your own first.', key=key, file=file))


COMMANDS = (build, new)
