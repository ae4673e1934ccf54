"""The faults that importing a dump can name. Each code stands here once."""

from __future__ import annotations

from banxin.errors import Severity, declare

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

declare("dump-encoding", ERROR, "the dump's encoding is not clear: {what}.", "Name it with --encoding: {choices}.")
declare("empty-dump", ERROR, "the dump has no text.", "Look whether it is the right file.")
declare("lost-character", ERROR, "U+FFFD in the dump: a character was lost before.", "Put in what the print has.")
declare("dropped-character", WARNING, "{point} cannot be printed and was dropped in {where}.", "Compare the print.")

declare("joined-paragraph", INFO, "joined over a column's end: {text} ({why}).")
declare("broken-paragraph", WARNING, "a paragraph without an end: {text}.", "Join it with the next, or end it.")
declare("corrupt-text", WARNING, "{text}: {why}.", "Compare the print and correct it in {file}.")
declare("odd-quotes", WARNING, "a straight {mark} without its partner: {text}.", "Set the quotation marks by hand.")

declare("no-headline", ERROR, "text that stands under no headline: {text}.", "Write its headline in {file}.")
declare("no-body", ERROR, "a headline with no text under it: {text}.", "Write its text in {file}, or move the line.")
declare("doubtful-head", WARNING, "{count} lines of a head; took {text} for the headline.", "Check it in {file}.")
declare("picture-needed", WARNING, "a dump holds no pictures, and {file} needs one.", "Put the picture at {name}.")
