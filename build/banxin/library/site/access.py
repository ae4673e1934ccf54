"""Access: for this machine, for everyone, or for users with a password."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from banxin.errors import SetupError, UsageError, phrase
from banxin.files import write_atomic

USERS = "users.toml"
N, R, P = 1 << 14, 8, 1
"""scrypt's cost: about 50 ms and 16 MB (RFC 7914)."""
MEMORY = 64 << 20
NO_PART = re.compile(r"[\x00-\x1f\x7f]")
"""What RFC 7617 forbids in a password; scrypt's HMAC takes a key with NUL behind it for the key."""
LEAST = 8
"""Least characters of a password."""


def is_loopback(host: str) -> bool:
    """Whether an address is this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hashed(password: str, salt: bytes = b"") -> str:
    """A password as stored: scrypt with its own salt."""
    salt = salt or os.urandom(16)
    made = hashlib.scrypt(password.encode(), salt=salt, n=N, r=R, p=P, maxmem=MEMORY)
    return f"scrypt${N}${R}${P}${salt.hex()}${made.hex()}"


def is_password(password: str, kept: str) -> bool:
    """Whether a password is the stored one, in the same time for every wrong one."""
    try:
        _, n, r, p, salt, wanted = kept.split("$")
        made = hashlib.scrypt(
            password.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), maxmem=MEMORY
        )  # fmt: skip
    except (ValueError, OverflowError):
        return False
    return hmac.compare_digest(made.hex(), wanted)


def read_users(library: Path) -> dict[str, str]:
    """User → stored password. Raises SetupError for a file that cannot be read."""
    path = library / USERS
    if not path.is_file():
        return {}
    try:
        users = tomllib.loads(path.read_text("utf-8"))["users"]
        return {str(name): str(kept) for name, kept in users.items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, AttributeError) as error:
        raise SetupError(f"{path} cannot be read: {error}.") from error


def set_user(library: Path, name: str, password: str) -> None:
    """Store a user's password. Raises UsageError for an invalid name or password, SetupError."""
    if not name.isprintable() or not name or ":" in name or '"' in name or "\\" in name:
        raise UsageError(phrase("{name} cannot be the name of a user.", name=name))
    if NO_PART.search(password):
        raise UsageError(phrase("A password has no control characters."))
    if len(password) < LEAST:
        raise UsageError(phrase("A password needs at least {least} characters.", least=LEAST))
    users = read_users(library) | {name: hashed(password)}
    rows = "".join(f'"{user}" = "{kept}"\n' for user, kept in sorted(users.items()))
    write_atomic(library / USERS, f"# banxin library user\n[users]\n{rows}".encode(), mode=0o600)


@dataclass
class Access:
    """Decides about each request."""

    users: dict[str, str]
    """User → stored password; empty: no password is needed."""
    _known: set[bytes] = field(default_factory=set)
    _key: bytes = field(default_factory=lambda: os.urandom(32))

    def knows(self, authorization: str) -> bool:
        """Whether no password is needed, or a request with this header was allowed before; takes no time."""
        return not self.users or self._seal(authorization) in self._known

    def allows(self, authorization: str) -> bool:
        """Whether a request with this header is allowed. scrypt runs once for each right password."""
        if self.knows(authorization):
            return True
        found = self._checked(authorization)
        if found:
            self._known.add(self._seal(authorization))
        return found

    def _seal(self, authorization: str) -> bytes:
        return hmac.digest(self._key, authorization.encode("utf-8", "surrogatepass"), "sha256")

    def _checked(self, authorization: str) -> bool:
        scheme, _, rest = authorization.partition(" ")
        if scheme.lower() != "basic" or not rest.isascii():
            return False
        try:
            name, mark, password = base64.b64decode(rest.strip(), validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        if NO_PART.search(password):
            return False
        # An unknown user takes as much time as a known one.
        kept = self.users.get(name) or next(iter(self.users.values()))
        return is_password(password, kept) and bool(mark) and name in self.users
