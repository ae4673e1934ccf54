"""The faults that binding can find in an e-book."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

LARGE_EPUB = ProblemRule(
    "large-epub",
    Severity.WARNING,
    "{file} has {megabytes} MB, more than the {most} MB that mail to an e-reader takes.",
    "Take fewer pictures, or --profile eink.",
)
