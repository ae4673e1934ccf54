"""Bags from strangers: nothing is written outside, nothing is taken that is not what it says."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
import socket
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from banxin.cli import main
from banxin.errors import BanxinError
from banxin.library.archive import bag_check, unpacking
from banxin.library.archive.bag import write_bag
from banxin.library.archive.bag_check import ALGORITHMS, check_bag
from banxin.library.archive.store import Library
from banxin.library.record.record import RECORD
from banxin.library.record.record_json import from_json, to_json
from command import contents
from library_worker import add, deposit

NAME = "longshan-daily-2019-01-02"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with the made issue 2."""
    add(tmp_path / "library", 2)
    return tmp_path / "library"


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """The bag of the made issue 1, which is in no library."""
    folder = tmp_path / "given" / NAME
    write_bag(folder, deposit(1))
    return folder


def take(bag: Path, library: Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["library", "import", str(bag), "--library", str(library)])
    return int(ended.value.code or 0)


def zipped(bag: Path, *more: tuple[str | zipfile.ZipInfo, bytes], top: str = f"{NAME}/", **how: Any) -> Path:
    """A ZIP archive of a bag, with more members."""
    archive = bag.parent / "bag.zip"
    with zipfile.ZipFile(archive, "w", **how) as out:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            out.write(path, top + path.relative_to(bag).as_posix())
        for name, data in more:
            out.writestr(name, data)
    return archive


def rewritten(bag: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The bag with a changed record, whole by its manifests."""
    record = json.loads((bag / "data" / RECORD).read_text("utf-8"))
    change(record)
    return remade(bag, {RECORD: json.dumps(record).encode()})


def remade(bag: Path, files: dict[str, bytes]) -> Path:
    """The bag with other files, whole by its manifests."""
    shutil.rmtree(bag)
    made = deposit(1)
    write_bag(bag, dataclasses.replace(made, files={**made.files, **files}))
    assert check_bag(bag) == ()
    return bag


@pytest.mark.parametrize("top", [f"{NAME}/", ""])
def test_a_bag_comes_in_as_a_folder_or_an_archive_and_goes_out_again_the_same(
    library: Path, bag: Path, tmp_path: Path, top: str
) -> None:
    assert take(zipped(bag, top=top, compression=zipfile.ZIP_DEFLATED), library) == 0
    given = {name: digest for name, (_, digest) in contents(bag).items()}
    with Library(library).reading() as catalogue:
        there = Library(library).bag(catalogue, NAME)
    assert {name: digest for name, (_, digest) in contents(there).items()} == given
    before = contents(library / "bags")
    assert take(bag, library) == 0
    assert contents(library / "bags") == before
    with pytest.raises(SystemExit) as ended:
        main(["library", "export", NAME, "--to", str(tmp_path / "to"), "--library", str(library)])
    assert ended.value.code == 0
    assert {name: digest for name, (_, digest) in contents(tmp_path / "to" / NAME).items()} == given


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{NAME}/data/link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


MEMBERS: dict[str, list[tuple[str | zipfile.ZipInfo, bytes]]] = {
    "up": [("../outside.txt", b"x")],
    "up inside": [(f"{NAME}/data/../../../outside.txt", b"x")],
    "absolute": [("/tmp/outside.txt", b"x")],
    "backslash": [("..\\outside.txt", b"x")],
    "drive": [("C:/outside.txt", b"x")],
    "dot": [(f"{NAME}/./bagit.txt", b"x")],
    "empty part": [(f"{NAME}//bagit.txt", b"x")],
    "twice": [(f"{NAME}/data/extra", b"x"), (f"{NAME}/data/extra", b"y")],
    "twice by case": [(f"{NAME}/data/RECORD.json", b"x")],
    "file as folder": [(f"{NAME}/data/record.json/x", b"x")],
    "long": [(f"{NAME}/data/{'长' * 86}", b"x")],
    "link": [(link(), b"/etc/passwd")],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", MEMBERS)
def test_an_archive_with_a_name_that_leads_anywhere_else_is_refused(
    library: Path, bag: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(bag.parent.parent)
    archive = zipped(bag, *MEMBERS[case])
    assert take(archive, library) == 1
    assert "leads out of the folder" in capsys.readouterr().err
    archive.unlink()
    assert without_locks(contents(bag.parent.parent)) == without_locks(before)


def without_locks(found: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    return {name: row for name, row in found.items() if not name.endswith(".lock")}


def test_an_archive_of_too_many_files_is_refused(
    library: Path, bag: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = zipped(bag, *((f"{NAME}/data/{number}", b"") for number in range(unpacking.MOST_FILES)))
    assert take(archive, library) == 1
    assert "too large" in capsys.readouterr().err


def test_an_archive_that_packs_much_into_little_is_refused(
    library: Path, bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = zipped(bag, (f"{NAME}/data/bomb", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED)
    assert archive.stat().st_size < 1_000_000
    assert take(archive, library) == 1
    assert "is larger than stated" in capsys.readouterr().err


@pytest.mark.parametrize("size", [3, 3_000_000_000])
def test_an_archive_that_lies_about_a_size_is_refused(library: Path, bag: Path, size: int) -> None:
    """The directory at its end says another size than that of what is packed."""
    archive = zipped(bag, (f"{NAME}/data/zzz", b"0123456789" * 100), compression=zipfile.ZIP_DEFLATED)
    data = bytearray(archive.read_bytes())
    entry = data.rindex(f"{NAME}/data/zzz".encode()) - 46
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    archive.write_bytes(data)
    assert take(archive, library) == 1
    assert [path.name for path in Library(library).bags()] == ["longshan-daily-2019-01-03"]


def cut(data: bytes) -> bytes:
    return data[:-30]


def without_head(data: bytes) -> bytes:
    return bytes(200) + data[200:]


def spoiled(data: bytes) -> bytes:
    middle = len(data) // 3
    return data[:middle] + bytes(64) + data[middle + 64 :]


def with_password(data: bytes) -> bytes:
    """Every member says that it is encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        found = changed.find(mark)
        while found >= 0:
            changed[found + place] |= 1
            found = changed.find(mark, found + 4)
    return bytes(changed)


def packed_strangely(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        found = changed.find(mark)
        while found >= 0:
            changed[found + place] = 97
            found = changed.find(mark, found + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    "harm", [cut, without_head, spoiled, with_password, packed_strangely, lambda data: b"", lambda data: b"no zip"]
)
def test_an_archive_that_cannot_be_read_is_told(
    library: Path, bag: Path, harm: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    archive = zipped(bag, compression=zipfile.ZIP_DEFLATED)
    archive.write_bytes(harm(archive.read_bytes()))
    assert take(archive, library) == 1
    assert capsys.readouterr().err.startswith(f"banxin: {archive} ")
    assert [path.name for path in Library(library).bags()] == ["longshan-daily-2019-01-03"]


def test_random_bytes_in_an_archive_never_give_a_traceback(library: Path, bag: Path) -> None:
    import random

    rng = random.Random(4)
    archive = zipped(bag, compression=zipfile.ZIP_DEFLATED)
    whole = archive.read_bytes()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 5, 50))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        archive.write_bytes(data)
        if take(archive, library) == 0:
            shutil.rmtree(library / "bags" / "longshan-daily" / "2019" / NAME)
            Library(library).rebuild()


def test_an_archive_of_something_else_is_told(library: Path, tmp_path: Path) -> None:
    archive = tmp_path / "photos.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("photo.jpg", b"x")
    assert take(archive, library) == 2
    (tmp_path / "empty").mkdir()
    assert take(tmp_path / "empty", library) == 2


# --- bags that are whole by their sums ---

HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "paper up": lambda record: record["paper"].update(key="../../../outside"),
    "paper absolute": lambda record: record["paper"].update(key="/tmp/outside"),
    "key up": lambda record: record.update(key="../../outside"),
    "key of another": lambda record: record.update(key="longshan-daily-2019-01-03"),
    "suffix": lambda record: record.update(suffix="../x"),
    "revision": lambda record: record.update(revision=10**40),
    "revision none": lambda record: record.update(revision=0),
    "replaces up": lambda record: record.update(replaces="../../../../etc"),
    "slug up": lambda record: record["articles"][0].update(slug="../../outside"),
    "image up": lambda record: record["pages"][0]["images"][0].update(name="../../../../etc/passwd"),
    "image absolute": lambda record: record["pages"][0]["images"][0].update(name="/etc/passwd"),
    "alto up": lambda record: record["pages"][0].update(alto="../../../../etc/passwd"),
    "product up": lambda record: record["products"][0].update(name="../../../../etc/passwd"),
    "product gone": lambda record: record["products"][0].update(name="products/gone.pdf"),
    "page": lambda record: record["articles"][0].update(page=-1),
    "type": lambda record: record.update(pages={"1": "x"}),
    "date": lambda record: record.update(date="2019-02-30"),
    "missing": lambda record: record.pop("paper"),
    "version": lambda record: record.update(banxin=99),
    "null": lambda record: record.update(articles=None),
    "page of four digits": lambda record: record["pages"][0].update(number=1000, last=1000),
    "page twice": lambda record: record.update(pages=record["pages"] * 2),
    "page backwards": lambda record: record["pages"][0].update(number=3, last=2),
    "page without size": lambda record: record["pages"][0].update(width_mm=0),
    "page of no size": lambda record: record["pages"][0].update(height_mm=float("nan")),
    "area of no size": lambda record: record["articles"][0]["areas"][0].update(left=float("inf")),
    "area that is none": lambda record: record["articles"][0]["areas"][0].update(block='"><script>'),
    "no pages": lambda record: record.update(pages=[]),
    "image of no size": lambda record: record["pages"][0]["images"][0].update(width=-(10**30)),
    "image of HTML": lambda record: record["pages"][0]["images"][0].update(name="pages/page-1.html"),
    "alto of HTML": lambda record: record["pages"][0].update(alto="alto/page-1.html"),
    "alto of a product": lambda record: record["pages"][0].update(alto="products/longshan-daily-2019-01-02.pdf"),
    "product of HTML": lambda record: record["products"][0].update(name="products/longshan-daily-2019-01-02.html"),
    "product of another type": lambda record: record["products"][0].update(media_type="text/html"),
    "article twice": lambda record: record.update(articles=record["articles"][:1] * 2),
    "urn": lambda record: record["articles"][0].update(urn="javascript:alert(1)"),
    "urn of the issue": lambda record: record.update(urn="https://evil.example/"),
    "language": lambda record: record["paper"].update(language='zh" onload="'),
    "kind": lambda record: record["articles"][0].update(kind="a b"),
    "corrects": lambda record: record["articles"][0].update(corrects=["../../x"]),
    "year": lambda record: record.update(date="0001-01-01", key="longshan-daily-0001-01-01"),
    "revised": lambda record: record.update(revised="9999-12-31"),
    "priority": lambda record: record["articles"][0].update(priority=10**30),
    "number of a million digits": lambda record: record.update(number="9" * 10**6),
    "style": lambda record: run_of(record).update(style="blink"),
    "note": lambda record: run_of(record).update(note='1" onclick="'),
    "table without cells": lambda record: record["articles"][0]["body"][0].update(kind="table", runs=[]),
    "table of no columns": lambda record: record["articles"][0]["body"][0].update(kind="table", columns=0),
    "table of many columns": lambda record: record["articles"][0]["body"][0].update(columns=10**30),
    "kind of paragraph": lambda record: record["articles"][0]["body"][0].update(kind="script"),
}
LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "//evil.example/", "/relative", "blob:x", "https://a.cn/\n", 'https://a.cn/"',
)  # fmt: skip
HOSTILE |= {f"link {link!r}": lambda record, link=link: run_of(record).update(link=link) for link in LINKS}  # type: ignore[misc]
CONTROLS = "\x00\x07\x08\x0b\x0c\r\x1b\x7f\x85\x9b\ufdd0\ufffe\uffff"
TEXTS: dict[str, Callable[[dict[str, Any], str], object]] = {
    "paper": lambda record, text: record["paper"].update(name=text),
    "number": lambda record, text: record.update(number=text),
    "correction": lambda record, text: record.update(correction=text),
    "section": lambda record, text: record["pages"][0].update(section=text),
    "title": lambda record, text: record["articles"][0].update(title=text),
    "text": lambda record, text: run_of(record).update(text=text),
}


def run_of(record: dict[str, Any]) -> dict[str, Any]:
    """The first stretch of text of a record."""
    found: dict[str, Any] = record["articles"][0]["body"][0]["runs"][0]
    return found


@pytest.mark.parametrize("case", HOSTILE)
def test_a_record_that_names_what_is_outside_or_is_not_of_its_kind_is_refused(
    library: Path, bag: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(bag, HOSTILE[case])
    before = contents(bag.parent.parent)
    assert take(bag, library) == 1
    assert "banxin" in capsys.readouterr().err
    assert without_locks(contents(bag.parent.parent)) == without_locks(before)
    assert not (library.parent / "outside").exists()


@pytest.mark.parametrize(
    "record", [b"", b"{", b"[]", b"\xff", b'"\\ud800"', b"[" * 100_000, b'{"key": 1e999}'], ids=range(7)
)
def test_a_record_that_is_none_is_refused(library: Path, bag: Path, record: bytes) -> None:
    remade(bag, {RECORD: record})
    assert take(bag, library) == 1


def test_a_bag_of_somebody_else_is_refused(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "letter.txt").write_text("hello")
    bagit.make_bag(str(folder), checksums=["sha256", "sha512"])
    assert take(folder, library) == 1
    assert "record.json" in capsys.readouterr().err
    other = tmp_path / "md5"
    other.mkdir()
    (other / "letter.txt").write_text("hello")
    bagit.make_bag(str(other), checksums=["md5"])
    assert take(other, library) == 1


@pytest.mark.parametrize("name", ["data/link", "link", "data/sources/link"])
def test_a_bag_with_a_link_is_refused(library: Path, bag: Path, name: str) -> None:
    (bag / name).symlink_to("/etc/passwd")
    assert take(bag, library) == 1
    (bag / name).unlink()
    (bag / name).symlink_to(bag.parent, target_is_directory=True)
    assert take(bag, library) == 1


def test_a_link_in_the_place_of_a_file_is_not_followed(library: Path, bag: Path) -> None:
    record = bag / "data" / RECORD
    shutil.move(record, bag.parent / RECORD)
    record.symlink_to(bag.parent / RECORD)
    assert take(bag, library) == 1


def test_a_bag_that_would_fetch_its_files_is_refused_and_fetches_nothing(library: Path, bag: Path) -> None:
    (bag / "data" / RECORD).unlink()
    size = len(deposit(1).files[RECORD])
    (bag / "fetch.txt").write_text(f"http://127.0.0.1:9/{RECORD} {size} data/{RECORD}\n")
    assert take(bag, library) == 1
    assert not (bag / "data" / RECORD).exists()


def test_a_manifest_that_names_files_outside_is_refused(library: Path, bag: Path) -> None:
    for manifest in bag.glob("manifest-*.txt"):
        digest = manifest.read_text().split()[0]
        manifest.write_text(manifest.read_text() + f"{digest}  data/../../../library/library.json\n")
    assert take(bag, library) == 1


@pytest.mark.parametrize(
    ("files", "ways"),
    [
        ({"products/longshan-daily-2019-01-02.pdf": b"%PDF-no pdf"}, ["ndnp"]),
        ({"sources/other-paper/2019-01-02/edition.toml": b""}, ["sources"]),
        ({"sources/longshan-daily/2019-01-09/edition.toml": b""}, ["sources"]),
    ],
)
def test_a_bag_that_is_not_what_banxin_makes_is_told_when_it_is_taken_apart(
    library: Path, bag: Path, files: dict[str, bytes], ways: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(remade(bag, files), library) == 0
    for way in ways:
        to = library.parent / "to"
        with pytest.raises(SystemExit) as ended:
            main(["library", "export", NAME, "--to", str(to), "--as", way, "--library", str(library)])
        assert ended.value.code == 1
        assert "not a bag of banxin" in capsys.readouterr().err
        assert [path for path in to.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("report", [b"[]", b"{}", b'{"sources": [], "products": 3}', b"[" * 100_000, b"\xff"])
def test_a_report_that_is_none_is_told_by_verify(
    library: Path, bag: Path, report: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(remade(bag, {"products/report.json": report}), library) == 0
    with pytest.raises(SystemExit) as ended:
        main(["library", "verify", "--library", str(library)])
    assert ended.value.code == 1
    assert "bag-broken" in capsys.readouterr().err


@pytest.mark.parametrize("field", TEXTS)
def test_a_record_with_a_character_that_no_text_may_have_is_refused(field: str) -> None:
    record = json.loads(deposit(1).files[RECORD])
    for character in CONTROLS:
        TEXTS[field](record, f"报{character}[2J")
        for escaped in (True, False):
            with pytest.raises(BanxinError, match=f"U\\+{ord(character):04X}|JSON"):
                from_json(json.dumps(record, ensure_ascii=escaped).encode())
    TEXTS[field](record, "报\ud800")
    with pytest.raises(BanxinError, match="no record"):
        from_json(json.dumps(record).encode())
    TEXTS[field](record, "报\\u001b🀄\\b\t。")
    assert "🀄" in to_json(from_json(json.dumps(record).encode())).decode()


def test_a_bag_with_control_codes_is_refused_in_words_without_them(
    library: Path, bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(rewritten(bag, lambda record: record["paper"].update(name="报\x1b[2J")), library) == 1
    shutil.rmtree(bag)
    write_bag(bag, deposit(1))
    (bag / "data" / "\x1b[2J\u202e").write_text("x")
    assert take(bag, library) == 1
    said = "".join(capsys.readouterr())
    assert said.count("banxin:") == 2 and "\x1b" not in said and "\u202e" not in said


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
XHTML = b'<alto xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></alto>'
STYLED = b'<?xml-stylesheet type="text/xsl" href="x.xsl"?><alto/>'
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><alto>&c;</alto>'
FOREIGN = {
    "pages/page-1-360.jpg": (HTML, SVG, b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\n\xff\xd8\xff"),
    "alto/page-1.xml": (HTML, SVG, XHTML, STYLED, BOMB, b"", b"\xff\xd8\xff", b"<alto>" * 200_000),
    "mets.xml": (HTML, SVG, XHTML, STYLED, BOMB),
    "ninjs/a01.json": (HTML, b"[]", b"[" * 100_000, b"\xff"),
    f"products/{NAME}.pdf": (HTML, b"\n%PDF-1.7", b""),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_not_what_its_name_says_is_refused_and_found_where_it_lies(
    library: Path, bag: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for data in FOREIGN[name]:
        assert take(remade(bag, {name: data}), library) == 1, data[:40]
        assert name in capsys.readouterr().err
    place = library / "bags" / "longshan-daily" / "2019" / NAME
    shutil.copytree(bag, place)
    with pytest.raises(SystemExit) as ended:
        main(["library", "verify", "--library", str(library)])
    assert ended.value.code == 1
    assert "bag-foreign" in capsys.readouterr().err


def spoil(bag: Path, name: str, data: bytes) -> None:
    """Another file beside the payload, with tag manifests that fit."""
    (bag / name).write_bytes(data)
    for algorithm in ALGORITHMS:
        tags = [path for path in bag.iterdir() if path.is_file() and not path.name.startswith("tagmanifest")]
        lines = (f"{hashlib.new(algorithm, path.read_bytes()).hexdigest()} {path.name}\n" for path in sorted(tags))
        (bag / f"tagmanifest-{algorithm}.txt").write_text("".join(lines))


def declared(encoding: str, version: str = "0.97") -> bytes:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()


DECLARATIONS = (
    declared("rot13"), declared("hex"), declared("UTF-16"), declared("undefined"), declared("idna"), declared("GBK"),
    declared("UTF-8", "9" * 10_000), declared("UTF-8", "2.0"), b"", b"\xff\xfe", b"x" * 1_000_000,
    b"BagIt-Version: 0.97\n" * 10_000,
)  # fmt: skip


def test_a_bag_of_another_encoding_or_version_is_told(
    library: Path, bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for data in DECLARATIONS:
        spoil(bag, "bagit.txt", data)
        assert take(bag, library) == 1, data[:80]
        assert "is not a complete bag" in capsys.readouterr().err
    for version in ("0.97", "1.0"):
        spoil(bag, "bagit.txt", declared("UTF-8", version))
        assert check_bag(bag) == ()


@pytest.mark.parametrize("name", ["bag-info.txt", "manifest-sha256.txt"])
def test_a_tag_file_of_one_endless_line_takes_no_time(library: Path, bag: Path, name: str) -> None:
    for data in (b"A: " + b"x" * 7_000_000, b"x" * 50_000_000, b"A: b\n" + b" " * 7_000_000, b" \t" * 3_000_000):
        spoil(bag, name, data)
        begun = time.monotonic()
        assert take(bag, library) == (1 if name != "bag-info.txt" or len(data) > 8_000_000 else 0)
        assert time.monotonic() - begun < 2


def test_a_bag_of_too_many_or_too_large_files_is_told(
    library: Path, bag: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (bag / "data" / "large").open("wb") as file:
        file.truncate(1 << 40)  # No byte of it is on the disk.
    assert take(bag, library) == 1
    assert "larger than 512 MB" in capsys.readouterr().err
    (bag / "data" / "large").unlink()
    monkeypatch.setattr(bag_check, "MOST_FILES", 10)
    assert take(bag, library) == 1
    assert "more than 10 files" in capsys.readouterr().err


BAD_LINES = (
    "data/../../../../etc/passwd", "/etc/passwd", "data//record.json", "data/./record.json", "data/%2e%2e/x", "data/%",
    "data/%zz", "data/%0", "data/%25%", "data/a\x00b", "data/\udcff", "../x", "data", "data/", "~/x",
)  # fmt: skip


def test_no_line_of_a_manifest_leads_anywhere_or_ends_in_a_traceback(library: Path, bag: Path) -> None:
    manifests = [bag / f"manifest-{algorithm}.txt" for algorithm in ALGORITHMS]
    whole = [manifest.read_bytes() for manifest in manifests]
    for name in BAD_LINES:
        for manifest, lines in zip(manifests, whole, strict=True):
            digest = lines.split()[0]
            manifest.write_bytes(lines + digest + b"  " + name.encode("utf-8", "surrogateescape") + b"\n")
        spoil(bag, "bagit.txt", declared("UTF-8"))
        assert take(bag, library) == 1, name
    for line in (b"\xff\xfe", b"0" * 64, b"0" * 64 + b" ", b"* x", b"\n\n", b"\r"):
        manifests[0].write_bytes(whole[0] + line)
        spoil(bag, "bagit.txt", declared("UTF-8"))
        assert take(bag, library) == 1, line


def test_names_with_percent_signs_are_read_as_both_versions_write_them(bag: Path) -> None:
    """bagit writes 100%.txt of version 0.97 as it is; RFC 8493 wants 100%25.txt."""
    remade(bag, {"sources/longshan-daily/raw/100%.txt": b"x"})
    for algorithm in ALGORITHMS:
        manifest = bag / f"manifest-{algorithm}.txt"
        manifest.write_bytes(manifest.read_bytes().replace(b"100%", b"100%25"))
    spoil(bag, "bagit.txt", declared("UTF-8", "1.0"))
    assert check_bag(bag) == ()
    assert "sources/longshan-daily/raw/100%.txt" in bag_check.digests(bag)


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_a_bag_that_is_no_file_or_has_some_in_it_is_told_at_once(library: Path, bag: Path, kind: str) -> None:
    def make(path: Path) -> None:
        if kind == "pipe":
            os.mkfifo(path)
            return
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as one, contextlib.chdir(path.parent):
            one.bind(path.name)

    make(bag.parent / "given")
    assert take(bag.parent / "given", library) == 1
    make(bag / "data" / "given")
    assert take(bag, library) == 1
    (bag / "data" / "given").unlink()
    (bag / "bag-info.txt").unlink()
    make(bag / "bag-info.txt")
    assert take(bag, library) == 1
    assert take(Path("/dev/zero"), library) == 1


def test_an_archive_with_a_directory_of_its_own_size_is_refused(library: Path, bag: Path) -> None:
    archive = zipped(bag)
    data = archive.read_bytes()
    at = data.rindex(b"PK\x05\x06")
    for count, size in ((65_535, 100), (5, 1 << 31)):
        changed = data[: at + 10] + count.to_bytes(2, "little") + size.to_bytes(4, "little") + data[at + 16 :]
        archive.write_bytes(changed)
        assert take(archive, library) == 1
    archive.write_bytes(data[:at] + b"PK\x06\x07" + bytes(16) + data[at:])
    assert take(archive, library) == 1


def test_names_with_spaces_percent_signs_and_chinese_are_kept(library: Path, bag: Path) -> None:
    files = {f"sources/longshan-daily/raw/{name}": b"x" for name in ("一 二　三.txt", "100%.txt", " a", "a%20b", "é")}
    assert take(remade(bag, files), library) == 0
    with pytest.raises(SystemExit) as ended:
        main(["library", "verify", "--library", str(library)])
    assert ended.value.code == 0
