"""The pictures of a document in inks."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from banxin.press.inks import Inks, most_ink

QUALITY = 92
"""Of a photograph that is compressed again. Ours: four inks show less of it than a screen does."""
INVERTED = pikepdf.Array([1, 0, 1, 0, 1, 0, 1, 0])
"""The values of a JPEG of four inks are inverted: they state the paper that shows."""


def separate_picture(picture: pikepdf.Stream, inks: Inks) -> float:
    """Rewrite a picture's pixels in inks, grey as black ink alone; returns the most ink at one place, in percent.

    A photograph stays a JPEG.
    """
    photograph = picture.get("/Filter") == Name.DCTDecode
    image = inks.picture(pikepdf.PdfImage(picture).as_pil_image())
    picture.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK
    picture.BitsPerComponent = 8
    for key in ("/DecodeParms", "/Decode", "/Interpolate", "/Intent"):
        if key in picture:
            del picture[key]
    if photograph:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, subsampling=0)
        picture.write(out.getvalue(), filter=Name.DCTDecode)
        if image.mode == "CMYK":
            picture.Decode = INVERTED
    else:
        picture.write(image.tobytes())
    return most_ink(image)
