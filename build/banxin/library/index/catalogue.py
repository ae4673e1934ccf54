"""The catalogue: an index of the bags in SQLite, which can be deleted and rebuilt from them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banxin.errors import SetupError, phrase
from banxin.files import write_atomic
from banxin.library.index.folding import fold_text
from banxin.library.index.schema import TABLES, VERSION
from banxin.library.index.sqlite import explained, mode
from banxin.library.index.tokens import tokens
from banxin.library.record.record import ArticleRecord, IssueRecord

NAME = "catalogue.sqlite"
BUSY_S = 10.0
"""Seconds that one writer waits for another."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue in a list."""

    id: int
    key: str
    urn: str
    paper: str
    day: str
    date: str
    revision: int
    current: bool
    number: str
    replaces: str
    correction: str
    changed: str
    pages: int
    articles: int
    bag: str
    digest: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A newspaper of the library."""

    key: str
    name: str
    language: str
    publisher: str
    rights: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    paper: str
    day: str
    page: int
    slug: str
    title: str


ISSUE = ", ".join(f"issue.{name}" for name in IssueRow.__dataclass_fields__)


class Catalogue:
    """A connection. Every method raises SetupError: disk full, busy, or damaged, with advice."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open the catalogue; with `write` a missing one is created."""
        self.path = path
        self._hidden: dict[str, int] = {}
        if write and not path.exists():
            write_atomic(path, b"")  # SQLite creates its logs with the same permissions.
        with explained(path):
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode(path)}", timeout=BUSY_S, isolation_level=None, uri=True,
                check_same_thread=write,
            )  # fmt: skip
        try:
            with explained(path):
                self._prepare(write=write)
        except BaseException:
            self.close()
            raise

    def _prepare(self, *, write: bool) -> None:
        run = self._connection.execute
        if write:
            run("PRAGMA journal_mode = WAL")
            run("PRAGMA synchronous = FULL")
        found = run("PRAGMA user_version").fetchone()[0]
        if write and not found:
            with self.transaction():
                for statement in TABLES.split(";\n"):
                    run(statement)
                run(f"PRAGMA user_version = {VERSION}")
            found = VERSION
        if found != VERSION:
            raise SetupError(
                phrase(
                    "{path} was made by another release of banxin. Nothing is lost: banxin library rebuild --library "
                    "{folder}",
                    path=self.path,
                    folder=self.path.parent,
                )
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction: everything written inside, or nothing."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: object) -> list[Any]:
        """The rows of a query."""
        # No text contains a lone surrogate, which arguments that are not UTF-8 have, and which SQLite cannot store.
        held = [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]
        with explained(self.path):
            return self._connection.execute(query, held).fetchall()

    def check(self) -> str:
        """The faults of the file, or empty."""
        try:
            found = self._connection.execute("PRAGMA quick_check").fetchall()
            if found == [("ok",)]:  # The integrity check does not cover the full-text index.
                self._connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            refused = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY)
            return "" if refused else str(error)
        return "" if found == [("ok",)] else str(found[0][0])

    def add(self, record: IssueRecord, bag: str, digest: str) -> None:
        """Enter an issue, in one transaction; an existing one is left unchanged.

        bag: its folder, relative to the library. digest: sha256 of its record.json.
        """
        with self.transaction():
            self._add(record, bag, digest)

    def _add(self, record: IssueRecord, bag: str, digest: str) -> None:
        run = self._connection.execute
        if run("SELECT 1 FROM issue WHERE key = ?", (record.key,)).fetchone():
            return
        paper = record.paper
        newer = run("SELECT 1 FROM issue WHERE paper = ? AND date > ?", (paper.key, record.date.isoformat())).fetchone()
        run(
            f"INSERT OR {'IGNORE' if newer else 'REPLACE'} INTO paper VALUES (?, ?, ?, ?, ?)",
            (paper.key, paper.name, paper.language, paper.publisher, paper.rights),
        )
        newest = run("SELECT max(revision) FROM issue WHERE paper = ? AND day = ?", (paper.key, record.day)).fetchone()[
            0
        ]
        current = newest is None or newest < record.revision
        if current:
            older = (paper.key, record.day)
            run(
                "UPDATE article SET current = 0 WHERE issue IN (SELECT id FROM issue WHERE paper = ? AND day = ?)",
                older,
            )
            run("UPDATE issue SET current = 0 WHERE paper = ? AND day = ?", older)
        row = (
            record.key, record.urn, paper.key, record.day, record.date.isoformat(), record.revision, current,
            record.number, record.replaces, record.correction, record.changed.isoformat(),
            len(record.pages), len(record.articles), bag, digest,
        )  # fmt: skip
        issue = run(f"INSERT INTO issue VALUES (NULL{', ?' * len(row)})", row).lastrowid
        pages = [(issue, page.number, page.last, page.section, page.urn) for page in record.pages]
        self._connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?)", pages)
        for article in record.articles:
            self._add_article(issue, record, article, current)

    def _add_article(self, issue: int | None, record: IssueRecord, article: ArticleRecord, current: bool) -> None:
        texts = (article.head, article.byline, article.text, article.captions)
        run = self._connection.execute
        row = (
            issue, current, record.date.isoformat(), record.day, record.paper.key, article.page, article.slug,
            fold_text(article.section),
        )  # fmt: skip
        number = run(f"INSERT INTO article VALUES (NULL{', ?' * len(row)})", row).lastrowid
        content = (number, article.urn, article.section, article.title, *texts)
        run(f"INSERT INTO content VALUES (?{', ?' * (len(content) - 1)})", content)
        run(
            "INSERT INTO words (rowid, head, byline, text, captions) VALUES (?, ?, ?, ?, ?)",
            (number, *map(tokens, texts)),
        )
        for target in dict.fromkeys(article.corrects):
            run("INSERT INTO correction VALUES (?, ?, ?)", (number, record.paper.key, target))

    def hide(self, key: str) -> None:
        """Leave an issue out of all that is for readers from now on, over this connection: its bag is damaged."""
        row = self.issue(key)
        if row is not None:
            self._hidden[key] = row.id

    def show(self, key: str) -> None:
        """Take back `hide`."""
        self._hidden.pop(key, None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The keys of issues that are left out."""
        return tuple(self._hidden)

    def seen(self, column: str = "issue.id") -> str:
        """The SQL condition, with its AND, that an issue with its id in this column is not left out."""
        return f" AND {column} NOT IN ({', '.join(map(str, self._hidden.values()))})" if self._hidden else ""

    def papers(self) -> tuple[PaperRow, ...]:
        """All papers with an issue, by name."""
        some = f"WHERE key IN (SELECT paper FROM issue WHERE 1{self.seen()})" if self._hidden else ""
        return tuple(PaperRow(*row) for row in self.rows(f"SELECT * FROM paper {some} ORDER BY name, key"))

    def issues(
        self, paper: str = "", *, since: str = "", until: str = "", newest: int = -1, every: bool = False
    ) -> tuple[IssueRow, ...]:
        """The issues of a paper, or of all, the newest first; `since` and `until` are days, both included.

        newest: limit of their number. every: replaced revisions, too.
        """
        rows = self.rows(
            f"SELECT {ISSUE} FROM issue WHERE (? OR current) AND (? = '' OR paper = ?) AND date >= ? AND date <= ?"
            f"{self.seen()} ORDER BY date DESC, day DESC, paper, revision DESC LIMIT ?",
            every, paper, paper, since, until or "9", newest,
        )  # fmt: skip
        return tuple(_issue(row) for row in rows)

    def revisions(self, paper: str, day: str, *, hidden: bool = False) -> tuple[IssueRow, ...]:
        """Every revision of one issue, the newest first; hidden: those that are left out, too."""
        seen = "" if hidden else self.seen()
        rows = self.rows(
            f"SELECT {ISSUE} FROM issue WHERE paper = ? AND day = ?{seen} ORDER BY revision DESC", paper, day
        )  # fmt: skip
        return tuple(_issue(row) for row in rows)

    def all_issues(self) -> tuple[IssueRow, ...]:
        """Every revision of every issue."""
        return tuple(_issue(row) for row in self.rows(f"SELECT {ISSUE} FROM issue ORDER BY key"))

    def issue(self, key: str) -> IssueRow | None:
        """The issue with a key."""
        return next((_issue(row) for row in self.rows(f"SELECT {ISSUE} FROM issue WHERE key = ?", key)), None)

    def years(self, paper: str) -> tuple[str, ...]:
        """The years in which a paper has issues, the newest first."""
        rows = self.rows(
            f"SELECT DISTINCT substr(date, 1, 4) FROM issue WHERE paper = ?{self.seen()} ORDER BY 1 DESC", paper
        )
        return tuple(row[0] for row in rows)

    def beside(self, row: IssueRow) -> tuple[IssueRow | None, IssueRow | None]:
        """The paper's previous and next issue."""
        found = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            rows = self.rows(
                f"SELECT {ISSUE} FROM issue WHERE current AND paper = ? AND (date, day) {sign} (?, ?){self.seen()} "
                f"ORDER BY date {order}, day {order} LIMIT 1",
                row.paper, row.date, row.day,
            )  # fmt: skip
            found.append(_issue(rows[0]) if rows else None)
        return found[0], found[1]

    def notices(self, paper: str, day: str, slug: str) -> tuple[ArticleRow, ...]:
        """The articles of later issues that correct an article."""
        rows = self.rows(
            "SELECT issue.paper, issue.day, article.page, article.slug, content.title FROM correction "
            "JOIN article ON article.id = correction.notice JOIN content ON content.article = article.id "
            "JOIN issue ON issue.id = article.issue "
            f"WHERE correction.paper = ? AND correction.target = ? AND issue.current{self.seen()} ORDER BY issue.date",
            paper, f"{day}/{slug}",
        )  # fmt: skip
        return tuple(ArticleRow(*row) for row in rows)

    def article(self, paper: str, target: str) -> ArticleRow | None:
        """The article that a notice names as `2024-12-20/a03`."""
        day, _, slug = target.rpartition("/")
        rows = self.rows(
            "SELECT issue.paper, issue.day, article.page, article.slug, content.title FROM article "
            "JOIN content ON content.article = article.id JOIN issue ON issue.id = article.issue "
            "WHERE issue.current AND issue.paper = ? AND issue.day = ? "
            f"AND article.slug = ?{self.seen()}",
            paper, day, slug,
        )  # fmt: skip
        return ArticleRow(*rows[0]) if rows else None


def _issue(row: tuple[Any, ...]) -> IssueRow:
    values = dict(zip(IssueRow.__dataclass_fields__, row, strict=True))
    return IssueRow(**values | {"current": bool(values["current"])})
