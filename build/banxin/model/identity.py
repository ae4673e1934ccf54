"""Identifiers of an issue and its parts: the same from every installation, and for all revisions."""

from __future__ import annotations

import uuid

from banxin.model.edition import Edition

NAMESPACE = uuid.UUID("3ea963db-ad45-5869-b9fc-78c9af581a7d")  # v5 of urn:banxin:edition
"""Ours, fixed permanently: the same issue gets the same identifier from every installation."""


def edition_urn(edition: Edition, script: str = "") -> str:
    """urn:uuid of paper, date and edition, without the revision; of another script (hant), one of its own.

    A corrected issue keeps its identifier and gets a newer date of change: readers replace it instead of having two.
    """
    script = f"#{script}" if script else ""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{edition.paper.key}-{edition.day}{script}')}"


def page_urn(edition: Edition, number: int) -> str:
    """urn:uuid of a printed page, by its number: the same for all revisions of the issue."""
    return _inner(edition, f"page-{number}")


def article_urn(edition: Edition, slug: str) -> str:
    """urn:uuid of an article, by its slug, which does not change with the headline: the same for all revisions of the
    issue."""
    return _inner(edition, f"article-{slug}")


def _inner(edition: Edition, name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{edition_urn(edition)}/{name}')}"
