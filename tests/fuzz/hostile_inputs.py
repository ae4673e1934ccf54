"""Hostile files that strangers hand over: page dumps, archives of bags, PDF files, saved plans."""

from __future__ import annotations

import io
import json
import random
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from hostile_editions import KINDS

from hostile_records import TEXTS, hostile

NAMES = (
    "../out", "/etc/x", "a/../../b", "bag/bagit.txt", "bag/data/record.json", "bag/manifest-sha256.txt",
    "bag/bag-info.txt", "bag/tagmanifest-sha256.txt", "bag/manifest-rot13.txt", "bag/data/a\nb", "a" * 300, "bag", "",
    "bag/data/pages/page-1.html", "bag/\x1b[2J",
)  # fmt: skip


def dump(path: Path, rng: random.Random) -> None:
    """Raw text of a page, of many kinds and in any encoding."""
    rows = []
    for _ in range(rng.choice((0, 1, 9, 60))):
        row = rng.choice(
            ("标题", "本报讯（记者 王莉）", "　　今天是个好日子。" * 9, "第02版 要闻", "1. 甲", "", "责编：李敏")
        )
        rows.append(row + str(rng.choice((*TEXTS, *KINDS, "", "", ""))))
    text = rng.choice(("\n", "\r\n", "\n\n", "\r", "\u2028", "")).join(rows)
    data = text.encode(rng.choice(("utf-8", "utf-8", "gb18030", "big5", "utf-16")), "replace")
    path.write_bytes(_mutated(data, rng) if rng.random() < 0.4 else data)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 3, 30))):
        if made:
            place = rng.randrange(len(made))
            match rng.randrange(4):
                case 0:
                    made[place] = rng.randrange(256)
                case 1:
                    del made[place : place + rng.choice((1, 40, 4000))]
                case 2:
                    made[place:place] = rng.randbytes(4)
                case _:
                    made[place:place] = made[place : place + rng.choice((4, 400))]
    return bytes(made)


def pdf(path: Path, whole: bytes, rng: random.Random) -> None:
    """A PDF with bytes or numbers changed."""
    data = whole
    if rng.random() < 0.6:
        numbers = list(re.finditer(rb"(?<=[ /\[])\d{1,6}(?=[ \]/\r\n])", data))
        for found in rng.sample(numbers, min(len(numbers), rng.choice((1, 3, 20)))):
            value = rng.choice((b"0", b"-1", b"999999999", b"1e9", b"/X", b"[]", b"null"))
            data = data[: found.start()] + value.ljust(len(found[0]))[: max(len(found[0]), 1)] + data[found.end() :]
    else:
        data = _mutated(data, rng)
    path.write_bytes(data)


def plan(path: Path, whole: Any, rng: random.Random) -> None:
    """A saved plan with some of its values changed."""
    text = json.dumps(hostile(whole, rng))
    path.write_text(text[: rng.randrange(len(text))] if rng.random() < 0.1 else text, "utf-8")


def archive(path: Path, rng: random.Random) -> None:
    """A ZIP or tar archive with names and links that lead elsewhere, and parts of bags."""
    out = io.BytesIO()
    names = [rng.choice(NAMES) for _ in range(rng.choice((0, 1, 4, 12)))]
    datas = [rng.choice((b"", b"{}", b"\xff", b"a" * 100000,
                         b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
                         b"Key: value" * 20000)) for _ in names]  # fmt: skip
    if rng.random() < 0.5:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in zip(names, datas, strict=True):
                packed.writestr(name or "x", data)
    else:
        with tarfile.open(fileobj=out, mode="w:gz") as tar:
            for name, data in zip(names, datas, strict=True):
                info = tarfile.TarInfo(name or "x")
                info.type = rng.choice(
                    (tarfile.REGTYPE, tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE)
                )
                info.linkname, info.size = "/etc/passwd", len(data) if info.isreg() else 0
                tar.addfile(info, io.BytesIO(data) if info.isreg() else None)
    made = out.getvalue()
    path.write_bytes(_mutated(made, rng) if rng.random() < 0.3 else made)
