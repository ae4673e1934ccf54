"""The catalogue's tables. Every change increases the version; an older catalogue is rebuilt from the bags."""

VERSION = 3
TABLES = """
CREATE TABLE paper (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, publisher TEXT NOT NULL, rights TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    urn TEXT NOT NULL,
    paper TEXT NOT NULL REFERENCES paper (key),
    day TEXT NOT NULL,      -- date, and the suffix of a second edition
    date TEXT NOT NULL,
    revision INTEGER NOT NULL,
    current INTEGER NOT NULL,      -- whether no later revision is there
    number TEXT NOT NULL,
    replaces TEXT NOT NULL,
    correction TEXT NOT NULL,
    changed TEXT NOT NULL,      -- day of the correction, else of the issue
    pages INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    bag TEXT NOT NULL,      -- folder, relative to the library
    digest TEXT NOT NULL      -- sha256 of its record.json
);
CREATE INDEX issue_by_day ON issue (paper, day, revision);
CREATE TABLE page (
    issue INTEGER NOT NULL REFERENCES issue (id), number INTEGER NOT NULL, last INTEGER NOT NULL,
    section TEXT NOT NULL, urn TEXT NOT NULL,
    PRIMARY KEY (issue, number)
) WITHOUT ROWID;
CREATE TABLE article (      -- narrow, because a search walks over it
    id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issue (id),
    current INTEGER NOT NULL,      -- as its issue
    date TEXT NOT NULL,
    day TEXT NOT NULL,      -- day and paper as its issue: the order of results does not depend on when it was added
    paper TEXT NOT NULL,
    page INTEGER NOT NULL,
    slug TEXT NOT NULL,
    folded_section TEXT NOT NULL
);
CREATE TABLE content (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    urn TEXT NOT NULL,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    head TEXT NOT NULL,
    byline TEXT NOT NULL,
    text TEXT NOT NULL,
    captions TEXT NOT NULL
);
CREATE INDEX article_by_issue ON article (issue);
CREATE TABLE correction (
    notice INTEGER NOT NULL REFERENCES article (id), paper TEXT NOT NULL, target TEXT NOT NULL,
    PRIMARY KEY (notice, paper, target)      -- all three: SQLite 3.40 takes what is left out for a fault
) WITHOUT ROWID;
CREATE INDEX correction_by_target ON correction (paper, target);
CREATE VIRTUAL TABLE words USING fts5 (
    head, byline, text, captions, content='', tokenize='ascii', prefix='1'
);
"""
