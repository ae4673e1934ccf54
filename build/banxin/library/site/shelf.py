"""The data of the site: records and files of the bags, and the catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

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
        if name not in self.files(record) and name not in {product.name for product in record.products}:
            return None
        data = self.library.folder / row.bag / "data"
        path = data / name
        return path if path.is_file() and path.resolve() == data.resolve() / name else None

    @staticmethod
    def files(record: IssueRecord) -> tuple[str, ...]:
        """The names of the files that readers may have, without the products."""
        images = [image for page in record.pages for image in page.images]
        images += [figure.image for article in record.articles for figure in article.figures]
        names = [image.name for image in images] + [page.alto for page in record.pages]
        names += [f"ninjs/{article.slug}.json" for article in record.articles]
        return (*dict.fromkeys(names), "mets.xml")
