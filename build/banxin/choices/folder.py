"""The folder of an edition's alternatives: its contents, and the record of what they were made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from banxin.errors import UsageError, phrase
from banxin.model.edition import Edition

RECORD = "alternatives.json"
SHEET, PICTURE = "contact-sheet.html", "contact-sheet.png"


def default_folder(edition: Edition) -> Path:
    """The folder of an edition's alternatives when none is named."""
    return Path("out") / f"{edition.key}-alternatives"


def plan_file(number: int) -> str:
    """The name of plan `number`, from 1."""
    return f"plan-{number}.json"


def refuse_foreign(target: Path) -> None:
    """Raises UsageError when the folder has files that are not alternatives: it is replaced as a whole."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is not a folder; name another one with -o.")
    names = {path.name for path in target.iterdir()}
    foreign = sorted(name for name in names if name not in (RECORD, SHEET, PICTURE) and not _is_plan(name))
    if foreign or (names and RECORD not in names):
        raise UsageError(
            f"{target} has files that are not alternatives ({sorted(foreign or names)[0]}); name another folder."
        )


def _is_plan(name: str) -> bool:
    return name.startswith("plan-") and name.endswith(".json")


def read_record(source: Path, folder: Path) -> dict[str, Any]:
    """alternatives.json of `source`. Raises UsageError, which names the edition's `folder`, when there is none."""
    path = source / RECORD
    try:
        record = json.loads(path.read_text("utf-8"))
        rows = [(int(row["number"]), str(row["file"])) for row in record["alternatives"]]
        well = record["banxin"] == 1 and rows and all(Path(file).name == file for _, file in rows)
        if not (well and isinstance(record["edition"], str) and isinstance(record["sources"], dict)):
            raise ValueError(path)
    except FileNotFoundError:
        raise UsageError(
            phrase(
                "There are no alternatives in {source}; make them first: banxin plan --alternatives 6 {folder}",
                source=source,
                folder=folder,
            )
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} was not written by banxin; make the alternatives again.") from error
    return dict(record)
