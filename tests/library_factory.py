"""Issues for a library, made in code out of the sample papers' own sentences: records, and the files of their bags."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from banxin.bind.body_context import Paragraph, TextRun
from banxin.library.archive.bag import Deposit
from banxin.library.record.record import (
    RECORD,
    Area,
    ArticleRecord,
    File,
    Image,
    IssueRecord,
    PageRecord,
    PaperRecord,
    PictureRecord,
)
from banxin.library.record.record_json import to_json

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PAPERS = ("gansu-daily", "lanxi-bulletin", "qinglan-school", "yunxi-daily")
FIRST_DAY = datetime.date(2019, 1, 1)
MOMENT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
PIXELS = b"\xff\xd8\xff\xd9"
"""Stands for a picture: nothing looks into it."""


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the sample papers' articles, each once."""
    found: dict[str, None] = {}
    for path in sorted(SEEDS.glob("*/*/*.md")):
        body = path.read_text("utf-8").partition("\n+++\n")[2]
        lines = (line for line in body.splitlines() if line and line[0] not in "#>!|-*[0123456789`")
        found |= dict.fromkeys(part for line in lines for part in re.findall(r"[^。]+。[”』]?|[^。]+$", line))
    return tuple(found)


@cache
def heads() -> tuple[dict[str, str], ...]:
    """The words over every article of the sample papers: headline, deck, byline, section, kicker."""
    found = []
    for path in sorted(SEEDS.glob("*/*/*.md")):
        settings = tomllib.loads(path.read_text("utf-8").removeprefix("+++\n").partition("\n+++\n")[0])
        keys = ("headline", "deck", "byline", "section", "kicker")
        found.append({key: str(settings.get(key, "")).replace("／", "") for key in keys})
    return tuple(found)


def make_paper(key: str = "longshan-daily", name: str = "陇山日报") -> PaperRecord:
    """A newspaper."""
    return PaperRecord(key, name, f"{name}社", "zh-Hans", "CN 62-0099", "1234-5679", "")


def make_article(slug: str = "a01", **changes: object) -> ArticleRecord:
    """An article on page 1, without text."""
    made = ArticleRecord(
        urn=f"urn:example:{slug}", slug=slug, kind="news", language="zh-Hans", page=1, section="要闻", priority=3,
        title="题", series="", kicker="", headline="题", deck="", byline="", note="", pull_quote="", body=(),
        figures=(), areas=(Area(1, f"p1-{slug}", 0.1, 0.1, 0.2, 0.2),),
    )  # fmt: skip
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def body(*texts: str) -> tuple[Paragraph, ...]:
    """A body of plain paragraphs."""
    return tuple(Paragraph("paragraph", "", (TextRun(text, "plain"),)) for text in texts)


def make_issue(
    *articles: ArticleRecord, date: datetime.date = FIRST_DAY, paper: PaperRecord | None = None, **changes: object
) -> IssueRecord:
    """An issue of one page; `changes` are fields of the record. Its key is that of a real one."""
    paper = paper or make_paper()
    suffix, revision = str(changes.get("suffix", "")), changes.get("revision", 1)
    key = f"{paper.key}-{date.isoformat()}" + (f"-{suffix}" if suffix else "")
    key += f"-r{revision}" if revision != 1 else ""
    page = PageRecord("urn:example:page-1", 1, 1, "要闻", 420, 594,
                      (Image("pages/page-1-360.jpg", 360, 509),), "alto/page-1.xml")  # fmt: skip
    made = IssueRecord(
        key=key, urn=f"urn:example:{paper.key}-{date}", paper=paper, date=date, suffix="", revision=1, number="",
        editor="", replaces="", correction="", revised=None, pages=(page,), articles=articles, products=(),
    )  # fmt: skip
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def random_article(rng: random.Random, slug: str) -> ArticleRecord:
    """An article of some paragraphs, now and then with a picture, a note, a second paragraph of Latin letters."""
    head = rng.choice(heads())
    paragraphs = ["".join(rng.choices(sentences(), k=rng.randint(1, 4))) for _ in range(rng.randint(2, 9))]
    if rng.random() < 0.3:
        paragraphs.append("GDP (Gross Domestic Product) 增长 5.2%，C919 and ＡＢＣ１２３ in Lanzhou New Area.")
    figures = (
        (PictureRecord(Image(f"pictures/{slug}-1.jpg", 9, 6), "图", rng.choice(sentences()), "本报记者 王莉 摄"),)
        if rng.random() < 0.2
        else ()
    )
    return make_article(
        slug,
        title=head["headline"],
        headline=head["headline"],
        kicker=head["kicker"],
        deck=head["deck"],
        byline=head["byline"],
        section=head["section"] or "要闻",
        note=rng.choice(sentences()) if rng.random() < 0.1 else "",
        body=body(*paragraphs),
        figures=figures,
    )


def random_issues(articles: int, seed: int = 1, each: int = 12) -> Iterator[IssueRecord]:
    """Issues of four papers, day after day, until there are so many articles; some are corrected by a revision."""
    rng = random.Random(seed)
    made, number = 0, 0
    while made < articles:
        paper = make_paper(PAPERS[number % len(PAPERS)], f"{PAPERS[number % len(PAPERS)]}报")
        date = FIRST_DAY + datetime.timedelta(days=number // len(PAPERS) * 3)
        count = min(each, articles - made)
        issue = make_issue(*(random_article(rng, f"a{n:02d}") for n in range(1, count + 1)), date=date, paper=paper)
        yield issue
        made, number = made + count, number + 1
        if number % 25 == 0 and made + count <= articles:
            yield dataclasses.replace(issue, key=f"{issue.key}-r2", revision=2, replaces=issue.key)
            made += count


def make_deposit(issue: IssueRecord, pages: bytes = PIXELS) -> Deposit:
    """The deposit of a made issue: everything that its record names, sources, and a report that fits them."""
    paper, day = issue.paper.key, issue.day
    sources = {
        f"{paper}/paper.toml": f'name = "{issue.paper.name}"\n',
        f"{paper}/{day}/edition.toml": f"date = {day}\n",
    }
    sources |= {f"{paper}/{day}/{article.slug}.md": f"{article.text}\n" for article in issue.articles}
    files = {f"sources/{name}": text.encode() for name, text in sources.items()}
    pdf = f"%PDF-1.7 {issue.key}\n".encode()
    files[f"products/{issue.key}.pdf"] = pdf
    report = {
        "sources": {name.partition("/")[2]: _sha256(text.encode()) for name, text in sources.items()},
        "products": {f"{issue.key}.pdf": {"bytes": len(pdf), "sha256": _sha256(pdf)}},
    }
    files["products/report.json"] = json.dumps(report).encode()
    for page in issue.pages:
        files |= {image.name: pages for image in page.images} | {page.alto: b"<alto/>\n"}
    files |= {figure.image.name: PIXELS for article in issue.articles for figure in article.figures}
    product = File(f"products/{issue.key}.pdf", "application/pdf", len(pdf), _sha256(pdf))
    issue = dataclasses.replace(issue, products=(product,))
    files[RECORD] = to_json(issue)
    return Deposit(issue, dict(sorted(files.items())), MOMENT)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
