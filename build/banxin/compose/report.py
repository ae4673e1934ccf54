"""A composed text as plain values, for `banxin compose --json`."""

from __future__ import annotations

from typing import Any

from banxin.compose.metrics import Metrics
from banxin.compose.paragraph import compose_paragraph
from banxin.compose.problems import FORCED_BREAK, LOOSE_LINE, OVERLONG_LINE
from banxin.compose.style import DEFAULT, Setting
from banxin.model.line import SetParagraph
from banxin.model.text import Run
from banxin.units import em, mil

RULES = {rule.code: rule for rule in (FORCED_BREAK, LOOSE_LINE, OVERLONG_LINE)}
"""The faults that a line may have, by code."""


def compose_json(
    text: str, measure_em: float, indent_em: float, metrics: Metrics, setting: Setting = DEFAULT
) -> dict[str, Any]:
    """Compose one paragraph: {"measure", "lines": [{"text", "natural_width", "width", "gap"}], "problems"}, in em.

    `problems` have code, severity, message and line (from 1). Raises ValueError for a measure that is not above 0.
    """
    paragraph = compose_paragraph((Run(text),), mil(measure_em), mil(indent_em), metrics, setting)
    lines = [
        {
            "text": line.text,
            "natural_width": em(line.natural_width),
            "width": em(line.width),
            "gap": em(line.gap),
        }
        for line in paragraph.lines
    ]
    return {"measure": em(mil(measure_em)), "lines": lines, "problems": _problems(paragraph)}


def _problems(paragraph: SetParagraph) -> list[dict[str, Any]]:
    found = []
    for code, index in paragraph.faults:
        rule = RULES[code]
        text = paragraph.lines[index].text.strip()
        found.append(
            {
                "code": code,
                "severity": str(rule.severity),
                "message": rule.sentence.format(text=text),
                "line": index + 1,
            }
        )
    return found
