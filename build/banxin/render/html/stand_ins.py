"""What WeasyPrint is given in the place of characters of which Pango might make more than glyphs of one face.

Pango looks for another font for emoji, for marks on a letter of another font, for characters that a face has under a
canonical equivalent only and for those newer than its own Unicode; it draws nothing for what is invisible. The finisher
writes the composed glyphs in the place of what was drawn, so all that is wanted of WeasyPrint is one text in one font:
a character that is not known to give that is drawn as `STAND_IN`.
"""

from __future__ import annotations

import re

from banxin.cjk import IDEOGRAPHS

STAND_IN = "一"
_SURE = (
    " -~\u00a1-\u00ac\u00ae-\u02ff\u0388-\u0482\u048a-\u052f\u1e00-\u1eff"  # Latin, Greek, Cyrillic
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2125\u212c-\u22ff\u2460-\u24ff\u2500-\u25fc"  # marks, symbols
    "\u2e80-\u3029\u3030-\u3096\u309b-\u33ff\u4dc0-\u4dff\uac00-\ud7a3\ufe30-\ufe4f\uff01-\uff9d\uffe0-\uffe6"
)
_UNSURE = re.compile(f"[^{_SURE}{IDEOGRAPHS}]|[\U0002ebe1-\U0003ffff]")
"""Han up to extension F are older than any Pango in use."""


def drawn_as(text: str) -> str:
    """The text that WeasyPrint draws for `text`: as long, and the same where that is sure to be drawn in one font."""
    return _UNSURE.sub(STAND_IN, text)
