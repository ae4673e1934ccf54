"""What many editions cost: `.venv/bin/python tests/many_figures.py`.

Writes editions of one broadsheet page and eleven articles, as large as the sample edition, a day each; builds them all
with `banxin build --jobs`, then once more, when all is unchanged. Memory is looked at all the while: the parent's, and
that of the largest worker. Figures beside their bounds; a bound that is missed is told and does not fail. Seconds
depend on the machine and on what else it does; processor seconds less so.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median

import psutil

from figures import Figure, Figures, table
from random_editions import draw_edition, write_edition

LAYOUT, ITEMS, LOAD = "broadsheet", 11, 0.95
MOST_EDITIONS = 365
"""Then the days of the random editions come again."""
LOOK_S = 0.25
BUILT = re.compile(r"(\S+): (\d+\.\d) s")
FAILED = re.compile(r": error |: nothing was made")
DRAWING = "banxin.limited.serving"
WORKER = "multiprocessing.spawn"


@dataclass(frozen=True, slots=True)
class Look:
    """Memory at one moment, in MB, resident."""

    at: float
    """Seconds from the start."""
    parent: float
    worker: float
    """The largest of the processes that build."""
    together: float
    """All processes, those that draw too; pages that they share are counted for each."""


@dataclass(slots=True)
class Run:
    """One run of `banxin build --jobs`."""

    jobs: int
    looks: list[Look] = field(default_factory=list)
    ended: list[tuple[float, str, float]] = field(default_factory=list)
    """For each edition built: when, its name, its seconds."""
    lines: list[str] = field(default_factory=list)
    errors: str = ""
    wall_s: float = 0.0
    processor_s: float = 0.0


def write_editions(folder: Path, count: int) -> Path:
    """A paper with so many editions; its folder."""
    for seed in range(count):
        write_edition(draw_edition(seed, LAYOUT, pages=1, items=ITEMS, load=LOAD), folder)
    return folder


def build(paper: Path, out: Path, jobs: int) -> Run:
    """Build all editions of a paper, looking at the processes meanwhile."""
    run = Run(jobs)
    command = [sys.executable, "-m", "banxin", "build", str(paper), "--jobs", str(jobs), "-o", str(out)]
    environment = os.environ | {"BANXIN_LANG": "en", "PYTHONUNBUFFERED": "1"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8", env=environment
        )  # fmt: skip
        watcher = threading.Thread(target=_watch, args=(process, run, start))
        watcher.start()
        assert process.stdout is not None
        for line in process.stdout:
            run.lines.append(line.rstrip("\n"))
            if found := BUILT.fullmatch(run.lines[-1]):
                run.ended.append((time.perf_counter() - start, found[1], float(found[2])))
                print(".", end="", file=sys.stderr, flush=True)
        process.wait()
        watcher.join()
        errors.seek(0)
        run.errors = errors.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run.wall_s = time.perf_counter() - start
    run.processor_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(file=sys.stderr)
    return run


def _watch(process: subprocess.Popen[str], run: Run, start: float) -> None:
    while process.poll() is None:
        try:
            parent = psutil.Process(process.pid)
            sizes = [(_kind(child), child.memory_info().rss) for child in parent.children(recursive=True)]
            own = parent.memory_info().rss
        except psutil.Error:  # One of them ended while we looked.
            continue
        workers = [size for kind, size in sizes if kind == WORKER]
        together = own + sum(size for _, size in sizes)
        run.looks.append(Look(time.perf_counter() - start, own / 1e6, max(workers, default=0) / 1e6, together / 1e6))
        time.sleep(LOOK_S)


def _kind(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    return DRAWING if DRAWING in words else WORKER if WORKER in words else ""


def speed(part: str, run: Run) -> Figures:
    """How fast, and whether the last editions take as long as the first."""
    seconds = [took for _, _, took in run.ended]
    yield Figure(part, "built", len(run.ended))
    yield Figure(part, "not built", run.errors.count(": nothing was made"), most=max(1, len(run.ended) // 50))
    yield Figure(part, "wall clock", run.wall_s, "s")
    yield Figure(part, "editions a minute", 60 * len(run.ended) / run.wall_s)
    yield Figure(part, "editions a minute of a core", 60 * len(run.ended) / run.processor_s)
    yield Figure(part, "processor seconds an edition", run.processor_s / len(run.ended), "s")
    yield Figure(part, "seconds an edition, median", median(seconds), "s")
    yield Figure(part, "… slowest", max(seconds), "s")
    half = len(seconds) // 2
    first, last = mean(seconds[:half]), mean(seconds[half:])
    yield Figure(part, "… mean of the first half", first, "s")
    yield Figure(part, "… mean of the second half", last, "s")
    yield Figure(part, "… second half to first", last / first, most=1.15)


def memory(part: str, run: Run) -> Figures:
    """The most of each quarter of the time, the start left out: flat or growing."""
    for name in ("parent", "worker", "together"):
        peaks = _quarters([(look.at, getattr(look, name)) for look in run.looks if look.at > run.wall_s / 20])
        label = {"parent": "parent", "worker": "largest worker", "together": "all processes"}[name]
        yield Figure(part, f"{label}, most", max(peaks), "MB")
        yield Figure(part, "… first quarter", peaks[0], "MB")
        yield Figure(part, "… last quarter", peaks[-1], "MB")
        # How many draw at the same moment is chance: of all processes together nothing is promised.
        yield Figure(part, "… last quarter to first", peaks[-1] / peaks[0], most=None if name == "together" else 1.1)


def _quarters(points: Sequence[tuple[float, float]]) -> list[float]:
    quarter = max(1, len(points) // 4)
    return [max(value for _, value in points[place * quarter : (place + 1) * quarter]) for place in range(4)]


def resumed(part: str, run: Run, built: int) -> Figures:
    """The second run, with nothing to do but for what had failed."""
    yield Figure(part, "unchanged", sum(line.endswith(": unchanged") for line in run.lines), least=built)
    yield Figure(part, "wall clock", run.wall_s, "s")
    yield Figure(part, "… an edition", 1000 * run.wall_s / max(1, built), "ms")


def measured(count: int, jobs: Sequence[int]) -> tuple[list[Figure], list[Run]]:
    """All figures, and the runs that they are of."""
    figures, runs = list[Figure](), list[Run]()
    with tempfile.TemporaryDirectory(prefix="banxin-many-") as name:
        paper = write_editions(Path(name) / "paper", count)
        for number in jobs:
            part, out = f"{count} editions, --jobs {number}", Path(name) / f"out-{number}"
            run = build(paper, out, number)
            runs.append(run)
            if not run.ended:
                raise SystemExit(f"nothing was built: {run.errors[-2000:]}")
            figures += [*speed(part, run), *memory(f"{part}, memory", run)]
            again = build(paper, out, number)
            figures += resumed(f"{part}, once more", again, len(run.ended))
    return figures, runs


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what many editions cost.")
    parser.add_argument("--editions", type=int, default=MOST_EDITIONS, metavar="N", help="how many (365, the most)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], metavar="N", help="processes, a run each (1 2)")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    if not 4 <= asked.editions <= MOST_EDITIONS:
        parser.error(f"--editions: 4 to {MOST_EDITIONS}")
    figures, runs = measured(asked.editions, asked.jobs)
    if asked.json:
        rows = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
        told = [asdict(run) for run in runs]
        print(json.dumps({"banxin": 1, "figures": rows, "runs": told}, ensure_ascii=False, indent=1))
        return
    for run in runs:
        print("".join(f"{line}\n" for line in run.errors.splitlines() if FAILED.search(line)), end="")
    print(table(figures))


if __name__ == "__main__":
    main()
