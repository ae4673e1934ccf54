"""A record as JSON, and back: what comes from a stranger's bag is looked at before it is used."""

from __future__ import annotations

import pydantic

from banxin.errors import BanxinError
from banxin.library.record.record import RECORD, VERSION, IssueRecord
from banxin.library.record.validity import faults, forbidden_characters

MOST_BYTES = 64 << 20
"""Limit of a record. Ours: the largest sample edition, of 16 pages, has half a megabyte."""
_ADAPTER = pydantic.TypeAdapter(IssueRecord)


def to_json(record: IssueRecord) -> bytes:
    """record.json; the same record gives the same bytes."""
    return _ADAPTER.dump_json(record, indent=1) + b"\n"


def from_json(data: bytes, name: str = RECORD) -> IssueRecord:
    """The record that `to_json` wrote. Raises BanxinError naming what is missing or wrong."""
    if len(data) > MOST_BYTES:
        raise BanxinError(f"{name} is no record that banxin wrote: it has {len(data)} bytes.")
    try:
        record = _ADAPTER.validate_json(data)
        text = data.decode("utf-8")
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BanxinError(f"{name} is no record that banxin wrote: {place}: {first['msg']}.") from None
    except UnicodeDecodeError as error:
        raise BanxinError(f"{name} is no record that banxin wrote: {error.reason}.") from None
    if record.banxin != VERSION:
        raise BanxinError(f"{name} is of version {record.banxin}; this banxin reads version {VERSION}.")
    if character := forbidden_characters(text):
        raise BanxinError(f"{name} is no record that banxin wrote: it has the character U+{ord(character):04X}.")
    if fault := next(faults(record), ""):
        raise BanxinError(f"{name} is no record that banxin wrote: {fault} is not what it writes there.")
    return record
