"""The faults that the faces find in an edition."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

NO_GLYPH = ProblemRule(
    "no-glyph",
    Severity.ERROR,
    "no face can set {character} ({point}) in {what}.",
    "Write another character, or put a font that has it into the paper's fonts/ and its fonts.toml.",
)
