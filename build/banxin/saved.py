"""Saved plans: reading one, and finding the one that --lock and --keep refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from banxin.dump.frame import check_frame
from banxin.dump.plan_json import plan_from_json
from banxin.errors import UsageError, phrase
from banxin.fonts.library import FontLibrary
from banxin.layout.settings import Layout
from banxin.model.edition import Edition
from banxin.model.plan import Plan
from banxin.plan.pages.earlier import Earlier

KEPT = "plan.json"
"""Name of the kept plan in an edition's folder."""
REVISION = re.compile(r"-r\d+$")


@dataclass(frozen=True, slots=True)
class EarlierChoice:
    """How an earlier plan is used."""

    lock: frozenset[int] = frozenset()
    """Pages that stay exactly as they are."""
    keep: bool = False
    """The other pages change as little as possible."""
    source: Path | None = None
    """The earlier plan; None: the edition's own plan.json, else the plan of its last products."""


def read_plan(path: Path, edition: Edition, layout: Layout, library: FontLibrary) -> Plan:
    """A saved plan. Raises UsageError when it is of another edition or layout, was edited in its frame, or is not a
    plan."""
    plan = _plan_in(path, library)
    _check_use(plan, path, edition, layout)
    return plan


def _plan_in(path: Path, library: FontLibrary) -> Plan:
    try:
        return plan_from_json(path.read_text("utf-8"), library, path.name)
    except OSError as error:
        raise UsageError(phrase("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a plan of banxin: it is not UTF-8.") from error


def _check_use(plan: Plan, path: Path, edition: Edition, layout: Layout, *, any_revision: bool = False) -> None:
    """Raises UsageError unless the plan is of this edition and layout; a corrected issue may use its first issue's
    plan."""
    keys = (plan.edition, edition.key)
    if len({REVISION.sub("", key) if any_revision else key for key in keys}) > 1:
        raise UsageError(f"{path} is the plan of {plan.edition}, not of {edition.key}.")
    if plan.layout != layout.name:
        raise UsageError(
            phrase("{path} is a plan for the layout {layout}; add --layout {layout}.", path=path, layout=plan.layout)
        )
    check_frame(plan, layout, path.name)


def earlier_plan(
    hand: EarlierChoice, folder: Path, out: Path, edition: Edition, layout: Layout, library: FontLibrary
) -> Earlier | None:
    """The plan to start from, or None.

    An edition's own plan.json is always used, for its layout: it is the plan that was kept. Raises UsageError when
    pages are to be locked or kept and there is no plan.
    """
    kept = folder / KEPT
    asked = bool(hand.lock) or hand.keep
    path = hand.source or (kept if kept.is_file() else last_plan(out, edition) if asked else None)
    if path is None:
        return None
    if asked and not path.is_file():
        raise UsageError(
            phrase(
                "There is no earlier plan: {path} is missing. Build the edition first, or name a plan with --from.",
                path=path,
            )
        )
    plan = _plan_in(path, library)
    if not asked and hand.source is None and plan.layout != layout.name:
        return None
    _check_use(plan, path, edition, layout, any_revision=True)
    return Earlier(plan, hand.lock, keep=hand.keep or not hand.lock)


def last_plan(out: Path, edition: Edition) -> Path:
    """The plan of the last build: of this revision, else of the previous one, and so on."""
    keys = [replace(edition, revision=revision).key for revision in range(edition.revision, 0, -1)]
    paths = [out / key / KEPT for key in keys]
    return next((path for path in paths if path.is_file()), paths[0])


def pages_from(text: str) -> frozenset[int]:
    """1,3 → the pages 1 and 3; 2-4 → 2, 3 and 4. Raises UsageError."""
    found: set[int] = set()
    for part in text.replace("，", ",").split(","):
        if not part.strip():
            continue
        match = re.fullmatch(r"\s*(\d{1,3})\s*(?:-\s*(\d{1,3})\s*)?", part)
        if match is None:
            raise UsageError(phrase("--lock {text}: write pages as 1,3 or 2-4.", text=text))
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)
