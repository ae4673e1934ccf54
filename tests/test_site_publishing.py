"""The readers' web site as files: what a new issue changes and nothing else, cut short; the search in the browser."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from banxin.library.archive.reading import read_record
from banxin.library.index.folding import fold, variants
from banxin.library.index.search import Query, search
from banxin.library.index.tokens import phrases as parted
from banxin.library.site.publishing import publish
from command import COMMAND, KEY, banxin, contents, environment
from ereader import CHROMIUM
from library_shelf import BULLETIN_KEY, Library, add_issue, edited
from readers_site import DESKTOP, PHONE, opened, serving, visit

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")


@contextmanager
def static(folder: Path) -> Iterator[str]:
    """A folder on Python's own web server; its address, without a slash at its end."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout
    try:
        found = re.search(r"port (\d+)", process.stdout.readline())
        assert found
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    with static(published) as one:
        yield one


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> Path:
    """A library of some issues, to be changed."""
    folder = Path(shutil.copytree(shelf / "library", tmp_path / "library"))
    for day in ("2023-12-31", "2024-11-30", "2024-12-20"):
        add_issue(folder, KEY, day)
    return folder


def brought(library: Path, to: Path, url: str = "") -> dict[str, Any]:
    """What was done to bring the site to a folder."""
    with opened(library, url, served=False) as site:
        return asdict(publish(site, to))


def changes(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> set[str]:
    """Files that were written or removed."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


STATE = ".banxin-site.json"
ALWAYS = {
    STATE, "index.html", "feed.atom", "opds/index.xml", "opds/index.json", "gansu-daily/index.html",
    "gansu-daily/feed.atom", "opds/gansu-daily.xml", "opds/gansu-daily.json", "gansu-daily/2024/index.html",
    "opds/gansu-daily-2024.xml", "opds/gansu-daily-2024.json",
}  # fmt: skip
"""What tells of the newest issue, or how many there are."""


def month_of(site: Path, month: str, *days: str) -> set[str]:
    """The files of a month's index, the texts of these days, and what leads there."""
    (folder,) = site.glob(f"search/{month}-*")
    known = {path.name for path in folder.iterdir()}
    assert known == {"articles.json", *(f"{number}.json" for number in range(16))}
    texts = {f"search/{month}/gansu-daily_{day}.json" for day in days}
    return {f"search/{folder.name}/{name}" for name in known} | texts | {"search/months.json"}


def test_the_command_tells_what_it_did(library: Path, tmp_path: Path) -> None:
    words = ("library", "publish", tmp_path / "site", "--library", library, "--url", "https://news.example")
    first, second = banxin(*words, "--json"), banxin(*words)
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    done = json.loads(first.stdout)
    assert len(done["written"]) == contents_only_count(tmp_path / "site") - 1 and done["left"] == 0
    assert "0 files written, 0 removed" in second.stdout
    assert "https://news.example/gansu-daily/" in (tmp_path / "site" / "sitemap.xml").read_text()


def test_a_new_issue_touches_what_it_changes_and_nothing_else(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    before, (old_index,) = contents(site), site.glob("search/2024-12-*")
    again = brought(library, site)
    assert (again["written"], again["removed"], again["made"]) == ([], [], 0) and contents(site) == before
    add_issue(library, KEY, "2024-12-23")
    done = brought(library, site)
    after = contents(site)
    assert changes(before, after) == {*done["written"], *done["removed"], STATE}
    assert {name.rpartition("/")[0] for name in done["removed"]} == {f"search/{old_index.name}"}
    own = {name for name in after if name.startswith("gansu-daily/2024-12-23/")}
    assert len(own) > 30
    neighbour = {"gansu-daily/2024-12-22/index.html"}
    assert {*done["written"], STATE} == own | neighbour | month_of(site, "2024-12", "2024-12-23") | ALWAYS


def test_an_old_issue_touches_neither_the_front_page_nor_other_years(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site, "https://news.example/")
    add_issue(library, KEY, "2023-12-30")
    written = set(brought(library, site, "https://news.example/")["written"])
    own = {name for name in written if name.startswith("gansu-daily/2023-12-30/")}
    assert "gansu-daily/2023-12-30/manifest.json" in own
    assert written == own | month_of(site, "2023-12", "2023-12-30") | {
        "gansu-daily/2023-12-31/index.html", "gansu-daily/2023/index.html", "opds/gansu-daily-2023.xml", "sitemap.xml",
        "opds/gansu-daily-2023.json", "opds/gansu-daily.xml", "opds/gansu-daily.json", "opds/index.xml",
        "opds/index.json",
    }  # fmt: skip


def test_a_revision_changes_pages_and_keeps_what_was_there_to_be_had(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    before = contents(site)
    add_issue(
        library, KEY, "2024-12-20", revision=2, edit=lambda record: edited(record, "a02", title="改", headline="改")
    )
    done = brought(library, site)
    after = contents(site)
    page = (site / "gansu-daily/2024-12-20/1/a02/index.html").read_text("utf-8")
    assert ">改</h1>" in page
    old, new = (f"gansu-daily/2024-12-20/products/gansu-daily-2024-12-20{ending}.epub" for ending in ("", "-r2"))
    assert after[old] == before[old] and new in after
    assert f'href="products/{new.rpartition("/")[2]}"' in (site / "gansu-daily/2024-12-20/index.html").read_text(
        "utf-8"
    )
    assert "gansu-daily/2024-12-22/1/a01/index.html" not in done["written"]
    assert all(name.startswith("search/2024-12-") for name in done["removed"])


def test_a_correction_appears_at_the_article_that_it_corrects(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    add_issue(library, KEY, "2024-12-23", edit=lambda record: edited(record, "a03", corrects=("2024-12-20/a04",)))
    done = brought(library, site)
    assert "gansu-daily/2024-12-20/1/a04/index.html" in done["written"]
    assert "gansu-daily/2024-12-20/1/a05/index.html" not in done["written"]
    assert "2024-12-23/1/a03/" in (site / "gansu-daily/2024-12-20/1/a04/index.html").read_text("utf-8")


def test_an_issue_that_was_taken_away_goes_with_all_that_was_its(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    (site / "robots-of-mine.txt").write_text("mine")
    shutil.rmtree(library / "bags" / "gansu-daily" / "2023")
    assert banxin("library", "rebuild", "--library", library).returncode == 0
    done = brought(library, site)
    assert not (site / "gansu-daily" / "2023-12-31").exists() and not (site / "gansu-daily" / "2023").exists()
    assert not (site / "search" / "2023-12").exists() and not (site / "opds" / "gansu-daily-2023.xml").exists()
    assert all(
        name.startswith(("gansu-daily/2023", "search/2023-12", "opds/gansu-daily-2023")) for name in done["removed"]
    )
    assert (site / "robots-of-mine.txt").read_text() == "mine"
    fresh = tmp_path / "fresh"
    brought(library, fresh)
    assert contents_only(fresh) == {
        name: sha for name, sha in contents_only(site).items() if name != "robots-of-mine.txt"
    }


def contents_only(folder: Path) -> dict[str, str]:
    return {name: sha for name, (_, sha) in contents(folder).items()}


def test_whatever_was_published_before_a_site_is_that_of_its_library(library: Path, tmp_path: Path) -> None:
    """Step by step or at once, with another address or none: the files are the same."""
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    brought(library, site)
    brought(library, site, "https://news.example/a/")
    assert (site / "sitemap.xml").is_file()
    add_issue(library, KEY, "2024-12-24")
    add_issue(library, KEY, "2024-12-20", revision=2)
    brought(library, site, "https://other.example/")
    brought(library, fresh, "https://other.example/")
    assert contents_only(site) == contents_only(fresh)
    assert "https://other.example/gansu-daily/2024-12-24/" in (site / "sitemap.xml").read_text()
    done = brought(library, site)
    assert "sitemap.xml" in done["removed"] and not list(site.rglob("manifest.json"))


def test_what_was_lost_or_harmed_in_the_folder_is_mended_after_the_state_is_gone(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    whole = contents_only(site)
    (site / "gansu-daily" / "index.html").unlink()
    (site / "index.html").write_bytes(b"harmed")
    (site / STATE).write_bytes(b"{harmed")
    done = brought(library, site)
    assert set(done["written"]) == {"gansu-daily/index.html", "index.html"}
    assert contents_only(site) == whole


def test_a_file_that_is_gone_is_made_again(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    whole = contents_only(site)
    (site / "gansu-daily" / "2024-12-22" / "1" / "a01" / "index.html").unlink()
    done = brought(library, site)
    assert done["written"] == ["gansu-daily/2024-12-22/1/a01/index.html"] and contents_only(site) == whole


def test_a_new_look_makes_the_pages_anew_and_leaves_the_files_of_the_bags(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    brought(library, site)
    own = library / "site"
    own.mkdir()
    style = Path(__file__).parent.parent / "layouts" / "site" / "style.css"
    (own / "style.css").write_text(style.read_text("utf-8") + "\nbody { color: green; }\n", "utf-8")
    done = brought(library, site)
    assert done["written"] == ["_/style.css"]


@pytest.mark.parametrize(
    "after", [0.1, *(pytest.param(after, marks=pytest.mark.slow) for after in (0.0, 0.4, 0.9, 1.3))]
)
def test_whatever_moment_it_is_killed_at_the_next_completes_it(
    shelf: Path, library: Path, tmp_path: Path, after: float
) -> None:
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    brought(shelf / "library", site)
    begun = contents_only(site)
    process = subprocess.Popen(
        [*COMMAND, "library", "publish", str(site), "--library", str(library), "--quiet"],
        env=environment(), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None and contents_only_count(site) <= len(begun):
        time.sleep(0.005)
    time.sleep(after * 0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    # What leads to the new issues comes last: no page of the killed site leads nowhere.
    assert not dead_links(site)
    brought(library, site)
    brought(library, fresh)
    assert contents_only(site) == contents_only(fresh)
    assert not list(site.rglob("*.tmp"))


def contents_only_count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def dead_links(site: Path) -> list[str]:
    """What leads nowhere on the pages that one comes to from the first."""
    found, seen, todo = [], {site / "index.html"}, [site / "index.html"]
    while todo:
        path = todo.pop()
        for link in re.findall(r'(?:href|src)="([^"#]+)"', path.read_text("utf-8")):
            if "://" in link:
                continue
            target = (path.parent / link.partition("?")[0]).resolve()
            target = target / "index.html" if link.endswith("/") or "?" in link else target
            if not target.is_file():
                found.append(f"{path.relative_to(site)}: {link}")
            elif target.suffix == ".html" and target not in seen:
                seen.add(target)
                todo.append(target)
    months = json.loads((site / "search" / "months.json").read_bytes())
    return found + [folder for _, folder in months if not (site / "search" / folder / "articles.json").is_file()]


def test_a_folder_that_is_something_else_is_left_alone(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    run = banxin("library", "publish", other, "--library", library)
    assert run.returncode == 2 and "other files than a published site" in run.stderr
    assert contents_only_count(other) == 1
    file = tmp_path / "file"
    file.write_text("x")
    run = banxin("library", "publish", file, "--library", library)
    assert run.returncode in (2, 3) and "Traceback" not in run.stderr and file.read_text() == "x"
    run = banxin("library", "publish", library, "--library", library)
    assert run.returncode == 2
    for url in ("javascript:alert(1)", 'https://x/"><script>'):
        run = banxin("library", "publish", tmp_path / "new", "--library", library, "--url", url)
        assert run.returncode == 2 and not (tmp_path / "new").exists(), url


@pytest.mark.slow
def test_two_at_once_do_not_write_into_each_other(library: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    words = [*COMMAND, "library", "publish", str(site), "--library", str(library), "--quiet"]
    runs = [subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    told = [run.communicate(timeout=60)[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes in ([0, 0], [0, 3]) and "Traceback" not in "".join(told)
    if codes == [0, 3]:
        assert "busy" in "".join(told)
    fresh = tmp_path / "fresh"
    brought(library, fresh)
    assert contents_only(site) == contents_only(fresh)


def test_every_file_may_be_read_by_a_web_server(published: Path) -> None:
    for path in published.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_no_name_outside_the_folder_is_written(library: Path, tmp_path: Path) -> None:
    """A record that lies about its names costs itself, not the disk."""
    record = next((library / "bags" / "gansu-daily" / "2023").iterdir()) / "data" / "record.json"
    data = json.loads(record.read_bytes())
    data["pages"][0]["images"][0]["name"] = "../../../../../../escaped.jpg"
    record.write_text(json.dumps(data), "utf-8")
    run = banxin("library", "publish", tmp_path / "site", "--library", library)
    assert run.returncode != 0 and "Traceback" not in run.stderr
    assert not list(tmp_path.rglob("escaped*"))


# The search in the browser


def searched(page: Page, address: str, **asked: str) -> None:
    """All that the browser finds is shown."""
    page.goto(f"{address}/search/?{urlencode(asked)}")
    ready = "() => !location.search || document.querySelector('#results').getAttribute('aria-busy') === 'false'"
    page.wait_for_function(ready)
    while page.locator(".more").count():
        page.locator(".more").click()
        page.wait_for_function(ready)


def hits(page: Page, address: str, **asked: str) -> list[str]:
    """The addresses of all that the browser finds, below the site's root."""
    searched(page, address, **asked)
    shown: list[str] = page.evaluate("[...document.querySelectorAll('.hits a')].map((one) => one.href)")
    return [one.removeprefix(address) for one in shown]


def wanted(library: Path, **asked: str) -> list[str]:
    """What the catalogue finds."""
    names = {"q": "text"}
    found: list[str] = []
    with opened(library) as site:
        while True:
            query = Query(
                **{names.get(name, name): value for name, value in asked.items()}, limit=200, offset=len(found)
            )  # type: ignore[arg-type]
            results = search(site.shelf.catalogue, query)
            found += [f"/{hit.paper}/{hit.day}/{hit.page}/{hit.slug}/" for hit in results.hits]
            if len(found) >= results.total:
                return found


def texts(library: Path) -> list[str]:
    found = []
    for key in (KEY, BULLETIN_KEY):
        with opened(library) as site:
            bag = Library(library).bag(site.shelf.catalogue, key)
        for article in read_record(bag).articles:
            found += [part for part in (article.head, article.byline, article.text, article.captions) if part]
    return found


@needs_browser
def test_a_reader_reads_and_searches_what_was_published(browser: Browser, address: str) -> None:
    for size in (DESKTOP, PHONE):
        seen = visit(browser, size)
        page = seen.page
        page.goto(f"{address}/gansu-daily/")
        page.locator(".spots a").first.click()
        assert page.locator(".text").is_visible()
        page.get_by_role("searchbox").fill("慶陽數據中心")
        page.keyboard.press("Enter")
        page.locator(".hits li").first.wait_for()
        assert page.locator(".hits mark").first.inner_text() == "庆阳数据中心"
        page.locator(".hits a").first.click()
        assert "庆阳数据中心" in page.get_by_role("heading", level=1).inner_text()
        with page.expect_download() as waiting:
            page.goto(f"{address}/gansu-daily/2024-12-22/")
            page.get_by_role("link", name="电子书（EPUB）").click()
        assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"
        assert seen.faults == []
        assert {urlsplit(one).netloc for one in seen.asked} == {urlsplit(address).netloc}
        page.context.close()


def phrases(library: Path, count: int, seed: int = 7) -> list[str]:
    """Pieces of the articles' texts, and some that are nowhere."""
    rng = random.Random(seed)
    all_texts = [line for text in texts(library) for line in text.split("\n") if line.strip()]
    found = []
    while len(found) < count:
        line = rng.choice(all_texts)
        length = rng.randint(1, 8)
        start = rng.randrange(max(1, len(line) - length + 1))
        piece = line[start : start + length]
        if len(found) % 10 == 9:
            piece = "".join(rng.sample(piece, len(piece)))
        found.append(f'"{piece}"' if " " in piece and '"' not in piece else piece)
    return found


@needs_browser
def test_the_browser_finds_what_the_server_finds_in_the_same_order(browser: Browser, address: str, stand: Path) -> None:
    page = visit(browser).page
    for phrase in phrases(stand, 10):
        assert hits(page, address, q=phrase) == wanted(stand, q=phrase), phrase
    for asked in (
        {"q": "甘肃 记者"}, {"q": "“民乐县金山小学”"}, {"q": "《呼兰河传》"}, {"q": "GDP"},
        {"q": "记者", "paper": "gansu-daily"},
        {"q": "的", "since": "2024-12-01", "until": "2024-12-22"}, {"byline": "石丹丹"}, {"byline": "記者", "q": "冬"},
        {"section": "要闻"}, {"section": "會訊"}, {"since": "2026-01-01"}, {"until": "2023-12-31"},
        {"q": "，"}, {"q": "zzzz"},
        {"q": "更正后的标题"}, {"q": "5万P"}, {"q": "５万ｐ"}, {"q": '"'}, {"q": "()"}, {"q": "“”"},
    ):  # fmt: skip
        assert hits(page, address, **asked) == wanted(stand, **asked), asked


@needs_browser
@pytest.mark.slow
def test_the_browser_finds_what_the_server_finds_for_many_phrases(browser: Browser, address: str, stand: Path) -> None:
    page = visit(browser).page
    found = 0
    for phrase in phrases(stand, 250, seed=11):
        expected = wanted(stand, q=phrase)
        found += bool(expected)
        assert hits(page, address, q=phrase) == expected, phrase
    assert found > 200


@needs_browser
def test_both_show_the_same_snippets(browser: Browser, address: str, stand: Path) -> None:
    page = visit(browser).page
    with serving(stand) as server:
        for phrase in [*phrases(stand, 8, seed=5), "甘肃 记者 大棚", "５万ｐ", "不存在的东西"]:
            shown = []
            for one in (address, server.address):
                page.goto(f"{one}/search/?{urlencode({'q': phrase})}")
                page.wait_for_function(
                    "() => { const one = document.querySelector('#results'); "
                    "return one.dataset.searched === 'yes' || one.getAttribute('aria-busy') === 'false'; }"
                )
                shown.append(page.evaluate(
                    "[...document.querySelectorAll('.hits li')].map((one) => [one.querySelector('a').textContent, "
                    "one.querySelector('.snippet').innerHTML, one.querySelector('.from').textContent])"
                ))  # fmt: skip
            assert shown[0] == shown[1], phrase


@needs_browser
@pytest.mark.parametrize("planes", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_both_fold_every_character_alike(browser: Browser, address: str, published: Path, planes: bool) -> None:
    """Every character of the table and of the planes that text is written in, and random texts."""
    page = visit(browser).page
    page.goto(f"{address}/search/")
    script, ends = (published / "_" / "search.js").read_text("utf-8"), "  run().catch(failed);"
    assert script.count(ends) == 1
    page.evaluate(script.replace(ends, """
      window.folded = async (texts) => {
        variants = await load("_/folding.json");
        return texts.map((text) => { const found = fold(text); return [found.text, found.places]; });
      };
      window.parted = (queries) => queries.map(phrases);
    """))  # fmt: skip
    rng = random.Random(3)
    # What Python's table of characters does not know yet, a browser's may.
    characters = [one for one in map(chr, range(0x20, 0x30000)) if unicodedata.category(one) not in ("Cn", "Cs")]
    known = list(variants())
    mixed = [*known, *'甘肃 Lan zhou 12　３ＡＢ\n\t（）·—…é́\u200b\u00ad“”《》「」"＂', *map(chr, range(0x41, 0x5B))]
    sample = ["".join(rng.choices(mixed, k=rng.randint(1, 40))) for _ in range(2000)]
    for some in (known, sample, characters if planes else characters[:0x3000]):
        told = page.evaluate("(texts) => folded(texts)", some)
        wrong = []
        for text, (folded, places) in zip(some, told, strict=True):
            ours = fold(text)
            if (ours.text, list(ours.places)) != (folded, places):
                wrong.append((text, f"{ord(text[0]):04X}", ours.text, folded))
        assert not wrong, (len(wrong), wrong[:20])
    marks = [*'甘肃日报 AB "“”‘’《》「」『』＂\n\t　']
    queries = ["".join(rng.choices(marks, k=rng.randint(1, 20))) for _ in range(3000)]
    told = page.evaluate("(queries) => parted(queries)", queries)
    assert [list(parted(query)) for query in queries] == told


@needs_browser
def test_a_month_that_cannot_be_fetched_is_told(browser: Browser, published: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(published, tmp_path / "site"))
    shutil.rmtree(next(site.glob("search/2024-11-*")))
    with static(site) as address:
        page = visit(browser).page
        searched(page, address, q="甘肃")
        assert page.locator(".hits li").count() >= 20
        assert "404" in page.locator("#results").inner_text()


def test_publishing_tells_how_far_it_is(stand: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with opened(stand, "", served=False) as site:
        done = publish(site, tmp_path / "site", lambda count, total: steps.append((count, total)))
    assert steps == [(count, len(steps)) for count in range(1, len(steps) + 1)]
    assert done.made == len(steps) and done.left == 0
