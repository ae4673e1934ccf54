"""Every sample edition on every sheet, at a glance: `.venv/bin/python docs/make_contact_sheet.py` (`make contact`).

Plans, checks and draws each edition under seeds/ on its own layout and on the others, writes the thumbnails of all
pages as docs/pictures/contact-<paper>.png and prints a table. `--only PAPER` or `--only PAPER/LAYOUT` does a part of
it, `--out` puts the pictures elsewhere. It takes some minutes: two editions at a time where there are two cores.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from banxin import pipeline
from banxin.check import check_plan
from banxin.choices.candidate_plans import total_score
from banxin.errors import BanxinError, EditionError, Problem, Severity
from banxin.model.printed import printed
from banxin.render.images.montage import Strip, montage, small_png
from banxin.render.images.png import page_images
from banxin.render.pdf.drawing import draw_pdf

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
PICTURES = ROOT / "docs" / "pictures"
SHEETS = ("broadsheet", "tabloid", "a3", "a4")
"""Every paper is tried on these, beside its own layout."""
STYLES = {"yunxi-daily": ("metro", "campus"), "qinglan-school": ("metro", "campus")}
"""House styles that suit some papers: the county daily's and the school paper's."""
THUMBNAIL_PX, WIDTH_PX = 190, 1700
MOST_BYTES = 700_000
LIMIT_S = 600
"""Wall clock of one edition on one layout; a planner that finds no way must not keep all others waiting."""
SHOWN = 3
"""Problems of an edition that fails, in the list under the table."""


@dataclass(frozen=True, slots=True)
class Job:
    """One edition on one layout."""

    edition: Path
    layout: str
    own: bool
    """Whether the layout is the paper's own."""

    @property
    def paper(self) -> str:
        return self.edition.parent.name

    @property
    def name(self) -> str:
        return f"{self.paper}/{self.layout}"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    pages: int
    score: float
    body_cells: int
    white_cells: int
    problems: tuple[Problem, ...]
    seconds: float
    failure: str
    """Why there is nothing to see; empty for a drawn edition."""
    pdf: bytes

    def count(self, severity: Severity) -> int:
        return Counter(found.severity for found in self.problems)[severity]

    @property
    def white(self) -> float:
        """Per cent of the body cells."""
        return 100 * self.white_cells / self.body_cells if self.body_cells else 0.0


def jobs(only: str) -> list[Job]:
    """All of them, or those that `only` names: PAPER or PAPER/LAYOUT. Exits when it names none."""
    found = []
    for file in sorted(SEEDS.glob("*/*/edition.toml")):
        own = pipeline.open_edition(file.parent).own.name
        names = dict.fromkeys((own, *STYLES.get(file.parent.parent.name, ()), *SHEETS))
        found += [Job(file.parent, name, name == own) for name in names]
    kept = [job for job in found if not only or only in (job.paper, job.name)]
    if not kept:
        sys.exit(f"There is no {only}; there are: {', '.join(job.name for job in found)}.")
    return kept


class TooLongError(BanxinError):
    """The time of an edition is up."""


def stop(_number: int, _frame: object) -> None:
    raise TooLongError("time is up")


def make(job: Job, limit_s: int = LIMIT_S) -> Result:
    """Plan, check and draw one edition. What forbids printing is drawn all the same: it is worth a look."""
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit_s)
    start = time.perf_counter()
    problems: tuple[Problem, ...] = ()
    pages, body, white, score, pdf, failure = 0, 0, 0, 0.0, b"", ""
    try:
        desk = pipeline.open_edition(job.edition, job.layout)
        plan = pipeline.make_plan(desk, 1)
        checked = check_plan(desk.edition, plan, desk.layout.weights)
        total = total_score(checked.scores)
        problems = (*desk.problems, *checked.problems)
        pages = max(max(page.number, page.spread) for page in plan.pages)
        body, white, score = total.body_cells, total.white_cells, total.total
        pdf = draw_pdf(printed(desk.edition, plan), plan, desk.layout_folder, pipeline.TIME_LIMIT_S)
    except EditionError as error:
        problems = (*problems, *error.problems)
        failure = "cannot be drawn" if pages else "no plan"
    except BanxinError as error:
        failure = str(error)
    finally:
        signal.alarm(0)
    return Result(pages, score, body, white, problems, time.perf_counter() - start, failure, pdf)


def make_all(wanted: list[Job], workers: int, limit_s: int) -> dict[Job, Result]:
    """Every job, `workers` at a time, told of as it is done; the results in the jobs' order."""
    found: dict[Job, Result] = {}
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        futures = {pool.submit(make, job, limit_s): job for job in wanted}
        for done, future in enumerate(as_completed(futures), 1):
            job, result = futures[future], future.result()
            found[job] = result
            told = result.failure or f"{result.pages} pages, score {result.score:g}"
            print(f"[{done}/{len(wanted)}] {job.name}: {told}, {result.seconds:.0f} s", file=sys.stderr, flush=True)
    return {job: found[job] for job in wanted}


def label(job: Job, result: Result) -> str:
    """What stands over an edition's pages."""
    own = "（本报）" if job.own else ""
    if result.failure:
        return f"{job.paper}  {job.layout}{own}  没有排成：{result.failure}"
    errors = result.count(Severity.ERROR)
    wrong = f"{errors} 个错误，" if errors else ""
    others = len(result.problems) - errors
    return f"{job.paper}  {job.layout}{own}  {result.pages} 版  {result.score:g} 分  {wrong}{others} 条提示"


def picture(results: dict[Job, Result], name: str, folder: Path) -> None:
    """All pages of these editions on one sheet."""
    strips = [
        Strip(label(job, result), tuple(page_images(result.pdf, THUMBNAIL_PX, smooth=2)) if result.pdf else ())
        for job, result in results.items()
    ]
    data = small_png(montage(strips, WIDTH_PX), MOST_BYTES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(data)
    print(f"{os.path.relpath(folder / name)}.png  {len(data) // 1000} KB")


def table(results: dict[Job, Result]) -> list[str]:
    """A line an edition on a layout, then the first problems of those that may not be printed."""
    lines = [
        f"{'paper':<16}{'layout':<12}{'pages':>6}{'score':>10}{'errors':>8}{'warnings':>10}{'white %':>9}{'s/page':>8}"
    ]
    for job, result in results.items():
        start = f"{job.paper:<16}{job.layout + ('*' if job.own else ''):<12}"
        errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
        if result.failure:
            lines.append(f"{start}{'-':>6}{'-':>10}{errors:>8}{warnings:>10}{'-':>9}{'-':>8}  {result.failure}")
        else:
            speed = result.seconds / result.pages
            score = f"{result.pages:>6}{result.score:>10g}"
            lines.append(f"{start}{score}{errors:>8}{warnings:>10}{result.white:>9.2f}{speed:>8.1f}")
    lines.append("* the paper's own layout")
    for job, result in results.items():
        errors_first = [found for found in result.problems if found.severity is Severity.ERROR]
        lines += [f"{job.name}: {found}" for found in errors_first[:SHOWN]]
        if len(errors_first) > SHOWN:
            lines.append(f"{job.name}: and {len(errors_first) - SHOWN} more")
    return lines


def main() -> None:
    words = argparse.ArgumentParser(description="Every sample edition on every sheet, at a glance.")
    words.add_argument("--only", default="", metavar="PAPER[/LAYOUT]", help="do a part of it")
    words.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="editions at a time")
    words.add_argument("--limit", type=int, default=LIMIT_S, metavar="S", help="seconds an edition may take (600)")
    words.add_argument("--out", type=Path, default=PICTURES, help="where the pictures go (docs/pictures)")
    asked = words.parse_args()
    results = make_all(jobs(asked.only), max(1, asked.jobs), asked.limit)
    print("\n".join(table(results)))
    for paper in dict.fromkeys(job.paper for job in results):
        part = {job: result for job, result in results.items() if job.paper == paper}
        name = asked.only.replace("/", "-") if "/" in asked.only else paper
        picture(part, f"contact-{name}", asked.out)


if __name__ == "__main__":
    main()
