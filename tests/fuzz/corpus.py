"""The seed corpus: inputs by which faults were found. A case is a small text; files are made of it when it is run.

`corpus/*.toml`: `why` says what was found; `change` and `write` are files of the sample paper with their new text
(`{x*40000}` repeats x), `commands` what is run in the trial's folder; `cost = "dear"` keeps it out of the fast tests.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hostile_editions import copied

CASES = Path(__file__).resolve().parent / "corpus"
REPEATED = re.compile(r"\{([^{}*]+)\*(\d+)\}")


def _grown(text: str) -> str:
    return REPEATED.sub(lambda found: found[1].replace("\\n", "\n") * int(found[2]), text)


def cases(*, dear: bool) -> list[str]:
    """Names of the cases that are dear, or not."""
    return [
        path.stem
        for path in sorted(CASES.glob("*.toml"))
        if (tomllib.loads(path.read_text("utf-8")).get("cost") == "dear") == dear
    ]


def commands(name: str, sample: Path, folder: Path) -> list[list[str]]:
    """Write a case's files into a folder; the commands to run there."""
    case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    copied(sample, folder)
    for path, text in case.get("write", {}).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_grown(text), "utf-8")
    for path, (old, new) in case.get("change", {}).items():
        text = (folder / path).read_text("utf-8")
        assert old in text, f"{name}: {path} has no {old!r}"
        (folder / path).write_text(text.replace(old, _grown(new), 1), "utf-8")
    for path, link in case.get("link", {}).items():
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(link)
    return list(case["commands"])
