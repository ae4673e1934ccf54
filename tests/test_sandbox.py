"""Templates of every room in one sandbox: plain values, no way out, no work without end."""

from __future__ import annotations

import ast
import datetime
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import jinja2.sandbox
import pytest

import plan_factory
from banxin.assets import PACKAGE, asset_folder
from banxin.check.score import Score
from banxin.errors import EditionError
from banxin.library.archive.store import Library
from banxin.library.index.search import Query
from banxin.library.record.record_json import to_json
from banxin.model.edition import Edition, Picture
from banxin.render import templates
from banxin.render.edition_view import EditionView
from banxin.render.html.document import render_html
from banxin.render.images.contact import Alternative, contact_sheet
from banxin.render.plain import is_plain, is_plain_class
from banxin.render.rendering import Renderer
from banxin.render.templates import Templates
from hostile_records import plain_issue, put
from hostile_templates import ENDLESS, ESCAPES, reached
from readers_site import addresses_of, opened
from test_epub import render as render_book

LAYOUTS = asset_folder("layouts")
Context = Mapping[str, object]


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Context]:
    """Template → what it is given, in every room."""
    found: dict[str, Context] = {}
    text = Renderer.text

    def recorded(self: Renderer, name: str, values: Context, seconds: float = 0.0) -> str:
        found[f"{self.folders[0].name}/{name}"] = values
        return text(self, name, values, seconds)

    folder = tmp_path_factory.mktemp("sandbox")
    edition = plan_factory.edition(folder)
    plan = plan_factory.plan(plan_factory.library())
    record = plain_issue(0)
    put(folder / "library", record, to_json(record))
    Library(folder / "library").rebuild()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "text", recorded)
        render_html(edition, plan, LAYOUTS / "broadsheet")
        render_book(edition, {article.slug: 1 for article in edition.articles})
        contact_sheet(edition, [Alternative(1, plan, Score((), 1, 0), 0, 0, 0.5)], LAYOUTS / "contact")
        with opened(folder / "library") as site:
            for address in addresses_of(site):
                site.find(address)
            site.search(Query("正文"), 1)
            site.pages.not_found()
    return found


def test_templates_of_every_room_get_plain_values_and_listed_functions_only(contexts: dict[str, Context]) -> None:
    rooms = {name.partition("/")[0] for name in contexts}
    assert rooms == {"broadsheet", "epub", "contact", "site"} and len(contexts) > 16
    sandbox = Renderer((LAYOUTS / "epub",)).environment
    for template, context in contexts.items():
        for name, value in context.items():
            assert is_plain(value) or sandbox.is_safe_callable(value), f"{template}: {name}"
            assert list(reached(sandbox, value, f"{template}: {name}", {})) == []


def test_the_probe_finds_what_is_no_plain_value(tmp_path: Path) -> None:
    sandbox = Renderer((tmp_path,)).environment

    for value in (tmp_path, os, Templates, open, b"", sandbox, (tmp_path,), lambda: 0):
        assert list(reached(sandbox, value, "value", {})), value
    assert not list(reached(sandbox, {"a": (1, "b", datetime.date(2026, 1, 1))}, "value", {}))


def test_a_class_with_a_hold_on_the_world_is_no_plain_value() -> None:
    assert all(map(is_plain_class, (str, int, datetime.date, tuple, EditionView)))
    for kind in (Path, bytes, ModuleType, Edition, Picture, type, object, Callable, Templates, Iterator):
        assert not is_plain_class(kind), kind


def test_jinja_runs_nowhere_but_in_the_sandbox() -> None:
    """A template of a further room must go through it, too."""
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and any(one.name.partition(".")[0] == "jinja2" for one in node.names))
        or (isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "jinja2")
    }
    assert users == {"render/sandbox.py", "render/rendering.py"}
    assert issubclass(type(Renderer((LAYOUTS,)).environment), jinja2.sandbox.ImmutableSandboxedEnvironment)


def hostile_folder(folder: Path) -> Path:
    """A layout with a link and a pipe, beside a secret."""
    (folder / "secret.txt").write_text("SECRET")
    layout = folder / "mine"
    (layout / "folder.j2").mkdir(parents=True)
    (layout / "link.j2").symlink_to(folder / "secret.txt")
    os.mkfifo(layout / "pipe.j2")
    return layout


def test_no_template_of_any_room_gets_out(contexts: dict[str, Context], tmp_path: Path) -> None:
    layout = hostile_folder(tmp_path)
    page, renderer = layout / "page.html.j2", Renderer((layout,))
    for room in ("broadsheet/newspaper.html.j2", "epub/article.xhtml.j2", "contact/contact.html.j2",
                 "site/article.html.j2"):  # fmt: skip
        for number, escape in enumerate(ESCAPES):
            page.write_text(f"a\n{escape}{' ' * number}")
            with pytest.raises(EditionError) as caught:
                print(escape, renderer.text("page.html.j2", contexts[room]))
            (found,) = caught.value.problems
            assert (found.code, found.origin.file, found.origin.line) == ("template", "layouts/mine/page.html.j2", 2)
            assert "SECRET" not in str(found)


REACHING = (
    "edition.folder", "paper.folder", "edition.origin", "paper.origin", "paper.press", "edition.sources",
    "edition.articles[0].pictures[0].path", "book.profile.__class__", "at.posixpath", "at.sys", "to.__globals__",
    "to.__call__.__func__", "day_name.__class__", "pages[0].__class__", "plan.__dataclass_fields__", "rows.__class__",
    "words.__class__", "record.__dict__", "record.by_slug.clear()", "at.update({})", "openers.clear()",
)  # fmt: skip
"""Ways from what a room gives, which were open once or might be."""


def test_no_value_of_any_room_leads_to_a_path_or_a_module(contexts: dict[str, Context], tmp_path: Path) -> None:
    renderer = Renderer((tmp_path,))
    for context in contexts.values():
        for number, way in enumerate(REACHING):
            (tmp_path / "page.html.j2").write_text(f"{{{{ {way} }}}}{' ' * number}")
            if way.partition(".")[0].partition("[")[0] in context:
                with pytest.raises(EditionError, match="template"):
                    print(way, renderer.text("page.html.j2", context))


NO_LINE = ("deep markup", "deep brackets", "deep blocks")
"""What Jinja2 or Python cannot read, or no XML: there is no line of a running template."""


def test_a_template_without_end_ends_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "LIMITS", replace(templates.LIMITS, seconds=0.3, memory=400 << 20))
    monkeypatch.setattr(templates, "A_PAGE_S", 0.3)
    page = tmp_path / "page.html.j2"
    with Templates(tmp_path) as room:
        for number, (name, text) in enumerate(ENDLESS.items()):
            page.write_text(f"a\n{text}{' ' * number}")
            start = time.monotonic()
            with pytest.raises(EditionError) as caught:
                room.fill("page.html")
            (found,) = caught.value.problems
            assert found.code == "template" and found.origin.file.endswith("/page.html.j2"), name
            assert found.origin.line == 2 or name in NO_LINE, f"{name}: {found}"
            assert time.monotonic() - start < 0.3 + templates.GRACE_S, name
        page.write_text("<p>{{ word }}</p>")
        assert room.fill("page.html", word="&") == b"<p>&amp;</p>"
