"""The keys of recipients.toml, with their allowed values."""

from __future__ import annotations

import ipaddress
import re
import string
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from banxin.sending.mail_addresses import LONGEST, mailbox
from banxin.sources.settings import OneLine, Settings

FIELDS = ("paper", "date", "issue")
"""The fields of a subject."""
HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
SUBJECT = "{paper} {date} {issue}"


def _address(text: str) -> str:
    mailbox(text)
    return text


def _host(text: str) -> str:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        name = text[:LONGEST].encode("idna").decode("ascii")  # UnicodeError is a ValueError.
        if not HOST.fullmatch(name):
            raise ValueError("no host") from None
    return text


def _subject(text: str) -> str:
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None and (name not in FIELDS or form or conversion):
            raise ValueError("no field of a subject")
    return text


WrittenAddress = Annotated[OneLine, AfterValidator(_address)]


class SmtpSettings(Settings):
    """The `[smtp]` block: the server that sends our mail."""

    host: Annotated[OneLine, AfterValidator(_host)] = Field(
        description='the name of a mail server such as "smtp.example.cn"'
    )
    port: int | None = Field(None, ge=1, le=65535, description="a whole number from 1 to 65535")
    security: Literal["starttls", "tls", "none"] = Field("starttls", description='"starttls", "tls" or "none"')
    user: OneLine = Field("", pattern=r"^[ -~]*$", description="ASCII letters, digits and marks")
    password_file: OneLine = Field("", description='the path of a file such as "smtp-password"')
    password_env: str = Field(
        "", pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$", description="the name of an environment variable"
    )
    sender: WrittenAddress = Field(alias="from", description='an address such as "编辑部 <news@example.cn>"')
    timeout: float = Field(60.0, ge=1, le=600, description="a number of seconds from 1 to 600")


class ListSettings(Settings):
    """A `[list.…]` block: readers and their product."""

    product: str = Field(
        pattern=r"^(-[a-z0-9.-]*)?\.(epub|pdf)$",
        description='the ending of a product\'s name such as "-kindle.epub", ".epub" or ".pdf"',
    )
    addresses: list[WrittenAddress] = Field(
        min_length=1, description='a list of e-mail addresses such as ["reader@kindle.com"], ASCII before the @'
    )
    subject: Annotated[OneLine, AfterValidator(_subject)] = Field(
        SUBJECT,
        min_length=1,
        description="a line of text in which only the fields paper, date and issue stand in {{ }}",
    )
    most_mb: float | None = Field(None, gt=0, le=1000, description="a number of megabytes")
    most_at_once: int = Field(50, ge=1, le=10_000, description="a whole number from 1")


class RecipientsSettings(Settings):
    """recipients.toml."""

    smtp: SmtpSettings | None = Field(None, description="an [smtp] block")
    lists: dict[str, ListSettings] = Field(
        default_factory=dict, alias="list", description="blocks with a name each, such as [list.kindle]"
    )

    @field_validator("lists", mode="before")
    @classmethod
    def _named(cls, lists: object) -> object:
        # A block [list] without a name would else be reported as a wrong value of its first key.
        if not isinstance(lists, dict) or not all(isinstance(block, dict) for block in lists.values()):
            raise ValueError("a block without a name")
        return lists
