"""The faces of fonts.toml, opened once, and shaping with HarfBuzz."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from banxin.assets import asset_folder
from banxin.errors import SetupError
from banxin.inside import is_inside
from banxin.model.line import Glyph
from banxin.model.text import WritingMode
from banxin.units import Mil, round_half_up

MANIFEST = "fonts.toml"
LANGUAGE = "zh-Hans"
HAN = "Hani"
"""Script of text without a script of its own: in a Chinese paper a dash, a mark or a number is among Han."""
PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
DOUBLE_MARK = re.compile("[\u035c-\u0362]")
SELECTOR = re.compile(f"[{SELECTORS}]")
"""Variation selectors."""


class Cluster(NamedTuple):
    """A piece of text that is drawn as a whole.

    Usually it is one character and one glyph; `——` may be one glyph for two characters, an accented letter two glyphs
    for one.
    """

    length: int
    """In characters."""
    advance: Mil
    """Along the line, kerning included."""
    face: str
    """Id of the face that draws it."""
    glyphs: tuple[Glyph, ...]
    along: tuple[Mil, ...]
    """Position of each glyph on the line, from the cluster's own."""


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
    _cache: dict[tuple[str, WritingMode, str], tuple[Cluster, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def hb_face(self) -> hb.Face:
        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.path)))
        except (hb.HarfBuzzError, OSError) as error:
            raise SetupError(f"The font {self.path} cannot be read: {error}.") from error
        if face.glyph_count == 0:
            raise SetupError(f"The font {self.path} is damaged: it has no glyphs. Restore the file.")
        return face

    @cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @cached_property
    def upem(self) -> int:
        return int(self.hb_face.upem)

    @cached_property
    def characters(self) -> frozenset[int]:
        """Code points that the face can draw.

        What a code point for private use means is agreed between an editor and the paper's own faces; banxin's have
        glyphs there for purposes of their makers.
        """
        found = self.hb_face.unicodes
        if self.path.is_relative_to(asset_folder("fonts")):
            for first, last in PRIVATE_USE:
                found.del_range(first, last)
        return frozenset(found)

    def _mil(self, units: int) -> Mil:
        return Mil(units) if self.upem == 1000 else Mil(int(round_half_up(units * 1000 / self.upem)))

    def covers(self, character: str) -> bool:
        """Whether the face has a glyph for it."""
        return ord(character) in self.characters

    def draws(self, text: str) -> bool:
        """Whether it draws a character and all that is joined to it: HarfBuzz composes a letter and its accents where
        the face has them as one; else their marks must come to stand on it. A variation selector means a glyph of its
        own."""
        plain = SELECTOR.sub("", text)
        if not all(map(self.covers, plain)) and not all(map(self.covers, unicodedata.normalize("NFC", plain))):
            return False
        if len(plain) > 1 and not self._marks_stand_on(plain):
            return False
        variation = self.hb_font.get_variation_glyph
        return len(plain) == len(text) or not any(
            SELECTOR.match(mark) and variation(ord(base), ord(mark)) is None
            for base, mark in zip("\0" + text, text, strict=False)
        )

    def _marks_stand_on(self, text: str) -> bool:
        """Whether the ink of each mark has its middle over or under the letter; faces for Chinese often have marks that
        are drawn behind it. A mark for two letters (U+035C to U+0362) has it between them."""
        for cluster in self.shape(text):
            room = cluster.glyphs[0].width
            for glyph, place in zip(cluster.glyphs[1:], cluster.along[1:], strict=True):
                ink = self.hb_font.get_glyph_extents(glyph.id)
                middle = place + self._mil(ink.x_bearing) + self._mil(ink.width) / 2 if ink else 0
                if not (-room / 2 <= middle < room or (middle == room and DOUBLE_MARK.search(text))):
                    return False
        return True

    def shape(
        self, text: str, mode: WritingMode = WritingMode.HORIZONTAL, language: str = LANGUAGE
    ) -> tuple[Cluster, ...]:
        """Shape `text` with the face's default features, and `vert` for a vertical line; cached, so that all callers
        share the same glyphs.

        The lengths of the clusters add up to the text's. Advances are along the line and always positive.
        """
        key = (text, mode, language)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = tuple(self._shape(text, mode, language))
        return found

    def _shape(self, text: str, mode: WritingMode, language: str) -> Iterator[Cluster]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if buffer.script is None:
            buffer.script = HAN
        buffer.direction = "ttb" if mode is WritingMode.VERTICAL else "ltr"
        buffer.language = language
        hb.shape(self.hb_font, buffer)
        shaped = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        groups = [(at, list(group)) for at, group in groupby(shaped, key=lambda pair: pair[0].cluster)]
        ends = [at for at, _ in groups[1:]] + [len(text)]
        start = 0
        for (_, group), end in zip(groups, ends, strict=True):
            yield self._cluster(group, end - start, mode)
            start = end

    def _cluster(self, group: Sequence[tuple[Any, Any]], length: int, mode: WritingMode) -> Cluster:
        """A cluster from HarfBuzz' (info, position) of each of its glyphs."""
        font, mil = self.hb_font, self._mil
        glyphs, along, pen = [], [], 0
        for number, (info, position) in enumerate(group):
            width = mil(font.get_glyph_h_advance(info.codepoint))
            if mode is WritingMode.VERTICAL:
                # HarfBuzz hangs a glyph by its vertical origin, in the middle of its width; only what is beyond that
                # moves it.
                x, y = font.get_glyph_v_origin(info.codepoint)
                advance = mil(-font.get_glyph_v_advance(info.codepoint))
                further, across = mil(-position.y_offset - y), mil(position.x_offset + x)
                step = mil(-position.y_advance)
            else:
                advance, step = width, mil(position.x_advance)
                further, across = mil(position.x_offset), mil(position.y_offset)
            glyphs.append(Glyph(info.codepoint, 0 if number else length, advance, width, across))
            along.append(Mil(pen + further))
            pen += step
        return Cluster(length, Mil(pen), self.id, tuple(glyphs), tuple(along))


class FontLibrary:
    """All faces that an edition may use; a paper's own come first."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.faces = faces

    @classmethod
    def load(cls, *folders: Path) -> FontLibrary:
        """Faces of the given folders, then of banxin's own; the first face with an id is used.

        Raises SetupError when a fonts.toml or a font file is missing or cannot be read.
        """
        faces: dict[str, Face] = {}
        for folder in (*folders, asset_folder("fonts")):
            for face in read_manifest(folder):
                faces.setdefault(face.id, face)
        return cls(faces)

    @classmethod
    def of_paper(cls, folder: Path) -> FontLibrary:
        """The faces for a paper in this folder: those of its own fonts folder, if it has one, and banxin's."""
        own = folder / "fonts"
        return cls.load(*([own] if (own / MANIFEST).is_file() else []))

    def face(self, face_id: str) -> Face:
        """The face with that id. Raises SetupError when there is none."""
        try:
            return self.faces[face_id]
        except KeyError:
            known = ", ".join(sorted(self.faces))
            raise SetupError(f"There is no face {face_id!r} in fonts.toml; there are: {known}.") from None


def read_manifest(folder: Path) -> list[Face]:
    """The faces that `folder`/fonts.toml names. Raises SetupError when it, or a file it names, is missing or wrong."""
    manifest = folder / MANIFEST
    try:
        rows = tomllib.loads(manifest.read_text("utf-8"))["face"]
        faces = [Face(path=folder / row["file"], **row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SetupError(f"{manifest} cannot be read: {error}.") from error
    for face in faces:
        if not is_inside(face.file):
            raise SetupError(f"{manifest} names {face.file!r}, which leads out of the folder. Copy the font into it.")
        if not face.path.is_file():
            raise SetupError(f"The font {face.path} is missing, though {manifest} names it.")
    return faces
