"""Problems that planning can name."""

from banxin.errors import ProblemRule, Severity

OVERSET = ProblemRule(
    "overset",
    Severity.ERROR,
    "page {page} has about {lines} lines of one column too many: {room} fit, at least {needed} are needed.",
    "{ways}",
)
NO_PLAN = ProblemRule(
    "no-plan",
    Severity.ERROR,
    "no arrangement fills page {page} without a fault, although the amount of text would fit.",
    "{ways}",
)
HEADLINE_TOO_LONG = ProblemRule(
    "headline-too-long",
    Severity.ERROR,
    "the headline does not fit over any number of columns in the sizes of its priority (at least {size:g} pt).",
    "Shorten it, put part of it into kicker or deck, or give the article a lower priority.",
)
NO_SHAPE = ProblemRule(
    "no-shape",
    Severity.ERROR,
    "{article} fits nowhere on the page: {reason}.",
    "{way}",
)
TOO_LITTLE = ProblemRule(
    "too-little",
    Severity.ERROR,
    "there is too little for page {page}: at least {lines} lines of one column stay empty in any arrangement.",
    "{ways}",
)
PAGES = ProblemRule(
    "pages",
    Severity.ERROR,
    "the edition has pages = {pages}, but the layout allows at most {most}.",
    "Take fewer pages, or another layout.",
)
TOO_HIGH = ProblemRule(
    "too-high",
    Severity.ERROR,
    "the text is higher than a page over any number of columns: {lines} lines of one column.",
    "Split it into two articles, or let it continue on another page: jump = true.",
)
TOO_MUCH = ProblemRule(
    "too-much",
    Severity.ERROR,
    "the articles take at least {lines} lines of one column, but {pages} pages hold no more than {room}.",
    "Take articles out, or let some wait (hold = true); or make two editions of them.",
)
AD_SPACE = ProblemRule(
    "ad-space",
    Severity.ERROR,
    "the advertisements of page {page} do not fit together, or leave fewer than 12 rows of its {rows}.",
    "Move one to another page in ads.toml, or take a smaller size.",
)
DATE_LINE = ProblemRule(
    "date-line",
    Severity.ERROR,
    "the facts under the masthead are {over} em too long for their line, even in {size:g} pt.",
    "Shorten publisher, slogan or editor in paper.toml, or number and sections in edition.toml.",
)
LOCK_PAGE = ProblemRule(
    "lock-page",
    Severity.ERROR,
    "page {page} cannot be locked: the saved plan has pages 1 to {pages}.",
    "Name pages that the plan has.",
)
LOCKED_CHANGED = ProblemRule(
    "locked-changed",
    Severity.ERROR,
    "page {page} is locked, but {article} has changed since it was planned.",
    "Undo the change, or let the page be planned again (leave it out of --lock).",
)
PIN = ProblemRule(
    "pin",
    Severity.ERROR,
    'page {page}: {article} cannot have at = "{at}"{together}: with it there no arrangement fills the page, without '
    "it one does.",
    "Pin it elsewhere, or not at all; or take another span or page for it.",
)
