"""An editor at work on a copy of a paper: what advice proposes, done to the source files by hand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from banxin import pipeline
from banxin.errors import EditionError, has_errors
from banxin.sources.new import SAMPLE_EDITION, create_paper
from conftest import ROOT

SEEDS = ROOT / "seeds"


class Folder:
    """A copied edition that is edited as text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.width = pipeline.open_edition(folder).layout.grid.characters

    def copied(self, target: Path) -> Folder:
        """Another copy of its paper."""
        shutil.copytree(self.folder.parent, target)
        return Folder(target / self.folder.name)

    def path(self, slug: str) -> Path:
        return self.folder / f"{slug}.md"

    def parts(self, slug: str) -> tuple[str, str]:
        """Front matter and body."""
        _, front, body = self.path(slug).read_text("utf-8").split("+++\n", 2)
        return front, body

    def write(self, slug: str, front: str, body: str) -> None:
        self.path(slug).write_text(f"+++\n{front}+++\n{body}", "utf-8")

    def key(self, slug: str, name: str, value: str) -> None:
        """Set a key of an article."""
        front, body = self.parts(slug)
        own, mark, rest = front.partition("[[picture]]")
        own = re.sub(rf"^{name} = .*\n", "", own, flags=re.MULTILINE)
        self.write(slug, f"{own.rstrip()}\n{name} = {value}\n\n{mark}{rest}", body)

    def picture(self, slug: str, name: str, value: str) -> None:
        """Set a key of an article's first picture."""
        front, body = self.parts(slug)
        own, mark, rest = front.partition("[[picture]]\n")
        rest = re.sub(rf"^{name} = .*\n", "", rest, count=1, flags=re.MULTILINE)
        self.write(slug, f"{own}{mark}{name} = {value}\n{rest}", body)

    def no_picture(self, slug: str) -> None:
        """Take the last picture of an article away."""
        front, body = self.parts(slug)
        self.write(slug, front.rpartition("[[picture]]")[0], body)

    def cut(self, slug: str, lines: int) -> None:
        """Cut lines from the end of an article, in the middle of a sentence if it comes so."""
        front, body = self.parts(slug)
        left = lines * self.width
        paragraphs = [text for text in body.strip().split("\n\n") if text]
        while left > 0:
            last = paragraphs.pop()
            if len(last) > left + 10:
                paragraphs.append(last[: len(last) - left - 1] + "。")
                break
            left -= len(last)
        self.write(slug, front, "\n" + "\n\n".join(paragraphs) + "\n")

    def add(self, slug: str, lines: int) -> None:
        """Add lines to an article, as paragraphs of its own."""
        front, body = self.parts(slug)
        text = "新来的一段文字，长短正好。" * lines * self.width
        self.write(slug, front, body.rstrip() + "\n\n" + text[: lines * self.width - 1] + "。\n")

    def times(self, slug: str, count: int) -> None:
        """An article's text so many times over."""
        front, body = self.parts(slug)
        self.write(slug, front, "\n" + "\n\n".join([body.strip()] * count) + "\n")

    def setting(self, name: str, value: str) -> None:
        """Set a key of the edition."""
        path = self.folder / "edition.toml"
        text = re.sub(rf"^{name} = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(f"{text}{name} = {value}\n", "utf-8")

    def no_fillers(self) -> None:
        path = self.folder.parent / "paper.toml"
        path.write_text(path.read_text("utf-8").partition("[[filler]]")[0], "utf-8")

    def do(self, proposal: dict[str, Any]) -> None:
        """What a proposal says, as `--json` gives it."""
        slug, kind = proposal["article"], proposal["kind"]
        match kind:
            case "shorten":
                self.cut(slug, proposal["lines"])
            case "lengthen":
                self.add(slug, proposal["lines"])
            case "hold":
                self.key(slug, "hold", "true")
            case "jump":
                self.key(slug, "jump", "true")
            case "move":
                self.key(slug, "page", str(proposal["page"]))
            case "smaller":
                self.picture(slug, "size", '"small"')
            case "larger":
                self.picture(slug, "size", '"large"')
            case "drop-picture":
                self.no_picture(slug)
            case "pages":
                self.setting("pages", str(proposal["page"]))
            case "filler":
                path = self.folder.parent / "paper.toml"
                path.write_text(path.read_text("utf-8") + '\n[[filler]]\ntext = "节约用电／随手关灯"\n', "utf-8")
            case _:
                raise AssertionError(f"unknown kind {kind}")
        for other in proposal.get("also", ()):
            self.do(other)

    def refused(self) -> list[dict[str, Any]]:
        """The problems of planning it, as scripts read them; empty when it is planned."""
        try:
            pipeline.make_plan(pipeline.open_edition(self.folder), 1)
        except EditionError as error:
            assert has_errors(error.problems)
            return [pipeline.problem_row(found) for found in error.problems if str(found.severity) == "error"]
        return []

    def keep(self, *slugs: str) -> None:
        """Throw all other articles away."""
        for path in self.folder.glob("*.md"):
            if path.stem not in slugs:
                path.unlink()
        for slug in slugs:
            front, body = self.parts(slug)
            self.write(slug, re.sub(r"^with = .*\n", "", front, flags=re.MULTILINE), body)

    def tripled(self) -> None:
        """Three pages, each with the same articles, which their editor wants there."""
        for path in sorted(self.folder.glob("a*.md")):
            for number, letter in enumerate("abc", 1):
                slug = letter + path.stem[1:]
                text = path.read_text("utf-8").replace('with = ["a', f'with = ["{letter}')
                (self.folder / f"{slug}.md").write_text(text, "utf-8")
                self.key(slug, "page", str(number))
        self.setting("pages", "3")
        self.setting("sections", '["要闻", "综合", "民生"]')


def school(target: Path) -> Folder:
    """The sample paper: one small page with a picture."""
    create_paper(target)
    return Folder(target / SAMPLE_EDITION)


def gansu(target: Path) -> Folder:
    """A copy of the seed's paper: one page."""
    return _copied("gansu-daily", "2024-12-22", target)


def yunxi(target: Path) -> Folder:
    """A copy of the county daily."""
    return _copied("yunxi-daily", "2026-11-20", target)


def qinglan(target: Path) -> Folder:
    """A copy of the school's paper."""
    return _copied("qinglan-school", "2026-11-16", target)


def _copied(paper: str, day: str, target: Path) -> Folder:
    shutil.copytree(SEEDS / paper / day, target / day)
    shutil.copy(SEEDS / paper / "paper.toml", target)
    return Folder(target / day)
