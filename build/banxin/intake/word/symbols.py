"""Characters of Word's symbol fonts, which have no meaning outside of their font → Unicode."""

from __future__ import annotations

PRIVATE = 0xF000
"""Symbol fonts have their characters here, from F020 to F0FF; some files leave the F0 out."""

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "○",
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x52: "☑", 0xA3: "□", 0xA1: "○", 0xA4: "◉",
}  # fmt: skip
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
TABLES = {"wingdings": _WINGDINGS, "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "✓", 0x4F: "✗"}, "symbol": _SYMBOL}
"""By the font's name in small letters; characters and code points as the fonts' own charts show them."""


def symbol(face: str, mark: str) -> str:
    """The character that a mark of a symbol font shows; itself in other fonts, empty where nobody knows."""
    code = ord(mark)
    table = TABLES.get(face.lower())
    if table is not None:
        return table.get(code - PRIVATE if code >= PRIVATE else code, "")
    return "" if PRIVATE <= code <= PRIVATE + 0xFF else mark
