"""Pictures of an edition: a file's bytes → its upright size, and whether it can be drawn.

Only JPEG, PNG, WebP and TIFF are opened, and the size is read from the header before any pixel.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from banxin.errors import Origin, Problem, phrase, problem
from banxin.inside import is_inside
from banxin.model.edition import Picture
from banxin.model.text import Text
from banxin.raster import FORMATS
from banxin.sources.body import read_line
from banxin.sources.files import SourceFolder, as_stored
from banxin.sources.limits import Limits
from banxin.sources.problems import (
    BAD_IMAGE,
    BAD_VALUE,
    IMAGE_CONVERTED,
    MISSING_IMAGE,
    NO_ALT,
    OUTSIDE_EDITION,
    UNUSED_IMAGE,
)
from banxin.sources.settings import PictureSettings

SIDEWAYS = {5, 6, 7, 8}
"""EXIF orientations that swap width and height."""
PRINTED_AS_THEY_ARE = {"RGB", "L", "1", "P", "RGBA", "LA"}


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Properties of a picture file."""

    width: int
    """Pixels, upright."""
    height: int
    notes: tuple[str, ...]
    """Changes that will be made to it before printing."""


def look_at(data: bytes, limits: Limits) -> ImageFacts:
    """The properties of a picture. Raises ValueError with the reason when it cannot be used."""
    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > limits.image_megapixels * 1_000_000:
                size = {"width": width, "height": height, "most": limits.image_megapixels}
                raise ValueError(phrase("{width} × {height} pixels are over {most} megapixels", **size))
            notes = _notes(image)
            image.draft(None, (width // 8, height // 8))  # A JPEG is decoded at a small size, but completely.
            image.load()
            # Only now: the size of a TIFF is upright from the start, its orientation is gone when it is loaded.
            if image.getexif().get(ExifTags.Base.Orientation) in SIDEWAYS:
                width, height = height, width
    except UnidentifiedImageError:
        raise ValueError(phrase("it is not a JPEG, PNG, WebP or TIFF picture")) from None
    except Image.DecompressionBombError:
        raise ValueError(phrase("it has over {most} megapixels", most=limits.image_megapixels)) from None
    except (OSError, SyntaxError, EOFError, OverflowError, MemoryError) as error:
        raise ValueError(phrase("it is damaged ({fault})", fault=str(error)[:80])) from None
    return ImageFacts(width, height, notes)


@contextmanager
def _strictly() -> Iterator[None]:
    """Pillow without its warning at 89 megapixels, since our own limit is checked, and rejecting truncated pictures.

    WeasyPrint makes Pillow accept truncated pictures for the whole process as soon as it is imported.
    """
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _notes(image: Image.Image) -> tuple[str, ...]:
    notes = []
    if image.mode not in PRINTED_AS_THEY_ARE:
        notes.append(phrase("of the kind {mode}: it is converted before it is printed", mode=image.mode))
    if getattr(image, "n_frames", 1) > 1:
        notes.append(phrase("made of several frames: the first is printed"))
    return tuple(notes)


class PictureDesk:
    """Examines the pictures of one edition, each file once."""

    def __init__(self, folder: Path, sources: SourceFolder, limits: Limits) -> None:
        self.folder = folder
        self.sources = sources
        self.limits = limits
        self.seen: dict[str, tuple[ImageFacts, str] | None] = {}

    def picture(self, settings: PictureSettings, origin: Origin) -> Picture | None:
        """The picture that an article or advertisement names, or None with a problem added."""
        name = as_stored(self.folder, settings.file) if is_inside(settings.file) else settings.file
        if name not in self.seen:
            self.seen[name] = self._look(name, origin)
        looked = self.seen[name]
        if not settings.alt and looked:
            self.sources.add(NO_ALT, origin, name=name)
        if looked is None:
            return None
        facts, digest = looked
        return Picture(
            file=name,
            path=self.folder / name,
            width=facts.width,
            height=facts.height,
            alt=settings.alt,
            caption=self._text(settings.caption, origin),
            credit=self._text(settings.credit, origin),
            rights=settings.rights,
            focus=(settings.focus[0], settings.focus[1]),
            crop=settings.crop,
            sha256=digest,
            origin=origin,
            size=settings.size,
        )

    def _text(self, text: str, origin: Origin) -> Text:
        found, problems = read_line(text, origin.file, origin.line)
        self.sources.extend(problems)
        return found

    def _look(self, name: str, origin: Origin) -> tuple[ImageFacts, str] | None:
        if not is_inside(name):
            self.sources.add(OUTSIDE_EDITION, origin, name=name)
            return None
        if not name.startswith("images/"):
            allowed = phrase('a path that starts with "images/"')
            self.sources.add(BAD_VALUE, origin, key="file", value=f'"{name}"', allowed=allowed)
            return None
        try:
            most = self.limits.image_megabytes * 1_000_000
            count = len(self.sources.problems)
            data = self.sources.read(self.folder / name, most, "image_megabytes", origin, self.folder)
            if len(self.sources.problems) > count:
                return None
            facts = look_at(data, self.limits)
        except FileNotFoundError:
            self.sources.add(MISSING_IMAGE, origin, name=name)
            return None
        except ValueError as error:
            why = next(iter(error.args), "") if data else phrase("it is empty")
            self.sources.add(BAD_IMAGE, origin, name=name, why=why)
            return None
        for note in facts.notes:
            self.sources.add(IMAGE_CONVERTED, origin, name=name, what=note)
        return facts, hashlib.sha256(data).hexdigest()

    def unused(self) -> tuple[Problem, ...]:
        """A warning for each file in images/ that no article or advertisement names."""
        folder = self.folder / "images"
        if not folder.is_dir():
            return ()
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        files = [f"images/{name}" for name in names if f"images/{name}" not in self.seen]
        return tuple(problem(UNUSED_IMAGE, Origin(self.sources.name(self.folder / file))) for file in files)
