"""The seed edition is an import with an editor's corrections. This keeps the two apart, and the corrections visible.

    python seeds/refresh.py diff     after the edition was corrected by hand: writes corrections/<date>.diff anew
    python seeds/refresh.py edition  after the importer changed: imports anew and lays the corrections over it

A test imports the dump, applies the diff and compares every file with the edition, byte for byte.
"""

from __future__ import annotations

import datetime
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

from banxin.importer import import_dump
from banxin.importer.write import edition_files

PAPER = Path(__file__).resolve().parent / "gansu-daily"
DATE = datetime.date(2024, 12, 22)
EDITION = PAPER / DATE.isoformat()
DIFF = PAPER / "corrections" / f"{DATE.isoformat()}.diff"


def imported() -> dict[str, str]:
    """What the importer makes of the dumps: file → text."""
    raws = sorted((PAPER / "raw").glob(f"gansu-daily-{DATE.isoformat()}-p*.txt"))
    return edition_files(import_dump(raws, PAPER, DATE))


def corrections() -> str:
    """The unified diff from the import to the edition as it stands; pictures are no text and not in it."""
    out: list[str] = []
    for name, before in sorted(imported().items()):
        after = (EDITION / name).read_text("utf-8")
        lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}", n=2)
        out += (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(out)


def corrected(folder: Path) -> None:
    """Write the import to `folder` and apply the corrections to it."""
    for name, text in imported().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    if DIFF.exists():
        subprocess.run(["patch", "--quiet", "-p1", "-d", str(folder), "-i", str(DIFF)], check=True)


def main() -> None:
    """One of the two ways."""
    match sys.argv[1:]:
        case ["diff"]:
            DIFF.parent.mkdir(exist_ok=True)
            DIFF.write_text(corrections(), "utf-8")
        case ["edition"]:
            with tempfile.TemporaryDirectory() as folder:
                corrected(Path(folder))  # Nothing is overwritten unless every correction still fits.
            corrected(EDITION)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
