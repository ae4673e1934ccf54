"""The faults that reading a paper's folder can name. Each code stands here once."""

from __future__ import annotations

from banxin.errors import Severity, declare

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# Files and folders.
declare("missing-file", ERROR, "{name} is missing.", "{way}")
declare("not-a-file", ERROR, "{name} is no ordinary file: {why}.", "Put a copy of the file itself there.")
declare("outside-edition", ERROR, '"{name}" leads out of the folder.', "Copy it in and name it with a relative path.")
declare(
    "unused-text",
    WARNING,
    "{name} is not printed: articles are Markdown files (.md).",
    "Save it as plain text in UTF-8 with a name that ends in .md and front matter on top, or move it away.",
)
declare(
    "unused-settings",
    WARNING,
    "{name} is not read.",
    "An edition's files are edition.toml, ads.toml, service.toml and plan.toml: give it that name, or move it away.",
)
declare("bad-slug", ERROR, '"{name}" is no file name for an article.', "Rename it to {better}.")
declare("bad-key", ERROR, '"{name}" cannot stand in file names.', 'Write key = "{better}" in paper.toml, or rename it.')
declare("duplicate-slug", ERROR, "{name} and {other} are the same to some systems.", "Give one of them another name.")
declare("empty-edition", ERROR, "the edition has no article.", "Add a Markdown file with a +++ block at its head.")

# Characters.
declare("encoding", ERROR, "byte {offset} is not UTF-8.", "Save the file as UTF-8, or bring it in by banxin import.")
declare("damaged-character", ERROR, "U+FFFD, a character lost earlier, in {where}.", "Put in what the print has.")
declare("control-character", ERROR, "control character {point} in {where}.", "Delete it.")
declare("bidi-control", ERROR, "{point}, which turns the reading direction, in {where}.", "Delete it.")
declare("invisible-character", INFO, "{point}, which nobody sees, was left out in {where}.")
declare("line-ends", INFO, "{what} was read as line ends of one kind.")
declare("byte-order-mark", INFO, "the file starts with a byte order mark, which was skipped.")
declare("compatibility-ideograph", INFO, "{old} (U+{point}) was read as {new} in {where}.")
declare("composed-letter", INFO, "letters with loose accents were joined in {where}.")
declare("combining-mark", INFO, "{point} has no letter to stand on and got a dotted circle.")

# Front matter and settings.
declare("front-matter", ERROR, "the block between the +++ lines: {what}.", "{way}")
declare("bad-toml", ERROR, "this is no TOML: {what}.", "{way}")
declare("missing-key", ERROR, 'the key "{key}" is missing.', "Add a line such as {example}.")
declare("unknown-key", ERROR, 'there is no key "{key}" here.', "{way}")
declare("duplicate-key", ERROR, '"{key}" stands here a second time.', "Keep one of them.")
declare("bad-value", ERROR, "{key} is {value}.", "It must be {allowed}.")
declare("unknown-article", ERROR, '{key} names "{slug}", but there is no such article.', "{way}")

declare(
    "no-revised",
    WARNING,
    "revision = {revision} says that the issue was corrected, but not when: readers may keep the old e-book.",
    "Add a line such as revised = {day}.",
)
declare(
    "no-revision",
    WARNING,
    "{key} is of a corrected issue, but revision is 1: nobody will see it.",
    "Write revision = 2, or take the line out.",
)
declare(
    "region-rules",
    WARNING,
    'region = "{region}": there are no composition rules of that region yet; the text is set by those of {used}.',
    'Have marks and line ends looked at by someone who knows that region\'s, or write region = "{used}".',
)

# Bodies.
declare("no-picture", ERROR, "photo is set, but the article has no picture.", "Take the line out.")
declare("empty-article", ERROR, "the article has no text.", 'Write its body, or set kind = "photo" for photo news.')
declare("too-long", ERROR, "{what} is over {limit}.", "Split it, or raise {key} under [limits] in paper.toml.")
declare("unsupported-markup", ERROR, "{what} cannot be set.", "{way}")

# Pictures.
declare("missing-image", ERROR, "the picture {name} is not there.", "Put the file there, or take its block out.")
declare("bad-image", ERROR, "the picture {name} cannot be used: {why}.", "Save it again as JPEG or PNG.")
declare("image-converted", INFO, "the picture {name} is {what}.")
declare(
    "unused-image", WARNING, "nothing shows this picture.", "Name it in a [[picture]] or [[ad]] block, or remove it."
)
declare("no-alt", WARNING, "the picture {name} has no alt text.", "Say in alt what it shows, for those who cannot see.")

declare(
    "folder-date", WARNING, "the folder is called {folder}, and the date is {date}.",
    "Correct the one that is wrong: an edition takes the place of another one of its date.",
)  # fmt: skip
