"""What the commands of `banxin library` say to editors who slip."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from banxin.library.appearance import Appearance
from banxin.library.archive.store import Library
from banxin.library.index.catalogue import Catalogue
from banxin.library.record.record_json import from_json
from banxin.library.site.shelf import Shelf
from banxin.library.site.site import Resource, Site
from command import KEY, banxin


def library(shelf: Path, *words: str | Path) -> object:
    run = banxin("library", *words, "--library", shelf / "library", "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    "day", ["昨天", "2025-13", "2025-02-30", "25-01-01", "2025-1-1-1"], ids=["word", "month", "day", "year", "parts"]
)
def test_a_day_that_is_none_is_refused(shelf: Path, day: str) -> None:
    run = banxin("library", "search", "天津", "--since", day, "--library", shelf / "library")
    assert run.returncode == 2 and day in run.stderr and not run.stdout


@pytest.mark.parametrize("day", ["2024年12月22日", "2024/12/22", "2024-12-22", "2024-12", "2024年", "2024.12"])
def test_days_may_be_written_as_people_do(shelf: Path, day: str) -> None:
    found = library(shelf, "search", "天津", "--since", day, "--until", day)
    assert found["total"] > 0  # type: ignore[index]


def test_days_the_wrong_way_round_are_refused(shelf: Path) -> None:
    run = banxin("library", "search", "天津", "--since", "2025", "--until", "2024", "--library", shelf / "library")
    assert run.returncode == 2 and "2024" in run.stderr


def test_a_paper_may_be_named_by_its_name_and_an_unknown_one_is_told(shelf: Path) -> None:
    assert library(shelf, "list", "--paper", "甘肃日报") == library(shelf, "list", "--paper", "gansu-daily")
    run = banxin("library", "list", "--paper", "gansu-dayly", "--library", shelf / "library")
    assert run.returncode == 2 and "gansu-daily (甘肃日报)" in run.stderr


def test_more_results_than_shown_are_told(shelf: Path) -> None:
    run = banxin("library", "search", "记者", "--limit", "2", "--library", shelf / "library")
    assert run.returncode == 0 and "--offset 2" in run.stdout
    run = banxin("library", "search", "记者", "--limit", "0", "--library", shelf / "library")
    assert run.returncode == 2


def test_a_folders_name_does_for_a_key(shelf: Path) -> None:
    edition = shelf / "gansu-daily" / "2024-12-22"
    assert library(shelf, "show", edition) == library(shelf, "show", f"{KEY}/") == library(shelf, "show", KEY)


def test_one_edition_that_was_not_built_does_not_stop_the_others(copied: Path) -> None:
    paper = copied / "gansu-daily"
    shutil.copytree(paper / "2024-12-22", paper / "2024-12-21")
    settings = paper / "2024-12-21" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("2024-12-22", "2024-12-21"), "utf-8")
    run = banxin("library", "add", paper, "-o", copied / "out", "--library", copied / "library", "--json")
    assert run.returncode == 2 and "banxin build" in run.stderr
    assert [row.get("key") for row in json.loads(run.stdout)] == [None, KEY]


def test_a_correction_of_nothing_is_told_and_show_tells_both_ways(copied: Path) -> None:
    paper = copied / "gansu-daily"
    shutil.copytree(paper / "2024-12-22", paper / "2024-12-23")
    settings = paper / "2024-12-23" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("2024-12-22", "2024-12-23"), "utf-8")
    article = paper / "2024-12-23" / "a02.md"
    corrects = 'corrects = ["2024-12-22/a01", "2024-12-22/a99"]'
    article.write_text(article.read_text("utf-8").replace("+++\n", f"+++\n{corrects}\n", 1), "utf-8")
    assert banxin("build", paper / "2024-12-23", "-o", copied / "out", "--quiet").returncode == 0
    run = banxin("library", "add", paper / "2024-12-23", "-o", copied / "out", "--library", copied / "library")
    assert run.returncode == 0, run.stderr
    assert "no-such-article" in run.stderr and "2024-12-22/a99" in run.stderr and "2024-12-22/a01" not in run.stderr
    shown = banxin("library", "show", KEY, "--library", copied / "library").stdout
    assert "corrected by 2024-12-23/a02" in shown
    shown = banxin("library", "show", KEY.replace("22", "23"), "--library", copied / "library").stdout
    assert "corrects 2024-12-22/a01" in shown
    assert banxin("library", "verify", "--library", copied / "library").returncode == 0


@pytest.mark.parametrize("key", ["my-paper", "opds", "search", "news-2024"])
def test_a_paper_of_whatever_key_has_its_pages(shelf: Path, tmp_path: Path, key: str) -> None:
    """`my-paper` is the first that everybody makes; `opds` and `search` are names of our own on the site."""
    folder = Library(shelf / "library")
    (bag,) = folder.bags()
    record = from_json((bag / "data" / "record.json").read_bytes())
    catalogue = Catalogue(tmp_path / "other.sqlite", write=True)
    catalogue.add(replace(record, paper=replace(record.paper, key=key)), folder.name(bag), "0")
    site = Site(Shelf(folder, catalogue), Appearance(), "https://news.example/")
    (row,) = catalogue.issues()
    named = [*site.of_paper(key), *site.of_year(key, "2024")]
    named += [address for address in site.of_issue(row) if address.endswith("/")]
    assert [address for address in named if not isinstance(site.find(address), Resource)] == []
    catalogue.close()
