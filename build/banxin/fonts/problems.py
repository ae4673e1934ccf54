"""Problems of an edition's characters."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

NO_GLYPH = ProblemRule(
    "no-glyph",
    Severity.ERROR,
    "no face has {character} ({point}) in {what}.",
    "Use another character, or add a font that has it to the paper's fonts/ and its fonts.toml.",
)
UNSETTABLE_SCRIPT = ProblemRule(
    "unsettable-script",
    Severity.ERROR,
    "{character} ({point}) in {what} is of a script that runs from right to left or changes its letters beside others; "
    "banxin cannot set it.",
    "Show these words as a picture, or write them in Latin letters.",
)
