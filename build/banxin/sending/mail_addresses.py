"""E-mail addresses as an editor writes them → a name and an address that is valid in a header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address

from banxin.sources.text import SPECIAL

NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<spec>[^<>]*)>")
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+|localhost")
LONGEST_LOCAL, LONGEST = 64, 254
"""Octets before the @, and of the whole: RFC 5321, 4.5.3.1."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address with the name before it."""

    name: str
    local: str
    """The part before the @, ASCII."""
    domain: str
    """The part after the @, in lower case, ASCII: 例子.中国 is xn--fsqu00a.xn--fiqs8s."""

    @property
    def address(self) -> str:
        return f"{self.local}@{self.domain}"

    def header(self) -> Address:
        """The text for a message header; the name is encoded there."""
        return Address(self.name, self.local, self.domain)


def mailbox(text: str) -> Mailbox:
    """`编辑部 <news@example.cn>` or `news@example.cn`.

    Raises ValueError for anything else, including several addresses and addresses with non-ASCII characters before the
    @, which not every server accepts (SMTPUTF8).
    """
    if SPECIAL.search(text) or "\n" in text or "=?" in text:  # Python would decode an encoded word (RFC 2047).
        raise ValueError("more than a line of plain text")
    named = NAMED.fullmatch(text.strip())
    name, spec = (named["name"], named["spec"]) if named else ("", text)
    local, at, domain = spec.strip().rpartition("@")
    if len(domain) > LONGEST:
        raise ValueError("too long an address")
    domain = domain.encode("idna").decode("ascii").lower()  # UnicodeError is a ValueError.
    if not at or not LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL or not DOMAIN.fullmatch(domain):
        raise ValueError("no address")
    try:
        checked = Address(addr_spec=f"{local}@{domain}")
    except MessageError as error:
        raise ValueError("no address") from error
    if len(checked.addr_spec) > LONGEST:
        raise ValueError("too long an address")
    return Mailbox(" ".join(name.replace('"', " ").split()), checked.username, checked.domain)
