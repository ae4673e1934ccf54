"""The readers' web site for tests: a server in a process of its own, and a browser that notes what it is told."""

from __future__ import annotations

import contextlib
import re
import resource
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from playwright.sync_api import Browser, Page, sync_playwright

from banxin.library.appearance import Appearance
from banxin.library.archive.store import Library
from banxin.library.site.shelf import Shelf
from banxin.library.site.site import Site
from command import COMMAND, environment
from ereader import CHROMIUM, FLAGS

DESKTOP, PHONE = (1280, 800), (360, 740)


@dataclass
class Server:
    """`banxin library serve` that is running."""

    process: subprocess.Popen[str]
    address: str
    """Without a slash at its end."""

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; the exit code and what was said on standard error."""
        self.process.send_signal(sign)
        _, told = self.process.communicate(timeout=20)
        return self.process.returncode, told


@contextlib.contextmanager
def serving(library: Path, *words: str, handles: int = 0) -> Iterator[Server]:
    """The site of a library on a free port, with so many file handles if a number is given."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))

    process = subprocess.Popen(
        [*COMMAND, "library", "serve", "--library", str(library), "--port", "0", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(PYTHONUNBUFFERED="1"),
        preexec_fn=limit if handles else None,
    )  # fmt: skip
    assert process.stdout and process.stderr
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, process.stderr.read()
        yield Server(process, found[0].rstrip("/"))
    finally:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.stderr.close()
        process.wait()


@dataclass
class Visit:
    """A page of a browser, and everything that went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    """Errors of the console, dialogs, exceptions."""
    asked: list[str] = field(default_factory=list)
    """Every address that was asked for."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, size: tuple[int, int] = DESKTOP, **options: Any) -> Visit:
    """A new window of that size, with nothing kept from another."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    seen = Visit(context.new_page())

    def refuse(dialog: Any) -> None:
        seen.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    seen.page.on("dialog", refuse)
    seen.page.on("pageerror", lambda error: seen.faults.append(f"exception: {error}"))
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on(
        "console",
        lambda told: seen.faults.append(f"console: {told.text}") if told.type in ("error", "warning") else None,
    )
    return seen


BASE = "http://localhost:8080/"
"""What the site of the tests is called where it is published, and in the Host header where it is served."""


@contextlib.contextmanager
def opened(library: Path, base: str = BASE, *, served: bool = True) -> Iterator[Site]:
    """The site of a library, in this process."""
    kept = Library(library)
    with kept.reading() as catalogue:
        yield Site(Shelf(kept, catalogue), Appearance(library), base, served)


def addresses_of(site: Site) -> list[str]:
    """Every address that the site has."""
    found = list(site.of_site())
    for paper in site.shelf.catalogue.papers():
        found += site.of_paper(paper.key)
        for year in site.shelf.catalogue.years(paper.key):
            found += site.of_year(paper.key, year)
    for row in site.shelf.catalogue.issues():
        found += site.of_issue(row)
    return found


def file_of(folder: Path, address: str) -> Path:
    """The file that a web server gives for an address of a published site."""
    path = folder / unquote(address).lstrip("/")
    return path / "index.html" if address.endswith("/") else path


def parsed(page: bytes) -> etree._Element:
    """A page of the site, which must be well-formed XML."""
    return etree.fromstring(page, etree.XMLParser(no_network=True, resolve_entities=False))


def links(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element of a page that names an address, with the address."""
    for element in root.iter(etree.Element):
        for name in ("href", "src", "action"):
            if value := element.get(name):
                yield element, value
        for part in element.get("srcset", "").split(","):
            if part.strip():
                yield element, part.split()[0]
