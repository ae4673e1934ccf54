"""Problems of importing a dump."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

EMPTY_DUMP = ProblemRule("empty-dump", ERROR, "the dump has no text.", "Check that it is the right file.")
LOST_CHARACTER = ProblemRule(
    "lost-character",
    ERROR,
    "U+FFFD in the dump: a character was lost before it was saved.",
    "Replace it with the character on the printed page.",
)
DROPPED_CHARACTER = ProblemRule(
    "dropped-character",
    WARNING,
    "{point} cannot be printed and was dropped in {where}.",
    "Compare it with the printed page.",
)

JOINED_PARAGRAPH = ProblemRule("joined-paragraph", INFO, "joined over a column break: {text} ({why}).")
BROKEN_PARAGRAPH = ProblemRule(
    "broken-paragraph",
    WARNING,
    "a paragraph without an end mark: {text}.",
    "Join it with the next one, or add its end mark.",
)
CORRUPT_TEXT = ProblemRule(
    "corrupt-text", WARNING, "{text}: {why}.", "Compare it with the printed page and correct it in {file}."
)
ODD_QUOTES = ProblemRule(
    "odd-quotes", WARNING, "a straight {mark} without its partner: {text}.", "Set the quotation marks by hand."
)

NO_HEADLINE = ProblemRule("no-headline", ERROR, "text without a headline: {text}.", "Write its headline in {file}.")
HEADLINE_OF_NAME = ProblemRule(
    "headline-of-name",
    WARNING,
    "the text has no headline; the name of its file was taken: {text}.",
    "Write a headline in {file}.",
)
NO_BODY = ProblemRule(
    "no-body", ERROR, "a headline without text: {text}.", "Write its text in {file}, or move the line."
)
DOUBTFUL_HEAD = ProblemRule(
    "doubtful-head", WARNING, "a head of {count} lines; {text} was taken as the headline.", "Check it in {file}."
)
PICTURE_NEEDED = ProblemRule(
    "picture-needed", WARNING, "{file} needs a picture, and dumps contain none.", "Put the picture at {name}."
)
