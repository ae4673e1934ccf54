"""The sources inside the PDF: the file alone makes the edition again, and a bad file makes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from banxin import pipeline
from banxin.errors import BanxinError, UsageError
from banxin.foreign.pdf_files import attached
from banxin.render.pdf.attachments import attach, attached_files, edition_files
from checkers import vera
from command import banxin, copy_seed
from conftest import SEED


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed edition's PDF with its sources."""
    out = tmp_path_factory.mktemp("built")
    made = pipeline.build(SEED, out, formats=("pdf",), attach_sources=True)
    return next(made.folder.glob("*.pdf"))


def test_the_pdf_alone_makes_the_same_pdf_again(built: Path, tmp_path: Path) -> None:
    done = banxin("extract", str(built), "--to", str(tmp_path / "taken"))
    assert done.returncode == 0, done.stderr
    command = done.stdout.splitlines()[-1].split()
    assert command[:2] == ["banxin", "build"]
    again = banxin(*command[1:], "--attach-sources", "--formats", "pdf", "--out", str(tmp_path / "out"), "--quiet")
    assert again.returncode == 0, again.stderr
    assert next((tmp_path / "out").rglob("*.pdf")).read_bytes() == built.read_bytes()


def test_every_source_comes_back_byte_for_byte(built: Path, seed_desk: pipeline.OpenEdition) -> None:
    files = attached_files(built.read_bytes(), built)
    paper = seed_desk.edition.paper.folder
    for name, _ in seed_desk.edition.sources:
        assert files[f"gansu-daily/{name}"] == (paper / name).read_bytes()
    assert "gansu-daily/2024-12-22/plan.json" in files


def test_it_is_pdf_a_3a_and_pdf_ua_1(built: Path) -> None:
    assert [verdict for verdict in vera([built], ("3a", "ua1")) if not verdict.passed] == []


def test_sources_are_told_from_the_plan(built: Path) -> None:
    with pikepdf.open(built) as document:
        told = {str(spec.UF): str(spec.AFRelationship) for spec in document.Root.AF}
    assert told.pop("gansu-daily/2024-12-22/plan.json") == "/Data"
    assert set(told.values()) == {"/Source"}


def test_a_source_that_was_changed_meanwhile_is_not_attached(tmp_path: Path) -> None:
    folder = copy_seed(tmp_path)
    edition = pipeline.open_edition(folder).edition
    (folder / "a01.md").write_text("changed", "utf-8")
    with pytest.raises(BanxinError, match="was changed while"):
        edition_files(edition, "{}")


def plain(tmp_path: Path, names: tuple[str, ...]) -> Path:
    """A PDF with files of these names attached."""
    file = tmp_path / "odd.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        for name in names:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, b"x", filename=name)
        document.save(file)
    return file


@pytest.mark.parametrize("name", ["../edition.toml", "/etc/edition.toml", "a/../../edition.toml", "c:\\edition.toml"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    file = plain(tmp_path, ("p/d/edition.toml", name))
    done = banxin("extract", str(file), "--to", str(tmp_path / "taken"))
    assert done.returncode == 2
    assert "leads out of the folder" in done.stderr
    assert not (tmp_path / "taken").exists()


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read as a PDF"):
        attached(file)


def test_a_pdf_without_sources_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--attach-sources"):
        attached(plain(tmp_path, ()))


def test_a_folder_that_is_there_is_never_overwritten(built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    done = banxin("extract", str(built), "--to", str(tmp_path / "mine"))
    assert done.returncode == 2 and "exists already" in done.stderr


def test_only_an_archive_pdf_takes_sources(seed_desk: pipeline.OpenEdition) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        with document.open_metadata() as metadata:
            metadata["dc:title"] = "x"
        document.save(out)
    with pytest.raises(BanxinError, match="PDF/A-2"):
        attach(out.getvalue(), {}, pipeline.modified(seed_desk.edition))
