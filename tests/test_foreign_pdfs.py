"""PDF files that somebody gave: read within limits, or a clear message; never a traceback, never half a product."""

from __future__ import annotations

import io
import os
import random
import resource
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from banxin.errors import UsageError
from banxin.foreign import pdf_files
from banxin.foreign.pdf_files import attached, imposed, page_pictures
from banxin.limited.asking import LimitedProcess, LimitError, TimeLimitError
from command import banxin
from hostile_pdfs import BOMBS, NAMES, mutant, plain, with_files

SECONDS = 4.0


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are soon reached."""
    monkeypatch.setattr(pdf_files, "LIMITS", replace(pdf_files.LIMITS, seconds=SECONDS, memory=2 << 30))
    monkeypatch.setattr(pdf_files, "A_PAGE_S", 0.5)


def tried(path: Path) -> list[str]:
    """What each of the three ways says of a file; empty where it can be read."""
    told = []
    for read in (
        lambda: imposed(path, "whole", "a4"), lambda: list(page_pictures(path, (100,), ("png",))),
        lambda: attached(path),
    ):  # fmt: skip
        start = time.monotonic()
        try:
            read()
            told.append("")
        except UsageError as error:
            told.append(str(error))
        assert time.monotonic() - start < SECONDS + 3
    return told


@pytest.mark.usefixtures("small")
@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_pdf_is_read_or_told_within_limits(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(BOMBS[name]())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for told in tried(path):
        assert "Traceback" not in told and "\n" not in told and len(told) < 600
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000  # KiB
    assert [file.name for file in tmp_path.iterdir()] == ["odd.pdf"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a stream of references that lies", "unable to find"),
        ("a circle of pages", "Loop detected"),
        ("many pages", "it has 100000 pages"),
        ("a password", "it is protected by a password"),
        ("nothing", "Data format error"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(BOMBS[name]())
    with pytest.raises(UsageError, match=rf"odd\.pdf cannot be read as a PDF: [^<>\n]*{told}[^<>\n]*\."):
        imposed(tmp_path / "odd.pdf", "whole", "a4")


def test_a_page_that_is_too_large_for_a_picture_is_told(tmp_path: Path) -> None:
    (tmp_path / "tall.pdf").write_bytes(BOMBS["a tall page"]())
    with pytest.raises(UsageError, match="1 × 14400 pt makes no picture"):
        list(page_pictures(tmp_path / "tall.pdf", (8000,), ("png",)))


@pytest.mark.parametrize("name", NAMES)
def test_names_that_no_folder_can_have_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(with_files(NAMES[name]))
    done = banxin("extract", tmp_path / "odd.pdf", "--to", tmp_path / "new")
    assert done.returncode == 2 and "\x1b" not in done.stdout + done.stderr and not (tmp_path / "new").exists()


@pytest.mark.parametrize("plan", [b"", b"no json", b"[]", b'{"layout": 1}', b'{"layout": "\\u001b]0;owned\\u0007"}'])
def test_a_foreign_plan_says_nothing_to_the_terminal(plan: bytes, tmp_path: Path) -> None:
    files = {"p/d/edition.toml": b"x", "p/d/plan.json": plan}
    (tmp_path / "odd.pdf").write_bytes(with_files(files))
    done = banxin("extract", tmp_path / "odd.pdf", "--to", tmp_path / "new")
    assert done.returncode == 0 and not any(one in done.stdout for one in ("\x1b", "\x07", "owned")), done.stdout
    assert (tmp_path / "new" / "p" / "d" / "plan.json").read_bytes() == plan


def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", Path("/dev/zero")):
        with pytest.raises(UsageError, match="it is a"):
            attached(path)


def test_nothing_is_written_when_a_later_page_cannot_be_drawn(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 140))
        document.add_blank_page(page_size=(100, 140))
        document.pages[1].MediaBox = pikepdf.Array([0, 0, 14000, 14000])
        document.save(tmp_path / "odd.pdf")
    done = banxin("pages", tmp_path / "odd.pdf", "--width", "300")
    assert done.returncode == 2 and "makes no picture" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["odd.pdf"]


@pytest.mark.slow
def test_damaged_pdfs_are_read_or_told(tmp_path: Path, bulletin_pdf: bytes) -> None:
    """Random mutants of one of our own, each through all three ways, in processes that stay."""
    whole = tmp_path / "whole.pdf"
    with pikepdf.open(io.BytesIO(bulletin_pdf)) as document:
        document.attachments["p/d/edition.toml"] = pikepdf.AttachedFileSpec(document, b"x" * 999, filename="x")
        del document.pages[2:]
        document.save(whole, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    sources = [whole.read_bytes(), plain(b"0 0 9 9 re f"), with_files({"p/d/edition.toml": b"x"})]
    limits = replace(pdf_files.LIMITS, seconds=20.0)
    path, until, seed, count = tmp_path / "odd.pdf", time.monotonic() + 60, random.randrange(1 << 30), 0
    orders: dict[str, tuple[Any, ...]] = {
        "impose_pages": ("whole", "a4"), "PagesTask": (1, 100, ("png",)), "extract_files": (),
    }  # fmt: skip
    processes = {task: LimitedProcess(f"{pdf_files.TASKS}:{task}", limits) for task in orders}
    while time.monotonic() < until:
        chance = random.Random(seed := seed + 1)
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(mutant(chance.choice(sources), chance))
        for task, order in orders.items():
            try:
                processes[task].ask((path, *order))
            except UsageError as error:
                assert "Traceback" not in str(error) and len(str(error)) < 600, seed
            except LimitError as error:
                assert "Traceback" not in str(error), seed
                assert not isinstance(error, TimeLimitError), seed
        path.unlink()
        count += 1
    assert count > 100
