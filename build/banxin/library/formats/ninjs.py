"""An article as ninjs 3.1, the JSON that news agencies exchange (IPTC)."""

from __future__ import annotations

import json
from typing import Any

from banxin.clock import midnight
from banxin.library.record.record import ArticleRecord, IssueRecord, PictureRecord
from banxin.model.kinds import ArticleKind

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def ninjs(record: IssueRecord, article: ArticleRecord, html: str) -> bytes:
    """The article's JSON. html: its body, as a web page has it."""
    text = article.text
    item: dict[str, Any] = {
        "uri": article.urn,
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "picture" if article.kind == ArticleKind.PHOTO else "text",
        "representationType": "full",
        "version": str(record.revision),
        "firstCreated": midnight(record.date).isoformat(),
        "versionCreated": midnight(record.changed).isoformat(),
        "pubStatus": "usable",
        "language": article.language,
        "title": article.title,
        "headlines": [
            {"role": role, "contentType": "text/plain", "value": value}
            for role, value in (("main", article.headline), ("kicker", article.kicker), ("deck", article.deck))
            if value
        ],
        "by": article.byline,
        "bodies": [
            {"role": "plain", "contentType": "text/plain", "charCount": len(text), "value": text},
            {"role": "main", "contentType": "text/html", "value": html},
        ],
        "subjects": [{"name": article.section, "rel": "section"}] if article.section else [],
        "infoSources": [{"name": record.paper.name, "role": "publisher"}],
        "altIds": [
            {"role": "slug", "value": article.slug},
            {"role": "issue", "value": record.key},
            {"role": "page", "value": str(article.page)},
        ],
        "copyrightNotice": record.paper.rights,
        "associations": [_picture(article, number, figure) for number, figure in enumerate(article.figures, 1)],
    }
    kept = {key: value for key, value in item.items() if value not in ("", [])}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _picture(article: ArticleRecord, number: int, figure: PictureRecord) -> dict[str, Any]:
    texts = (("caption", figure.caption), ("alt", figure.alt))
    found = {
        "name": f"picture-{number}",
        "uri": f"{article.urn}#picture-{number}",
        "type": "picture",
        "descriptions": [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text],
        "by": figure.credit,
        "renditions": [
            {
                "name": "main",
                "href": f"../{figure.image.name}",
                "contentType": "image/jpeg",
                "width": figure.image.width,
                "height": figure.image.height,
            }
        ],
    }
    return {key: value for key, value in found.items() if value not in ("", [])}
