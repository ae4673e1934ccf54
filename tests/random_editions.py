"""Random editions for measuring the planner: real sentences of the seeds, shuffled into a newspaper's mix of articles.

    edition = make_edition(17, folder, "broadsheet")

One seed and one layout give the same bytes as long as seeds/ stays as it is. `draw_edition` only draws what
`write_edition` would write, and says how full the pages are meant to be.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from banxin.importer.serialise import toml_value, write_article
from banxin.model.edition import BlockKind

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

CAPACITY = {"broadsheet": 6000, "a3": 3200, "tabloid": 2500, "a4": 1150}
"""Characters of text that a page holds, with its headlines and one photo."""
PHOTO_SHARE = {"broadsheet": 0.07, "a3": 0.11, "tabloid": 0.12, "a4": 0.27}
"""How much of a page one photo more or less takes or gives."""
ITEMS = {"broadsheet": (3, 14), "a3": (2, 9), "tabloid": (2, 8), "a4": (1, 6)}
"""Fewest and most articles a page on average."""

MEDIAN, SIGMA = 450, 0.81
"""Of the log-normal of article lengths: a tenth is under about 150 characters, a tenth over about 1,200."""
SHORTEST, LONGEST = 60, 3600
LOAD = (0.7, 1.1)
"""Text to what the pages hold."""
PAGES = {1: 5, 2: 4, 3: 2, 4: 4, 5: 1, 6: 1, 8: 1}
"""Page counts with their weights."""
PHOTOS = {0: 2, 1: 4, 2: 3, 3: 1}
"""Photos a page with their weights."""
ADS = {0: 3, 1: 3, 2: 2, 3: 1}
AD_SIZES = {"half": (0.5, 1.44), "third": (1 / 3, 2.16), "banner": (0.2, 3.6), "strip": (0.125, 5.76)}
"""Full-width sizes: part of the page, width to height."""
CORNER_AD_SIZES = {"quarter": (0.25, 0.72), "eighth": (0.125, 1.44)}
ASPECTS = ((4, 3), (3, 2), (1, 1), (3, 4))

SECTIONS = ("要闻", "综合", "民生", "经济", "教育", "文化", "体育", "副刊")
PLACES = ("柳浦", "青枫", "石埠", "云溪", "南港", "白沙", "东岭", "桃源")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨", ("文", "一鸣", "晓光", "青", "志远", "秋", "思源", "小雨", "禾")
FILLERS = ("节约用水／从点滴做起", "一粥一饭／当思来处不易", "让一让／路更宽", "书香满城", "护一片绿／留一片荫")

OPENING, CLOSING = "“‘「『（《〈【", "”’」』）》〉】"
SENTENCE_END = "。！？…"
NOTE = re.compile(r"\[\^\w+\](?!:)")
"""A footnote mark, which no random text has; the notes themselves are markup."""
MARKUP = re.compile(r"[*_`\[\]<>|\\#]|^\s*(?:[-+]|\d+[.)])\s|^ {4}")


@dataclasses.dataclass(frozen=True, slots=True)
class Material:
    """What the seeds give: whole sentences with their quotation marks closed, and what stands around them."""

    sentences: tuple[str, ...]
    paragraph_lengths: tuple[int, ...]
    headlines: tuple[str, ...]
    kickers: tuple[str, ...]
    decks: tuple[str, ...]
    subheads: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class RandomPhoto:
    """A picture that is drawn when it is written."""

    file: str
    width: int
    height: int
    caption: str
    credit: str
    seed: int


@dataclasses.dataclass(frozen=True, slots=True)
class RandomArticle:
    """One article; `keys` is its front matter without pictures."""

    slug: str
    keys: tuple[tuple[str, str | int | bool], ...]
    blocks: tuple[tuple[BlockKind, str], ...]
    photos: tuple[RandomPhoto, ...]

    @property
    def characters(self) -> int:
        """Of the text, without the headline."""
        return sum(len(text) for _, text in self.blocks)

    @property
    def on_hold(self) -> bool:
        """Whether it waits for another day and takes no space."""
        return ("hold", True) in self.keys


@dataclasses.dataclass(frozen=True, slots=True)
class RandomAd:
    """An advertisement."""

    file: str
    advertiser: str
    page: int
    position: str
    size: str
    share: float
    """Of its page."""
    aspect: float
    seed: int


@dataclasses.dataclass(frozen=True, slots=True)
class RandomEdition:
    """An edition as it is drawn, before it is written."""

    seed: int
    layout: str
    date: datetime.date
    pages: int
    """For which the text was measured."""
    pages_given: bool
    """Whether edition.toml names them."""
    sections: tuple[str, ...]
    articles: tuple[RandomArticle, ...]
    ads: tuple[RandomAd, ...]

    @property
    def characters(self) -> int:
        """Of everything that is to be printed."""
        return sum(article.characters for article in self.articles if not article.on_hold)

    @property
    def photos(self) -> int:
        """Pictures that are to be printed."""
        return sum(len(article.photos) for article in self.articles if not article.on_hold)

    @property
    def room(self) -> float:
        """Characters that the pages hold beside these photos and ads."""
        return room(self.layout, self.pages, self.photos, self.ads)

    @property
    def load(self) -> float:
        """Text to room."""
        return self.characters / self.room


def make_edition(seed: int, folder: Path, layout: str | None = None) -> Path:
    """Write a paper to `folder` and one edition into it; the edition's folder. Without `layout` the seed chooses."""
    return write_edition(draw_edition(seed, layout), folder)


def room(layout: str, pages: int, photos: int, ads: Sequence[RandomAd]) -> float:
    """Characters that pages hold beside their photos and ads."""
    in_pages = pages - sum(ad.share for ad in ads) - PHOTO_SHARE[layout] * (photos - pages)
    return CAPACITY[layout] * in_pages


# --- the seeds ---


@cache
def material(folder: Path = SEEDS) -> Material:
    """Everything usable in the articles under `folder`/*/*/."""
    sentences: dict[str, None] = {}
    lengths: list[int] = []
    found: dict[str, dict[str, None]] = {"headline": {}, "kicker": {}, "deck": {}, "subhead": {}}
    for path in sorted(folder.glob("*/*/*.md")):
        _, head, body = path.read_text("utf-8").split("+++", 2)
        keys = tomllib.loads(head)
        for key in ("headline", "kicker", "deck"):
            text = re.sub(r"[\s／]+", " ", str(keys.get(key, ""))).strip()
            if text:
                found[key][text] = None
        if keys.get("kind", "news") == "verse":
            continue
        for paragraph in re.split(r"\n\s*\n", body):
            text = NOTE.sub("", paragraph.strip().replace("\n", ""))
            if text.startswith("## "):
                found["subhead"][text[3:].strip()] = None
            elif text and not MARKUP.search(text):
                whole = list(split_sentences(text))
                sentences.update((sentence, None) for sentence in whole if 6 <= len(sentence) <= 160)
                if whole:
                    lengths.append(len(text))
    return Material(
        tuple(sentences),
        tuple(lengths),
        tuple(text for text in found["headline"] if 6 <= len(text.replace(" ", "")) <= 20),
        tuple(text for text in found["kicker"] if 4 <= len(text) <= 20),
        tuple(text for text in found["deck"] if 8 <= len(text) <= 32),
        tuple(text for text in found["subhead"] if 3 <= len(text) <= 14 and not MARKUP.search(text)),
    )


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph that stand on their own: cut only where no quotation or bracket is open."""
    depth = start = 0
    for index, mark in enumerate(text):
        depth += (mark in OPENING) - (mark in CLOSING)
        after = text[index + 1 : index + 2]
        if depth < 0:
            return
        quoted = mark in "”’」』" and index > 0 and text[index - 1] in SENTENCE_END
        if depth == 0 and (mark in SENTENCE_END or quoted) and after not in (*SENTENCE_END, *CLOSING):
            sentence, start = text[start : index + 1].strip(), index + 1
            # What begins in the middle of an enumeration or a dash is no beginning.
            if sentence and sentence[0] not in "，、；：。！？…—":
                yield sentence


class Deck:
    """Cards that are dealt in a shuffled order, and shuffled again when they are used up."""

    def __init__(self, chance: random.Random, cards: Sequence[str]) -> None:
        if not cards:
            raise ValueError("no cards: the seeds hold nothing of this kind")
        self.chance, self.cards, self.left = chance, cards, list[str]()

    def deal(self) -> str:
        """The next card."""
        if not self.left:
            self.left = self.chance.sample(self.cards, len(self.cards))
        return self.left.pop()


# --- drawing ---


def weighted(chance: random.Random, weights: dict[int, int]) -> int:
    """A key by its weight."""
    return chance.choices(list(weights), list(weights.values()))[0]


def draw_edition(
    seed: int, layout: str | None = None, *, pages: int = 0, items: int = 0, load: float = 0.0
) -> RandomEdition:
    """An edition of real sentences; without `layout` the seed chooses one.

    So do its pages, the articles on each, and the text to what the pages hold, unless they are given.
    """
    chance = random.Random(seed)
    chosen = chance.choice(sorted(CAPACITY))
    layout = layout or chosen
    drawn = weighted(chance, PAGES)
    stated, pages = bool(pages), pages or drawn
    ads = draw_ads(chance, pages)
    photos = sum(weighted(chance, PHOTOS) for _ in range(pages))
    full = chance.uniform(*LOAD)
    target = max((load or full) * room(layout, pages, photos, ads), SHORTEST * 4)
    bounds = (items, items) if items else ITEMS[layout]
    lengths = draw_lengths(chance, layout, pages, target, bounds)
    desk = _Desk(chance, layout, pages)
    articles = desk.articles(lengths, photos)
    date = datetime.date(2026, 1, 1) + datetime.timedelta(days=seed % 365)
    given = chance.random() < 0.5 or stated
    return RandomEdition(seed, layout, date, pages, given, desk.sections, articles, ads)


def draw_ads(chance: random.Random, pages: int) -> tuple[RandomAd, ...]:
    """At most one ad a page; page 1 has no large one."""
    count = min(weighted(chance, ADS), pages)
    ads = []
    for number, page in enumerate(sorted(chance.sample(range(1, pages + 1), count)), 1):
        sizes = AD_SIZES | CORNER_AD_SIZES
        if page == 1:
            sizes = {size: shape for size, shape in sizes.items() if shape[0] <= 0.25}
        size = chance.choice(sorted(sizes))
        share, aspect = sizes[size]
        position = chance.choice(("bottom-left", "bottom-right")) if size in CORNER_AD_SIZES else "bottom"
        advertiser = f"{chance.choice(PLACES)}{chance.choice(('书店', '粮油', '农商银行', '家具城'))}"
        file = f"images/ad-{number}.png"
        ads.append(RandomAd(file, advertiser, page, position, size, share, aspect, chance.randrange(1 << 30)))
    return tuple(ads)


def draw_lengths(
    chance: random.Random, layout: str, pages: int, target: float, bounds: tuple[int, int]
) -> tuple[int, ...]:
    """Lengths of articles that add up to `target`; `bounds` are the fewest and the most of a page."""
    longest = min(LONGEST, round(CAPACITY[layout] * 0.8))
    median = MEDIAN * math.exp(chance.uniform(-0.4, 0.4))
    lengths: list[int] = []
    while sum(lengths) < target:
        length = round(chance.lognormvariate(math.log(median), SIGMA))
        lengths.append(max(SHORTEST, min(longest, length)))
    lengths[-1] = max(SHORTEST, round(lengths[-1] - (sum(lengths) - target)))
    fewest, most = (round(bound * pages) for bound in bounds)
    while len(lengths) > most:
        lengths.sort(reverse=True)
        lengths.append(min(longest, lengths.pop() + lengths.pop()))
    while len(lengths) < fewest and max(lengths) > 2 * SHORTEST:
        lengths.sort()
        long = lengths.pop()
        part = round(long * chance.uniform(0.35, 0.65))
        lengths += [part, long - part]
    chance.shuffle(lengths)
    return tuple(lengths)


class _Desk:
    """Writes the articles of one edition."""

    def __init__(self, chance: random.Random, layout: str, pages: int) -> None:
        held = material()
        self.chance, self.layout, self.pages = chance, layout, pages
        self.paragraph_lengths = held.paragraph_lengths
        self.sentences = Deck(chance, held.sentences)
        self.headlines = Deck(chance, held.headlines)
        self.kickers = Deck(chance, held.kickers)
        self.decks = Deck(chance, held.decks)
        self.subheads = Deck(chance, held.subheads)
        self.captions = Deck(chance, [text for text in held.sentences if 14 <= len(text) <= 44 and "“" not in text])
        self.sections = tuple(SECTIONS[page % len(SECTIONS)] for page in range(pages))
        self.filled: Counter[int] = Counter()
        self.photo_count = 0

    def articles(self, lengths: Sequence[int], photos: int) -> tuple[RandomArticle, ...]:
        """One article a length, with the photos spread over them, photo news and articles on hold."""
        chance = self.chance
        priorities = self.priorities(lengths)
        news_photos = sum(chance.random() < 0.22 for _ in range(photos))
        attached = self.attach(lengths, photos - news_photos)
        made = [
            self.article(length, priority, attached[index])
            for index, (length, priority) in enumerate(zip(lengths, priorities, strict=True))
        ]
        made += [self.photo_news() for _ in range(photos - attached.total())]
        for _ in range(sum(chance.random() < 0.05 for _ in lengths)):
            waiting = self.article(round(chance.uniform(120, 500)), chance.randint(3, 5), 0)
            keys = tuple((key, value) for key, value in waiting.keys if key != "page")
            made.append(dataclasses.replace(waiting, keys=(*keys, ("hold", True))))
        chance.shuffle(made)
        return tuple(dataclasses.replace(article, slug=f"a{number:03d}") for number, article in enumerate(made, 1))

    def priorities(self, lengths: Sequence[int]) -> list[int]:
        """One lead, about one second story a page, the rest by length and chance."""
        order = sorted(range(len(lengths)), key=lambda index: -lengths[index] * self.chance.uniform(0.5, 1.5))
        out = [0] * len(lengths)
        for rank, index in enumerate(order):
            if rank == 0:
                out[index] = 1
            elif rank <= self.pages:
                out[index] = 2
            elif lengths[index] < 200:
                out[index] = self.chance.choice((4, 5, 5))
            else:
                out[index] = self.chance.choices((3, 4, 5), (45, 40, 15))[0]
        return out

    def attach(self, lengths: Sequence[int], photos: int) -> Counter[int]:
        """Photos of each article: long ones have more chances, none has more than two; some may find no place."""
        out: Counter[int] = Counter()
        for _ in range(photos):
            free = [index for index in range(len(lengths)) if out[index] < (2 if lengths[index] > 700 else 1)]
            if free:
                out[self.chance.choices(free, [lengths[index] for index in free])[0]] += 1
        return out

    def article(self, length: int, priority: int, photos: int) -> RandomArticle:
        chance = self.chance
        keys: list[tuple[str, str | int | bool]] = [("headline", self.headlines.deal())]
        if chance.random() < (0.5 if priority <= 2 else 0.1):
            keys.append(("kicker", self.kickers.deal()))
        if length >= 400 and chance.random() < (0.6 if priority <= 2 else 0.15):
            keys.append(("deck", self.decks.deal()))
        form = chance.random()
        if form < 0.5:
            place = "" if chance.random() < 0.5 else chance.choice(PLACES)
            keys.append(("dateline", f"本报{place}讯（记者 {self.name()}）"))
        elif form < 0.8:
            keys.append(("byline", f"本报记者 {self.name()}"))
        keys += [*self.where(length), ("priority", priority)]
        form = chance.random()
        # What an editor asks for: an upright headline has no kicker, neither form is boxed, and both want text enough
        # to stand beside, without a picture in it.
        sideways = length >= 250 and not photos
        if form < 0.06 and sideways and "kicker" not in dict(keys):
            keys.append(("headline_form", "vertical"))
        elif 0.06 <= form < 0.12 and sideways:
            keys.append(("headline_form", "beside"))
        if length < 900 and priority >= 3 and chance.random() < 0.1 and "headline_form" not in dict(keys):
            keys.append(("box", True))
        blocks = tuple(self.blocks(length))
        return RandomArticle("", tuple(keys), blocks, tuple(self.photo() for _ in range(photos)))

    def photo_news(self) -> RandomArticle:
        keys: list[tuple[str, str | int | bool]] = [("kind", "photo")]
        if self.chance.random() < 0.3:
            keys.append(("headline", self.headlines.deal()))
        keys += [*self.where(0), ("priority", self.chance.choice((3, 3, 4)))]
        return RandomArticle("", tuple(keys), (), (self.photo(),))

    def where(self, length: int) -> Iterator[tuple[str, str | int]]:
        """Section and page: many articles name a section that is not full yet, a few a page."""
        limit = 0.85 * CAPACITY[self.layout]
        open_pages = [page for page in range(1, self.pages + 1) if self.filled[page] + length <= limit]
        if not open_pages or self.chance.random() > 0.55:
            return
        page = self.chance.choice(open_pages)
        self.filled[page] += length
        form = self.chance.random()
        if form < 0.9:
            yield "section", self.sections[page - 1]
        if form > 0.84:
            yield "page", page

    def blocks(self, length: int) -> Iterator[tuple[BlockKind, str]]:
        """Paragraphs of real lengths, and subheads in long articles."""
        chance = self.chance
        every = length / chance.choice((3, 3, 4)) if length > 700 and chance.random() < 0.5 else math.inf
        written, since = 0, 0
        while length - written > 12:
            if since > every and length - written > every * 0.4:
                yield BlockKind.SUBHEAD, self.subheads.deal()
                since = 0
            left = length - written
            wanted = min(chance.choice(self.paragraph_lengths), left)
            if left - wanted < 30:
                wanted = left
            paragraph = self.paragraph(wanted)
            yield BlockKind.PARAGRAPH, paragraph
            written += len(paragraph)
            since += len(paragraph)

    def paragraph(self, wanted: int) -> str:
        text = self.sentences.deal()
        while len(text) < wanted - 12:
            text += self.sentences.deal()
        return text

    def photo(self) -> RandomPhoto:
        self.photo_count += 1
        across, down = self.chance.choice(ASPECTS)
        long = self.chance.randrange(600, 1201, 60)
        scale = long / max(across, down)
        return RandomPhoto(
            f"images/photo-{self.photo_count:03d}.jpg",
            round(across * scale),
            round(down * scale),
            self.captions.deal(),
            f"本报记者 {self.name()} 摄",
            self.chance.randrange(1 << 30),
        )

    def name(self) -> str:
        """A reporter, the name spaced when it has two characters."""
        first = self.chance.choice(GIVEN)
        return f"{self.chance.choice(SURNAMES)}{' ' if len(first) == 1 else ''}{first}"


# --- writing ---


def write_edition(edition: RandomEdition, folder: Path) -> Path:
    """paper.toml in `folder`, the edition in a folder below it, which is returned."""
    into = folder / edition.date.isoformat()
    (into / "images").mkdir(parents=True)
    paper = [
        'name = "青枫日报"',
        f'key = "random-{edition.layout}-{edition.seed}"',
        'publisher = "青枫日报社"',
        'cn_number = "CN 00-0000"',
        'editor = "李 敏"',
        f'layout = "{edition.layout}"',
    ]
    for filler in FILLERS:
        paper += ["", "[[filler]]", f"text = {toml_value(filler)}", 'source = "公益广告"']
    _write(folder / "paper.toml", paper)
    head = [f"date = {edition.date.isoformat()}", f'number = "第{10000 + edition.seed}期"']
    if edition.pages_given:
        head.append(f"pages = {edition.pages}")
    head.append(f"sections = [{', '.join(toml_value(section) for section in edition.sections)}]")
    _write(into / "edition.toml", head)
    for article in edition.articles:
        pictures: list[dict[str, str | int | bool]] = []
        for photo in article.photos:
            draw_photo(photo).save(into / photo.file, quality=75, dpi=(300, 300))
            pictures.append(
                {
                    "file": photo.file,
                    "alt": "色块与圆形组成的试验图片",
                    "caption": photo.caption,
                    "credit": photo.credit,
                    "rights": "CC0",
                }
            )
        text = write_article(dict(article.keys), article.blocks, pictures)
        (into / f"{article.slug}.md").write_text(text, "utf-8", newline="")
    rows: list[str] = []
    for ad in edition.ads:
        draw_ad(ad).save(into / ad.file, dpi=(300, 300))
        rows += ["[[ad]]", *(f"{key} = {toml_value(value)}" for key, value in _ad_keys(ad)), ""]
    if rows:
        _write(into / "ads.toml", rows[:-1])
    return into


def _ad_keys(ad: RandomAd) -> tuple[tuple[str, str | int], ...]:
    return (
        ("file", ad.file),
        ("advertiser", ad.advertiser),
        ("page", ad.page),
        ("position", ad.position),
        ("size", ad.size),
    )


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="")


def draw_photo(photo: RandomPhoto) -> Image.Image:
    """A sky, a ground and some round things."""
    chance = random.Random(photo.seed)
    sky = (chance.randrange(90, 200), chance.randrange(120, 210), chance.randrange(150, 240))
    ground = (chance.randrange(40, 140), chance.randrange(50, 130), chance.randrange(30, 100))
    tone = Image.linear_gradient("L").resize((photo.width, photo.height))
    image = ImageOps.colorize(tone, sky, ground)
    draw = ImageDraw.Draw(image)
    for _ in range(chance.randint(4, 9)):
        x, y = chance.randrange(photo.width), chance.randrange(photo.height // 3, photo.height)
        half = chance.randrange(photo.height // 20, photo.height // 5)
        colour = (chance.randrange(256), chance.randrange(200), chance.randrange(200))
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)
    return image


def draw_ad(ad: RandomAd) -> Image.Image:
    """A framed field with shapes, no lettering."""
    chance = random.Random(ad.seed)
    width = 1000
    height = round(width / ad.aspect)
    colour = (chance.randrange(150, 240), chance.randrange(60, 200), chance.randrange(40, 160))
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((14, 14, width - 15, height - 15), outline=(255, 255, 255), width=6)
    for number in range(4):
        half = height * chance.uniform(0.1, 0.3)
        x, y = width * (number + 0.7) / 4.4, height / 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill=(255, 240, 200))
    return image
