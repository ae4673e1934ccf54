"""Paragraphs whose roles are decided → articles with their parts in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from banxin.importer.deciding.shapes import MARKED_PICTURE
from banxin.importer.deciding.tags import OUTSIDE, Role, Step
from banxin.importer.line_forms import dateline, excerpt, is_verse
from banxin.importer.paragraphs import DumpParagraph, Suspect
from banxin.importer.problems import LEFT_OUT, NO_BODY, NO_HEADLINE
from banxin.model.edition import BlockKind
from banxin.model.kinds import ArticleKind


@dataclass(frozen=True, slots=True)
class DumpBlock:
    """A block of a body."""

    kind: BlockKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class DumpCaption:
    """The words beside one picture that the source does not hold."""

    text: str
    credit: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.text, self.credit)))


@dataclass(frozen=True, slots=True)
class DumpArticle:
    """An article as it stands in a dump. Its texts are the dump's text."""

    kind: ArticleKind
    line: int
    """First line in the dump."""
    last_line: int
    series: str = ""
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    note: str = ""
    blocks: tuple[DumpBlock, ...] = ()
    captions: tuple[DumpCaption, ...] = ()
    aside: tuple[str, ...] = ()
    """Lines of the page or of a program that are no part of it, as they stood near it."""
    briefs: tuple[int, ...] = ()
    """Lines with which the items begin that are gathered under its head."""
    how: str = ""
    """How it was recognised, for the report."""

    @property
    def caption(self) -> str:
        """Its captions as one text."""
        return " ".join(one.text for one in self.captions if one.text)

    @property
    def credit(self) -> str:
        """The credits of its captions as one text."""
        return " ".join(one.credit for one in self.captions if one.credit)

    @property
    def texts(self) -> tuple[str, ...]:
        """All its texts, in the order of the dump as far as the fields allow."""
        head = (self.series, self.kicker, self.headline, self.deck, self.byline, self.note, self.dateline)
        beside = (text for caption in self.captions for text in caption.texts)
        return tuple(text for text in (*head, *(b.text for b in self.blocks), *beside, *self.aside) if text)

    @property
    def length(self) -> int:
        """Characters of its body."""
        return sum(len(block.text) for block in self.blocks)


def find_articles(paragraphs: Sequence[DumpParagraph]) -> tuple[tuple[DumpArticle, ...], tuple[Suspect, ...]]:
    """The articles of a page in order, and what an editor must add to them."""
    drafts: list[_Draft] = []
    waiting: list[DumpParagraph] = []
    for one in paragraphs:
        if one.tag.role in OUTSIDE and not drafts:
            waiting.append(one)
            continue
        if one.tag.step is Step.ARTICLE or not drafts:
            last = drafts[-1] if drafts else None
            if last and last.gathers and one.tag.role is Role.BODY:
                last.briefs.append(one.line)
            elif not last or not last.is_bare:
                drafts.append(_Draft(one.line, one.line, how=HOW[one.tag.role]))
        drafts[-1].take(one)
    if drafts and waiting:
        drafts[0].aside[:0] = [one.text for one in waiting]
        drafts[0].left[:0] = waiting
    return tuple(one.article() for one in drafts), tuple(found for one in drafts for found in one.suspects())


HOW = {
    Role.SERIES: "the name of a column",
    Role.KICKER: "a kicker",
    Role.HEADLINE: "a headline",
    Role.NOTE: "an editor's note",
    Role.CAPTION: "a caption without a headline",
} | dict.fromkeys(set(Role) - {Role.SERIES, Role.KICKER, Role.HEADLINE, Role.NOTE, Role.CAPTION}, "text without a headline")
HEAD = {Role.SERIES: "series", Role.KICKER: "kicker", Role.HEADLINE: "headline", Role.DECK: "deck", Role.BYLINE: "byline"}
TITLES = frozenset({Role.KICKER, Role.HEADLINE, Role.DECK, Role.SERIES})


@dataclass
class _Draft:
    """The article that is being read."""

    line: int
    last_line: int
    how: str
    parts: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[DumpBlock] = field(default_factory=list)
    captions: list[DumpCaption] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    left: list[DumpParagraph] = field(default_factory=list)
    briefs: list[int] = field(default_factory=list)

    @property
    def gathers(self) -> bool:
        """Whether it is a column's name with texts that have no headline of their own."""
        return "series" in self.parts and not {"headline", "kicker"} & set(self.parts) and not self.captions

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a column's name was read, which stands over what comes."""
        return set(self.parts) == {"series"} and not self.blocks and not self.captions

    def take(self, one: DumpParagraph) -> None:
        """Put a paragraph in its place."""
        role, text = one.tag.role, one.text
        self.last_line = one.last_line or one.line
        begun = bool(self.blocks)
        if role in HEAD and not begun:
            self._head(role, one)
        elif role is Role.NOTE and not begun:
            self._add("note", text)
        elif role is Role.DATELINE and not begun and "dateline" not in self.parts:
            self._add("dateline", text)
        elif role is Role.CAPTION:
            self._caption(text)
        elif role is Role.CREDIT and self.captions and not self.captions[-1].credit:
            self.captions[-1] = DumpCaption(self.captions[-1].text, text)
        elif role in OUTSIDE or role is Role.SOURCE:
            self.aside.append(text)
            self.left.append(one)
        elif role is Role.SUBHEAD or (role in TITLES and begun):
            self.blocks.append(DumpBlock(BlockKind.SUBHEAD, text, one.line))
        else:
            self._body(one)

    def _add(self, name: str, text: str) -> None:
        self.parts.setdefault(name, []).append(text)

    def _head(self, role: Role, one: DumpParagraph) -> None:
        """A line of the head; the mark of a picture at its end is none of its words."""
        text = one.text
        if role is not Role.BYLINE and (mark := MARKED_PICTURE.search(text)):
            self.aside.append(mark[0])
            text = text[: mark.start()].rstrip()
        if text:
            self._add(HEAD[role], text)

    def _caption(self, text: str) -> None:
        """A caption; the mark 图片： before it is its beginning."""
        last = self.captions[-1] if self.captions else None
        if last and not last.credit and len(last.text) <= 6 and last.text.endswith(("：", ":")):
            self.captions[-1] = DumpCaption(f"{last.text}{text}")
        else:
            self.captions.append(DumpCaption(text))

    def _body(self, one: DumpParagraph) -> None:
        text = one.text
        told = any(block.kind is BlockKind.PARAGRAPH for block in self.blocks)
        if not told and "dateline" not in self.parts and not self.briefs and (found := dateline(text)):
            self._add("dateline", found)
            text = text[len(found) :].lstrip(" ")
        if text:
            self.blocks.append(DumpBlock(BlockKind.PARAGRAPH, text, one.line))

    def article(self) -> DumpArticle:
        parts = {name: " ".join(texts) for name, texts in self.parts.items()}
        blocks = tuple(self.blocks)
        if blocks and blocks[-1].kind is BlockKind.SUBHEAD:
            blocks = (*blocks[:-1], DumpBlock(BlockKind.PARAGRAPH, blocks[-1].text, blocks[-1].line))
        if "kicker" in parts and "headline" not in parts:
            parts["headline"] = parts.pop("kicker")
        kind = ArticleKind.NEWS if blocks or not self.captions else ArticleKind.PHOTO
        if self.gathers and blocks:
            parts["headline"] = parts.pop("series")
        texts = [block.text for block in blocks]
        if kind is ArticleKind.NEWS and "dateline" not in parts and is_verse(texts):
            kind = ArticleKind.VERSE
            blocks = tuple(DumpBlock(BlockKind.VERSE, block.text, block.line) for block in blocks)
        briefs = tuple(self.briefs)
        return DumpArticle(
            kind,
            self.line,
            self.last_line,
            **parts,
            blocks=blocks,
            captions=tuple(self.captions),
            aside=tuple(self.aside),
            briefs=briefs,
            how=self.how,
        )

    def suspects(self) -> list[Suspect]:
        out = [Suspect(LEFT_OUT, one.line, excerpt(one.text, 40)) for one in self.left]
        title = next((self.parts[name] for name in ("headline", "kicker", "deck", "series") if name in self.parts), None)
        has_head = bool({"headline", "kicker"} & set(self.parts)) or (self.gathers and bool(self.blocks))
        if not self.blocks and not self.captions:
            text = title[0] if title else next(iter(self.parts.values()), [*self.aside, ""])[0]
            out.append(Suspect(NO_BODY if title else NO_HEADLINE, self.line, excerpt(text)))
        elif not has_head and self.blocks:
            text = title[0] if title else self.blocks[0].text
            out.append(Suspect(NO_HEADLINE, self.line, excerpt(text)))
        return out
