"""The faults that a printing plant would send a page back for."""

from banxin.errors import ProblemRule, Severity

COARSE_PICTURE = ProblemRule(
    "coarse-picture",
    Severity.WARNING,
    "page {page}: the picture {file} has {ppi:.0f} pixels an inch as it is printed; {least:.0f} are needed.",
    'Give a larger file, or let the picture stand smaller (size = "small").',
)
HAIRLINE = ProblemRule(
    "hairline",
    Severity.WARNING,
    "page {page}: a line is {width:.2f} pt thin; under {least:.2f} pt it may not print.",
    "Make it thicker in the layout's CSS.",
)
INK_LIMIT = ProblemRule(
    "ink-limit",
    Severity.WARNING,
    "page {page}: {ink:.0f} % of ink stand on one place; the press takes {limit:.0f} %.",
    "Take a lighter colour in the layout's CSS.",
)
