"""Bags from strangers: nothing is written outside, nothing is taken that is not what it says."""

from __future__ import annotations

import dataclasses
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from banxin.cli import main
from banxin.library.archive import unpacking
from banxin.library.archive.bag import check_bag, write_bag
from banxin.library.archive.store import Library
from banxin.library.record.record import RECORD
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
}


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
        ({"products/longshan-daily-2019-01-02.pdf": b"no pdf"}, ["ndnp"]),
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


def test_what_a_bag_says_reaches_the_terminal_without_its_control_codes(
    library: Path, bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(record: dict[str, Any]) -> None:
        record["articles"][0].update(title="\x1b]0;x\x07标题", headline="\u202e标题")
        record["paper"].update(name="报\x1b[2J")

    assert take(rewritten(bag, change), library) == 0
    for words in (["show", NAME], ["search", "标题"], ["list"]):
        with pytest.raises(SystemExit) as ended:
            main(["library", *words, "--library", str(library)])
        assert ended.value.code == 0
    said = "".join(capsys.readouterr())
    assert "标题" in said and "\x1b" not in said and "\u202e" not in said


def test_names_with_spaces_percent_signs_and_chinese_are_kept(library: Path, bag: Path) -> None:
    files = {f"sources/longshan-daily/raw/{name}": b"x" for name in ("一 二　三.txt", "100%.txt", " a", "a%20b", "é")}
    assert take(remade(bag, files), library) == 0
    with pytest.raises(SystemExit) as ended:
        main(["library", "verify", "--library", str(library)])
    assert ended.value.code == 0
