"""What templates of every room are told of an edition and its paper: no folders, no files, no sources."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from banxin.model.edition import Edition, Paper


@dataclass(frozen=True, slots=True)
class PaperView:
    """A newspaper, as paper.toml has it."""

    key: str
    name: str
    publisher: str
    slogan: str
    language: str
    region: str
    cn_number: str
    issn: str
    postal_code: str
    site: str
    editor: str
    layout: str
    rights: str


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition, as edition.toml has it."""

    paper: PaperView
    key: str
    """The name of its products."""
    date: datetime.date
    day: str
    suffix: str
    revision: int
    number: str
    pages: int
    sections: tuple[str, ...]
    editor: str
    lunar: str
    correction: str
    revised: datetime.date | None
    changed: datetime.date

    def section(self, page: int) -> str:
        """The section that it gives a page, by its number; empty where it names none."""
        return self.sections[page - 1] if 0 < page <= len(self.sections) else ""


def edition_view(edition: Edition) -> EditionView:
    """The edition for templates."""
    return EditionView(
        _paper_view(edition.paper), edition.key, edition.date, edition.day, edition.suffix, edition.revision,
        edition.number, edition.pages, edition.sections, edition.editor, edition.lunar, edition.correction,
        edition.revised, edition.changed,
    )  # fmt: skip


def _paper_view(paper: Paper) -> PaperView:
    return PaperView(
        paper.key, paper.name, paper.publisher, paper.slogan, paper.language, paper.region.value, paper.cn_number,
        paper.issn, paper.postal_code, paper.site, paper.editor, paper.layout, paper.rights,
    )  # fmt: skip
