"""Verifying that everything in the library is as it was added. Nothing is changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from banxin.errors import BanxinError, Origin, Problem, SetupError, problem
from banxin.library.archive.bag import PRODUCTS, REPORT, SOURCES
from banxin.library.archive.bag_check import check_bag, digests
from banxin.library.archive.content import foreign_files
from banxin.library.archive.store import Library
from banxin.library.index.catalogue import NAME, Catalogue
from banxin.library.problems import (
    BAG_ALTERED,
    BAG_BROKEN,
    BAG_EXTRA,
    BAG_FOREIGN,
    BAG_MISSING,
    BAG_REPLACES,
    BAG_STALE,
    CATALOGUE_BEHIND,
)
from banxin.library.record.record import RECORD

KINDS = {"altered": BAG_ALTERED, "missing": BAG_MISSING, "extra": BAG_EXTRA}


def verify(library: Library, tell: Callable[[int, int], None] | None = None) -> tuple[Problem, ...]:
    """Every file that was altered, is missing or was not added by the library; bags whose products are not of their
    sources; faults of the catalogue. Paths are relative to the library."""
    bags = library.bags()
    found: list[Problem] = []
    for count, bag in enumerate(bags, 1):
        found += _bag(library, bag)
        if tell:
            tell(count, len(bags))
    return (*found, *_catalogue(library, bags))


def _bag(library: Library, bag: Path) -> Iterator[Problem]:
    name = library.name(bag)
    broken = False
    for fault in check_bag(bag):
        broken = True
        if fault.kind == "broken":
            yield problem(BAG_BROKEN, Origin(name), why=fault.why.rstrip("."))
        else:
            yield problem(KINDS[fault.kind], Origin(f"{name}/{fault.file}"))
    if broken:
        return
    try:
        record = library.record(bag)
        for file, why in foreign_files(bag, record):
            yield problem(BAG_FOREIGN, Origin(f"{name}/data/{file}"), why=why)
        yield from _stale(bag, name)
    except (BanxinError, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield problem(BAG_BROKEN, Origin(name), why=str(error).rstrip("."))
        return
    if record.replaces and not (bag.parent / record.replaces).is_dir():
        yield problem(BAG_REPLACES, Origin(name), key=record.replaces)


def _stale(bag: Path, name: str) -> Iterator[Problem]:
    """Products whose report names other sources than the bag's."""
    there = digests(bag)
    report = json.loads((bag / "data" / PRODUCTS / REPORT).read_bytes())
    papers = {path.split("/")[1] for path in there if path.startswith(f"{SOURCES}/")}
    for source, digest in report["sources"].items():
        if not any(there.get(f"{SOURCES}/{paper}/{source}") == digest for paper in papers):
            yield problem(BAG_STALE, Origin(f"{name}/data/{PRODUCTS}/{REPORT}"), product=REPORT, source=source)
    for product, row in report["products"].items():
        if there.get(f"{PRODUCTS}/{product}") != row["sha256"]:
            origin = Origin(f"{name}/data/{PRODUCTS}/{product}")
            yield problem(BAG_STALE, origin, product=product, source=REPORT)


def _catalogue(library: Library, bags: tuple[Path, ...]) -> Iterator[Problem]:
    try:
        catalogue = Catalogue(library.catalogue_path, write=False)
    except SetupError as error:
        yield problem(CATALOGUE_BEHIND, Origin(NAME), what=str(error).split(". ")[0].rstrip("."))
        return
    wrong = catalogue.check()
    if wrong:
        yield problem(CATALOGUE_BEHIND, Origin(NAME), what=wrong)
    try:
        known = {row.bag: row.digest for row in catalogue.all_issues()}
    except SetupError as error:
        if not wrong:
            yield problem(CATALOGUE_BEHIND, Origin(NAME), what=str(error).split(". ")[0].rstrip("."))
        return
    finally:
        catalogue.close()
    for bag in bags:
        record = bag / "data" / RECORD
        held = hashlib.sha256(record.read_bytes()).hexdigest() if record.is_file() else ""
        if known.pop(library.name(bag), "") != held:
            yield problem(CATALOGUE_BEHIND, Origin(NAME), what=library.name(bag))
    for name in known:
        yield problem(BAG_MISSING, Origin(name))
