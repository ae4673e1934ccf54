"""`banxin library list`, `show` and `search`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banxin.cli.console import print_json, printable, show
from banxin.cli.library_options import FOLDER, JSON, SINCE, UNTIL
from banxin.cli.places import key_of
from banxin.errors import UsageError, phrase
from banxin.library.record import to_json
from banxin.messages import spoken

if TYPE_CHECKING:
    from banxin.library.search import Hit


@click.command(name="list", short_help="List the issues.")
@FOLDER
@click.option("--paper", default="", help="Of this paper only (its key).")
@SINCE
@UNTIL
@click.option("--revisions", is_flag=True, help="Replaced revisions, too.")
@JSON
def list_(folder: Path, paper: str, since: str, until: str, revisions: bool, as_json: bool) -> int:
    """List the issues, the newest first."""
    from banxin.library.store import Library

    with Library(folder).reading() as catalogue:
        rows = catalogue.issues(paper, since=since, until=_end(until), every=revisions)
    if as_json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        show(
            phrase("{key}  {pages} pages, {articles} articles", key=row.key, pages=row.pages, articles=row.articles)
        )  # fmt: skip
    return 0


@click.command(name="show", short_help="Tell what is known of an issue.")
@click.argument("key", metavar="KEY")
@FOLDER
@JSON
def show_(key: str, folder: Path, as_json: bool) -> int:
    """Tell what is known of the issue KEY, such as gansu-daily-2024-12-22: its articles, how they are cited, files."""
    from banxin.library.citation import article_citation, issue_citation
    from banxin.library.reading import read_record
    from banxin.library.store import Library

    opened, key = Library(folder), key_of(key)
    with opened.reading() as catalogue:
        bag = opened.bag(catalogue, key)
        row = catalogue.issue(key)
    record = read_record(bag)
    later = [] if row is None or row.current else [phrase("It was replaced by a later revision.")]
    if as_json:
        cited = {article.slug: article_citation(record, article) for article in record.articles}
        print_json({"bag": str(bag), "current": not later, "citation": issue_citation(record), "citations": cited,
                    "record": json.loads(to_json(record))})  # fmt: skip
        return 0
    click.echo(printable(issue_citation(record)))
    for told in later:
        show(told)
    if record.replaces:
        show(phrase("It replaces {key}: {correction}", key=record.replaces, correction=record.correction))
    click.echo(f"{record.urn}  {bag}")
    for article in record.articles:
        click.echo(printable(f"  {article.page:>3}  {article.slug}  {article_citation(record, article)}"))
    for product in record.products:
        click.echo(printable(f"  {product.name}  {product.bytes / 1024:.0f} KB"))
    return 0


@click.command(short_help="Find articles.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@FOLDER
@click.option("--byline", default="", help="Written by someone of this name.")
@click.option("--section", default="", help="In the section of this name.")
@click.option("--paper", default="", help="Of this paper only (its key).")
@SINCE
@UNTIL
@click.option("--best", is_flag=True, help="The best first, not the newest.")
@click.option("--revisions", is_flag=True, help="Replaced revisions, too.")
@click.option("--limit", default=20, show_default=True, help="So many at the most.")
@click.option("--offset", default=0, help="Leave out so many.")
@JSON
def search(
    words: tuple[str, ...],
    folder: Path,
    byline: str,
    section: str,
    paper: str,
    since: str,
    until: str,
    best: bool,
    revisions: bool,
    limit: int,
    offset: int,
    as_json: bool,
) -> int:
    """Find the articles that have every WORD; one with spaces in it is a phrase. Simplified or Traditional characters,
    full or half width, capitals or small letters make no difference."""
    from banxin.library.search import Query
    from banxin.library.search import search as find
    from banxin.library.store import Library

    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    query = Query(text, byline, section, paper, since, _end(until), best, revisions, limit, offset)
    if not any((text, byline, section, paper, since, until)):
        raise UsageError(phrase("Say what is to be found: words, or --byline, --section, --since, --until."))
    with Library(folder).reading() as catalogue:
        found = find(catalogue, query)
    if as_json:
        print_json({"total": found.total, "hits": [_hit_row(hit) for hit in found.hits]})
        return 0
    show(phrase("{total} articles", total=found.total))
    for hit in found.hits:
        place = phrase("page {page}", page=hit.page)
        click.echo(printable(f"{hit.paper_name} {hit.day}  {spoken(place)}  {hit.title}  [{hit.issue} {hit.slug}]"))
        click.echo(printable("    " + "".join(f"【{part.text}】" if part.found else part.text for part in hit.snippet)))
    return 0


def _end(day: str) -> str:
    """A month or a year as its last day: 2024 → 2024-99-99 sorts behind every day of it."""
    return f"{day}-99" if re.fullmatch(r"\d{4}(-\d{2})?", day) else day


def _hit_row(hit: Hit) -> dict[str, object]:
    snippet = [{"text": part.text, "found": part.found} for part in hit.snippet]
    return {**asdict(hit), "snippet": snippet}


COMMANDS = (list_, show_, search)
