"""MODS of an issue, a page, an article, with the newspaper fields of the US NDNP's METS profile."""

from __future__ import annotations

from lxml import etree

from banxin.library.formats.xml import Writer
from banxin.library.record.citation import authors
from banxin.library.record.record import ArticleRecord, IssueRecord, PageRecord
from banxin.model.kinds import ArticleKind

NAMESPACE = "http://www.loc.gov/mods/v3"
_MODS = Writer(NAMESPACE)
PREFIXES: dict[str | None, str] = {"mods": NAMESPACE}


def issue_mods(record: IssueRecord) -> etree._Element:
    """Title, date, number, edition, revision of an issue; the issue that it replaces."""
    root = _MODS.root("mods", PREFIXES)
    _title(root, f"{record.paper.name} {record.day}")
    if record.editor:
        _name(root, record.editor, "editor")
    _MODS.add(root, "typeOfResource", "text")
    _MODS.add(root, "genre", "newspaper issue")
    _origin(root, record)
    _language(root, record.paper.language)
    if record.correction:
        _MODS.add(root, "note", record.correction, type="correction")
    host = _host(root, record)
    part = _MODS.add(host, "part")
    _detail(part, "issue", record.number)
    _detail(part, "edition", str(ord(record.suffix or "a") - ord("a") + 1), caption=record.suffix)
    _detail(part, "revision", str(record.revision))
    _MODS.add(part, "date", record.date.isoformat(), encoding="iso8601")
    if record.replaces:
        earlier = _MODS.add(root, "relatedItem", type="preceding")
        _MODS.add(earlier, "identifier", record.replaces, type="local")
        _MODS.add(earlier, "note", "replaced by this revision", type="replaces")
    _MODS.add(root, "identifier", record.urn, type="urn")
    _MODS.add(root, "identifier", record.key, type="local")
    _rights(root, record)
    return root


def page_mods(record: IssueRecord, page: PageRecord, sequence: int) -> etree._Element:
    """A page's number as printed, its place in the issue and its section."""
    root = _MODS.root("mods", PREFIXES)
    _MODS.add(root, "typeOfResource", "text")
    part = _MODS.add(root, "part")
    _detail(part, "page number", page.label)
    if page.section:
        detail = _MODS.add(part, "detail", type="section")
        _MODS.add(detail, "title", page.section)
    extent = _MODS.add(part, "extent", unit="pages")
    _MODS.add(extent, "start", str(sequence))
    _MODS.add(root, "identifier", page.urn, type="urn")
    return root


def article_mods(record: IssueRecord, article: ArticleRecord) -> etree._Element:
    """Titles and authors of an article; the issue and page it stands in."""
    root = _MODS.root("mods", PREFIXES)
    _title(root, article.headline or article.title, article.deck)
    if article.kicker:
        info = _MODS.add(root, "titleInfo", type="alternative")
        _MODS.add(info, "title", article.kicker)
    for author in authors(article.byline):
        _name(root, author, "author")
    _MODS.add(root, "typeOfResource", "still image" if article.kind == ArticleKind.PHOTO else "text")
    _MODS.add(root, "genre", "article")
    _language(root, article.language)
    if article.byline:
        _MODS.add(root, "note", article.byline, type="statement of responsibility")
    host = _host(root, record)
    part = _MODS.add(host, "part")
    extent = _MODS.add(part, "extent", unit="pages")
    _MODS.add(extent, "start", str(article.page))
    for target in article.corrects:
        related = _MODS.add(root, "relatedItem", type="reviewOf")
        _MODS.add(related, "identifier", target, type="local")
    _MODS.add(root, "identifier", article.urn, type="urn")
    return root


def _title(root: etree._Element, title: str, deck: str = "") -> None:
    info = _MODS.add(root, "titleInfo")
    _MODS.add(info, "title", title)
    if deck:
        _MODS.add(info, "subTitle", deck)


def _name(root: etree._Element, name: str, role: str) -> None:
    person = _MODS.add(root, "name", type="personal")
    _MODS.add(person, "namePart", name)
    _MODS.add(_MODS.add(person, "role"), "roleTerm", role, type="text", authority="marcrelator")


def _origin(root: etree._Element, record: IssueRecord) -> None:
    origin = _MODS.add(root, "originInfo")
    if record.paper.publisher:
        _MODS.add(origin, "publisher", record.paper.publisher)
    _MODS.add(origin, "dateIssued", record.date.isoformat(), encoding="iso8601", keyDate="yes")
    if record.revised:
        _MODS.add(origin, "dateModified", record.revised.isoformat(), encoding="iso8601")
    _MODS.add(origin, "issuance", "continuing")


def _language(root: etree._Element, language: str) -> None:
    term = _MODS.add(root, "language")
    _MODS.add(term, "languageTerm", language, type="code", authority="rfc4646")


def _host(root: etree._Element, record: IssueRecord) -> etree._Element:
    host = _MODS.add(root, "relatedItem", type="host")
    _title(host, record.paper.name)
    for kind, value in (("issn", record.paper.issn), ("cn", record.paper.cn_number), ("local", record.paper.key)):
        if value:
            _MODS.add(host, "identifier", value, type=kind)
    return host


def _detail(part: etree._Element, kind: str, number: str, caption: str = "") -> None:
    if number:
        detail = _MODS.add(part, "detail", type=kind)
        _MODS.add(detail, "number", number)
        if caption:
            _MODS.add(detail, "caption", caption)


def _rights(root: etree._Element, record: IssueRecord) -> None:
    if record.paper.rights:
        _MODS.add(root, "accessCondition", record.paper.rights, type="use and reproduction")
