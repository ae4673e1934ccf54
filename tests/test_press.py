"""The print: inks, boxes, marks, and that nothing is lost on the way to the plant."""

from __future__ import annotations

import dataclasses
import io
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.model.plan import Plan
from banxin.press.content import PressError, separate
from banxin.press.inks import Inks, most_ink
from banxin.press.preflight import preflight
from banxin.press.print_pdf import Print, make_print
from banxin.press.separated_pictures import separate_picture
from banxin.render.pdf.extract import pdf_characters
from command import banxin, copy_seed

MM = 72 / 25.4


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks((asset_folder("layouts") / "print" / "newsprint.icc").read_bytes(), 240)


@pytest.fixture(scope="module")
def made(seed_pdf: bytes, seed_desk: pipeline.OpenEdition, inks: Inks) -> Print:
    return make_print(seed_pdf, seed_desk.edition, inks)


@pytest.fixture(scope="module")
def document(made: Print) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("screen", "inks_wanted"),
    [((0, 0, 0), (0, 0, 0, 1)), ((1, 1, 1), (0, 0, 0, 0)), ((0.5, 0.5, 0.5), (0, 0, 0, 0.5))],
)
def test_grey_is_black_ink_alone(inks: Inks, screen: tuple[float, ...], inks_wanted: tuple[float, ...]) -> None:
    assert inks.colour(*screen) == pytest.approx(inks_wanted, abs=0.001)


def test_red_is_made_of_magenta_and_yellow(inks: Inks) -> None:
    cyan, magenta, yellow, black = inks.colour(0.78, 0.09, 0.11)
    assert magenta > 0.6 and yellow > 0.4 and cyan < 0.1 and black < 0.3


def inked(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = image.getpixel(place)
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)


def noise(seed: int) -> Image.Image:
    chance = random.Random(seed)
    return Image.frombytes("RGB", (60, 60), chance.randbytes(3 * 3600))


@pytest.mark.parametrize("limit", [240, 180, 160])
def test_no_place_has_more_ink_than_the_press_takes(inks: Inks, limit: float) -> None:
    found = dataclasses.replace(inks, limit=limit).picture(noise(1))
    assert found.mode == "CMYK"
    assert most_ink(found) <= limit


def test_less_ink_is_taken_where_there_is_too_much_and_nowhere_else(inks: Inks) -> None:
    free, limited = (dataclasses.replace(inks, limit=limit).picture(noise(2)) for limit in (400, 150))
    places = [(x, y) for x in range(60) for y in range(60)]
    pairs = [(inked(free, place), inked(limited, place)) for place in places]
    assert all(one[3] == other[3] for one, other in pairs), "black stays"
    assert all(one == other for one, other in pairs if sum(one) < 150 * 2.55 - 4)


def test_a_grey_picture_stays_grey(inks: Inks) -> None:
    assert inks.picture(Image.linear_gradient("L").convert("RGB")).mode == "L"


def operators(document: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    for page in document.pages:
        for instruction in pikepdf.parse_content_stream(page):
            yield str(instruction.operator), list(instruction.operands)


def test_no_colour_of_the_screen_is_left(document: pikepdf.Pdf) -> None:
    used = {operator for operator, _ in operators(document)}
    assert not used & {"rg", "RG", "g", "G", "cs", "sc", "scn", "sh"}
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            assert item.ColorSpace in ("/DeviceCMYK", "/DeviceGray")
    assert b"DeviceRGB" not in b"".join(
        item.unparse() for item in document.objects if not isinstance(item, pikepdf.Stream)
    )


def test_text_is_black_ink_alone_and_prints_over_what_is_under_it(document: pikepdf.Pdf) -> None:
    states = document.pages[0].Resources.ExtGState
    colour, over = None, None
    for operator, operands in operators(document):
        if operator == "k":
            colour = [float(part) for part in operands]
        elif operator == "gs" and "/OPM" in states[str(operands[0])]:
            over = bool(states[str(operands[0])].op)
        elif operator == "TJ" and colour is not None:
            assert over == (colour == [0, 0, 0, 1])


def test_boxes_and_marks_are_where_a_plant_looks_for_them(document: pikepdf.Pdf, seed_plan: Plan) -> None:
    page = document.pages[0]
    width, height = (length * MM for length in (seed_plan.sheet.width_mm, seed_plan.sheet.height_mm))
    trim, bleed, media = ([float(edge) for edge in box] for box in (page.trimbox, page.obj.BleedBox, page.mediabox))
    assert trim == pytest.approx([0, 0, width, height], abs=0.01)
    assert bleed == pytest.approx([-3 * MM, -3 * MM, width + 3 * MM, height + 3 * MM], abs=0.01)
    assert media[0] < bleed[0] and media[3] > bleed[3]
    assert [str(part) for part in page.Resources.ColorSpace.banxinAll[:2]] == ["/Separation", "/All"]
    starts = [operands for operator, operands in operators(document) if operator == "m"][-8:]
    assert all(
        float(x) < bleed[0] or float(x) > bleed[2] or float(y) < bleed[1] or float(y) > bleed[3] for x, y in starts
    )


def test_the_file_says_that_it_is_pdf_x_4_and_for_which_press(document: pikepdf.Pdf, inks: Inks) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and intent.DestOutputProfile.read_bytes() == inks.profile
    assert "CGATS/SNAP TR 002-2007" in str(intent.Info)
    root = etree.fromstring(document.Root.Metadata.read_bytes())
    told = {etree.QName(element).localname: (element.text or "") for element in root.iter()}
    assert told["GTS_PDFXVersion"] == "PDF/X-4" and told["Trapped"] == "False"
    assert {"DocumentID", "VersionID", "RenditionClass", "MetadataDate", "CreateDate", "ModifyDate"} <= set(told)
    assert "pdfaid" not in document.Root.Metadata.read_bytes().decode()
    assert document.trailer.Info.Trapped == "/False" and "/ID" in document.trailer


def test_nothing_for_readers_is_left(document: pikepdf.Pdf) -> None:
    assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Threads"} & set(document.Root.keys())
    assert not any("/Annots" in page.obj or "/B" in page.obj for page in document.pages)


def test_every_font_is_in_the_file(document: pikepdf.Pdf) -> None:
    descriptors = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
    assert descriptors and all("/FontFile2" in item for item in descriptors)


def test_no_character_is_lost_in_print(made: Print, seed_pdf: bytes) -> None:
    assert pdf_characters(made.pdf) == pdf_characters(seed_pdf)


def test_the_same_pages_give_the_same_bytes(
    made: Print, seed_pdf: bytes, seed_desk: pipeline.OpenEdition, inks: Inks
) -> None:
    assert make_print(seed_pdf, seed_desk.edition, inks).pdf == made.pdf


def test_ghostscript_finds_colour_only_where_there_is_some(made: Print, tmp_path: Path) -> None:
    file = tmp_path / "print.pdf"
    file.write_bytes(made.pdf)
    done = subprocess.run(
        ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(file)], capture_output=True, text=True, check=True
    )
    cyan, magenta, _, black = map(float, done.stdout.split()[:4])
    assert black > 0.15, "all text is on the black plate"
    assert cyan < 0.06 and magenta < 0.08, "the others hold the masthead and one picture"


def test_the_sample_page_has_nothing_that_a_plant_sends_back(
    made: Print, seed_desk: pipeline.OpenEdition, seed_plan: Plan
) -> None:
    assert list(preflight(seed_desk.edition, seed_plan, made)) == []


def test_a_coarse_picture_a_hairline_and_too_much_ink_are_told(
    made: Print, seed_desk: pipeline.OpenEdition, seed_plan: Plan
) -> None:
    (article,) = (article for article in seed_desk.edition.articles if article.pictures)
    small = tuple(dataclasses.replace(picture, width=100, height=75) for picture in article.pictures)
    articles = tuple(
        dataclasses.replace(article, pictures=small) if one is article else one for one in seed_desk.edition.articles
    )
    edition = dataclasses.replace(seed_desk.edition, articles=articles)
    poor = dataclasses.replace(made, pages=(dataclasses.replace(made.pages[0], thinnest_pt=0.1, most_ink=290),))
    assert [found.code for found in preflight(edition, seed_plan, poor)] == ["coarse-picture", "hairline", "ink-limit"]


def page_with(content: bytes) -> tuple[pikepdf.Pdf, pikepdf.Page]:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Contents = document.make_stream(content)
    return document, page


def test_a_gradient_is_refused(inks: Inks) -> None:
    with pytest.raises(PressError, match="gradient"):
        separate(*page_with(b"/Sh0 sh"), inks)


@pytest.mark.parametrize(
    ("content", "thinnest"),
    [
        (b"0 0 100 0.2 re f", 0.2),
        (b"0.5 0 0 0.5 0 0 cm 0 0 100 1 re f", 0.5),
        (b"q 0.1 0 0 0.1 0 0 cm Q 1 w 0 0 m 5 5 l S", 1.0),
        (b"0.75 0 0 -0.75 0 0 cm 0.2 w 0 0 m 5 5 l S", 0.15),
        (b"0 0 100 0.01 re W n 0 0 9 9 re f", 9.0),
    ],
)
def test_the_thinnest_line_is_measured_as_it_is_printed(inks: Inks, content: bytes, thinnest: float) -> None:
    assert separate(*page_with(content), inks).thinnest_pt == pytest.approx(thinnest)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_looks_the_same_in_inks(inks: Inks, kind: str) -> None:
    source = Image.new("RGB", (40, 40), (200, 40, 30))
    with pikepdf.new() as document:
        out = io.BytesIO()
        source.save(out, kind, quality=95)
        if kind == "JPEG":
            picture = document.make_stream(out.getvalue())
            picture.Filter = pikepdf.Name.DCTDecode
        else:
            picture = document.make_stream(source.tobytes())
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 40, 40, 8
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        assert separate_picture(picture, inks) <= 240
        assert picture.ColorSpace == "/DeviceCMYK"
        page = document.add_blank_page(page_size=(100, 100))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = document.make_stream(b"100 0 0 100 0 0 cm /Im0 Do")
        out = io.BytesIO()
        document.save(out)
    shown = pypdfium2.PdfDocument(out.getvalue())[0].render().to_pil().convert("RGB").getpixel((50, 50))
    assert isinstance(shown, tuple)
    assert shown[0] > 140 and max(shown[1:]) < 110, "red, not its negative"


def test_a_profile_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    edition = copy_seed(tmp_path)
    paper = edition.parent / "paper.toml"
    (edition.parent / "press.icc").write_bytes(b"no profile")
    paper.write_text(paper.read_text("utf-8") + '\n[print]\nprofile = "press.icc"\n', "utf-8")
    done = banxin("check", "--sources-only", edition)
    assert done.returncode == 1 and "ICC profile of four inks" in done.stdout + done.stderr


def test_the_command_makes_a_print_beside_the_pdf(tmp_path: Path) -> None:
    done = banxin("build", copy_seed(tmp_path), "--formats", "print", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (folder,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert sorted(path.suffixes[-1] for path in folder.iterdir()) == [".json", ".json", ".pdf"]
    assert (folder / f"{folder.name}-print.pdf").is_file()
