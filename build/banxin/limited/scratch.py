"""Temporary folders that are gone even when their process was killed: the next one sweeps what nobody holds."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

PREFIX = "banxin-"
HELD = ".held"
"""A file in a temporary folder, locked as long as its process lives."""


class Scratch:
    """A temporary folder of this process. Raises OSError when there is no room for one."""

    def __init__(self) -> None:
        _sweep(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        new = self.path / f"{HELD}.new"
        self._handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        new.rename(self.path / HELD)  # Locked before it has the name by which it is looked for.

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()


def _sweep(folder: Path) -> None:
    """Remove temporary folders of processes that are no more; others' and those in use stay."""
    for path in folder.glob(f"{PREFIX}*/{HELD}"):
        with contextlib.suppress(OSError):
            if path.is_symlink() or path.parent.is_symlink() or path.parent.stat().st_uid != os.getuid():
                continue
            handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path.parent, ignore_errors=True)
            finally:
                os.close(handle)
