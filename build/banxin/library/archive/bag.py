"""Bags (BagIt): written to a staging folder, checked file by file.

The Library of Congress' bagit does both; it writes version 0.97, which RFC 8493 (1.0) can read.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit

from banxin import __version__
from banxin.errors import BanxinError, phrase
from banxin.files import FOLDER_MODE, MODE, make_folders, sync_tree, write_atomic
from banxin.library.record.record import IssueRecord

ALGORITHMS = ("sha256", "sha512")
TAG_FILES = ("bagit.txt", "bag-info.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS))
"""The files beside `data/` in every bag of ours."""
TAG_LINE = re.compile(rb"([0-9a-f]{64,128}) {1,2}(\S.*)")
PAYLOAD = "data/"
CHUNK = 1 << 20
logging.getLogger("bagit").disabled = True  # It logs to standard error what it also raises.


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault of a bag."""

    kind: str
    """altered, missing, extra or broken."""
    file: str
    """Path in the bag's folder; empty for a fault of the whole bag."""
    why: str = ""


def write_bag(folder: Path, deposit: Deposit) -> None:
    """Make a bag of the deposit in `folder`, which must not exist yet; everything is synced to disk.

    Raises OSError, SetupError naming the path, BanxinError when the written files differ from the deposit.
    """
    make_folders(folder)
    for name, data in deposit.files.items():
        path = folder / name
        make_folders(path.parent)
        write_atomic(path, data)
    bagit.make_bag(str(folder), _info(deposit), checksums=list(ALGORITHMS))
    for path in (path for path in folder.iterdir() if path.is_file()):
        with path.open("rb") as file:
            os.fchmod(file.fileno(), MODE)
            os.fsync(file.fileno())
    (folder / "data").chmod(FOLDER_MODE)
    sync_tree(folder)
    faults = check_bag(folder)
    if faults:
        raise BanxinError(f"{folder}: {faults[0].file} was not written as it should be; nothing was added. Try again.")


def _info(deposit: Deposit) -> dict[str, str]:
    record = deposit.record
    title = f"{record.paper.name} {record.day}"
    info = {
        "Source-Organization": record.paper.publisher or record.paper.name,
        "External-Description": f"{title}, revision {record.revision}",
        "External-Identifier": record.urn,
        "Internal-Sender-Identifier": record.key,
        "Bag-Group-Identifier": record.urn,
        "Bagging-Date": deposit.moment.date().isoformat(),
        "Bag-Software-Agent": f"banxin {__version__}; bagit.py {bagit.VERSION}",
    }
    return info | ({"Replaces": record.replaces} if record.replaces else {})


def check_bag(folder: Path) -> tuple[Fault, ...]:
    """Every file that is altered, missing or extra; nothing is changed, links are not followed.

    bagit reads the manifests; the files are checked here, because bagit stops at the first wrong checksum. Where two
    manifests disagree about a file, the one that matches the file is right, and the other one was altered.
    """
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    if odd := [name for name, path in there.items() if path.is_symlink() or not path.is_file()]:
        return tuple(Fault("altered", name, "it is no file") for name in sorted(odd))
    found = set(_tag_faults(there))
    try:
        bag = bagit.Bag(str(folder))
        if not set(bag.algorithms) & set(ALGORITHMS):
            raise bagit.BagError("its manifests are missing or of other digests")
        wanted = {name: sums for name, sums in bag.entries.items() if name.startswith(PAYLOAD)}
    except (bagit.BagError, OSError, ValueError, LookupError) as error:
        known = sorted(fault for fault in found if fault.kind != "altered" or fault.file in there)
        return (*known, Fault("broken", "", str(error) or "it has no bagit.txt that can be read"))
    found |= {Fault("extra", name) for name in there if name.startswith(PAYLOAD) and name not in wanted}
    found |= {fault for name, sums in wanted.items() for fault in _compared(name, there.get(name), sums, "manifest")}
    return tuple(sorted(fault for fault in found if fault.kind != "altered" or fault.file in there))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _tag_faults(there: Mapping[str, Path]) -> Iterator[Fault]:
    """Faults of the files beside `data/`, by their manifests, which are compared byte for byte."""
    wanted: dict[str, dict[str, str]] = {}
    for algorithm in ALGORITHMS:
        manifest = f"tagmanifest-{algorithm}.txt"
        if manifest not in there:
            yield Fault("missing", manifest)
            continue
        *lines, last = _read(there[manifest]).split(b"\n")
        matches = [TAG_LINE.fullmatch(line) for line in lines]
        if last or not all(matches):
            yield Fault("altered", manifest)
        for match in filter(None, matches):
            wanted.setdefault(match[2].decode("utf-8", "replace"), {})[algorithm] = match[1].decode()
    for name in set(TAG_FILES) - set(there):
        wanted.setdefault(name, {})
    for name, sums in wanted.items():
        yield from _compared(name, there.get(name), sums, "tagmanifest")
    known = {*wanted, *(f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS)}
    yield from (Fault("extra", name) for name in there if not name.startswith(PAYLOAD) and name not in known)


def _compared(name: str, path: Path | None, sums: Mapping[str, str], kind: str) -> Iterator[Fault]:
    """A file compared with its checksums in the manifests: digest → hexadecimal."""
    if path is None:
        # A missing file is in every manifest; a name in only one of them was altered there.
        told = [algorithm for algorithm in ALGORITHMS if algorithm in sums]
        alone = len(told) == 1
        yield Fault("altered", f"{kind}-{told[0]}.txt") if alone else Fault("missing", name)
        return
    made = _sums(path)
    wrong = [algorithm for algorithm in ALGORITHMS if sums.get(algorithm) != made.get(algorithm)]
    if len(wrong) == len(ALGORITHMS):
        yield Fault("altered", name)
    else:
        yield from (Fault("altered", f"{kind}-{algorithm}.txt") for algorithm in wrong)


def _sums(path: Path) -> dict[str, str]:
    """Checksums of a file: digest → hexadecimal; empty when it cannot be read."""
    made = {name: hashlib.new(name) for name in ALGORITHMS}
    try:
        with path.open("rb") as file:
            while block := file.read(CHUNK):
                for digest in made.values():
                    digest.update(block)
    except OSError:
        return {}
    return {name: digest.hexdigest() for name, digest in made.items()}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"unreadable"


def refuse_damaged(bag: Path, name: str) -> None:
    """Raises BanxinError for a bag of the library that was altered."""
    if faults := check_bag(bag):
        what = faults[0].file or faults[0].why
        raise BanxinError(
            phrase("{bag} is not a complete bag: {what}. Check with: banxin library verify", bag=name, what=what)
        )


def copy_bag(bag: Path, target: Path) -> None:
    """Copy a complete bag, synced to disk. Raises OSError, SetupError naming the path."""
    make_folders(target)
    for path in sorted(bag.rglob("*")):
        to = target / path.relative_to(bag)
        if path.is_dir():
            make_folders(to)
        else:
            write_atomic(to, path.read_bytes())
    sync_tree(target)


def digests(folder: Path) -> Mapping[str, str]:
    """Path in `data/` → sha256 in the bag's manifest; empty when that cannot be read."""
    try:
        lines = (folder / "manifest-sha256.txt").read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition(" ") for line in lines)
    return {name.lstrip(" ").removeprefix(PAYLOAD): digest for digest, _, name in pairs if name}


SOURCES = "sources"


PRODUCTS = "products"


PAGES = "pages"


PICTURES = "pictures"


REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Deposit:
    """The content of a bag."""

    record: IssueRecord
    files: Mapping[str, bytes]
    """Path in the bag's `data/` → bytes."""
    moment: datetime.datetime
    """When it is added."""
