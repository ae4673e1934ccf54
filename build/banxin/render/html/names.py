"""The names under which drawing asks for fonts and pictures: banxin's own scheme, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

SCHEME = "banxin:"
FONT = SCHEME + "font/"
IMAGE = SCHEME + "image/"
QR = "qr:"
"""How a picture's file begins when it is a code that the renderer draws itself."""


def font_url(face_id: str) -> str:
    """Where the CSS finds the face of that id."""
    return FONT + quote(face_id, safe="")


def image_url(file: str) -> str:
    """Where the HTML finds a picture, `file` as the plan has it."""
    return IMAGE + quote(file, safe="")


def family(face_id: str) -> str:
    """The CSS family that holds this one face.

    Every face is a family of its own, so that no weight is ever matched or made up. The name also becomes the
    font's name in the PDF, hence ASCII letters, digits and hyphens only.
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", face_id).strip("-")
    odd = "" if plain == face_id else "-" + face_id.encode().hex()
    return f"Banxin-{plain}{odd}"
