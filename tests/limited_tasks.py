"""Tasks for processes with limits: what a stranger's work may do there."""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from banxin.errors import EditionError, Origin, Problem, Severity, UsageError, phrase
from banxin.limited.answers import LENGTH, Answer


class Attack:
    """Writes a file when it is unpickled."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.system, (f"touch {self.file}",)


def _said(data: bytes) -> None:
    """Write to whatever may be the parent's end."""
    for handle in range(3, 64):
        try:
            os.write(handle, data)
        except OSError:
            continue


def work(order: tuple[str, Any]) -> Answer:
    """What the order asks for."""
    name, value = order
    if name == "echo":
        return Answer(value, (b"one", b""))
    if name == "usage":
        raise UsageError(phrase("There is no file {name}.", name=value))
    if name == "problems":
        why = phrase("it is a folder")
        fields = (("name", value), ("why", why), ("count", 2))
        raise EditionError([Problem("not-a-file", Origin("a.md", 3), f"{value}", Severity.ERROR, "hint", fields)])
    if name == "sleep":
        time.sleep(60)
    if name == "memory":
        return Answer(len(bytearray(8 << 30)))
    if name == "large":
        return Answer(None, (bytes(3 << 20),))
    if name == "die":
        os._exit(7)
    if name == "fail":
        raise ZeroDivisionError("at the end")
    if name == "disk":
        (Path(tempfile.gettempdir()) / "large").write_bytes(bytes(3 << 20))
    if name == "print":
        print("to the parent")
        os.write(1, b"and this")
        return Answer("quiet")
    if name == "pickle":
        _said(pickle.dumps(Attack(value)))
    if name == "framed":
        data = pickle.dumps(Attack(value))
        _said(LENGTH.pack(len(data)) + data)
    if name == "endless":
        _said(LENGTH.pack(1 << 40))
        time.sleep(60)
    if name == "lies":
        head = b'{"kind": "done", "value": null, "sizes": [1, 999999999]}'
        _said(LENGTH.pack(len(head)) + head)
    if name == "nested":
        head = b"[" * 100_000
        _said(LENGTH.pack(len(head)) + head)
    os._exit(0)
