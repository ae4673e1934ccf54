"""The composer's rows of the table of problems."""

from __future__ import annotations

from banxin.errors import Severity, declare

FORCED_BREAK = "forced-break"
LOOSE_LINE = "loose-line"
OVERLONG_LINE = "overlong-line"

declare(
    FORCED_BREAK,
    Severity.INFO,
    "“{text}” is broken where no rule allows it, because it is wider than the column.",
    "Shorten it, or give the article a wider column.",
)
declare(
    LOOSE_LINE,
    Severity.WARNING,
    "The line “{text}” is set too loosely: it would need gaps of more than a quarter em.",
    "Change a word or two near it, or give the article another width.",
)
declare(
    OVERLONG_LINE,
    Severity.ERROR,
    "“{text}” is wider than the column and cannot be broken.",
    "Give the article a wider column.",
)
