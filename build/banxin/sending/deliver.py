"""A run: one product is sent to every reader of a list, once each."""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from banxin.errors import phrase
from banxin.sending.connection import Connection, Reply, UnreachableError
from banxin.sending.log import DeliveryKey, DeliveryRecord, Log, State, may_go
from banxin.sending.mail_addresses import Mailbox
from banxin.sending.message import Parcel, check_size, compose
from banxin.sending.recipients import MailList, Server

DeliveryProgress = Callable[[str, float], None]
TRIES = 3
"""Tries within a run. Servers that defer unknown senders (greylisting) need minutes: the next run serves those."""
PAUSE_S = 2.0
"""Seconds before the second try; twice as long before each further one."""


class Fate(StrEnum):
    """Result of a run for one reader."""

    SENT = "sent"
    ALREADY = "already"
    """An earlier run sent it."""
    FAILED = "failed"
    """Not delivered; the next run tries again."""
    REFUSED = "refused"
    """Not delivered; tried again only on request."""
    UNCERTAIN = "uncertain"
    """Perhaps delivered; tried again only on request."""
    ELSEWHERE = "elsewhere"
    """Another run is sending it right now."""
    WAITING = "waiting"
    """A dry run: it would be sent."""


FATES = {
    State.SENDING: Fate.ELSEWHERE,
    State.SENT: Fate.ALREADY,
    State.FAILED: Fate.FAILED,
    State.REFUSED: Fate.REFUSED,
    State.UNCERTAIN: Fate.UNCERTAIN,
}
GOOD = (Fate.SENT, Fate.ALREADY, Fate.WAITING)


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The result of one delivery."""

    list: str
    address: str
    fate: Fate
    attempts: int
    """Of all runs."""
    reason: str
    moment: str
    """Time of this state, UTC; empty for a delivery that was never tried."""


def deliver(
    parcel: Parcel,
    to: MailList,
    server: Server,
    log: Log,
    *,
    again: Collection[str] = (),
    tries: int = TRIES,
    pause_s: float = PAUSE_S,
    tell: DeliveryProgress | None = None,
) -> tuple[DeliveryOutcome, ...]:
    """Send the parcel to everyone on the list who does not have it; returns the results in the list's order.

    again: addresses that get it even if they may have it, or if their server refused it permanently. Raises UsageError
    for a product above the list's size limit, before connecting; SetupError for a log or a server that cannot be used.
    """
    check_size(parcel, to)
    entries = {reader: log.entry(_key(parcel, to, reader)) for reader in to.addresses}
    asked = {reader: entry.attempts for reader, entry in entries.items() if entry and reader.address in again}
    found = {reader: _outcome(to, reader, entry) for reader, entry in entries.items() if entry}
    waiting = [reader for reader, entry in entries.items() if may_go(entry, asked.get(reader))]
    rounds = _Rounds(parcel, to, server, log, asked)
    total = len(waiting)
    with contextlib.closing(rounds.connection):
        for number in range(tries):
            if number and waiting:
                time.sleep(pause_s * 2 ** (number - 1))
            later = []
            trouble: str | None = None
            for place, reader in enumerate(waiting):
                trouble = trouble or rounds.trouble()
                found[reader], passing = rounds.one(reader, trouble)
                if passing:
                    later.append(reader)
                if tell:
                    tell("send", (total - len(waiting) + place + 1 - len(later)) / total)
            waiting = later
    return tuple(found[reader] for reader in to.addresses)


def rehearse(parcel: Parcel, to: MailList, log: Log, *, again: Collection[str] = ()) -> tuple[DeliveryOutcome, ...]:
    """What `deliver` would do, without connecting: who would get it, and the state of the others.

    Raises UsageError for a product above the list's size limit, SetupError for a log that cannot be used.
    """
    check_size(parcel, to)
    outcomes = []
    for reader in to.addresses:
        entry = log.entry(_key(parcel, to, reader))
        asked = entry.attempts if entry and reader.address in again else None
        outcome = (
            _outcome(to, reader, entry) if entry else DeliveryOutcome(to.name, reader.address, Fate.WAITING, 0, "", "")
        )
        if entry and may_go(entry, asked):
            outcome = DeliveryOutcome(to.name, reader.address, Fate.WAITING, entry.attempts, entry.reason, entry.moment)
        outcomes.append(outcome)
    return tuple(outcomes)


class _Rounds:
    """State shared by all tries of a run."""

    def __init__(self, parcel: Parcel, to: MailList, server: Server, log: Log, asked: dict[Mailbox, int]) -> None:
        self.parcel, self.to, self.server, self.log, self.asked = parcel, to, server, log, asked
        self.connection = Connection(server, to.most_at_once)

    def trouble(self) -> str | None:
        """Why the server cannot be reached."""
        try:
            self.connection.open()
        except UnreachableError as error:
            return error.reason
        return None

    def one(self, reader: Mailbox, trouble: str | None) -> tuple[DeliveryOutcome, bool]:
        """Try one reader; the result, and whether to try again shortly."""
        moment = datetime.datetime.now(datetime.UTC)
        message = b"" if trouble else compose(self.parcel, self.to, reader, self.server.sender, moment).as_bytes()
        key = _key(self.parcel, self.to, reader)
        taken = self.log.claim(key, self.asked.get(reader))
        if taken:
            return _outcome(self.to, reader, taken), False
        answer = Reply(State.FAILED, trouble, True) if trouble else self._hand_over(key, reader, message)
        entry = self.log.settle(key, answer.state, answer.reason)
        fate = Fate.SENT if answer.state is State.SENT else FATES[answer.state]
        return DeliveryOutcome(
            self.to.name, reader.address, fate, entry.attempts, answer.reason, entry.moment
        ), answer.passing

    def _hand_over(self, key: DeliveryKey, reader: Mailbox, message: bytes) -> Reply:
        try:
            return self.connection.hand_over(reader, message)
        except BaseException:
            # Ctrl-C and SIGTERM may arrive anywhere.
            state = State.UNCERTAIN if self.connection.ended else State.FAILED
            self.connection.drop()
            self.log.settle(key, state, phrase("the run was stopped"))
            raise


def _key(parcel: Parcel, to: MailList, reader: Mailbox) -> DeliveryKey:
    return DeliveryKey(parcel.key, to.name, reader.address, parcel.sha256)


def _outcome(to: MailList, reader: Mailbox, entry: DeliveryRecord) -> DeliveryOutcome:
    return DeliveryOutcome(to.name, reader.address, FATES[entry.state], entry.attempts, entry.reason, entry.moment)
