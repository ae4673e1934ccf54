"""Paragraphs with one right set of breaks: cases that an editor can add to without Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from banxin.compose.metrics import NominalMetrics
from banxin.compose.paragraph import compose_paragraph
from banxin.model.text import Run
from banxin.units import mil

METRICS = NominalMetrics()
FOLDER = Path(__file__).parent / "vectors"


def cases() -> list[Any]:
    files = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("composition*.json"))}
    rows = [(stem, case) for stem, content in files.items() for case in content["cases"]]
    return [pytest.param(case, id=f"{stem}-{case['text'][:12]}-{case['measure']}") for stem, case in rows]


@pytest.mark.parametrize("case", cases())
def test_a_case_is_broken_as_it_says(case: dict[str, Any]) -> None:
    paragraph = compose_paragraph((Run(case["text"]),), mil(case["measure"]), mil(case["indent"]), METRICS)
    assert [line.text for line in paragraph.lines] == case["lines"]
    assert not paragraph.faults
    if "natural_width" in case:
        assert paragraph.lines[0].natural_width == mil(case["natural_width"])
