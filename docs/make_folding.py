"""Makes build/banxin/library/folding.txt: which Chinese characters a search takes for one another.

By OpenCC, character by character: a table that looks at one character only gives a query and a text the same form
wherever the query was cut out of it. `make folding` writes it anew; it is the same for the same release of OpenCC.
"""

from __future__ import annotations

import importlib.metadata
import unicodedata
from pathlib import Path

from opencc import OpenCC

TABLE = Path(__file__).resolve().parent.parent / "build" / "banxin" / "library" / "folding.txt"
WAYS = ("tw2s", "hk2s", "t2s")
"""To Simplified from Taiwan's, Hong Kong's and OpenCC's own standard."""
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))


def main() -> None:
    ways = [OpenCC(way) for way in WAYS]
    pairs: dict[str, str] = {}
    for first, last in RANGES:
        for code in range(first, last + 1):
            character = chr(code)
            if unicodedata.category(character) != "Lo":
                continue
            folded = next((made for way in ways if (made := way.convert(character)) != character), character)
            # 徵 → 征 and the like need one more step where two standards differ.
            folded = ways[-1].convert(folded)
            if folded != character and len(folded) == 1:
                pairs[character] = folded
    for character, folded in pairs.items():
        # 麼 → 么, and 么 → 幺: what is found must not depend on which of the three is written.
        while folded in pairs:
            folded = pairs[folded]
        pairs[character] = folded
    release = importlib.metadata.version("opencc-py")
    head = f"# 检索时看作一个字的字：左边的按右边的找。由 OpenCC {release} 逐字得出，见 docs/make_folding.py。\n"
    TABLE.write_text(head + "".join(f"{old}{new}\n" for old, new in pairs.items()), "utf-8")
    print(f"{len(pairs)} characters")


if __name__ == "__main__":
    main()
