"""Faults of a finished page. Classes as in the trade: an error is not printed, a warning an art editor objects to."""

from banxin.errors import Severity, declare

E_, W_ = Severity.ERROR, Severity.WARNING

declare(
    "lost-text",
    E_,
    "{count} characters of the article do not stand on the page: {sample!r}.",
    "Nothing may be dropped; plan the edition again, and report this if it stays.",
)
declare("foreign-text", E_, "the page has text that is not in the article: {sample!r}.", "Plan the edition again.")
declare(
    "wrong-order",
    E_,
    "paragraph {number} of the article does not read on the page as in the source; there it begins {sample!r}.",
    "Plan the edition again, or mend the plan's lines.",
)
declare(
    "unknown-part",
    E_,
    "page {page}, {module}: {what}.",
    "Plan the edition again, or mend the plan's kinds, roles and articles.",
)
declare("picture", E_, "the picture {file}: {what}.", "Plan the edition again, or mend the plan's pictures.")
declare("off-grid", E_, "page {page}, {module}: {what}.", "Plan the page again, or mend the plan's numbers.")
declare(
    "ragged-line",
    E_,
    "page {page}, {module}: the line {text!r} of leg {leg} {what}.",
    "Plan the edition again, or mend the plan's lines; only a paragraph's last line may be short.",
)
declare("overlap", E_, "page {page}: {module} and {other} overlap.", "Plan the page again, or mend the plan's numbers.")
declare("dog-leg", E_, "page {page}, {module}: the text is wider than its headline.", "Plan the page again.")
declare(
    "jump",
    E_,
    "page {page}, {module}: {what}.",
    "A jump is made once, names the right page, and leaves 8 lines before and 12 after it.",
)
declare(
    "underset",
    W_,
    "page {page}, {module}: leg {leg} is {rows} rows short.",
    "Lengthen the text or let the page be planned again.",
)
declare(
    "hole",
    E_,
    "page {page}: {cells} cells have nothing on them, the first in column {column}, row {row}.",
    "Give the page more text, a larger photo or a filler (see [[filler]] in paper.toml).",
)
declare(
    "widow",
    W_,
    "page {page}, {module}: paragraph {block} leaves {lines} line on one side of leg {leg}'s end.",
    "Two lines belong on either side.",
)
declare("subhead-foot", W_, "page {page}, {module}: a subhead stands at the foot of leg {leg}.", "Text must follow it.")
declare(
    "tombstone",
    W_,
    "page {page}: the heads of {module} ({size:g} pt) and {other} ({other_size:g} pt) "
    "stand side by side and fight (碰题).",
    "Put one in a box, give it another form, or move one.",
)
declare(
    "inverted-size",
    W_,
    "page {page}: the head of {module} ({size:g} pt) is larger than that of {other} ({other_size:g} pt) "
    "over it, which is more important.",
    "Change the priority of one of them.",
)
declare(
    "head-break", W_, "page {page}, {module}: the headline {fault}.", "Mark the break you want with ／ in the headline."
)
declare("lead-place", W_, "page {page}: the lead ({module}) does not stand at the top.", "Check its priority and span.")
declare(
    "held",
    Severity.INFO,
    "{article} ({title}) waits for the next issue: there is no space for it, and it says hold = true.",
    "Take hold = true out, or shorten another article, to see it printed.",
)
declare(
    "ad-shape",
    Severity.INFO,
    "page {page}: the advertisement of {advertiser} leaves {share:.0%} of its space bare: its picture has the shape "
    "{own:.2f} : 1, its space {space:.2f} : 1.",
    "Ask for artwork in the shape of the space, or book another size.",
)
declare(
    "form-not-kept",
    W_,
    "the headline asks for the form {asked}, but is set {form}: {reason}.",
    "Take the key headline_form out, or change what stands in the way.",
)
