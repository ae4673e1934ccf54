"""Bags (BagIt): written in a staging folder, checked file by file.

The Library of Congress' bagit does both; it writes version 0.97, which RFC 8493 (1.0) can read.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit

from banxin import __version__
from banxin.errors import BanxinError
from banxin.files import FOLDER_MODE, sync_tree, write_atomic
from banxin.library.deposit import Deposit

ALGORITHMS = ("sha256", "sha512")
CHUNK = 1 << 20
logging.getLogger("bagit").disabled = True  # It tells on standard error what it also raises.


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a bag."""

    kind: str
    """altered, missing, extra or broken."""
    file: str
    """Below the bag's folder; empty where it is the bag as a whole."""
    why: str = ""


def write_bag(folder: Path, deposit: Deposit) -> None:
    """Make a bag of the deposit in `folder`, which must not exist yet; everything is forced to disk.

    Raises SetupError naming the path, BanxinError when what was written is not what was to be.
    """
    folder.mkdir(parents=True, mode=FOLDER_MODE)
    for name, data in deposit.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, mode=FOLDER_MODE, exist_ok=True)
        write_atomic(path, data)
    bagit.make_bag(str(folder), _info(deposit), checksums=list(ALGORITHMS))
    for path in (path for path in folder.iterdir() if path.is_file()):
        with path.open("rb") as file:
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
    """Every file that is altered, missing or extra; nothing is changed.

    bagit reads the manifests; the files are looked at here, because it stops at the first sum that is wrong.
    """
    try:
        bag = bagit.Bag(str(folder))
        wanted = dict(bag.entries)
        if not bag.algorithms or set(bag.algorithms) - set(ALGORITHMS):
            return (Fault("broken", "", "its manifests are missing or of other digests"),)
    except (bagit.BagError, OSError, ValueError, LookupError) as error:
        return (Fault("broken", "", str(error)),)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    own = {f"tagmanifest-{name}.txt" for name in bag.algorithms}
    faults = [Fault("missing", name) for name in sorted((set(wanted) | own) - set(there))]
    faults += [Fault("extra", name) for name in sorted(set(there) - set(wanted) - own)]
    faults += [
        Fault("altered", name) for name in sorted(set(wanted) & set(there)) if _altered(there[name], wanted[name])
    ]
    return tuple(faults)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _altered(path: Path, wanted: Mapping[str, str]) -> bool:
    """Whether a file is none, or has not every digest that the manifests tell."""
    if path.is_symlink() or not path.is_file() or set(wanted) != set(ALGORITHMS):
        return True
    made = {name: hashlib.new(name) for name in wanted}
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            for digest in made.values():
                digest.update(block)
    return any(made[name].hexdigest() != wanted[name].lower() for name in wanted)


def digests(folder: Path) -> Mapping[str, str]:
    """Name below `data/` → sha256, as the bag's manifest tells it; empty where that cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        lines = (folder / "manifest-sha256.txt").read_text("utf-8").splitlines()
        pairs = (line.split(None, 1) for line in lines if " " in line)
        return {name.removeprefix("data/"): digest for digest, name in pairs}
    return {}
