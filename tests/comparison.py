"""The same edition through the tools that people use today, beside banxin, before the same checkers: `make comparison`.

Each tool gets what it takes: percollate and Calibre the articles as plain web pages, goosepaper a feed of them. What
it makes is read back and checked. Prints a table in Markdown, or `--json`; a tool that is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

import pypdfium2
from lxml import etree

from banxin import pipeline
from banxin.check.text import characters, wanted
from banxin.model.edition import Article, BlockKind, Edition
from checkers import ACE, ace_findings, epubcheck_messages, vera
from ereader import served
from pdf_texts import page_texts
from planning_cases import ROOT

VENV = ROOT / ".venv"
PERCOLLATE = VENV / "percollate" / "node_modules" / ".bin" / "percollate"
GOOSEPAPER = VENV / "goosepaper" / "bin" / "goosepaper"
SERIOUS = ("serious", "critical")
TAGS = {BlockKind.SUBHEAD: "h2", BlockKind.QUOTE: "blockquote"}
CHROMIUM = "--no-sandbox"
FEED = 5
"""Stories that goosepaper takes from a feed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A product of a tool."""

    tool: str
    product: str
    seconds: float
    kilobytes: int
    pages: int
    """Of a PDF; 0 for an EPUB."""
    lost: int
    """Characters of the articles that are not in it."""
    checked: str
    """What the checkers say."""


def as_page(article: Article, folder: str) -> str:
    """An article as a plain web page."""
    pictures = "".join(
        f'<figure><img src="{folder}{escape(picture.file)}" alt="{escape(picture.alt)}">'
        f"<figcaption>{escape(str(picture.caption))} {escape(str(picture.credit))}</figcaption></figure>"
        for picture in article.pictures
    )
    head = "".join(
        f"<p>{escape(str(text))}</p>" for text in (article.series, article.kicker, article.deck, article.byline) if text
    )
    before = "".join(
        f"<p>{escape(str(text))}</p>" for text in (article.note, article.pull_quote, article.dateline) if text
    )
    body = "".join(_block(block.kind, block.text) for block in article.blocks)
    return f"{head}{pictures}{before}{body}"


def _block(kind: BlockKind, text: str) -> str:
    tag = TAGS.get(kind, "p")
    return f"<{tag}>{escape(text)}</{tag}>"


def write_site(edition: Edition, folder: Path) -> list[Path]:
    """The articles as web pages and an index of them; the pages in their order."""
    pages = []
    for article in edition.articles:
        title, path = article.title, folder / f"{article.slug}.html"
        path.write_text(
            f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
            f"<body><article><h1>{escape(str(article.headline.without('／')) or title)}</h1>"
            f"{as_page(article, '')}</article></body></html>",
            "utf-8",
        )
        pages.append(path)
        for picture in article.pictures:
            (folder / picture.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture.path, folder / picture.file)
    links = "".join(
        f'<li><a href="{article.slug}.html">{escape(article.title)}</a></li>' for article in edition.articles
    )
    (folder / "index.html").write_text(
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{escape(edition.paper.name)}</title>'
        f"</head><body><h1>{escape(edition.paper.name)}</h1><ol>{links}</ol></body></html>",
        "utf-8",
    )
    return pages


def write_feeds(edition: Edition, folder: Path, address: str) -> Iterator[str]:
    """Feeds of five articles each: goosepaper takes no more from one; their addresses."""
    for start in range(0, len(edition.articles), FEED):
        name = f"feed-{start}.xml"
        articles = edition.articles[start : start + FEED]
        (folder / name).write_text(_feed(edition, articles, address), "utf-8")
        yield f"{address}/{name}"


def _feed(edition: Edition, articles: Sequence[Article], address: str) -> str:
    day = f"{edition.date:%a, %d %b %Y} 00:00:00 GMT"
    items = "".join(
        f"<item><title>{escape(str(article.headline.without('／')) or article.title)}</title>"
        f"<link>{address}/{article.slug}.html</link>"
        f"<pubDate>{day}</pubDate><content:encoded>{escape(as_page(article, f'{address}/'))}</content:encoded></item>"
        for article in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>{escape(edition.paper.name)}</title><link>{address}</link>'
        f"<description>{escape(edition.paper.name)}</description>{items}</channel></rss>"
    )


def run(command: Sequence[str | Path], folder: Path) -> None:
    """A tool to its end; what it says is told when it fails."""
    environment = os.environ | {
        "PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or "chromium",
        "QTWEBENGINE_CHROMIUM_FLAGS": CHROMIUM,
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder),
    }
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def percollate(site: list[Path], out: Path, edition: Edition) -> None:
    title = ("--title", f"{edition.paper.name} {edition.date}")
    run([PERCOLLATE, out.suffix[1:], "--no-sandbox", *title, "-o", out, *site], site[0].parent)


def calibre(site: list[Path], out: Path, _edition: Edition) -> None:
    options = ("--breadth-first", "--language", "zh")
    run(["ebook-convert", site[0].parent / "index.html", out, *options], site[0].parent)


def goosepaper(site: list[Path], out: Path, edition: Edition) -> None:
    # Academy is its only style that asks no server for fonts.
    with served(site[0].parent) as address:
        feeds = write_feeds(edition, site[0].parent, address)
        sources = [{"type": "rss", "url": feed, "limit": FEED, "body_source": "content"} for feed in feeds]
        config = {"version": 2, "paper": {"title": edition.paper.name, "style": "Academy"}, "sources": sources}
        (site[0].parent / "goosepaper.json").write_text(json.dumps(config))
        run([GOOSEPAPER, "-c", "goosepaper.json", "-o", out], site[0].parent)


def read_by_calibre(book: Path, out: Path, want: Counter[str]) -> Row:
    """What Calibre finds in banxin's own e-book."""
    start, text = time.perf_counter(), out / "read.txt"
    run(["ebook-convert", book, text], out)
    spent = round(time.perf_counter() - start, 1)
    lost = (want - characters(text.read_text("utf-8"))).total()
    return Row("banxin's EPUB read by Calibre", "TXT", spent, round(text.stat().st_size / 1024), 0, lost, "")


TOOLS: dict[str, tuple[Callable[[list[Path], Path, Edition], None], Callable[[], bool]]] = {
    "goosepaper": (goosepaper, GOOSEPAPER.exists),
    "percollate": (percollate, PERCOLLATE.exists),
    "Calibre": (calibre, lambda: shutil.which("ebook-convert") is not None),
}


def rows(sample: str, out: Path) -> Iterator[Row]:
    """Every product of every tool, banxin's first."""
    start = time.perf_counter()
    made = pipeline.build(ROOT / "seeds" / sample, out / "banxin")
    spent = time.perf_counter() - start
    edition = pipeline.open_edition(ROOT / "seeds" / sample).edition
    held = {article.slug for article in edition.articles if article.hold}
    want = sum((wanted(article) for article in edition.articles if article.slug not in held), Counter[str]())
    for ending in (".pdf", ".epub"):
        yield row("banxin", made.folder / f"{made.report['edition']}{ending}", spent, want)
    if shutil.which("ebook-convert"):
        yield read_by_calibre(made.folder / f"{made.report['edition']}.epub", out, want)
    for name, (make, there) in TOOLS.items():
        for ending in (".pdf", ".epub") if there() else ():
            site = out / f"{name}{ending}-site"
            site.mkdir()
            pages = write_site(edition, site)
            file = out / f"{name}{ending}"
            start = time.perf_counter()
            make(pages, file, edition)
            yield row(name, file, time.perf_counter() - start, want)


def row(tool: str, file: Path, seconds: float, want: Counter[str]) -> Row:
    """What a product weighs, holds, and what the checkers say of it."""
    data = file.read_bytes()
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
        have, checked = characters("".join(page_texts(data))), _archive(file)
    else:
        pages, have, checked = 0, characters(_book_text(file)), _reading(file)
    lost = (want - have).total()
    return Row(tool, file.suffix[1:].upper(), round(seconds, 1), round(len(data) / 1024), pages, lost, checked)


def _book_text(file: Path) -> str:
    """The text of every page of an EPUB, whatever its files are called."""
    with zipfile.ZipFile(file) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith((".xhtml", ".html", ".htm"))]
    return "".join("".join(etree.fromstring(page, etree.XMLParser(recover=True)).itertext()) for page in pages)


def _archive(file: Path) -> str:
    return ", ".join(f"{found.profile} {'pass' if found.passed else 'fail'}" for found in vera([file]))


def _reading(file: Path) -> str:
    grave = Counter(severity.lower() for severity, _, _ in epubcheck_messages(file))
    told = [f"epubcheck {grave['fatal'] + grave['error']} errors, {grave['warning']} warnings"]
    if ACE.exists():
        found = Counter(impact for impact, _, _ in ace_findings(file))
        serious = sum(found[impact] for impact in SERIOUS)
        told.append(f"Ace {serious} serious, {found.total() - serious} others")
    return ", ".join(told)


def table(found: Sequence[Row]) -> str:
    """A line a product."""
    lines = ["| tool | product | seconds | KB | pages | characters lost | checkers |", "| --- |" + " --- |" * 6]
    for one in found:
        values = (one.tool, one.product, one.seconds, one.kilobytes, one.pages or "", one.lost, one.checked)
        lines.append(f"| {' | '.join(map(str, values))} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="The same edition through other tools, before the same checkers.")
    parser.add_argument("--sample", default="yunxi-daily/2026-11-20", help="a folder under seeds/")
    parser.add_argument("--keep", type=Path, help="where the products stay")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    out = asked.keep or Path(tempfile.mkdtemp(prefix="banxin-comparison-"))
    out.mkdir(parents=True, exist_ok=True)
    try:
        found = list(rows(asked.sample, out))
    finally:
        if not asked.keep:
            shutil.rmtree(out)
    print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) if asked.json else table(found))


if __name__ == "__main__":
    main()
