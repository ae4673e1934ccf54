"""What the readers' web site costs, measured: `.venv/bin/python tests/site_figures.py [--issues 60]`.

A library of so many issues is made of the sample edition's bag; its site is published, gets one issue more, and is
served. Prints a Markdown table. Seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import datetime
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx

from banxin.library.site.publishing import Published, publish
from command import KEY
from library_shelf import add_issue, make_shelf
from readers_site import addresses_of, opened, serving

FIRST = datetime.date(2025, 1, 1)
ASKED = 300
"""Requests of each kind."""
READERS = 8
"""Who ask at the same time."""
Row = tuple[str, str]


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def publishing(library: Path, to: Path, key: str) -> Iterator[Row]:
    """From nothing, again, and with one issue more."""

    def bring() -> Published:
        with opened(library, "", served=False) as site:
            return publish(site, to)

    taken = seconds(bring)
    pages = len(list(to.rglob("*.html")))
    files = [path for path in to.rglob("*") if path.is_file()]
    yield "published from nothing", f"{pages} pages, {len(files)} files in {taken:.1f} s: {pages / taken:.0f} pages/s"
    yield "published again, nothing new", f"{seconds(bring):.2f} s"
    add_issue(library, key, (FIRST - datetime.timedelta(days=1)).isoformat())
    begun = time.perf_counter()
    done = bring()
    yield (
        "one issue more",
        f"{time.perf_counter() - begun:.1f} s, {len(done.written)} files written, {len(done.removed)} removed",
    )
    articles = sum(1 for path in to.glob("*/*/*/*/index.html"))
    index = sum(path.stat().st_size for path in (to / "search").rglob("*.json"))
    yield "index of the browser's search", f"{index / articles / 1000:.1f} KB an article"
    sizes = [path.stat().st_size for path in to.glob("*/*/*/*/index.html")]
    yield "page of an article", f"{statistics.mean(sizes) / 1000:.1f} KB"


def serving_of(library: Path) -> Iterator[Row]:
    """Requests a second and the slowest of twenty, for several readers at once."""
    with opened(library) as site:
        every = addresses_of(site)
    kinds = {
        "article": [address for address in every if address.count("/") == 5 and address.endswith("/")],
        "page": [address for address in every if address.count("/") == 4 and address.endswith("/")],
        "search": [f"/search/?q={quote(word)}" for word in ("甘肃", "产业", "记者", "“民乐县金山小学”", "大棚 采摘")],
        "64 KB of a PDF": [address for address in every if address.endswith(".pdf")],
    }
    with serving(library) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        for name, addresses in kinds.items():
            headers = {"Range": "bytes=100000-165535"} if "PDF" in name else {}

            def ask(number: int, known: list[str] = addresses, headers: dict[str, str] = headers) -> float:
                return seconds(lambda: client.get(known[number * 7 % len(known)], headers=headers).raise_for_status())

            ask(0)
            begun = time.perf_counter()
            with ThreadPoolExecutor(READERS) as pool:
                taken = sorted(pool.map(ask, range(ASKED)))
            rate = ASKED / (time.perf_counter() - begun)
            yield f"served: {name}", f"{rate:.0f}/s, p95 {taken[int(ASKED * 0.95)] * 1000:.0f} ms"


def main() -> None:
    words = argparse.ArgumentParser(description="What the readers' web site costs.")
    words.add_argument("--issues", type=int, default=60)
    count = words.parse_args().issues
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_shelf(folder)
        library = folder / "library"
        for day in range(count - 1):
            add_issue(library, KEY, (FIRST + datetime.timedelta(days=day)).isoformat())
        print(f"| {count} issues of {KEY}'s 11 articles, {READERS} readers at once | |\n| --- | --- |", flush=True)
        for title, told in (*publishing(library, folder / "site", KEY), *serving_of(library)):
            print(f"| {title} | {told} |", flush=True)


if __name__ == "__main__":
    main()
