"""Reading the record of a bag."""

from __future__ import annotations

import hashlib
from pathlib import Path

from banxin.errors import BanxinError, phrase
from banxin.library.archive.bag_check import check_bag, digests
from banxin.library.archive.content import foreign_files
from banxin.library.record.record import RECORD, IssueRecord
from banxin.library.record.record_json import MOST_BYTES, from_json


def read_record(bag: Path) -> IssueRecord:
    """The record of a bag. Raises BanxinError for a bag that banxin did not write, and for a damaged record."""
    path = bag / "data" / RECORD
    try:
        if not path.is_file() or path.is_symlink():
            raise FileNotFoundError
        if path.stat().st_size > MOST_BYTES:
            raise BanxinError(phrase("{file} is too large.", file=path))
        return from_json(path.read_bytes(), str(path))
    except OSError:
        raise BanxinError(phrase("{bag} is not a bag of banxin: it has no {file}.", bag=bag, file=RECORD)) from None


def whole_record(bag: Path) -> IssueRecord:
    """The record of a bag from outside. Raises BanxinError when it is incomplete, or not a bag of banxin."""
    if faults := check_bag(bag):
        what = faults[0].file or faults[0].why
        raise BanxinError(phrase("{bag} is not a complete bag: {what}. Nothing was imported.", bag=bag, what=what))
    record = read_record(bag)
    there = digests(bag)
    if gone := next((name for name in record.files if name not in there), ""):
        raise BanxinError(phrase("{bag} is not a bag of banxin: it has no {file}.", bag=bag, file=gone))
    if found := next(foreign_files(bag, record), None):
        name, why = found
        told = phrase("{file}: {why}", file=name, why=why)
        raise BanxinError(phrase("{bag} is not a bag of banxin: {reason}.", bag=bag, reason=told))
    return record


def record_digest(bag: Path) -> str:
    """sha256 of a bag's record."""
    return hashlib.sha256((bag / "data" / RECORD).read_bytes()).hexdigest()
