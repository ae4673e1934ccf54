"""Problems of reading a paper's folder."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# Files and folders.
MISSING_FILE = ProblemRule("missing-file", ERROR, "{name} is missing.", "{way}")
NOT_A_FILE = ProblemRule(
    "not-a-file", ERROR, "{name} is not an ordinary file: {why}.", "Replace it with a copy of the file itself."
)
NAME_ENCODING = ProblemRule(
    "name-encoding",
    ERROR,
    'the name "{name}" is not UTF-8: no product can name it.',
    'Rename it; read as GBK it is "{reading}". (An archive from Windows: unpack it with its names as GBK.)',
)
OUTSIDE_EDITION = ProblemRule(
    "outside-edition", ERROR, '"{name}" leads out of the folder.', "Copy it in and name it with a relative path."
)
UNUSED_TEXT = ProblemRule(
    "unused-text",
    WARNING,
    "{name} is not printed: articles are Markdown files (.md).",
    "Save it as plain text in UTF-8 with a name that ends in .md and front matter on top, or move it away.",
)
UNUSED_SETTINGS = ProblemRule(
    "unused-settings",
    WARNING,
    "{name} is not read.",
    "An edition's files are edition.toml, ads.toml, service.toml and plan.toml: give it that name, or move it away.",
)
BAD_SLUG = ProblemRule("bad-slug", ERROR, '"{name}" cannot be the file name of an article.', "Rename it to {better}.")
BAD_KEY = ProblemRule(
    "bad-key", ERROR, '"{name}" cannot be part of file names.', 'Write key = "{better}" in paper.toml, or rename it.'
)
DUPLICATE_SLUG = ProblemRule(
    "duplicate-slug", ERROR, "{name} and {other} are the same name on some systems.", "Rename one of them."
)
TWO_BANNER_HEADS = ProblemRule(
    "two-banner-heads",
    ERROR,
    "the headline is to stand over the whole of page {page}, and that of {other} too.",
    "Give one of them another headline_form, or another page.",
)
EMPTY_EDITION = ProblemRule(
    "empty-edition", ERROR, "the edition has no article.", "Add a Markdown file that begins with a +++ block."
)

# Characters.
ENCODING = ProblemRule(
    "encoding", ERROR, "byte {offset} is not UTF-8.", "Save the file as UTF-8, or import it with banxin import."
)
OTHER_ENCODING = ProblemRule(
    "other-encoding",
    WARNING,
    "the file is not UTF-8: it was read as {encoding}.",
    "Look through its text, and save the file as UTF-8.",
)
DAMAGED_CHARACTER = ProblemRule(
    "damaged-character",
    ERROR,
    "U+FFFD, a character that was lost earlier, in {where}.",
    "Replace it with the character on the printed page.",
)
CONTROL_CHARACTER = ProblemRule("control-character", ERROR, "control character {point} in {where}.", "Delete it.")
BIDI_CONTROL = ProblemRule(
    "bidi-control", ERROR, "{point}, which changes the direction of text, in {where}.", "Delete it."
)
INVISIBLE_CHARACTER = ProblemRule("invisible-character", INFO, "{point}, which is invisible, was removed in {where}.")
LINE_ENDS = ProblemRule("line-ends", INFO, "{what} was read as ordinary line ends.")
BYTE_ORDER_MARK = ProblemRule("byte-order-mark", INFO, "the file starts with a byte order mark, which was skipped.")
COMPATIBILITY_IDEOGRAPH = ProblemRule(
    "compatibility-ideograph", INFO, "{old} (U+{point}) was read as {new} in {where}."
)
RADICAL = ProblemRule(
    "radical",
    WARNING,
    "{old} (U+{point}) in {where} is a radical: it looks like {new}, but a search for {new} does not find it.",
    "Write {new}, unless the radical itself is meant.",
)
COMPOSED_LETTER = ProblemRule("composed-letter", INFO, "letters and combining accents were composed in {where}.")
COMBINING_MARK = ProblemRule("combining-mark", INFO, "{point} has no base letter and was given a dotted circle.")

# Front matter and settings.
FRONT_MATTER = ProblemRule("front-matter", ERROR, "the block between the +++ lines: {what}.", "{way}")
BAD_TOML = ProblemRule("bad-toml", ERROR, "the file is not valid TOML: {what}.", "{way}")
MISSING_KEY = ProblemRule("missing-key", ERROR, 'the key "{key}" is missing.', "Add a line such as {example}.")
UNKNOWN_KEY = ProblemRule("unknown-key", ERROR, 'there is no key "{key}" here.', "{way}")
DUPLICATE_KEY = ProblemRule("duplicate-key", ERROR, '"{key}" is given twice.', "Keep one of them.")
BAD_VALUE = ProblemRule("bad-value", ERROR, "{key} is {value}.", "It must be {allowed}.")
UNKNOWN_ARTICLE = ProblemRule("unknown-article", ERROR, '{key} names "{slug}", but there is no such article.', "{way}")

NO_REVISED = ProblemRule(
    "no-revised",
    WARNING,
    "revision = {revision} marks a corrected issue without the day of the correction: readers may keep the old e-book.",
    "Add a line such as revised = {day}.",
)
NO_REVISION = ProblemRule(
    "no-revision",
    WARNING,
    "{key} belongs to a corrected issue, but revision is 1: it has no effect.",
    "Write revision = 2, or remove the line.",
)
REGION_RULES = ProblemRule(
    "region-rules",
    WARNING,
    'region = "{region}" has no composition rules of its own yet; its text is set by the rules of {used}.',
    'Have marks and line ends checked by someone who knows that region\'s rules, or write region = "{used}".',
)

# Bodies.
NO_PICTURE = ProblemRule("no-picture", ERROR, "photo is set, but the article has no picture.", "Remove the line.")
EMPTY_ARTICLE = ProblemRule(
    "empty-article", ERROR, "the article has no text.", 'Write its body, or set kind = "photo" for photo news.'
)
TOO_LONG = ProblemRule(
    "too-long", ERROR, "{what} is over {limit}.", "Split it, or raise {key} under [limits] in paper.toml."
)
UNSUPPORTED_MARKUP = ProblemRule("unsupported-markup", ERROR, "{what} cannot be set.", "{way}")
PRINTED_MARKUP = ProblemRule("printed-markup", WARNING, "{what} in {where} is printed as it stands.", "{way}")
READ_MARKUP = ProblemRule(
    "read-markup", INFO, "{typed} in {where} was read as {printed}.", "To print what was typed, write \\ before it."
)
JOINED_LINES = ProblemRule(
    "joined-lines",
    WARNING,
    "the text of {where} was joined to the line above it.",
    "Leave an empty line between paragraphs, or begin each with two spaces. Write one paragraph in one line.",
)
TYPED_MARKS = ProblemRule("typed-marks", WARNING, "{count} {what}, the first of them {sample}.", "{way}")
REPEATED_HEAD = ProblemRule(
    "repeated-head", WARNING, "this paragraph says the {key} again.", "Remove it: the head is printed already."
)

# Pictures.
MISSING_IMAGE = ProblemRule(
    "missing-image", ERROR, "the picture {name} is missing.", "Add the file, or remove its block."
)
BAD_IMAGE = ProblemRule(
    "bad-image", ERROR, "the picture {name} cannot be used: {why}.", "Save it again as JPEG or PNG."
)
IMAGE_CONVERTED = ProblemRule("image-converted", INFO, "the picture {name} is {what}.")
UNUSED_IMAGE = ProblemRule(
    "unused-image", WARNING, "the picture is not used.", "Name it in a [[picture]] or [[ad]] block, or remove it."
)
NO_ALT = ProblemRule(
    "no-alt",
    WARNING,
    "the picture {name} has no alt text.",
    "Describe in alt what it shows, for readers who cannot see it.",
)

FOLDER_DATE = ProblemRule(
    "folder-date", WARNING, "the folder is named {folder}, but the date is {date}.",
    "Correct the wrong one: an edition replaces another edition of its date.",
)  # fmt: skip
