"""Two checks: whether a fonts folder matches its fonts.toml, and whether an edition can be set with its faces."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from banxin.errors import Origin, Problem, SetupError, problem
from banxin.fonts.joining import joined, joins
from banxin.fonts.library import SELECTOR, Face, FontLibrary, read_manifest
from banxin.fonts.problems import NO_GLYPH, UNSETTABLE_SCRIPT
from banxin.fonts.scripts import UNSETTABLE
from banxin.model.edition import Article, Edition
from banxin.model.text import BREAK

MAX_FOLDER_BYTES = 120_000_000  # Ours: size limit of all faces in a wheel.
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16


def verify(folder: Path) -> tuple[str, ...]:
    """The faults of a fonts folder, a sentence each, by face and then by file; empty when it matches its fonts.toml.

    Checked: every file's sha256; static TrueType outlines, because WeasyPrint writes glyph ids as CIDs and a CID-keyed
    OpenType/CFF font would print wrong glyphs; family and weight of the file; unique ids; a licence beside each face;
    no file that fonts.toml does not name; at most 120 MB in all.
    """
    try:
        faces = read_manifest(folder)
    except SetupError as error:
        return (str(error),)
    return (
        *_double_ids(faces),
        *(fault for face in faces for fault in _face_faults(folder, face)),
        *_files(folder, faces),
    )


def _double_ids(faces: Sequence[Face]) -> Iterator[str]:
    ids = [face.id for face in faces]
    for face_id in sorted({face_id for face_id in ids if ids.count(face_id) > 1}):
        yield f"fonts.toml names the face {face_id} more than once: give each its own id."


def _face_faults(folder: Path, face: Face) -> Iterator[str]:
    data = face.path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != face.sha256:
        yield f"{face.file}: its sha256 is {found}, not what fonts.toml says: restore the file, or correct fonts.toml."
    if not (folder / face.licence_file).is_file():
        yield f"{face.file}: its licence {face.licence_file} is missing: put it there."
    elif not (folder / face.licence_file).read_bytes().strip():
        yield f"{face.file}: its licence {face.licence_file} is empty: put the text there."
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            yield from _table_faults(face, font)
    except (TTLibError, OSError, KeyError, ValueError, AssertionError) as error:
        yield f"{face.file}: it cannot be read as a font ({error}): restore the file."


def _table_faults(face: Face, font: TTFont) -> Iterator[str]:
    if "glyf" not in font:
        yield f"{face.file}: its outlines are not TrueType (glyf): PDFs made of it print wrongly; take a .ttf of it."
    if "fvar" in font:
        yield f"{face.file}: it is a variable font: take a static file for each weight."
    names = {record.toUnicode() for record in font["name"].names if record.nameID in (FAMILY, TYPOGRAPHIC_FAMILY)}
    if face.family not in names:
        yield f"{face.file}: its family is {' or '.join(sorted(names))}, fonts.toml says {face.family}."
    weight = font["OS/2"].usWeightClass
    if weight != face.weight:
        yield f"{face.file}: its weight is {weight}, fonts.toml says {face.weight}."


def _files(folder: Path, faces: Iterable[Face]) -> Iterator[str]:
    """Files in the folder that are not named, and the folder's size."""
    named = {"fonts.toml", *(name for face in faces for name in (face.file, face.licence_file))}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        name = path.relative_to(folder).as_posix()
        if name not in named:
            yield f"{name}: fonts.toml does not name it: name it there, or remove it."
    total = sum(path.stat().st_size for path in files)
    if total > MAX_FOLDER_BYTES:
        yield f"the folder holds {total} bytes, more than {MAX_FOLDER_BYTES}: remove a face."


def coverage(edition: Edition, library: FontLibrary, face_ids: Sequence[str]) -> tuple[Problem, ...]:
    """`no-glyph` for each character of the edition that no face has, once a line; `unsettable-script` for those that
    could not be set if one had them.

    face_ids: the fallback faces of the layout, in any order. White space needs no glyph. Raises SetupError for an id
    that the library does not have.
    """
    faces = [library.face(face_id) for face_id in face_ids]
    known = frozenset().union(*(face.characters for face in faces))
    seen: set[tuple[Origin, str]] = set()
    found: list[Problem] = []
    for text, origin, what in _texts(edition):
        for character in _uncovered(text, known, faces):
            if (origin, character) not in seen:
                seen.add((origin, character))
                unsettable = UNSETTABLE.match(character)
                code = " ".join(f"U+{ord(part):04X}" for part in (character[0] if unsettable else character))
                shown = character if character.isprintable() else code
                rule = UNSETTABLE_SCRIPT if unsettable else NO_GLYPH
                found.append(problem(rule, origin, character=shown, point=code, what=what))
    return tuple(sorted(found, key=lambda row: row.origin))


def _uncovered(text: str, known: frozenset[int], faces: Sequence[Face]) -> Iterator[str]:
    """What cannot be set: stretches of scripts that cannot, characters, and characters with what is joined to them."""
    yield from UNSETTABLE.findall(text)
    if all(ord(character) in known for character in text) and not any(map(joins, text)):
        return
    for character in joined(UNSETTABLE.sub("", text)):
        if character.isspace() or any(face.draws(character) for face in faces):
            continue
        alone = [mark for mark in character if ord(mark) not in known and not mark.isspace()]
        yield from [mark for mark in alone if not SELECTOR.match(mark)] or [character]


def _texts(edition: Edition) -> Iterator[tuple[str, Origin, str]]:
    """All text to be set, with its place and a description."""
    paper = edition.paper
    for text in (paper.name, paper.publisher, paper.slogan, paper.editor, paper.cn_number, paper.site):
        yield text, paper.origin, "the paper's masthead"
    for text in (edition.number, edition.editor, edition.lunar, *edition.sections):
        yield text, edition.origin, "the edition's furniture"
    for filler in paper.fillers:
        yield filler.text.replace(BREAK, ""), filler.origin, "a filler"
        yield filler.source, filler.origin, "a filler"
    for service in edition.services:
        for text in service.texts:
            yield text, service.origin, "a service box"
    for article in edition.articles:
        yield from _article_texts(article)


def _article_texts(article: Article) -> Iterator[tuple[str, Origin, str]]:
    name = f"article {article.slug}"
    for text in (article.kicker, article.headline.without(BREAK), article.deck, article.byline):
        yield str(text), article.origin, name
    for text in (article.series, article.note, article.pull_quote):
        yield str(text), article.origin, name
    yield str(article.dateline), article.origin, name
    yield article.section, article.origin, name
    yield article.headline_short, article.origin, name
    for block in article.blocks:
        yield block.text, block.origin, name
    for picture in article.pictures:
        yield str(picture.caption), picture.origin, name
        yield str(picture.credit), picture.origin, name
