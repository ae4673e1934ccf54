"""What can be wrong in a library."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

BAG_ALTERED = ProblemRule(
    "bag-altered",
    Severity.ERROR,
    "The file was altered since it was put into the library.",
    "Bring the bag back from a copy: banxin library import BAG.",
)
BAG_MISSING = ProblemRule(
    "bag-missing", Severity.ERROR, "The file is gone.", "Bring the bag back from a copy: banxin library import BAG."
)
BAG_EXTRA = ProblemRule(
    "bag-extra", Severity.ERROR, "The file was not put in by the library.", "Look at what it is, and take it out."
)
BAG_BROKEN = ProblemRule(
    "bag-broken",
    Severity.ERROR,
    "This is no whole bag: {why}.",
    "Bring the bag back from a copy: banxin library import BAG.",
)
BAG_STALE = ProblemRule(
    "bag-stale",
    Severity.ERROR,
    "{product} was made of another {source} than the one in the bag.",
    "Build the edition of the bag's sources and add it as a new revision.",
)
BAG_REPLACES = ProblemRule(
    "bag-replaces",
    Severity.WARNING,
    "It replaces {key}, which is not in the library.",
    "Add or import that revision, too.",
)
CATALOGUE_BEHIND = ProblemRule(
    "catalogue-behind",
    Severity.ERROR,
    "The catalogue does not tell what the bags hold: {what}.",
    "Make it anew: banxin library rebuild.",
)
NO_SUCH_ARTICLE = ProblemRule(
    "no-such-article",
    Severity.WARNING,
    "It corrects {target}, which is no article of an earlier issue here.",
    'Write day and slug as in corrects = ["2024-12-20/a03"], or add that issue first.',
)
