"""Building an edition: sources → plan → check → products. Typography and CSS are elsewhere.

Faults of the edition are returned as problems; an error among them raises EditionError before anything is written.
"""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from banxin import clock, counting
from banxin.assets import asset_folder
from banxin.bind.making import Books, Bound, bind, large
from banxin.check import check_plan
from banxin.dump.plan_json import plan_to_json
from banxin.errors import EditionError, Problem, UsageError, has_errors, phrase
from banxin.files import replace_folder
from banxin.fonts.library import FontLibrary
from banxin.fonts.verify import coverage
from banxin.layout.extends import find_layout, layout_chain, own_layouts
from banxin.layout.faces import check_faces
from banxin.layout.settings import Layout, read_layout
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.model.printed import printed
from banxin.plan.pages.earlier import Earlier
from banxin.plan.planner import Planner
from banxin.plan.text.typesetter import Typesetter
from banxin.report import REPORT, report_of
from banxin.report import problem_row as problem_row
from banxin.saved import EarlierChoice, earlier_plan, read_plan
from banxin.sources import read_edition
from banxin.units import round_half_up
from banxin.wanted import FORMATS as FORMATS
from banxin.wanted import USUAL, BuildRequest, mark

ProgressCall = Callable[[str, float], None]
TIME_LIMIT_S = 300.0
"""Time limit of drawing one edition, wall clock."""


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that was read, with everything needed to lay it out."""

    edition: Edition
    problems: tuple[Problem, ...]
    layout: Layout
    layout_folder: Path
    epub_folder: Path
    library: FontLibrary
    planner: Planner
    own: Layout
    """The paper's own layout, for which its page numbers and advertisements are written."""

    @property
    def setter(self) -> Typesetter:
        """Sets its text."""
        return self.planner.setter(self.edition)


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round_half_up(self.seconds.get(name, 0.0) + time.perf_counter() - start, 3)


@dataclass(frozen=True, slots=True)
class Products:
    """An edition's products, before they are written."""

    key: str
    files: dict[str, bytes]
    """Name → content, report.json last."""
    report: dict[str, Any]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    folder: Path
    report: dict[str, Any]
    problems: tuple[Problem, ...]


def open_edition(folder: Path, layout_name: str = "") -> OpenEdition:
    """Read an edition and set up its layout and faces.

    Raises EditionError with every problem when one is an error, UsageError for an unknown layout and for a folder that
    is not an edition's.
    """
    if not folder.is_dir():
        raise UsageError(
            phrase("{folder} is not a folder; an edition is a folder with an edition.toml.", folder=folder)
        )
    if (folder / "paper.toml").is_file() and not (folder / "edition.toml").exists():
        raise UsageError(
            phrase("{folder} is a paper's folder; name an edition in it{such}.", folder=folder, such=_such_as(folder))
        )
    edition, problems = read_edition(folder)
    if edition is None or has_errors(problems):
        raise EditionError(problems)
    places = (edition.paper.folder / "layouts", asset_folder("layouts"))
    home = edition.paper.layout or "broadsheet"
    layout_folder = find_layout(layout_name or home, *places)
    layout = read_layout(layout_folder)
    library = FontLibrary.of_paper(edition.paper.folder)
    check_faces(layout, layout_folder, library.faces)
    missing = coverage(edition, library, layout.faces.fallback)
    if has_errors(missing):
        raise EditionError((*problems, *missing))
    epub = next(place / "epub" for place in places if (place / "epub").is_dir())
    own = layout if layout.name == home else read_layout(find_layout(home, *places))
    told = (*problems, *missing, *own_layouts(*layout_chain(layout_folder)))
    return OpenEdition(edition, told, layout, layout_folder, epub, library, Planner(layout, library, own), own)


def _such_as(paper: Path) -> str:
    editions = sorted(str(path.parent) for path in paper.glob("*/edition.toml"))
    return phrase(", such as {edition}", edition=editions[-1]) if editions else ""


def make_plan(
    desk: OpenEdition, seed: int, progress: ProgressCall | None = None, earlier: Earlier | None = None
) -> Plan:
    """Plan the edition. Raises EditionError when the text does not fit the pages completely."""
    plan, problems = desk.planner.plan(desk.edition, seed, progress, earlier)
    if plan is None or has_errors(problems):
        raise EditionError((*desk.problems, *problems))
    return plan


def load_plan(desk: OpenEdition, path: Path) -> Plan:
    """A saved plan. Raises UsageError when it is of another edition or layout, was edited in its frame, or is not a
    plan."""
    return read_plan(path, desk.edition, desk.layout, desk.library)


def build(
    folder: Path,
    out: Path,
    *,
    formats: Sequence[str] = USUAL,
    layout: str = "",
    seed: int = 1,
    plan_path: Path | None = None,
    hand: EarlierChoice | None = None,
    attach_sources: bool = False,
    books: Books | None = None,
    progress: ProgressCall | None = None,
) -> Built:
    """Make an edition's products in `out`/<key>/; the folder appears complete or stays unchanged.

    `attach_sources` puts the sources and the plan into the PDF; `books` names the e-books to make.

    Raises EditionError for problems of the edition, UsageError, SetupError.
    """
    wanted = BuildRequest(
        tuple(formats), layout, seed, plan_path, hand or EarlierChoice(), attach_sources, books or Books()
    )
    return write(make(folder, out, wanted, progress), out)


def write(made: Products, out: Path) -> Built:
    """Write an edition's products to `out`/<key>/. Raises SetupError; the folder is then unchanged."""
    target = out / made.key
    replace_folder(target, made.files)
    return Built(target, made.report, made.problems)


def make(folder: Path, out: Path, wanted: BuildRequest, progress: ProgressCall | None = None) -> Products:
    """An edition's products, not yet written; an earlier plan is looked for in `out`. Raises as `build`."""
    watch, tell = Stopwatch(), progress or (lambda stage, share: None)
    with watch.stage("read"):
        made_with = mark(folder, wanted)  # Before the sources are read: a file added meanwhile then counts as a change.
        desk = open_edition(folder, wanted.layout)
    moment = modified(desk.edition)
    if wanted.plan_path is None:
        with watch.stage("compose"):
            desk.planner.compose(desk.edition)
    with watch.stage("plan"):
        if wanted.plan_path:
            plan = load_plan(desk, wanted.plan_path)
        else:
            earlier = earlier_plan(wanted.hand, folder, out, desk.edition, desk.layout, desk.library)
            plan = make_plan(desk, wanted.seed, tell, earlier)
    with watch.stage("check"):
        checked = check_plan(desk.edition, plan, desk.layout.weights)
    desk = replace(desk, edition=printed(desk.edition, plan))
    problems = (*desk.problems, *checked.problems)
    if has_errors(checked.problems):
        raise EditionError(problems)
    products: dict[str, bytes] = {}
    key = desk.edition.key
    counts = {"sources": counting.total(desk.edition), "planned": counting.planned(plan).total()}
    tell("pdf", 0.0)
    pdf = _draw(desk, plan, watch)
    tell("pdf", 1.0)
    if "print" in wanted.formats:
        with watch.stage("print"):
            printing, found = _print(desk, plan, pdf)
        products[f"{key}-print.pdf"] = printing
        problems = (*problems, *found)
    if wanted.attach_sources:
        from banxin.render.pdf.attachments import attach, edition_files

        pdf = attach(pdf, edition_files(desk.edition, plan_to_json(plan)), moment)
    if "pdf" in wanted.formats:
        products[f"{key}.pdf"] = pdf
    with watch.stage("verify"):
        counts["pdf"], dropped = counting.of_pdf(plan, pdf)
    if "epub" in wanted.formats:
        tell("epub", 0.0)
        problems = (*problems, *own_layouts(desk.epub_folder))
        for bound in _bound(desk, plan, pdf, moment, wanted.books, watch):
            products[bound.name] = bound.data
            problems = (*problems, *large(bound))
            with watch.stage("verify"):
                counts["epub"], missing = counting.of_epub(bound.edition, bound.data)
                dropped += missing
        tell("epub", 1.0)
    if dropped:
        raise EditionError((*problems, *counting.lost(desk.edition, dropped)))
    products["plan.json"] = plan_to_json(plan).encode()
    characters = {**counts, "dropped": dropped}
    report = report_of(desk.edition, checked, problems, watch.seconds, characters, made_with, products)
    files = {**products, REPORT: (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()}
    return Products(key, files, report, problems)


def _draw(desk: OpenEdition, plan: Plan, watch: Stopwatch) -> bytes:
    from banxin.render.pdf.drawing import draw_pdf

    start, spent = time.perf_counter(), dict[str, float]()
    pdf = draw_pdf(desk.edition, plan, desk.layout_folder, TIME_LIMIT_S, seconds=spent)
    spent["start"] = time.perf_counter() - start - sum(spent.values())
    watch.seconds.update({name: round_half_up(value, 3) for name, value in spent.items()})
    return pdf


def _print(desk: OpenEdition, plan: Plan, pdf: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """The print PDF, and the objections of a printing plant."""
    from banxin.press.inks import Inks
    from banxin.press.preflight import preflight
    from banxin.press.print_pdf import make_print

    press = desk.edition.paper.press
    profile = press.profile or (asset_folder("layouts") / "print" / "newsprint.icc").read_bytes()
    made = make_print(pdf, desk.edition, Inks(profile, press.ink_limit))
    return made.pdf, tuple(preflight(desk.edition, plan, made))


def _bound(
    desk: OpenEdition, plan: Plan, pdf: bytes, moment: datetime.datetime, books: Books, watch: Stopwatch
) -> Iterator[Bound]:
    """Each e-book; its time is added to the stage's."""
    careful = bool(own_layouts(*layout_chain(desk.layout_folder)))
    making = bind(desk.edition, plan, pdf, desk.epub_folder, moment, books, desk.library, careful=careful)
    while True:
        with watch.stage("epub"):
            bound = next(making, None)
        if bound is None:
            return
        yield bound


def modified(edition: Edition) -> datetime.datetime:
    """The modification time of the products. Raises SetupError for an invalid SOURCE_DATE_EPOCH."""
    return clock.modified(edition.changed)
