"""A product of an issue, from its bag."""

from __future__ import annotations

import hashlib

from banxin.errors import BanxinError, UsageError, phrase
from banxin.library.archive.bag import PRODUCTS
from banxin.library.archive.reading import read_record
from banxin.library.archive.store import Library
from banxin.library.record.record import IssueRecord


def product(library: Library, key: str, ending: str) -> tuple[IssueRecord, str, bytes]:
    """The issue's record, and name and bytes of its product with the name key + `ending`.

    Raises UsageError when the library has no such issue or product, BanxinError when the file was altered.
    """
    with library.reading() as catalogue:
        bag = library.bag(catalogue, key)
    record = read_record(bag)
    name = f"{PRODUCTS}/{key}{ending}"
    found = next((file for file in record.products if file.name == name), None)
    if found is None:
        known = ", ".join(file.name.removeprefix(f"{PRODUCTS}/{key}") for file in record.products)
        raise UsageError(
            phrase("{key} has no product {ending} in the library; it has {known}.", key=key, ending=ending, known=known)
        )
    data = (bag / "data" / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != found.sha256:
        altered = library.name(bag / "data" / name)
        raise BanxinError(phrase("{file} was altered. Check with: banxin library verify", file=altered))
    return record, name.rpartition("/")[2], data
