"""One connection to the mail server, over which messages go one by one.

A message is handed over step by step and not by `smtplib.SMTP.sendmail`, which cannot tell a connection that broke
before the message was whole from one that broke while the server was taking it.
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
"""The server looks for viruses before it takes a message: RFC 5321, 4.5.3.2.6, asks for ten minutes of patience."""
DOT = re.compile(rb"^\.", re.MULTILINE)
TOLD = 200
"""Characters of a server's answer that are shown."""
GO_ON = 354
"""The server waits for the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How handing over one message ended."""

    state: State
    reason: str = ""
    passing: bool = False
    """Whether another try in a moment may go better."""


class UnreachableError(Exception):
    """The server cannot be spoken to now."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Connection:
    """The connection, opened when it is needed and again after it broke or has carried `most` messages."""

    def __init__(self, server: Server, most: int) -> None:
        self._server, self._most, self._carried = server, most, 0
        self._smtp: smtplib.SMTP | None = None
        self.ended = False
        """Whether the message that is being handed over is whole, so that the server may have taken it."""

    def open(self) -> None:
        """See that there is a connection.

        Raises UnreachableError, and SetupError for what waiting does not mend: a wrong certificate or password, no
        STARTTLS.
        """
        if self._smtp is not None and self._carried < self._most and self._lives():
            return
        self.close()
        self._smtp, self._carried = _connected(self._server), 0

    def hand_over(self, to: Mailbox, message: bytes) -> Reply:
        """Send one message to one reader over the open connection. Never raises for what the server or the net does."""
        assert self._smtp is not None
        self.ended = False
        self._carried += 1
        try:
            return self._steps(self._smtp, to, message)
        except OSError:  # smtplib's errors are some too.
            self.drop()
            if self.ended:
                return Reply(State.UNCERTAIN, phrase("the connection broke before the server had answered"))
            return Reply(State.FAILED, phrase("the connection broke before the message was whole"), True)

    def close(self) -> None:
        """Say goodbye, if somebody listens."""
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.quit()
        self.drop()

    def drop(self) -> None:
        """Hang up."""
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
            # Of us and not of the reader: the next run may do better with another sender or a smaller product.
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
    """What a server says, as a line that is short and has nothing a terminal would obey."""
    line = " ".join(SPECIAL.sub(" ", text).split())
    return line if len(line) <= TOLD else line[: TOLD - 1] + "…"


def _refusal(code: int, text: bytes) -> Reply:
    passing = code < 500
    return Reply(State.FAILED if passing else State.REFUSED, _said(code, text), passing)


def _said(code: int, text: bytes) -> str:
    return phrase("the server answers {text}", text=plain(f"{code} {text.decode('utf-8', 'replace')}"))


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
        if isinstance(error, OSError):  # smtplib's errors are some too.
            raise _trouble(error, server) from error
        raise
    return smtp


def _trouble(error: OSError, server: Server) -> Exception:
    """What stands between us and the server: SetupError for what the editor has to mend first."""
    place = {"host": server.host, "port": server.port}
    if isinstance(error, ssl.SSLCertVerificationError):
        return SetupError(
            phrase(
                "{host}:{port} shows a certificate that is not to be trusted ({reason}); nothing was sent. See that "
                "host is the name its owner gives; for a certificate of the house's own, name it in SSL_CERT_FILE.",
                **place,
                reason=error.verify_message,
            )
        )
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        reason = plain(error.reason or str(error))
        return SetupError(
            phrase("{host}:{port} does not speak TLS ({reason}); look at port and security.", **place, reason=reason)
        )
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return SetupError(
            phrase(
                "{host} does not let {user} in: {text}. Many providers want a password made for programs (授权码).",
                host=server.host,
                user=server.user,
                text=_answer(error),
            )
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return UnreachableError(phrase("the server answers {text}", text=_answer(error)))
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        return SetupError(phrase("{host}:{port} cannot be used: {reason}", **place, reason=plain(str(error))))
    reason = plain(error.strerror or str(error))
    return UnreachableError(phrase("no connection to {host}:{port}: {reason}", **place, reason=reason))


def _answer(error: smtplib.SMTPResponseException) -> str:
    text = error.smtp_error
    return plain(f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}")
