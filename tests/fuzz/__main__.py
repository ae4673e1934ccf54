"""Hostile files of every kind before banxin: `python tests/fuzz [--seconds 60] [--editions N] [--seed N --kind K]`.

Each trial has a kind and a number that give the same files wherever it runs. It runs in a forked child with limits of
time and memory. Fails: a traceback, a hang, memory, a lost character, JSON that is none, a half-written file, an exit
code that is none of ours, a build that fails after a clean check. A failure is kept in `out/fuzz/<kind>-<number>/`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import hostile_editions  # noqa: E402
import hostile_inputs  # noqa: E402
from trials import Failure, run  # noqa: E402

from command import banxin  # noqa: E402

KEPT = HERE.parent.parent / "out" / "fuzz"
Trial = Callable[[Path, random.Random], list[list[str]]]


class Kinds:
    """The kinds of trials, on the sample paper and its products."""

    def __init__(self, folder: Path) -> None:
        self.paper = folder / "sample"
        assert banxin("new", self.paper).returncode == 0
        made = banxin("build", self.paper / hostile_editions.DAY, "-o", folder / "out", "--attach-sources", "--quiet")
        assert made.returncode == 0, made.stderr
        (product,) = (path for path in (folder / "out").iterdir() if path.is_dir())
        self.pdf = next(product.glob("*.pdf")).read_bytes()
        self.plan = json.loads((product / "plan.json").read_bytes())
        self.all: dict[str, Trial] = {
            "sources": self.sources, "edition": self.edition, "dump": self.dump, "pdf": self.pdf_file,
            "plan": self.saved_plan, "archive": self.archive,
        }  # fmt: skip

    def sources(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """An edition that is only read."""
        edition = hostile_editions.copied(self.paper, folder)
        hostile_editions.changed(edition, rng)
        return [["check", str(edition), "--sources-only", "--json"]]

    def edition(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """An edition that is checked and built."""
        edition = hostile_editions.copied(self.paper, folder)
        hostile_editions.changed(edition, rng)
        check = ["check", str(edition), "--json"]
        return [check, ["build", str(edition), "-o", str(folder / "out"), "--json"]]

    def dump(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """A page dump that is imported."""
        edition = hostile_editions.copied(self.paper, folder)
        raw = folder / "raw.txt"
        hostile_inputs.dump(raw, rng)
        return [["import", str(raw), "--paper", str(edition.parent), "--date", "2025-09-02", "--json"],
                ["check", str(edition.parent / "2025-09-02"), "--sources-only", "--json"]]  # fmt: skip

    def pdf_file(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """A PDF that somebody gave."""
        path = folder / "given.pdf"
        hostile_inputs.pdf(path, self.pdf, rng)
        return [["extract", str(path), "--to", str(folder / "taken"), "--json"],
                ["home", str(path), "-o", str(folder / "home.pdf")],
                ["pages", str(path), "-o", str(folder / "pages")]]  # fmt: skip

    def saved_plan(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """A saved plan that is checked and taken over."""
        edition = hostile_editions.copied(self.paper, folder)
        path = folder / "plan.json"
        hostile_inputs.plan(path, self.plan, rng)
        return [["check", str(edition), "--plan", str(path), "--json"],
                ["build", str(edition), "--plan", str(path), "-o", str(folder / "out"), "--json"]]  # fmt: skip

    def archive(self, folder: Path, rng: random.Random) -> list[list[str]]:
        """An archive that a library takes in."""
        path = folder / "given.zip"
        hostile_inputs.archive(path, rng)
        library = ["--library", str(folder / "library")]
        return [["library", "import", str(path), *library], ["library", "verify", *library]]


SHARE = ("sources",) * 12 + ("dump",) * 4 + ("archive",) * 4 + ("pdf",) * 3 + ("plan",) + ("edition",) * 3
"""Kinds by turns; cheap ones oftener."""


def tried(kinds: Kinds, kind: str, number: int, folder: Path) -> list[Failure]:
    """One trial. A failure's files are kept."""
    place = folder / f"{kind}-{number}"
    place.mkdir()
    found = run(place, lambda where: kinds.all[kind](where, random.Random(f"{kind} {number}")))
    if found:
        kept = KEPT / place.name
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        subprocess.run(["cp", "-a", str(place), str(kept / "files")], check=False, capture_output=True)
        told = "\n\n".join(f"{one.kind}: {one.told}" for one in found)
        (kept / "failure.txt").write_text(f"python tests/fuzz --kind {kind} --seed {number}\n\n{told}\n", "utf-8")
    for path, _, _ in os.walk(place):
        Path(path).chmod(0o755)
    shutil.rmtree(place, ignore_errors=True)
    return found


def main() -> None:
    """Try until the time is up, or so many editions are tried."""
    warnings.simplefilter("ignore")
    words = argparse.ArgumentParser(description="Hostile files of every kind before banxin.")
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--editions", type=int, default=0)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--kind", default="")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kinds = Kinds(folder)
        if asked.kind:
            for one in tried(kinds, asked.kind, asked.seed, folder):
                print(f"{one.kind}: {one.told}")
            sys.exit(0)
        tries, failures, examples = Counter[str](), Counter[str](), dict[str, str]()
        until, number, slowest = time.monotonic() + asked.seconds, asked.seed, 0.0
        while tries["sources"] + tries["edition"] < asked.editions if asked.editions else time.monotonic() < until:
            kind = SHARE[number % len(SHARE)]
            begun = time.monotonic()
            for one in tried(kinds, kind, number, folder):
                failures[f"{kind}: {one.kind}"] += 1
                examples.setdefault(f"{kind}: {one.kind}", f"{kind}-{number}")
            slowest = max(slowest, time.monotonic() - begun)
            tries[kind] += 1
            number += 1
    print(f"{tries.total()} trials, {tries['sources'] + tries['edition']} of them editions, "
          f"slowest {slowest:.1f} s: {failures.total()} failures")  # fmt: skip
    for kind, count in sorted(tries.items()):
        print(f"  {count:6} {kind}")
    for kind, count in sorted(failures.items()):
        print(f"  {count:6} failed: {kind} (such as {KEPT.name}/{examples[kind]})")
    sys.exit(int(bool(failures)))


if __name__ == "__main__":
    main()
