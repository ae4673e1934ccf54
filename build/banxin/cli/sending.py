"""`banxin library send`."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from pathlib import Path

import click

from banxin.cli.console import print_json, progress, say, show, show_problems
from banxin.cli.places import key_of
from banxin.errors import UsageError, phrase
from banxin.sending.deliver import GOOD, DeliveryOutcome, Fate, deliver, rehearse
from banxin.sending.log import Log
from banxin.sending.mail_addresses import mailbox
from banxin.sending.message import Parcel, check_size, parcel
from banxin.sending.recipients import MailList, Recipients, list_named, read_recipients


@click.command(short_help="Send an edition to readers by e-mail.")
@click.argument("edition", metavar="EDITION")
@click.option("--to", "names", multiple=True, required=True, metavar="LIST", help="A list of recipients.toml.")
@click.option("--library", default="library", type=click.Path(path_type=Path), help="The library's folder (library).")
@click.option(
    "--recipients", "file", type=click.Path(path_type=Path), help="The lists of readers (LIBRARY/recipients.toml)."
)
@click.option("--dry-run", is_flag=True, help="Say who would get what, without connecting.")
@click.option("--again", multiple=True, metavar="ADDRESS", help="Send to this address even if it may have it.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the result of each delivery as JSON.")
def send(
    edition: str,
    names: tuple[str, ...],
    library: Path,
    file: Path | None,
    dry_run: bool,
    again: tuple[str, ...],
    quiet: bool,
    as_json: bool,
) -> int:
    """Send a product of EDITION (gansu-daily-2024-12-22, say) to everybody on a list, each once.

    Whoever has it does not get it again; what failed is tried again by the next run. What may have arrived or not is
    sent again with --again alone.
    """
    edition = key_of(edition)
    recipients = read_recipients(file or library / "recipients.toml")
    lists = [list_named(recipients, name) for name in dict.fromkeys(names)]
    wanted = _addresses(again, lists)
    parcels = {to.name: parcel_of(library, edition, to.product) for to in lists}
    for to in lists:
        check_size(parcels[to.name], to)  # All of them are read before the first is sent.
    if not quiet:
        show_problems(recipients.problems)
    outcomes: list[DeliveryOutcome] = []
    with Log(library, write=not dry_run) as log:
        for to in lists:
            made = _one_list(parcels[to.name], to, recipients, log, wanted, dry_run, quiet or as_json)
            _tell(edition, to, made, dry_run, quiet or as_json)
            outcomes += made
    if as_json:
        rows = [dataclasses.asdict(outcome) | {"product": parcels[outcome.list].name} for outcome in outcomes]
        print_json({"banxin": 1, "edition": edition, "dry_run": dry_run, "deliveries": rows})
    return 0 if all(outcome.fate in GOOD for outcome in outcomes) else 1


def parcel_of(library: Path, key: str, ending: str) -> Parcel:
    """The product of an edition in the library whose name has this ending. Raises as the library does."""
    from banxin.dates import issue_number
    from banxin.library.archive.products import product
    from banxin.library.archive.store import Library

    record, name, data = product(Library(library), key, ending)
    title = f"{record.paper.name} {record.day}"
    return parcel(key, title, record.paper.name, record.date, issue_number(record.number), name, data)


def _addresses(written: tuple[str, ...], lists: list[MailList]) -> frozenset[str]:
    """The addresses of --again. Raises UsageError for an address that is on none of the lists."""
    known = {reader.address for to in lists for reader in to.addresses}
    found = set()
    for text in written:
        try:
            address = mailbox(text).address
        except ValueError:
            address = ""
        if address not in known:
            names = ", ".join(to.name for to in lists)
            raise UsageError(phrase("--again {address}: it is not an address of {names}.", address=text, names=names))
        found.add(address)
    return frozenset(found)


def _one_list(
    parcel: Parcel,
    to: MailList,
    recipients: Recipients,
    log: Log,
    again: frozenset[str],
    dry_run: bool,
    quiet: bool,
) -> tuple[DeliveryOutcome, ...]:
    if dry_run:
        return rehearse(parcel, to, log, again=again)
    with progress(to.name, quiet=quiet) as tell:
        return deliver(parcel, to, recipients.server, log, again=again, tell=tell)


def _tell(edition: str, to: MailList, outcomes: tuple[DeliveryOutcome, ...], dry_run: bool, quiet: bool) -> None:
    for outcome in outcomes:
        if outcome.fate not in GOOD:
            say(_line(outcome))
        elif not quiet:
            show(_line(outcome))
    if quiet:
        return
    counts = Counter(outcome.fate for outcome in outcomes)
    numbers = {"sent": counts[Fate.WAITING if dry_run else Fate.SENT], "already": counts[Fate.ALREADY]}
    numbers["other"] = sum(outcome.fate not in GOOD for outcome in outcomes)
    if dry_run:
        show(
            phrase(
                "{edition} to {list}: {sent} would get it, {already} have it, {other} need attention",
                edition=edition,
                list=to.name,
                **numbers,
            )
        )
    else:
        show(
            phrase(
                "{edition} to {list}: {sent} sent, {already} had it, {other} not sent",
                edition=edition,
                list=to.name,
                **numbers,
            )
        )


def _line(outcome: DeliveryOutcome) -> str:
    place = {"list": outcome.list, "address": outcome.address}
    match outcome.fate:
        case Fate.SENT:
            return phrase("{list}: {address}: sent", **place)
        case Fate.WAITING:
            return phrase("{list}: {address}: would get it", **place)
        case Fate.ALREADY:
            return phrase("{list}: {address}: has had it since {moment}", **place, moment=_local(outcome.moment))
        case Fate.ELSEWHERE:
            return phrase("{list}: {address}: another run is sending it right now", **place)
        case Fate.FAILED:
            return phrase(
                "{list}: {address}: not sent, {reason}; the next run tries again", **place, reason=outcome.reason
            )
        case Fate.REFUSED:
            return phrase(
                "{list}: {address}: refused, {reason}; correct the address, or send it with --again {address}",
                **place,
                reason=outcome.reason,
            )
        case Fate.UNCERTAIN:
            return phrase(
                "{list}: {address}: it may or may not have arrived, {reason}; ask the reader, then send "
                "it with --again {address}",
                **place,
                reason=outcome.reason,
            )


def _local(moment: str) -> str:
    """A time of the log in the local time zone."""
    return f"{datetime.datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
