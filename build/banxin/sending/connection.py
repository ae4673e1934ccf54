"""A connection to the mail server, over which messages are sent one at a time.

A message is sent step by step rather than by `smtplib.SMTP.sendmail`, which cannot tell a connection that broke before
the message was complete from one that broke while the server was accepting it.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass

from banxin.errors import SetupError, phrase
from banxin.sending.log import State
from banxin.sending.mail_addresses import Mailbox
from banxin.sending.recipients import Server, password
from banxin.sources.text import SPECIAL

PIECE = 65536
"""Bytes of a message that are sent within one time-out: the whole may take long on a slow line."""
LAST_ANSWER = 10
"""Time-out in seconds for the reply to a message: the server may check for viruses first (RFC 5321, 4.5.3.2.6, asks for
ten minutes)."""
DOT = re.compile(rb"^\.", re.MULTILINE)
TOLD = 200
"""Characters of a server's reply that are shown."""
GO_ON = 354
"""The server is ready for the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of sending one message."""

    state: State
    reason: str = ""
    passing: bool = False
    """Whether another try may succeed shortly."""


class UnreachableError(Exception):
    """The server cannot be reached now."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Connection:
    """The connection, opened when needed, and again after it broke or has carried `most` messages."""

    def __init__(self, server: Server, most: int) -> None:
        self._server, self._most, self._carried = server, most, 0
        self._smtp: smtplib.SMTP | None = None
        self.ended = False
        """Whether the message was sent completely, so that the server may have accepted it."""

    def open(self) -> None:
        """Ensure that there is a connection.

        Raises UnreachableError, and SetupError for what waiting does not solve: a wrong certificate or password, no
        STARTTLS.
        """
        if self._smtp is not None and self._carried < self._most and self._lives():
            return
        self.close()
        self._smtp, self._carried = _connected(self._server), 0

    def hand_over(self, to: Mailbox, message: bytes) -> Reply:
        """Send one message to one reader over the open connection. Never raises for an error of the server or the
        network."""
        assert self._smtp is not None
        self.ended = False
        self._carried += 1
        try:
            return self._steps(self._smtp, to, message)
        except OSError:  # Some of smtplib's errors are among them.
            self.drop()
            if self.ended:
                return Reply(State.UNCERTAIN, phrase("the connection broke before the server had replied"))
            return Reply(State.FAILED, phrase("the connection broke before the message was complete"), True)

    def close(self) -> None:
        """Send QUIT, if the server is there."""
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.quit()
        self.drop()

    def drop(self) -> None:
        """Close the connection without QUIT."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _lives(self) -> bool:
        assert self._smtp is not None
        with contextlib.suppress(OSError):
            return bool(self._smtp.rset()[0] == 250)
        return False

    def _steps(self, smtp: smtplib.SMTP, to: Mailbox, message: bytes) -> Reply:
        options = [f"size={len(message)}"] if smtp.has_extn("size") else []
        code, text = smtp.mail(self._server.sender.address, options)
        if code // 100 != 2:
            # This concerns the sender, not the reader: the next run may succeed with another sender or a
            # smaller product.
            return Reply(State.FAILED, _said(code, text), code < 500)
        code, text = smtp.rcpt(to.address)
        if code // 100 != 2:
            return _refusal(code, text)
        code, text = smtp.docmd("DATA")
        if code != GO_ON:
            return _refusal(code, text)
        whole = DOT.sub(b"..", message.removesuffix(b"\r\n"))
        for start in range(0, len(whole), PIECE):
            smtp.send(whole[start : start + PIECE])
        assert smtp.sock is not None
        smtp.sock.settimeout(self._server.timeout_s * LAST_ANSWER)
        self.ended = True
        smtp.send(b"\r\n.\r\n")
        code, text = smtp.getreply()
        smtp.sock.settimeout(self._server.timeout_s)
        if code // 100 == 2:
            return Reply(State.SENT)
        if code // 100 in (4, 5):
            return _refusal(code, text)
        return Reply(State.UNCERTAIN, _said(code, text))


def plain(text: str) -> str:
    """A server's reply on one short line, without control characters."""
    line = " ".join(SPECIAL.sub(" ", text).split())
    return line if len(line) <= TOLD else line[: TOLD - 1] + "…"


def _refusal(code: int, text: bytes) -> Reply:
    passing = code < 500
    return Reply(State.FAILED if passing else State.REFUSED, _said(code, text), passing)


def _said(code: int, text: bytes) -> str:
    return phrase("the server replied {text}", text=plain(f"{code} {text.decode('utf-8', 'replace')}"))


def _connected(server: Server) -> smtplib.SMTP:
    """A connection with the user logged in. Raises as `Connection.open`."""
    secret = password(server) if server.user else ""
    smtp: smtplib.SMTP | None = None
    try:
        context = ssl.create_default_context()
        if server.security == "tls":
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)
        if server.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, secret)
    except BaseException as error:
        if smtp is not None:
            smtp.close()
        if isinstance(error, OSError):  # Some of smtplib's errors are among them.
            raise _trouble(error, server) from error
        raise
    return smtp


def _trouble(error: OSError, server: Server) -> Exception:
    """The error of connecting: SetupError where the editor has to act first."""
    place = {"host": server.host, "port": server.port}
    if isinstance(error, ssl.SSLCertVerificationError):
        return SetupError(
            phrase(
                "{host}:{port} has a certificate that is not trusted ({reason}); nothing was sent. Check "
                "that host is the name in the certificate; for an organisation's own certificate, name "
                "it in SSL_CERT_FILE.",
                **place,
                reason=error.verify_message,
            )
        )
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        reason = plain(error.reason or str(error))
        return SetupError(
            phrase("{host}:{port} does not use TLS ({reason}); check port and security.", **place, reason=reason)
        )
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return SetupError(
            phrase(
                "{host} rejects the login of {user}: {text}. Many providers require a password made for "
                "programs (授权码).",
                host=server.host,
                user=server.user,
                text=_answer(error),
            )
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return UnreachableError(phrase("the server replied {text}", text=_answer(error)))
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        return SetupError(phrase("{host}:{port} cannot be used: {reason}", **place, reason=plain(str(error))))
    reason = plain(error.strerror or str(error))
    return UnreachableError(phrase("no connection to {host}:{port}: {reason}", **place, reason=reason))


def _answer(error: smtplib.SMTPResponseException) -> str:
    text = error.smtp_error
    return plain(f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}")
