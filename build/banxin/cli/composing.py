"""`banxin compose`."""

from __future__ import annotations

import sys
from typing import Literal

import click

from banxin.cli.console import print_json, say, show
from banxin.compose.metrics import FontMetrics, Metrics, NominalMetrics
from banxin.compose.paragraph import Setting
from banxin.compose.report import compose_json
from banxin.errors import UsageError
from banxin.fonts.library import FontLibrary
from banxin.model.text import Region, Style

LEAST_MEASURE = 1
"""Shortest measure, in em: one character."""


def body_metrics() -> FontMetrics:
    """Metrics of the broadsheet's running text."""
    faces = {
        Style.PLAIN: "serif-regular",
        Style.STRONG: "serif-bold",
        Style.EMPHASIS: "kai-regular",
        Style.DATELINE: "sans-bold",
    }
    return FontMetrics(FontLibrary.load(), faces, ("serif-regular", "sans-regular", "kai-regular"))


@click.command(short_help="Break a text into lines that end flush.")
@click.argument("text")
@click.option("--measure", default=13.0, show_default=True, help="Length of a line, in em.")
@click.option("--indent", default=0.0, show_default=True, help="Indent of the first line, in em.")
@click.option(
    "--metrics", default="font", type=click.Choice(["nominal", "font"]), help="Real glyphs, or whole and half ems."
)
@click.option(
    "--punctuation", default="full", type=click.Choice(["full", "half", "kaiming"]), help="全角, 半角 or 开明."
)
@click.option("--json", "as_json", is_flag=True, help="Print lines with their widths as JSON.")
def compose(
    text: str,
    measure: float,
    indent: float,
    metrics: Literal["nominal", "font"],
    punctuation: Literal["full", "half", "kaiming"],
    as_json: bool,
) -> int:
    """Break TEXT into lines that end flush; `-` reads it from standard input."""
    if not LEAST_MEASURE <= measure <= 1000 or not 0 <= indent < measure:
        raise UsageError("The measure must be 1 to 1000 em, the indent at least 0 and less than it.")
    if text == "-":
        text = sys.stdin.read().rstrip("\n")
    chosen: Metrics = NominalMetrics() if metrics == "nominal" else body_metrics()
    found = compose_json(text, measure, indent, chosen, Setting(region=Region.CN, punctuation=punctuation))
    if as_json:
        print_json(found)
        return 0
    for line in found["lines"]:
        show(line["text"])
    for row in found["problems"]:
        say(f"line {row['line']}: {row['severity']} {row['code']}: {row['message']}")
    return 0


COMMANDS = (compose,)
