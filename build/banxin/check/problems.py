"""Problems of a finished page: an error must not be printed; a warning is what an art editor would object to."""

from banxin.errors import ProblemRule, Severity

E_, W_ = Severity.ERROR, Severity.WARNING

LOST_TEXT = ProblemRule(
    "lost-text",
    E_,
    "{count} characters of the article are not on the page: {sample!r}.",
    "Plan the edition again; report this if characters are still missing.",
)
FOREIGN_TEXT = ProblemRule(
    "foreign-text", E_, "the page has text that is not in the article: {sample!r}.", "Plan the edition again."
)
WRONG_ORDER = ProblemRule(
    "wrong-order",
    E_,
    "paragraph {number} of the article does not read on the page as in its source; on the page it begins {sample!r}.",
    "Plan the edition again, or correct the plan's lines.",
)
UNKNOWN_PART = ProblemRule(
    "unknown-part",
    E_,
    "page {page}, {module}: {what}.",
    "Plan the edition again, or correct the plan's kinds, roles and articles.",
)
PICTURE = ProblemRule(
    "picture", E_, "the picture {file}: {what}.", "Plan the edition again, or correct the plan's pictures."
)
OFF_GRID = ProblemRule(
    "off-grid", E_, "page {page}, {module}: {what}.", "Plan the page again, or correct the plan's numbers."
)
RAGGED_LINE = ProblemRule(
    "ragged-line",
    E_,
    "page {page}, {module}: the line {text!r} of leg {leg} {what}.",
    "Plan the edition again, or correct the plan's lines; only a paragraph's last line may be short.",
)
OVERLAP = ProblemRule(
    "overlap", E_, "page {page}: {module} and {other} overlap.", "Plan the page again, or correct the plan's numbers."
)
DOG_LEG = ProblemRule(
    "dog-leg", E_, "page {page}, {module}: the text is wider than its headline.", "Plan the page again."
)
JUMP = ProblemRule(
    "jump",
    E_,
    "page {page}, {module}: {what}.",
    "An article jumps once, its jump lines name the right pages, and it has 8 lines before the jump and 12 after it.",
)
UNDERSET = ProblemRule(
    "underset",
    W_,
    "page {page}, {module}: leg {leg} is {rows} rows short.",
    "Lengthen the text, or plan the page again.",
)
HOLE = ProblemRule(
    "hole",
    E_,
    "page {page}: {cells} cells are empty, the first in column {column}, row {row}.",
    "Give the page more text, a larger photo or a filler (see [[filler]] in paper.toml).",
)
WIDOW = ProblemRule(
    "widow",
    W_,
    "page {page}, {module}: paragraph {block} leaves {lines} line on one side of leg {leg}'s end.",
    "Two lines belong on either side.",
)
SUBHEAD_FOOT = ProblemRule(
    "subhead-foot", W_, "page {page}, {module}: a subhead stands at the foot of leg {leg}.", "Text must follow it."
)
TOMBSTONE = ProblemRule(
    "tombstone",
    W_,
    "page {page}: the heads of {module} ({size:g} pt) and {other} ({other_size:g} pt) "
    "stand side by side in like sizes (碰题).",
    "Put one in a box, give it another form, or move one.",
)
INVERTED_SIZE = ProblemRule(
    "inverted-size",
    W_,
    "page {page}: the head of {module} ({size:g} pt) is larger than that of {other} ({other_size:g} pt) "
    "over it, which is more important.",
    "Change the priority of one of them.",
)
HEAD_BREAK = ProblemRule(
    "head-break", W_, "page {page}, {module}: the headline {fault}.", "Mark the break you want with ／ in the headline."
)
LEAD_PLACE = ProblemRule(
    "lead-place", W_, "page {page}: the lead ({module}) is not at the top.", "Check its priority and span."
)
HELD = ProblemRule(
    "held",
    Severity.INFO,
    "{article} ({title}) waits for the next issue: there is no space for it, and it has hold = true.",
    "Remove hold = true, or shorten another article, to print it.",
)
AD_SHAPE = ProblemRule(
    "ad-shape",
    Severity.WARNING,
    "page {page}: the advertisement of {advertiser} leaves {share:.0%} of its space bare: its picture has the shape "
    "{own:.2f} : 1, its space {space:.2f} : 1.",
    "Ask for artwork in the shape of the space, or book another size.",
)
BANNER_HEAD_PLACE = ProblemRule(
    "banner-head-place",
    Severity.ERROR,
    "page {page}: the headline does not stand over all columns, first under the masthead or folio, or nobody asked "
    "for a banner.",
    "Plan the edition again.",
)
FORM_NOT_KEPT = ProblemRule(
    "form-not-kept",
    W_,
    "the headline should have the form {asked}, but is set as {form}: {reason}.",
    "Remove the key headline_form, or change what prevents it.",
)
