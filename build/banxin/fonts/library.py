"""The faces of fonts.toml, opened once, and shaping with HarfBuzz."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import uharfbuzz as hb

from banxin.assets import asset_folder
from banxin.errors import SetupError
from banxin.units import Mil, round_half_up


@dataclass(frozen=True, slots=True)
class ShapedGlyph:
    """One glyph of a shaped run."""

    glyph: int
    """Glyph id in the face's file."""
    cluster: int
    """First character of the run that it draws, from 0."""
    advance: Mil
    """As shaped, kerning included."""
    unkerned: Mil
    """The advance of the glyph alone, as the file's `hmtx` and so the PDF's `/W` has it."""
    x_offset: Mil
    y_offset: Mil
    """Up is positive."""


@dataclass(frozen=True)
class Face:
    """One font file."""

    id: str
    family: str
    weight: int
    style: str
    """song, hei, kai, fang, brush."""
    role: str
    file: str
    """Relative to its fonts folder."""
    path: Path
    version: str
    package: str
    sha256: str
    licence: str
    licence_file: str
    _cache: dict[tuple[str, bool, str], tuple[ShapedGlyph, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def hb_face(self) -> hb.Face:
        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.path)))
        except (hb.HarfBuzzError, OSError) as error:
            raise SetupError(f"The font {self.path} cannot be read: {error}.") from error
        if face.glyph_count == 0:
            raise SetupError(f"The font {self.path} is damaged: it holds no glyph. Restore the file.")
        return face

    @cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @cached_property
    def upem(self) -> int:
        return int(self.hb_face.upem)

    @cached_property
    def characters(self) -> frozenset[int]:
        """Code points that the face can draw."""
        return frozenset(self.hb_face.unicodes)

    def _mil(self, units: int) -> Mil:
        return Mil(units) if self.upem == 1000 else Mil(int(round_half_up(units * 1000 / self.upem)))

    def covers(self, character: str) -> bool:
        """Whether the face has a glyph for it."""
        return ord(character) in self.characters

    def shape(self, text: str, *, vertical: bool = False, language: str = "zh-Hans") -> tuple[ShapedGlyph, ...]:
        """Shape `text` with the face's default features, and `vert` for vertical setting.

        Advances of vertical text are along the line and always positive.
        """
        key = (text, vertical, language)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._shape(text, vertical, language)
        return found

    def _shape(self, text: str, vertical: bool, language: str) -> tuple[ShapedGlyph, ...]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ttb" if vertical else "ltr"
        buffer.language = language
        hb.shape(self.hb_font, buffer)
        font = self.hb_font
        glyphs = []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            unkerned = font.get_glyph_h_advance(info.codepoint)
            advance = -position.y_advance if vertical else position.x_advance
            glyphs.append(
                ShapedGlyph(
                    info.codepoint,
                    info.cluster,
                    self._mil(advance),
                    self._mil(unkerned),
                    self._mil(position.x_offset),
                    self._mil(position.y_offset),
                )
            )
        return tuple(glyphs)


class FontLibrary:
    """All faces that an edition may use; a paper's own come first."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.faces = faces

    @classmethod
    def load(cls, *folders: Path) -> FontLibrary:
        """Faces of the given folders, then of banxin's own; the first face of an id wins.

        Raises SetupError when a fonts.toml or a font file is missing or cannot be read.
        """
        faces: dict[str, Face] = {}
        for folder in (*folders, asset_folder("fonts")):
            for face in read_manifest(folder):
                faces.setdefault(face.id, face)
        return cls(faces)

    def face(self, face_id: str) -> Face:
        """The face of that id. Raises SetupError when there is none."""
        try:
            return self.faces[face_id]
        except KeyError:
            known = ", ".join(sorted(self.faces))
            raise SetupError(f"There is no face {face_id!r} in fonts.toml; there are: {known}.") from None


def read_manifest(folder: Path) -> list[Face]:
    """The faces that `folder`/fonts.toml names. Raises SetupError when it, or a file it names, is missing or wrong."""
    manifest = folder / "fonts.toml"
    try:
        rows = tomllib.loads(manifest.read_text("utf-8"))["face"]
        faces = [Face(path=folder / row["file"], **row) for row in rows]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SetupError(f"{manifest} cannot be read: {error}.") from error
    for face in faces:
        if not face.path.is_file():
            raise SetupError(f"The font {face.path} is missing, though {manifest} names it.")
    return faces
