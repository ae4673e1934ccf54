"""Bags (BagIt 0.97): written by the Library of Congress' bagit to a staging folder, copied, refused."""

from __future__ import annotations

import datetime
import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit

from banxin import __version__
from banxin.errors import BanxinError, phrase
from banxin.files import FOLDER_MODE, MODE, make_folders, sync_tree, write_atomic
from banxin.library.archive.bag_check import ALGORITHMS, check_bag
from banxin.library.record.record import IssueRecord

logging.getLogger("bagit").disabled = True  # It logs to standard error what it also raises.


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
            with path.open("rb") as given, to.open("xb") as taken:
                shutil.copyfileobj(given, taken)
                taken.flush()
                os.fchmod(taken.fileno(), MODE)
                os.fsync(taken.fileno())
    sync_tree(target)


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
