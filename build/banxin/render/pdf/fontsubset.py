"""The faces of a plan, subset to what it draws, with unchanged glyph ids.

WeasyPrint shapes and embeds what it is given; with whole faces of 15 MB that costs as much as the rest of the page. The
ids are kept, because the composed glyphs are written with them.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from banxin.errors import SetupError
from banxin.fonts.library import Face, FontLibrary
from banxin.model.plan import Plan
from banxin.render.html.stand_ins import STAND_IN, drawn_as
from banxin.render.html.view import runs_of


@dataclass(slots=True)
class Used:
    """What a plan uses of a face."""

    characters: set[str] = field(default_factory=lambda: {" "})
    """What WeasyPrint is given to draw: all characters in that face, and the spaces at ends of lines."""
    glyphs: set[int] = field(default_factory=set)
    """The drawn glyphs: ids in the face's own file."""


def used_by_face(plan: Plan) -> dict[str, Used]:
    """Face id → what the plan draws in it."""
    used: dict[str, Used] = defaultdict(Used)
    for run in runs_of(plan):
        of_face = used[run.face]
        of_face.characters.update(run.text, drawn_as(run.text))
        of_face.glyphs.update(glyph.id for glyph in run.glyphs)
    return dict(used)


def subset_fonts(plan: Plan, library: FontLibrary) -> dict[str, bytes]:
    """Face id → a font file with the characters and glyphs that the plan sets in that face.

    Raises SetupError for a face that is not in the library or cannot be subset.
    """
    return {face: _drawable(library.face(face), used) for face, used in sorted(used_by_face(plan).items())}


def _drawable(face: Face, used: Used) -> bytes:
    data = subset(face, used.characters, used.glyphs)
    return data if STAND_IN not in used.characters or face.covers(STAND_IN) else _with_stand_in(data, max(used.glyphs))


def _with_stand_in(data: bytes, glyph: int) -> bytes:
    """The font with `STAND_IN` drawn by that glyph: any will do."""
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[ord(STAND_IN)] = font.getGlyphName(glyph)
        changed = io.BytesIO()
        font.save(changed)
    return changed.getvalue()


def subset(face: Face, characters: Set[str], glyphs: Set[int] = frozenset(), *, keep_ids: bool = True) -> bytes:
    """A TrueType file with these characters and glyphs, each glyph with its id in the face's own file.

    Without `keep_ids` glyphs are renumbered, which makes a smaller file. All layout features stay, so that shaping
    gives the same glyphs. Raises SetupError when HarfBuzz rejects the file.
    """
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS if keep_ids else hb.SubsetFlags.DEFAULT
    wanted.sets(hb.SubsetInputSets.UNICODE).update(sorted(map(ord, characters)))
    for layout in (hb.SubsetInputSets.LAYOUT_FEATURE_TAG, hb.SubsetInputSets.LAYOUT_SCRIPT_TAG):
        everything = wanted.sets(layout)
        everything.clear()
        everything.invert()
    try:
        plan = hb.SubsetPlan(face.hb_face, wanted)
        if missing := glyphs - set(plan.old_to_new_glyph_mapping):
            wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(sorted(missing))
            plan = hb.SubsetPlan(face.hb_face, wanted)
        return bytes(plan.execute().blob.data)
    except (hb.HarfBuzzError, RuntimeError, ValueError) as error:
        raise SetupError(f"The font {face.path} cannot be cut down: {error}. Restore the file.") from error
