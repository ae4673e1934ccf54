"""`banxin library list`, `show` and `search`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banxin.cli.console import print_json, show
from banxin.cli.library_options import FOLDER, JSON, SINCE, UNTIL, known_paper
from banxin.cli.places import key_of
from banxin.errors import UsageError, phrase
from banxin.library.record.record_json import to_json
from banxin.messages import spoken

if TYPE_CHECKING:
    from banxin.library.index.catalogue import Catalogue
    from banxin.library.index.search import Hit
    from banxin.library.record.record import ArticleRecord, IssueRecord


@click.command(name="list", short_help="List the issues.")
@FOLDER
@click.option("--paper", default="", help="Of this paper only (its key).")
@SINCE
@UNTIL
@click.option("--revisions", is_flag=True, help="Replaced revisions, too.")
@JSON
def list_(folder: Path, paper: str, since: str, until: str, revisions: bool, as_json: bool) -> int:
    """List the issues, the newest first."""
    from banxin.dates import issue_number
    from banxin.library.archive.store import Library

    with Library(folder).reading() as catalogue:
        rows = catalogue.issues(known_paper(catalogue, paper), since=since, until=_end(until), every=revisions)
        names = {one.key: one.name for one in catalogue.papers()}
    if as_json:
        print_json([asdict(row) for row in rows])
        return 0
    if not rows:
        show(phrase("No issue matches."))
    for row in rows:
        told = phrase("{pages} pages, {articles} articles", pages=row.pages, articles=row.articles)
        issue = " ".join(filter(None, (names[row.paper], row.day, issue_number(row.number))))
        show(f"{row.key}  {issue}  {spoken(told)}")
    return 0


@click.command(name="show", short_help="Show an issue.")
@click.argument("key", metavar="KEY")
@FOLDER
@JSON
def show_(key: str, folder: Path, as_json: bool) -> int:
    """Tell what is known of the issue KEY, such as gansu-daily-2024-12-22: its articles, how they are cited, files."""
    from banxin.library.archive.reading import read_record
    from banxin.library.archive.store import Library
    from banxin.library.record.citation import article_citation, issue_citation

    opened, key = Library(folder), key_of(key)
    with opened.reading() as catalogue:
        bag = opened.bag(catalogue, key)
        record = read_record(bag)
        newest = next((row.key for row in catalogue.revisions(record.paper.key, record.day) if row.current), key)
        links = {article.slug: _links(catalogue, record, article) for article in record.articles}
    if as_json:
        cited = {article.slug: article_citation(record, article) for article in record.articles}
        print_json({"bag": str(bag), "current": newest == key, "newest": newest, "citation": issue_citation(record),
                    "citations": cited, "corrections": {slug: rows for slug, rows in links.items() if rows},
                    "record": json.loads(to_json(record))})  # fmt: skip
        return 0
    show(issue_citation(record))
    if newest != key:
        show(phrase("It was replaced by {key}.", key=newest))
    if record.replaces:
        show(phrase("It replaces {key}: {correction}", key=record.replaces, correction=record.correction))
    show(f"{record.urn}  {bag}")
    for article in record.articles:
        show(f"  {article.page:>3}  {article.slug}  {article_citation(record, article)}")
        for way, place, title in links[article.slug]:
            told = phrase("corrects {place} {title}", place=place, title=title)
            if way == "corrected by":
                told = phrase("corrected by {place} {title}", place=place, title=title)
            show(f"         {spoken(told)}")
    for product in record.products:
        show(f"  {product.name}  {product.bytes / 1024:.0f} KB")
    return 0


def _links(catalogue: Catalogue, record: IssueRecord, article: ArticleRecord) -> list[tuple[str, str, str]]:
    """(corrects or corrected by, place, title) for each 更正 that an article is or has."""
    found = []
    for target in article.corrects:
        row = catalogue.article(record.paper.key, target)
        found.append(("corrects", target, row.title if row else "?"))
    notices = catalogue.notices(record.paper.key, record.day, article.slug)
    found += [("corrected by", f"{row.day}/{row.slug}", row.title) for row in notices]
    return found


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
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200), help="At most this many.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Leave out so many.")
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
    from banxin.library.archive.store import Library
    from banxin.library.index.search import Query
    from banxin.library.index.search import search as find

    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    if not any((text, byline, section, paper, since, until)):
        raise UsageError(phrase("Give something to search for: words, or --byline, --section, --since, --until."))
    if since and until and since > _end(until):
        raise UsageError(phrase("--since {since} is later than --until {until}.", since=since, until=until))
    with Library(folder).reading() as catalogue:
        paper = known_paper(catalogue, paper)
        found = find(catalogue, Query(text, byline, section, paper, since, _end(until), best, revisions, limit, offset))
    if as_json:
        print_json({"total": found.total, "hits": [_hit_row(hit) for hit in found.hits]})
        return 0
    show(phrase("{total} articles", total=found.total))
    for hit in found.hits:
        place = phrase("page {page}", page=hit.page)
        show(f"{hit.paper_name} {hit.day}  {spoken(place)}  {hit.title}  [{hit.issue} {hit.slug}]")
        show("    " + "".join(f"【{part.text}】" if part.found else part.text for part in hit.snippet))
    if (rest := found.total - offset - len(found.hits)) > 0:
        show(phrase("{rest} more: --offset {offset}", rest=rest, offset=offset + len(found.hits)))
    return 0


def _end(day: str) -> str:
    """A month or a year as its last day: 2024 → 2024-99-99 sorts after every day of it."""
    return f"{day}-99" if re.fullmatch(r"\d{4}(-\d{2})?", day) else day


def _hit_row(hit: Hit) -> dict[str, object]:
    snippet = [{"text": part.text, "found": part.found} for part in hit.snippet]
    return {**asdict(hit), "snippet": snippet}


COMMANDS = (list_, show_, search)
