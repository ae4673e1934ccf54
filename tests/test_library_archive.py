"""What a library keeps: bags that come back byte for byte, metadata that fits its schemas, faults that are named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from lxml import etree

from banxin.bind.book_context import leading
from banxin.errors import BanxinError
from banxin.library.formats.mods import NAMESPACE as MODS
from banxin.library.formats.premis import NAMESPACE as PREMIS
from banxin.library.index.catalogue import Catalogue
from banxin.library.record.record import IssueRecord
from banxin.library.record.record_json import from_json, to_json
from command import KEY, banxin, contents
from schemas import check_json, check_xml

METS = "{http://www.loc.gov/METS/}"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
XLINK = "{http://www.w3.org/1999/xlink}"


@pytest.fixture
def bag(shelf: Path) -> Path:
    return shelf / "library" / "bags" / "gansu-daily" / "2024" / KEY


@pytest.fixture
def record(bag: Path) -> IssueRecord:
    return from_json((bag / "data" / "record.json").read_bytes())


def mets(bag: Path) -> etree._Element:
    return etree.parse(str(bag / "data" / "mets.xml")).getroot()


def test_a_bag_is_whole_by_the_library_of_congress(bag: Path) -> None:
    opened = bagit.Bag(str(bag))
    opened.validate()
    assert set(opened.algorithms) == {"sha256", "sha512"}
    assert opened.info["Internal-Sender-Identifier"] == KEY
    assert opened.info["External-Identifier"].startswith("urn:uuid:")


def test_the_sources_come_back_byte_for_byte_with_the_raw_dump(shelf: Path, bag: Path) -> None:
    kept = {name: digest for name, (_, digest) in contents(bag / "data" / "sources" / "gansu-daily").items()}
    given = {name: digest for name, (_, digest) in contents(shelf / "gansu-daily").items()}
    assert kept == given
    assert "raw/gansu-daily-2024-12-22-p1.txt" in kept


def test_products_are_those_that_were_built(shelf: Path, bag: Path) -> None:
    kept = {name: digest for name, (_, digest) in contents(bag / "data" / "products").items()}
    assert kept == {name: digest for name, (_, digest) in contents(shelf / "out" / KEY).items()}


def test_the_mets_and_what_is_in_it_fit_their_schemas(bag: Path) -> None:
    root = mets(bag)
    check_xml(root, "mets")
    described = list(root.iter(f"{{{MODS}}}mods"))
    assert len(described) == 1 + 1 + 11
    assert len(list(root.iter(f"{{{PREMIS}}}premis"))) == 1
    # The schemas inside are looked at, too: what they do not know is found.
    described[0].append(etree.SubElement(described[0], f"{{{MODS}}}headline"))
    with pytest.raises(AssertionError, match="headline"):
        check_xml(root, "mets")


def test_the_mets_names_every_file_with_its_digest(bag: Path) -> None:
    named = {
        element.find(f"{METS}FLocat").get(f"{XLINK}href"): element.get("CHECKSUM")
        for element in mets(bag).iter(f"{METS}file")
    }
    there = {name: digest for name, (_, digest) in contents(bag / "data").items() if name != "mets.xml"}
    assert named == there


def test_premis_tells_the_way_from_dump_to_library(bag: Path) -> None:
    kinds = [element.text for element in mets(bag).iter(f"{{{PREMIS}}}eventType")]
    assert kinds == ["metadata extraction", "normalization", "creation", "validation", "message digest calculation",
                     "ingestion"]  # fmt: skip
    details = " ".join(element.text for element in mets(bag).iter(f"{{{PREMIS}}}eventDetail"))
    assert "raw/gansu-daily-2024-12-22-p1.txt read as utf-8; characters: raw 7007" in details
    assert "none was lost" in details and "sha256 " in details


def test_every_alto_fits_its_schema_and_has_every_character_of_the_plan(bag: Path) -> None:
    root = etree.parse(str(bag / "data" / "alto" / "page-1.xml")).getroot()
    check_xml(root, "alto")
    plan = json.loads((bag / "data" / "products" / "plan.json").read_text("utf-8"))
    lines = [line for module in plan["pages"][0]["modules"] for line in module["lines"]]
    planned = "".join("".join(line["text"].split()) for line in lines)
    told = "".join(element.get("CONTENT") for element in root.iter(f"{ALTO}String"))
    assert sorted(told) == sorted(planned)


def test_words_of_the_alto_stand_inside_their_lines_one_after_the_other(bag: Path) -> None:
    root = etree.parse(str(bag / "data" / "alto" / "page-1.xml")).getroot()
    count = 0
    for line in root.iter(f"{ALTO}TextLine"):
        along, size = ("VPOS", "HEIGHT") if line.get("BASEDIRECTION") == "ttb" else ("HPOS", "WIDTH")
        start, end = float(line.get(along)), float(line.get(along)) + float(line.get(size))
        last = start - 0.5
        for word in line.iter(f"{ALTO}String"):
            count += 1
            at, until = float(word.get(along)), float(word.get(along)) + float(word.get(size))
            # A mark that is set half wide keeps its em box, which stands out of its place by half an em.
            half = float(word.get("HEIGHT" if along == "HPOS" else "WIDTH")) / 2 + 1
            assert at >= last - half and until <= end + half and until > at, word.get("CONTENT")
            last = at
    assert count > 3000


def test_alto_boxes_are_where_pdfium_sees_the_glyphs(bag: Path) -> None:
    """The boxes of words against the characters of the drawn page, by another program than the one that drew it."""
    import pypdfium2

    root = etree.parse(str(bag / "data" / "alto" / "page-1.xml")).getroot()
    document = pypdfium2.PdfDocument(str(bag / "data" / "products" / f"{KEY}.pdf"))
    page = document[0]
    text = page.get_textpage()
    height, seen, right = page.get_height(), 0, 0
    for word in list(root.iter(f"{ALTO}String"))[::25]:
        left, top, wide, high = (float(word.get(key)) * 72 / 254 for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        found = text.get_text_bounded(left + 0.3, height - top - high + 0.3, left + wide - 0.3, height - top - 0.3)
        seen += 1
        right += word.get("CONTENT")[0] in found
    document.close()
    assert seen > 100 and right >= 0.97 * seen


def test_articles_are_linked_to_their_blocks(bag: Path, record: IssueRecord) -> None:
    ids = {
        element.get("ID")
        for element in etree.parse(str(bag / "data" / "alto" / "page-1.xml")).getroot().iter(f"{ALTO}ComposedBlock")
    }
    areas = {element.get("BEGIN") for element in mets(bag).iter(f"{METS}area")}
    assert areas and areas <= ids
    assert areas == {area.block for article in record.articles for area in article.areas}


def test_every_article_is_valid_ninjs(bag: Path, record: IssueRecord) -> None:
    for article in record.articles:
        data = (bag / "data" / "ninjs" / f"{article.slug}.json").read_bytes()
        check_json(data, "ninjs-3.1.json")
        item = json.loads(data)
        assert item["uri"] == article.urn
        assert item["bodies"][0]["value"] == article.text


def test_verify_says_that_all_is_well(shelf: Path) -> None:
    run = banxin("library", "verify", "--library", shelf / "library", "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"bags": 1, "problems": []}


@pytest.mark.parametrize(
    ("harm", "code", "file"),
    [
        (lambda bag: (bag / "data/record.json").write_bytes(b"{}"), "bag-altered", "data/record.json"),
        (lambda bag: (bag / "data/ninjs/a01.json").unlink(), "bag-missing", "data/ninjs/a01.json"),
        (lambda bag: (bag / "data/ninjs/a99.json").write_bytes(b"{}"), "bag-extra", "data/ninjs/a99.json"),
        (lambda bag: (bag / "notes.txt").write_bytes(b"x"), "bag-extra", "notes.txt"),
        (lambda bag: (bag / "bag-info.txt").write_bytes(b"Replaces: x\n"), "bag-altered", "bag-info.txt"),
        (lambda bag: (bag / "bagit.txt").unlink(), "bag-broken", ""),
        (lambda bag: (bag / "manifest-sha512.txt").unlink(), "bag-missing", "manifest-sha512.txt"),
    ],
    ids=["altered", "missing", "extra", "extra-tag", "altered-tag", "no-bagit", "no-manifest"],
)
def test_verify_names_what_is_wrong(copied: Path, harm: object, code: str, file: str) -> None:
    bag = copied / "library" / "bags" / "gansu-daily" / "2024" / KEY
    before = contents(bag)
    harm(bag)  # type: ignore[operator]
    harmed = contents(bag)
    run = banxin("library", "verify", "--library", copied / "library", "--json")
    assert run.returncode == 1, run.stderr
    rows = {(row["code"], row["file"]) for row in json.loads(run.stdout)["problems"]}
    assert (code, f"bags/gansu-daily/2024/{KEY}{'/' if file else ''}{file}") in rows
    assert contents(bag) == harmed != before


def test_verify_names_products_that_are_of_other_sources(copied: Path) -> None:
    """A bag whose manifests are right, though someone put another article into it."""
    bag = copied / "library" / "bags" / "gansu-daily" / "2024" / KEY
    article = bag / "data" / "sources" / "gansu-daily" / "2024-12-22" / "a01.md"
    article.write_text(article.read_text("utf-8").replace("天津", "北京"), "utf-8")
    bagit.Bag(str(bag)).save(manifests=True)
    run = banxin("library", "verify", "--library", copied / "library")
    assert run.returncode == 1
    assert "bag-stale" in run.stderr and "2024-12-22/a01.md" in run.stderr


def test_adding_twice_changes_nothing(copied: Path) -> None:
    before = contents(copied / "library" / "bags")
    run = banxin("library", "add", copied / "gansu-daily" / "2024-12-22", "-o", copied / "out", "--library",
                 copied / "library", "--json")  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)[0]["new"] is False
    assert contents(copied / "library" / "bags") == before


def test_an_edition_that_was_changed_since_it_was_built_is_refused(copied: Path) -> None:
    edition = copied / "gansu-daily" / "2024-12-22"
    article = edition / "a01.md"
    article.write_text(article.read_text("utf-8").replace("天津", "北京"), "utf-8")
    run = banxin("library", "add", edition, "-o", copied / "out", "--library", copied / "library")
    assert run.returncode == 2
    assert "2024-12-22/a01.md" in run.stderr and "banxin build" in run.stderr


def test_the_same_revision_with_other_content_is_refused_and_a_new_revision_names_the_old(copied: Path) -> None:
    edition, library = copied / "gansu-daily" / "2024-12-22", copied / "library"
    before = contents(library / "bags")
    article = edition / "a01.md"
    article.write_text(article.read_text("utf-8").replace("天津", "北京", 1), "utf-8")
    assert banxin("build", edition, "-o", copied / "out", "--quiet").returncode == 0
    run = banxin("library", "add", edition, "-o", copied / "out", "--library", library)
    assert run.returncode == 2 and "revision = 2" in run.stderr
    settings = edition / "edition.toml"
    told = 'revision = 2\nrevised = 2024-12-23\ncorrection = "第1版地名有误，已改正。"\n'
    settings.write_text(settings.read_text("utf-8") + told, "utf-8")
    assert banxin("build", edition, "-o", copied / "out", "--quiet").returncode == 0
    run = banxin("library", "add", edition, "-o", copied / "out", "--library", library)
    assert run.returncode == 0, run.stderr
    new = library / "bags" / "gansu-daily" / "2024" / f"{KEY}-r2"
    corrected = from_json((new / "data" / "record.json").read_bytes())
    first = from_json((library / "bags" / "gansu-daily" / "2024" / KEY / "data" / "record.json").read_bytes())
    assert corrected.replaces == KEY and corrected.urn == first.urn
    assert [article.urn for article in corrected.articles] == [article.urn for article in first.articles]
    assert bagit.Bag(str(new)).info["Replaces"] == KEY
    check_xml(mets(new), "mets")
    after = contents(library / "bags")
    assert {name: after[name] for name in before} == before
    assert banxin("library", "verify", "--library", library).returncode == 0


def test_the_catalogue_is_made_anew_from_the_bags_alone(copied: Path) -> None:
    library = copied / "library"
    for path in library.glob("catalogue*"):
        path.unlink()
    assert banxin("library", "verify", "--library", library).returncode == 1
    run = banxin("library", "rebuild", "--library", library)
    assert run.returncode == 0, run.stderr
    assert banxin("library", "verify", "--library", library).returncode == 0


def test_boxes_of_facts_are_kept_and_found_like_articles(tmp_path: Path) -> None:
    """The bulletin's facts stand in `service.toml`, not in an article: a reader looks for them all the same."""
    edition = Path(__file__).parent.parent / "seeds" / "lanxi-bulletin" / "2026-11-01"
    assert banxin("build", edition, "-o", tmp_path / "out", "--quiet").returncode == 0
    added = banxin("library", "add", edition, "-o", tmp_path / "out", "--library", tmp_path / "library", "--json")
    assert added.returncode == 0, added.stderr
    bag = Path(json.loads(added.stdout)[0]["bag"])
    kept = from_json((bag / "data" / "record.json").read_bytes())
    boxes = [article for article in kept.articles if article.kind == "service"]
    assert boxes and all(len(box.areas) == 1 and box.page == box.areas[0].page for box in boxes)
    sought = boxes[0].text.split("\n")[0].split()[0]
    run = banxin("library", "search", sought, "--library", tmp_path / "library", "--json")
    assert boxes[0].urn in {hit["urn"] for hit in json.loads(run.stdout)["hits"]}
    check_xml(mets(bag), "mets")
    for page in kept.pages:
        check_xml(etree.parse(str(bag / "data" / page.alto)).getroot(), "alto")


def test_a_catalogue_with_a_correction_is_no_damaged_one(tmp_path: Path, record: IssueRecord) -> None:
    """SQLite's check takes some tables for damaged that are not."""
    notice = replace(record.articles[0], corrects=("2024-12-20/a03", "2024-12-21-b/a01"))
    catalogue = Catalogue(tmp_path / "catalogue.sqlite", write=True)
    catalogue.add(replace(record, articles=(notice,)), "bags/x", "0")
    assert catalogue.check() == ""
    catalogue.close()


def test_a_record_of_a_page_without_a_picture_is_refused_and_one_picture_is_enough(record: IssueRecord) -> None:
    page = record.pages[0]
    one = replace(record, pages=(replace(page, images=page.images[:1]),))
    assert from_json(to_json(one)).pages[0].screen == page.images[0]
    with pytest.raises(BanxinError, match="pages"):
        from_json(to_json(replace(record, pages=(replace(page, images=()),))))


def test_pictures_of_a_group_all_stand_before_the_text_as_in_the_e_book(record: IssueRecord) -> None:
    assert [leading(kind, False, 3) for kind in ("news", "photo", "verse")] == [1, 3, 0]
    assert leading("news", True, 3) == 3 and leading("news", False, 0) == 0
    grouped = replace(record, articles=(replace(record.articles[0], group=True),))
    assert from_json(to_json(grouped)).articles[0].group
