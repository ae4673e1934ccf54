"""The pictures of the README, from the sample editions as they are built now: `.venv/bin/python docs/make_pictures.py`.

Writes page.png, detail.png and, where there is a chromium, epub.png, pages of the other sample papers and the six
layouts side by side into docs/pictures/. It takes some minutes; `--only NAME`, such as `--only layouts`, makes one.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.dump.plan_json import plan_from_json
from banxin.model.plan import Plan, Rect
from banxin.render.png import page_images
from banxin.sharing import articles_named, long_page, open_for_sharing

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
PICTURES = ROOT / "docs" / "pictures"
PAGE_WIDTH_PX = 1100
DETAIL_PPI = 300
DETAIL_PT = (384.0, 300.0)
"""The most that the detail shows of the sheet: three columns, 26 rows."""
MARGIN_PT = 6.0
SCREEN_PX = (360, 640)
DENSITY = 2
"""Pixels of the file for one of the screen."""
COLOURS = 64
GAP_PX = 24
SHARED = (("yunxi-daily/2026-11-20", "a01"), ("lanxi-bulletin/2026-11-01", "e04"))
"""Articles whose long pictures are shown."""
SHARED_WIDTH_PX, SHARED_HEIGHT_PX = 540, 1000
GREY = "#d8d8d8"
MOST_BYTES = 400_000
DAILY, COUNTY, SCHOOL, BULLETIN = (
    "gansu-daily/2024-12-22",
    "yunxi-daily/2026-11-20",
    "qinglan-school/2026-11-16",
    "lanxi-bulletin/2026-11-01",
)
THUMBNAIL_PX, THUMBNAIL_HEIGHT_PX = 260, 390
"""Of a page among the layouts: the most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to show, and how wide."""

    name: str
    edition: str
    page: int
    """Its number; of a spread, the left one."""
    width_px: int


PAGES = (
    Shown("county-front", COUNTY, 1, 900),
    Shown("county-inside", COUNTY, 3, 900),
    Shown("school-spread", SCHOOL, 4, 1300),
    Shown("bulletin-verse", BULLETIN, 4, 900),
)
LAYOUTS = (
    ("broadsheet", COUNTY),
    ("tabloid", BULLETIN),
    ("metro", BULLETIN),
    ("campus", SCHOOL),
    ("a3", BULLETIN),
    ("a4", BULLETIN),
)
"""Layouts, each with an edition whose front page shows it."""


@dataclass(frozen=True, slots=True)
class Product:
    """What was built of an edition."""

    pdf: bytes
    epub: bytes
    plan: Plan


@cache
def product(edition: str, layout: str = "") -> Product:
    """An edition on a layout, its own without a name; built once."""
    print(f"building {edition} {layout}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pipeline.build(SEEDS / edition, Path(name), layout=layout).folder
        (pdf,), (epub,) = folder.glob("*.pdf"), folder.glob("*.epub")
        plan = plan_from_json((folder / "plan.json").read_text("utf-8"), "plan.json")
        return Product(pdf.read_bytes(), epub.read_bytes(), plan)


def rendered(pdf: bytes, scale: float, part: Rect | None = None, place: int = 0) -> Image.Image:
    """A page by its place in the file, the first from 0, or a part of it in pt, `scale` pixels a pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[place]
        width, height = page.get_size()
        left, top, right, bottom = (
            (0, 0, 0, 0) if part is None else (part.x, part.y, width - part.right, height - part.bottom)
        )
        image: Image.Image = page.render(scale=scale, crop=(left, bottom, right, top)).to_pil().convert("RGB")
        page.close()
    return image


def whole_page(made: Product, number: int, width_px: int) -> Image.Image:
    """The page of that number. Drawn at twice the size: hairlines and small type stay even."""
    place = next(place for place, page in enumerate(made.plan.pages) if number in (page.number, page.spread))
    width_pt = made.plan.sheet_of(made.plan.pages[place]).width_mm / 25.4 * 72
    image = rendered(made.pdf, 2 * width_px / width_pt, place=place).reduce(2)
    return image.crop((0, 0, width_px, image.height))


def layouts() -> Image.Image:
    """A front page on each layout, on grey, in the order in which the README names them."""
    pages = []
    for layout, edition in LAYOUTS:
        own = product(edition)
        page = whole_page(own if own.plan.layout == layout else product(edition, layout), 1, 2 * THUMBNAIL_PX)
        page.thumbnail((THUMBNAIL_PX, THUMBNAIL_HEIGHT_PX), Image.Resampling.LANCZOS)
        pages.append(page)
    width = sum(page.width for page in pages) + GAP_PX * (len(pages) + 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP_PX), GREY)
    left = GAP_PX
    for page in pages:
        sheet.paste(page, (left, sheet.height - GAP_PX - page.height))
        left += page.width + GAP_PX
    return sheet


def save(image: Image.Image, name: str) -> None:
    """As a PNG of few colours, so that a README loads fast. Raises ValueError for a file that is too large."""
    out = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    if out.tell() > MOST_BYTES:
        raise ValueError(f"{name} has {out.tell()} bytes; a README should not load more than {MOST_BYTES}")
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / name).write_bytes(out.getvalue())
    print(f"docs/pictures/{name}  {image.width} × {image.height}  {out.tell() // 1000} KB")


def detail(plan: Plan) -> Rect:
    """What to show large: the article with a vertical headline, else as much of the lead as goes in."""
    articles = [module for module in plan.pages[0].modules if module.kind == "article"]
    shown = next((module for module in articles if module.headline_form == "vertical"), articles[0]).rect
    width, height = (
        min(most, own + 2 * MARGIN_PT) for most, own in zip(DETAIL_PT, (shown.width, shown.height), strict=True)
    )
    return Rect(shown.x - MARGIN_PT, shown.y - MARGIN_PT, width, height)


def screens(epub: bytes, browser: str, folder: Path) -> Image.Image:
    """The front page and the first article of the e-book on a small screen, side by side."""
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        book.extractall(folder)
        articles = sorted(name for name in book.namelist() if "/article-" in name)
    shots = [shot(folder / name, browser, folder) for name in ("EPUB/front.xhtml", articles[0])]
    width, height = shots[0].size
    both = Image.new("RGB", (2 * width + 3 * GAP_PX, height + 2 * GAP_PX), GREY)
    for number, image in enumerate(shots):
        both.paste(image, (GAP_PX + number * (width + GAP_PX), GAP_PX))
    return both


def shot(page: Path, browser: str, folder: Path) -> Image.Image:
    """A page of the e-book as a reader with our own face shows it: what the system has must not matter."""
    face = asset_folder("fonts") / "noto-serif-sc" / "NotoSerifSC-Regular.ttf"
    bold = face.with_name("NotoSerifSC-Bold.ttf")
    style = (
        f"<style>@font-face{{font-family:shot;src:url('{face.as_uri()}')}}"
        f"@font-face{{font-family:shot;font-weight:700;src:url('{bold.as_uri()}')}}"
        "html{font-family:shot;font-size:16px;background:white;padding:0 12px}::-webkit-scrollbar{display:none}</style>"
    )
    page.write_text(page.read_text("utf-8").replace("</head>", style + "</head>"), "utf-8")
    picture = folder / f"{page.stem}.png"
    width, height = SCREEN_PX
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"]
    command += [f"--force-device-scale-factor={DENSITY}", f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Image.open(picture).convert("RGB")


def daily(wanted: str) -> None:
    """The front page that the README begins with, a part of it, and the e-book."""
    made = product(DAILY)
    if wanted in ("", "page"):
        save(whole_page(made, 1, PAGE_WIDTH_PX), "page.png")
    if wanted in ("", "detail"):
        save(rendered(made.pdf, DETAIL_PPI / 72, detail(made.plan)), "detail.png")
    if wanted in ("", "epub"):
        browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if browser is None:
            print("There is no chromium here: docs/pictures/epub.png stays as it was.")
            return
        with tempfile.TemporaryDirectory() as name:
            save(screens(made.epub, browser, Path(name) / "book"), "epub.png")


def long_pictures() -> Image.Image:
    """The heads of two long pictures side by side."""
    heads = []
    for edition, slug in SHARED:
        desk = open_for_sharing(SEEDS / edition)
        (article,) = articles_named(desk, [slug])
        image = next(page_images(long_page(desk, article), SHARED_WIDTH_PX))
        heads.append(image.crop((0, 0, SHARED_WIDTH_PX, min(image.height, SHARED_HEIGHT_PX))))
    width = sum(head.width for head in heads) + GAP_PX * (len(heads) + 1)
    sheet = Image.new("RGB", (width, SHARED_HEIGHT_PX + 2 * GAP_PX), GREY)
    for place, head in enumerate(heads):
        sheet.paste(head, (GAP_PX + place * (SHARED_WIDTH_PX + GAP_PX), GAP_PX))
    return sheet


def main() -> None:
    names = ("page", "detail", "epub", *(shown.name for shown in PAGES), "layouts", "share")
    words = argparse.ArgumentParser(description="The pictures of the README.")
    words.add_argument("--only", default="", choices=names, metavar="NAME", help=", ".join(names))
    wanted = words.parse_args().only
    if wanted in ("", "page", "detail", "epub"):
        daily(wanted)
    for shown in PAGES:
        if wanted in ("", shown.name):
            save(whole_page(product(shown.edition), shown.page, shown.width_px), f"{shown.name}.png")
    if wanted in ("", "layouts"):
        save(layouts(), "layouts.png")
    if wanted in ("", "share"):
        save(long_pictures(), "share.png")


if __name__ == "__main__":
    main()
