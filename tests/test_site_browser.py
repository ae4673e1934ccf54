"""The readers' web site in a browser: on a desk, on a phone, by mouse, by keys, without scripts, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser

from command import KEY
from ereader import CHROMIUM, HERE
from readers_site import DESKTOP, PHONE, Server, Visit, visit

AXE = HERE.parent / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "home": "/",
    "paper": "/gansu-daily/",
    "corrected": "/gansu-daily/2024-12-21/",
    "issue": "/lanxi-bulletin/2026-11-01/",
    "page": "/lanxi-bulletin/2026-11-01/2/",
    "article": "/lanxi-bulletin/2026-11-01/1/a01/",
    "table": "/lanxi-bulletin/2026-11-01/4/e01/",
    "photo": "/gansu-daily/2024-12-22/1/a05/",
    "notice": "/gansu-daily/2024-12-23/1/a03/",
    "year": "/gansu-daily/2024/",
    "search": "/search/?q=%E7%94%98%E8%82%83",
    "empty search": "/search/",
    "missing": "/nothing/",
}
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")


@pytest.fixture
def on(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window; of the size that the test is given, else of a desk."""
    seen = visit(browser, getattr(request, "param", DESKTOP), base_url=server.address)
    yield seen
    assert {urlsplit(one).netloc for one in seen.asked} <= {urlsplit(server.address).netloc}
    seen.page.context.close()


both = pytest.mark.parametrize("on", [DESKTOP, PHONE], ids=["desk", "phone"], indirect=True)


@both
def test_a_reader_reads_the_front_page_opens_an_article_and_goes_on(on: Visit) -> None:
    page = on.page
    page.goto("/")
    page.get_by_role("link", name="甘肃日报").first.click()
    assert urlsplit(page.url).path == "/gansu-daily/"
    page.get_by_role("link", name="第1版").first.click()
    assert urlsplit(page.url).path == "/gansu-daily/2024-12-23/1/"
    spot = page.locator(".spots a", has=page.locator("title", has_text="庆阳数据中心集群智算规模突破5万P"))
    spot.first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "庆阳数据中心集群智算规模突破5万P"
    text = page.locator(".text")
    assert "2024中国算力大会庆阳发展大会" in text.inner_text() and text.is_visible()
    here = page.locator(".spots .here")
    assert here.count() == 1
    page.get_by_role("link", name="下一篇").click()
    assert page.get_by_role("heading", level=1).inner_text() != "庆阳数据中心集群智算规模突破5万P"
    assert on.faults == []


def test_on_a_desk_picture_and_text_stand_side_by_side_on_a_phone_one_under_the_other(
    browser: Browser, server: Server
) -> None:
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        page = visit(browser, size).page
        page.goto(f"{server.address}/gansu-daily/2024-12-22/1/a01/")
        picture, text = page.locator(".sheet").bounding_box(), page.locator(".text").bounding_box()
        assert picture and text
        assert (picture["x"] + picture["width"] <= text["x"]) == beside
        assert (text["y"] + text["height"] <= picture["y"]) != beside
        page.context.close()


def test_spots_are_where_the_articles_are_seen(on: Visit, stand: Path) -> None:
    """Each corner of each article's place on the picture, pointed at, is that article's."""
    page = on.page
    page.goto("/gansu-daily/2024-12-22/1/")
    page.evaluate("document.querySelector('.sheet').scrollIntoView()")
    wrong = page.evaluate(
        """() => [...document.querySelectorAll(".spots a")].filter((link) => {
          const box = link.querySelector("rect").getBoundingClientRect();
          scrollTo(0, scrollY + box.top - 100);
          const now = link.querySelector("rect").getBoundingClientRect();
          return document.elementFromPoint(now.left + 3, now.top + 3)?.closest("a") !== link;
        }).map((link) => link.querySelector("title").textContent)"""
    )
    assert wrong == []


@both
def test_a_reader_finds_by_traditional_characters(on: Visit) -> None:
    page = on.page
    page.goto("/gansu-daily/")
    page.get_by_role("searchbox").first.fill("慶陽數據中心")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator(".hits li").count() >= 5
    assert page.locator("mark").first.inner_text() == "庆阳数据中心"
    page.locator(".hits a").first.click()
    assert "庆阳数据中心" in page.get_by_role("heading", level=1).inner_text()
    assert on.faults == []


def test_search_forms_keep_what_was_asked_and_pages_of_results_lead_on(on: Visit) -> None:
    page = on.page
    page.goto("/search/?q=甘肃&paper=gansu-daily&since=2024-01-01&best=1")
    assert page.locator(".query [name=q]").input_value() == "甘肃"
    assert page.locator("[name=paper]").input_value() == "gansu-daily"
    assert page.locator("[name=since]").input_value() == "2024-01-01" and page.locator("[name=best]").is_checked()
    first = page.locator(".hits a").all_inner_texts()
    page.locator("main a[rel=next]").click()
    assert page.locator(".hits").get_attribute("start") == "21"
    assert page.locator(".query [name=q]").input_value() == "甘肃" and page.locator("[name=best]").is_checked()
    assert len(first) == 20
    page.go_back()
    assert page.locator(".hits a").all_inner_texts() == first


def test_a_reader_saves_the_e_book(on: Visit, stand: Path) -> None:
    on.page.goto("/gansu-daily/2024-12-22/")
    with on.page.expect_download() as waiting:
        on.page.get_by_role("link", name="电子书（EPUB）").click()
    saved = waiting.value
    assert saved.suggested_filename == f"{KEY}.epub"
    kept = stand / "bags" / "gansu-daily" / "2024" / KEY / "data" / "products" / f"{KEY}.epub"
    assert Path(saved.path()).read_bytes() == kept.read_bytes()


def test_keys_turn_articles_pages_issues(on: Visit) -> None:
    page = on.page
    page.goto("/lanxi-bulletin/2026-11-01/1/a01/")

    def press(key: str) -> str:
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url: url != before)
        return urlsplit(page.url).path

    second = press("ArrowRight")
    assert second.count("/") == 5 and second != "/lanxi-bulletin/2026-11-01/1/a01/"
    assert press("ArrowLeft") == "/lanxi-bulletin/2026-11-01/1/a01/"
    page.goto("/lanxi-bulletin/2026-11-01/1/")
    assert press("ArrowRight") == "/lanxi-bulletin/2026-11-01/2/"
    page.goto("/gansu-daily/2024-12-22/")
    assert press("ArrowRight") == "/gansu-daily/2024-12-22-b/"
    assert press("ArrowRight") == "/gansu-daily/2024-12-23/"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.value") == "a/b"
    assert urlsplit(page.url).path == "/gansu-daily/2024-12-23/"


def test_tab_goes_through_the_page_in_its_order_with_the_focus_in_sight(on: Visit) -> None:
    page = on.page
    page.goto("/lanxi-bulletin/2026-11-01/2/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 20
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()
    stops: list[dict[str, Any]] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
              return {
                at: [...document.querySelectorAll("*")].indexOf(one), name: one.tagName,
                inside: box.top >= 0 && box.bottom <= innerHeight + 1,
                outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
              };
            }"""
        )
        if stop["name"] == "BODY":
            break
        stops.append(stop)
    places = [stop["at"] for stop in stops]
    assert places == sorted(places) and len(places) > 15
    assert all(stop["outline"] and stop["inside"] for stop in stops)
    reached = page.evaluate("document.querySelectorAll('.reading .articles a').length")
    assert reached == 4


def test_the_choice_of_light_or_dark_is_kept(browser: Browser, server: Server) -> None:
    for scheme, first, second in (("light", "rgb(251, 250, 246)", "rgb(25, 24, 23)"),
                                  ("dark", "rgb(25, 24, 23)", "rgb(251, 250, 246)")):  # fmt: skip
        page = visit(browser, color_scheme=scheme, base_url=server.address).page
        page.goto("/gansu-daily/")
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(ground) == first
        button = page.get_by_role("button", name="明暗")
        assert button.get_attribute("aria-pressed") == str(scheme == "dark").lower()
        button.click()
        assert page.evaluate(ground) == second
        page.goto("/gansu-daily/2024-12-22/1/a01/")
        assert page.evaluate(ground) == second
        assert button.get_attribute("aria-pressed") == str(scheme != "dark").lower()
        page.context.close()


def test_nothing_is_wider_than_the_screen(browser: Browser, server: Server) -> None:
    """At 320 px, and on a desk where letters are twice as large."""
    wide = """() => [document.documentElement.scrollWidth - innerWidth,
      [...document.querySelectorAll("main *, header *")].filter((one) =>
        !one.closest(".scroll, .unseen, svg") && one.getBoundingClientRect().right > innerWidth + 1
      ).map((one) => one.outerHTML.slice(0, 80))]"""
    page = visit(browser, (320, 640), base_url=server.address).page
    for name, address in PAGES.items():
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
        for width, letters in ((320, "100%"), (320, "200%"), (640, "200%")):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
            assert page.evaluate(wide) == [0, []], (name, width, letters)
    page.context.close()


def test_everything_but_the_choice_of_light_works_without_scripts(browser: Browser, server: Server) -> None:
    page = visit(browser, java_script_enabled=False, base_url=server.address).page
    page.goto("/gansu-daily/2024-12-22/1/")
    assert not page.get_by_role("button", name="明暗").is_visible()
    page.locator(".spots a").first.click()
    assert page.locator(".text").is_visible()
    page.get_by_role("searchbox").fill("蔬菜大棚")
    page.get_by_role("searchbox").press("Enter")
    assert page.locator(".hits li").count() >= 5
    page.locator(".hits a").first.click()
    page.locator("summary").click()
    assert page.get_by_text("[N]. 甘肃日报").is_visible()


def test_touch_has_room(browser: Browser, server: Server) -> None:
    """What is tapped on a phone is 24 px high at least (WCAG 2.2, 2.5.8)."""
    page = visit(browser, PHONE, base_url=server.address, has_touch=True, is_mobile=True).page
    for name, address in PAGES.items():
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, summary")].filter((one) => {
              const box = one.getBoundingClientRect();
              const apart = ".unseen, .skip, svg, .text, .snippet, .correction, label";
              return box.width && !one.closest(apart) && box.height < 23.5;
            }).map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])"""
        )
        assert small == [], name


def test_no_page_makes_the_console_speak(on: Visit) -> None:
    for name, address in PAGES.items():
        if name != "missing":
            on.page.goto(address)
            on.page.mouse.wheel(0, 4000)
    on.page.wait_for_load_state("networkidle")
    assert on.faults == []


def test_pictures_say_what_is_in_them_and_load(on: Visit) -> None:
    for address in ("/gansu-daily/2024-12-22/1/a05/", "/lanxi-bulletin/2026-11-01/", "/"):
        on.page.goto(address)
        on.page.evaluate("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; })")
        on.page.wait_for_load_state("networkidle")
        broken = "[...document.images].filter((one) => !one.naturalWidth).map((one) => one.src)"
        assert on.page.evaluate(broken) == []


def test_a_page_prints_as_its_article(on: Visit) -> None:
    on.page.goto("/gansu-daily/2024-12-22/1/a01/")
    on.page.emulate_media(media="print")
    assert on.page.locator(".text").is_visible() and not on.page.locator(".printed").is_visible()
    assert not on.page.get_by_role("searchbox").is_visible()


@pytest.mark.skipif(not AXE.is_file(), reason="`make reader` installs axe")
@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (DESKTOP, "dark"),
        (PHONE, "light"),
        pytest.param(DESKTOP, "light", marks=pytest.mark.slow),
        pytest.param(PHONE, "dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(browser: Browser, server: Server, size: tuple[int, int], scheme: Any) -> None:
    page = visit(browser, size, color_scheme=scheme, base_url=server.address, bypass_csp=True).page
    for name, address in PAGES.items():
        page.goto(address)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        told = [
            f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
        ]
        assert told == [], (name, size)
    page.context.close()


def test_a_search_is_quoted_safely_into_addresses(on: Visit) -> None:
    query = '甘肃 & "日报" <b> %2f + # ?'
    on.page.goto(f"/search/?q={quote(query)}")
    assert on.page.locator(".query [name=q]").input_value() == query
