"""Fit the importer's weights on labelled pages and say what they find: `python tests/importing [--more FOLDER] [--write]`.

Pages are those of `pages/`; another folder of pages may be named. Every page is judged by weights that were fitted
without it (cross-validated by page); held-out pages are judged by the weights of all others, which --write keeps.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]

from banxin.importer.deciding.weights import TABLE, parse, weights, written  # noqa: E402
from fitting import Points, fit  # noqa: E402
from labelled import Page, other_pages, own_pages  # noqa: E402
from measuring import TITLES, Tally, forms, leads, measure  # noqa: E402

FOLDS = 5
QUIET = 0.03
"""Share of right lines of which an editor is asked all the same."""


def fold_of(pages: Sequence[Page], fold: int) -> list[Page]:
    return [page for at, page in enumerate(pages) if at % FOLDS == fold]


def judged(task: tuple[int, list[Page], list[Page]]) -> tuple[list[tuple[str, str, Tally]], list[tuple[float, bool]]]:
    """Fit without the pages of a fold, and judge those."""
    _, learn, judge = task
    learned = parse(written(fit(learn), 0.0))
    rows = [(page.group, form, measure(page, form, learned)) for page in judge for form in forms()]
    return rows, [one for page in judge for form in forms() for one in leads(page, form, learned)]


def doubt_of(found: Sequence[tuple[float, bool]]) -> float:
    """The lead under which so few right lines lie that asking does not tire."""
    right = sorted(lead for lead, correct in found if correct)
    return right[int(len(right) * QUIET)] if right else 1.0


def table(title: str, rows: Sequence[tuple[str, Tally]], faults: bool) -> None:
    print(f"\n{title}\n{'':10}" + "".join(f"{name:>18}" for name in TITLES))
    for form in forms():
        tally = Tally()
        for name, one in rows:
            if name == form:
                tally += one
        if tally.characters:
            print(f"{form:10}" + "".join(f"{cell:>18}" for cell in tally.row()))
            if faults:
                print("\n".join(f"      {fault}" for fault in tally.faults))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--more", type=Path, help="a folder of other labelled pages")
    ask.add_argument("--write", action="store_true", help="keep the weights")
    ask.add_argument("--quick", action="store_true", help="judge the held-out pages by the weights that are kept")
    ask.add_argument("--faults", action="store_true", help="name what was not found")
    got = ask.parse_args()
    pages = own_pages()
    held, open_ = [one for one in pages if one.held], [one for one in pages if not one.held]
    if got.quick:
        table("held-out pages", [(form, measure(page, form, weights())) for page in held for form in forms()], got.faults)
        return
    more = other_pages(got.more) if got.more else []
    every = [*open_, *more]
    tasks = [(n, [p for p in every if p not in fold_of(every, n)], fold_of(every, n)) for n in range(FOLDS)]
    with multiprocessing.Pool(2) as pool:
        done = pool.map_async(judged, tasks, chunksize=1)
        final: Points = pool.apply(fit, (every,))
        results = done.get()
    rows = [row for some, _ in results for row in some]
    doubt = doubt_of([one for _, some in results for one in some])
    text = written(final, doubt)
    if more:
        table("other pages, cross-validated", [(form, one) for group, form, one in rows if group == "other"], got.faults)
    table("own pages, cross-validated", [(form, one) for group, form, one in rows if group != "other"], got.faults)
    learned = parse(text)
    table("held-out pages", [(form, measure(page, form, learned)) for page in held for form in forms()], False)
    print(f"\n{len(final)} features, asked under a lead of {doubt:.2f}")
    if got.write:
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
