"""Bigrams: the tokens of the full-text index, and its queries.

Every two adjacent characters of a folded text are a token; a phrase of n characters is n − 1 consecutive tokens. So
exactly the phrases of two or more characters are found; a single character is found as the beginning of a token.
"""

from __future__ import annotations

from banxin.library.index.folding import BREAK, fold_text

_ASCII = {code: 0xFEE0 + code for code in range(0x21, 0x7F) if not chr(code).isalnum()}
END = "\uff21"
"""The end of a paragraph."""
_SAFE = _ASCII | {ord(" "): 0x3000, ord(BREAK): ord(END)}
"""FTS5's `ascii` tokenizer splits at ASCII characters that are not letters or digits: these are replaced by characters
that no folded text has, because folding makes them narrow or small."""
QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "＂": "＂"}


def tokens(text: str) -> str:
    """The tokens of a text, separated by spaces. Each paragraph's last character begins a token, too."""
    return " ".join(_bigrams(fold_text(text) + BREAK))


def _bigrams(folded: str) -> list[str]:
    safe = folded.translate(_SAFE)
    return [safe[place : place + 2] for place in range(len(safe) - 1) if safe[place] != END]


def phrase_query(text: str) -> str:
    """An FTS5 expression that finds the phrase; empty when it has nothing to search for."""
    folded = fold_text(text.replace(BREAK, " "))
    if not folded:
        return ""
    if len(folded) == 1:
        return f'"{folded.translate(_SAFE)}" *'
    return f'"{" ".join(_bigrams(folded))}"'


def phrases(query: str) -> tuple[str, ...]:
    """The phrases of a query: its words, and quoted text as one phrase; all of them must occur.

    An unpaired quotation mark is an ordinary character. `《…》` keeps its marks: they are part of the title.
    """
    query = query.replace(BREAK, " ")
    found: list[str] = []
    word = ""
    place = 0
    while place < len(query):
        character = query[place]
        end = query.find(QUOTES[character], place + 1) if character in QUOTES else -1
        if end > place + 1:
            found += [word, query[place : end + 1] if character == "《" else query[place + 1 : end]]
            word, place = "", end + 1
        elif character.isspace():
            found.append(word)
            word, place = "", place + 1
        else:
            word, place = word + character, place + 1
    found.append(word)
    return tuple(dict.fromkeys(part.strip() for part in found if fold_text(part)))
