"""A face in which everything joins: ligatures of Han, of dashes and dots, of digits, of marks and of hyphens."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from banxin.fonts.library import Face
from banxin.render.pdf.fontsubset import subset

JOINED = (
    "ffi", "fi", "m-", "-m", "12", "128", "中国", "水清", "——", "――", "……", "⋯⋯", "…⋯", "//", "s/", "/a", "。，",
    "，。", "か\u3099", "e\u0301", "a1", "水1", "1水", "ex", "xa", "ABC", "～〜",
)  # fmt: skip
"""What the face draws as one glyph."""


def write_ligature_font(face: Face, path: Path) -> None:
    """The characters of `JOINED` in the face's own shapes, each of the strings with a ligature: the shape of 国."""
    letters = set("".join(JOINED)) | set("abcdefghijklmnopqrstuvwxyz 国，。")
    with TTFont(io.BytesIO(subset(face, letters, keep_ids=False))) as font:
        names = {chr(code): name for code, name in font.getBestCmap().items()}
        rules = [
            f"sub {' '.join(names[letter] for letter in text)} by {names['国']};"
            for text in JOINED
            if all(letter in names for letter in text)
        ]
        del font["GSUB"]
        scripts = "".join(f"languagesystem {script} dflt;\n" for script in ("DFLT", "latn", "hani", "kana"))
        addOpenTypeFeaturesFromString(font, f"{scripts}feature liga {{ {' '.join(rules)} }} liga;")
        font.save(path)
