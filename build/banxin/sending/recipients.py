"""recipients.toml → the mail server and the lists of readers."""

from __future__ import annotations

import ipaddress
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from banxin.errors import (
    EditionError,
    Origin,
    Problem,
    SetupError,
    UsageError,
    has_errors,
    phrase,
    problem,
)
from banxin.sending.mail_addresses import Mailbox, mailbox
from banxin.sending.problems import OPEN_PASSWORD
from banxin.sending.settings import ListSettings, RecipientsSettings, SmtpSettings
from banxin.sources.files import SourceFolder
from banxin.sources.problems import BAD_VALUE, MISSING_FILE, MISSING_KEY
from banxin.sources.settings_file import read_settings
from banxin.sources.text import shown
from banxin.sources.toml import KeyPath, line_of

PORTS = {"starttls": 587, "tls": 465, "none": 25}
KINDLE = ("kindle.com", "kindle.cn")
KINDLE_MB, OTHER_MB = 50.0, 20.0
"""Size limit of a message of Send to Kindle, and a size that other mail gateways are known to accept."""


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server that sends our messages, and the login."""

    host: str
    port: int
    security: str
    """starttls, tls, none."""
    user: str
    """Empty for no login."""
    password_file: Path | None
    password_env: str
    sender: Mailbox
    timeout_s: float
    """For each reply of the server and each piece of a message."""


@dataclass(frozen=True, slots=True)
class MailList:
    """A list of readers and the product that they get."""

    name: str
    product: str
    """Ending of the product's file name."""
    addresses: tuple[Mailbox, ...]
    subject: str
    """With the fields {paper}, {date}, {issue}."""
    most_mb: float
    """Size limit of the product's file, in millions of bytes."""
    most_at_once: int
    """Messages sent over one connection."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """The content of recipients.toml."""

    server: Server
    lists: tuple[MailList, ...]
    problems: tuple[Problem, ...] = field(default=())
    """Warnings and remarks."""


def read_recipients(path: Path) -> Recipients:
    """The mail server and the lists.

    Raises EditionError with all faults of the file, UsageError when it is missing.
    """
    path = path.resolve()
    sources = SourceFolder(path.parent)
    settings, lines = read_settings(path, RecipientsSettings, sources, required=False)
    if settings is None and not sources.problems:
        raise UsageError(phrase("There is no {path}; write one, or name it with --recipients.", path=path))
    if settings is None or settings.smtp is None or not settings.lists:
        sources.extend(_missing(settings, path.name) if settings else ())
        raise EditionError(sources.problems)
    sources.extend(_faults_of_server(settings.smtp, path, lines))
    for name, block in settings.lists.items():
        sources.extend(_twice(block, Origin(path.name, line_of(("list", name, "addresses"), lines))))
    if has_errors(sources.problems):
        raise EditionError(sources.problems)
    lists = tuple(_mail_list(name, block) for name, block in settings.lists.items())
    return Recipients(_server(settings.smtp, path.parent), lists, tuple(sources.problems))


def list_named(recipients: Recipients, name: str) -> MailList:
    """The list of that name. Raises UsageError that lists the existing names."""
    known = {each.name: each for each in recipients.lists}
    if name not in known:
        raise UsageError(phrase("There is no list {name}; there are: {known}.", name=name, known=", ".join(known)))
    return known[name]


def password(server: Server) -> str:
    """The password of the server's user, read now and not kept. Raises SetupError that says where it was expected."""
    if server.password_file:
        try:
            lines = server.password_file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise SetupError(
                phrase("{path} cannot be read: {reason}.", path=server.password_file, reason=reason)
            ) from error
        found, place = lines[0].strip() if lines else "", str(server.password_file)
    else:
        found, place = os.environ.get(server.password_env, ""), server.password_env
    if not found or not found.isascii():
        raise SetupError(phrase("There is no password in {place}; put it there, in ASCII, on one line.", place=place))
    return found


def _missing(settings: RecipientsSettings, file: str) -> Iterator[Problem]:
    if settings.smtp is None:
        yield problem(MISSING_KEY, Origin(file), key="smtp", example='[smtp], host = "smtp.example.cn"')
    if not settings.lists:
        yield problem(MISSING_KEY, Origin(file), key="list", example='[list.kindle], product = "-kindle.epub"')


def _faults_of_server(smtp: SmtpSettings, path: Path, lines: dict[KeyPath, int]) -> Iterator[Problem]:
    def at(key: str) -> Origin:
        return Origin(path.name, line_of(("smtp", key), lines))

    def wrong(key: str, value: str, allowed: str) -> Problem:
        return problem(BAD_VALUE, at(key), key=key, value=shown(value), allowed=allowed)

    if smtp.security == "none" and not _loopback(smtp.host):
        allowed = phrase(
            '"starttls" or "tls": "none" is for a server on this machine, and {host} is not', host=smtp.host
        )
        yield wrong("security", smtp.security, allowed)
    if smtp.user and not (smtp.password_file or smtp.password_env):
        yield problem(MISSING_KEY, at("user"), key="password_file", example='password_file = "smtp-password"')
    if not smtp.user and (smtp.password_file or smtp.password_env):
        key = "password_file" if smtp.password_file else "password_env"
        yield problem(MISSING_KEY, at(key), key="user", example='user = "news@example.cn"')
    if smtp.password_file and smtp.password_env:
        yield wrong("password_env", smtp.password_env, phrase("omitted where password_file is given"))
    if smtp.password_file:
        yield from _faults_of_password_file(_beside(path.parent, smtp.password_file), at("password_file"))


def _faults_of_password_file(path: Path, origin: Origin) -> Iterator[Problem]:
    try:
        mode = path.stat().st_mode
    except OSError:
        way = phrase("Put the password of the mail server there, on one line.")
        yield problem(MISSING_FILE, origin, name=path, way=way)
        return
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield problem(OPEN_PASSWORD, origin, name=path)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _twice(block: ListSettings, origin: Origin) -> Iterator[Problem]:
    """A problem for a reader who would get an issue twice."""
    seen: set[str] = set()
    for written in block.addresses:
        address = mailbox(written).address
        if address in seen:
            allowed = phrase("an address that is not on the list yet")
            yield problem(BAD_VALUE, origin, key="addresses", value=shown(written), allowed=allowed)
        seen.add(address)


def _server(smtp: SmtpSettings, folder: Path) -> Server:
    file = _beside(folder, smtp.password_file) if smtp.password_file else None
    port = smtp.port or PORTS[smtp.security]
    sender = mailbox(smtp.sender)
    return Server(smtp.host, port, smtp.security, smtp.user, file, smtp.password_env, sender, smtp.timeout)


def _mail_list(name: str, block: ListSettings) -> MailList:
    addresses = tuple(mailbox(written) for written in block.addresses)
    most = block.most_mb or (KINDLE_MB if _all_at_amazon(addresses) else OTHER_MB)
    return MailList(name, block.product, addresses, block.subject, most, block.most_at_once)


def _all_at_amazon(addresses: Iterable[Mailbox]) -> bool:
    return all(f".{each.domain}".endswith(tuple(f".{host}" for host in KINDLE)) for each in addresses)


def _beside(folder: Path, written: str) -> Path:
    """A path in the file, relative to its folder."""
    return folder / Path(written).expanduser()
