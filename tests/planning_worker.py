"""Plans and checks one case: `.venv/bin/python tests/planning_worker.py CASE`, both case and outcome in JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from banxin import pipeline
from banxin.check import Checked, check_plan
from banxin.check.text import planned, wanted
from banxin.check.view import PageView
from banxin.dump.plan_json import plan_to_json
from banxin.errors import EditionError, Problem, Severity
from banxin.model.plan import Page, Plan
from banxin.model.printed import printed
from baselines import Weigher
from planning_cases import ROOT, Case, Outcome, PageRow
from random_editions import draw_edition, write_edition

SEED = 1
"""Of every plan."""


def measure(case: Case, folder: Path) -> Outcome:
    """Plan and check a case in this process; a random edition is written into `folder`."""
    desk = pipeline.open_edition(edition_folder(case, folder), case.layout)
    start = time.process_time()
    desk.setter.set_all(desk.edition)
    composed = time.process_time()
    try:
        plan = pipeline.make_plan(desk, SEED)
    except EditionError as error:
        spent = time.process_time() - composed
        told = tuple((found.code, str(found)) for found in error.problems if found.severity is Severity.ERROR)
        return Outcome(case, told, (), (), 0, 0, 0, composed - start, spent, memory(), None)
    spent = time.process_time() - composed
    checked = check_plan(desk.edition, plan, desk.layout.weights)
    peak = memory()
    same = None
    if case.twice:
        again = pipeline.open_edition(desk.edition.folder, case.layout)
        same = plan_to_json(pipeline.make_plan(again, SEED)) == plan_to_json(plan)
    lost, foreign = differences(desk, plan)
    return Outcome(
        case=case,
        refusal=(),
        problems=tuple((str(found.severity), found.code, str(found)) for found in checked.problems),
        pages=tuple(page_rows(desk, plan, checked, weigh=case.baselines)),
        held=len(plan.held),
        lost=lost,
        foreign=foreign,
        compose_s=composed - start,
        plan_s=spent,
        memory_mb=peak,
        same=same,
    )


def memory() -> float:
    """The most that this process has ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def edition_folder(case: Case, folder: Path) -> Path:
    """The sample edition, or the random one, written into `folder`."""
    if case.sample:
        return ROOT / "seeds" / case.sample
    drawn = draw_edition(case.seed, case.layout, pages=case.pages, items=case.items, load=case.load)
    return write_edition(drawn, folder)


def differences(desk: pipeline.OpenEdition, plan: Plan) -> tuple[int, int]:
    """Characters of the printed articles that stand nowhere, and characters that stand on pages for no article."""
    lost = foreign = 0
    for article in printed(desk.edition, plan).articles:
        want, have = wanted(article), planned(plan, article.slug)
        lost += (want - have).total()
        foreign += (have - want).total()
    return lost, foreign


def page_rows(desk: pipeline.OpenEdition, plan: Plan, checked: Checked, *, weigh: bool) -> Iterator[PageRow]:
    """A row a page; `weigh` lays the page out by the baselines too."""
    found = by_page(plan, checked.problems)
    weigher = Weigher(desk, plan) if weigh else None
    for page, score in zip(plan.pages, checked.scores, strict=True):
        view = PageView(desk.edition, plan, page)
        here = found[page.number]
        first, corner = lead_places(page)
        greedy, sliced = weigher.scores(page) if weigher else (0.0, 0.0)
        yield PageRow(
            number=page.number,
            score=score.total,
            body_cells=score.body_cells,
            white_cells=score.white_cells,
            items=len(view.content),
            fillers=sum(module.kind == "filler" for module in view.content),
            lead_first=first,
            lead_corner=corner,
            errors=tuple(one.code for one in here if one.severity is Severity.ERROR),
            warnings=tuple(one.code for one in here if one.severity is Severity.WARNING),
            greedy=greedy,
            sliced=sliced,
        )


def by_page(plan: Plan, problems: tuple[Problem, ...]) -> dict[int, list[Problem]]:
    """Page → its problems; those that name an article only, at the page where it begins."""
    begins = {module.article: page.number for page in reversed(plan.pages) for module in page.modules}
    found: dict[int, list[Problem]] = defaultdict(list)
    for one in problems:
        told = dict(one.fields).get("page")
        found[told or begins.get(Path(one.origin.file).stem, plan.pages[0].number)].append(one)
    return found


def lead_places(page: Page) -> tuple[bool, bool]:
    """Whether an article of the page's best rank stands in the first row of its content, and whether at its left.

    What is set or booked at the top left (a masthead of some columns, an advertisement) moves the left edge.
    """
    articles = [module for module in page.modules if module.kind == "article"]
    if not articles:
        return True, True
    fixed = [module for module in page.modules if module.kind in ("masthead", "folio", "ad")]
    free = [module for module in page.modules if module not in fixed]
    row = min(module.rows[0] for module in free)
    best = min(module.priority for module in articles)
    leads = [module for module in articles if module.priority == best and module.rows[0] == row]
    beside = [module.columns[1] for module in fixed if module.rows[0] <= row <= module.rows[1]]
    edges = {1, *(column + 1 for column in beside)}
    return bool(leads), any(module.columns[0] in edges for module in leads)


def main() -> None:
    case = Case(**json.loads(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asdict(measure(case, Path(folder))), ensure_ascii=False))


if __name__ == "__main__":
    main()
