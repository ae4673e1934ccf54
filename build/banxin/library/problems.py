"""Problems of a library."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

BAG_ALTERED = ProblemRule(
    "bag-altered",
    Severity.ERROR,
    "The file was altered since it was added to the library.",
    "Restore the bag from a copy: banxin library import BAG.",
)
BAG_MISSING = ProblemRule(
    "bag-missing", Severity.ERROR, "The file is missing.", "Restore the bag from a copy: banxin library import BAG."
)
BAG_EXTRA = ProblemRule(
    "bag-extra", Severity.ERROR, "The file was not added by the library.", "Check what it is, and remove it."
)
BAG_BROKEN = ProblemRule(
    "bag-broken",
    Severity.ERROR,
    "The bag is incomplete: {why}.",
    "Restore the bag from a copy: banxin library import BAG.",
)
BAG_FOREIGN = ProblemRule(
    "bag-foreign",
    Severity.ERROR,
    "The file is not one that banxin made: {why}.",
    "Readers do not get it. Remove the bag, and ask where it came from.",
)
BAG_STALE = ProblemRule(
    "bag-stale",
    Severity.ERROR,
    "{product} was made of another {source} than the bag's.",
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
    "The catalogue differs from the bags: {what}.",
    "Rebuild it: banxin library rebuild.",
)
NO_SUCH_ARTICLE = ProblemRule(
    "no-such-article",
    Severity.WARNING,
    "It corrects {target}, which is not an article of an earlier issue in the library.",
    'Write day and slug as in corrects = ["2024-12-20/a03"], or add that issue first.',
)
