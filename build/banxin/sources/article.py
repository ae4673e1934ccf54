"""One Markdown file → an article."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import Origin, phrase
from banxin.model.edition import Article, Paper, Picture
from banxin.model.text import Text
from banxin.sources.body import read_body, read_line
from banxin.sources.files import SourceFolder
from banxin.sources.images import PictureDesk
from banxin.sources.limits import SETTINGS_BYTES, Limits
from banxin.sources.problems import EMPTY_ARTICLE, FRONT_MATTER, MISSING_FILE, MISSING_KEY, TOO_LONG
from banxin.sources.settings import ArticleSettings
from banxin.sources.text import decode
from banxin.sources.toml import KeyPath, line_of, parse
from banxin.sources.typed_marks import typed_marks

FENCE = "+++"
BYTES_A_CHARACTER = 4
"""Most bytes that UTF-8 uses."""


def read_article(
    path: Path, slug: str, paper: Paper, sources: SourceFolder, desk: PictureDesk, limits: Limits
) -> tuple[Article, dict[KeyPath, int]] | None:
    """The article and the lines of its keys, or None when it cannot be read; problems are added to `sources`."""
    file = sources.name(path)
    text = _text(path, file, sources, limits)
    if text is None:
        return None
    split = _split(text, file, sources)
    if split is None:
        return None
    head, body, body_line = split
    settings, lines, found = parse(head, ArticleSettings, file, 2, FRONT_MATTER)
    sources.extend(found)
    blocks, more = read_body(body, file, body_line, verse=settings is not None and settings.kind.traits.lined)
    sources.extend(more)
    if settings is None:
        return None
    pictures = tuple(_pictures(settings, file, lines, desk))
    if settings.kind.traits.pictorial and not settings.picture:
        sources.add(MISSING_KEY, Origin(file, line_of(("kind",), lines)), key="picture", example="[[picture]]")
        return None
    if not settings.kind.traits.pictorial and not settings.headline:
        sources.add(MISSING_KEY, Origin(file, 1), key="headline", example='headline = "…"')
        return None
    if not settings.kind.traits.pictorial and not blocks:
        sources.add(EMPTY_ARTICLE, Origin(file, body_line))
        return None
    region = sources.region(settings.region, Origin(file, line_of(("region",), lines))) if settings.region else None

    def line(key: str) -> Text:
        """A text of the front matter, with the same markup as the body."""
        found, more = read_line(getattr(settings, key), file, line_of((key,), lines) or 1)
        sources.extend(more)
        return found

    article = Article(
        slug=slug,
        kind=settings.kind,
        headline=line("headline"),
        kicker=line("kicker"),
        deck=line("deck"),
        byline=line("byline"),
        dateline=line("dateline"),
        section=settings.section,
        page=settings.page,
        priority=settings.priority,
        headline_form=settings.headline_form,
        headline_short=settings.headline_short,
        at=settings.at,
        span=settings.span,
        related=tuple(settings.related),
        hold=settings.hold,
        box=settings.box is not False,
        language=settings.language or paper.language,
        region=region or paper.region,
        blocks=blocks,
        pictures=pictures,
        origin=Origin(file, line_of(("headline",), lines) or 1),
        tint=settings.box == "tint",
        series=line("series"),
        note=line("note"),
        pull_quote=line("pull_quote"),
        headline_pt=settings.headline_pt,
        jump=settings.jump,
        spread=settings.spread,
        group=settings.group,
        corrects=tuple(settings.corrects),
    )
    sources.extend(typed_marks(article))
    return article, lines


def _text(path: Path, file: str, sources: SourceFolder, limits: Limits) -> str | None:
    most = limits.article_characters * BYTES_A_CHARACTER + SETTINGS_BYTES
    count = len(sources.problems)
    try:
        data = sources.read(path, most, "article_characters")
    except FileNotFoundError:  # Removed since the folder was listed.
        sources.add(MISSING_FILE, Origin(file), name=file, way=phrase("Build again."))
    if len(sources.problems) > count:
        return None
    text, found = decode(data, file)
    sources.extend(found)
    if text is not None and not text.strip():
        sources.add(EMPTY_ARTICLE, Origin(file))
        return None
    return None if text is None or _too_long(text, file, sources, limits) else text


def _too_long(text: str, file: str, sources: SourceFolder, limits: Limits) -> bool:
    """Whether an article has more characters or lines than it may have: a paragraph costs some kilobytes."""
    if len(text) > limits.article_characters:
        limit, key = phrase("{count} characters", count=limits.article_characters), "article_characters"
    elif text.count("\n") > limits.article_lines:
        limit, key = phrase("{count} lines", count=limits.article_lines), "article_lines"
    else:
        return False
    sources.add(TOO_LONG, Origin(file), what=phrase("the article"), limit=limit, key=key)
    return True


def _split(text: str, file: str, sources: SourceFolder) -> tuple[str, str, int] | None:
    """Front matter, body, and line number of the body."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        way = phrase("Begin the file with a line +++, then the keys, then +++ again.")
        sources.add(FRONT_MATTER, Origin(file, 1), what=phrase("it is missing"), way=way)
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        way = phrase("Add a line +++ below it.")
        sources.add(FRONT_MATTER, Origin(file, 1), what=phrase("it is never closed"), way=way)
        return None
    head = "\n".join(lines[1:end])
    if len(head.encode()) > SETTINGS_BYTES:
        way = phrase("Move the text below the second +++.")
        sources.add(FRONT_MATTER, Origin(file, 1), what=phrase("it is over 1 MB"), way=way)
        return None
    return head, "\n".join(lines[end + 1 :]), end + 2


def _pictures(settings: ArticleSettings, file: str, lines: dict[KeyPath, int], desk: PictureDesk) -> list[Picture]:
    looked = (
        desk.picture(picture, Origin(file, line_of(("picture", index, "file"), lines)))
        for index, picture in enumerate(settings.picture)
    )
    return [picture for picture in looked if picture is not None]
