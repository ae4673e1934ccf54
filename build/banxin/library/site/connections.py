"""Connections of the served site: how many there may be, how long each may dawdle, how often a fault is logged."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import time
from collections.abc import Callable

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""Time that a reader has for the head of a request, and for a body that nobody asked for."""
TAKING_SECONDS = 60.0
"""Time in which a reader must take the 64 KB that wait for them."""
MOST_CONNECTIONS = 500
HANDLES = 4096
"""File handles that are asked for; the system may give fewer."""
ACCEPTED = 8
"""Connections that are taken in one turn; some turns pass before one too many is closed."""
OWN_HANDLES, THREADS, HANDLES_OF_A_THREAD = 40 + 5 * ACCEPTED, 40, 3
"""Handles beside those of connections: libraries and logs; each thread keeps a catalogue with its log and its index."""
REPEATED_SECONDS = 60.0
"""Time in which a message is logged once."""


def most_connections() -> int:
    """How many connections there are handles for, each with one for the file that it is sent."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = HANDLES if hard == resource.RLIM_INFINITY else min(HANDLES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    left = HANDLES if soft == resource.RLIM_INFINITY else soft - OWN_HANDLES
    found = max((left - THREADS * HANDLES_OF_A_THREAD) // 2, 0)
    if found < THREADS:  # There are no more busy threads than connections.
        found = left // (2 + HANDLES_OF_A_THREAD)
    return max(2, min(MOST_CONNECTIONS, found))


class BoundedConnection(H11Protocol):
    """A connection that is closed when its reader dawdles; when there are too many, the one that waits longest for a
    request goes first."""

    most = MOST_CONNECTIONS
    _head: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            waiting = [one for one in self.connections if isinstance(one, BoundedConnection) and one._head]
            oldest = min(waiting, key=lambda one: one._head.when() if one._head else 0.0, default=self)
            oldest._end()
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head, self._taking = _stopped(self._head), _stopped(self._taking)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait_for_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait_for_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TAKING_SECONDS, self._end)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taking = _stopped(self._taking)

    def _wait_for_head(self) -> None:
        if self.cycle and not self.cycle.response_complete:
            self._head = _stopped(self._head)
        elif not self._head and not self.transport.is_closing():
            self._head = self.loop.call_later(HEAD_SECONDS, self._end)

    def _end(self) -> None:
        self._head, self._taking = _stopped(self._head), _stopped(self._taking)
        self.connections.discard(self)
        self.transport.abort()


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    if timer:
        timer.cancel()
    return None


class Once(logging.Filter):
    """Lets a message pass once in a while; what it is about is its first line and its exception."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._told: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the message was not logged a moment ago."""
        raised = record.exc_info[1] if record.exc_info else None
        now, what = self._now(), f"{str(record.msg).partition(chr(10))[0][:200]} {str(raised)[:200]}"
        if now - self._told.get(what, -REPEATED_SECONDS) < REPEATED_SECONDS:
            return False
        if len(self._told) > MOST_CONNECTIONS:
            self._told.clear()
        self._told[what] = now
        return True


def log_once() -> None:
    """Have the loggers of the server repeat nothing."""
    for name in ("asyncio", "uvicorn.error"):
        logging.getLogger(name).addFilter(Once())
