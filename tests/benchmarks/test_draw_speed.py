"""What a drawn page costs, beside the floor: the same glyphs straight through pydyf, without layout and tags.

Seconds depend on the machine, their ratio hardly does; so only the ratio can fail.
"""

from __future__ import annotations

import dataclasses
import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import plan_factory
from banxin.assets import asset_folder
from banxin.fonts.library import FontLibrary
from banxin.model.plan import Plan
from banxin.render.html.document import render_html
from banxin.render.pdf.document import render_pdf
from draw_floor import floor_pdf

LAYOUT = asset_folder("layouts") / "broadsheet"
RATIO = 12  # Of the trials: 7 to 9; a line of HTML for each line of the plan makes it 16.
ROUNDS = 5
LEGS, ROWS, HEADLINES = 8, 92, 19


def full_page(fonts: FontLibrary) -> Plan:
    """A broadsheet page full of text: about 740 body lines and 19 headlines."""
    count = 0
    texts: list[str] = []
    while count < LEGS * ROWS - 12:
        text = plan_factory.PARAGRAPHS[len(texts) % len(plan_factory.PARAGRAPHS)] * 2
        texts.append(text)
        count += -(-(len(text) + 2) // plan_factory.MEASURE)
    lines = plan_factory.body(fonts, tuple(texts), 57, 250, LEGS, ROWS)
    heads = [
        plan_factory.line(fonts, "headline", "我省确保农村水体", "serif-black", 18, 60, 100 + number * 7, block=number)
        for number in range(HEADLINES)
    ]
    base = plan_factory.plan(fonts)
    page = base.pages[0]
    module = dataclasses.replace(page.modules[1], lines=(*heads, *lines), pictures=(), rules=())
    return dataclasses.replace(base, pages=(dataclasses.replace(page, modules=(module,)),))


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_page_costs_at_most_twelve_times_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fonts = plan_factory.library()
    edition, plan = plan_factory.edition(tmp_path), full_page(fonts)
    lines = plan.pages[0].modules[0].lines
    html = render_html(edition, plan, LAYOUT)
    template, draw, floor = [], [], []
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: floor_pdf(plan, fonts)))
        template.append(seconds(lambda: render_html(edition, plan, LAYOUT)))
        draw.append(seconds(lambda: render_pdf(html, edition, plan, LAYOUT, fonts)))
    ratio = (min(template) + min(draw)) / min(floor)  # The least is what the work takes; the rest is other people's.
    with capsys.disabled():
        print(
            f"\ndraw: {len(lines)} lines, {sum(len(line.text) for line in lines)} characters: "
            f"template {min(template):.3f} s, PDF {min(draw):.3f} s, "
            f"pydyf floor {min(floor):.3f} s, ratio {ratio:.1f}"
        )
    assert ratio < RATIO
