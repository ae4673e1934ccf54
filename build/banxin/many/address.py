"""Where a cluster's scheduler is, and whether it may be trusted with work.

What dask is sent it unpickles: whoever reaches a scheduler runs code on its workers, and may send code back. So it is
on this machine alone, or everybody shows a certificate.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from banxin.errors import UsageError, phrase

CERTIFICATES = ("ca.pem", "cert.pem", "key.pem")
"""In the folder of --cluster-tls: whose signature is trusted, and our own certificate with its key."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A scheduler of dask.distributed."""

    address: str
    """tcp:// or tls://, host and port."""
    tls: Path | None = None
    """The folder of certificates."""


def cluster_at(address: str, tls: Path | None = None) -> Scheduler:
    """The cluster at an address such as tcp://127.0.0.1:8786, as a user writes it.

    Raises UsageError for what is no address, for one of another machine without certificates, and when they are
    missing.
    """
    full = address if "://" in address else f"tcp://{address}"
    try:
        parts = urlsplit(full)
        whole = bool(parts.hostname and parts.port) and parts.scheme in ("tcp", "tls")
    except ValueError:
        whole = False
    if not whole:
        raise UsageError(
            phrase("--cluster {address}: an address is written as tcp://127.0.0.1:8786 or tls://….", address=address)
        )
    if (parts.scheme == "tls") != (tls is not None):
        raise UsageError(phrase("--cluster tls://… and --cluster-tls FOLDER go together."))
    if tls is None and not is_loopback(full):
        raise UsageError(
            phrase(
                "--cluster {address}: without certificates anybody in the network could run programs on its workers. "
                "Use a scheduler on 127.0.0.1, or tls:// with --cluster-tls.",
                address=address,
            )
        )
    for name in CERTIFICATES if tls else ():
        if tls and not (tls / name).is_file():
            raise UsageError(phrase("--cluster-tls {folder}: there is no {name} in it.", folder=tls, name=name))
    return Scheduler(full, tls)


def is_loopback(address: str) -> bool:
    """Whether an address names this machine as only it can reach itself."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
