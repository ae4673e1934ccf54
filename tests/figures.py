"""Every figure that banxin promises, measured on the sample edition: `.venv/bin/python tests/figures.py`.

Prints a table, each figure beside its bound, ok or MISSED; `--json` for scripts, a word (`compose`, `plan`, …) for one
part only. Seconds depend on the machine and on what else it does; ratios of the same run hardly do. A bound that is
missed is told and does not fail: `make test` guards what must hold.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

from banxin import pipeline
from banxin.check import check_plan
from banxin.compose import paragraph as composing
from banxin.compose.paragraph import compose_paragraph
from banxin.errors import Severity
from banxin.model.edition import BlockKind
from banxin.model.line import SetParagraph
from banxin.model.plan import Plan
from banxin.units import em, mil
from checkers import epubcheck_messages
from draw_floor import floor_pdf
from line_statistics import line_statistics
from typst_page import TypstPage

SEED = Path(__file__).resolve().parent.parent / "seeds" / "gansu-daily" / "2024-12-22"
ROUNDS = 5
PLAN_SEEDS = range(1, 11)
MEASURES = (13, 17, 27)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    part: str
    name: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None
    case: str = ""
    """Which of several alike (a seed, a measure): the table has a line for each."""

    @property
    def bound(self) -> str:
        if self.least is not None:
            return f"≥ {number(self.least)}"
        return f"≤ {number(self.most)}" if self.most is not None else ""

    @property
    def verdict(self) -> str:
        """ok, MISSED, or nothing where nothing is promised."""
        if not self.bound:
            return ""
        low = self.least is not None and self.value < self.least
        return "MISSED" if low or (self.most is not None and self.value > self.most) else "ok"


Figures = Iterator[Figure]


def number(value: float) -> str:
    """A number as people read it: four digits at most behind the point, no zeros at its end."""
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 3
    text = f"{value:,.{digits}f}".replace(",", " ")
    return text.rstrip("0").rstrip(".") if "." in text else text


def body_paragraphs(desk: pipeline.OpenEdition, measure_em: float, indent_em: float = 2) -> list[SetParagraph]:
    """Every paragraph of all articles, subheads left out, composed at that measure."""
    setter = desk.setter
    return [
        compose_paragraph(block.runs, mil(measure_em), mil(indent_em), setter.body_metrics, setter.setting)
        for article in desk.edition.articles
        for block in article.blocks
        if block.kind is not BlockKind.SUBHEAD
    ]


def seconds(work: Callable[..., object], *told: object, clock: Callable[[], float] = time.perf_counter) -> float:
    """What `work(*told)` takes."""
    gc.collect()
    start = clock()
    work(*told)
    return clock() - start


@cache
def seed_desk() -> pipeline.OpenEdition:
    return pipeline.open_edition(SEED)


@cache
def seed_plan() -> Plan:
    return pipeline.make_plan(seed_desk(), 1)


def lines() -> Figures:
    """How the running text comes out over one column."""
    found = line_statistics(body_paragraphs(seed_desk(), 13))
    yield Figure("lines", "full lines at 13 em", found.full_lines)
    yield Figure("lines", "of these exact", 100 * found.exact_share, "%", least=55)
    yield Figure("lines", "gap, 95 of 100 lines", em(found.gap_p95), "em", most=0.10)
    yield Figure("lines", "gap, widest", em(found.gap_max), "em", most=0.25)


def compose() -> Figures:
    """What composing costs, a thousand characters, the text taken apart before (as for every measure but the first)."""
    desk = seed_desk()
    size = sum(len(line.text) for paragraph in body_paragraphs(desk, 13) for line in paragraph.lines) / 1000
    for measure in MEASURES:
        fresh, again = [], []
        for _ in range(ROUNDS):
            composing.remembered_paragraph.cache_clear()
            fresh.append(seconds(body_paragraphs, desk, measure, clock=time.process_time) * 1000 / size)
            again.append(seconds(body_paragraphs, desk, measure, clock=time.process_time) * 1000 / size)
        yield Figure("compose", "1 000 characters", median(fresh), "ms", most=8, case=f"{measure} em")
        yield Figure("compose", "asked again", median(again), "ms", most=1, case=f"{measure} em")


def plan() -> Figures:
    """Ten plans of the same edition, each begun with nothing remembered. Bounds hold for each of them."""
    for seed in PLAN_SEEDS:
        composing.remembered_paragraph.cache_clear()
        composing.remembered_variants.cache_clear()
        desk = pipeline.open_edition(SEED)
        desk.setter.set_all(desk.edition)  # A stage of its own in report.json, and measured above.
        start = time.process_time()
        made = pipeline.make_plan(desk, seed)
        spent = time.process_time() - start
        checked = check_plan(desk.edition, made, desk.layout.weights)
        (score,) = checked.scores
        errors = sum(found.severity is Severity.ERROR for found in checked.problems)
        white = 100 * score.white_cells / score.body_cells
        case = f"seed {seed}"
        yield Figure("plan", "processor time", spent, "s", most=3, case=case)
        yield Figure("plan", "white cells", white, "%", most=1.5, case=case)
        yield Figure("plan", "errors", errors, most=0, case=case)
        yield Figure("plan", "warnings", len(checked.problems) - errors, most=0, case=case)
        yield Figure("plan", "score", score.total, case=case)


def command(out: Path) -> tuple[float, dict[str, Any]]:
    """`banxin build` in a process of its own: its seconds, start and imports included, and its report.json."""
    line = [sys.executable, "-m", "banxin", "build", str(SEED), "-o", str(out), "--quiet"]
    spent = seconds(lambda: subprocess.run(line, check=True, capture_output=True))
    (report,) = out.glob("*/report.json")
    return spent, json.loads(report.read_text("utf-8"))


def build() -> Figures:
    """The whole way, as an editor meets it."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [command(Path(folder) / str(run)) for run in range(3)]
        reports = [report for _, report in runs]
        for stage in reports[0]["seconds"]:
            yield Figure("build", f"stage {stage}", median(report["seconds"][stage] for report in reports), "s")
        rest = [sum(report["seconds"].values()) - report["seconds"]["plan"] for report in reports]
        yield Figure("build", "all stages but plan", median(rest), "s")
        yield Figure("build", "banxin build, all of it", median(spent for spent, _ in runs), "s")
        yield Figure("build", "characters lost", len(reports[0]["characters"]["dropped"]), most=0)
        yield Figure("build", "builds that differ", len({_products(report) for report in reports}) - 1, most=0)
        for name, product in reports[0]["products"].items():
            kind = name.rpartition(".")[2]
            if kind in ("pdf", "epub"):
                yield Figure("build", f"size of the {kind.upper()}", product["bytes"] / 1000, "KB", most=20_000)
        (epub,) = (Path(folder) / "0").glob("*/*.epub")
        if shutil.which("java"):
            yield Figure("build", "epubcheck's messages", len(epubcheck_messages(epub)), most=0)


def _products(report: dict[str, Any]) -> str:
    return json.dumps(report["products"], sort_keys=True)


def draw() -> Figures:
    """The sample page's drawing, beside the physical floor and beside Typst. Each round times all of them in turn."""
    from banxin.render.html.document import render_html
    from banxin.render.pdf.document import render_pdf

    desk, made = seed_desk(), seed_plan()
    edition, library, layout = desk.edition, desk.library, desk.layout_folder
    typst = TypstPage(made, library, edition.folder)
    html = render_html(edition, made, layout)
    works: dict[str, Callable[[], object]] = {
        "floor": lambda: floor_pdf(made, library),
        "html": lambda: render_html(edition, made, layout),
        "pdf": lambda: render_pdf(html, edition, made, layout, library),
        "typst": typst.pdf,
    }
    times: dict[str, list[float]] = {name: [] for name in (*works, "compose", "build")}
    for work in works.values():
        work()
    with tempfile.TemporaryDirectory() as folder:
        for round_ in range(ROUNDS):
            for name, work in works.items():
                times[name].append(seconds(work))
            fresh = pipeline.open_edition(SEED)  # Has new faces, so that nothing composed before is known to it.
            times["compose"].append(seconds(fresh.setter.set_all, fresh.edition))
            times["build"].append(seconds(pipeline.build, SEED, Path(folder) / str(round_)))
    for name, title in WORKS.items():
        yield Figure("draw", title, 1000 * median(times[name]), "ms")
    drawn = [html + pdf for html, pdf in zip(times["html"], times["pdf"], strict=True)]
    yield Figure("draw", "template and PDF: pydyf alone", _ratio(drawn, times["floor"]), "×", most=12)
    set_and_drawn = [one + other for one, other in zip(drawn, times["compose"], strict=True)]
    yield Figure("draw", "compose, template and PDF: Typst", _ratio(set_and_drawn, times["typst"]), "×")
    yield Figure("draw", "whole build: Typst", _ratio(times["build"], times["typst"]), "×")


WORKS = {
    "floor": "pydyf alone, the same glyphs",
    "html": "template",
    "pdf": "PDF",
    "compose": "compose at one measure, from nothing",
    "typst": "Typst, the same text in columns",
    "build": "whole build, plan and EPUB with it",
}


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


PARTS: dict[str, Callable[[], Figures]] = {
    "lines": lines,
    "compose": compose,
    "plan": plan,
    "build": build,
    "draw": draw,
}


def table(figures: list[Figure]) -> str:
    """One line a figure, or a case with all its figures; a blank line between parts."""
    rows = []
    for part, group in groupby(figures, key=lambda figure: figure.part):
        rows.append(part)
        several = list(group)
        rows += _cases(several) if several[0].case else [_row(figure) for figure in several]
        rows.append("")
    missed = sum(figure.verdict == "MISSED" for figure in figures)
    promised = sum(bool(figure.bound) for figure in figures)
    return "\n".join((*rows, f"{promised - missed} of {promised} bounds are met."))


def _row(figure: Figure) -> str:
    value = f"{number(figure.value)} {figure.unit}".strip()
    return f"  {figure.name:<40}{value:>14}  {figure.bound:<10}{figure.verdict}".rstrip()


def _cases(figures: list[Figure]) -> list[str]:
    """A column a name, a line a case, then the median, the bound, and whether all cases keep it."""
    names = {figure.name: [other for other in figures if other.name == figure.name] for figure in figures}
    width = max(map(len, names)) + 3
    lines = {"": [*names]}
    for figure in figures:
        lines.setdefault(figure.case, []).append(f"{number(figure.value)} {figure.unit}".strip())
    columns = names.values()
    lines["median"] = [f"{number(median(one.value for one in column))} {column[0].unit}".strip() for column in columns]
    lines["bound"] = [column[0].bound for column in columns]
    verdicts = [[one.verdict for one in column] for column in columns]
    lines["all"] = ["MISSED" if "MISSED" in column else column[0] for column in verdicts]
    return [f"  {case:<10}{''.join(f'{cell:>{width}}' for cell in cells)}".rstrip() for case, cells in lines.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what banxin promises, on the sample edition.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    unknown = [part for part in asked.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    figures = [figure for part in asked.parts or PARTS for figure in PARTS[part]()]
    if asked.json:
        rows = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
        print(json.dumps({"banxin": 1, "figures": rows}, ensure_ascii=False, indent=1))
    else:
        print(table(figures))


if __name__ == "__main__":
    main()
