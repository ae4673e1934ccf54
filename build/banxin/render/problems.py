"""Problems of drawing: faults of an edition's pictures or of a layout."""

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
    "the picture {file} has changed since it was checked: {reason}",
    "Restore the picture, or build again.",
)
