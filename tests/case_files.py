"""Cases as text that an editor can extend: a title, then parts, each ended by a line with a single dot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(name: str, parts: int = 2) -> list[Any]:
    """The cases of a file as pytest parameters, their titles as ids."""
    out = []
    current: list[str] = []
    gathered: list[str] = []
    for line in (FOLDER / name).read_text("utf-8").split("\n"):
        if line == ".":
            gathered.append("\n".join(current))
            current = []
        else:
            current.append(line)
        if len(gathered) == parts + 1:
            title = gathered[0].strip().split("\n")[-1]
            out.append(pytest.param(*gathered[1:], id=title))
            gathered = []
    assert not gathered, f"{name}: the last case is not closed by a line with a dot"
    assert out
    return out
