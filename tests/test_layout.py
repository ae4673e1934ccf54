"""What a layout.toml may not say, and that the answer names the key."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from banxin import pipeline
from banxin.assets import asset_folder
from banxin.errors import UsageError
from banxin.plan.fields import FIELDS, fields
from banxin.plan.layout import read_layout

BROADSHEET = asset_folder("layouts") / "broadsheet" / "layout.toml"


def layout_with(folder: Path, old: str, new: str) -> Path:
    """A folder with the broadsheet's layout in which one line is another."""
    text = BROADSHEET.read_text("utf-8")
    lines = text.splitlines()
    line = next(line for line in lines if line.startswith(old))
    (folder / "layout.toml").write_text(text.replace(f"\n{line}\n", f"\n{new}\n", 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("leadings_pt", "leadings_pt = []", "grid.leadings_pt"),
        ("leadings_pt", "leadings_pt = [11.25, 12]", "the loosest line space comes first"),
        ("leadings_pt", "leadings_pt = [12, 12]", "the loosest line space comes first"),
        ("leadings_pt", "leadings_pt = [12, 8]", "less than body_pt"),
        ("leadings_pt", "leadings_pt = [inf]", "grid.leadings_pt.0"),
        ("body_pt", "body_pt = nan", "grid.body_pt"),
        ("top_mm", "top_mm = inf", "grid.top_mm"),
        ("span_max", "span_max = []", "scale.span_max"),
        ("second", "second = []", "scale.second"),
        ("3 =", "3 = []", "scale.3"),
        ("white", "white = nan", "weights.white"),
        ("masthead_rows", "masthead_rows = 500", "furniture.masthead_rows"),
        ('text = "{name}"', 'text = "{nope}"', "masthead.0.text: there is no field {nope}; there are cn, "),
        ('qr = "{site}"', 'qr = "{url}"', "there is no field {url}"),
        ("items", 'items = ["{date}", "{hour}"]', "dateline.items.1: there is no field {hour}"),
        ("span_max", "span_max = [4]", "scale: span_max allows no size of 1"),
        ("2 =", "2 = [30, 36]", "scale: the largest size comes first in 2"),
        ("size = 60", "size = 0", "masthead.1: a text wants face, size and width"),
        ("width = 96", "width = 0", "masthead.1: a text wants face, size and width"),
        ('rule = "ear"', "", "exactly one of text, qr and rule is wanted"),
        ("gutter", "gutter = 90", "wider than sheet.width_mm"),
        ("height_mm = 490", "height_mm = 530", "more together than sheet.height_mm"),
        ("indent", "indent = 13", "composition.indent"),
        ("columns", "columns = 0", "grid.columns"),
        ("columns", "columns = 8\ncolour = 1", "grid.colour"),
        ("columns", "columns = ", "layout.toml: "),
    ],
)
def test_a_wrong_value_is_wrong_usage_and_its_key_is_named(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_layout(layout_with(tmp_path, old, new))
    assert told in str(caught.value)
    assert "layout.toml" in str(caught.value)


def test_a_file_that_is_not_utf_8_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_bytes("name = '版'".encode("gb18030"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_layout(tmp_path)


@pytest.mark.parametrize("name", ["broadsheet", "tabloid"])
def test_every_layout_of_ours_can_be_read(name: str) -> None:
    assert read_layout(asset_folder("layouts") / name).name == name


def test_the_fields_that_are_allowed_are_those_that_are_filled_in(seed_desk: pipeline.Desk) -> None:
    assert set(fields(seed_desk.edition, 1)) == FIELDS
    leap_day = replace(seed_desk.edition, date=datetime.date(2024, 2, 29))
    assert set(fields(leap_day, 1)) == FIELDS
