"""The pages of the readers' web site: all there, well-formed, with every character, nothing of a stranger's active."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from banxin.bind.body_context import Paragraph
from banxin.bind.book_context import leading
from banxin.library.record.record import ArticleRecord, IssueRecord, paragraph_text
from command import KEY
from ereader import CHROMIUM
from library_shelf import Library, add_issue
from readers_site import BASE, addresses_of, chromium, file_of, links, opened, parsed, serving, visit

XHTML = "{http://www.w3.org/1999/xhtml}"
NS = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}
TYPES = {
    "/": "text/html", ".xml": "application/", ".json": "application/", ".atom": "application/atom+xml",
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".jpg": "image/jpeg", ".pdf": "application/pdf", ".epub": "application/epub+zip",
}  # fmt: skip


@pytest.fixture(scope="module")
def served(stand: Path, client: httpx.Client) -> dict[str, httpx.Response]:
    """Every address with the server's answer."""
    with opened(stand) as site:
        return {address: client.get(address) for address in addresses_of(site)}


def pages_of(answers: dict[str, httpx.Response]) -> dict[str, bytes]:
    return {address: answer.content for address, answer in answers.items() if address.endswith("/")}


def issues(stand: Path) -> list[IssueRecord]:
    with opened(stand) as site:
        return [site.shelf.record(row) for row in site.shelf.catalogue.issues()]


def test_every_address_answers_with_its_media_type(served: dict[str, httpx.Response]) -> None:
    assert len(served) > 350
    for address, answer in served.items():
        assert answer.status_code == 200, address
        ending = "/" if address.endswith("/") else "." + address.rpartition(".")[2]
        assert answer.headers["content-type"].startswith(TYPES[ending]), (address, answer.headers["content-type"])
        if ending in ("/", ".css", ".js", ".txt", ".atom"):
            assert "charset=utf-8" in answer.headers["content-type"], address


def test_published_and_served_are_the_same_but_for_what_searches(
    served: dict[str, httpx.Response], published_at: Path
) -> None:
    others = {
        address for address, answer in served.items() if file_of(published_at, address).read_bytes() != answer.content
    }
    assert others == {"/opensearch.xml"}
    files = {path for path in published_at.rglob("*") if path.is_file()}
    known = {file_of(published_at, address) for address in served}
    extra = {path.relative_to(published_at).as_posix() for path in files - known}
    assert {name for name in extra if not name.startswith("search/")} == {"404.html", ".nojekyll", ".banxin-site.json"}


def test_no_link_of_what_is_served_is_dead(served: dict[str, httpx.Response], client: httpx.Client) -> None:
    known = {address: answer.status_code for address, answer in served.items()}
    for here, page in pages_of(served).items():
        for _, link in links(parsed(page)):
            target = urlsplit(urljoin(f"{BASE.rstrip('/')}{here}", link))
            if target.netloc != urlsplit(BASE).netloc:
                continue
            address = f"{target.path}?{target.query}" if target.query else target.path
            if address not in known:
                known[address] = client.get(address).status_code
            assert known[address] == 200, f"{here}: {link}"


def test_no_link_of_what_is_published_is_dead_wherever_it_stands(published: Path) -> None:
    root = "https://news.example/deep/in"
    files = [path for path in published.rglob("*.html") if path.name != "404.html"]
    assert len(files) > 120
    for path in files:
        here = f"{root}/{path.relative_to(published).as_posix()}".removesuffix("index.html")
        page = parsed(path.read_bytes())
        ids = set(page.xpath("//@id"))
        for element, link in links(page):
            if element.get("rel") == "nofollow noopener":
                continue
            target, _, fragment = urljoin(here, link).partition("#")
            assert target.startswith(f"{root}/"), f"{here}: {link}"
            assert file_of(published, target.removeprefix(root)).is_file(), f"{here}: {link}"
            if fragment and target == here:
                assert fragment in ids, f"{here}: {link}"


def test_the_page_for_what_is_missing_works_at_every_depth(published: Path, client: httpx.Client, stand: Path) -> None:
    for page in ((published / "404.html").read_bytes(), client.get("/a/b/c/d").content, client.get("/a%3Fb/").content):
        for _, link in links(parsed(page)):
            assert link.startswith("#") or file_of(published, link).is_file(), link
    with opened(stand, "https://news.example/deep/in/") as site:
        found = {link for _, link in links(parsed(site.pages.not_found())) if not link.startswith("#")}
        assert found and all(link.startswith("/deep/in/") for link in found)


def test_no_page_takes_anything_from_elsewhere(served: dict[str, httpx.Response]) -> None:
    for here, page in pages_of(served).items():
        for element, link in links(parsed(page)):
            if "://" in link and element.get("rel") != "canonical":
                assert element.tag == f"{XHTML}a" and element.get("rel") == "nofollow noopener", f"{here}: {link}"
    for name in ("style.css", "site.js", "search.js"):
        assert not re.search(r"https?://|@import|url\(", served[f"/_/{name}"].text)


def test_pages_have_what_screen_readers_need(served: dict[str, httpx.Response]) -> None:
    for here, data in pages_of(served).items():
        page = parsed(data)
        assert page.get("lang") in ("zh-Hans", "zh-Hant"), here
        assert len(page.xpath("//h:h1", namespaces=NS)) == 1, here
        assert "".join(page.xpath("//h:title//text()", namespaces=NS)).strip(), here
        assert all(image.get("alt") is not None for image in page.iter(f"{XHTML}img")), here
        hidden = "ancestor::*[@aria-hidden='true']"
        assert all(image.get("alt") for image in page.xpath(f"//h:img[not({hidden})]", namespaces=NS)), here
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), here
        # HTML knows no self-closed element but the void ones.
        void = re.findall(rb"<(\w+)[^>]*/>", data)
        assert set(void) <= {b"meta", b"link", b"img", b"input", b"rect"}, here


def test_titles_are_of_one_page_only(served: dict[str, httpx.Response]) -> None:
    titles: dict[str, list[str]] = {}
    for here, data in pages_of(served).items():
        titles.setdefault("".join(parsed(data).xpath("//h:title//text()", namespaces=NS)), []).append(here)
    # Two articles of one headline on a page are one paper's own doing.
    assert not {title: places for title, places in titles.items() if len(places) > 1}


def squeezed(text: str) -> str:
    return "".join(text.split())


def expected_texts(article: ArticleRecord) -> Iterator[str]:
    """What stands on an article's page, in its order."""
    before = leading(article.kind, article.group, len(article.figures))
    first, last = article.figures[:before], article.figures[before:]
    yield from (article.series, article.kicker, article.headline or article.title, article.deck, article.byline)
    yield article.note
    for figure in first:
        yield from (figure.caption, figure.credit)
    yield article.pull_quote
    yield from map(paragraph_text, article.body)
    for figure in last:
        yield from (figure.caption, figure.credit)


def test_every_character_of_every_article_is_on_its_page_in_order(
    stand: Path, served: dict[str, httpx.Response]
) -> None:
    count = 0
    for record in issues(stand):
        for article in record.articles:
            page = parsed(served[f"/{record.paper.key}/{record.day}/{article.page}/{article.slug}/"].content)
            (reading,) = page.xpath("//h:article", namespaces=NS)
            told, at = squeezed("".join(reading.itertext())), 0
            for text in expected_texts(article):
                found = told.find(squeezed(text), at)
                assert found >= 0, f"{record.key} {article.slug}: {text[:40]}"
                at = found + len(squeezed(text))
            (body,) = page.xpath("//h:div[@class='text']", namespaces=NS)
            assert squeezed("".join(body.itertext())) == squeezed("".join(map(paragraph_text, article.body)))
            count += 1
    assert count > 100


def test_what_paragraphs_are_is_seen(stand: Path, served: dict[str, httpx.Response]) -> None:
    """Tables, lists, verse, subheads, quotes are elements of their own, notes lead there and back."""
    seen = set()
    for record in issues(stand):
        for article in record.articles:
            (body,) = parsed(served[f"/{record.paper.key}/{record.day}/{article.page}/{article.slug}/"].content).xpath(
                "//h:div[@class='text']", namespaces=NS
            )
            kinds = [one.kind for one in article.body]
            seen |= set(kinds)
            for kind, tag in (("table", "table"), ("subhead", "h2"), ("quote", "blockquote"), ("list", "ul")):
                assert len(body.findall(f".//{XHTML}{tag}")) == kinds.count(kind)
            rows = [row for one in article.body if one.kind == "table" for row in one.rows]
            cells = ["".join(run.text for run in cell) for row in rows for cell in row]
            told = ["".join(cell.itertext()) for cell in body.iter(f"{XHTML}td", f"{XHTML}th")]
            assert told == cells
    assert {"paragraph", "subhead", "table", "list", "verse"} <= seen


def test_articles_tell_machines_what_they_are(stand: Path, served: dict[str, httpx.Response]) -> None:
    for record in issues(stand):
        for article in record.articles:
            address = f"/{record.paper.key}/{record.day}/{article.page}/{article.slug}/"
            page = parsed(served[address].content)
            (script,) = page.xpath("//h:script[@type='application/ld+json']/text()", namespaces=NS)
            data = json.loads(script)
            assert data["@id"] == data["identifier"] == article.urn
            assert data["@type"] == "NewsArticle" and data["url"] == f"{BASE.rstrip('/')}{address}"
            assert data.get("articleBody", "") == article.text and data["headline"] == (
                article.headline or article.title
            )
            assert data["isPartOf"]["@id"] == record.urn
            assert all(urlsplit(image).path in served for image in data.get("image", ()))


def test_an_article_and_its_correction_name_each_other(served: dict[str, httpx.Response]) -> None:
    notice = parsed(served["/gansu-daily/2024-12-23/1/a03/"].content)
    (told,) = notice.xpath("//h:p[@class='correction']", namespaces=NS)
    assert "更正" in "".join(told.itertext())
    assert told.find(f"{XHTML}a").get("href") == "../../../2024-12-22/1/a04/"
    corrected = parsed(served["/gansu-daily/2024-12-22/1/a04/"].content)
    (told,) = corrected.xpath("//h:p[@class='correction']", namespaces=NS)
    assert told.find(f"{XHTML}a").get("href") == "../../../2024-12-23/1/a03/"


def test_a_revision_shows_what_it_replaces(served: dict[str, httpx.Response]) -> None:
    page = parsed(served["/gansu-daily/2024-12-21/"].content)
    text = "".join(page.itertext())
    assert "更正后的标题" in text and "第1版地名有误，已改正。" in text
    saved = [element.get("download") for element in page.iter(f"{XHTML}a") if element.get("download")]
    assert "gansu-daily-2024-12-21.epub" in saved and "gansu-daily-2024-12-21-r2.epub" in saved
    assert served["/gansu-daily/2024-12-21/products/gansu-daily-2024-12-21.epub"].content[:2] == b"PK"


def test_a_spread_is_one_page_that_either_number_finds(client: httpx.Client) -> None:
    page = parsed(client.get("/lanxi-bulletin/2026-12-01/2/").content)
    assert "第2–3版" in "".join(page.xpath("//h:h1//text()", namespaces=NS))
    moved = client.get("/lanxi-bulletin/2026-12-01/3/")
    assert moved.status_code == 308 and moved.headers["location"] == "/lanxi-bulletin/2026-12-01/2/"
    with_wrong_page = client.get("/lanxi-bulletin/2026-11-01/5/b01/")
    assert with_wrong_page.status_code == 308 and with_wrong_page.headers["location"].endswith("/b01/")


def test_spots_lie_on_the_page_where_the_articles_are(stand: Path, served: dict[str, httpx.Response]) -> None:
    for record in issues(stand):
        for page in record.pages:
            root = parsed(served[f"/{record.paper.key}/{record.day}/{page.number}/"].content)
            (drawing,) = root.xpath("//*[@class='spots']")
            width, height = map(float, drawing.get("viewBox").split()[2:])
            assert height / width == pytest.approx(page.images[0].height / page.images[0].width, rel=0.01)
            areas = [area for article in record.articles for area in article.areas if area.page == page.number]
            boxes = drawing.findall(f".//{XHTML}rect")
            assert len(boxes) == len(areas) > 0
            for box in boxes:
                left, top, wide, high = (float(box.get(name)) for name in ("x", "y", "width", "height"))
                assert left >= 0 and top >= 0 and left + wide <= width + 0.2 and top + high <= height + 0.2


PAYLOADS = (
    "<script>alert(1)</script>", "javascript:alert(2)", '"><img src=x onerror=alert(3)>', "\u202eevil\u202c",
    "]]>", "</script><script>alert(4)</script>", "{{ 7*7 }}", "&lt;b&gt; &amp;", "\u2028//", "' onfocus=alert(5) x='",
)  # fmt: skip
EVIL = "".join(PAYLOADS)
ONE_LINE = EVIL.replace("\u2028", "")


def hostile(record: IssueRecord) -> IssueRecord:
    """The record with the payloads in every text."""

    def worse(article: ArticleRecord) -> ArticleRecord:
        texts: dict[str, Any] = dict.fromkeys(
            ("section", "title", "series", "kicker", "headline", "deck", "byline", "note", "pull_quote"), EVIL
        )
        figures = tuple(replace(one, alt=EVIL, caption=EVIL, credit=EVIL) for one in article.figures)
        body = tuple(map(worse_text, article.body))
        return replace(article, figures=figures, body=body, corrects=("2024-12-22/a04",), **texts)

    def worse_text(paragraph: Paragraph) -> Paragraph:
        runs = tuple(replace(run, text=run.text + EVIL) for run in paragraph.runs)
        return replace(paragraph, runs=runs, dateline=EVIL)

    paper = replace(record.paper, name=ONE_LINE, publisher=ONE_LINE, rights=EVIL, cn_number=EVIL)
    pages = tuple(replace(page, section=EVIL) for page in record.pages)
    articles = tuple(map(worse, record.articles))
    return replace(record, paper=paper, number=EVIL, correction=EVIL, pages=pages, articles=articles)


@pytest.fixture(scope="module")
def evil(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evil") / "library"
    Library.made(folder)
    Library(folder).take(shelf / "library" / "bags" / "gansu-daily" / "2024" / KEY)
    add_issue(folder, KEY, "2024-12-24", edit=hostile)
    return folder


def test_hostile_texts_leave_every_page_and_feed_well_formed(evil: Path) -> None:
    with opened(evil) as site:
        for address in addresses_of(site):
            answer = site.find(address)
            assert answer is not None and not hasattr(answer, "address"), address
            data = answer.data  # type: ignore[union-attr]
            if address.endswith("/") or (address.endswith((".atom", ".xml")) and data):
                root = parsed(data)
                assert not root.xpath("//@*[starts-with(name(), 'on')]"), address
                for _, link in links(root):
                    assert not re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE), address
                scripts = root.xpath("//h:script", namespaces=NS)
                assert all(one.get("src") or one.get("type") == "application/ld+json" for one in scripts), address
            elif address.endswith(".json") and data:
                json.loads(data)


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
def test_no_hostile_text_is_active_in_a_browser(evil: Path) -> None:
    from urllib.parse import quote

    with serving(evil) as server, chromium() as browser:
        seen = visit(browser)
        for address in (
            "/", "/gansu-daily/", "/gansu-daily/2024/", "/gansu-daily/2024-12-24/", "/gansu-daily/2024-12-24/1/",
            "/gansu-daily/2024-12-24/1/a01/", "/gansu-daily/2024-12-24/1/a05/", "/gansu-daily/2024-12-22/1/a04/",
            f"/search/?q={quote(EVIL)}", f"/search/?q=evil&byline={quote(EVIL)}&section={quote(EVIL)}",
        ):  # fmt: skip
            seen.page.goto(server.address + address)
            assert seen.page.evaluate("document.querySelectorAll('img[src=x], [onerror], [onfocus]').length") == 0
        assert seen.faults == []
        text = seen.page.goto(f"{server.address}/gansu-daily/2024-12-24/1/a01/") and seen.page.inner_text("main")
        assert "<script>alert(1)</script>" in text and "{{ 7*7 }}" in text and "&lt;b&gt;" in text
        assert {urlsplit(one).netloc for one in seen.asked} == {urlsplit(server.address).netloc}
