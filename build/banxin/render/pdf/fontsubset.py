"""The faces of a plan, cut down to what it draws, with their glyph ids kept.

WeasyPrint shapes and embeds what it is given; from whole faces of 15 MB that costs as much as the rest of the page.
With the ids kept, the glyphs that it writes can be compared with those that the composer measured.
"""

from __future__ import annotations

from collections import defaultdict

import uharfbuzz as hb

from banxin.errors import SetupError
from banxin.fonts.library import Face, FontLibrary
from banxin.model.plan import Plan
from banxin.render.html.view import SEPARATOR, runs_of


def characters_by_face(plan: Plan) -> dict[str, set[str]]:
    """Face id → the characters that the plan sets in it, and the one between its runs."""
    used: dict[str, set[str]] = defaultdict(lambda: set(SEPARATOR))
    for run, _ in runs_of(plan):
        used[run.face].update(run.text)
    return dict(used)


def subset_fonts(plan: Plan, library: FontLibrary) -> dict[str, bytes]:
    """Face id → a font file with the characters that the plan sets in that face.

    Raises SetupError for a face that is not in the library or cannot be subset.
    """
    return {face: subset(library.face(face), used) for face, used in sorted(characters_by_face(plan).items())}


def subset(face: Face, characters: set[str], *, keep_ids: bool = True) -> bytes:
    """A TrueType file with these characters of the face, every glyph under the id it has in the face's own file.

    Without `keep_ids` glyphs are numbered anew, which makes a smaller file. All layout features stay, so that shaping
    gives the same glyphs. Raises SetupError when HarfBuzz refuses the file.
    """
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS if keep_ids else hb.SubsetFlags.DEFAULT
    wanted.sets(hb.SubsetInputSets.UNICODE).update(sorted(map(ord, characters)))
    for layout in (hb.SubsetInputSets.LAYOUT_FEATURE_TAG, hb.SubsetInputSets.LAYOUT_SCRIPT_TAG):
        everything = wanted.sets(layout)
        everything.clear()
        everything.invert()
    try:
        return bytes(hb.subset(face.hb_face, wanted).blob.data)
    except (hb.HarfBuzzError, RuntimeError, ValueError) as error:
        raise SetupError(f"The font {face.path} cannot be cut down: {error}. Restore the file.") from error
