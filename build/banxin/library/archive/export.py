"""Exporting from the library: bags, sources ready to build, or folders for a newspaper ingest."""

from __future__ import annotations

import contextlib
import hashlib
import io
import itertools
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from banxin.clock import midnight
from banxin.errors import BanxinError, UsageError, phrase
from banxin.files import make_folders, new_folder, setup_errors, sync_folder, sync_tree, write_atomic
from banxin.library.archive.bag import PRODUCTS, SOURCES, copy_bag, refuse_damaged
from banxin.library.archive.bag_check import check_bag, digests
from banxin.library.archive.reading import read_record
from banxin.library.archive.recording import media_type
from banxin.library.archive.store import Library
from banxin.library.formats.mets import mets
from banxin.library.formats.premis import Event
from banxin.library.record.record import File, Image, IssueRecord, PageRecord

WAYS = ("bags", "sources", "ndnp")


def export(library: Library, bags: Iterable[Path], to: Path, way: str) -> Iterator[Path]:
    """Export to `to` and return the names there, a folder for each bag; each appears complete. Nothing is overwritten;
    a bag that exists already with the same files is left alone.

    Raises UsageError when something else of that name exists, BanxinError when a bag is incomplete or not made by
    banxin; SetupError.
    """
    for bag in bags:
        refuse_damaged(bag, library.name(bag))
        try:
            yield {"bags": _bag, "sources": _sources, "ndnp": _ndnp}[way](bag, to)
        except (ValueError, LookupError, pikepdf.PdfError) as error:
            # Its checksums are right, but its content is not that of banxin's bags.
            raise BanxinError(
                phrase("{bag} is not a bag of banxin: {reason}.", bag=library.name(bag), reason=error)
            ) from error


@contextlib.contextmanager
def _placed(target: Path) -> Iterator[Path]:
    """A new folder to be filled, which then becomes `target`, or is removed. Raises UsageError when the target
    exists."""
    if target.exists():
        raise UsageError(phrase("{target} exists already; nothing is overwritten.", target=target))
    make_folders(target.parent)
    new = new_folder(target)
    try:
        with setup_errors(target):
            yield new
            sync_tree(new)
            new.rename(target)
            sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _bag(bag: Path, to: Path) -> Path:
    target = to / bag.name
    if target.is_dir() and not check_bag(target) and digests(target) == digests(bag):
        return target
    with _placed(target) as new:
        copy_bag(bag, new)
    return target


def _sources(bag: Path, to: Path) -> Path:
    """Write `<key>/<paper>/`, the paper's folder as it was for this issue, with the edition's folder, which is
    returned."""
    (paper,) = (path for path in (bag / "data" / SOURCES).iterdir() if path.is_dir())
    (edition,) = (path for path in paper.iterdir() if (path / "edition.toml").is_file())
    target = to / bag.name
    with _placed(target) as new:
        for path in sorted(path for path in paper.rglob("*") if path.is_file()):
            _copy(path, new / paper.name / path.relative_to(paper))
    return target / paper.name / edition.name


def _copy(path: Path, to: Path) -> None:
    make_folders(to.parent)
    write_atomic(to, path.read_bytes())


def _ndnp(bag: Path, to: Path) -> Path:
    """`<paper>/<date and edition>/`: METS, and for each page a JPEG, an ALTO and a PDF, numbered.

    Folders and names follow the US NDNP, whose profile is not claimed: its pictures are TIFF and JPEG 2000.
    """
    record = read_record(bag)
    name = f"{record.date:%Y%m%d}{ord(record.suffix or 'a') - ord('a') + 1:02d}"
    revision = f"-r{record.revision}" if record.revision > 1 else ""
    target = to / record.paper.key / f"{name}{revision}"
    with _placed(target) as new:
        files, pages = _ndnp_pages(bag, record, new)
        plain = replace(record, pages=pages, products=())
        moment = midnight(record.changed)
        event = Event("dissemination", moment, f"Exported from the bag {record.key}, which has the full history.")
        write_atomic(new / f"{name}.xml", mets(_bare(plain), files, [event], moment))
    return target


def _ndnp_pages(bag: Path, record: IssueRecord, new: Path) -> tuple[list[File], tuple[PageRecord, ...]]:
    """Write each page's files; returns them, and the pages as the METS names them."""
    (pdf,) = (product.name for product in record.products if product.name == f"{PRODUCTS}/{record.key}.pdf")
    files, pages = [], []
    for sequence, (page, one) in enumerate(
        zip(record.pages, _single_pages((bag / "data" / pdf).read_bytes()), strict=True), 1
    ):
        stem = f"{sequence:04d}"
        alto = (bag / "data" / page.alto).read_bytes()
        image = page.large
        drawn = (bag / "data" / image.name).read_bytes()
        for ending, data in (("xml", alto), ("jpg", drawn), ("pdf", one)):
            write_atomic(new / f"{stem}.{ending}", data)
            digest = hashlib.sha256(data).hexdigest()
            files.append(File(f"{stem}.{ending}", media_type(f"{stem}.{ending}"), len(data), digest))
        pages.append(_renamed(page, image, stem))
    return files, tuple(pages)


def _renamed(page: PageRecord, image: Image, stem: str) -> PageRecord:
    return replace(page, alto=f"{stem}.xml", images=(Image(f"{stem}.jpg", image.width, image.height),))


def _bare(record: IssueRecord) -> IssueRecord:
    """Without the articles' pictures, which are not exported."""
    return replace(record, articles=tuple(replace(article, figures=()) for article in record.articles))


def _single_pages(pdf: bytes) -> list[bytes]:
    """Each page as a PDF of its own, without tags and outline."""
    pages = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            out = io.BytesIO()
            with pikepdf.new() as single:
                single.pages.append(page)
                for key in ("/StructParents", "/Annots"):
                    if key in single.pages[0].obj:
                        del single.pages[0].obj[key]
                single.save(out, deterministic_id=True)
            pages.append(out.getvalue())
    return pages


def imported(bag: Path, work: Path) -> Path:
    """The folder of a bag given as a folder or as a ZIP file, unpacked safely in `work`.

    Raises UsageError when there is no bag in it, BanxinError for an archive that is too large or has names that lead
    out of it.
    """
    from banxin.library.archive.unpacking import unpack

    folder = bag if bag.is_dir() else unpack(bag, work)
    tops = itertools.islice(folder.glob("*/bagit.txt"), 2)
    inside = [path.parent for path in tops]
    if (folder / "bagit.txt").is_file():
        inside = [folder]
    if len(inside) != 1:
        shutil.rmtree(work, ignore_errors=True)
        raise UsageError(phrase("{bag} is not a bag: it has no bagit.txt.", bag=bag))
    return inside[0]
