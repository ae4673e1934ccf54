"""Default places of files made from a product."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import EditionError
from banxin.sources import read_edition

REPORT = "report.json"


def beside(product: Path, name: str) -> Path:
    """A path `name` beside a file; beside its folder where that is a build's, which the next build replaces."""
    folder = product.absolute().parent
    return (folder.parent if (folder / REPORT).is_file() else product.parent) / name


def key_of(name: str) -> str:
    """The key of an edition given by its key or by its folder. Raises EditionError for a folder that cannot be read."""
    folder = Path(name)
    if not (folder / "edition.toml").is_file():
        return name.rstrip("/")
    edition, problems = read_edition(folder)
    if edition is None:
        raise EditionError(problems)
    return edition.key
