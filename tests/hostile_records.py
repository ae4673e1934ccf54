"""Records as a stranger might make them: one of ours, with some of its values changed into what breaks readers.

`python tests/hostile_records.py SECONDS` makes libraries of them until the time is up; each must be refused by name or
be shown on every page, in every feed, by every search, and be published.
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import datetime
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from banxin.bind.body_context import Paragraph, TextRun
from banxin.errors import BanxinError
from banxin.library.appearance import Appearance
from banxin.library.archive.store import Library
from banxin.library.index.search import Query
from banxin.library.record.record import RECORD, Image, IssueRecord, PictureRecord
from banxin.library.record.record_json import to_json
from banxin.library.site.publishing import publish
from banxin.library.site.shelf import Shelf
from banxin.library.site.site import Resource, Site
from library_factory import PIXELS, body, make_article, make_deposit, make_issue, make_paper
from readers_site import BASE, addresses_of

Json = dict[str, Any]
TEXTS: Sequence[Any] = (
    "", " ", "\n", "\t", "\x00", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u202e文", "\ufffe", "\uffff", "\ufdd0",
    "\ud800", "a\ud83d", "\U0001fffe", "字" * 5000, "9" * 5000, "<script>alert(1)</script>", "]]>", "-->",
    "&#0;", "&x;", "{{ 7*7 }}", "{% for x in y %}", "%s%d%(x)s", "{0}", "javascript:alert(1)",
    "data:text/html,x", "https://a.cn/", "mailto:a@b.cn", "../../etc", "/etc/passwd", "a/b", "a\\b", "~", ".",
    "..", "con", "１２", "-1", "0", "1e9", "null", "é", "e\u0301", "𠮷", "👩\u200d👧", "\ufeff", "\u200b",
    "'", '"', "\\", "zh-Hant-TW", "x-y-z", "2024-12-22", "0000-00-00", "9999-12-31", "urn:x",
    "urn:example:" + "a" * 300, "http://[", "table", "list", "footnote", "verse", "strong", "banner",
    "pages/page-1.html", "pages/../x.jpg", "alto/page-1.xml", "products/x.pdf", "data:image/png;base64,AAAA",
)  # fmt: skip
NUMBERS: Sequence[Any] = (
    0, 1, 2, -1, 3, 999, 1000, 2**31, 2**63, 2**64, 10**30, -(10**30), 0.1, 1.5, -0.0, 1e-300, 1e300, float("nan"),
    float("inf"), float("-inf"), True,
)  # fmt: skip
OTHERS: Sequence[Any] = (None, [], {}, [[]], [None], {"a": 1}, False)
CHANGES = (1, 1, 1, 2, 3, 8)


def plain_issue(number: int) -> IssueRecord:
    """An issue with everything that a record can hold: each kind of paragraph, a picture, links and notes."""
    link = TextRun("网址", "strong", link="https://example.cn/")
    mark = TextRun("①", "plain", note="1", first=True)
    rows = tuple((TextRun(text, "plain"),) for text in "一二三四")
    blocks = (
        *body("第一段。", "第二段。"), Paragraph("subhead", "", (TextRun("小标题", "plain"),)),
        Paragraph("paragraph", "本报讯", (link, mark)),
        Paragraph("list", "", (), items=((TextRun("甲", "plain"),), (link,))),
        Paragraph("verse", "", (TextRun("行", "plain"),), stanza=True),
        Paragraph("table", "", (), columns=2, cells=rows),
        Paragraph("quote", "", (TextRun("引", "emphasis"),)),
        Paragraph("footnote", "", (TextRun("注", "plain"),), note="1", sign="①"),
    )  # fmt: skip
    picture = PictureRecord(Image("pictures/a01-1.jpg", 9, 6), "图", "说明", "摄")
    first = make_article("a01", body=blocks, figures=(picture,), corrects=("2019-01-01/a02",), byline="记者 王莉")
    others = [make_article(f"a{place:02d}", body=body("正文。"), kind=kind, group=kind == "photo")
              for place, kind in ((2, "photo"), (3, "verse"))]  # fmt: skip
    date = datetime.date(2019, 1, 1) + datetime.timedelta(days=number)
    record = make_issue(first, *others, date=date, paper=make_paper(f"paper-{number % 3}", f"报{number % 3}"))
    return dataclasses.replace(make_deposit(record).record, number="第26810期", correction="更正。")


def hostile(record: Json, rng: random.Random) -> Json:
    """The record with some values changed."""
    changed = copy.deepcopy(record)
    for _ in range(rng.choice(CHANGES)):
        places = list(_places(changed))
        holder, key = rng.choice(places)
        match rng.randrange(12):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case 2:
                other, at = rng.choice(places)
                with contextlib.suppress(KeyError, IndexError):
                    holder[key] = copy.deepcopy(other[at])
            case 3:
                holder[key] = rng.choice(OTHERS)
            case _:
                old = holder[key]
                if isinstance(old, str):
                    text = rng.choice(TEXTS)
                    holder[key] = rng.choice((text, old + text))
                elif isinstance(old, int | float) and not isinstance(old, bool):
                    holder[key] = rng.choice(NUMBERS)
                else:
                    holder[key] = rng.choice((*TEXTS, *NUMBERS, *OTHERS))
    return changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each (holder, key) of a value inside."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def put(library: Path, record: IssueRecord, written: bytes) -> Path:
    """A bag of an issue at its place, without manifests, with such a record in it."""
    bag = Library.made(library).bag_of(record)
    for name, data in make_deposit(record).files.items():
        path = bag / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written if name == RECORD else data)
    (bag / "data" / "mets.xml").write_bytes(b"<mets/>")
    (bag / "data" / "ninjs").mkdir(exist_ok=True)
    for article in record.articles:
        (bag / "data" / "ninjs" / f"{article.slug}.json").write_bytes(b"{}")
    (bag / "data" / "pictures" / "a01-1.jpg").write_bytes(PIXELS)
    return bag


def written(record: Json) -> bytes:
    """As JSON; Python writes NaN and halves of pairs, too."""
    return json.dumps(record).encode()


def shown(library: Path) -> int:
    """Look at every address and search for something; returns how many addresses there are. Nothing may raise but what
    names the issue that it is of."""
    opened = Library(library)
    with opened.reading() as catalogue:
        site = Site(Shelf(opened, catalogue), Appearance(library), BASE, served=True)
        found = site.shelf.whole(lambda: addresses_of(site))
        for address in found:
            try:
                answer = site.find(address)
            except BanxinError as error:
                assert "bags/" in str(error) and any(key in str(error) for key in site.shelf.damaged), address
                continue
            if isinstance(answer, Resource) and answer.data and address.endswith(".json"):
                json.loads(answer.data)
        for text in ("正文", "alert", "文", "题"):
            assert site.search(Query(text), 1).data
            assert site.opds.found(Query(text), "json") and site.opds.found(Query(text), "xml")
        assert site.shelf.whole(site.pages.not_found)
        return len(found)


def published(library: Path, target: Path) -> dict[str, str]:
    """Publish it; returns which issues are left out, and why."""
    opened = Library(library)
    with opened.reading() as catalogue:
        return publish(Site(Shelf(opened, catalogue), Appearance(library), BASE), target).left_out


def try_records(folder: Path, rng: random.Random, count: int) -> tuple[int, int]:
    """A library of so many hostile records and a good one, entered, shown, published; half of them become hostile after
    they were entered. Returns how many were refused, and how many were shown."""
    library = folder / "library"
    good = plain_issue(0)
    put(library, good, to_json(good))
    late = []
    for number in range(1, count + 1):
        record = plain_issue(number)
        bad = written(hostile(json.loads(to_json(record)), rng))
        if rng.random() < 0.5:
            late.append((put(library, record, to_json(record)) / "data" / RECORD, bad))
        else:
            put(library, record, bad)
    rebuilt = Library(library).rebuild()
    assert all(bag.name in why for bag, why in rebuilt.left_out), rebuilt.left_out
    shown(library)
    for path, bad in late:
        path.write_bytes(bad)
    shown(library)
    left_out = published(library, folder / "site")
    assert (folder / "site" / good.paper.key / good.day / "1" / "a01" / "index.html").is_file()
    assert (folder / "site" / "index.html").is_file() and good.key not in left_out
    assert all(key in why for key, why in left_out.items()), left_out
    refused = len(rebuilt.left_out) + len(left_out)
    return refused, count - refused


def main() -> None:
    """Try records until the time is up."""
    until = time.monotonic() + float(sys.argv[1])
    seed = refused = passed = 0
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = try_records(Path(folder), random.Random(seed), 12)
            except BaseException:
                print(f"seed {seed}")
                raise
        seed, refused, passed = seed + 1, refused + made[0], passed + made[1]
    print(f"{refused + passed} hostile records: {refused} refused by name, {passed} shown and published")


if __name__ == "__main__":
    main()
