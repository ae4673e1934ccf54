"""Every figure that banxin promises of its planning: `.venv/bin/python tests/planning_figures.py`.

Plans random editions and the sample papers, each in a process of its own, checks the plans and sums up, each figure
beside its bound; the same pages laid out in order of importance and by chance stand beside them; then how the planner's
time grows. Seconds are processor time of the planner alone, the text composed before, and depend on the machine and on
what else it does: `--jobs 1` measures them best. A bound that is missed is told and does not fail.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from statistics import mean, median, quantiles

from figures import Figure, Figures, table
from planning_cases import Case, Outcome, PageRow, random_cases, run, sample_cases

ASKED = "form-not-kept"
"""A warning for a wish of the editor's that cannot be had; random editors have many."""
PAGE_COUNTS = (1, 2, 4, 8, 16, 32)
ITEM_COUNTS = (3, 6, 9, 12, 15, 18, 24)
SCALING_SEEDS = (1001, 1002, 1003)
PAGES_LOAD, ITEMS_LOAD = 0.9, 0.7
"""Text to what the pages hold; less where there are many heads."""


def measured(cases: Iterable[Case], jobs: int) -> list[Outcome]:
    """The outcomes of cases, in their order."""
    with ThreadPoolExecutor(jobs) as pool:
        outcomes = []
        for outcome in pool.map(run, cases):
            print(".", end="", file=sys.stderr, flush=True)
            outcomes.append(outcome)
        print(file=sys.stderr)
        return outcomes


def share(part: int, whole: int) -> float:
    """In per cent; of nothing, nothing."""
    return 100 * part / whole if whole else 0.0


def percentile_95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


# --- what came out ---


def results(part: str, outcomes: Sequence[Outcome]) -> Figures:
    """All figures of a group of editions."""
    done = [outcome for outcome in outcomes if outcome.planned]
    yield Figure(part, "editions", len(outcomes))
    yield Figure(part, "without a plan", len(outcomes) - len(done))
    codes = Counter(code for outcome in outcomes for code in {code for code, _ in outcome.refusal})
    for code, count in sorted(codes.items()):
        yield Figure(part, f"… {code}", count, most=0 if code in ("no-plan", "no-answer") else None)
    if not done:
        return
    pages = [page for outcome in done for page in outcome.pages]
    yield Figure(part, "pages", len(pages))
    yield from _faults(part, done, pages)
    yield from _looks(part, pages)
    yield from _costs(part, done)


def _faults(part: str, done: Sequence[Outcome], pages: Sequence[PageRow]) -> Figures:
    yield Figure(part, "pages with errors", sum(bool(page.errors) for page in pages), most=0)
    for code, count in sorted(Counter(code for page in pages for code in set(page.errors)).items()):
        yield Figure(part, f"… {code}", count)
    clean = sum(not page.warnings and not page.errors for page in pages)
    yield Figure(part, "pages without a warning", share(clean, len(pages)), "%", least=95)
    unasked = sum(not set(page.warnings) - {ASKED} and not page.errors for page in pages)
    yield Figure(part, f"… but for {ASKED}", share(unasked, len(pages)), "%")
    for code, count in sorted(Counter(code for page in pages for code in set(page.warnings)).items()):
        yield Figure(part, f"pages with {code}", count)
    yield Figure(part, "characters lost", sum(outcome.lost for outcome in done), most=0)
    yield Figure(part, "characters too many", sum(outcome.foreign for outcome in done), most=0)
    again = [outcome for outcome in done if outcome.same is not None]
    yield Figure(part, "planned twice", len(again))
    yield Figure(part, "… plans that differ", sum(not outcome.same for outcome in again), most=0)


def _looks(part: str, pages: Sequence[PageRow]) -> Figures:
    white, cells = sum(page.white_cells for page in pages), sum(page.body_cells for page in pages)
    yield Figure(part, "white cells", share(white, cells), "%", most=1.5)
    shares = [share(page.white_cells, page.body_cells) for page in pages]
    yield Figure(part, "white cells, median page", median(shares), "%", most=0.5)
    yield Figure(
        part, "lead in the first row", share(sum(page.lead_first for page in pages), len(pages)), "%", least=100
    )
    yield Figure(part, "lead at the top left", share(sum(page.lead_corner for page in pages), len(pages)), "%")
    yield Figure(part, "items a page", mean(page.items for page in pages))
    yield Figure(part, "fillers a page", mean(page.fillers for page in pages))


def _costs(part: str, done: Sequence[Outcome]) -> Figures:
    seconds = [outcome.page_s for outcome in done]
    yield Figure(part, "seconds a page, median edition", median(seconds), "s")
    yield Figure(part, "… 95 of 100 editions", percentile_95(seconds), "s")
    yield Figure(part, "… slowest edition", max(seconds), "s", most=3)
    yield Figure(part, "memory, most", max(outcome.memory_mb for outcome in done), "MB", most=400)


def compared(outcomes: Sequence[Outcome]) -> Figures:
    """The planner's pages beside those of the baselines, on the same units."""
    pages = [page for outcome in outcomes if outcome.case.baselines for page in outcome.pages]
    if not pages:
        return
    ours = [page.score for page in pages]
    others = {"greedy": [page.greedy for page in pages], "random": [page.sliced for page in pages]}
    yield Figure("baselines", "pages", len(pages))
    for way, scores in {"banxin": ours, **others}.items():
        yield Figure("baselines", f"score a page, mean: {way}", mean(scores))
        yield Figure("baselines", "… median", median(scores))
    for way, scores in others.items():
        better = sum(one < other for one, other in zip(ours, scores, strict=True))
        worse = sum(one > other for one, other in zip(ours, scores, strict=True))
        yield Figure("baselines", f"pages better than {way}", share(better, len(pages)), "%")
        yield Figure("baselines", "… worse", share(worse, len(pages)), "%")


# --- how the time grows ---


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Of the power law through the points: least squares on the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    middle_x, middle_y = mean(xs), mean(ys)
    above = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - middle_x) ** 2 for x in xs)


def scaling(jobs: int) -> Figures:
    """Seconds of the planner against pages, and against items on one page; means of a few editions each.

    Means, since pages differ in what they take: the median of single pages is below what the sum of many tends to.
    An edition of one page is shown and not fitted: a masthead takes much of it, and nothing is dealt.
    """
    by_pages = {
        count: [Case("tabloid", seed=seed, pages=count, items=6, load=PAGES_LOAD) for seed in SCALING_SEEDS]
        for count in PAGE_COUNTS
    }
    yield from _growth("pages", by_pages, jobs, most=1.1, least=2)
    by_items = {
        count: [Case("broadsheet", seed=seed, pages=1, items=count, load=ITEMS_LOAD) for seed in SCALING_SEEDS]
        for count in ITEM_COUNTS
    }
    yield from _growth("articles on a page", by_items, jobs, most=2)


def _growth(what: str, cases: dict[int, list[Case]], jobs: int, most: float, least: int = 1) -> Figures:
    outcomes = measured([case for several in cases.values() for case in several], jobs)
    points: list[tuple[float, float]] = []
    for count in cases:
        here = [found for found in outcomes if found.planned and found.case in cases[count]]
        if here:
            points.append((count, mean(found.plan_s for found in here)))
            yield Figure("time", f"{count} {what}", points[-1][1], "s")
        if len(here) < len(cases[count]):
            yield Figure("time", f"{count} {what}, without a plan", len(cases[count]) - len(here))
    fitted = [(count, seconds) for count, seconds in points if count >= least]
    if len(fitted) > 1:
        yield Figure("time", f"grows with {what} to the power of", exponent(fitted), most=most)


# --- told ---


def listed(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Every refusal, error and warning, one a line."""
    for outcome in outcomes:
        yield from (f"{outcome.case.name}: no plan: {message}" for _, message in outcome.refusal)
        yield from (
            f"{outcome.case.name}: {message}" for severity, _, message in outcome.problems if severity != "info"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what banxin promises of its planning.")
    parser.add_argument("--editions", type=int, default=100, metavar="N", help="random editions (100)")
    parser.add_argument("--only", type=int, metavar="SEED", help="this random edition alone, with all its problems")
    parser.add_argument("--samples", action="store_true", help="the sample papers alone")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="editions planned at the same time (2)")
    parser.add_argument("--problems", action="store_true", help="list every refusal, error and warning")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    alone = asked.samples or asked.only is not None
    drawn = [] if asked.samples else list(random_cases(asked.editions))
    if asked.only is not None:
        drawn = [case for case in random_cases(max(asked.editions, asked.only + 1)) if case.seed == asked.only]
    chosen = measured(drawn, asked.jobs)
    samples = [] if asked.only is not None else measured(sample_cases(), asked.jobs)
    figures = [*results("random editions", chosen)] if chosen else []
    figures += [*results("sample papers", samples)] if samples else []
    figures += [*compared([*chosen, *samples])]
    figures += [] if alone else [*scaling(asked.jobs)]
    if asked.json:
        rows = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
        outcomes = [asdict(outcome) for outcome in (*chosen, *samples)]
        print(json.dumps({"banxin": 1, "figures": rows, "editions": outcomes}, ensure_ascii=False, indent=1))
        return
    if asked.problems or asked.only is not None:
        print("\n".join((*listed([*chosen, *samples]), "")))
    print(table(figures))


if __name__ == "__main__":
    main()
