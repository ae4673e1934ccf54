"""Hostile editions: the sample paper of `banxin new` with some of its texts, settings and files changed."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

from banxin.importer.serialise import toml_value
from hostile_records import TEXTS

DAY = "2025-09-01"
KINDS = (
    "字", "他说：“好的。”", "——", "……", "⋯⋯", "⼈民⽼", "𬱖", "𠮷野家", "é", "e\u0301", "ﬁﬂ", "‧", "㏊", "１２．６",
    "👩\u200d👧", "🆑", "\u202fa\u00a0b\u2007c", "a-b‑c", "عربي", "עברית", "\ufe0f", "\U000e0100", "ㄅ", "ゕ", "한글",
    "ไทย", "\u200b", "\u2060", "½²①㉑❶", "\ue000", "*_`[]()<>&\\#|~", "1. 甲\n3. 乙", "> 引", "```\nx\n```", "---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[^1]\n\n[^1]: 注[^1]", "[a](http://[)", "[a](javascript:x)", "![a](images/a01.png)", "<b>x</b>", "&amp;&#0;",
    "+++", "60*90cm，80*120cm", "字a" * 300, "a" * 900, "。" * 200, "（" * 60, "1998. 建校。", "\t甲", "    乙",
)  # fmt: skip
"""Texts that are of a kind in which faults were found."""
VALUES = (
    *TEXTS, *KINDS, 0, 1, -1, 3, 99, 10**9, 2**63, 0.0, 0.5, -1.5, 1e308, True, False, [], ["字"], [[]], {"a": 1},
)  # fmt: skip
KEYS = (
    "headline", "kicker", "deck", "byline", "dateline", "section", "page", "priority", "box", "series", "note", "kind",
    "pull_quote", "hold", "at", "span", "related", "language", "region", "pages", "sections", "number", "edition",
    "revision", "revised", "correction", "editor", "lunar", "teasers", "date", "name", "key", "publisher", "slogan",
    "cn_number", "issn", "postal_code", "site", "rights", "layout", "punctuation", "filler", "limits", "picture", "ad",
)  # fmt: skip
TABLES = ("ads.toml", "service.toml", "plan.toml")


def copied(sample: Path, folder: Path) -> Path:
    """The sample paper in a trial's folder; its edition."""
    for path in sample.rglob("*"):
        target = folder / "paper" / path.relative_to(sample)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    return folder / "paper" / DAY


def changed(edition: Path, rng: random.Random) -> None:
    """Change some of its texts, settings and files."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        rng.choice((_key, _key, _body, _body, _body, _table, _file, _bytes))(edition, rng)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ a = 1 }"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, float) or value is None else toml_value(value)  # type: ignore[arg-type]


def _article(edition: Path, rng: random.Random) -> Path | None:
    found = sorted(path for path in edition.glob("a*.md") if path.is_file() and not path.is_symlink())
    return rng.choice(found) if found else None


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _key(edition: Path, rng: random.Random) -> None:
    """A key with another value, in the front matter or the settings."""
    article, key = _article(edition, rng), rng.choice(KEYS)
    paths = [edition.parent / "paper.toml", edition / "edition.toml", *([article] * 3 if article else [])]
    path = rng.choice(paths)
    if not path or not path.is_file():
        return
    text, row = _read(path), f"{key} = {_toml(rng.choice(VALUES))}"
    if re.search(rf"(?m)^{key} = .*$", text):
        text = re.sub(rf"(?m)^{key} = .*$", lambda _: row, text, count=1)
    else:
        text = text.replace("+++\n", f"+++\n{row}\n", 1) if path.suffix == ".md" else f"{row}\n{text}"
    path.write_bytes(text.encode("utf-8", "surrogateescape" if "\ud800" not in row else "replace"))


def _body(edition: Path, rng: random.Random) -> None:
    """Text inside an article's, at a random place."""
    path = _article(edition, rng)
    if path:
        head, mark, body = _read(path).rpartition("+++\n")
        place = rng.randrange(len(body) + 1)
        mine = "".join(str(rng.choice((*KINDS, *TEXTS))) for _ in range(rng.choice((1, 2, 4))))
        if rng.random() < 0.3:
            mine = "".join(
                chr(rng.choice((rng.randrange(32, 0xD7FF), rng.randrange(0xE000, 0x32000)))) for _ in range(8)
            )
        _raw(path, head + mark + body[:place] + mine + body[place:])


def _raw(path: Path, text: str) -> None:
    path.write_bytes("".join(text).encode("utf-8", "replace"))


def _table(edition: Path, rng: random.Random) -> None:
    """A file of tables, with rows of any length."""
    name = rng.choice(TABLES)
    kinds = {
        "ads.toml": "[[ad]]\nfile = {0}\nadvertiser = {1}\npage = {2}\nposition = {3}\nsize = {4}\nalt = {1}\n",
        "service.toml": "[[service]]\ntitle = {0}\nsource = {1}\nrows = [[{2}, {3}], [{4}], ["
        + "{1}, " * 11
        + "]]\npage = 1\n",
        "plan.toml": "[[page]]\nnumber = {0}\nlead = {1}\n[[article]]\nslug = {2}\nat = {3}\nspan = {4}\n",
    }
    some = ("images/a01.png", "full", "half", "quarter", "bottom", "top-left", 1, "a01", "甲", 2)
    values = [_toml(rng.choice((*some, *some, *VALUES))) for _ in range(5)]
    _raw(edition / name, kinds[name].format(*values))


def _file(edition: Path, rng: random.Random) -> None:
    """A file that should not be there, or not so."""
    path = _article(edition, rng) or edition / "a01.md"
    odd: list[Callable[[], object]] = [
        lambda: (edition / os.fsdecode(b"\xb8\xe5.md")).write_bytes(path.read_bytes()),
        lambda: (edition / "images" / os.fsdecode(b"\xb8.png")).write_bytes(b"x"),
        lambda: (edition / "a\nb.md").write_bytes(path.read_bytes()),
        lambda: (edition / "a\x1b[2Jb.md").write_bytes(path.read_bytes()),
        lambda: (edition / f"{'长' * 80}.md").write_bytes(path.read_bytes()),
        lambda: (path.unlink(), path.symlink_to("/etc/hostname")),
        lambda: (path.unlink(), path.symlink_to("/dev/zero")),
        lambda: (path.unlink(), os.mkfifo(path)),
        lambda: (path.unlink(), path.mkdir()),
        lambda: path.unlink(),
        lambda: path.write_bytes(path.read_bytes().replace(b"+++\n", b"+++\r\n")),
        lambda: path.write_bytes(_read(path).encode("utf-16")),
        lambda: path.write_bytes(_read(path).encode("gb18030", "replace")),
        lambda: (edition / "images" / "a01.png").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(200)),
        lambda: (edition.parent / "layouts" / "tabloid").mkdir(parents=True),
        lambda: (edition / "plan.json").write_bytes(rng.choice((b"{}", b"[]", b"\xff", b'{"pages": 1}'))),
    ]
    rng.choice(odd)()


def _bytes(edition: Path, rng: random.Random) -> None:
    """Some bytes of a file, changed, taken out or doubled."""
    files = sorted(path for path in edition.parent.rglob("*") if path.is_file() and not path.is_symlink())
    path = rng.choice(files)
    data = bytearray(path.read_bytes())
    if not data:
        return
    for _ in range(rng.choice((1, 4, 40))):
        place = rng.randrange(len(data))
        match rng.randrange(3):
            case 0:
                data[place] ^= 1 << rng.randrange(8)
            case 1:
                del data[place : place + rng.choice((1, 9))]
            case _:
                data[place:place] = data[place : place + 9]
        if not data:
            break
    path.write_bytes(data)
