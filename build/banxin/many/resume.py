"""Whether an edition's last products are complete and up to date: then it need not be built again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from banxin.report import REPORT
from banxin.sources.files import SourceFolder
from banxin.wanted import BuildRequest, mark


def last_report(folder: Path, target: Path, wanted: BuildRequest) -> dict[str, Any] | None:
    """report.json of the edition's products in `target`, or None when they would change or are incomplete.

    Sources and products are hashed, so that the time of a file does not matter, but every bit does. Raises nothing: in
    doubt an edition is built.
    """
    try:
        report = json.loads((target / REPORT).read_text("utf-8"))
        same = report.get("made") == json.loads(json.dumps(mark(folder, wanted)))
        whole = same and _sources_agree(folder, report["sources"]) and _products_agree(target, report["products"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return dict(report) if whole else None


def _sources_agree(folder: Path, told: Mapping[str, str]) -> bool:
    """Whether every file that was read then is unchanged; the names of all files are in the mark."""
    sources = SourceFolder(folder.absolute().parent)
    for name, digest in told.items():
        path = sources.root / name
        sources.read(path, path.stat().st_size, "nothing")  # It was within its limits when it was read before.
        if sources.digests.get(name) != digest:
            return False
    return bool(told)


def _products_agree(target: Path, told: Mapping[str, Mapping[str, Any]]) -> bool:
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    if there != {*told, REPORT}:
        return False
    for name, row in told.items():
        with (target / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != row["sha256"]:
                return False
    return True
