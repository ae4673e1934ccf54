"""Problems of layouts."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

OWN_LAYOUT = ProblemRule(
    "own-layout",
    Severity.INFO,
    "the paper's own {name} is used, not one that comes with banxin.",
    "Look into it first when the paper comes from somebody else.",
)
