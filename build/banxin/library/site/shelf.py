"""The data of the site: records and files of the bags, and the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from banxin.errors import BanxinError
from banxin.library.archive.content import fault
from banxin.library.archive.reading import read_record
from banxin.library.archive.store import Library
from banxin.library.index.catalogue import Catalogue, IssueRow, PaperRow
from banxin.library.record.record import RECORD, IssueRecord

Made = TypeVar("Made")
KEPT = 64
"""Number of records kept in memory."""


class DamagedIssueError(BanxinError):
    """A bag whose record or one of whose files cannot be read, or is not one that banxin made."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


class Shelf:
    """A library opened for reading. An issue whose bag is damaged is left out, so that all others are found."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self.library = library
        self.catalogue = catalogue
        self.damaged: dict[str, DamagedIssueError] = {}
        """Key of each issue that is left out → why."""
        self._states: dict[str, object] = {}
        self._record = lru_cache(KEPT)(self._read)

    def _read(self, bag: str, key: str, _digest: str) -> IssueRecord:
        try:
            return read_record(self.library.folder / bag)
        except BanxinError as error:
            raise DamagedIssueError(key, str(error)) from error

    def record(self, row: IssueRow) -> IssueRecord:
        """The record of an issue. Raises DamagedIssueError."""
        return self._record(row.bag, row.key, row.digest)

    def whole(self, make: Callable[[], Made]) -> Made:
        """What `make` makes of the catalogue and the records, made again without an issue that turns out to be damaged.

        Raises DamagedIssueError when `make` wants an issue that is left out already: nothing can be made without it.
        """
        while True:
            try:
                return make()
            except DamagedIssueError as error:
                if error.key in self.damaged:
                    raise
                self.leave_out(error)

    def leave_out(self, error: DamagedIssueError) -> None:
        """Leave an issue out from now on."""
        self.damaged[error.key] = error
        self._states[error.key] = self._state(error.key)
        self.catalogue.hide(error.key)

    def look_again(self) -> None:
        """Take back in what was left out and has changed since: a bag may have been restored."""
        for key in list(self.damaged):
            if self._states[key] != self._state(key):
                del self.damaged[key]
                self.catalogue.show(key)

    def _state(self, key: str) -> object:
        row = self.catalogue.issue(key)
        try:
            found = (self.library.folder / row.bag / "data" / RECORD).stat() if row else None
        except OSError:
            return None
        return found and (found.st_ino, found.st_mtime_ns, found.st_size)

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
