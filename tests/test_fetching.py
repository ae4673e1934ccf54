"""Nothing is fetched while pages are drawn: no address is asked, no file is read, whatever a layout says."""

from __future__ import annotations

import io
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import plan_factory
from banxin.errors import BanxinError, EditionError
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.render.html.document import render_html
from banxin.render.html.drawings import fault
from banxin.render.html.fetcher import RefusedError, TableFetcher
from banxin.render.pdf.document import render_pdf
from test_render_pdf import LAYOUT

SECRET = "TOPSECRET-4711"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
TAGS = (
    '<link rel="stylesheet" href="{}">', '<link rel="attachment" href="{}">', '<link rel="icon" href="{}">',
    '<a rel="attachment" href="{}">a</a>', '<img alt="a" src="{}">', '<img alt="a" srcset="{} 2x" src="{}">',
    '<object data="{}"></object>', '<embed src="{}">', '<iframe src="{}"></iframe>', '<input type="image" src="{}">',
    '<picture><source srcset="{}"><img alt="a" src="{}"></picture>', '<video poster="{}" src="{}"></video>',
    '<script src="{}"></script>', '<base href="{}"><img alt="a" src="x.png">',
    '<meta http-equiv="refresh" content="0;{}">',
    '<style>@import "{}";</style>', '<style>@import url({}) print;</style>',
    '<style>@font-face{{font-family:x;src:url("{}")}} p{{font-family:x}}</style>',
    '<style>.page{{background:url("{}")}}</style>', '<style>.page{{background-image:image-set(url("{}") 1x)}}</style>',
    '<style>.page{{list-style:url("{}")}}</style>', '<style>p::before{{content:url("{}")}}</style>',
    '<style>.page{{border-image:url("{}") 1}}</style>', '<style>.page{{mask-image:url("{}")}}</style>',
    '<style>@page{{@top-left{{content:url("{}")}}}}</style>', '<p style="background:url({})">a</p>',
    '<style>@color-profile device-cmyk{{src:url("{}")}}</style>',
    f'{SVG}<image href="{{}}" width="9" height="9"/></svg>',
    f'{SVG}<image xlink:href="{{}}" width="9" height="9"/></svg>',
    f'{SVG}<use href="{{}}#a"/></svg>', f'{SVG}<style>@import "{{}}";</style><rect width="9" height="9"/></svg>',
    f'{SVG}<style>rect{{{{fill:url({{}}#a)}}}}</style><rect width="9" height="9"/></svg>',
    f'{SVG}<rect width="9" height="9" filter="url({{}}#a)" mask="url({{}}#b)" clip-path="url({{}}#c)"/></svg>',
    f'{SVG}<foreignObject><img src="{{}}"/></foreignObject></svg>', f'{SVG}<script href="{{}}"/></svg>',
    f'{SVG}<text font-family="x">a</text><style>@font-face{{{{font-family:x;src:url({{}})}}}}</style></svg>',
)  # fmt: skip
"""What may ask for an address."""


USE = "".join(
    f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, 8)
)  # fmt: skip
DRAWINGS = (
    f'{SVG}<defs><g id="a0"><rect width="1" height="1"/></g>{USE}</defs><use href="#a7"/></svg>',
    f'{SVG}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
    f'{SVG}<defs><pattern id="a">{"<rect/>" * 200}</pattern></defs>' + '<rect fill="url(#a)"/>' * 200 + "</svg>",
    f"{SVG}<script>1</script></svg>", f"{SVG}<foreignObject><p>a</p></foreignObject></svg>",
    f'{SVG}<rect onclick="1"/></svg>', f'{SVG}<image href="file:///etc/hosts"/></svg>',
    f'{SVG}<set attributeName="href" to="javascript:1"/></svg>', f'{SVG}<use href="x.svg#a"/></svg>',
)  # fmt: skip


class Listener:
    """Counts who comes to a port of this machine."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return plan_factory.library()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return plan_factory.edition(tmp_path_factory.mktemp("fetching"))


@pytest.fixture(scope="module")
def plan(fonts: FontLibrary) -> Plan:
    return plan_factory.plan(fonts)


def inflated(pdf: bytes) -> bytes:
    """Everything that is in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [one.read_raw_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)]
    found = [pdf]
    for stream in streams:
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def filled(tag: str, address: str) -> str:
    return tag.replace("{}", address).replace("{{", "{").replace("}}", "}")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text id="a">{SECRET}</text></svg>')
    return file


def test_nothing_is_fetched(secret: Path, listener: Listener) -> None:
    """By WeasyPrint alone, which goes on where it may."""
    weasyprint = pytest.importorskip("weasyprint")
    before = listener.visits
    for tag in TAGS:
        for address in (secret.as_uri(), f"http://127.0.0.1:{listener.port}/a.svg"):
            try:
                drawn = weasyprint.HTML(string=filled(tag, address), url_fetcher=TableFetcher({})).write_pdf()
            except (RefusedError, ValueError) as error:
                assert SECRET not in str(error)
            else:
                assert SECRET.encode() not in inflated(drawn), (tag, address)
    time.sleep(0.05)
    assert listener.visits == before


@pytest.mark.slow
def test_nothing_is_fetched_whatever_asks(
    edition: Edition, plan: Plan, fonts: FontLibrary, tmp_path: Path, secret: Path, listener: Listener
) -> None:
    (tmp_path / "newspaper.css").write_text("")
    html = render_html(edition, plan, LAYOUT)
    addresses = [secret.as_uri(), str(secret), "secret.svg", f"http://127.0.0.1:{listener.port}/a.svg",
                 f"ftp://127.0.0.1:{listener.port}/a.svg", f"//127.0.0.1:{listener.port}/a.svg",
                 f"HTTP://127.0.0.1:{listener.port}/a.svg", "data:text/css,a"]  # fmt: skip
    before = listener.visits
    for tag in TAGS:
        for address in addresses:
            place = "</head>" if tag.startswith(("<link", "<style", "<base", "<meta")) else "</section>"
            try:
                drawn = render_pdf(html.replace(place, filled(tag, address) + place, 1), edition, plan, tmp_path, fonts)
            except BanxinError as error:
                assert SECRET not in str(error)
            else:
                assert SECRET.encode() not in inflated(drawn), (tag, address)
    time.sleep(0.05)
    assert listener.visits == before


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_drawings_of_a_layout_are_looked_through_before_they_are_drawn(drawing: str) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    start = time.monotonic()
    assert fault(weasyprint.HTML(string=f"<p>{drawing}</p>", url_fetcher=TableFetcher({})).etree_element)
    assert time.monotonic() - start < 1
    plain = f'{SVG}<defs><g id="a"><rect/></g></defs><use href="#a"/><a href="https://a.example/"><rect/></a></svg>'
    assert fault(weasyprint.HTML(string=plain).etree_element) is None


def test_a_drawing_that_is_refused_names_its_layout(edition: Edition, plan: Plan, fonts: FontLibrary) -> None:
    html = render_html(edition, plan, LAYOUT).replace("</section>", DRAWINGS[0] + "</section>", 1)
    with pytest.raises(EditionError, match=r"layouts/broadsheet: error template: .*more than 10000 shapes"):
        render_pdf(html, edition, plan, LAYOUT, fonts)


def test_the_listener_counts_visits(listener: Listener) -> None:
    before = listener.visits
    socket.create_connection(("127.0.0.1", listener.port)).close()
    time.sleep(0.1)
    assert listener.visits == before + 1


@pytest.mark.parametrize(
    "url", ["data:image/svg+xml,<svg/>", "DATA:,x", "banxin:image/../x", "file:///etc/hostname", ""]
)
def test_the_fetcher_has_its_table_and_nothing_else(url: str) -> None:
    fetcher = TableFetcher({"banxin:image/a": ("image/png", b"x")})
    assert fetcher.fetch("banxin:image/a").read() == b"x"
    for asked in (fetcher.fetch, fetcher):
        with pytest.raises(RefusedError):
            asked(url)
