"""Rows and characters that part modules from each other and frames from their text."""

from __future__ import annotations

FRAME_ROWS = 2
"""Rows a rule box takes over and under what it holds."""
FRAME_INSET = 1
"""Characters between a rule box and its text, left and right."""
