"""PDF files that lie, unfold without end, or are damaged."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

BOMB = 600 << 20
"""Bytes that unfold from a few."""


def _saved(document: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def plain(content: bytes = b"", size: tuple[float, float] = (200, 300)) -> bytes:
    """One page."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        page = document.pages[0]
        page.MediaBox = Array([0, 0, *size])
        page.Contents = document.make_stream(content)
        return _saved(document)


def with_files(files: dict[str, bytes]) -> bytes:
    """A page with files."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        for name, data in files.items():
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
        return _saved(document)


@cache
def _squeezed(length: int) -> bytes:
    """`length` zeros, deflated twice: some hundred bytes."""
    pack = zlib.compressobj(9)
    once = b"".join(pack.compress(bytes(1 << 20)) for _ in range(length >> 20)) + pack.flush()
    return zlib.compress(once, 9)


def _bomb_content() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        stream = document.make_stream(b"")
        stream.write(_squeezed(BOMB), filter=Array([Name.FlateDecode, Name.FlateDecode]))
        document.pages[0].Contents = stream
        return _saved(document)


def _bomb_attachment() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        document.attachments["p/d/edition.toml"] = pikepdf.AttachedFileSpec(document, b"x", filename="p/d/edition.toml")
        spec = document.attachments["p/d/edition.toml"].obj
        spec.EF.F.write(_squeezed(BOMB), filter=Array([Name.FlateDecode, Name.FlateDecode]))
        return _saved(document)


def _bomb_image() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        image = document.make_stream(b"")
        image.write(_squeezed(BOMB), filter=Array([Name.FlateDecode, Name.FlateDecode]))
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 60_000, 60_000, 8, Name.DeviceRGB
        page = document.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(I=image))
        page.Contents = document.make_stream(b"200 0 0 300 0 0 cm /I Do")
        return _saved(document)


def _doubling() -> bytes:
    """Forms that draw the next one twenty times each, ten deep."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        below = None
        for _ in range(10):
            form = document.make_stream(b"/F Do " * 20 if below is not None else b"0 0 9 9 re f")
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 300])
            if below is not None:
                form.Resources = Dictionary(XObject=Dictionary(F=below))
            below = document.make_indirect(form)
        document.pages[0].Resources = Dictionary(XObject=Dictionary(F=below))
        document.pages[0].Contents = document.make_stream(b"/F Do")
        return _saved(document)


def _many_pages() -> bytes:
    """A tree with a hundred thousand pages, all of them one."""
    return _raw(b"<</Type/Pages/Count 100000/Kids[" + b"3 0 R " * 100_000 + b"]>>")


def _raw(pages: bytes, page: bytes = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>", size: int = 4) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, page]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    head = b"xref\n0 4\n0000000000 65535 f \n" + table
    return out + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


ONE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def _sized(box: bytes, more: bytes = b"") -> bytes:
    return _raw(ONE, b"<</Type/Page/Parent 2 0 R/MediaBox[%b]%b>>" % (box, more))


def _lying_stream(pdf: bytes) -> bytes:
    """A table of references that says that it has two thousand million rows."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        data = _saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    place = data.rindex(b"/Size ")
    return data[:place] + b"/Size 2000000000 " + data[place + 6 :].lstrip(b"0123456789")


def _locked(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _saved(document, encryption=pikepdf.Encryption(owner="o", user="u"))


BOMBS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no pdf": lambda: b"\x1b]0;owned\x07" * 9,
    "a table that lies": lambda: _raw(ONE, size=2_000_000_000),
    "a stream of references that lies": lambda: _lying_stream(plain()),
    "content without end": _bomb_content,
    "an attachment without end": _bomb_attachment,
    "a picture without end": _bomb_image,
    "forms in forms": _doubling,
    "many pages": _many_pages,
    "a circle of pages": lambda: _raw(b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>"),
    "no pages": lambda: _raw(b"<</Type/Pages/Count 0/Kids[]>>"),
    "a huge page": lambda: _sized(b"0 0 1e9 1e9"),
    "a tall page": lambda: _sized(b"0 0 1 14400"),
    "a flat page": lambda: _sized(b"0 0 14400 0.01"),
    "an empty page": lambda: _sized(b"0 0 0 0"),
    "a page of letters": lambda: _sized(b"/A (b) null [1]"),
    "huge units": lambda: _sized(b"0 0 200 300", b"/UserUnit 1e9"),
    "deep arrays": lambda: _sized(b"0 0 200 300", b"/X " + b"[" * 200_000 + b"]" * 200_000),
    "a password": lambda: _locked(plain()),
    "half": lambda: plain(b"0 0 9 9 re f " * 900)[:900],
}
"""What it is → its bytes."""

NAMES: dict[str, dict[str, bytes]] = {
    "control characters": {"p/d/edition.toml": b"", "p/d/\x1b]0;owned\x07.md": b""},
    "bidi": {"p/d/edition.toml": b"", "p/d/\u202egnp.md": b""},
    "a file and a folder": {"p/d/edition.toml": b"", "p/d/edition.toml/a.md": b""},
    "long": {"p/d/edition.toml": b"", "p/d/" + "a" * 300: b""},
    "deep": {"p/d/edition.toml": b"", "a/" * 40 + "b": b""},
}
"""Names of attached files that no folder can have or no terminal should see."""


def mutant(pdf: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, taken out, doubled or moved."""
    data = bytearray(pdf)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data) or 1)
        length = min(chance.choice((1, 4, 60, 2000)), max(len(data) - place, 1))
        how = chance.randrange(5)
        if how == 0:
            data[place : place + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del data[place : place + length]
        elif how == 2:
            data[place:place] = data[place : place + length]
        elif how == 3:
            data[place:place] = str(chance.choice((0, -1, 1 << 31, 1 << 63, 10**20))).encode()
        else:
            digits = [at for at in range(place, min(place + 400, len(data))) if 48 <= data[at] <= 57]
            if digits:
                data[chance.choice(digits)] = 48 + chance.randrange(10)
    return bytes(data[: chance.randrange(len(data) or 1)]) if chance.random() < 0.1 else bytes(data)
