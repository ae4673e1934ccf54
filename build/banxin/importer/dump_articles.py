"""Paragraphs of a page → articles, found by the form of lines and of their neighbours.

A run of title-like lines opens an article when a byline, a dateline or a deck follows, when it comes first on the page,
when more blank lines than usual precede it, or when it has two lines; a single one in the middle of a body is a
subhead. A short paragraph followed by a credit is photo news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from banxin.importer.characters import is_ended
from banxin.importer.line_forms import CAPTION_LENGTH, dateline, excerpt, is_byline, is_credit, is_deck, is_title
from banxin.importer.paragraphs import DumpParagraph, Suspect
from banxin.importer.problems import DOUBTFUL_HEAD, NO_BODY, NO_HEADLINE
from banxin.model.edition import BlockKind
from banxin.model.kinds import ArticleKind


@dataclass(frozen=True, slots=True)
class DumpBlock:
    """A block of a body."""

    kind: BlockKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class DumpArticle:
    """An article as it stands in a dump. Its texts, joined in the order of the fields, are the dump's text."""

    kind: ArticleKind
    """news or photo."""
    line: int
    """First line in the dump."""
    last_line: int
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    blocks: tuple[DumpBlock, ...] = ()
    caption: str = ""
    credit: str = ""
    how: str = ""
    """How it was recognised, for the report."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All its texts, in the order of the dump as far as the fields allow."""
        head = (self.kicker, self.headline, self.deck, self.byline, self.dateline)
        return tuple(text for text in (*head, *(b.text for b in self.blocks), self.caption, self.credit) if text)

    @property
    def length(self) -> int:
        """Characters of its body."""
        return sum(len(block.text) for block in self.blocks)


def find_articles(paragraphs: Sequence[DumpParagraph]) -> tuple[tuple[DumpArticle, ...], tuple[Suspect, ...]]:
    """The articles of a page in order, and the places where the form left doubt."""
    finder = _Finder(paragraphs)
    while finder.place < len(paragraphs):
        finder.step()
    finder.close()
    return tuple(finder.articles), tuple(finder.suspects)


@dataclass
class _Draft:
    """The article that is being read."""

    line: int
    last_line: int
    heads: list[str] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)
    byline: str = ""
    dateline: str = ""
    blocks: list[DumpBlock] = field(default_factory=list)
    how: str = ""


class _Finder:
    def __init__(self, paragraphs: Sequence[DumpParagraph]) -> None:
        self.paragraphs = paragraphs
        self.place = 0
        self.articles: list[DumpArticle] = []
        self.suspects: list[Suspect] = []
        self.draft: _Draft | None = None
        gaps = Counter(paragraph.gap for paragraph in paragraphs[1:])
        self.usual_gap = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0

    def at(self, place: int) -> DumpParagraph | None:
        return self.paragraphs[place] if 0 <= place < len(self.paragraphs) else None

    def step(self) -> None:
        """Take the next paragraph, or the run of lines that is a head."""
        paragraph = self.paragraphs[self.place]
        if self.is_photo():
            self.photo()
        elif self.is_head_line(self.place):
            self.titles()
        elif self.draft and not self.draft.blocks and is_byline(paragraph.text):
            self.draft.byline = f"{self.draft.byline} {paragraph.text}".lstrip()
            self.took(1)
        else:
            self.body(BlockKind.PARAGRAPH)

    def is_head_line(self, place: int) -> bool:
        """Whether the line is a title or a deck; also what looks like a byline where none can stand, with the real one
        after it."""
        line, after = self.at(place), self.at(place + 1)
        if line is None:
            return False
        if is_title(line.text) or is_deck(line.text):
            return True
        between = self.draft is None or bool(self.draft.blocks)
        return between and is_byline(line.text) and after is not None and (is_byline(after.text) or is_deck(after.text))

    def took(self, count: int) -> None:
        self.place += count
        if self.draft:
            self.draft.last_line = self.paragraphs[self.place - 1].line

    def is_photo(self) -> bool:
        """Whether a caption stands here, followed by a credit that is not the byline of the preceding head."""
        caption, credit = self.paragraphs[self.place], self.at(self.place + 1)
        if credit is None or not is_credit(credit.text) or not is_ended(caption.text):
            return False
        short = len(caption.text) <= CAPTION_LENGTH and not dateline(caption.text) and not is_title(caption.text)
        return short and (self.draft is None or not self.draft.blocks or bool(self.draft.byline or self.draft.dateline))

    def photo(self) -> None:
        caption, credit = self.paragraphs[self.place], self.paragraphs[self.place + 1]
        draft = self.draft
        titled = draft is not None and bool(draft.heads) and not (draft.blocks or draft.byline or draft.dateline)
        if not titled:
            self.close()
            draft = None
        self.draft = None
        kicker, headline, deck = self.head(draft) if draft else ("", "", "")
        how = "a short paragraph with a credit behind it" + (", under a headline" if headline else "")
        line = draft.line if draft else caption.line
        self.articles.append(
            DumpArticle(
                ArticleKind.PHOTO, line, credit.line, kicker, headline, deck, "", "", (), caption.text, credit.text, how
            )
        )
        self.took(2)

    def titles(self) -> None:
        """A run of title-like lines: the head of an article, or a subhead."""
        end = self.place
        while self.is_head_line(end) and (end == self.place or self.paragraphs[end].gap <= self.usual_gap):
            end += 1
            if not is_title(self.paragraphs[end - 1].text) and not is_deck(self.paragraphs[end - 1].text):
                break
        run = self.paragraphs[self.place : end]
        why = self.why_head(run, self.at(end))
        if not why:
            self.body(BlockKind.SUBHEAD)
            return
        self.close()
        heads = [one.text for one in run if not is_deck(one.text)]
        self.draft = _Draft(run[0].line, run[0].line, heads, [one.text for one in run if is_deck(one.text)], how=why)
        self.took(len(run))

    def why_head(self, run: Sequence[DumpParagraph], after: DumpParagraph | None) -> str:
        if after and dateline(after.text):
            return "a headline, and a dateline behind it"
        if any(is_deck(one.text) for one in run):
            return "a headline, and a deck that starts with a dash"
        if after and is_byline(after.text):
            return "a headline, and a byline behind it"
        if self.draft is None:
            return "a headline at the page's start" if not self.articles else "a headline behind photo news"
        if run[0].gap > self.usual_gap:
            return "a headline set off by blank lines"
        if len(run) > 1:
            return "a head of several lines"
        return "" if after else "a headline at the page's end"

    def body(self, kind: BlockKind) -> None:
        paragraph = self.paragraphs[self.place]
        if self.draft is None:
            self.draft = _Draft(paragraph.line, paragraph.line, how="text without a headline")
        text = paragraph.text
        first = not self.draft.blocks and not self.draft.dateline and kind is BlockKind.PARAGRAPH
        if first and (found := dateline(text)):
            self.draft.dateline = found
            text = text[len(found) :].lstrip(" ")
        if text:
            self.draft.blocks.append(DumpBlock(kind, text, paragraph.line))
        self.took(1)

    def head(self, draft: _Draft) -> tuple[str, str, str]:
        """Kicker, headline, deck. Of several lines the second is the headline (ours), and the editor is asked to
        check."""
        heads = draft.heads
        if len(heads) < 2:
            return "", "".join(heads), " ".join(draft.deck)
        self.suspects.append(Suspect(DOUBTFUL_HEAD, draft.line, heads[1], str(len(heads))))
        return heads[0], heads[1], " ".join((*heads[2:], *draft.deck))

    def close(self) -> None:
        """Add the article that is being read to the list."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        kicker, headline, deck = self.head(draft)
        if not headline:
            text = deck or (draft.blocks[0].text if draft.blocks else draft.byline)
            self.suspects.append(Suspect(NO_HEADLINE, draft.line, excerpt(text)))
        elif not draft.blocks:
            self.suspects.append(Suspect(NO_BODY, draft.line, excerpt(headline)))
        self.articles.append(
            DumpArticle(
                ArticleKind.NEWS,
                draft.line,
                draft.last_line,
                kicker,
                headline,
                deck,
                draft.byline,
                draft.dateline,
                tuple(draft.blocks),
                how=draft.how,
            )
        )
