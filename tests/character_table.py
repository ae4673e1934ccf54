"""Which characters banxin's own faces set, and why `check` names the others: docs/characters.md.

`make characters` writes the table and then draws every character that it calls set, in every place of an article, as
the slow tests do. `--table` writes the table only, in a quarter of a minute.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path

from fontTools.unicodedata import block, script

from banxin.errors import has_errors
from character_sweep import READ_AT_ONCE, big5_pairs, every_character, faults_of, in_parts, problems_of

TABLE = Path(__file__).resolve().parent.parent / "docs" / "characters.md"
UNASSIGNED = "Zzzz"
"""ISO 15924: of no known script; also what is for private use."""
SHOWN = 8
"""Stretches of a block that a row shows."""
PARTS = 16
SET = "set"
MAPPED = frozenset({"compatibility-ideograph", "composed-letter"})
KEPT = MAPPED | {SET}
"""Outcomes with which something stands on the page for the character."""
REMARKS = frozenset({"radical", "combining-mark"})
"""Codes of what is told of a character that is set."""
HEAD = """\
# Characters

What becomes of each character, with the faces that come with banxin, in the headline, the text, a dateline, a caption
and a table. `make characters` makes this table, draws every character that it calls set, reads it back from
PDF and e-book, and compares. A face of a paper's own (`fonts/` in its folder) adds to them.

A block is listed where at least one character of it is set; all of Unicode's first plane was asked, and of the others
what GB 18030-2022 (level 3), Big5-HKSCS and symbols take. “Read as another” are compatibility ideographs and letters
with loose accents, which reading maps and tells. All others are named with file and line, by the code in the last
column.

| block | set | read as another | named |
| --- | ---: | ---: | --- |
"""


def outcomes() -> dict[str, str]:
    """Character → `SET`, or the codes of the problems that name it. White space and what is unassigned is left out."""
    found: dict[str, str] = {}
    for part in in_parts((*every_character(), *big5_pairs()), READ_AT_ONCE):
        for character, problems in problems_of(part).items():
            codes = sorted({problem.code for problem in problems if has_errors([problem]) or not has_errors(problems)})
            found[character] = ", ".join(code for code in codes if code not in REMARKS) or SET
    return {c: outcome for c, outcome in found.items() if outcome == SET or script(c[0]) != UNASSIGNED}


def rows(found: Mapping[str, str]) -> Iterator[str]:
    """The table's rows, a block each, and then the blocks of which nothing is set."""
    blocks: dict[str, dict[str, str]] = defaultdict(dict)
    for character, outcome in found.items():
        blocks[block(character[0]) if len(character) == 1 else "pairs of Big5-HKSCS"][character] = outcome
    none = []
    for name, outcomes_of in blocks.items():
        counts = Counter(outcomes_of.values())
        mapped = sum(counts[code] for code in MAPPED)
        named = {code: [c for c in outcomes_of if outcomes_of[c] == code] for code in sorted(counts)}
        told = "; ".join(f"{code} {len(named[code])}: {stretches(named[code])}" for code in named if code not in KEPT)
        if counts[SET] or mapped:
            yield f"| {name} | {counts[SET]} | {mapped or ''} | {told} |"
        else:
            none.append(f"{name} ({', '.join(named)})")
    yield ""
    yield f"Nothing is set of: {'; '.join(none)}."


def stretches(characters: Sequence[str]) -> str:
    """Code points in order as `2C60–2C7F`, the first few of them."""
    codes = sorted(ord(character[0]) for character in characters)
    firsts = [code for code in codes if code - 1 not in codes]
    lasts = [code for code in codes if code + 1 not in codes]
    found = [f"{a:04X}" if a == b else f"{a:04X}–{b:04X}" for a, b in zip(firsts, lasts, strict=True)]
    more = len(found) - SHOWN
    return ", ".join(found[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def table(found: Mapping[str, str]) -> str:
    """The whole document."""
    return HEAD + "\n".join(rows(found)) + "\n"


def drawn_characters(found: Mapping[str, str]) -> list[str]:
    """The characters that should be in a product: all that no error names."""
    return [character for character, outcome in found.items() if outcome in KEPT]


def _faults(characters: Sequence[str]) -> list[str]:
    return [str(fault) for fault in faults_of(characters)]


def main(words: Iterable[str]) -> int:
    found = outcomes()
    TABLE.write_text(table(found), "utf-8")
    print(f"{TABLE.name}: {Counter(outcome in KEPT for outcome in found.values())[True]} characters are set.")
    if "--table" in words:
        return 0
    wanted = drawn_characters(found)
    with Pool(2) as pool:
        faults = [fault for part in pool.imap(_faults, in_parts(wanted, len(wanted) // PARTS + 1)) for fault in part]
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} characters were drawn and read back, {len(faults)} are wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
