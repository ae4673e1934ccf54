"""Each product of each sample paper before each program that checks such files: `make products`.

Prints a table in Markdown, or `--json`; exits 1 when a program objects. Ace runs where `make ace` has put it.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pikepdf

from banxin import pipeline
from banxin.bind.making import HANT, SCRIPTS, Books
from banxin.bind.profiles import PROFILES
from banxin.render.pdf.attachments import attach, edition_files
from checkers import ACE, ace_findings, epubcheck_messages, vera
from planning_cases import ROOT, SAMPLES

SERIOUS = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Row:
    """What one program says of one product."""

    paper: str
    product: str
    program: str
    told: str
    ok: bool


def rows_of(sample: str, layout: str, out: Path) -> Iterator[Row]:
    """All products of a sample edition on a layout, all programs."""
    paper = sample.partition("/")[0]
    start = time.perf_counter()
    made = pipeline.build(
        ROOT / "seeds" / sample,
        out,
        formats=("pdf", "print", "epub"),
        layout=layout,
        books=Books(tuple(PROFILES), SCRIPTS),
    )
    spent = time.perf_counter() - start
    key = made.report["edition"]
    pdf, press = (made.folder / f"{key}{ending}" for ending in (".pdf", "-print.pdf"))
    books = [made.folder / name for name in made.report["products"] if name.endswith(".epub")]
    epubs = [book for book in books if f"-{HANT}-" not in book.name]  # A profile changes both scripts alike.
    yield Row(paper, "all", "seconds", f"{spent:.1f}", True)
    for stage in ("plan", "pdf", "print", "epub"):
        yield Row(paper, "all", f"seconds of {stage}", f"{made.report['seconds'][stage]:.1f}", True)
    for file in (pdf, press, *epubs):
        yield Row(paper, file.name.removeprefix(key), "KB", f"{file.stat().st_size / 1024:.0f}", True)
    with_sources = _with_sources(sample, layout, made.folder, pdf)
    yield Row(paper, ".pdf with sources", "KB", f"{with_sources.stat().st_size / 1024:.0f}", True)
    for file, profiles, name in ((pdf, ("2a", "ua1"), ".pdf"), (with_sources, ("3a", "ua1"), ".pdf with sources")):
        for verdict in vera([file], profiles):
            told = "pass" if verdict.passed else "; ".join(verdict.told[:2])
            yield Row(paper, name, f"veraPDF {verdict.profile}", told, verdict.passed)
    yield _ghostscript(paper, press)
    for epub in epubs:
        yield from _reading(paper, epub, epub.name.removeprefix(key))


def _reading(paper: str, epub: Path, product: str) -> Iterator[Row]:
    """An e-book before epubcheck and Ace."""
    messages = epubcheck_messages(epub)
    remarks = [code for severity, code, _ in messages if severity == "USAGE"]
    faults = len(messages) - len(remarks)
    told = f"{faults} errors and warnings" + (f", remarks {', '.join(sorted(set(remarks)))}" if remarks else "")
    yield Row(paper, product, "epubcheck", told, not faults)
    if ACE.exists():
        findings = ace_findings(epub)
        grave = [found for found in findings if found[0] in SERIOUS]
        yield Row(paper, product, "Ace", f"{len(grave)} serious, {len(findings) - len(grave)} others", not grave)


def _with_sources(sample: str, layout: str, folder: Path, pdf: Path) -> Path:
    desk = pipeline.open_edition(ROOT / "seeds" / sample, layout)
    files = edition_files(desk.edition, (folder / "plan.json").read_text("utf-8"))
    target = folder / "with-sources.pdf"
    target.write_bytes(attach(pdf.read_bytes(), files, pipeline.modified(desk.edition)))
    return target


def _ghostscript(paper: str, press: Path) -> Row:
    """Whether the print can be separated, and that nothing but inks is in it."""
    done = subprocess.run(["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(press)], capture_output=True, text=True)
    plates = [line.split()[:4] for line in done.stdout.splitlines() if line.endswith("OK")]
    with pikepdf.open(io.BytesIO(press.read_bytes())) as document:
        pages = len(document.pages)
    black = ", ".join(f"{float(plate[3]):.0%}" for plate in plates)
    return Row(
        paper, "-print.pdf", "Ghostscript", f"{len(plates)} pages separated; black {black}", len(plates) == pages
    )


def table(rows: list[Row]) -> str:
    """A line a product and program, a column a paper."""
    papers = list(dict.fromkeys(row.paper for row in rows))
    keys = list(dict.fromkeys((row.product, row.program) for row in rows))
    told = {(row.product, row.program, row.paper): row.told for row in rows}
    lines = [f"| product | program | {' | '.join(papers)} |", "| --- | --- |" + " --- |" * len(papers)]
    lines += [f"| {' | '.join((*key, *(told.get((*key, paper), '') for paper in papers)))} |" for key in keys]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Every product of the sample papers before every checker.")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    rows: list[Row] = []
    out = Path(tempfile.mkdtemp(prefix="banxin-products-"))
    try:
        for sample, layouts in SAMPLES:
            rows += rows_of(sample, layouts[0], out)
    finally:
        shutil.rmtree(out)
    print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) if asked.json else table(rows))
    sys.exit(not all(row.ok for row in rows))


if __name__ == "__main__":
    main()
