"""Makes build/banxin/uax14/line_break.txt: the characters whose class of Unicode's line breaking forbids a break.

The data are Unicode's property Line_Break (UAX #14), as the package uniseg has them. Classes that forbid nothing beside
Chinese text (AL, ID, NU and the like) are left out. `make line-breaks` writes the table anew.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import uniseg
from uniseg.db import get_handle, get_value

TABLE = Path(__file__).resolve().parent.parent / "build" / "banxin" / "uax14" / "line_break.txt"
WANTED = ("BA", "BB", "CJ", "CL", "CP", "EX", "GL", "HY", "IN", "IS", "NS", "OP", "PO", "PR", "QU", "SY", "WJ")
HEAD = f"""\
# Line_Break of Unicode {uniseg.unidata_version} (UAX #14), the classes that forbid a break: first..last, class.
# Made by docs/make_line_breaks.py. © Unicode, Inc.; licence: LICENSE.txt beside this file.
"""


def main() -> None:
    handle = get_handle("Line_Break")
    classes = [get_value(handle, code) for code in range(sys.maxunicode + 1)]
    lines = []
    for name, group in groupby(range(len(classes)), key=classes.__getitem__):
        if name in WANTED:
            codes = list(group)
            lines.append(f"{codes[0]:04X}..{codes[-1]:04X} {name}\n")
    TABLE.write_text(HEAD + "".join(lines), "utf-8")
    print(f"{len(lines)} ranges")


if __name__ == "__main__":
    main()
