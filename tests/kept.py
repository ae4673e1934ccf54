"""What costs seconds to make and several test processes want: made by the first of them, the others wait for it."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


def made_once_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`folder/name`, a folder that `make` fills."""
    target = folder / name
    with (folder / f".{name}.once").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            new = folder / f".{name}.making"
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            make(new)
            new.rename(target)
    return target


def object_once(folder: Path, name: str, make: Callable[[], T]) -> T:
    """What `make` gives; it goes from process to process as a pickle."""

    def write(new: Path) -> None:
        (new / "object").write_bytes(pickle.dumps(make()))

    found: T = pickle.loads((once(folder, name, write) / "object").read_bytes())
    return found
