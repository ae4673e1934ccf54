"""Weights of the importer's decision, fitted on labelled pages: a conditional random field, kept small by L1 and L2."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite
from banxin.importer.deciding.features import features
from banxin.importer.deciding.page_lines import page_lines
from banxin.importer.deciding.tags import NUMBER, TAGS, tag
from banxin.importer.deciding.weights import FOLLOWS
from banxin.importer.normalise import BEFORE_JOINING, normalise
from labelled import Page, mixed, text_of, variants

LEAST_PAGES = 3
"""A feature that fewer pages have says nothing of others."""
LASSO, RIDGE = 0.1, 0.08
ROUNDS = 120
WEAK = 0.02
Points = dict[str, dict[int, float]]
Example = tuple[list[list[str]], list[str]]


def example(page: Page) -> Example:
    """What is seen of the lines of a page, and their tags."""
    text = text_of(page)
    clean, _ = normalise(text, BEFORE_JOINING)
    return features(page_lines(text, clean)), [str(line.tag) for line in page.lines]


def fit(pages: Sequence[Page], seed: int = 7) -> Points:
    """Points by feature and tag."""
    dice = random.Random(seed)
    given: list[Example] = []
    on: dict[str, set[str]] = defaultdict(set)
    for page in [*pages, *mixed(pages, dice)]:
        for form in variants(page, dice):
            seen, tags = example(form)
            assert len(seen) == len(tags), page.name
            given.append((seen, tags))
            if page.group != "mix":
                for feature in {name for one in seen for name in one}:
                    on[feature].add(page.name)
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for seen, tags in given:
        trainer.append([[name for name in one if len(on[name]) >= LEAST_PAGES] for one in seen], tags)
    trainer.set_params(
        {"c1": LASSO, "c2": RIDGE, "max_iterations": ROUNDS, "feature.possible_transitions": True, "epsilon": 1e-4}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        model = pycrfsuite.Tagger()
        model.open(str(path))
        return _points(model.info())


def _points(info: pycrfsuite._dumpparser.ParsedDump) -> Points:
    points: Points = defaultdict(dict)
    for (name, one), value in info.state_features.items():
        if abs(value) >= WEAK:
            points[name][NUMBER[tag(one)]] = value
    for (before, after), value in info.transitions.items():
        points[f"{FOLLOWS}{after}"][NUMBER[tag(before)]] = value
    seen = {one for pair in info.transitions for one in pair}
    for one in TAGS:  # A tag that no page has is not guessed.
        if str(one) not in seen:
            points["any"][NUMBER[one]] = -20.0
    return dict(points)
