"""`banxin pages` and `banxin share`: pictures for the web and for chats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banxin.cli.console import print_json, progress, show, show_problems
from banxin.cli.places import beside
from banxin.errors import SetupError, phrase
from banxin.files import write_atomic
from banxin.layout.problems import OWN_LAYOUT

if TYPE_CHECKING:
    from PIL import Image

JsonRow = dict[str, object]
"""A picture for --json: file, width, height, bytes."""
KINDS = ("png", "webp")
LEAST, MOST = 100, 8000
"""Limits of a picture's width, in pixels."""


def _listed(value: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def _kinds(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = _listed(value.lower())
    unknown = [name for name in names if name not in KINDS]
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'}: choose among {', '.join(KINDS)}.")
    return tuple(names)


def _widths(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    names = _listed(value)
    if not names or any(not name.isdecimal() or not LEAST <= int(name) <= MOST for name in names):
        raise click.BadParameter(f"{value!r}: write pixels from {LEAST} to {MOST}, such as 1080,2160.")
    return tuple(int(name) for name in names)


WIDTH = click.option("--width", "widths", default="1080", callback=_widths, help="Widths in pixels (1080).")
KIND = click.option("--as", "kinds", default="png", callback=_kinds, help="Some of png,webp (png).")
JSON = click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")


@click.command(short_help="Make pictures of a newspaper's pages.")
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PDF")
@WIDTH
@KIND
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The target folder (beside PDF).")
@JSON
def pages(pdf: Path, widths: tuple[int, ...], kinds: tuple[str, ...], out: Path | None, as_json: bool) -> int:
    """Make pictures of the pages of a newspaper's PDF, for the web and for chats. A spread is twice as wide."""
    from banxin.foreign.pdf_files import page_pictures

    target = out or beside(pdf, f"{pdf.stem}-pages")
    made = list(page_pictures(pdf, widths, kinds))  # All of them, before the first is written.
    _make_folder(target)
    rows: list[JsonRow] = []
    for one in made:
        path = target / f"page-{one.page}-{one.asked}.{one.kind}"
        rows.append(_written(path, one.data, one.width, one.height))
    return _told(rows, as_json)


@click.command(short_help="Make an article a long picture (长图).")
@click.argument("edition", type=click.Path(path_type=Path), metavar="EDITION")
@click.argument("slugs", nargs=-1, metavar="[ARTICLE]...")
@WIDTH
@KIND
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The target folder (out/EDITION-share).")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@JSON
def share(
    edition: Path,
    slugs: tuple[str, ...],
    widths: tuple[int, ...],
    kinds: tuple[str, ...],
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make an ARTICLE (a01, say; without one: each of them) a picture as wide as a telephone and as long as its text.

    One that is too high for a telephone is cut into several, through no line.
    """
    from banxin.render.images.png import page_images
    from banxin.render.images.slices import slices
    from banxin.sharing import articles_named, long_page, open_for_sharing

    desk = open_for_sharing(edition)
    if not quiet:
        show_problems(found for found in desk.problems if found.code == OWN_LAYOUT.code)
    target = out or Path("out") / f"{desk.edition.key}-share"
    rows: list[JsonRow] = []
    articles = articles_named(desk, slugs)
    with progress(edition.name, quiet=quiet or as_json) as tell:
        for done, article in enumerate(articles):
            tell("share", done / len(articles))
            pdf = long_page(desk, article)
            for width in widths:
                image = next(page_images(pdf, width))
                rows += _write(target, f"{article.slug}-{width}", slices(image), kinds)
        tell("share", 1.0)
    return _told([] if quiet and not as_json else rows, as_json)


def _write(target: Path, stem: str, images: list[Image.Image], kinds: Iterable[str]) -> Iterator[JsonRow]:
    """Write the parts of a picture, in each format; returns their rows for --json."""
    from banxin.render.images.slices import encoded

    _make_folder(target)
    for kind in kinds:
        for number, image in enumerate(images, 1):
            part = f"-{number}" if len(images) > 1 else ""
            yield _written(target / f"{stem}{part}.{kind}", encoded(image, kind), image.width, image.height)


def _make_folder(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"{target} cannot be made: {error.strerror}.") from error


def _written(path: Path, data: bytes, width: int, height: int) -> JsonRow:
    write_atomic(path, data)
    return {"file": str(path), "width": width, "height": height, "bytes": len(data)}


def _told(rows: list[JsonRow], as_json: bool) -> int:
    if as_json:
        print_json(rows)
        return 0
    for row in rows:
        show(
            phrase("{file}  {width} × {height}, {size} KB", **{key: row[key] for key in ("file", "width", "height")},
                   size=f"{int(str(row['bytes'])) / 1024:.0f}")
        )  # fmt: skip
    return 0


COMMANDS = (pages, share)
