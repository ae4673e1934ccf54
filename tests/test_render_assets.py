"""What goes into the PDF besides lines: pictures, codes, faces."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import plan_factory
from banxin.errors import EditionError
from banxin.model.text import WritingMode
from banxin.render.html.names import FONT, IMAGE, family, font_url, image_url
from banxin.render.html.qr import qr_svg
from banxin.render.images.pictures import clean, picture_bytes, strip_jpeg
from banxin.render.pdf.fontsubset import subset, subset_fonts


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_subsetting_keeps_glyph_ids_and_features() -> None:
    face = plan_factory.library().face("serif-black")
    text = "我「长治久清」，——。31.21%To"
    font = hb.Font(hb.Face(subset(face, set(text))))
    for mode in WritingMode:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ttb" if mode is WritingMode.VERTICAL else "ltr"
        buffer.language = "zh-Hans"
        hb.shape(font, buffer)
        wanted = [glyph.id for cluster in face.shape(text, mode) for glyph in cluster.glyphs]
        assert [info.codepoint for info in buffer.glyph_infos] == wanted


def test_only_the_faces_of_the_plan_are_subset_and_small() -> None:
    fonts = plan_factory.library()
    files = subset_fonts(plan_factory.plan(fonts), fonts)
    assert "serif-regular" in files
    assert "brush-regular" in files
    assert all(len(data) < 600_000 for data in files.values())


def test_a_jpeg_that_is_right_keeps_its_data_and_loses_its_metadata(tmp_path: Path) -> None:
    data = plan_factory.picture_file(tmp_path).read_bytes()
    cleaned = clean(data, 10_000)
    assert b"SECRETCAMERA" in data
    assert b"SECRETCAMERA" not in cleaned
    assert Image.open(io.BytesIO(cleaned)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_picture_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif)
    assert Image.open(io.BytesIO(clean(data, 10_000))).size == (20, 40)


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_every_jpeg_ends_up_in_grey_or_rgb(mode: str) -> None:
    cleaned = clean(saved(Image.new(mode, (20, 20)), "JPEG"), 10_000)
    assert Image.open(io.BytesIO(cleaned)).mode in ("L", "RGB")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_png_ends_up_in_grey_or_rgb_without_a_mask(mode: str) -> None:
    cleaned = clean(saved(Image.new(mode, (20, 20)), "PNG"), 10_000)
    image = Image.open(io.BytesIO(cleaned))
    assert image.mode in ("L", "RGB")
    assert not image.has_transparency_data


def test_what_was_transparent_is_white() -> None:
    cleaned = clean(saved(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG"), 10_000)
    assert Image.open(io.BytesIO(cleaned)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_far_more_pixels_than_print_shows_are_thrown_away() -> None:
    data = saved(Image.new("RGB", (3000, 2000)), "JPEG")
    assert Image.open(io.BytesIO(clean(data, 1000))).size == (1000, 667)
    assert Image.open(io.BytesIO(clean(data, 2500))).size == (3000, 2000)


def test_a_picture_that_the_edition_has_not_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no such picture"):
        picture_bytes(plan_factory.edition(tmp_path), "../secret.png", 100)


@given(st.binary(max_size=200))
def test_stripping_any_bytes_gives_a_jpeg_or_value_error(rest: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert strip_jpeg(b"\xff\xd8" + rest)[:2] == b"\xff\xd8"


def test_a_code_is_plain_black_vector() -> None:
    svg = qr_svg("https://example.org/2024-12-22").decode()
    assert svg.startswith("<svg")
    assert "#000" in svg
    assert "viewBox" in svg


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_names_come_back_from_their_urls(name: str) -> None:
    assert unquote(font_url(name).removeprefix(FONT)) == name
    assert unquote(image_url(name).removeprefix(IMAGE)) == name
    assert image_url(name).isascii()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1), unique=True))
def test_families_are_ascii_and_never_shared(faces: list[str]) -> None:
    names = [family(face) for face in faces]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and " " not in name for name in names)
