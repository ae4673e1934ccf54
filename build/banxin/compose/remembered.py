"""What the composer remembers: a paragraph is asked for at the same measure many times.

Each of these functions depends on its arguments alone, which are values or, like metrics, never change; so what they
remember is never out of date, and each keeps so many results at the most. It lives as long as the process does.
"""

from __future__ import annotations

from banxin.compose import headline, material, paragraph, words

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
    """Forget everything that was composed: whoever makes one edition after another calls it between two.

    An edition leaves some 25 MB behind, of which the next one uses nothing.
    """
    for function in REMEMBERING:
        function.cache_clear()
