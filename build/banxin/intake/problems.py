"""Problems of reading files as they arrive."""

from __future__ import annotations

from banxin.errors import ProblemRule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

DUMP_ENCODING = ProblemRule(
    "dump-encoding", ERROR, "the dump's encoding is not clear: {what}.", "Name it with --encoding: {choices}."
)
NO_TEXT = ProblemRule(
    "no-text", ERROR, "this is no text file.", "Open it in its program and save it as .docx or as plain text."
)
FOREIGN_FILE = ProblemRule("foreign-file", ERROR, "this is {what}, which banxin does not read.", "{way}")
UNREADABLE_FILE = ProblemRule(
    "unreadable-file", ERROR, "this {form} file cannot be read: {why}.", "Open it in its program and save it anew."
)
LEFT_OUT = ProblemRule(
    "left-out", WARNING, "{what} was not taken: {text}.", "If it belongs to an article, write it there."
)
TRACKED_CHANGE = ProblemRule(
    "tracked-change",
    WARNING,
    "{who} changed this and nobody accepted it: {change}; the text was taken as changed.",
    "Accept or reject the changes in Word or WPS and import again, or correct {text} in the article.",
)
COMMENT = ProblemRule(
    "comment", WARNING, "a comment of {who} at {text} was not taken: {comment}.", "Do what it asks for."
)
UNCOUNTED = ProblemRule(
    "uncounted",
    ERROR,
    "{count} characters of the file are not where the reader put them: {sample}.",
    "Save it as plain text and import that; please report it.",
)
PICTURE_ELSEWHERE = ProblemRule(
    "picture-elsewhere",
    WARNING,
    "the picture {name} is not beside the page, and nothing is fetched.",
    "Save the picture, put it into images/ and name it in the article; or save the page with its pictures.",
)
PAGE_WITHOUT_TEXT = ProblemRule(
    "page-without-text",
    ERROR,
    "page {page} of the PDF has no text, only a picture of it.",
    "Have its text recognised (OCR) and import that.",
)
