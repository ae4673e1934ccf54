"""Where what is made of a product goes."""

from __future__ import annotations

from pathlib import Path

REPORT = "report.json"


def beside(product: Path, name: str) -> Path:
    """A place called `name` beside a file; beside the folder it is in where that is a build's, which the next build
    makes anew."""
    folder = product.absolute().parent
    return (folder.parent if (folder / REPORT).is_file() else product.parent) / name
