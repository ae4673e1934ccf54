"""Numbers by which the planner makes pages and `check` judges them.

The two share no code of placement, so that neither hides a fault of the other; but what both go by is one number. Where
each comes from is in docs/newspaper-page.md.
"""

from __future__ import annotations

TOLERANCE = 0.1
"""pt. What the eye and the press do not see."""
SEPARATOR = 1
"""Rows between two modules."""
SLOT_AIR = 0.05
"""Share of its size by which a character of furniture may stand out of its module: no ink is at the em box's edge."""
KEEP = 2
"""Lines of a paragraph that stay together on either side of a leg's end (widow, orphan)."""
JUMP_BEFORE, JUMP_AFTER = 8, 12
"""Lines that an article leaves at least before a jump (转版) and after it."""
TOMBSTONE_DIFFERENCE = 0.2
"""Two heads side by side whose sizes differ by less than this share are a tombstone (碰题)."""
DOMINANT = 0.35
"""Share of the page's columns that its dominant photo takes at least."""
THIN = 0.75
"""Share of its width that a headline should fill."""
PICTURE_CHANGE = 0.15
"""How much taller or shorter than its own shape a picture may be shown, where its editor allows that it is cut."""
