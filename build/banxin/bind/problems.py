"""Problems of e-books."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

LARGE_EPUB = ProblemRule(
    "large-epub",
    Severity.WARNING,
    "{file} has {megabytes} MB, more than the {most} MB that e-readers accept by mail.",
    "Use fewer pictures, or --profile eink.",
)
