"""Problems of an edition's characters."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

NO_GLYPH = ProblemRule(
    "no-glyph",
    Severity.ERROR,
    "no face has {character} ({point}) in {what}.",
    "Use another character, or add a font that has it to the paper's fonts/ and its fonts.toml.",
)
