"""What the site reads: records and files of the bags, and the catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from banxin.library.catalogue import Catalogue, IssueRow, PaperRow
from banxin.library.reading import read_record
from banxin.library.record import IssueRecord
from banxin.library.store import Library

SERVED = ("products/", "pages/", "pictures/", "alto/", "ninjs/", "mets.xml")
"""What of a bag readers may have."""
KEPT = 64
"""Records that are kept in memory."""


class Shelf:
    """A library that is being read."""

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
        """The paper of a key."""
        return next((paper for paper in self.catalogue.papers() if paper.key == key), None)

    def newest(self, key: str) -> IssueRow | None:
        """A paper's newest issue."""
        return next(iter(self.catalogue.issues(key, newest=1)), None)

    def file(self, row: IssueRow, name: str) -> Path | None:
        """A file of an issue's bag that readers may have, by its name below `data/`."""
        if not name.startswith(SERVED) or ".." in name.split("/") or "\0" in name:
            return None
        path = self.library.folder / row.bag / "data" / name
        return path if path.is_file() and not path.is_symlink() else None
