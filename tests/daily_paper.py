"""A paper of several small editions, and processes that die when they open a certain file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from banxin.sources import create_paper

KEY = "daily"
FIRST = "2025-09-01"
LEAD = """+++
headline = "旧操场翻新完工"
byline = "校报记者 林小满"
section = "校园"
priority = 1
[[picture]]
file = "images/a01.png"
alt = "红色跑道环绕着绿色的操场。"
caption = "翻新后的操场。"
+++
"""
SECOND = """+++
headline = "老槐树下的读书角"
section = "校园"
priority = 3
+++
"""
SENTENCE = "九月的第一个早晨，停用了整整一个暑假的操场重新开门，看台上响起了掌声。"
KILLER = """
import os, signal, sys
def watch(event, arguments):
    if event == "open" and str(arguments[0]).endswith({name!r}) and "--multiprocessing-fork" in sys.orig_argv:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
"""


def make_daily_paper(folder: Path, days: int, wrong: int = 0) -> Path:
    """A paper called `daily` in `folder` with an edition a day; day `wrong` has a key that nobody knows."""
    paper = folder / KEY
    create_paper(paper)
    _shorten(paper / FIRST)
    for day in range(1, days + 1):
        edition = paper / f"2025-09-{day:02d}"
        if edition.name != FIRST:
            shutil.copytree(paper / FIRST, edition)
            settings = edition / "edition.toml"
            settings.write_text(settings.read_text("utf-8").replace(FIRST, edition.name), "utf-8")
        if day == wrong:
            lead = edition / "a01.md"
            lead.write_text(lead.read_text("utf-8").replace("headline =", "headlin ="), "utf-8")
    return paper


def key(day: int) -> str:
    """The name of a day's products."""
    return f"{KEY}-2025-09-{day:02d}"


def killing(folder: Path, name: str) -> dict[str, str]:
    """The environment in which every process of a pool that opens a file ending in `name` is killed at once."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(KILLER.format(name=name), "utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def _shorten(edition: Path) -> None:
    """Two short articles in place of the starter paper's: what these papers are for is that there are several."""
    for path in edition.glob("a*.md"):
        path.unlink()
    for name, head, sentences in (("a01", LEAD, 12), ("a02", SECOND, 6)):
        paragraphs = [SENTENCE * 3] * (sentences // 3)
        (edition / f"{name}.md").write_text(head + "\n\n".join(paragraphs) + "\n", "utf-8")
