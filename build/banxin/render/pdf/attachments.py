"""The edition's sources inside its PDF (PDF/A-3a), so that the edition can be made again from the file alone."""

from __future__ import annotations

import datetime
import hashlib
import io
import mimetypes
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pikepdf

from banxin.errors import BanxinError, UsageError, phrase
from banxin.inside import is_inside
from banxin.model.edition import Edition

PLAN = "plan.json"
MIME = {".md": "text/markdown", ".toml": "application/toml", ".json": "application/json"}
OWN = ("layouts", "fonts")
"""Folders of a paper that override the built-in ones, on which the look of the pages depends."""
EDITION = "edition.toml"
MOST_BYTES, MOST_FILES = 1 << 29, 10_000
"""Limits of all files that are extracted from a PDF. Ours."""
MOST_NAME, MOST_DEPTH = 255, 8
"""Bytes of a name, and folders above it: more than any file system or edition has."""
_PART_2, _PART_3 = b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:part>3</pdfaid:part>"


def edition_files(edition: Edition, plan: str) -> dict[str, bytes]:
    """Path below the papers' folder → bytes: everything that was read for the edition, and its plan.

    Raises BanxinError when a file has changed since it was read.
    """
    paper = edition.paper.folder
    files: dict[str, bytes] = {}
    for name, sha256 in edition.sources:
        data = (paper / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BanxinError(phrase("{file} was changed while the edition was being made. Build again.", file=name))
        files[name] = data
    for folder in OWN:
        for path in sorted((paper / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                files[path.relative_to(paper).as_posix()] = path.read_bytes()
    files[f"{edition.folder.name}/{PLAN}"] = plan.encode()
    return {f"{edition.paper.key}/{name}": data for name, data in sorted(files.items())}


def attach(pdf: bytes, files: Mapping[str, bytes], moment: datetime.datetime) -> bytes:
    """The PDF with these files in it, PDF/A-3a instead of PDF/A-2a; `moment`: their modification date."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name, data in files.items():
            relationship = pikepdf.Name.Data if name.endswith(f"/{PLAN}") else pikepdf.Name.Source
            document.attachments[name] = pikepdf.AttachedFileSpec(
                document,
                data,
                filename=name,
                mime_type=_mime(name),
                creation_date=f"{moment:D:%Y%m%d%H%M%SZ}",
                mod_date=f"{moment:D:%Y%m%d%H%M%SZ}",
                relationship=relationship,
            )
        specs = [document.attachments[name].obj for name in files]
        document.Root.AF = document.make_indirect(pikepdf.Array(specs))
        metadata = document.Root.Metadata.read_bytes()
        if metadata.count(_PART_2) != 1:
            raise BanxinError("The PDF does not say that it is PDF/A-2: nothing can be attached to it.")
        document.Root.Metadata.write(metadata.replace(_PART_2, _PART_3))
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mime(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return MIME.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def attached_files(pdf: bytes, path: Path) -> dict[str, bytes]:
    """Path → bytes of the files that `attach` added to a PDF; `path` is its own.

    Raises UsageError for a PDF without them, or with names that lead out of a folder or cannot all be files, and errors
    of pikepdf for one that cannot be read.
    """
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name, spec in document.attachments.items():
            data = spec.get_file().read_bytes()
            left -= len(data)
            if left < 0 or len(files) == MOST_FILES:
                raise UsageError(phrase("The files attached to {file} are too large.", file=path))
            files[_checked(name, path)] = data
    if not any(name.endswith(f"/{EDITION}") for name in files):
        raise UsageError(phrase("{file} has no sources. Build it with --attach-sources.", file=path))
    for folder in {str(parent) for name in files for parent in PurePosixPath(name).parents}:
        if folder in files:
            raise UsageError(phrase("{file} has a file and a folder of one name: {name}.", file=path, name=folder))
    return files


def _checked(name: str, path: Path) -> str:
    parts = PurePosixPath(name).parts
    if not is_inside(name) or not parts:
        raise UsageError(phrase("{file} has a file whose name leads out of the folder: {name}.", file=path, name=name))
    if not name.isprintable() or len(parts) > MOST_DEPTH or any(len(part.encode()) > MOST_NAME for part in parts):
        raise UsageError(phrase("{file} has a file whose name cannot be one: {name}.", file=path, name=name[:80]))
    return PurePosixPath(*parts).as_posix()
