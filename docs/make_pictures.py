"""The pictures of the README, from the sample editions as they are built now: `.venv/bin/python docs/make_pictures.py`.

Writes page.png, detail.png and, where there is a chromium, epub.png, pages of the other sample papers, the six layouts
side by side and the readers' web site into docs/pictures/. It takes some minutes; `--only NAME`, such as
`--only layouts` or `--only site`, makes one.
"""

from __future__ import annotations

import argparse
import io
import os
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
from playwright.sync_api import sync_playwright

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.depositing import add_edition
from banxin.dump.plan_json import plan_from_json
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Plan, Rect
from banxin.render.images.png import page_images
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
        plan = plan_from_json((folder / "plan.json").read_text("utf-8"), FontLibrary.load())
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
    return side_by_side(shots)


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
    return side_by_side(heads)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the web site on a screen."""

    name: str
    address: str
    size: tuple[int, int]
    density: float = 1
    dark: bool = False


DESK, PHONE = (1280, 800), (360, 740)
SCREENS = (
    Screen("site-page", "/yunxi-daily/2026-11-20/2/", DESK),
    Screen("site-article", "/gansu-daily/2024-12-22/1/a01/", DESK),
    Screen("site-dark", "/lanxi-bulletin/2026-11-01/2/b01/", DESK, dark=True),
    Screen("phone-home", "/", PHONE, DENSITY),
    Screen("phone-article", "/yunxi-daily/2026-11-20/1/a01/", PHONE, DENSITY),
    Screen("phone-search", "/search/?q=%E5%B1%B1%E6%9D%91", PHONE, DENSITY),
)
"""Those whose name begins with phone are shown side by side."""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def web_site() -> None:
    """The readers' web site of all sample papers, with our own faces: what the system has must not matter."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("There is no chromium here: the pictures of the web site stay as they were.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for edition in (DAILY, COUNTY, SCHOOL, BULLETIN):
            print(f"building {edition}", file=sys.stderr, flush=True)
            pipeline.build(SEEDS / edition, folder / "out")
            add_edition(SEEDS / edition, folder / "out", folder / "library")
        (folder / "fonts.conf").write_text(FONTS.format(fonts=asset_folder("fonts"), cache=folder / "cache"), "utf-8")
        environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "BANXIN_LANG": "en"}
        server = subprocess.Popen(
            [sys.executable, "-m", "banxin", "library", "serve", "--library", folder / "library", "--port", "0"],
            stdout=subprocess.PIPE, encoding="utf-8", env=environment,
        )  # fmt: skip
        try:
            assert server.stdout
            address = server.stdout.readline().split()[-1].rstrip("/")
            shots = {screen.name: screen_shot(screen, address, browser, folder, environment) for screen in SCREENS}
        finally:
            server.terminate()
            server.communicate()
    for shown, image in shots.items():
        if not shown.startswith("phone"):
            save(image, f"{shown}.png")
    save(side_by_side([image for shown, image in shots.items() if shown.startswith("phone")]), "site-phone.png")


def screen_shot(screen: Screen, address: str, browser: str, folder: Path, environment: dict[str, str]) -> Image.Image:
    """What a browser shows."""
    picture = folder / f"{screen.name}.png"
    width, height = screen.size
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu"], env=dict(environment)
        )  # fmt: skip
        page = window.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=screen.density,
            color_scheme="dark" if screen.dark else "light",
        )  # fmt: skip
        answer = page.goto(f"{address}{screen.address}", wait_until="networkidle")
        if answer is None or not answer.ok:
            raise ValueError(f"there is nothing at {screen.address}")
        page.screenshot(path=picture)
        window.close()
    return Image.open(picture).convert("RGB")


def side_by_side(images: list[Image.Image]) -> Image.Image:
    """Pictures in a row, on grey."""
    width = sum(image.width for image in images) + GAP_PX * (len(images) + 1)
    sheet = Image.new("RGB", (width, max(image.height for image in images) + 2 * GAP_PX), GREY)
    left = GAP_PX
    for image in images:
        sheet.paste(image, (left, GAP_PX))
        left += image.width + GAP_PX
    return sheet


def main() -> None:
    names = ("page", "detail", "epub", *(shown.name for shown in PAGES), "layouts", "share", "site")
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
    if wanted in ("", "site"):
        web_site()


if __name__ == "__main__":
    main()
