"""The pictures of the README, from the sample edition as it is built now: `.venv/bin/python docs/make_pictures.py`.

Writes page.png, detail.png and, where there is a chromium, epub.png into docs/pictures/.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.dump.plan_json import plan_from_json
from banxin.model.plan import Plan, Rect

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "gansu-daily" / "2024-12-22"
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
GREY = "#d8d8d8"
MOST_BYTES = 500_000


def rendered(pdf: bytes, scale: float, part: Rect | None = None) -> Image.Image:
    """The first page, or a part of it in pt, `scale` pixels a pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        left, top, right, bottom = (
            (0, 0, 0, 0) if part is None else (part.x, part.y, width - part.right, height - part.bottom)
        )
        image: Image.Image = page.render(scale=scale, crop=(left, bottom, right, top)).to_pil().convert("RGB")
        page.close()
    return image


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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = pipeline.build(SEED, folder)
        (pdf_file,), (epub_file,) = built.folder.glob("*.pdf"), built.folder.glob("*.epub")
        pdf = pdf_file.read_bytes()
        plan = plan_from_json((built.folder / "plan.json").read_text("utf-8"), "plan.json")
        width_pt = plan.sheet.width_mm / 25.4 * 72
        # Drawn at twice the size: hairlines and small type stay even.
        page = rendered(pdf, 2 * PAGE_WIDTH_PX / width_pt).reduce(2)
        save(page.crop((0, 0, PAGE_WIDTH_PX, page.height)), "page.png")
        save(rendered(pdf, DETAIL_PPI / 72, detail(plan)), "detail.png")
        browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if browser is None:
            print("There is no chromium here: docs/pictures/epub.png stays as it was.")
        else:
            save(screens(epub_file.read_bytes(), browser, folder / "book"), "epub.png")


if __name__ == "__main__":
    main()
