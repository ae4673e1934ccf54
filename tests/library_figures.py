"""What banxin promises of its library: `.venv/bin/python tests/library_figures.py`.

Thousands of articles of several papers and years, made of the sample papers' sentences, go into a catalogue; searches
are timed and compared with a plain look through the folded texts; a few dozen issues go in with their bags. Prints a
table, each figure beside its bound, and exits 1 when one is missed. `--write` puts it into docs/library.md.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

from banxin.library.archive.store import Library
from banxin.library.archive.verify import verify
from banxin.library.index.catalogue import Catalogue
from banxin.library.index.folding import BREAK, fold
from banxin.library.index.search import MOST, Query, search
from banxin.library.record.record import ArticleRecord, IssueRecord
from figures import Figure, Figures, number
from library_factory import make_deposit, random_issues

DOCS = Path(__file__).resolve().parent.parent / "docs" / "library.md"
HEADING = "## Catalogue"
QUERIES = 600
ISSUES = 36
"""With bags."""
PAGE_BYTES = 900_000
"""Of a page's pictures, as of the sample edition's."""
EVERYWHERE = ("的", "一", "在", "了", "。", "，", "的 一", "甘肃")
NOWHERE = ("饕餮纹", "曲率驱动", "zyxwvu", "的的的的", "𠮷野家")


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def columns(article: ArticleRecord) -> tuple[str, ...]:
    return tuple(fold(text).text for text in (article.head, article.byline, article.text, article.captions))


def catalogued(folder: Path, issues: Sequence[IssueRecord]) -> Figures:
    """The catalogue alone."""
    articles = sum(len(issue.articles) for issue in issues)
    path = folder / "catalogue.sqlite"
    catalogue = Catalogue(path, write=True)

    def enter() -> None:
        for issue in issues:
            catalogue.add(issue, f"bags/{issue.key}", "0" * 64)

    took = seconds(enter)
    characters = sum(len(article.text) for issue in issues for article in issue.articles)
    catalogue.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    yield Figure("catalogue", "articles", articles)
    yield Figure("catalogue", "issues", len(issues))
    yield Figure("catalogue", "characters of text", characters / 1e6, "million")
    yield Figure("catalogue", "articles entered, each issue forced to disk", articles / took, "a second", least=50)
    yield Figure("catalogue", "size", path.stat().st_size / 1e6, "MB")
    yield Figure("catalogue", "look whether it is whole", seconds(catalogue.check), "s")
    yield from searched(catalogue, issues)
    catalogue.close()


def searched(catalogue: Catalogue, issues: Sequence[IssueRecord]) -> Figures:
    """Time and truth of searches."""
    replaced = {issue.replaces for issue in issues}
    current = [issue for issue in issues if issue.key not in replaced]
    folded = {(issue.key, article.slug): columns(article) for issue in current for article in issue.articles}
    rng = random.Random(11)
    phrases = [cut(rng, current) for _ in range(QUERIES)]
    times = [timed(catalogue, Query(f'"{phrase}"')) for phrase in phrases]
    yield Figure("search", "phrases of 2–8 characters, cut out of the texts", len(phrases))
    yield from spread("phrases", times)
    yield from spread("the best first", [timed(catalogue, Query(f'"{phrase}"', by_rank=True)) for phrase in phrases])
    yield from spread("words that are everywhere", [timed(catalogue, Query(word)) for word in EVERYWHERE * 10])
    yield from spread("words that are nowhere", [timed(catalogue, Query(word)) for word in NOWHERE * 10])
    found = expected = both = 0
    for phrase in (*phrases, *EVERYWHERE, *NOWHERE):
        words = [fold(word).text for word in ([phrase] if phrase in phrases else phrase.split())]
        quoted = f'"{phrase}"' if phrase in phrases else phrase
        there = {
            key for key, texts in folded.items() if all(any(word in text for text in texts) for word in words)
        }  # fmt: skip
        given = all_hits(catalogue, quoted)
        found, expected, both = found + len(given), expected + len(there), both + len(given & there)
    yield Figure("answers", "queries against a plain scan", len(phrases) + len(EVERYWHERE) + len(NOWHERE))
    yield Figure("answers", "articles that a plain scan finds", expected)
    yield Figure("answers", "recall", both / expected, least=1)
    yield Figure("answers", "precision", both / found, least=1)


def cut(rng: random.Random, issues: Sequence[IssueRecord]) -> str:
    """A phrase of 2 to 8 characters out of a text."""
    while True:
        text = rng.choice(rng.choice(issues).articles).text
        start = rng.randrange(len(text))
        piece = text[start : start + rng.randint(2, 8)]
        if not set(piece) & {'"', BREAK} and len(fold(piece).text) > 1:
            return piece


def timed(catalogue: Catalogue, query: Query) -> float:
    return seconds(lambda: search(catalogue, query))


def spread(name: str, times: Sequence[float]) -> Figures:
    slow = quantiles(times, n=20, method="inclusive")[-1]
    yield Figure("search", f"{name}: median", 1000 * median(times), "ms")
    yield Figure("search", f"{name}: 95 of 100", 1000 * slow, "ms", most=20)
    yield Figure("search", f"{name}: slowest", 1000 * max(times), "ms")


def all_hits(catalogue: Catalogue, text: str) -> set[tuple[str, str]]:
    """Issue and slug of everything that is found; snippets are not made."""
    hits: set[tuple[str, str]] = set()
    while True:
        page = search(catalogue, Query(text, limit=MOST, offset=len(hits))).hits
        if not page:
            return hits
        hits |= {(hit.issue, hit.slug) for hit in page}


def kept(folder: Path, issues: Sequence[IssueRecord]) -> Figures:
    """Issues with their bags."""
    chosen = [issue for issue in issues if issue.revision == 1][:ISSUES]
    page = random.Random(1).randbytes(PAGE_BYTES)
    deposits = [make_deposit(issue, page) for issue in chosen]
    size = sum(len(data) for made in deposits for data in made.files.values()) / 1e6
    articles = sum(len(issue.articles) for issue in chosen)
    library = Library.made(folder / "library")

    def put() -> None:
        for made in deposits:
            library.add(lambda replaces, made=made: replace(made), lambda catalogue: "")  # type: ignore[misc]

    took = seconds(put)
    yield Figure("library", "issues put in with their bags", len(chosen))
    yield Figure("library", "articles", articles / took, "a second", least=50)
    yield Figure("library", "… data", size / took, "MB a second")
    took = seconds(lambda: verify(library))
    yield Figure("library", "verify", size / took, "MB a second")
    yield Figure("library", "rebuild of their catalogue", seconds(library.rebuild), "s")
    yield Figure("library", "problems afterwards", len(verify(library)), most=0)


def table(figures: Sequence[Figure]) -> str:
    """In Markdown, a row a figure."""
    rows = [
        (figure.part, figure.name, f"{number(figure.value)} {figure.unit}".strip(), f"{figure.bound} {figure.verdict}")
        for figure in figures
    ]
    lines = ["| | figure | measured | promised |", "| --- | --- | ---: | --- |"]
    return "\n".join((*lines, *(f"| {' | '.join(row)} |" for row in rows))) + "\n"


def measured(articles: int) -> list[Figure]:
    """All figures."""
    issues = list(random_issues(articles))
    with tempfile.TemporaryDirectory() as name:
        found = [*catalogued(Path(name), issues), *kept(Path(name), issues)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, Figure("process", "memory, most, with all records at once", memory, "MB")]


def write(told: str) -> None:
    """Put the table under its heading in docs/library.md, in the place of the one that is there."""
    text = DOCS.read_text("utf-8")
    before, heading, after = text.partition(f"{HEADING}\n")
    tables = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
    if not heading or not tables.search(after):
        raise SystemExit(f"{DOCS.name} has no table under {HEADING}")
    DOCS.write_text(before + heading + tables.sub(lambda _: told, after, count=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what banxin promises of its library.")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="in the catalogue (10000)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/library.md")
    asked = parser.parse_args()
    figures = measured(asked.articles)
    told = table(figures)
    print(told, end="")
    if asked.write:
        write(told)
    sys.exit(any(figure.verdict == "MISSED" for figure in figures))


if __name__ == "__main__":
    main()
