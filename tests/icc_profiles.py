"""ICC profiles for tests, made here: a camera's wide RGB and a printer's grey, as ICC.1:2001-04 has them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

D50 = (0.9642, 1.0, 0.8249)
WIDE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""XYZ of red, green and blue under D50: the primaries of Adobe RGB (1998)."""
WIDE_GAMMA = 563 / 256


def wide_rgb() -> bytes:
    """A profile of Adobe RGB's primaries and gamma."""
    names = ("rXYZ", "gXYZ", "bXYZ")
    curves = dict.fromkeys(("rTRC", "gTRC", "bTRC"), _curve(WIDE_GAMMA))
    return _profile("RGB ", {**{name: _xyz(point) for name, point in zip(names, WIDE, strict=True)}, **curves})


def grey(gamma: float) -> bytes:
    """A profile of one grey channel."""
    return _profile("GRAY", {"kTRC": _curve(gamma)})


def _fixed(value: float) -> bytes:
    return struct.pack(">i", int(value * 65536 + 0.5))


def _xyz(point: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, point))


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, int(gamma * 256 + 0.5)) + b"\0\0"


def _profile(space: str, tags: Mapping[str, bytes]) -> bytes:
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(4 + 4 + 2 + 1 + 67)
    every = {"desc": name + bytes(-len(name) % 4), "wtpt": _xyz(D50), "cprt": b"text\0\0\0\0none\0\0\0\0", **tags}
    table, data = struct.pack(">I", len(every)), b""
    start = 128 + 4 + 12 * len(every)
    for tag, content in every.items():
        table += tag.encode() + struct.pack(">II", start + len(data), len(content))
        data += content
    head = struct.pack(
        ">I4sI4s4s4s12s4s4sIIIQI12s4s44s",
        start + len(data), b"none", 0x02400000, b"mntr", space.encode(), b"XYZ ", bytes(12), b"acsp", b"none",
        0, 0, 0, 0, 0, b"".join(map(_fixed, D50)), b"none", bytes(44),
    )  # fmt: skip
    return head + table + data
