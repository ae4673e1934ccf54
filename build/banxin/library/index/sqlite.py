"""Opening SQLite files, and the meaning of SQLite's errors for the user."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from banxin.errors import SetupError, phrase

REFUSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR)
"""Errors of the system, not of the file."""
NO_ROOM = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN)
"""The index of the log cannot grow."""
LEAST_BYTES = 1 << 16
"""With less free space the disk is full, whatever SQLite's error is."""


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # Errors that our own code must handle.
    except sqlite3.DatabaseError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: sqlite3.DatabaseError) -> SetupError:
    exact = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    code = exact & 0xFF
    if code == sqlite3.SQLITE_FULL or exact in NO_ROOM or (code in REFUSED and _is_full(path.parent)):
        return SetupError(
            f"disk-full: there is no room for {path}; the catalogue is unchanged. Make room and try again."
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SetupError(f"busy: {path} is being written by another process; try again.")
    if code in REFUSED and not path.is_dir():
        return SetupError(
            f"{path} cannot be used: {error}. Where the folder can be written to and the disk is whole: "
            f"banxin library rebuild --library {path.parent}"
        )
    return damaged(path, error)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_BYTES
    except OSError:
        return False


def damaged(path: Path, reason: object) -> SetupError:
    """The error for a catalogue whose content is wrong."""
    return SetupError(
        phrase(
            "{path} is damaged ({reason}). Nothing is lost: banxin library rebuild --library {folder}",
            path=path,
            reason=reason,
            folder=path.parent,
        )
    )


def mode(path: Path) -> str:
    """The mode for opening the file: for writing, so that the log of a killed process is applied on reading; where the
    folder is not writable and there is no such log, as an immutable file."""
    log = path.with_name(f"{path.name}-wal")
    if os.access(path.parent, os.W_OK, effective_ids=True) or (log.exists() and log.stat().st_size):
        return "mode=rw"
    return "mode=ro&immutable=1"
