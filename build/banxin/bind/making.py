"""All e-books of an edition that are asked for: profiles and scripts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from banxin.bind.book import BookSettings, render_epub
from banxin.bind.order import printed_pages
from banxin.bind.problems import LARGE_EPUB
from banxin.bind.profiles import PROFILES
from banxin.errors import Problem, problem
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.images.page_jpegs import page_jpegs
from banxin.script import converter, in_traditional

PAGE_WIDTH_PX = 1400
"""Width of a printed page in the e-book: its heads can be read; the texts are in the articles."""
COVER_WIDTH_PX = 1200
"""Wide enough for the heads on the cover to be read on a phone, small enough for mail."""
MOST_MB = 20
"""Size limit of a whole book. Mail gateways stop larger files."""
OWN, HANT = "own", "hant"
SCRIPTS = (OWN, HANT)


@dataclass(frozen=True, slots=True)
class Books:
    """The e-books to make."""

    profiles: tuple[str, ...] = ("plain",)
    scripts: tuple[str, ...] = (OWN,)
    """own: as the articles are written; hant: converted to Traditional characters."""
    embed_fonts: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """An e-book, and the edition whose characters are in it."""

    name: str
    edition: Edition
    data: bytes


def bind(
    edition: Edition,
    plan: Plan,
    pdf: bytes,
    layout_folder: Path,
    modified: datetime.datetime,
    books: Books,
    library: FontLibrary,
    *,
    careful: bool = False,
) -> Iterator[Bound]:
    """Each e-book asked for, with the printed pages of `pdf` as pictures. careful: as `page_jpegs` has it. Raises as
    `render_epub`, `converter`, `page_jpegs`."""
    wanted = [(1, COVER_WIDTH_PX), *((place, PAGE_WIDTH_PX) for place in range(1, len(plan.pages) + 1))]
    cover, *drawn = page_jpegs(pdf, wanted, careful=careful)
    pictures = {page.number: data for page, data in zip(plan.pages, drawn, strict=True)}
    printed = printed_pages(plan)
    spreads = {page.number: page.spread for page in plan.pages if page.spread}
    for script in books.scripts:
        own = edition if script == OWN else in_traditional(edition, converter(dict(edition.paper.traditional)))
        for name in books.profiles:
            profile = PROFILES[name]
            wish = BookSettings(profile, script != OWN, library if books.embed_fonts else None)
            data = render_epub(own, layout_folder, cover, modified, printed, pictures, wish, spreads)
            yield Bound(f"{edition.key}{'' if script == OWN else f'-{script}'}{profile.ending}", own, data)


def large(bound: Bound) -> list[Problem]:
    """The problem `large-epub`, or none."""
    megabytes = len(bound.data) / 1_000_000
    if megabytes <= MOST_MB:
        return []
    told = f"{megabytes:.1f}"
    return [problem(LARGE_EPUB, bound.edition.origin, file=bound.name, megabytes=told, most=MOST_MB)]
