"""What programs read of the readers' web site: OPDS 1.2 and 2.0, Atom, OpenSearch, IIIF, the site map."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import feedparser
import httpx
import pytest
from lxml import etree

from banxin.library.record.record import IssueRecord
from ereader import HERE
from readers_site import BASE, file_of, opened, parsed
from schemas import check_json

ATOM = "{http://www.w3.org/2005/Atom}"
OPDS = "{http://opds-spec.org/2010/catalog}"
THREAD = "{http://purl.org/syndication/thread/1.0}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
OPEN = "http://opds-spec.org/acquisition/open-access"
FACET = "http://opds-spec.org/facet"
CLIENT = HERE.parent / ".venv" / "opds" / "node_modules" / "r2-opds-js"
CATALOGUES = (
    "gansu-daily", "gansu-daily-2023", "gansu-daily-2024", "lanxi-bulletin", "lanxi-bulletin-2024",
    "lanxi-bulletin-2026",
)  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(client: httpx.Client, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return parsed(answer.content)


def issues(stand: Path, paper: str = "", year: str = "") -> list[IssueRecord]:
    """The records of a paper's issues, the newest first."""
    with opened(stand) as site:
        rows = site.shelf.catalogue.issues(paper, since=year, until=f"{year}-99" if year else "")
        return [site.shelf.record(row) for row in rows]


def rel(root: etree._Element, name: str) -> list[etree._Element]:
    return [link for link in root.findall(f"{ATOM}link") if link.get("rel") == name]


def text(root: etree._Element, name: str) -> str:
    found = root.findtext(f"{ATOM}{name}")
    assert found, name
    return found


@pytest.mark.parametrize("name", ["index", *CATALOGUES])
def test_opds_1_has_what_its_specification_demands(client: httpx.Client, name: str) -> None:
    root = feed(client, f"/opds/{name}.xml")
    assert root.tag == f"{ATOM}feed"
    assert text(root, "id").startswith("urn:uuid:") and text(root, "title") and MOMENT.fullmatch(text(root, "updated"))
    (own,), (start,), (form,) = rel(root, "self"), rel(root, "start"), rel(root, "search")
    assert own.get("type") == (NAVIGATION if name == "index" else ACQUISITION)
    assert start.get("href") == f"{BASE}opds/index.xml" and start.get("type") == NAVIGATION
    assert form.get("type") == "application/opensearchdescription+xml"
    ids = []
    for entry in root.findall(f"{ATOM}entry"):
        ids.append(text(entry, "id"))
        assert text(entry, "title") and MOMENT.fullmatch(text(entry, "updated"))
        if name == "index":
            (down,) = rel(entry, "subsection")
            assert down.get("type") == ACQUISITION and int(down.get(f"{THREAD}count")) > 0
        else:
            gets = rel(entry, OPEN)
            assert [get.get("type") for get in gets] == ["application/epub+zip", "application/pdf"]
            assert rel(entry, "http://opds-spec.org/image") and rel(entry, "http://opds-spec.org/image/thumbnail")
            assert entry.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
    assert ids and len(ids) == len(set(ids))


def test_every_link_of_every_catalogue_answers_as_the_kind_that_it_says(client: httpx.Client) -> None:
    asked: dict[str, httpx.Response] = {}

    def get(href: str) -> httpx.Response:
        return asked.setdefault(href, client.get(urlsplit(href).path))

    for name in ("index", *CATALOGUES):
        for link in feed(client, f"/opds/{name}.xml").iter(f"{ATOM}link"):
            answer = get(link.get("href"))
            assert answer.status_code == 200, link.get("href")
            said, told = (re.split(r";\s*", value) for value in (link.get("type"), answer.headers["content-type"]))
            assert set(said) <= set(told), f"{link.get('href')}: {said} {told}"
            if link.get("length"):
                assert len(answer.content) == int(link.get("length"))
        data = client.get(f"/opds/{name}.json").json()
        for link in links_of(data):
            answer = get(link["href"])
            assert answer.status_code == 200, link["href"]
            assert answer.headers["content-type"].startswith(link["type"]), link["href"]
    assert len(asked) > 40


def links_of(data: Any) -> Iterator[dict[str, Any]]:
    """Everything in an OPDS 2 feed that has an address."""
    if isinstance(data, dict):
        if "href" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from links_of(one)


@pytest.mark.parametrize("name", ["index", *CATALOGUES])
def test_opds_2_fits_its_schema(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/opds/{name}.json")
    assert answer.headers["content-type"] == "application/opds+json"
    check_json(answer.content, "opds2/feed.schema.json")
    with pytest.raises(AssertionError, match="title"):  # The schemas that it names are looked at, too.
        check_json(answer.content.replace(b'"title"', b'"titel"'), "opds2/feed.schema.json")


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_has_every_issue_of_its_kind_the_newest_first(stand: Path, client: httpx.Client, name: str) -> None:
    paper, year = re.fullmatch(r"(.+?)(?:-(\d{4}))?", name).groups()  # type: ignore[union-attr]
    wanted = [record.urn for record in issues(stand, paper, year or "")]
    root = feed(client, f"/opds/{name}.xml")
    assert [text(entry, "id") for entry in root.findall(f"{ATOM}entry")] == wanted
    data = client.get(f"/opds/{name}.json").json()
    assert [one["metadata"]["identifier"] for one in data["publications"]] == wanted
    assert data["metadata"]["numberOfItems"] == len(wanted)
    days = [one["metadata"]["published"] for one in data["publications"]]
    assert days == sorted(days, reverse=True)
    first = data["publications"][0]["metadata"]
    assert first["belongsTo"]["newspaper"]["name"] == issues(stand, paper)[0].paper.name


def test_the_two_forms_of_a_catalogue_lead_to_the_same_files(client: httpx.Client) -> None:
    for name in CATALOGUES:
        old = [
            link.get("href")
            for link in feed(client, f"/opds/{name}.xml").iter(f"{ATOM}link")
            if link.get("rel") == OPEN
        ]
        data = client.get(f"/opds/{name}.json").json()
        new = [link["href"] for one in data["publications"] for link in one["links"] if link["rel"] == OPEN]
        assert old == new and old


@pytest.mark.parametrize("name", CATALOGUES)
def test_facets_are_every_paper_and_every_year_with_its_count(stand: Path, client: httpx.Client, name: str) -> None:
    paper, year = re.fullmatch(r"(.+?)(?:-(\d{4}))?", name).groups()  # type: ignore[union-attr]
    root = feed(client, f"/opds/{name}.xml")
    found: dict[str, dict[str, int]] = {}
    active = set()
    for link in rel(root, FACET):
        entries = feed(client, urlsplit(link.get("href")).path).findall(f"{ATOM}entry")
        found.setdefault(link.get(f"{OPDS}facetGroup"), {})[link.get("title")] = len(entries)
        if link.get(f"{OPDS}activeFacet") == "true":
            active.add((link.get(f"{OPDS}facetGroup"), link.get("title")))
        # A year's catalogue tells no other number than its own: no issue of another year changes it.
        told = link.get(f"{THREAD}count")
        assert told == str(len(entries)) or (told is None and year and link.get("title") != f"{year}年")
    papers: dict[str, int] = {}
    for record in issues(stand):
        papers[record.paper.name] = papers.get(record.paper.name, 0) + 1
    years: dict[str, int] = {}
    for record in issues(stand, paper):
        years[f"{record.date.year}年"] = years.get(f"{record.date.year}年", 0) + 1
    assert found == {"报纸": papers, "年份": years}
    assert len([group for group, _ in active if group == "报纸"]) == 1
    assert [title for group, title in active if group == "年份"] == ([f"{year}年"] if year else [])
    groups = {group["metadata"]["title"]: group["links"] for group in client.get(f"/opds/{name}.json").json()["facets"]}
    assert {title: [link["title"] for link in shown] for title, shown in groups.items()} == {
        title: list(shown) for title, shown in found.items()
    }
    for link in links_of(list(groups.values())):
        assert link.get("properties", {}).get("numberOfItems", -1) in (-1, found["报纸"].get(link["title"], 0)
                                                                       or found["年份"][link["title"]])  # fmt: skip


def test_only_the_current_revision_is_in_a_catalogue_with_its_correction(client: httpx.Client) -> None:
    entries = feed(client, "/opds/gansu-daily.xml").findall(f"{ATOM}entry")
    (corrected,) = [entry for entry in entries if text(entry, "title").endswith("2024-12-21")]
    assert text(corrected, "summary").startswith("第1版地名有误，已改正。")
    assert text(corrected, "updated").startswith("2024-12-24")
    assert rel(corrected, OPEN)[0].get("title") == "gansu-daily-2024-12-21-r2.epub"
    second = [text(entry, "title") for entry in entries if "2024-12-22" in text(entry, "title")]
    assert [title.partition("2024-12-22")[2] for title in second] == ["（B）", ""]


def test_no_other_name_is_a_catalogue(client: httpx.Client) -> None:
    for name in ("nobody", "gansu-daily-1999", "gansu-daily-20244", "-2024", "search-2024"):
        for kind in ("xml", "json"):
            assert client.get(f"/opds/{name}.{kind}").status_code == 404, name
    moved = client.get("/opds")
    assert moved.status_code == 308 and moved.headers["location"] == "/opds/index.xml"


def test_catalogues_search(stand: Path, client: httpx.Client) -> None:
    root = feed(client, f"/opds/search.xml?q={quote('甘肅')}")
    assert len(root.findall(f"{ATOM}entry")) == len(issues(stand, "gansu-daily"))
    assert text(root, "title") == "含有“甘肅”的各期"
    answer = client.get(f"/opds/search.json?q={quote('码头')}")
    check_json(answer.content, "opds2/feed.schema.json")
    found = [one["metadata"]["title"] for one in answer.json()["publications"]]
    assert found and all(title.startswith("兰溪文友") for title in found)
    nothing = feed(client, "/opds/search.xml?q=qqqqzz")
    assert not nothing.findall(f"{ATOM}entry") and text(nothing, "id")


def test_each_search_has_an_identifier_of_its_own(client: httpx.Client) -> None:
    ids = {text(feed(client, f"/opds/search.xml?q={word}"), "id") for word in ("a", "b")}
    assert len(ids) == 2
    (own,) = rel(feed(client, "/opds/search.xml?q=a%26b"), "self")
    assert own.get("href") == f"{BASE}opds/search.xml?q=a%26b"


def test_opensearch_names_ways_that_answer(client: httpx.Client, published: Path) -> None:
    root = feed(client, "/opensearch.xml")
    assert 0 < len(root.findtext(f"{SEARCH}ShortName")) <= 16 and len(root.findtext(f"{SEARCH}Description")) <= 1024
    kinds = {}
    for url in root.findall(f"{SEARCH}Url"):
        assert "{searchTerms}" in url.get("template")
        target = urlsplit(url.get("template").replace("{searchTerms}", quote("甘肃")))
        answer = client.get(f"{target.path}?{target.query}")
        assert answer.status_code == 200
        kinds[url.get("type")] = answer.headers["content-type"]
    assert set(kinds) == {"text/html", "application/atom+xml", ACQUISITION, "application/opds+json"}
    static = parsed((published / "opensearch.xml").read_bytes())
    (only,) = static.findall(f"{SEARCH}Url")
    assert only.get("type") == "text/html" and only.get("template") == "search/?q={searchTerms}"


@pytest.mark.parametrize("address", ["/feed.atom", "/gansu-daily/feed.atom", "/lanxi-bulletin/feed.atom"])
def test_atom_feeds_read_without_a_complaint(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = parsed(answer.content)
    assert text(root, "id").startswith("urn:uuid:") and MOMENT.fullmatch(text(root, "updated"))
    assert rel(root, "self")[0].get("href") == f"{BASE.rstrip('/')}{address}"
    found = feedparser.parse(answer.content)
    assert not found.bozo and found.version == "atom10"
    assert len(found.entries) > 20 and len({entry.id for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        assert entry.title and entry.updated_parsed and entry.author and entry.id.startswith("urn:uuid:")
        page = client.get(urlsplit(entry.link).path)
        assert page.status_code == 200 and entry.id in page.text
    days = [entry.published_parsed for entry in found.entries]
    assert days == sorted(days, reverse=True)
    assert max(entry.updated for entry in found.entries) == found.feed.updated


def test_catalogues_read_by_feedparser_without_a_complaint(client: httpx.Client) -> None:
    for name in ("index", *CATALOGUES):
        found = feedparser.parse(client.get(f"/opds/{name}.xml").content)
        assert not found.bozo and found.entries, name
        assert all(entry.links for entry in found.entries)


def test_published_feeds_lead_to_published_files(published: Path) -> None:
    count = 0
    for path in [*published.rglob("*.atom"), *published.glob("opds/*.xml")]:
        here = f"https://news.example/deep/{path.relative_to(published).as_posix()}"
        for link in parsed(path.read_bytes()).iter(f"{ATOM}link"):
            target = urljoin(here, link.get("href")).removeprefix("https://news.example/deep")
            assert file_of(published, target).is_file(), f"{here}: {link.get('href')}"
            count += 1
    for path in published.glob("opds/*.json"):
        here = f"https://news.example/deep/{path.relative_to(published).as_posix()}"
        check_json(path.read_bytes(), "opds2/feed.schema.json")
        for found in links_of(json.loads(path.read_bytes())):
            target = urljoin(here, found["href"]).removeprefix("https://news.example/deep")
            assert file_of(published, target).is_file(), f"{here}: {found['href']}"
            count += 1
    assert count > 300


def test_iiif_manifests_fit_their_schema_and_name_files_that_are_there(stand: Path, client: httpx.Client) -> None:
    for record in issues(stand):
        answer = client.get(f"/{record.paper.key}/{record.day}/manifest.json")
        assert answer.headers["content-type"].startswith("application/ld+json")
        check_json(answer.content, "iiif_presentation_3.json")
        with pytest.raises(AssertionError):
            check_json(answer.content.replace(b'"label"', b'"name"', 1), "iiif_presentation_3.json")
        data = answer.json()
        assert data["id"] == f"{BASE}{record.paper.key}/{record.day}/manifest.json"
        assert len(data["items"]) == len(record.pages)
        assert len(data["structures"]) == sum(bool(article.areas) for article in record.articles)
        canvases = {canvas["id"]: canvas for canvas in data["items"]}
        for part in data["structures"]:
            for piece in part["items"]:
                name, _, box = piece["id"].partition("#xywh=")
                left, top, wide, high = map(int, box.split(","))
                assert left >= 0 and left + wide <= canvases[name]["width"] + 1
                assert top >= 0 and top + high <= canvases[name]["height"] + 1
        named = [one["id"] for key in ("rendering", "seeAlso", "homepage") for one in data[key]]
        named += [canvas["items"][0]["items"][0]["body"]["id"] for canvas in data["items"]]
        named += [one["id"] for canvas in data["items"] for one in canvas["thumbnail"] + canvas["seeAlso"]]
        for name in named:
            assert client.head(urlsplit(name).path).status_code == 200, name


def test_the_site_map_has_every_issue(stand: Path, client: httpx.Client, published: Path, published_at: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [one.text for one in feed(client, "/sitemap.xml").iter(f"{space}loc")]
    assert found == [f"{BASE}{record.paper.key}/{record.day}/" for record in issues(stand)]
    assert f"Sitemap: {BASE}sitemap.xml" in client.get("/robots.txt").text
    assert (published_at / "sitemap.xml").is_file() and not (published / "sitemap.xml").exists()
    assert "Sitemap" not in (published / "robots.txt").read_text()


READ = """
const { DOMParser } = require("@xmldom/xmldom");
const { XML } = require("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
const { OPDS } = require("r2-opds-js/dist/es8-es2017/src/opds/opds1/opds");
const { convertOpds1ToOpds2 } = require("r2-opds-js/dist/es8-es2017/src/opds/converter");
const { OPDSFeed } = require("r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");
const { initGlobalConverters_OPDS } = require("r2-opds-js/dist/es8-es2017/src/opds/init-globals");
const shared = require("r2-shared-js/dist/es8-es2017/src/init-globals");
initGlobalConverters_OPDS();
shared.initGlobalConverters_SHARED();
shared.initGlobalConverters_GENERIC();
const read = require("fs").readFileSync(process.argv[2], "utf8");
const feed = process.argv[2].endsWith(".json")
  ? TaJsonDeserialize(JSON.parse(read), OPDSFeed)
  : convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(read, "application/xml"), OPDS));
const links = (some) => (some ?? []).map((link) => [link.Href, link.TypeLink ?? "", link.Rel ?? []].flat());
console.log(JSON.stringify({
  title: feed.Metadata.Title,
  navigation: (feed.Navigation ?? []).map((link) => [link.Title, link.Href]),
  facets: (feed.Facets ?? []).map((facet) => [facet.Metadata.Title, facet.Links.map((link) => link.Title)]),
  publications: (feed.Publications ?? []).map((one) => ({
    title: one.Metadata.Title, links: links(one.Links), images: links(one.Images),
  })),
}));
"""


@pytest.mark.skipif(not (CLIENT.is_dir() and shutil.which("node")), reason="`make reader` installs an OPDS client")
@pytest.mark.parametrize("kind", ["xml", "json"])
def test_an_e_readers_own_parser_sees_papers_issues_files_covers_facets(
    stand: Path, client: httpx.Client, tmp_path: Path, kind: str
) -> None:
    """The parser of Thorium Reader (r2-opds-js)."""
    script = tmp_path / "read.js"
    script.write_text(READ, "utf-8")

    def read(name: str) -> Any:
        file = tmp_path / f"{name}.{kind}"
        file.write_bytes(client.get(f"/opds/{name}.{kind}").content)
        run = subprocess.run(
            ["node", script, file], env={"NODE_PATH": str(CLIENT.parent), "PATH": "/usr/local/bin:/usr/bin:/bin"},
            capture_output=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    index = read("index")
    assert dict(index["navigation"]) == {
        "甘肃日报": f"{BASE}opds/gansu-daily.{kind}", "兰溪文友": f"{BASE}opds/lanxi-bulletin.{kind}"
    }  # fmt: skip
    daily = read("gansu-daily")
    records = issues(stand, "gansu-daily")
    assert [one["title"].partition("（")[0][-10:] for one in daily["publications"]] == [
        record.date.isoformat() for record in records
    ]
    for one, record in zip(daily["publications"], records, strict=True):
        kinds = {link[0].rpartition(".")[2]: link for link in one["links"] if OPEN in link}
        assert set(kinds) == {"epub", "pdf"} and kinds["epub"][1] == "application/epub+zip"
        assert f"/{record.key}.epub" in kinds["epub"][0]
        assert len(one["images"]) == 2
    assert dict(daily["facets"]) == {"报纸": ["兰溪文友", "甘肃日报"], "年份": ["2024年", "2023年"]}
