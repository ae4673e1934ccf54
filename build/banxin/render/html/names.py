"""URLs for fonts and pictures in the HTML, with a scheme of banxin's own."""

from __future__ import annotations

import re
from urllib.parse import quote

SCHEME = "banxin:"
FONT = SCHEME + "font/"
IMAGE = SCHEME + "image/"


def font_url(face_id: str) -> str:
    """URL of the face with that id in the CSS."""
    return FONT + quote(face_id, safe="")


def image_url(file: str) -> str:
    """URL of a picture in the HTML; `file` as in the plan."""
    return IMAGE + quote(file, safe="")


def family(face_id: str) -> str:
    """The CSS family of a single face.

    Every face is a family of its own, so that no weight is matched or synthesised. The name also becomes the font's
    name in the PDF, hence ASCII letters, digits and hyphens only.
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", face_id).strip("-")
    odd = "" if plain == face_id else "-" + face_id.encode().hex()
    return f"Banxin-{plain}{odd}"
