"""What a limited process is given, what it may use, and how it answers.

A stranger's template may have got hold of the process, so an answer is data that is only looked at, never a pickle: a
length of 8 bytes, that many bytes of JSON with `kind`, `value` and the `sizes` of the parts, then the parts.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LENGTH = struct.Struct(">Q")
MOST_HEAD = 16 << 20
"""Bytes of an answer's JSON. Ours."""
DONE, FAILED, MEMORY = "done", "failed", "memory"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a process."""

    seconds: float
    """Wall clock of one request."""
    memory: int
    """Bytes of its address space."""
    answer: int
    """Bytes of one answer."""
    disk: int = 256 << 20
    """Bytes of any file that it writes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request."""

    value: Any = None
    """As JSON has it."""
    parts: tuple[bytes, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(map(len, self.parts))


def head(kind: str, value: Any, parts: Iterable[bytes] = ()) -> bytes:
    """The beginning of an answer, before its parts."""
    data = json.dumps({"kind": kind, "value": value, "sizes": [len(part) for part in parts]}).encode()
    return LENGTH.pack(len(data)) + data


def read_head(data: bytes) -> tuple[str, Any, list[int]]:
    """Kind, value and the sizes of the parts. Raises ValueError for anything else."""
    found = json.loads(data)
    if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
        raise ValueError("no answer")
    sizes = found.get("sizes")
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        raise ValueError("no sizes")
    return found["kind"], found.get("value"), sizes
