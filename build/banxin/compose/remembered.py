"""The caches of the composer: a paragraph is composed at the same measure many times.

Each of these functions depends on its arguments alone, which are values or, like metrics, never change; so cached
results never become invalid, and each cache is limited in size. They live as long as the process.
"""

from __future__ import annotations

from banxin.compose import material, paragraph
from banxin.compose.heads import headline, words

REMEMBERING = (
    words.word_starts,
    material.workshop,
    material.prepare,
    paragraph.remembered_paragraph,
    paragraph.remembered_variants,
    paragraph.remembered_ragged,
    headline.remembered_headline,
)
"""Every function of the composer that remembers its results."""


def forget() -> None:
    """Forget everything that was composed; to be called between two editions made in one process.

    An edition leaves some 25 MB behind, none of which the next one uses.
    """
    for function in REMEMBERING:
        function.cache_clear()
