"""The faults that drawing can find in an edition or in the layout that it uses."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

TEMPLATE = ProblemRule(
    "template",
    Severity.ERROR,
    "the layout's template cannot be used: {reason}",
    "Correct the template, or build with a layout that comes with banxin.",
)
CHANGED_IMAGE = ProblemRule(
    "changed-image",
    Severity.ERROR,
    "the picture {file} is not the one that was checked: {reason}",
    "Put the picture back, or build again.",
)
