"""Scripts that cannot be set, whatever face has them.

Lines run from left to right or downwards, and text is shaped word by word: that does for letters that stand side by
side. It does not for scripts that run from right to left, and not for those whose letters take other forms or places
beside others and whose lines break by a dictionary.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and the like, with their presentation forms."""
FORMED = (
    "\u0900-\u0e3e\u0e40-\u0fd4\u0fd9-\u109f"  # India, Sri Lanka, Thai (but not ฿), Lao, Tibetan, Burmese
    "\u1700-\u18af\u1900-\u1aaf\u1b00-\u1c4f"  # Philippines, Khmer, Mongolian, Tai, Bali
    "\ua800-\ua82f\ua840-\ua95f\ua980-\uaaff\uabc0-\uabff\U00011000-\U00011fff"  # more of them
)
UNSETTABLE = re.compile(f"[{RIGHT_TO_LEFT}{FORMED}]+")
"""A stretch of them."""
