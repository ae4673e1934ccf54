"""The readers' web site over HTTP: who may ask, what is never given, and what happens when things break."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import re
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
import uvicorn

from banxin.errors import BanxinError, UsageError
from banxin.library.site import connections
from banxin.library.site.access import Access, hashed, is_password, set_user
from banxin.library.site.serving import Shelves, make_app
from command import KEY, banxin
from library_shelf import add_issue
from readers_site import Server, addresses_of, opened, serving

ISSUE = "/gansu-daily/2024-12-22/"
PDF, EPUB = f"{ISSUE}products/{KEY}.pdf", f"{ISSUE}products/{KEY}.epub"
JPEG = f"{ISSUE}pages/page-1-360.jpg"
KINDS = (
    "/", "/search/", "/search/?q=a", "/feed.atom", "/robots.txt", "/opensearch.xml", "/sitemap.xml", "/_/style.css",
    "/_/search.js", "/_/icon.svg", "/_/folding.json", "/opds/index.xml", "/opds/index.json", "/opds/search.xml?q=a",
    "/gansu-daily/", "/gansu-daily/2024/", ISSUE, f"{ISSUE}1/", f"{ISSUE}1/a01/", f"{ISSUE}manifest.json",
    f"{ISSUE}mets.xml", f"{ISSUE}alto/page-1.xml", f"{ISSUE}ninjs/a01.json", PDF, EPUB, JPEG,
)  # fmt: skip
"""An address of each kind."""


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address) as one:
        yield one


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> Path:
    """A library to be changed."""
    return Path(shutil.copytree(shelf / "library", tmp_path / "library"))


def bag(library: Path) -> Path:
    return library / "bags" / "gansu-daily" / "2024" / KEY


def raw(server: Server, request: bytes) -> tuple[int, bytes]:
    """The status and all that comes back for bytes as they are; 0 where the server hangs up."""
    at = urlsplit(server.address)
    with socket.create_connection((at.hostname, at.port), timeout=10) as connection:  # type: ignore[arg-type]
        connection.sendall(request)
        told = b""
        with contextlib.suppress(ConnectionResetError):
            while block := connection.recv(65536):
                told += block
    return int(told.split(b" ", 2)[1]) if told else 0, told


def asked(server: Server, path: str, *headers: str) -> tuple[int, bytes]:
    port = urlsplit(server.address).port
    lines = [f"GET {path} HTTP/1.1", *(headers or (f"Host: 127.0.0.1:{port}",)), "Connection: close", "", ""]
    return raw(server, "\r\n".join(lines).encode("latin-1"))


def test_only_its_own_names_are_answered(server: Server) -> None:
    port = urlsplit(server.address).port
    for host in ("127.0.0.1", f"127.0.0.1:{port}", "localhost", f"localhost:{port}", "LOCALHOST"):
        assert asked(server, "/", f"Host: {host}")[0] == 200, host
    for host in (
        "evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "evil.example@127.0.0.1", "[::1]", "0.0.0.0",
        f"[::1]:{port}", "", "127.0.0.1:evil", "127.0.0.1/..", "127.0.0.1, evil.example", "127.0.0.1?", "127.0.0.1#x",
    ):  # fmt: skip
        status, told = asked(server, "/", f"Host: {host}")
        assert status == 400, host
        assert b"<html" not in told
    assert asked(server, "/", "X-Nothing: 1")[0] == 400
    assert asked(server, "/", "Host: 127.0.0.1", "Host: evil.example")[0] == 400
    assert asked(server, "/", "Host: evil.example", "Host: 127.0.0.1")[0] == 400


def test_a_request_that_names_its_host_itself_gets_nothing_of_that_host(server: Server) -> None:
    status, told = asked(server, "http://evil.example/gansu-daily/")
    assert status in (400, 404) and b"evil.example" not in told
    status, told = asked(server, "/gansu-daily/2024-12-22", "Host: 127.0.0.1")
    assert status == 308 and b"location: /gansu-daily/2024-12-22/\r\n" in told.lower()
    for path in ("//evil.example/gansu-daily/2024-12-22", "//evil.example/..", "/\\evil.example/opds", "//opds"):
        status, told = asked(server, path)
        assert status in (400, 404) and b"\r\nlocation" not in told.lower(), path


ESCAPES = (
    "..", "../..", "%2e%2e", "%2e%2e/%2e%2e", "..%2f..", "%2e%2e%2f%2e%2e", "..\\..", "%5c..%5c..", "..%5c..",
    "%252e%252e%252f", "%00", "a%00.pdf", "%c0%ae%c0%ae", "....//....//", ".%2e", ";/..", "%ff", "%0d%0aSet-Cookie:x",
)  # fmt: skip


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_path_leads_out_of_what_readers_may_have(server: Server, escape: str) -> None:
    for head in ("/", ISSUE, f"{ISSUE}products/", "/_/", "/opds/"):
        for tail in ("catalogue.sqlite", "sources/gansu-daily/paper.toml", "etc/passwd"):
            status, told = asked(server, f"{head}{escape}/{tail}")
            assert status in (400, 404) or (not escape.strip("./;") and status in (200, 308)), f"{head}{escape}/{tail}"
            assert b"root:" not in told and b"SQLite" not in told and b"BagIt-Version" not in told
            assert b"\r\nset-cookie" not in told.lower()


def test_nothing_of_a_bag_but_what_is_for_readers(client: httpx.Client) -> None:
    for name in (
        "record.json", "bagit.txt", "manifest-sha256.txt", "sources/gansu-daily/paper.toml", "products/", "pages",
        "sources/gansu-daily/2024-12-22/a01.md", "products/nothing.pdf", "mets_xml", "metsaxml",
    ):  # fmt: skip
        assert client.get(f"{ISSUE}{name}").status_code == 404, name
    for name in ("library.json", "catalogue.sqlite", "users.toml", "recipients.toml", "bags/", "staging/"):
        assert client.get(f"/{name}").status_code == 404, name


def test_a_build_report_is_not_for_readers(client: httpx.Client) -> None:
    """It tells the machine's programs and seconds."""
    assert client.get(f"{ISSUE}products/report.json").status_code == 404
    assert client.get(f"{ISSUE}products/plan.json").status_code == 404


def test_links_in_a_bag_are_not_followed(library: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"secret")
    data = bag(library) / "data"
    (data / "pages" / "page-9-360.jpg").symlink_to(secret)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page-1-360.jpg").write_bytes(b"secret")
    shutil.move(data / "pictures", data / "pictures.kept")
    (data / "pictures").symlink_to(tmp_path / "elsewhere")
    with serving(library) as server:
        for name in ("pages/page-9-360.jpg", "pictures/page-1-360.jpg"):
            answer = httpx.get(f"{server.address}{ISSUE}{name}")
            assert answer.status_code == 404 and b"secret" not in answer.content, name


def test_long_things_are_answered_shortly(server: Server) -> None:
    for path in (
        "/" + "a" * 60_000,
        "/a" * 20_000,
        "/gansu-daily/2024-12-22/1/" + "a" * 5000 + "/",
        "/?" + "q" * 60_000,
    ):
        begun = time.monotonic()
        status, _ = asked(server, path)
        assert status in (200, 400, 404, 414, 431) and time.monotonic() - begun < 2, path[:20]
    assert asked(server, "/search/?q=" + quote("甘肃" * 3000))[0] == 200
    assert asked(server, "/search/?" + "&".join(f"q{n}=1" for n in range(3000)))[0] in (200, 400)
    assert asked(server, "/", "Host: 127.0.0.1", "X-Long: " + "x" * 200_000)[0] in (0, 200, 400, 431)


@pytest.mark.parametrize(
    "query",
    [
        '"', "a AND", "*", "NEAR(", "%00", "x:y", "'", "^", "-", "a\\", "(", ")", "{", "}", "%ff%fe", "%ED%A0%80", "“”",
        "《》", "%F0%90%80", "OR", "NOT", "甘*", "+", "%E2%80%AE",
    ],
)  # fmt: skip
def test_no_query_breaks_a_search(client: httpx.Client, query: str) -> None:
    for path in ("/search/", "/opds/search.xml", "/opds/search.json"):
        for name in ("q", "byline", "section", "paper", "since", "until", "page", "best"):
            answer = client.get(f"{path}?{name}={query}")
            assert answer.status_code == 200, f"{path}?{name}={query}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW"])
def test_nothing_can_be_done_but_reading(client: httpx.Client, method: str) -> None:
    for path in ("/", ISSUE, PDF, "/nothing", "/search/?q=a"):
        answer = client.request(method, path)
        assert answer.status_code == 405, path
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", KINDS)
def test_head_tells_what_get_would(client: httpx.Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code == 200
    assert head.content == b""
    same = {name: value for name, value in whole.headers.items() if name != "date"}
    assert {name: value for name, value in head.headers.items() if name != "date"} == same


@pytest.mark.parametrize("path", KINDS)
def test_what_a_reader_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    for asked_for in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(path, headers={"If-None-Match": asked_for})
        assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
    other = client.get(path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200 and other.content == first.content


@pytest.mark.parametrize("path", [PDF, EPUB, JPEG])
def test_parts_of_files(client: httpx.Client, path: str) -> None:
    whole = client.get(path).content
    size = len(whole)
    tag = client.head(path).headers["etag"]
    assert client.head(path).headers["accept-ranges"] == "bytes"
    for wanted, part in (("0-99", whole[:100]), ("100-", whole[100:]), ("-50", whole[-50:]), ("0-", whole),
                         (f"{size - 1}-{size + 10}", whole[-1:])):  # fmt: skip
        answer = client.get(path, headers={"Range": f"bytes={wanted}"})
        assert answer.status_code == 206 and answer.content == part, wanted
        assert re.fullmatch(rf"bytes \d+-\d+/{size}", answer.headers["content-range"])
        assert int(answer.headers["content-length"]) == len(part)
        assert answer.headers["x-content-type-options"] == "nosniff"
    several = client.get(path, headers={"Range": "bytes=0-9,20-29"})
    assert several.status_code == 206 and several.headers["content-type"].startswith("multipart/byteranges")
    assert whole[:10] in several.content and whole[20:30] in several.content
    far = client.get(path, headers={"Range": f"bytes={size}-"})
    assert far.status_code == 416 and far.headers["content-range"] in (f"*/{size}", f"bytes */{size}")
    right = client.get(path, headers={"Range": "bytes=0-9", "If-Range": tag})
    wrong = client.get(path, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert right.status_code == 206 and right.content == whole[:10]
    assert wrong.status_code == 200 and wrong.content == whole
    for nonsense in ("bytes=", "bytes=a-b", "lines=0-9", "bytes=9-0", "bytes=--5", "bytes=" + "0-1," * 5000):
        assert client.get(path, headers={"Range": nonsense}).status_code in (200, 206, 400, 416), nonsense[:20]


def checked(headers: httpx.Headers) -> None:
    """What every answer must tell the browser."""
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers and "access-control-allow-origin" not in headers


def test_every_answer_forbids_what_browsers_might_do(server: Server, client: httpx.Client) -> None:
    for path in KINDS:
        checked(client.get(path).headers)
        checked(client.get(path, headers={"If-None-Match": "*"}).headers)
    checked(client.get(PDF, headers={"Range": "bytes=0-1"}).headers)
    checked(client.get(PDF, headers={"Range": "bytes=999999999-"}).headers)
    checked(client.get("/nothing").headers)
    checked(client.get("/opds").headers)
    checked(client.post("/").headers)
    checked(client.get("/", headers={"Host": "evil.example"}).headers)
    checked(client.get("/", headers={"Host": "127.0.0.1:evil"}).headers)


def test_downloads_are_saved_under_their_own_name(client: httpx.Client) -> None:
    for path in (PDF, EPUB):
        assert client.get(path).headers["content-disposition"] == f'attachment; filename="{path.rpartition("/")[2]}"'
    for path in (JPEG, ISSUE, "/feed.atom"):
        assert "attachment" not in client.get(path).headers.get("content-disposition", "")


def test_a_damaged_bag_is_no_traceback_and_costs_only_itself(library: Path) -> None:
    add_issue(library, KEY, "2024-12-23")
    with serving(library) as server:
        record = library / "bags" / "gansu-daily" / "2024" / KEY / "data" / "record.json"
        whole = record.read_bytes()
        record.write_bytes(whole[: len(whole) // 2])
        for path in (ISSUE, f"{ISSUE}1/", f"{ISSUE}1/a01/", f"{ISSUE}manifest.json"):
            answer = httpx.get(server.address + path)
            assert answer.status_code == 503, path
            assert "Traceback" not in answer.text and str(library) not in answer.text
            checked(answer.headers)
        assert httpx.get(f"{server.address}/gansu-daily/2024-12-23/1/a01/").status_code == 200
        record.unlink()
        assert httpx.get(f"{server.address}{ISSUE}1/").status_code == 503
        record.write_bytes(whole)
        assert httpx.get(f"{server.address}{ISSUE}1/").status_code == 200
        page = bag(library) / "data" / "pages" / "page-1-360.jpg"
        page.unlink()
        assert httpx.get(f"{server.address}{JPEG}").status_code == 404
        page.mkdir()
        assert httpx.get(f"{server.address}{JPEG}").status_code == 404
        told = server.stop()[1]
        assert "record.json" in told and "Traceback" not in told and len(told.splitlines()) < 5


def test_a_damaged_catalogue_is_told_and_a_rebuild_heals_it_without_a_restart(library: Path) -> None:
    with serving(library) as server:
        assert httpx.get(f"{server.address}{ISSUE}").status_code == 200
        catalogue = library / "catalogue.sqlite"
        catalogue.unlink()
        catalogue.write_bytes(b"\0" * 50_000)
        for path in ("/", ISSUE, "/search/?q=a", "/opds/index.xml", "/feed.atom", "/nothing"):
            answer = httpx.get(server.address + path)
            assert answer.status_code == 503 and "Traceback" not in answer.text, path
            assert int(answer.headers["retry-after"]) > 0 and str(library) not in answer.text
        catalogue.unlink()
        assert httpx.get(f"{server.address}/").status_code == 503
        rebuilt = banxin("library", "rebuild", "--library", library)
        assert rebuilt.returncode == 0, rebuilt.stderr
        for path in ("/", ISSUE, "/search/?q=a", "/opds/index.xml", "/feed.atom"):
            assert httpx.get(server.address + path).status_code == 200, path
        told = server.stop()[1]
        assert "banxin library rebuild" in told and "Traceback" not in told and len(told.splitlines()) < 5


def test_what_is_added_appears_and_what_is_corrected_changes(library: Path) -> None:
    with serving(library) as server, httpx.Client(base_url=server.address) as client:
        assert client.get("/gansu-daily/2024-12-23/").status_code == 404
        before = client.get("/gansu-daily/").headers["etag"]
        add_issue(library, KEY, "2024-12-23")
        assert client.get("/gansu-daily/2024-12-23/1/a01/").status_code == 200
        assert client.get("/gansu-daily/", headers={"If-None-Match": before}).status_code == 200
        assert "2024-12-23" in client.get("/opds/gansu-daily.xml").text
        assert "共 2 篇" in client.get(f"/search/?q={quote('蔬菜大棚采摘忙')}").text


@pytest.mark.parametrize("host", ["0.0.0.0", "banxin.example"])
def test_other_machines_need_a_password_or_a_word(stand: Path, host: str) -> None:
    run = banxin("library", "serve", "--library", stand, "--host", host, "--port", "0")
    assert run.returncode == 2 and "--user" in run.stderr and "--public" in run.stderr


def test_public_is_for_everybody_by_any_name_and_for_scripts_of_other_sites(stand: Path) -> None:
    with serving(stand, "--host", "0.0.0.0", "--public") as server:
        address = server.address.replace("0.0.0.0", "127.0.0.1")
        answer = httpx.get(f"{address}{ISSUE}manifest.json", headers={"Host": "news.example"})
        assert answer.status_code == 200 and "http://news.example/gansu-daily/" in answer.text
        assert answer.headers["access-control-allow-origin"] == "*"
        assert httpx.get(address, headers={"Host": "evil.example/<script>"}).status_code == 400


def test_behind_a_proxy_addresses_are_those_of_the_world(stand: Path) -> None:
    with serving(stand, "--url", "https://news.example/paper/") as server:
        assert httpx.get(f"{server.address}{ISSUE}", headers={"Host": "rebound.example"}).status_code == 400
        assert httpx.get(f"{server.address}{ISSUE}").status_code == 200
        answer = httpx.get(f"{server.address}{ISSUE}1/a01/", headers={"Host": "news.example"})
        assert '<link rel="canonical" href="https://news.example/paper/gansu-daily/2024-12-22/1/a01/"' in answer.text
        assert "https://news.example/paper/opds/index.xml" in httpx.get(f"{server.address}/opds/index.xml").text


def test_a_way_to_another_place_is_relative_to_it_behind_a_proxy_too(stand: Path) -> None:
    with serving(stand, "--url", "https://news.example/paper/") as server:
        moved = httpx.get(f"{server.address}/gansu-daily/2024-12-22", headers={"Host": "news.example"})
        assert moved.headers["location"] == "/paper/gansu-daily/2024-12-22/"


PASSWORD = "晚上好，读者们！"


@pytest.fixture(scope="module")
def guarded(stand: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the readers 王莉 and other."""
    library = Path(shutil.copytree(stand, tmp_path_factory.mktemp("guarded") / "library"))
    for name, password in (("王莉", PASSWORD), ("other", "correct horse")):
        run = banxin("library", "user", name, "--password", password, "--library", library)
        assert run.returncode == 0 and password not in run.stdout + run.stderr, run.stderr
    return library


@pytest.fixture(scope="module")
def door(guarded: Path) -> Iterator[Server]:
    with serving(guarded, "--host", "0.0.0.0", "--user", "王莉") as running:
        running.address = running.address.replace("0.0.0.0", "127.0.0.1")
        yield running


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_passwords_are_kept_as_hashes_that_only_their_owner_reads(guarded: Path) -> None:
    path = guarded / "users.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in path.read_text("utf-8") and path.read_text("utf-8").count("scrypt$") == 2


def test_nothing_at_all_is_given_without_a_password(door: Server, guarded: Path) -> None:
    with opened(guarded) as site:
        addresses = [*addresses_of(site), *KINDS, "/nothing", "/opds", "/gansu-daily/2024-12-22"]
    with httpx.Client(base_url=door.address) as client:
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 401 and answer.content == b"401", address
            assert answer.headers["www-authenticate"] == 'Basic realm="banxin", charset="UTF-8"'
        checked(client.get("/").headers)
        assert client.head(EPUB).status_code == 401
        assert client.get(PDF, headers={"Range": "bytes=0-9"}).status_code == 401
        assert client.get(PDF, headers={"If-None-Match": "*"}).status_code == 401


def test_the_right_password_opens_everything(door: Server) -> None:
    with httpx.Client(base_url=door.address, headers={"Authorization": basic("王莉", PASSWORD)}) as client:
        for address in KINDS:
            assert client.get(address).status_code == 200, address
        other = basic("王莉", PASSWORD).replace("Basic", "bAsIc")
        assert client.get("/", headers={"Authorization": other}).status_code == 200
        assert "private" in client.get(PDF).headers["cache-control"]


def test_no_wrong_password_opens_anything(door: Server) -> None:
    right = base64.b64encode(f"王莉:{PASSWORD}".encode()).decode()
    wrong = [
        basic("王莉", "wrong"), basic("王莉", ""), basic("", ""), basic("other", "correct horse"),
        basic("王莉", PASSWORD + " "), basic("nobody", PASSWORD), "Basic", "Basic ", "Basic !!!!",
        f"Bearer {right}", right, f"Basic {right}x",
        "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode(), "Basic " + base64.b64encode(b"no colon").decode(),
        "Basic " + base64.b64encode(b"a" * 30_000 + b":b").decode(), basic("王莉", "x" * 20_000),
        "Basic " + base64.b64encode(f"王莉\0:{PASSWORD}".encode()).decode(),
        basic("王莉", f"{PASSWORD}\0"), basic("王莉", f"{PASSWORD}\0\0"), "Basic \xe9", "Basic \xff\x80",
        "\xc3\xa9", "\xa0", f"Basic {right}\xa0", f"B\xe4sic {right}",
    ]  # fmt: skip
    for header in wrong:
        status, told = asked(door, EPUB, "Host: 127.0.0.1", f"Authorization: {header}")
        assert status in (400, 401, 431) and b"PK" not in told, header[:60]
    status, _ = asked(door, EPUB, "Host: 127.0.0.1", "Authorization: Basic x", f"Authorization: Basic {right}")
    assert status in (200, 400, 401)


def test_no_user_is_found_out_by_the_time_that_an_answer_takes(door: Server) -> None:
    def seconds(name: str) -> float:
        taken = []
        for number in range(6):
            begun = time.perf_counter()
            httpx.get(door.address, headers={"Authorization": basic(name, f"wrong {number}")})
            taken.append(time.perf_counter() - begun)
        return min(taken)

    known, unknown = seconds("王莉"), seconds("nobody")
    assert max(known, unknown) < 2.5 * min(known, unknown)


def test_guesses_do_not_keep_readers_out(door: Server) -> None:
    """Guesses cost the server time one after the other, not all of its time."""
    right = {"Authorization": basic("王莉", PASSWORD)}
    assert httpx.get(door.address, headers=right).status_code == 200
    stop = threading.Event()

    def guess(number: int) -> None:
        while not stop.is_set():
            httpx.get(door.address, headers={"Authorization": basic("王莉", f"{number}")}, timeout=60)

    with ThreadPoolExecutor(30) as pool:
        waiting = [pool.submit(guess, number) for number in range(30)]
        time.sleep(0.5)
        begun = time.perf_counter()
        assert httpx.get(f"{door.address}{ISSUE}", headers=right, timeout=60).status_code == 200
        taken = time.perf_counter() - begun
        stop.set()
        for one in waiting:
            one.result()
    assert taken < 2


def test_scrypt_hashes() -> None:
    kept = hashed("correct horse")
    assert kept != hashed("correct horse") and is_password("correct horse", kept)
    assert not is_password("correct horsf", kept)
    for broken in (
        "",
        "scrypt$",
        kept[:-2],
        kept.replace("16384", "0"),
        kept.replace("16384", "x"),
        "scrypt$9$9$9$zz$zz",
    ):
        assert not is_password("correct horse", broken), broken
    assert Access({}).allows("") and not Access({"a": kept}).allows("")


@pytest.mark.parametrize(
    ("name", "password"),
    [("", "long enough"), ("a:b", "long enough"), ('a"b', "long enough"), ("a", "short"), ("a\nb", "long enough")],
)
def test_users_that_will_not_do(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        set_user(tmp_path, name, password)
    assert not list(tmp_path.iterdir())


def test_a_user_that_is_not_there_and_a_file_that_is_broken(library: Path) -> None:
    run = banxin("library", "serve", "--library", library, "--port", "0", "--user", "nobody")
    assert run.returncode == 2 and "banxin library user nobody" in run.stderr
    (library / "users.toml").write_text("users = 3", "utf-8")
    run = banxin("library", "serve", "--library", library, "--port", "0", "--user", "nobody")
    assert run.returncode == 3 and "users.toml" in run.stderr and "Traceback" not in run.stderr
    both = banxin("library", "serve", "--library", library, "--user", "a", "--public")
    assert both.returncode == 2


def test_a_port_that_is_taken_and_a_folder_that_is_no_library(server: Server, stand: Path, tmp_path: Path) -> None:
    port = str(urlsplit(server.address).port)
    run = banxin("library", "serve", "--library", stand, "--port", port)
    assert run.returncode == 3 and port in run.stderr and "Traceback" not in run.stderr
    run = banxin("library", "serve", "--library", tmp_path, "--port", "0")
    assert run.returncode == 2 and "is not a library" in run.stderr


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly(stand: Path, sign: signal.Signals) -> None:
    with serving(stand) as server:
        assert httpx.get(server.address).status_code == 200
        code, told = server.stop(sign)
        assert told.strip() == "" and code in {signal.SIGINT: (0, 130), signal.SIGTERM: (0, 143, -15)}[sign]


def test_fifty_readers_at_once_get_what_they_asked_for(server: Server, stand: Path) -> None:
    with opened(stand) as site:
        addresses = [address for address in addresses_of(site) if not address.endswith((".pdf", ".epub"))]
    addresses += ["/search/?q=%E7%94%98", "/opds/search.xml?q=%E7%94%98"]
    with httpx.Client(base_url=server.address, timeout=60, limits=httpx.Limits(max_connections=50)) as client:
        wanted = {address: client.get(address).content for address in addresses}
        jobs = [(reader + step * 7) % len(addresses) for reader in range(50) for step in range(8)]
        with ThreadPoolExecutor(50) as pool:
            answers = pool.map(lambda job: (addresses[job], client.get(addresses[job])), jobs)
            for address, answer in answers:
                assert answer.status_code == 200 and answer.content == wanted[address], address


@contextlib.contextmanager
def dawdlers(port: int, count: int, *said: bytes) -> Iterator[list[socket.socket]]:
    """Connections on which half a request was said, by turns."""
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(count)]
        for number, one in enumerate(opened):
            one.sendall(said[number % len(said)])
        yield opened


def test_half_requests_keep_nobody_out_where_handles_are_few(stand: Path) -> None:
    """More of them than the server has file handles."""
    with serving(stand, handles=120) as server:
        port = urlsplit(server.address).port
        assert port
        halves = (b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n", b"G", b"")
        with dawdlers(port, 300, *halves):
            for address in (ISSUE, PDF, JPEG):
                assert httpx.get(f"{server.address}{address}", timeout=20).status_code == 200
        _, told = server.stop()
    assert told == ""


def test_who_says_nothing_whole_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, stand: Path) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    app = make_app(stand, Access({}), ("*",))
    config = uvicorn.Config(app, log_level="error", http=connections.BoundedConnection, ws="none", lifespan="off")
    running = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        halves = (b"", b"G", b"GET / HTTP/1.1\r\nHost: a\r\nX: ",
                  b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1",
                  b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n")  # fmt: skip
        try:
            with dawdlers(listener.getsockname()[1], len(halves), *halves) as opened:
                begun = time.perf_counter()
                for one in opened:
                    one.settimeout(5)
                    with contextlib.suppress(ConnectionResetError):
                        while one.recv(65536):
                            pass
                assert time.perf_counter() - begun < 3
        finally:
            running.should_exit = True
            thread.join()


def test_a_log_says_a_thing_once_a_minute() -> None:
    now = 0.0
    once = connections.Once(lambda: now)

    def passes(message: str, error: Exception | None = None) -> bool:
        given = (type(error), error, None) if error else None
        return bool(once.filter(logging.LogRecord("x", logging.ERROR, "", 1, message, None, given)))

    assert passes("accept\n1") and not passes("accept\n2") and passes("other")
    assert (
        passes("accept", ValueError("a"))
        and passes("accept", ValueError("b"))
        and not passes("accept", ValueError("b"))
    )
    now = 61.0
    assert passes("accept\n3") and not passes("accept\n4")


def test_reading_never_writes(server: Server, client: httpx.Client, stand: Path) -> None:
    """Nothing in the library changes; the catalogue's own log may."""

    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in stand.rglob("*") if "catalogue" not in path.name}

    before = state()
    for path in KINDS:
        client.get(path)
    assert state() == before


def test_the_first_line_says_where_it_is(stand: Path) -> None:
    with serving(stand, "--host", "localhost") as server:
        assert re.fullmatch(r"http://localhost:\d+", server.address)
        assert json.loads(httpx.get(f"{server.address}/opds/index.json").content)["metadata"]["title"]


def test_a_catalogue_that_could_not_be_opened_is_tried_again(library: Path, tmp_path: Path) -> None:
    shelves = Shelves(library)
    shelves.site("")
    catalogue, whole = shelves.library.catalogue_path, tmp_path / "whole.sqlite"
    os.link(catalogue, whole)  # Its inode comes back with it, as the file system may give it to a rebuilt one.
    catalogue.unlink()
    catalogue.write_bytes(b"\0" * 50_000)
    with pytest.raises(BanxinError):
        shelves.site("").shelf.catalogue.papers()
    catalogue.unlink()
    os.link(whole, catalogue)
    assert shelves.site("").shelf.catalogue.papers()
