"""`banxin library publish`, `serve` and `user`."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import click

from banxin.cli.console import print_json, progress, report_failure, show, show_problems
from banxin.cli.library_options import FOLDER, JSON, QUIET
from banxin.errors import BanxinError, Origin, UsageError, phrase, problem
from banxin.library.problems import BAG_BROKEN

MOST_REASONS = 1000


def _web_address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~/-]*)?", value):
        raise click.BadParameter(f"{value!r}: write it as https://news.example/.")
    return value if not value or value.endswith("/") else f"{value}/"


@click.command(short_help="Make the readers' web site as static files.")
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", default="", callback=_web_address, help="The address that it will have: https://news.example/.")
@FOLDER
@QUIET
@JSON
def publish(to: Path, url: str, folder: Path, quiet: bool, as_json: bool) -> int:
    """Make the readers' web site in DIR as files for any web server; only what changed since is written.

    Without --url there are no IIIF manifests and no site map, which must name addresses in full. It is kept with the
    site: say it once.
    """
    from banxin.library.appearance import Appearance
    from banxin.library.archive.store import Library
    from banxin.library.site.publishing import publish as bring
    from banxin.library.site.publishing import remembered
    from banxin.library.site.shelf import Shelf
    from banxin.library.site.site import Site

    opened = Library(folder)
    with opened.reading() as catalogue, progress(str(to), quiet=quiet or as_json) as tell:
        look = Appearance(folder)
        site = Site(Shelf(opened, catalogue), look, url or remembered(to))
        done = bring(site, to, lambda count, total: tell("publish", count / total))
    if as_json:
        print_json({**asdict(done), "look": str(look.own or "")})
    elif not quiet:
        if look.own:
            show(phrase("The site looks as the templates in {folder} have it.", folder=look.own))
        show(
            phrase(
                "{folder}: {written} files written, {removed} removed.",
                folder=to,
                written=len(done.written),
                removed=len(done.removed),
            )
        )
    show_problems(problem(BAG_BROKEN, Origin(key), why=why.rstrip(".")) for key, why in done.left_out.items())
    return int(bool(done.left_out))


@click.command(short_help="Serve the readers' web site.")
@FOLDER
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@click.option("--user", "users", multiple=True, help="Ask for the password of this user (see banxin library user).")
@click.option("--public", is_flag=True, help="Let everyone read who can reach the address.")
@click.option("--url", default="", callback=_web_address, help="Its address behind a proxy.")
def serve(folder: Path, host: str, port: int, users: tuple[str, ...], public: bool, url: str) -> int:
    """Serve the readers' web site, with catalogues for e-readers (OPDS), until it is stopped.

    Other machines can reach it only with --user or --public.
    """
    from banxin.library.appearance import Appearance
    from banxin.library.archive.store import Library
    from banxin.library.site import serving
    from banxin.library.site.access import Access, is_loopback, read_users

    if users and public:
        raise UsageError(phrase("--user and --public exclude each other."))
    if not is_loopback(host) and not users and not public:
        raise UsageError(phrase("{host} can be reached from other machines: add --user NAME or --public.", host=host))
    known = read_users(Library(folder).folder)
    unknown = [user for user in users if user not in known]
    if unknown:
        raise UsageError(phrase("There is no user {name}. Make one: banxin library user {name}", name=unknown[0]))
    own = (*serving.LOCAL, host, *filter(None, (urlsplit(url).hostname,)))
    hosts = own if is_loopback(host) and not public else ("*",)
    told: set[str] = set()

    def failed(error: BanxinError) -> None:
        """Each reason once; a log of a thousand of them says enough."""
        if str(error) not in told and len(told) < MOST_REASONS:
            told.add(str(error))
            report_failure(error)

    readers = Access({user: known[user] for user in users})
    app = serving.make_app(folder, readers, hosts, url, public=public, failed=failed)

    def started(address: str) -> None:
        show(phrase("Serving {folder} at {address}", folder=folder, address=address))
        if (look := Appearance(folder)).own:
            show(phrase("The site looks as the templates in {folder} have it.", folder=look.own))
        show(phrase("Ctrl-C stops it."))

    serving.serve(app, host, port, started)
    return 0


@click.command(short_help="Set the password of a reader.")
@click.argument("name")
@FOLDER
@click.password_option(help="The password; it is asked for when it is not given.")
def user(name: str, folder: Path, password: str) -> int:
    """Set the password of the reader NAME, for library serve --user. Only its scrypt hash is kept."""
    from banxin.library.archive.store import Library
    from banxin.library.site.access import set_user

    set_user(Library(folder).folder, name, password)
    show(phrase("{name} may read with this password.", name=name))
    return 0


COMMANDS = (publish, serve, user)
