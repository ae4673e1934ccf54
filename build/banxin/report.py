"""report.json: the result of a build, for scripts and for the next build."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from banxin.check import Checked
from banxin.errors import Problem
from banxin.model.edition import Edition
from banxin.units import round_half_up

REPORT = "report.json"


def report_of(
    edition: Edition,
    checked: Checked,
    problems: Sequence[Problem],
    seconds: Mapping[str, float],
    characters: Mapping[str, Any],
    made: Mapping[str, Any],
    products: Mapping[str, bytes],
) -> dict[str, Any]:
    """The content of report.json. `seconds` of each stage, `characters` of each count, `made`: `banxin.wanted.mark`."""
    terms: Counter[str] = Counter()
    for score in checked.scores:
        terms.update(dict(score.terms))
    return {
        "banxin": 1,
        "edition": edition.key,
        "problems": problem_rows(problems),
        "score": {"total": round_half_up(sum(score.total for score in checked.scores), 2), "terms": dict(terms)},
        "seconds": dict(seconds),
        "characters": dict(characters),
        "white": {
            "body_cells": sum(score.body_cells for score in checked.scores),
            "white_cells": sum(score.white_cells for score in checked.scores),
        },
        "made": dict(made),
        "sources": dict(edition.sources),
        "products": {
            name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in products.items()
        },
    }


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as scripts read them, by file and line."""
    return [problem_row(found) for found in sorted(problems, key=lambda found: (found.origin, found.code))]


def problem_row(found: Problem) -> dict[str, Any]:
    """A problem as a JSON object."""
    row = {
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message,
        "hint": found.hint,
        "file": found.origin.file,
        "line": found.origin.line,
    }
    proposals = dict(found.fields).get("proposals")
    return {**row, "proposals": [proposal.row() for proposal in proposals]} if proposals is not None else row
