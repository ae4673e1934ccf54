"""Unicode's classes of line breaking (UAX #14), for every character of which a region's table says nothing.

`line_break.txt` holds the classes that forbid a break on one side or both; `docs/make_line_breaks.py` makes it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "line_break.txt"


@cache
def line_breaks() -> dict[str, str]:
    """Character → its class by the two letters of UAX #14; characters whose class forbids nothing are not there."""
    found: dict[str, str] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        codes, name = line.split()
        first, last = codes.split("..")
        found.update((chr(code), name) for code in range(int(first, 16), int(last, 16) + 1))
    return found
