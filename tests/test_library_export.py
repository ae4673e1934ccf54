"""Out of the library and back: bags, sources that build the same pages again, folders of pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
from lxml import etree

from command import KEY, banxin, contents, copy_seed
from conftest import SEED
from schemas import check_xml

DAY = "2024-12-22"


def digests(folder: Path) -> dict[str, str]:
    return {name: digest for name, (_, digest) in contents(folder).items()}


def export(library: Path, to: Path, *words: str) -> Path:
    run = banxin("library", "export", *words, "--to", to, "--library", library, "--json")
    assert run.returncode == 0, run.stderr
    (made,) = json.loads(run.stdout)
    return Path(made)


def test_a_bag_goes_out_and_comes_back_as_it_was(shelf: Path, tmp_path: Path) -> None:
    bag = shelf / "library" / "bags" / "gansu-daily" / "2024" / KEY
    made = export(shelf / "library", tmp_path / "out", KEY)
    assert digests(made) == digests(bag)
    run = banxin("library", "import", made, "--library", tmp_path / "other", "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)[0]["new"] is True
    assert digests(tmp_path / "other" / "bags") == digests(shelf / "library" / "bags")
    found = banxin("library", "search", "东西部协作", "--library", tmp_path / "other", "--json")
    assert [hit["slug"] for hit in json.loads(found.stdout)["hits"]] == ["a01"]
    again = banxin("library", "import", made, "--library", tmp_path / "other", "--json")
    assert json.loads(again.stdout)[0]["new"] is False


def test_a_bag_comes_back_out_of_a_zip_archive(shelf: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(
        str(tmp_path / "bag"), "zip", shelf / "library" / "bags" / "gansu-daily" / "2024", KEY
    )
    run = banxin("library", "import", archive, "--library", tmp_path / "other")
    assert run.returncode == 0, run.stderr
    assert digests(tmp_path / "other" / "bags") == digests(shelf / "library" / "bags")


def test_a_damaged_bag_is_neither_taken_nor_given(copied: Path, tmp_path: Path) -> None:
    bag = copied / "library" / "bags" / "gansu-daily" / "2024" / KEY
    (bag / "data" / "record.json").write_bytes(b"{}")
    out = banxin("library", "export", KEY, "--to", tmp_path / "out", "--library", copied / "library")
    assert out.returncode == 1 and "data/record.json" in out.stderr
    assert not (tmp_path / "out").exists()
    back = banxin("library", "import", bag, "--library", tmp_path / "other")
    assert back.returncode == 1 and "data/record.json" in back.stderr
    assert not list((tmp_path / "other").glob("bags/*"))


def test_nothing_is_overwritten(shelf: Path, tmp_path: Path) -> None:
    made = export(shelf / "library", tmp_path / "out", KEY)
    (made / "data" / "record.json").write_bytes(b"{}")
    before = contents(made)
    run = banxin("library", "export", KEY, "--to", tmp_path / "out", "--library", shelf / "library")
    assert run.returncode == 2 and str(made) in run.stderr
    assert contents(made) == before


def test_sources_come_out_ready_to_build_and_build_the_same(shelf: Path, tmp_path: Path) -> None:
    made = export(shelf / "library", tmp_path / "taken", KEY, "--as", "sources")
    assert made == tmp_path / "taken" / KEY / "gansu-daily" / DAY
    assert digests(tmp_path / "taken" / KEY / "gansu-daily") == digests(shelf / "gansu-daily")
    run = banxin("build", made, "-o", tmp_path / "out", "--quiet")
    assert run.returncode == 0, run.stderr
    for name in (f"{KEY}.pdf", f"{KEY}.epub", "plan.json"):
        assert (tmp_path / "out" / KEY / name).read_bytes() == (shelf / "out" / KEY / name).read_bytes(), name


def test_an_export_goes_on_where_the_last_one_ended(shelf: Path, tmp_path: Path) -> None:
    """So that the same command every day is a backup."""
    made = export(shelf / "library", tmp_path / "out")
    before = contents(made)
    assert export(shelf / "library", tmp_path / "out") == made
    assert contents(made) == before


def test_folders_of_pages_hold_a_mets_that_names_their_files(shelf: Path, tmp_path: Path) -> None:
    made = export(shelf / "library", tmp_path / "batch", KEY, "--as", "ndnp")
    assert made == tmp_path / "batch" / "gansu-daily" / "2024122201"
    assert sorted(path.name for path in made.iterdir()) == ["0001.jpg", "0001.pdf", "0001.xml", "2024122201.xml"]
    root = etree.parse(str(made / "2024122201.xml")).getroot()
    check_xml(root, "mets")
    named = {
        file.find("{*}FLocat").get("{http://www.w3.org/1999/xlink}href"): file.get("CHECKSUM")
        for file in root.iter("{*}file")
    }
    assert named == {name: digest for name, digest in digests(made).items() if name != "2024122201.xml"}
    with pikepdf.open(made / "0001.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_an_edition_that_was_imported_needs_its_dump(tmp_path: Path) -> None:
    """The seed came by `banxin import`; without its raw page an archive would have a text of unknown origin."""
    edition = copy_seed(tmp_path)
    assert banxin("build", edition, "-o", tmp_path / "out", "--quiet").returncode == 0
    words = ("library", "add", edition, "-o", tmp_path / "out", "--library", tmp_path / "library")
    run = banxin(*words)
    assert run.returncode == 2 and "raw/gansu-daily-2024-12-22-p1.txt" in run.stderr
    assert not list((tmp_path / "library").glob("bags/*/*/*"))
    shutil.copytree(SEED.parent / "raw", edition.parent / "raw")
    assert banxin(*words).returncode == 0
