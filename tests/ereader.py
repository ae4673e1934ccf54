"""An e-reader for tests: a book opened in Chromium by epub.js, turned page by page as a reader would."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
MODULES = HERE.parent / ".venv" / "epubjs" / "node_modules"
SCRIPTS = (MODULES / "jszip" / "dist" / "jszip.min.js", MODULES / "epubjs" / "dist" / "epub.min.js")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic")  # fmt: skip
PHONE, EINK = (360, 640), (1072, 1448)
READY = all(path.is_file() for path in SCRIPTS) and bool(CHROMIUM)


@dataclass(frozen=True)
class Place:
    """Where a reader is."""

    href: str
    page: int
    """From 1, in the part of the book that is open."""
    pages: int
    end: bool
    """Whether it is the last page of the book."""


class Reader:
    """A book that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _call(self, code: str, *arguments: object) -> Any:
        return self.page.evaluate(f"arguments => reader.{code}(...arguments)", list(arguments))

    def _place(self, code: str, *arguments: object) -> Place:
        return Place(**self._call(code, *arguments))

    def contents(self) -> list[tuple[str, str]]:
        """(where it leads, its words) of each entry of the contents."""
        return [(entry["href"], entry["label"]) for entry in self._call("contents")]

    def spine(self) -> list[str]:
        """The parts of the book in reading order."""
        return list(self._call("spine"))

    def go(self, href: str) -> Place:
        """Open the book at a place."""
        return self._place("go", href)

    def next(self) -> Place:
        """Turn the page."""
        return self._place("next")

    def follow(self, selector: str) -> Place:
        """Tap the first link of that selector in the open part."""
        return self._place("follow", selector)

    def text(self) -> str:
        """All text of the part that is open."""
        return str(self._call("text"))

    def wide(self) -> list[str]:
        """What stands out of the page in the part that is open."""
        return list(self._call("wide"))

    def look(self, size: str, *, night: bool = False) -> None:
        """Type size in percent; night: light on dark."""
        self._call("look", size, night)

    def bare(self) -> None:
        """Read without the book's own style sheets."""
        self._call("bare")

    def picture(self, path: Path) -> None:
        """What is on the screen, as PNG."""
        self.page.screenshot(path=path)


@contextmanager
def opened(book: Path, folder: Path, screen: tuple[int, int] = PHONE) -> Iterator[Reader]:
    """A book on a screen of that many pixels; `folder` is served to the browser and must be empty."""
    for path in (*SCRIPTS, HERE / "reading" / "reader.html"):
        shutil.copy(path, folder)
    shutil.copy(book, folder / "book.epub")
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": screen[0], "height": screen[1]})
        page.goto(f"{address}/reader.html")
        page.evaluate("reader.opened()")
        yield Reader(page)
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a port of this machine; its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
