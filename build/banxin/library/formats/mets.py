"""METS of an issue: MODS and PREMIS, every file with its digest, the pages, and the articles with their areas."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from itertools import groupby

from lxml import etree

from banxin import __version__
from banxin.library.formats.mods import article_mods, issue_mods, page_mods
from banxin.library.formats.premis import Event, premis
from banxin.library.formats.xml import XLINK, Writer, to_bytes
from banxin.library.record.record import File, IssueRecord

NAMESPACE = "http://www.loc.gov/METS/"
NAME = "mets.xml"
_METS = Writer(NAMESPACE)


def file_id(name: str) -> str:
    """The id of a file by its name: a unique XML name."""
    return "f-" + re.sub(r"[^A-Za-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", name)


def mets(record: IssueRecord, files: Sequence[File], events: Sequence[Event], moment: datetime.datetime) -> bytes:
    """The issue's METS.

    files: everything in the bag's `data/` except the METS itself. moment: when it was added to the library.
    """
    root = _METS.root(
        "mets", {None: NAMESPACE, "xlink": XLINK}, OBJID=record.urn, LABEL=f"{record.paper.name} {record.day}",
        TYPE="newspaper issue",
    )  # fmt: skip
    header = _METS.add(root, "metsHdr", CREATEDATE=moment.isoformat(), RECORDSTATUS="archived")
    agent = _METS.add(header, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    _METS.add(agent, "name", f"banxin {__version__}")
    _METS.add(header, "altRecordID", record.key, TYPE="local")
    _descriptions(root, record)
    section = _METS.add(root, "amdSec", ID="amd")
    _wrapped(_METS.add(section, "digiprovMD", ID="provenance"), "PREMIS", premis(record, events))
    _files(root, files)
    _physical(root, record)
    _logical(root, record, {file.name for file in files})
    _links(root, record)
    return to_bytes(root)


def _wrapped(parent: etree._Element, kind: str, content: etree._Element) -> None:
    _METS.add(_METS.add(parent, "mdWrap", MDTYPE=kind), "xmlData").append(content)


def _descriptions(root: etree._Element, record: IssueRecord) -> None:
    _wrapped(_METS.add(root, "dmdSec", ID="dmd-issue"), "MODS", issue_mods(record))
    for sequence, page in enumerate(record.pages, 1):
        _wrapped(_METS.add(root, "dmdSec", ID=f"dmd-page-{page.number}"), "MODS", page_mods(record, page, sequence))
    for article in record.articles:
        _wrapped(_METS.add(root, "dmdSec", ID=f"dmd-article-{article.slug}"), "MODS", article_mods(record, article))


def _files(root: etree._Element, files: Sequence[File]) -> None:
    section = _METS.add(root, "fileSec")
    for use, group in groupby(sorted(files, key=lambda file: file.name), key=lambda file: file.name.partition("/")[0]):
        drawer = _METS.add(section, "fileGrp", USE=use)
        for file in group:
            element = _METS.add(
                drawer, "file", ID=file_id(file.name), MIMETYPE=file.media_type, SIZE=file.bytes,
                CHECKSUM=file.sha256, CHECKSUMTYPE="SHA-256",
            )  # fmt: skip
            _METS.add(element, "FLocat", LOCTYPE="URL", xlink_href=file.name)


def _physical(root: etree._Element, record: IssueRecord) -> None:
    """The pages, each with its pictures and its ALTO."""
    structure = _METS.add(root, "structMap", TYPE="PHYSICAL")
    issue = _METS.add(structure, "div", ID="physical", TYPE="newspaper issue", DMDID="dmd-issue", ADMID="provenance")
    for product in record.products:
        _METS.add(issue, "fptr", FILEID=file_id(product.name))
    for sequence, page in enumerate(record.pages, 1):
        element = _METS.add(
            issue, "div", ID=f"page-{page.number}", TYPE="page", ORDER=sequence, ORDERLABEL=page.label,
            LABEL=page.section, DMDID=f"dmd-page-{page.number}", CONTENTIDS=page.urn,
        )  # fmt: skip
        for name in (page.alto, *(image.name for image in page.images)):
            _METS.add(element, "fptr", FILEID=file_id(name))


def _logical(root: etree._Element, record: IssueRecord, names: Collection[str]) -> None:
    """The sections with their articles; an article that jumps has an area on each of its pages."""
    structure = _METS.add(root, "structMap", TYPE="LOGICAL")
    issue = _METS.add(structure, "div", ID="logical", TYPE="newspaper issue", DMDID="dmd-issue", CONTENTIDS=record.urn)
    altos = {page.number: file_id(page.alto) for page in record.pages}
    order = 0
    for number, (section, group) in enumerate(groupby(record.articles, key=lambda article: article.section), 1):
        drawer = _METS.add(issue, "div", ID=f"section-{number}", TYPE="section", LABEL=section)
        for article in group:
            order += 1
            element = _METS.add(
                drawer, "div", ID=f"article-{article.slug}", TYPE="article", ORDER=order, LABEL=article.title,
                DMDID=f"dmd-article-{article.slug}", CONTENTIDS=article.urn,
            )  # fmt: skip
            if (item := f"ninjs/{article.slug}.json") in names:
                _METS.add(element, "fptr", FILEID=file_id(item))
            if article.areas:
                parts = _METS.add(_METS.add(element, "fptr"), "seq")
                for area in article.areas:
                    _METS.add(parts, "area", FILEID=altos[area.page], BEGIN=area.block, BETYPE="IDREF")


def _links(root: etree._Element, record: IssueRecord) -> None:
    pairs = [(article.slug, area.page) for article in record.articles for area in article.areas]
    if pairs:
        links = _METS.add(root, "structLink")
        for slug, page in dict.fromkeys(pairs):
            _METS.add(links, "smLink", xlink_from=f"article-{slug}", xlink_to=f"page-{page}")
