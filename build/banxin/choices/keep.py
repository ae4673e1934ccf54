"""Making one of the alternatives the edition's kept plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banxin.choices.folder import default_folder, read_record
from banxin.dump.plan_json import plan_from_json
from banxin.errors import EditionError, UsageError, has_errors, phrase
from banxin.files import write_atomic
from banxin.fonts.library import FontLibrary
from banxin.saved import KEPT
from banxin.sources import read_edition


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The plan that was kept."""

    file: Path
    row: Mapping[str, Any]
    """Its row in alternatives.json."""


def keep_alternative(folder: Path, number: int, source: Path | None = None) -> KeptPlan:
    """Copy plan `number` of the alternatives in `source` to the edition's folder, as its kept plan.

    Raises UsageError when there are no alternatives, none of that number, or when they are not of the edition as it is
    now.
    """
    if not (folder / "edition.toml").is_file():
        raise UsageError(f"{folder} is not an edition's folder; it has no edition.toml.")
    edition, problems = read_edition(folder)
    if edition is None or has_errors(problems):
        raise EditionError(problems)
    source = source or default_folder(edition)
    record = read_record(source, folder)
    again = f"make them anew: banxin plan --alternatives 6 {folder}"
    if record["edition"] != edition.key:
        raise UsageError(f"{source} has alternatives of {record['edition']}, not of {edition.key}; {again}")
    changed = _changed(record["sources"], dict(edition.sources))
    if changed:
        raise UsageError(f"The alternatives in {source} were made from older sources ({changed}); {again}")
    row = next((row for row in record["alternatives"] if row["number"] == number), None)
    if row is None:
        raise UsageError(
            phrase(
                "{source} has no plan {number}; it has plans 1 to {most}.",
                source=source,
                number=number,
                most=len(record["alternatives"]),
            )
        )
    try:
        data = (source / row["file"]).read_bytes()
        plan_from_json(data.decode(), FontLibrary.of_paper(edition.paper.folder), row["file"])
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{source / row['file']} cannot be read; {again}") from error
    write_atomic(folder / KEPT, data)
    return KeptPlan(folder / KEPT, row)


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Describes the first file that has changed; empty when none has."""
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    if not names:
        return ""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    what = "changed" if names[0] in old and names[0] in new else "is new" if names[0] in new else "is gone"
    return f"{names[0]}{more} {what}"
