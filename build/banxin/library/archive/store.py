"""A library on disk: bags, and a catalogue of them. The bags are the archive; the catalogue can be rebuilt from them.

`bags/<paper>/<year>/<key>/` is a bag; bags are made in `staging/`; nothing in `bags/` is ever overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banxin.errors import BanxinError, SetupError, UsageError, phrase
from banxin.files import locked, make_folders, recover, setup_errors, swap_folder, sync_folder, write_atomic
from banxin.library.archive.bag import Deposit, copy_bag, refuse_damaged, write_bag
from banxin.library.archive.bag_check import check_bag, digests
from banxin.library.archive.reading import read_record, record_digest, whole_record
from banxin.library.index.catalogue import NAME, Catalogue
from banxin.library.record.record import IssueRecord

MARK = "library.json"
"""Marks a folder as a library."""
BAGS, STAGING = "bags", "staging"
NEW = f".{NAME}.new"
"""A catalogue that is being rebuilt."""
WAIT_S = 60.0
"""Seconds that an addition waits for another one."""
MakeDeposit = Callable[[str], Deposit]
"""Makes the deposit, given the key of the revision that it replaces."""


@dataclass(frozen=True, slots=True)
class Added:
    """The result of an addition."""

    key: str
    bag: Path
    new: bool
    """False when it was in the library already."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The result of rebuilding the catalogue."""

    issues: int
    left_out: tuple[tuple[Path, str], ...]
    """Bags whose record cannot be read, and why."""


class Library:
    """A library's folder."""

    def __init__(self, folder: Path) -> None:
        """Open the library. Raises UsageError for a folder that is not a library."""
        if not (folder / MARK).is_file():
            raise UsageError(
                phrase("{folder} is not a library. Make one by adding an edition: banxin library add", folder=folder)
            )
        self.folder = folder

    @classmethod
    def made(cls, folder: Path) -> Library:
        """Open the library; in a missing or empty folder a library is made. Raises UsageError, SetupError."""
        if not (folder / MARK).is_file():
            if folder.exists() and (not folder.is_dir() or not all(_ours(path.name) for path in folder.iterdir())):
                raise UsageError(phrase("{folder} exists and is not a library; name another one.", folder=folder))
            make_folders(folder / BAGS)
            with _locked(folder):  # Whoever holds the lock sweeps away what it takes for leftovers.
                if not (folder / MARK).is_file():
                    write_atomic(folder / MARK, (json.dumps({"banxin": 1}) + "\n").encode())
        return cls(folder)

    @property
    def catalogue_path(self) -> Path:
        """Path of the catalogue."""
        return self.folder / NAME

    def bag_of(self, record: IssueRecord) -> Path:
        """Path of an issue's bag, which need not exist."""
        return self.folder / BAGS / record.paper.key / f"{record.date.year:04d}" / record.key

    def bags(self) -> tuple[Path, ...]:
        """Every bag, by paper, year and key."""
        found = self.folder.glob(f"{BAGS}/*/*/*")
        return tuple(sorted(path for path in found if path.is_dir() and not path.name.startswith(".")))

    def bag(self, catalogue: Catalogue, key: str) -> Path:
        """The bag of an issue's key. Raises UsageError when the library has none."""
        row = catalogue.issue(key)
        if row is None:
            raise UsageError(phrase("There is no {key} in the library. See: banxin library list", key=key))
        return self.folder / row.bag

    def record(self, bag: Path) -> IssueRecord:
        """The record of a bag of the library. Raises BanxinError when it cannot be read, or is of another bag."""
        record = read_record(bag)
        if self.bag_of(record) != bag:
            raise BanxinError(f"{self.name(bag)} is the bag of {record.key}, and not at its place.")
        return record

    def name(self, bag: Path) -> str:
        """A bag's folder, relative to the library."""
        return bag.relative_to(self.folder).as_posix()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Catalogue]:
        """The catalogue, with every bag whose record can be read. Raises SetupError for a damaged one."""
        if not self.catalogue_path.exists():
            self.rebuild()
        catalogue = Catalogue(self.catalogue_path, write=False)
        try:
            known = {row.bag for row in catalogue.all_issues()}
            behind = [bag for bag in self.bags() if self.name(bag) not in known and self._readable(bag)]
            if behind:  # An addition was killed before its last step.
                with self._writing():
                    pass
            yield catalogue
        finally:
            catalogue.close()

    def add(self, make: MakeDeposit, earlier: Callable[[Catalogue], str]) -> Added:
        """Add an edition: staged, checked, synced to disk, renamed into place, entered in the catalogue.

        earlier: finds the key of the revision that it replaces. Raises UsageError when the same revision exists with
        other content, SetupError for a full disk and other system errors: the library is then unchanged.
        """
        with self._writing() as catalogue:
            deposit = make(earlier(catalogue))
            record = deposit.record
            target = self.bag_of(record)
            if target.exists():
                self._same(target, deposit)
                return Added(record.key, target, new=False)
            staged = self.folder / STAGING / record.key
            with setup_errors(staged):
                write_bag(staged, deposit)
            self._place(catalogue, staged, target)
        return Added(record.key, target, new=True)

    def take(self, bag: Path) -> Added:
        """Import a complete bag of banxin, where the library has none of its issue, or a damaged one. Raises
        BanxinError when it is incomplete, UsageError when another bag of the issue exists."""
        record = whole_record(bag)
        with self._writing() as catalogue:
            target = self.bag_of(record)
            there = target.exists()
            if there and not self._replaceable(catalogue, target, bag):
                return Added(record.key, target, new=False)
            staged = self.folder / STAGING / record.key
            with setup_errors(staged):
                copy_bag(bag, staged)
            if there:
                swap_folder(staged, target)
                self._enter(catalogue, [target])
            else:
                self._place(catalogue, staged, target)
        return Added(record.key, target, new=True)

    def rebuild(self, tell: Callable[[int, int], None] | None = None) -> Rebuilt:
        """Rebuild the catalogue from the bags alone. The old one is replaced at the end."""
        new = self.folder / NEW
        with _locked(self.folder):
            self._sweep()
            try:
                bags = self.bags()
                left_out = self._filled(new, bags, tell)
                with setup_errors(self.catalogue_path):
                    if self.catalogue_path.is_dir():
                        self.catalogue_path.rmdir()
                    # The old logs are removed first: SQLite would take them for those of the new file.
                    _remove_catalogue(self.catalogue_path, only_logs=True)
                    new.replace(self.catalogue_path)
                    sync_folder(self.folder)
            finally:
                _remove_catalogue(new)
        return Rebuilt(len(bags) - len(left_out), tuple(left_out))

    def _filled(
        self, path: Path, bags: tuple[Path, ...], tell: Callable[[int, int], None] | None
    ) -> list[tuple[Path, str]]:
        """Make a catalogue of the bags; returns those that could not be entered, and why."""
        left_out = []
        catalogue = Catalogue(path, write=True)
        try:
            for count, bag in enumerate(bags, 1):
                left_out += self._enter(catalogue, [bag])
                if tell:
                    tell(count, len(bags))
            catalogue.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            catalogue.close()
        return left_out

    def _replaceable(self, catalogue: Catalogue, target: Path, bag: Path) -> bool:
        """Whether the existing bag was damaged since it was added as this one. Raises UsageError when it is another
        one."""
        row = catalogue.issue(target.name)
        alike = digests(target) == digests(bag)
        if not check_bag(target):
            if alike:
                return False
        elif alike or (row and row.digest == record_digest(bag)):
            return True
        raise UsageError(
            phrase("{key} is in the library already, with other content; it was not replaced.", key=target.name)
        )

    def _same(self, target: Path, deposit: Deposit) -> None:
        """Raises UsageError when the bag's sources or products differ from the deposit's, BanxinError when it was
        damaged."""
        there = {name: digest for name, digest in digests(target).items() if _compared(name)}
        here = {name: hashlib.sha256(data).hexdigest() for name, data in deposit.files.items() if _compared(name)}
        if there != here:
            refuse_damaged(target, self.name(target))
            if all(there.get(name) == here.get(name) for name in {*there, *here} if name.startswith("sources/")):
                raise UsageError(
                    phrase(
                        "{key} is in the library already, with the same articles and other products; it was not "
                        "replaced. Build all formats that you want before you add an edition.",
                        key=deposit.record.key,
                    )
                )
            raise UsageError(
                phrase(
                    "{key} is in the library already, with other content; it was not replaced. A corrected "
                    "issue is a revision of its own: write revision = {next} in its edition.toml.",
                    key=deposit.record.key,
                    next=deposit.record.revision + 1,
                )
            )

    def _place(self, catalogue: Catalogue, staged: Path, target: Path) -> None:
        """Move a bag to its place and enter it; if it cannot be entered, it is removed again."""
        try:
            self._move(staged, target)
            if left_out := self._enter(catalogue, [target]):
                raise BanxinError(left_out[0][1])
        except BaseException:
            with contextlib.suppress(OSError):
                target.rename(staged)
            raise

    def _move(self, staged: Path, target: Path) -> None:
        make_folders(target.parent)
        with setup_errors(target):
            sync_folder(self.folder / BAGS)
            sync_folder(target.parent.parent)
            staged.rename(target)
            sync_folder(target.parent)
            sync_folder(staged.parent)

    def _enter(self, catalogue: Catalogue, bags: Iterable[Path]) -> list[tuple[Path, str]]:
        """Enter bags in the catalogue; those whose record cannot be read are returned with the reason: `verify` reports
        them."""
        left_out = []
        for bag in bags:
            try:
                record = self.record(bag)
            except BanxinError as error:
                left_out.append((bag, str(error)))
            else:
                catalogue.add(record, self.name(bag), record_digest(bag))
        return left_out

    def _readable(self, bag: Path) -> bool:
        try:
            self.record(bag)
        except BanxinError:
            return False
        return True

    def _sweep(self) -> None:
        """Remove what a killed command left, and restore the bag that it was about to replace."""
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        _remove_catalogue(self.folder / NEW)
        for path in (path for name in (MARK, NAME, NEW) for path in self.folder.glob(f".{name}.*.tmp")):
            path.unlink(missing_ok=True)
        for path in self.folder.glob(f"{BAGS}/*/*/.*.old"):
            recover(path.with_name(path.name[1:].removesuffix(".old")))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Catalogue]:
        """The lock for writing, and the catalogue with every bag in it; leftovers of a killed addition are removed."""
        with _locked(self.folder):
            self._sweep()
            catalogue = Catalogue(self.catalogue_path, write=True)
            try:
                known = {row.bag for row in catalogue.all_issues()}
                self._enter(catalogue, [bag for bag in self.bags() if self.name(bag) not in known])
                yield catalogue
            finally:
                catalogue.close()
                shutil.rmtree(self.folder / STAGING, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The lock for writing a library."""
    until = time.monotonic() + WAIT_S
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(locked(folder / BAGS))
                break
            except SetupError as error:
                if not str(error).startswith("busy:") or time.monotonic() > until:
                    raise
                time.sleep(0.1)
        yield


def earlier_revision(catalogue: Catalogue, paper: str, day: str, revision: int) -> str:
    """The key of the newest revision of an issue before this one, or empty."""
    rows = [row for row in catalogue.revisions(paper, day) if row.revision < revision]
    return rows[0].key if rows else ""


def _compared(name: str) -> bool:
    """Whether a file is compared when an issue is added again: report.json has seconds, and records have times."""
    return name.startswith(("sources/", "products/")) and not name.endswith("/report.json")


def _ours(name: str) -> bool:
    """Whether a file of that name may belong to a library whose creation was killed."""
    return name in (BAGS, STAGING) or name.startswith((f".{MARK}.", f".{BAGS}."))


def _remove_catalogue(path: Path, *, only_logs: bool = False) -> None:
    for ending in ("-wal", "-shm") if only_logs else ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
