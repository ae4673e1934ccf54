"""The data of the site: records and files of the bags, and the catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from banxin.library.archive.content import fault
from banxin.library.archive.reading import read_record
from banxin.library.archive.store import Library
from banxin.library.index.catalogue import Catalogue, IssueRow, PaperRow
from banxin.library.record.record import IssueRecord

KEPT = 64
"""Number of records kept in memory."""


class Shelf:
    """A library opened for reading."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self.library = library
        self.catalogue = catalogue
        self._record = lru_cache(KEPT)(self._read)

    def _read(self, bag: str, _digest: str) -> IssueRecord:
        return read_record(self.library.folder / bag)

    def record(self, row: IssueRow) -> IssueRecord:
        """The record of an issue. Raises BanxinError when its bag is damaged."""
        return self._record(row.bag, row.digest)

    def paper(self, key: str) -> PaperRow | None:
        """The paper with a key."""
        return next((paper for paper in self.catalogue.papers() if paper.key == key), None)

    def newest(self, key: str) -> IssueRow | None:
        """A paper's newest issue."""
        return next(iter(self.catalogue.issues(key, newest=1)), None)

    def file(self, row: IssueRow, name: str) -> Path | None:
        """A file of an issue's bag that readers may have, by its path in `data/`: one that the record names."""
        record = self.record(row)
        if name not in record.for_readers and name not in {product.name for product in record.products}:
            return None
        data = self.library.folder / row.bag / "data"
        path = data / name
        return path if not fault(path) and path.resolve() == data.resolve() / name else None
