"""Colours of pictures: the same in every product, whatever their files say of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from banxin.assets import asset_folder
from banxin.bind.book_pictures import MAX_BYTES, fit_jpeg
from banxin.raster import in_srgb
from banxin.render.images.pictures import clean
from icc_profiles import WIDE, WIDE_GAMMA, grey, wide_rgb

TO_SRGB = ((3.13386, -1.61687, -0.49061), (-0.97877, 1.91614, 0.03345), (0.07194, -0.22899, 1.40524))
"""XYZ under D50 → linear sRGB (IEC 61966-2-1, adapted by Bradford's matrix)."""
ORANGE = (190, 130, 90)
"""A colour of the wide space that sRGB has, too."""


def saved(image: Image.Image, kind: str, profile: bytes = b"") -> bytes:
    out = io.BytesIO()
    options = {"quality": 100, "subsampling": 0} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    image.save(out, kind, icc_profile=profile, **options)
    return out.getvalue()


def of(data: bytes) -> tuple[str, tuple[int, ...]]:
    """Mode and RGB of the middle of a picture."""
    image = Image.open(io.BytesIO(data))
    return image.mode, image.convert("RGB").getpixel((image.width // 2, image.height // 2))  # type: ignore[return-value]


def expected(colour: tuple[int, ...]) -> tuple[float, ...]:
    """A colour of the wide space in sRGB, by the formulas of both."""
    linear = [(part / 255) ** WIDE_GAMMA for part in colour]
    xyz = [sum(linear[channel] * WIDE[channel][row] for channel in range(3)) for row in range(3)]
    parts = [sum(factor * value for factor, value in zip(row, xyz, strict=True)) for row in TO_SRGB]
    return tuple(255 * (1.055 * part ** (1 / 2.4) - 0.055) for part in parts)


def newsprint() -> bytes:
    return (asset_folder("layouts") / "print" / "newsprint.icc").read_bytes()


def palette() -> Image.Image:
    image = Image.new("P", (40, 40), 3)
    image.putpalette([0, 0, 0, 1, 1, 1, 2, 2, 2, *ORANGE])
    return image


PICTURES: dict[str, tuple[Image.Image, str, bytes]] = {
    "wide JPEG": (Image.new("RGB", (40, 40), ORANGE), "JPEG", wide_rgb()),
    "wide PNG": (Image.new("RGB", (40, 40), ORANGE), "PNG", wide_rgb()),
    "wide PNG with alpha": (Image.new("RGBA", (40, 40), (*ORANGE, 255)), "PNG", wide_rgb()),
    "wide palette": (palette(), "PNG", wide_rgb()),
    "wide WebP": (Image.new("RGB", (40, 40), ORANGE), "WEBP", wide_rgb()),
    "wide TIFF": (Image.new("RGB", (40, 40), ORANGE), "TIFF", wide_rgb()),
    "inks of newsprint": (Image.new("CMYK", (40, 40), (40, 120, 160, 30)), "TIFF", newsprint()),
    "plain inks": (Image.new("CMYK", (40, 40), (40, 120, 160, 30)), "TIFF", b""),
    "dark grey": (Image.new("L", (40, 40), 100), "PNG", grey(1.0)),
    "grey with a wide profile": (Image.new("L", (40, 40), 100), "JPEG", wide_rgb()),
    "grey with alpha": (Image.new("LA", (40, 40), (100, 128)), "PNG", b""),
    "colour with a grey profile": (Image.new("RGB", (40, 40), ORANGE), "JPEG", grey(1.8)),
    "damaged profile": (Image.new("RGB", (40, 40), ORANGE), "PNG", b"not a profile"),
    "half clear": (Image.new("RGBA", (40, 40), (*ORANGE, 128)), "PNG", wide_rgb()),
    "16 bits": (Image.new("I;16", (40, 40), 30000), "PNG", b""),
    "black and white": (Image.new("1", (40, 40), 1), "PNG", b""),
}


@pytest.mark.parametrize("name", PICTURES)
def test_print_and_ebook_have_one_colour(name: str) -> None:
    data = saved(*PICTURES[name])
    printed, bound = of(clean(data, 10_000)), of(fit_jpeg(data, MAX_BYTES))
    assert printed[0] == bound[0]
    assert bound[1] == pytest.approx(printed[1], abs=2)


@pytest.mark.parametrize("name", [name for name in PICTURES if name.startswith("wide ")])
def test_a_wide_colour_is_the_same_colour_in_srgb(name: str) -> None:
    data = saved(*PICTURES[name])
    assert of(clean(data, 10_000))[1] == pytest.approx(expected(ORANGE), abs=2)
    assert expected(ORANGE)[0] > ORANGE[0] + 10, "else it would prove nothing"


def test_what_is_half_clear_is_half_white() -> None:
    half = tuple((part + 255) / 2 for part in expected(ORANGE))
    assert of(clean(saved(*PICTURES["half clear"]), 10_000))[1] == pytest.approx(half, abs=2)


@pytest.mark.parametrize("name", ["dark grey", "grey with a wide profile", "grey with alpha", "16 bits"])
def test_grey_stays_grey(name: str) -> None:
    assert of(clean(saved(*PICTURES[name]), 10_000))[0] == "L"


def test_a_grey_profile_counts() -> None:
    """Linear light of 100/255 is a middle grey on the screen."""
    wanted = 255 * (1.055 * (100 / 255) ** (1 / 2.4) - 0.055)
    assert of(clean(saved(*PICTURES["dark grey"]), 10_000))[1][0] == pytest.approx(wanted, abs=2)


@pytest.mark.parametrize("name", ["colour with a grey profile", "damaged profile"])
def test_a_profile_that_does_not_fit_is_ignored(name: str) -> None:
    assert of(clean(saved(*PICTURES[name]), 10_000))[1] == pytest.approx(ORANGE, abs=2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBa", "CMYK", "YCbCr", "I", "I;16", "F"])
def test_every_mode_becomes_grey_or_rgb_without_metadata(mode: str) -> None:
    image = Image.new(mode, (4, 4))
    image.info["icc_profile"], image.info["comment"] = wide_rgb(), "SECRETCAMERA"
    found = in_srgb(image)
    assert found.mode in ("L", "RGB") and found.info == {} and not found.has_transparency_data
    assert image.info["comment"] == "SECRETCAMERA"
