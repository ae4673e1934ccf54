"""The editions that words of a command stand for, and default places of files made from a product."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import EditionError, UsageError, phrase
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


def editions_of(folder: Path) -> list[Path]:
    """The folder itself, or every edition in a paper's folder, by name. Raises UsageError when there is none.

    All folders are checked before the first is built, so that a typing mistake costs no waiting.
    """
    if not folder.is_dir():
        raise UsageError(
            phrase("{folder} is not a folder; an edition is a folder with an edition.toml.", folder=folder)
        )
    if (folder / "edition.toml").exists() or not (folder / "paper.toml").is_file():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/edition.toml"))
    if not found:
        raise UsageError(
            phrase(
                "{folder} is a paper without an edition; an edition is a folder in it with an edition.toml.",
                folder=folder,
            )
        )
    return found
