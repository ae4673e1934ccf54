"""Problems of importing a dump."""

from __future__ import annotations

from banxin.errors import Severity, declare

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

declare("dump-encoding", ERROR, "the dump's encoding is not clear: {what}.", "Name it with --encoding: {choices}.")
declare("empty-dump", ERROR, "the dump has no text.", "Check that it is the right file.")
declare(
    "lost-character",
    ERROR,
    "U+FFFD in the dump: a character was lost before it was saved.",
    "Replace it with the character on the printed page.",
)
declare(
    "dropped-character",
    WARNING,
    "{point} cannot be printed and was dropped in {where}.",
    "Compare it with the printed page.",
)

declare("joined-paragraph", INFO, "joined over a column break: {text} ({why}).")
declare(
    "broken-paragraph",
    WARNING,
    "a paragraph without an end mark: {text}.",
    "Join it with the next one, or add its end mark.",
)
declare("corrupt-text", WARNING, "{text}: {why}.", "Compare it with the printed page and correct it in {file}.")
declare("odd-quotes", WARNING, "a straight {mark} without its partner: {text}.", "Set the quotation marks by hand.")

declare("no-headline", ERROR, "text without a headline: {text}.", "Write its headline in {file}.")
declare("no-body", ERROR, "a headline without text: {text}.", "Write its text in {file}, or move the line.")
declare("doubtful-head", WARNING, "a head of {count} lines; {text} was taken as the headline.", "Check it in {file}.")
declare("picture-needed", WARNING, "{file} needs a picture, and dumps contain none.", "Put the picture at {name}.")
