"""How the sample edition's running text comes out over one column."""

from __future__ import annotations

from banxin.pipeline import OpenEdition
from banxin.units import em
from figures import body_paragraphs
from line_statistics import line_statistics


def test_most_full_lines_of_the_sample_are_exact_and_none_is_loose(seed_desk: OpenEdition) -> None:
    """Exact: nothing stretched or squeezed but marks at the line's ends. 13 em, indent 2 em."""
    found = line_statistics(body_paragraphs(seed_desk, 13))
    assert found.full_lines > 400
    assert found.exact_share >= 0.55
    assert em(found.gap_p95) <= 0.10
    assert em(found.gap_max) <= 0.25


def test_a_measured_line_ends_flush(seed_desk: OpenEdition) -> None:
    """Or the figures above would tell nothing."""
    lines = [line for paragraph in body_paragraphs(seed_desk, 13) for line in paragraph.lines]
    assert {line.start + line.width for line in lines if not line.last} == {13000}
    assert sum(line.start == 2000 for line in lines) == len(body_paragraphs(seed_desk, 13))
