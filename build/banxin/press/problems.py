"""Problems for which a printing plant would reject a page."""

from banxin.errors import ProblemRule, Severity

COARSE_PICTURE = ProblemRule(
    "coarse-picture",
    Severity.WARNING,
    "page {page}: the picture {file} is printed at {ppi:.0f} pixels an inch; {least:.0f} are needed.",
    'Give a larger file, or show the picture smaller (size = "small").',
)
HAIRLINE = ProblemRule(
    "hairline",
    Severity.WARNING,
    "page {page}: a line is only {width:.2f} pt wide; below {least:.2f} pt it may not print.",
    "Make it wider in the layout's CSS.",
)
INK_LIMIT = ProblemRule(
    "ink-limit",
    Severity.WARNING,
    "page {page}: {ink:.0f} % of ink at one place; the press allows {limit:.0f} %.",
    "Use a lighter colour in the layout's CSS.",
)
