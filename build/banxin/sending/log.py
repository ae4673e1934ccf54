"""deliveries.sqlite: the log of deliveries. It is kept beside the catalogue and cannot be rebuilt.

A delivery is claimed before its message is sent and settled afterwards; both are written to disk at once. A run that is
killed in between leaves a claim: the message may have been delivered, so it is sent again only on request.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from banxin.errors import SetupError, UsageError, phrase
from banxin.files import sync_folder

NAME = "deliveries.sqlite"
VERSION = 1
WAIT_S = 30.0
"""Seconds to wait for another run that is writing; a write takes milliseconds."""
SCHEMA = """
create table if not exists delivery (
    edition text not null,
    list text not null,
    address text not null,
    sha256 text not null,
    state text not null check (state in ('sending', 'sent', 'failed', 'refused', 'uncertain')),
    attempts integer not null,
    reason text not null,
    claimed text not null,
    settled text not null,
    run text not null,
    primary key (edition, list, address, sha256)
) strict, without rowid
"""


class State(StrEnum):
    """State of a delivery."""

    SENDING = "sending"
    """Claimed by a run that is still alive."""
    SENT = "sent"
    """The server accepted it."""
    FAILED = "failed"
    """Certainly not delivered, for a reason that may pass."""
    REFUSED = "refused"
    """Certainly not delivered, for a permanent reason."""
    UNCERTAIN = "uncertain"
    """Sent, but the server's reply is unknown."""


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """Identifies what is delivered once."""

    edition: str
    list: str
    address: str
    sha256: str
    """Of the product."""


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """The log's record of a delivery."""

    state: State
    attempts: int
    reason: str
    """Why it was not sent; else empty."""
    moment: str
    """Time of this state, UTC."""


class Log:
    """The log of a library, for one run. Close it, or use it with `with`."""

    def __init__(self, library: Path, *, write: bool = True) -> None:
        """Open the log, and create it if missing; without `write`, a missing log counts as empty.

        Raises UsageError when there is no such folder, SetupError for a log that is damaged, of a newer version, or
        cannot be accessed.
        """
        if not library.is_dir():
            raise UsageError(phrase("There is no library {folder}.", folder=library))
        self.path = library / NAME
        self._run = uuid.uuid4().hex if write else ""
        with self._explained_errors():
            if write:
                _make_private(self.path)
            self._base = sqlite3.connect(
                self.path if self.path.exists() else ":memory:", timeout=WAIT_S, isolation_level=None
            )
        self._held: int | None = None
        try:
            with self._explained_errors():
                self._set_up()
                if write:
                    self._held = _hold(self._sign(self._run))
                    self._sweep()
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the run: from now on, a claim that is still open counts as one of a killed run."""
        self._base.close()
        if self._held is not None:
            self._sign(self._run).unlink(missing_ok=True)
            os.close(self._held)
            self._held = None

    def entry(self, key: DeliveryKey) -> DeliveryRecord | None:
        """The record of a delivery; None when it was never tried. Raises SetupError."""
        with self._explained_errors():
            return self._entry(key)

    def claim(self, key: DeliveryKey, again: int | None = None) -> DeliveryRecord | None:
        """Claim the delivery: None when this run may send it, else its record.

        again: the number of attempts known when another one was requested; what another run did since then counts.
        Raises SetupError.
        """
        with self._explained_errors(), self._transaction():
            entry = self._entry(key)
            if not may_go(entry, again):
                return entry
            self._base.execute(
                "insert into delivery values (?, ?, ?, ?, 'sending', 1, '', ?, '', ?) on conflict do update set"
                " state = 'sending', attempts = attempts + 1, reason = '', settled = '',"
                " claimed = excluded.claimed, run = excluded.run",
                (key.edition, key.list, key.address, key.sha256, _now(), self._run),
            )
        return None

    def settle(self, key: DeliveryKey, state: State, reason: str = "") -> DeliveryRecord:
        """Record the result of a delivery that this run has claimed. Raises SetupError."""
        with self._explained_errors(), self._transaction():
            self._base.execute(
                "update delivery set state = ?, reason = ?, settled = ? where edition = ? and list = ? and address = ?"
                " and sha256 = ? and run = ? and state = 'sending'",
                (str(state), str(reason), _now(), key.edition, key.list, key.address, key.sha256, self._run),
            )
            entry = self._entry(key)
        if entry is None or entry.state is not state:
            raise SetupError(phrase("{path} was changed while it was in use.", path=self.path))
        return entry

    def _entry(self, key: DeliveryKey) -> DeliveryRecord | None:
        row = self._base.execute(
            "select state, attempts, reason, max(claimed, settled), run from delivery"
            " where edition = ? and list = ? and address = ? and sha256 = ?",
            (key.edition, key.list, key.address, key.sha256),
        ).fetchone()
        if row is None:
            return None
        state, attempts, reason, moment, run = row
        if state == State.SENDING and run != self._run and not _is_held(self._sign(run)):
            return DeliveryRecord(State.UNCERTAIN, attempts, phrase("the run was killed before it had a reply"), moment)
        return DeliveryRecord(State(state), attempts, reason, moment)

    def _set_up(self) -> None:
        self._base.execute(f"pragma busy_timeout = {WAIT_S * 1000:.0f}")
        faults = [row[0] for row in self._base.execute("pragma quick_check(1)")]
        if faults != ["ok"]:
            raise self._damaged(" ".join(faults[0].split()))
        version = self._base.execute("pragma user_version").fetchone()[0]
        if version > VERSION:
            raise SetupError(phrase("{path} was written by a newer banxin; use that one.", path=self.path))
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = full")
        if version < VERSION:
            with self._transaction():
                self._base.execute(SCHEMA)
                self._base.execute(f"pragma user_version = {VERSION}")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("begin immediate")
        try:
            yield
            self._base.execute("commit")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("rollback")
            raise

    @contextlib.contextmanager
    def _explained_errors(self) -> Iterator[None]:
        """Turn errors of SQLite and the system into advice for the editor."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise self._damaged(str(error)) from error
            raise self._useless(str(error)) from error
        except OSError as error:
            raise self._useless(error.strerror or str(error)) from error

    def _damaged(self, reason: str) -> SetupError:
        return SetupError(
            phrase(
                "{path} is damaged: {reason}. Nothing was sent. Restore a copy of it; or move it away, "
                "and everyone counts as not served.",
                path=self.path,
                reason=reason,
            )
        )

    def _useless(self, reason: str) -> SetupError:
        return SetupError(
            phrase("{path}, the log of deliveries, cannot be used: {reason}.", path=self.path, reason=reason)
        )

    def _sign(self, run: str) -> Path:
        """The file that a run keeps locked while it is alive."""
        return self.path.with_name(f".{NAME}.{run}.lock")

    def _sweep(self) -> None:
        """Remove the files of runs that were killed."""
        for sign in self.path.parent.glob(f".{NAME}.*.lock"):
            _is_held(sign, remove=True)


def may_go(entry: DeliveryRecord | None, again: int | None = None) -> bool:
    """Whether a delivery may be sent: never tried, certainly failed, or requested again after that many attempts."""
    if entry is None or entry.state is State.FAILED:
        return True
    return entry.state is not State.SENDING and entry.attempts == again


def _make_private(path: Path) -> None:
    """An empty log that only its owner can read: it has readers' addresses."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        sync_folder(path.parent)


def _hold(sign: Path) -> int:
    """Create the file of a run and lock it; the kernel releases the lock when the process dies."""
    while True:
        handle = os.open(sign, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # Another run removed it before it was locked.


def _is_held(sign: Path, *, remove: bool = False) -> bool:
    """Whether the run of this file is alive; `remove` deletes the file of a dead one."""
    try:
        handle = os.open(sign, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if remove:
            sign.unlink(missing_ok=True)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
