"""A library on disk: bags, and a catalogue of them. The bags are the archive; the catalogue is made anew from them.

`bags/<paper>/<year>/<key>/` is a bag; `staging/` is where they are made; nothing in `bags/` is ever overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banxin.errors import SetupError, UsageError, phrase
from banxin.files import FOLDER_MODE, locked, sync_folder, write_atomic
from banxin.library.bag import check_bag, digests, write_bag
from banxin.library.catalogue import NAME, Catalogue
from banxin.library.deposit import Deposit
from banxin.library.record import RECORD, IssueRecord, from_json

MARK = "library.json"
"""Says that a folder is a library."""
BAGS, STAGING = "bags", "staging"
WAIT_S = 60.0
"""How long an addition waits for another one."""
MakeDeposit = Callable[[str], Deposit]
"""Makes the deposit, told which revision it replaces."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an addition."""

    key: str
    bag: Path
    new: bool
    """False when the same was there already."""


class Library:
    """A library's folder."""

    def __init__(self, folder: Path) -> None:
        """Open it. Raises UsageError for a folder that is none."""
        if not (folder / MARK).is_file():
            raise UsageError(
                phrase("{folder} is no library. Make one by adding an edition: banxin library add", folder=folder)
            )
        self.folder = folder

    @classmethod
    def made(cls, folder: Path) -> Library:
        """Open it; where there is nothing yet, or an empty folder, a library is made. Raises UsageError, SetupError."""
        if not (folder / MARK).is_file():
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise UsageError(
                    phrase("{folder} is there already and is no library; name another one.", folder=folder)
                )
            try:
                (folder / BAGS).mkdir(parents=True, mode=FOLDER_MODE)
            except OSError as error:
                raise SetupError(f"{folder} cannot be made: {error.strerror}.") from error
            write_atomic(folder / MARK, (json.dumps({"banxin": 1}) + "\n").encode())
        return cls(folder)

    @property
    def catalogue_path(self) -> Path:
        """Where the catalogue is."""
        return self.folder / NAME

    def bag_of(self, record: IssueRecord) -> Path:
        """Where the bag of an issue is, or goes."""
        return self.folder / BAGS / record.paper.key / f"{record.date.year:04d}" / record.key

    def bags(self) -> tuple[Path, ...]:
        """Every bag, by paper, year and key."""
        return tuple(sorted(path for path in self.folder.glob(f"{BAGS}/*/*/*") if path.is_dir()))

    def bag(self, catalogue: Catalogue, key: str) -> Path:
        """The bag of an issue's key. Raises UsageError when there is none."""
        row = catalogue.issue(key)
        if row is None:
            raise UsageError(phrase("There is no {key} in the library. See: banxin library list", key=key))
        return self.folder / row.bag

    def name(self, bag: Path) -> str:
        """A bag's folder, relative to the library."""
        return bag.relative_to(self.folder).as_posix()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Catalogue]:
        """The catalogue, with every bag in it. Raises SetupError for one that is damaged."""
        if not self.catalogue_path.is_file():
            self.rebuild()
        catalogue = Catalogue(self.catalogue_path, write=False)
        try:
            known = {row.bag for row in catalogue.all_issues()}
            behind = [bag for bag in self.bags() if self.name(bag) not in known]
            if behind:  # An addition was killed before its last step.
                with self._writing() as writer:
                    self._enter(writer, behind)
            yield catalogue
        finally:
            catalogue.close()

    def add(self, make: MakeDeposit, earlier: Callable[[Catalogue], str]) -> Added:
        """Put an edition in: staged, checked, forced to disk, moved into place, entered in the catalogue.

        earlier: finds the key of the revision that it replaces. Raises UsageError when another content of the same
        revision is there, SetupError for a full disk and what else the system refuses: the library is then as it was.
        """
        with self._writing() as catalogue:
            deposit = make(earlier(catalogue))
            record = deposit.record
            target = self.bag_of(record)
            if target.exists():
                self._same(target, deposit)
                self._enter(catalogue, [target])
                return Added(record.key, target, new=False)
            staged = self.folder / STAGING / record.key
            with _disk(staged):
                write_bag(staged, deposit)
            self._move(staged, target)
            self._enter(catalogue, [target])
        return Added(record.key, target, new=True)

    def take(self, bag: Path) -> Added:
        """Put a bag of banxin's back in, after a look whether it is whole. Raises UsageError when it is not."""
        faults = check_bag(bag)
        if faults:
            what = faults[0].file or faults[0].why
            raise UsageError(phrase("{bag} is no whole bag: {what}. Nothing was taken.", bag=bag, what=what))
        record = read_record(bag)
        with self._writing() as catalogue:
            target = self.bag_of(record)
            if target.exists():
                if digests(target) != digests(bag):
                    raise UsageError(
                        phrase("{key} is in the library already, with other content; it stays.", key=record.key)
                    )
                self._enter(catalogue, [target])
                return Added(record.key, target, new=False)
            staged = self.folder / STAGING / record.key
            with _disk(staged):
                copy_bag(bag, staged)
            self._move(staged, target)
            self._enter(catalogue, [target])
        return Added(record.key, target, new=True)

    def rebuild(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Make the catalogue anew from the bags alone; how many it has then. The old one goes only when all is done."""
        new = self.catalogue_path.with_name(f".{NAME}.new")
        with self._locked():
            _remove_catalogue(new)
            catalogue = Catalogue(new, write=True)
            try:
                bags = self.bags()
                for count, bag in enumerate(bags, 1):
                    self._enter(catalogue, [bag])
                    if tell:
                        tell(count, len(bags))
                catalogue.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                catalogue.close()
            with _disk(self.catalogue_path):
                _remove_catalogue(self.catalogue_path, only_logs=True)
                new.replace(self.catalogue_path)
                sync_folder(self.folder)
            _remove_catalogue(new)
        return len(bags)

    def _same(self, target: Path, deposit: Deposit) -> None:
        """Raises UsageError when the bag's sources or products are others than the deposit's."""
        there = {name: digest for name, digest in digests(target).items() if _compared(name)}
        here = {name: hashlib.sha256(data).hexdigest() for name, data in deposit.files.items() if _compared(name)}
        if there != here:
            raise UsageError(
                phrase(
                    "{key} is in the library already, with other content, and stays as it is. A corrected issue is a "
                    "revision of its own: write revision = {next} in its edition.toml.",
                    key=deposit.record.key,
                    next=deposit.record.revision + 1,
                )
            )

    def _move(self, staged: Path, target: Path) -> None:
        with _disk(target):
            target.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            sync_folder(self.folder / BAGS)
            sync_folder(target.parent.parent)
            staged.rename(target)
            sync_folder(target.parent)
            sync_folder(staged.parent)

    def _enter(self, catalogue: Catalogue, bags: list[Path]) -> None:
        for bag in bags:
            data = (bag / "data" / RECORD).read_bytes()
            record = from_json(data, f"{self.name(bag)}/data/{RECORD}")
            catalogue.add(record, self.name(bag), hashlib.sha256(data).hexdigest())

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Catalogue]:
        """The right to write, and the catalogue with every bag in it; what a killed addition left is swept away."""
        with self._locked():
            shutil.rmtree(self.folder / STAGING, ignore_errors=True)
            catalogue = Catalogue(self.catalogue_path, write=True)
            try:
                known = {row.bag for row in catalogue.all_issues()}
                self._enter(catalogue, [bag for bag in self.bags() if self.name(bag) not in known])
                yield catalogue
            finally:
                catalogue.close()
                shutil.rmtree(self.folder / STAGING, ignore_errors=True)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        until = time.monotonic() + WAIT_S
        with contextlib.ExitStack() as stack:
            while True:
                try:
                    stack.enter_context(locked(self.folder / BAGS))
                    break
                except SetupError as error:
                    if "busy" not in str(error) or time.monotonic() > until:
                        raise
                    time.sleep(0.1)
            yield


def read_record(bag: Path) -> IssueRecord:
    """The record of a bag. Raises UsageError for a bag that banxin did not write, BanxinError for a damaged record."""
    path = bag / "data" / RECORD
    try:
        return from_json(path.read_bytes(), str(path))
    except OSError:
        raise UsageError(phrase("{bag} is no bag of banxin's: it has no {file}.", bag=bag, file=RECORD)) from None


def copy_bag(bag: Path, target: Path) -> None:
    """A copy of a bag, forced to disk. `target` must not exist. Raises UsageError for a bag that holds a link."""
    target.mkdir(parents=True, mode=FOLDER_MODE)
    for path in sorted(bag.rglob("*")):
        to = target / path.relative_to(bag)
        if path.is_symlink():
            raise UsageError(phrase("{bag} holds a link, {file}; a bag holds files.", bag=bag, file=path.name))
        if path.is_dir():
            to.mkdir(exist_ok=True, mode=FOLDER_MODE)
        else:
            write_atomic(to, path.read_bytes())
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        sync_folder(folder)


def earlier_revision(catalogue: Catalogue, paper: str, day: str, revision: int) -> str:
    """The key of the newest revision of an issue before this one, or empty."""
    rows = [row for row in catalogue.revisions(paper, day) if row.revision < revision]
    return rows[0].key if rows else ""


def _compared(name: str) -> bool:
    """Whether a file says if two additions are the same: report.json tells seconds, and records tell the moment."""
    return name.startswith(("sources/", "products/")) and not name.endswith("/report.json")


def _remove_catalogue(path: Path, *, only_logs: bool = False) -> None:
    for ending in ("-wal", "-shm") if only_logs else ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def _disk(path: Path) -> Iterator[None]:
    """What the system refuses, as ours, naming the path."""
    try:
        yield
    except OSError as error:
        if error.errno in (28, 122):
            raise SetupError(f"disk-full: there is no room for {path}; the library is as it was.") from error
        raise SetupError(f"{path} cannot be written: {error.strerror}; the library is as it was.") from error
