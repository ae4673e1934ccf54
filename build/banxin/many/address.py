"""The address of a cluster's scheduler, and whether it may be trusted.

dask unpickles what it receives: whoever reaches a scheduler can run code on its workers, and may send code back. So a
scheduler must be on this machine, or use certificates.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from banxin.errors import UsageError, phrase

CERTIFICATES = ("ca.pem", "cert.pem", "key.pem")
"""In the folder of --cluster-tls: the trusted authority, and our own certificate with its key."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A scheduler of dask.distributed."""

    address: str
    """tcp:// or tls://, host and port."""
    tls: Path | None = None
    """The folder of certificates; None without TLS."""


def cluster_at(address: str, tls: Path | None = None) -> Scheduler:
    """The scheduler at an address such as tcp://127.0.0.1:8786, as the user writes it.

    Raises UsageError for an invalid address, for one of another machine without certificates, and when certificates are
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
            raise UsageError(phrase("--cluster-tls {folder}: {name} is missing in it.", folder=tls, name=name))
    return Scheduler(full, tls)


def is_loopback(address: str) -> bool:
    """Whether an address can be reached from this machine only."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
