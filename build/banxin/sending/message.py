"""A product of an edition → the e-mail that carries it to one reader."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import PurePath

from banxin.dates import long_date
from banxin.errors import UsageError, phrase
from banxin.sending.mail_addresses import Mailbox
from banxin.sending.recipients import MailList
from banxin.sources.text import SPECIAL

LINE = 78
"""Characters of a header line: RFC 5322, 2.1.1."""
MEDIA = {".epub": ("application", "epub+zip"), ".pdf": ("application", "pdf")}
KINDS = {".epub": "电子书（EPUB）", ".pdf": "报纸版面（PDF）"}


class Folding(EmailPolicy):
    """SMTP's policy, but with Chinese subjects and names folded by email.header.

    The default policy loses a space where a line ends between two encoded words (seen in Python 3.11.7).
    """

    def fold(self, name: str, value: str) -> str:
        addresses = getattr(value, "addresses", ())
        if value.isascii() or not (addresses or name == "Subject"):
            folded: str = super().fold(name, value)
            return folded
        if not addresses:
            return f"{name}: {_encoded(value, name)}{self.linesep}"
        words = f"{name}: {_encoded(addresses[0].display_name, name)}"
        room, end = LINE - len(words.rpartition("\n")[2]), f"<{addresses[0].addr_spec}>"
        return f"{words}{' ' if len(end) < room else self.linesep + ' '}{end}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = Folding(linesep="\r\n")


def _encoded(text: str, name: str) -> str:
    return Header(text, "utf-8", header_name=name).encode(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One product of one edition, to be sent."""

    key: str
    """The edition's key with its revision: gansu-daily-2024-12-22-r2."""
    title: str
    paper: str
    date: datetime.date
    issue: str
    """As printed, such as 第26810期; may be empty."""
    name: str
    """File name of the product, which ends in .epub or .pdf."""
    data: bytes
    sha256: str


def parcel(key: str, title: str, paper: str, date: datetime.date, issue: str, name: str, data: bytes) -> Parcel:
    """A parcel with the sha256 of its bytes."""
    return Parcel(key, title, paper, date, issue, name, data, hashlib.sha256(data).hexdigest())


def check_size(parcel: Parcel, to: MailList) -> None:
    """Raises UsageError when the product's file is larger than its list allows."""
    megabytes = len(parcel.data) / 1_000_000
    if megabytes > to.most_mb:
        raise UsageError(
            phrase(
                "{name} has {megabytes} MB, more than the {most:g} MB of the list {to}; nothing was "
                "sent. Make a smaller product, or raise most_mb if the readers' mail accepts it.",
                name=parcel.name,
                megabytes=f"{megabytes:.1f}",
                most=to.most_mb,
                to=to.name,
            )
        )


def compose(parcel: Parcel, to: MailList, reader: Mailbox, sender: Mailbox, moment: datetime.datetime) -> EmailMessage:
    """The message for one reader, with no other address in it.

    moment: when it is sent, with time zone. The same parcel, list and reader give the same Message-ID and, for the same
    moment, the same bytes, so that mail programs recognise duplicates.
    """
    digest = hashlib.sha256("\0".join((parcel.key, parcel.sha256, to.name, reader.address)).encode()).hexdigest()
    message = EmailMessage(policy=POLICY)
    message["From"] = sender.header()
    message["To"] = reader.header()
    message["Subject"] = subject(to.subject, parcel)
    message["Date"] = moment
    message["Message-ID"] = f"<{digest[:40]}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_letter(parcel), cte="base64")
    ending = _ending(parcel)
    main, sub = MEDIA[ending]
    # Programs that cannot read the real name (RFC 2231) use the ASCII one.
    ascii_name = _file_name(parcel.name.encode("ascii", "ignore").decode(), parcel.key + ending)
    name = _file_name(parcel.name, parcel.key + ending)
    message.add_attachment(parcel.data, main, sub, filename=name, params={"name": ascii_name})
    message.set_boundary(f"banxin-{digest[:40]}")
    return message


def subject(template: str, parcel: Parcel) -> str:
    """The template filled, on one line; the product's title when the result is empty."""
    filled = template.format(paper=parcel.paper, date=parcel.date.isoformat(), issue=parcel.issue)
    return one_line(filled) or one_line(parcel.title)


def one_line(text: str) -> str:
    """The text without anything that could end a header line or change the direction of text.

    Text that looks like an encoded word (RFC 2047) is broken up, since Python would decode it with its line ends.
    """
    return " ".join(SPECIAL.sub(" ", text).replace("=?", "= ?").split())


def _file_name(name: str, otherwise: str) -> str:
    """The last part of a name that may be a path, for the reader's disk; `otherwise` when it has no file extension."""
    last = one_line(name).replace("\\", "/").replace('"', "'").rpartition("/")[2].strip()
    return last if PurePath(last).suffix else otherwise


def _ending(parcel: Parcel) -> str:
    return f".{parcel.name.rpartition('.')[2]}"


def _letter(parcel: Parcel) -> str:
    day = long_date(parcel.date)
    kind = KINDS[_ending(parcel)]
    head = one_line(f"《{parcel.paper}》{day} {parcel.issue}")
    what = one_line(f"附件是{kind}：{parcel.title}，{len(parcel.data) / 1_000_000:.1f} MB。")
    return f"{head}\n\n{what}\n这封信由程序发出，请不要回复。\n"
