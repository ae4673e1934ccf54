"""What may be wrong with the list of recipients, beside the faults of any settings."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

OPEN_PASSWORD = ProblemRule(
    "open-password",
    Severity.WARNING,
    "other users of this machine can read the password in {name}.",
    "Make it readable by its owner only: chmod 600 {name}",
)
