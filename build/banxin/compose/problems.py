"""The faults that a composed line may have."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

FORCED_BREAK = ProblemRule(
    "forced-break",
    Severity.INFO,
    "“{text}” is broken where no rule allows it, because it is wider than the column.",
    "Shorten it, or give the article a wider column.",
)
LOOSE_LINE = ProblemRule(
    "loose-line",
    Severity.WARNING,
    "The line “{text}” is set too loosely: it would need gaps of more than a quarter em.",
    "Change a word or two near it, or give the article another width.",
)
OVERLONG_LINE = ProblemRule(
    "overlong-line",
    Severity.ERROR,
    "“{text}” is wider than the column and cannot be broken.",
    "Give the article a wider column.",
)
