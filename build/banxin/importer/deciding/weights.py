"""What labelled pages taught: points for each feature of a line with each tag, and for each tag after another.

The table is data (`weights.tsv`), made by `make importing` and by nothing else. Its first lines name the tags and how
many points apart two readings are that an editor is asked about; then a feature a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from banxin.importer.deciding.tags import NUMBER, TAGS, may_follow, tag

TABLE = Path(__file__).parent / "weights.tsv"
NEVER = -1e9
"""Points of what cannot be."""
FOLLOWS = "then="
"""Before the name of a tag: the points of what may follow it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by feature; a row has a value for each tag, in the order of `TAGS`."""

    rows: Mapping[str, tuple[float, ...]]
    follows: tuple[tuple[float, ...], ...]
    """By the number of the tag after, then of the tag before."""
    doubt: float = 0.0
    """Points by which the best reading must lead the next for it to be certain."""

    def with_rules(self, rules: Mapping[str, Mapping[str, float]]) -> Weights:
        """With a paper's own points by feature and tag added."""
        rows = dict(self.rows)
        for feature, points in rules.items():
            row = list(rows.get(feature, (0.0,) * len(TAGS)))
            for name, value in points.items():
                row[NUMBER[tag(name)]] += value
            rows[feature] = tuple(row)
        return Weights(rows, self.follows, self.doubt)


def weights_of(points: Mapping[str, Mapping[int, float]], doubt: float) -> Weights:
    """The weights of a table: feature → number of a tag → points."""
    rows = {name: _row(row) for name, row in points.items() if not name.startswith(FOLLOWS)}
    before = [_row(points.get(f"{FOLLOWS}{one}", {})) for one in TAGS]
    follows = tuple(
        tuple(before[b][a] if may_follow(first, then) else NEVER for a, first in enumerate(TAGS))
        for b, then in enumerate(TAGS)
    )
    return Weights(rows, follows, doubt)


def _row(points: Mapping[int, float]) -> tuple[float, ...]:
    return tuple(points.get(number, 0.0) for number in range(len(TAGS)))


@cache
def weights() -> Weights:
    """The weights that the package has."""
    return parse(TABLE.read_text("utf-8"))


def parse(table: str) -> Weights:
    """The weights of a written table."""
    head, doubt, *lines = table.splitlines()
    numbers = [NUMBER[tag(name)] for name in head.split("\t")[1:]]
    points: dict[str, dict[int, float]] = {}
    for line in lines:
        feature, *cells = line.split("\t")
        points[feature] = {numbers[int(at)]: int(value) / 100 for at, value in (cell.split("=") for cell in cells)}
    return weights_of(points, float(doubt.split("\t")[1]))


def written(points: Mapping[str, Mapping[int, float]], doubt: float) -> str:
    """The table; points are kept in hundredths."""
    out = ["\t".join(("tags", *map(str, TAGS))), f"doubt\t{doubt:.2f}"]
    for feature in sorted(points):
        cells = [f"{at}={round(value * 100)}" for at, value in sorted(points[feature].items()) if round(value * 100)]
        if cells:
            out.append("\t".join((feature, *cells)))
    return "\n".join(out) + "\n"
