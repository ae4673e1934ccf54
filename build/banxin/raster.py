"""Raster pictures: the formats that are read, and one way to grey or sRGB for every product."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
"""Pillow's names of the formats that an edition's pictures may have."""
MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}
"""Colour space of an ICC profile → Pillow's mode of the pictures that it describes."""
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
"""Colours that sRGB has are kept exactly; black stays black. The printed inks are made in the same way."""
GREY_BITS = 8
"""By how many bits a grey value of 16 bits is shifted to one of 8."""


def upright(image: Image.Image) -> Image.Image:
    """The picture as it is looked at (EXIF orientation), in every format.

    Pillow turns a TIFF when it loads it, and forgets its orientation only then: asked before, it is turned twice.
    """
    image.load()
    return ImageOps.exif_transpose(image)


def in_srgb(image: Image.Image) -> Image.Image:
    """A copy in mode L or RGB whose numbers are grey or sRGB, on white where it was transparent, without metadata.

    A profile that does not fit its picture, or is damaged, is ignored, as browsers do; a picture without one is taken
    for sRGB, CMYK for plain inks. Grey stays grey. PDF/A-2 allows a mask, but newsprint has no use for it.
    """
    profile = image.info.get("icc_profile")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = _without_alpha(image)
    if profile:
        colours = _converted(colours, profile)
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha is not None:
        ground = Image.new(colours.mode, colours.size, "white")
        ground.paste(colours, mask=alpha)
        colours = ground
    plain = colours.copy()
    plain.info.clear()
    return plain


def _without_alpha(image: Image.Image) -> Image.Image:
    """In L, RGB or CMYK, its colours as they are stored."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.convert("I").point(lambda value: value / 2**GREY_BITS).convert("L")
    if image.mode in ("1", "L", "LA"):
        return image.convert("L")
    if image.mode == "CMYK":
        return image
    return (image.convert("RGBA") if image.mode in ("P", "PA", "RGBa") else image).convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """From the colours of an ICC profile to sRGB; grey to grey."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = MODES.get(source.profile.xcolor_space.strip(), "")
        if mode != image.mode and not (mode == "RGB" and image.mode == "L"):
            return image
        described = image if image.mode == mode else image.convert(mode)
        target = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(described, source, target, INTENT, "RGB", flags=FLAGS)
    except (ImageCms.PyCMSError, OSError):
        return image
    if found is None:
        return image
    return found.getchannel("G") if image.mode == "L" else found
