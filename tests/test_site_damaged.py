"""One bad record never takes the others along: it is named, and everything else is found, shown and published."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest

from banxin.cli import main
from banxin.library.appearance import Appearance
from banxin.library.archive.store import Library
from banxin.library.index.search import Query
from banxin.library.record.record import RECORD
from banxin.library.record.record_json import to_json
from banxin.library.site.pages import POLICY
from banxin.library.site.shelf import DamagedIssueError
from banxin.library.site.site import Resource
from banxin.render.templates import Templates
from hostile_records import plain_issue, published, put, shown, try_records, written
from readers_site import BASE, addresses_of, opened, parsed

NS = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Issues 0 to 4 of three papers; issue 3 is the newest of the first one."""
    folder = tmp_path / "library"
    for number in range(5):
        record = plain_issue(number)
        put(folder, record, to_json(record))
    assert Library(folder).rebuild().left_out == ()
    return folder


def spoiled(record: Any, how: str) -> bytes:
    """What becomes of a record."""
    values = json.loads(to_json(record))
    if how == "control":
        values["paper"]["name"] = "报\x1b[2J"
    elif how == "noncharacter":
        values["articles"][0]["title"] = "题\ufffe"
    elif how == "half":
        return to_json(record)[:200]
    return written(values)


@pytest.mark.parametrize("how", ["control", "noncharacter", "half", "gone"])
def test_a_record_that_goes_bad_costs_only_its_own_issue(library: Path, tmp_path: Path, how: str) -> None:
    bad = plain_issue(3)
    path = Library(library).bag_of(bad) / "data" / RECORD
    whole = path.read_bytes()
    with opened(library) as site:
        if how == "gone":
            path.unlink()
        else:
            path.write_bytes(spoiled(bad, how))
        for address in ("/", "/feed.atom", "/opds/index.xml", "/opds/paper-0.json", "/paper-0/", "/paper-0/2019/"):
            answer = site.find(address)
            assert isinstance(answer, Resource), address
            assert bad.day not in answer.data.decode(), address
        assert b"2019-01-01" in site.find("/paper-0/").data  # type: ignore[union-attr]
        assert site.search(Query("正文"), 1).data.count(b"2019-01-0") and site.pages.not_found()
        assert bad.day not in site.search(Query("正文"), 1).data.decode()
        with pytest.raises(DamagedIssueError, match=bad.key):
            site.find(f"/paper-0/{bad.day}/1/a01/")
        assert list(site.shelf.damaged) == [bad.key]
        path.write_bytes(whole)
        site.shelf.look_again()
        assert bad.day in site.find("/paper-0/").data.decode()  # type: ignore[union-attr]
        assert isinstance(site.find(f"/paper-0/{bad.day}/1/a01/"), Resource)


def test_a_bad_issue_is_named_by_publish_and_comes_back_when_it_is_whole(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ran() -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["library", "publish", str(tmp_path / "site"), "--library", str(library), "--url", BASE])
        return int(ended.value.code or 0), capsys.readouterr().err

    assert ran()[0] == 0
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    one, other = plain_issue(3), plain_issue(1)
    record = Library(library).bag_of(one) / "data" / RECORD
    picture = Library(library).bag_of(other) / "data" / "pages" / "page-1-360.jpg"
    whole = record.read_bytes(), picture.read_bytes()
    record.write_bytes(b"{}")
    picture.write_bytes(b"<script>alert(1)</script>")
    (tmp_path / "site" / "paper-1" / other.day / "pages" / "page-1-360.jpg").unlink()
    (tmp_path / "site" / "paper-0" / one.day / "index.html").unlink()
    code, told = ran()
    assert code == 1 and one.key in told and other.key in told and told.count("bag-broken") == 2
    pages = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert pages and not any({one.day, other.day} & set(path.parts) for path in pages)
    assert not any(day in path.read_text("utf-8", "replace") for path in pages for day in (one.day, other.day))
    record.write_bytes(whole[0])
    picture.write_bytes(whole[1])
    assert ran() == (0, "")
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before


def test_hostile_records_are_named_or_shown(tmp_path: Path) -> None:
    refused, passed = try_records(tmp_path, random.Random(7), 4)
    assert refused + passed == 4


@pytest.mark.slow
def test_many_hostile_records_are_named_or_shown(tmp_path: Path) -> None:
    until, seed = time.monotonic() + 60, random.randrange(1 << 30)
    while time.monotonic() < until:
        seed += 1
        try_records(tmp_path / str(seed), random.Random(seed), 12)


def test_every_page_says_what_may_run_on_it(library: Path, tmp_path: Path) -> None:
    assert published(library, tmp_path / "site") == {}
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        head = parsed(path.read_bytes()).find("h:head", NS)
        metas = [one for one in head if one.get("http-equiv")]
        assert [one.get("content") for one in metas] == [POLICY], path
        # What stands before it is not ruled by it.
        assert list(head).index(metas[0]) <= 1 and "unsafe" not in POLICY


PLAIN = (str, int, float, bool, bytes, type(None), date)


def probe(value: Any, place: str, seen: set[int]) -> None:
    """Fails on anything that a template can reach and that is neither a plain value nor a listed function."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen.add(id(value))
    assert not isinstance(value, ModuleType | Path | type), f"{place} is {value!r}"
    if isinstance(value, FunctionType | BuiltinFunctionType | MethodType):
        return  # What a function has begins with two underscores, which the sandbox keeps back.
    if isinstance(value, Mapping):
        for key, one in value.items():
            probe(one, f"{place}.{key}", seen)
    elif isinstance(value, list | tuple | set | frozenset | Iterator):
        for one in value:
            probe(one, f"{place}[]", seen)
    else:
        assert type(value).__dataclass_params__.frozen, place  # type: ignore[attr-defined]
        for name in dir(value):
            if not name.startswith("_"):
                probe(getattr(value, name), f"{place}.{name}", seen)


def test_templates_of_the_site_get_values_and_listed_functions_only(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: set[str] = set()
    fill = Templates.fill

    def probed(self: Templates, page: str, /, **values: object) -> bytes:
        filled.add(page)
        for name, value in values.items():
            probe(value, f"{page}: {name}", set())
        return fill(self, page, **values)

    monkeypatch.setattr(Templates, "fill", probed)
    with opened(library) as site:
        for address in addresses_of(site):
            site.find(address)
        site.search(Query("正文"), 1)
        site.pages.not_found()
    assert len(filled) >= 11


def test_a_template_of_a_library_reaches_no_program(library: Path, tmp_path: Path) -> None:
    own = library / "site"
    own.mkdir()
    for attack in (
        "{{ at.posixpath }}", "{{ at.quote }}", "{{ at.paper.__globals__ }}", "{{ to.__globals__ }}",
        "{{ to.__closure__ }}", "{{ at.__class__.__mro__ }}", "{{ record.__class__ }}", "{{ words.__init__ }}",
        "{{ at.sys.modules }}", "{{ day_name.__code__ }}", "{{ papers.__add__.__self__ }}",
    ):  # fmt: skip
        (own / "missing.html.j2").write_text(f"<p>{attack}</p>")
        with opened(library) as site, pytest.raises(Exception, match="template"):
            site.pages.not_found()


def test_a_look_with_a_link_out_of_it_is_refused(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = library / "site"
    own.mkdir()
    (own / "style.css").write_text("p { color: red }")
    with pytest.raises(SystemExit) as ended:
        main(["library", "publish", str(tmp_path / "site"), "--library", str(library)])
    assert ended.value.code == 0 and str(own) in capsys.readouterr().out
    (own / "icon.svg").symlink_to("/etc/passwd")
    with pytest.raises(SystemExit) as ended:
        main(["library", "publish", str(tmp_path / "site"), "--library", str(library)])
    assert ended.value.code == 2 and "icon.svg" in capsys.readouterr().err
    assert Appearance(None).own is None


def test_every_address_of_hostile_libraries_is_counted(library: Path) -> None:
    assert shown(library) > 100
