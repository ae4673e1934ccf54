"""`banxin library`: editions kept, checked, found."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banxin.cli.building import editions_of
from banxin.cli.console import print_json, printable, problem_rows, progress, report_failure, show, show_problems
from banxin.cli.places import key_of
from banxin.cli.sending import send
from banxin.errors import BanxinError, Origin, UsageError, phrase, problem
from banxin.library.record import to_json
from banxin.messages import spoken

if TYPE_CHECKING:
    from banxin.library.search import Hit

FOLDER = click.option(
    "--library", "folder", default="library", type=click.Path(path_type=Path), help="The library's folder (library)."
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")


def _web_address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~/-]*)?", value):
        raise click.BadParameter(f"{value!r}: write it as https://news.example/.")
    return value if not value or value.endswith("/") else f"{value}/"


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        raise click.BadParameter(f"{value!r}: write it as 2024-12-22, 2024-12 or 2024.")
    return value


SINCE = click.option(
    "--since", default="", callback=_day, help="From this day on, such as 2024-12-22; a month or a year will do."
)
UNTIL = click.option("--until", default="", callback=_day, help="Up to this day.")


@click.group(short_help="Keep editions, find articles, bring them to readers.")
def library() -> None:
    """Keep editions as an archive, find articles in them, and bring them to readers.

    A library is a folder: a bag for each edition and revision, and a catalogue that is made anew from the bags.
    """


@library.command(short_help="Put built editions into the library.")
@click.argument("editions", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="EDITION...")
@FOLDER
@click.option("-o", "--out", default="out", type=click.Path(path_type=Path), help="Where the products are (out).")
@QUIET
@JSON
def add(editions: tuple[Path, ...], folder: Path, out: Path, quiet: bool, as_json: bool) -> int:
    """Put each EDITION with its products from OUT into the library; a paper's folder stands for all its editions."""
    from banxin.depositing import add_edition

    folders = [edition for name in editions for edition in editions_of(name)]
    rows = []
    with progress(str(folder), quiet=quiet or as_json) as tell:
        for count, edition in enumerate(folders):
            tell("add", count / len(folders))
            added = add_edition(edition, out, folder)
            rows.append({"key": added.key, "bag": str(added.bag), "new": added.new})
            if not quiet and not as_json:
                told = phrase("{key} is in the library.", key=added.key)
                show(told if added.new else phrase("{key} was in the library already.", key=added.key))
        tell("add", 1.0)
    if as_json:
        print_json(rows)
    return 0


@library.command(short_help="Look whether everything is as it was put in.")
@FOLDER
@QUIET
@JSON
def verify(folder: Path, quiet: bool, as_json: bool) -> int:
    """Name every file that was altered, is missing or was not put in, and every bag whose products are not of its
    sources."""
    from banxin.library.store import Library
    from banxin.library.verify import verify as check

    opened = Library(folder)
    with progress(str(folder), quiet=quiet or as_json) as tell:
        found = check(opened, lambda done, total: tell("verify", done / total))
    bags = len(opened.bags())
    if as_json:
        print_json({"bags": bags, "problems": problem_rows(found)})
    else:
        show_problems(found)
        if not found and not quiet:
            show(phrase("{count} bags: every file is as it was put in.", count=bags))
    return int(any(row["severity"] == "error" for row in problem_rows(found)))


@library.command(short_help="Make the catalogue anew from the bags.")
@FOLDER
@QUIET
def rebuild(folder: Path, quiet: bool) -> int:
    """Make the catalogue anew from the bags alone: after damage, or for a new release of banxin."""
    import banxin.library.problems  # noqa: F401 - declares the codes
    from banxin.library.store import Library

    with progress(str(folder), quiet=quiet) as tell:
        made = Library(folder).rebuild(lambda done, total: tell("rebuild", done / total))
    show_problems(problem("bag-broken", Origin(bag.name), why=why.rstrip(".")) for bag, why in made.left_out)
    if not quiet:
        show(phrase("The catalogue has {count} issues.", count=made.issues))
    return int(bool(made.left_out))


@library.command(name="list", short_help="List the issues.")
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


@library.command(name="show", short_help="Tell what is known of an issue.")
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


@library.command(short_help="Find articles.")
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


@library.command(short_help="Copy issues out of the library.")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The folder they go into.")
@click.option(
    "--as", "way", default="bags", type=click.Choice(("bags", "sources", "ndnp")), help="What is made (bags)."
)
@FOLDER
@JSON
def export(keys: tuple[str, ...], to: Path, way: str, folder: Path, as_json: bool) -> int:
    """Copy the issues KEY, or all, out of the library: as bags, as sources that are ready to build, or as folders of
    pages in the manner of the US National Digital Newspaper Program."""
    from banxin.library.export import export as copy_out
    from banxin.library.store import Library

    opened = Library(folder)
    with opened.reading() as catalogue:
        bags = [opened.bag(catalogue, key_of(key)) for key in keys] if keys else list(opened.bags())
    made = copy_out(opened, bags, to, way)
    if as_json:
        print_json([str(path) for path in made])
        return 0
    for path in made:
        click.echo(path)
    return 0


@library.command(name="import", short_help="Take bags back into the library.")
@click.argument("bags", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="BAG...")
@FOLDER
@JSON
def import_(bags: tuple[Path, ...], folder: Path, as_json: bool) -> int:
    """Take each BAG of banxin's, a folder or a ZIP archive of one, into the library, after a look whether it is
    whole."""
    from banxin.library.export import imported
    from banxin.library.store import Library

    opened, rows = Library.made(folder), []
    for bag in bags:
        with tempfile.TemporaryDirectory() as work:
            added = opened.take(imported(bag, Path(work) / "bag"))
        rows.append({"key": added.key, "bag": str(added.bag), "new": added.new})
        if not as_json:
            told = phrase("{key} is in the library.", key=added.key)
            show(told if added.new else phrase("{key} was in the library already.", key=added.key))
    if as_json:
        print_json(rows)
    return 0


@library.command(short_help="Make the readers' web site as static files.")
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", default="", callback=_web_address, help="The address that it will have: https://news.example/.")
@FOLDER
@QUIET
@JSON
def publish(to: Path, url: str, folder: Path, quiet: bool, as_json: bool) -> int:
    """Make the readers' web site in DIR as files for any web server; only what changed since is written.

    Without --url there are no IIIF manifests and no site map, which must name addresses in full.
    """
    from banxin.library.site.look import Look
    from banxin.library.site.publishing import publish as bring
    from banxin.library.site.shelf import Shelf
    from banxin.library.site.site import Site
    from banxin.library.store import Library

    opened = Library(folder)
    with opened.reading() as catalogue, progress(str(to), quiet=quiet or as_json) as tell:
        site = Site(Shelf(opened, catalogue), Look(folder), url)
        done = bring(site, to, lambda count, total: tell("publish", count / total))
    if as_json:
        print_json(asdict(done))
    elif not quiet:
        show(
            phrase(
                "{folder}: {written} files written, {removed} removed; {left} of {parts} parts were as they should be.",
                folder=to, written=len(done.written), removed=len(done.removed), left=done.left,
                parts=done.left + done.made,
            )
        )  # fmt: skip
    return 0


@library.command(short_help="Serve the readers' web site.")
@FOLDER
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@click.option("--user", "users", multiple=True, help="Ask for the password of this user (banxin library user).")
@click.option("--public", is_flag=True, help="Let everybody read who can reach the address.")
@click.option("--url", default="", callback=_web_address, help="The address that it has behind a proxy.")
def serve(folder: Path, host: str, port: int, users: tuple[str, ...], public: bool, url: str) -> int:
    """Serve the readers' web site, with catalogues for e-readers (OPDS), until it is stopped.

    Other machines can reach it only with --user or --public.
    """
    from banxin.library.site import serving
    from banxin.library.site.access import Access, is_loopback, read_users
    from banxin.library.store import Library

    if users and public:
        raise UsageError(phrase("--user and --public exclude each other."))
    if not is_loopback(host) and not users and not public:
        raise UsageError(
            phrase("{host} can be reached by other machines: say --user NAME or --public, too.", host=host)
        )
    known = read_users(Library(folder).folder)
    unknown = [user for user in users if user not in known]
    if unknown:
        raise UsageError(phrase("There is no user {name}. Make one: banxin library user {name}", name=unknown[0]))
    hosts = serving.LOCAL if is_loopback(host) and not public and not url else ("*",)
    told: set[str] = set()

    def failed(error: BanxinError) -> None:
        if str(error) not in told:
            told.add(str(error))
            report_failure(error)

    readers = Access({user: known[user] for user in users})
    app = serving.make_app(folder, readers, hosts, url, public=public, failed=failed)
    serving.serve(
        app, host, port, lambda address: show(phrase("Serving {folder} at {address}", folder=folder, address=address))
    )
    return 0


@library.command(short_help="Set the password of a reader.")
@click.argument("name")
@FOLDER
@click.password_option(help="The password; it is asked for when it is not given.")
def user(name: str, folder: Path, password: str) -> int:
    """Set the password of the reader NAME, for library serve --user. Only its scrypt hash is kept."""
    from banxin.library.site.access import set_user
    from banxin.library.store import Library

    set_user(Library(folder).folder, name, password)
    show(phrase("{name} may read with this password.", name=name))
    return 0


library.add_command(send)

COMMANDS = (library,)
