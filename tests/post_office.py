"""A mail server on this machine, for tests of sending: it keeps what it takes, and answers as it is told."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "news@example.cn", "letmein"


@dataclass(slots=True)
class Office:
    """What the server does, and what it got."""

    rcpt: dict[str, list[str]] = field(default_factory=dict)
    """Address → answers to RCPT, one a time; 250 when there is none left."""
    data: list[str] = field(default_factory=list)
    """Answers to whole messages, one a time; 250 when there is none left."""
    drops: int = 0
    """So many whole messages are taken, and then the line is cut without an answer."""
    slow_s: float = 0.0
    """Before each answer to a whole message."""
    port: int = 0
    got: list[tuple[str, bytes]] = field(default_factory=list)
    """Reader and message of each that was taken."""
    sessions: set[int] = field(default_factory=set)
    logins: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt.get(address):
            return self.rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert len(envelope.rcpt_tos) == 1
        self.sessions.add(id(session))
        if self.data:
            return self.data.pop(0)
        time.sleep(self.slow_s)
        self.got.append((envelope.rcpt_tos[0], cast(bytes, envelope.original_content)))
        if self.drops:
            self.drops -= 1
            server.transport.abort()
        return "250 taken"

    def messages(self) -> list[EmailMessage]:
        """What was taken, parsed."""
        return [cast(EmailMessage, message_from_bytes(data, policy=policy.default)) for _, data in self.got]

    def readers(self) -> list[str]:
        return [reader for reader, _ in self.got]

    def _let_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    @contextmanager
    def open(self, *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Office]:
        """Serve on a free port of 127.0.0.1; with STARTTLS or TLS one can log in, with STARTTLS one must."""
        self.port = free_port()
        secure: dict[str, Any] = {}
        if starttls:
            secure = {"tls_context": starttls, "require_starttls": True, "auth_required": True}
        if starttls or tls:
            # aiosmtpd knows of TLS by STARTTLS only.
            secure |= {"authenticator": self._let_in, "auth_require_tls": tls is None}
        controller = Controller(self, hostname="127.0.0.1", port=self.port, ssl_context=tls, **secure)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def odd_server(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does with each connection what no good one does; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def run() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    serve(connection)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def speak(connection: socket.socket, until: bytes) -> bytes:
    """Answer 250 to each command until one starts so; what was read of it so far."""
    connection.sendall(b"220 here\r\n")
    read = b""
    while True:
        while b"\r\n" not in read:
            got = connection.recv(65536)
            if not got:
                return b""
            read += got
        line, _, read = read.partition(b"\r\n")
        if line.upper().startswith(until):
            return read
        connection.sendall(b"250 OK\r\n")
