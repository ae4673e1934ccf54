"""What a search finds: everything that a plain look through the texts finds, and nothing else."""

from __future__ import annotations

import dataclasses
import datetime
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banxin.library.index.catalogue import ArticleRow, Catalogue
from banxin.library.index.folding import BREAK, fold, fold_text, folded_character, variants
from banxin.library.index.search import MOST, Query, Results, SnippetPart, search, snippet
from banxin.library.index.tokens import END, phrase_query, phrases, tokens
from banxin.library.record.record import ArticleRecord, IssueRecord
from command import banxin
from library_factory import FIRST_DAY, body, make_article, make_issue, make_paper, random_issues

ODD = "¶Ａ　！\u00b4ﷺ㈱ﬁİẞ麼么幺後后乾干臺台ａＡ \n\t\x00\ud800\u200b\u0301"
"""Characters that folding makes into several, into others, into nothing."""
texts = st.text(st.one_of(st.characters(), st.sampled_from(ODD + "天津甘肃 ab1")), max_size=60)


# --- folding ---


def test_folding_what_is_folded_changes_nothing_for_any_character() -> None:
    changed = [hex(code) for code in range(sys.maxunicode + 1) if fold(once := fold(chr(code)).text).text != once]
    assert changed == []


def test_no_form_that_a_character_is_taken_for_is_itself_taken_for_another() -> None:
    table = variants()
    assert len(table) > 4000
    assert [character for character, form in table.items() if form in table] == []
    assert fold("什麼").text == fold("什么").text and fold("什麽").text == fold("什么").text


@given(texts)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
@example("a \x00 b\u00b4 c_ d ﷺ é\u0301 ² ⅷ x")
def test_folding_without_places_gives_the_same(text: str) -> None:
    assert fold_text(text) == fold(text).text


@given(texts, st.data())
def test_a_query_cut_out_of_a_text_folds_to_a_part_of_the_folded_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]).text in fold(text).text


@given(texts)
@example("\u00b4ﷺ a  b")
def test_every_folded_character_has_its_place_in_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(folded.places)
    for place, character in zip(folded.places, folded.text, strict=True):
        assert 0 <= place < len(text)
        assert character in folded_character(text[place])


@given(texts, st.data())
def test_a_stretch_of_the_folded_text_leads_back_to_what_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.original(start, end)
    assert folded.text[start:end].strip(" ") in fold(text[first:last]).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣後來的麵條", "台湾后来的面条"),
        ("ＡＢＣ１２３％", "abc123%"),
        ("ＧＤＰ", "gdp"),
        ("王　莉", "王莉"),
        ("C919  大\n型".replace("\n", ""), "c919大型"),
        ("㈱", "(株)"),
        ("ﬁne", "fine"),
    ],
)
def test_what_a_reader_takes_for_one_is_one(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


def test_words_of_latin_letters_keep_one_space_and_paragraphs_end() -> None:
    assert fold("New   Area in 兰 州 2024 年").text == "new area in兰州2024年"
    assert fold("兰\n州 a\nb").text == "兰\n州a\nb"


def test_no_text_has_what_the_tokens_write_for_other_characters() -> None:
    kept = {character for code in range(sys.maxunicode + 1) for character in folded_character(chr(code))}
    assert END not in kept
    assert not kept & {chr(code + 0xFEE0) for code in range(0x21, 0x7F)} and "\u3000" not in kept


# --- what is asked for ---


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("天津 甘肃", ("天津", "甘肃")),
        ('"天津 甘肃" 合作', ("天津 甘肃", "合作")),
        ("“天津”「甘肃」『合作』", ("天津", "甘肃", "合作")),
        ("《红楼梦》", ("《红楼梦》",)),
        ("＂天津 甘肃＂", ("天津 甘肃",)),
        ('"天津 甘肃', ('"天津', "甘肃")),
        ("天”津", ("天”津",)),
        ('""', ('""',)),
        ('" "', ()),
        ('"\n"', ()),
        ('"天\n津"', ("天 津",)),
        ("天津 天津", ("天津",)),
        (" \t\n　", ()),
        ("\x00\ud800\u200b", ()),
    ],
)
def test_a_query_is_taken_apart_into_words_and_phrases(query: str, wanted: tuple[str, ...]) -> None:
    assert phrases(query) == wanted


@given(texts)
def test_every_phrase_of_a_query_can_be_looked_for(query: str) -> None:
    assert all(phrase_query(word) for word in phrases(query))


def test_the_last_character_of_each_paragraph_begins_a_token() -> None:
    assert tokens("天津\n甘") == f"天津 津{END} 甘{END}"


# --- a catalogue of a few hundred articles ---


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """A catalogue, with the records that are in it."""

    catalogue: Catalogue
    issues: tuple[IssueRecord, ...]
    folded: dict[tuple[str, str], tuple[str, ...]]
    """Issue and slug of every article that no revision replaced → its texts, folded."""

    @property
    def current(self) -> Iterator[tuple[IssueRecord, ArticleRecord]]:
        """Every article of issues that no revision replaced."""
        return current(self.issues)

    def find(self, text: str = "", **changes: object) -> list[tuple[str, str]]:
        """Issue and slug of every article that a search finds, in its order."""
        found: list[tuple[str, str]] = []
        while True:
            query = Query(text, limit=MOST, offset=len(found), **changes)  # type: ignore[arg-type]
            results = search(self.catalogue, query)
            found += [(hit.issue, hit.slug) for hit in results.hits]
            if not results.hits:
                assert results.total == len(found) == len(set(found))
                return found

    def scan(self, *words: str) -> set[tuple[str, str]]:
        """The same by looking through the folded texts."""
        folded = [fold(word.replace(BREAK, " ")).text for word in words]
        return {
            found for found, texts in self.folded.items() if all(any(word in text for text in texts) for word in folded)
        }


def current(issues: Sequence[IssueRecord]) -> Iterator[tuple[IssueRecord, ArticleRecord]]:
    """Every article that no revision replaced, with its issue."""
    replaced = {issue.replaces for issue in issues}
    return ((issue, one) for issue in issues if issue.key not in replaced for one in issue.articles)


def columns(article: ArticleRecord) -> tuple[str, ...]:
    """The texts that are looked through, each alone, folded."""
    return tuple(fold(text).text for text in (article.head, article.byline, article.text, article.captions))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    issues = tuple(random_issues(400, seed=7, each=8))
    catalogue = Catalogue(tmp_path_factory.mktemp("shelf") / "catalogue.sqlite", write=True)
    for issue in issues:
        catalogue.add(issue, f"bags/{issue.key}", "0" * 64)
    yield Shelf(catalogue, issues, {(issue.key, one.slug): columns(one) for issue, one in current(issues)})
    catalogue.close()


def filled(path: Path, *issues: IssueRecord) -> Catalogue:
    catalogue = Catalogue(path / "catalogue.sqlite", write=True)
    for issue in issues:
        catalogue.add(issue, f"bags/{issue.key}", "0" * 64)
    return catalogue


def cut(rng: random.Random, shelf: Shelf, longest: int = 8) -> str:
    """A piece of some text, of a head, a byline, a caption now and then."""
    _, article = rng.choice(list(shelf.current))
    text = rng.choice([article.text, article.text, article.head, article.byline, article.captions]) or article.text
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(1, longest)]


def test_every_phrase_is_found_where_a_plain_scan_finds_it_and_nowhere_else(shelf: Shelf) -> None:
    rng, several = random.Random(3), 0
    for _ in range(250):
        piece = cut(rng, shelf)
        if '"' in piece or not fold(piece.replace(BREAK, " ")).text:
            continue
        found = shelf.find(f'"{piece}"')
        assert set(found) == shelf.scan(piece), piece
        several += len(found) > 1
    assert several > 50


def test_words_that_stand_in_different_texts_of_an_article_are_found_together(shelf: Shelf) -> None:
    rng, some = random.Random(4), 0
    for _ in range(100):
        words = [word for _ in range(2) if (word := fold(cut(rng, shelf, 4)).text.split(BREAK)[0].replace('"', ""))]
        if any(not word.strip("“”「」『』《》＂ ") for word in words):
            continue
        quoted = " ".join(f'"{word}"' for word in words)
        assert set(shelf.find(quoted)) == shelf.scan(*words), words
        some += bool(shelf.scan(*words))
    assert some > 10


@pytest.mark.parametrize(
    "piece", ["携手共赴", "攜手共赴", "gross domestic", "ＧＲＯＳＳ　domestic", "product) 增", "abc123", "王莉 摄"]
)
def test_other_scripts_and_widths_find_the_same(shelf: Shelf, piece: str) -> None:
    found = set(shelf.find(f'"{piece}"'))
    assert found and found == shelf.scan(piece)


def test_phrases_do_not_reach_over_paragraphs_or_from_the_head_into_the_text(tmp_path: Path) -> None:
    article = make_article(headline="天津", byline="王莉", body=body("甘肃", "¶兰州 Lanzhou", "New Area"))
    catalogue = filled(tmp_path, make_issue(article))
    for inside in ("天津", "肃", "兰州", "¶", "¶兰", "lanzhou", "州l", "w a"):
        assert search(catalogue, Query(f'"{inside}"')).total == 1, inside
    for across in ("津王", "津甘", "莉甘", "肃兰", "肃¶", "ulanzhou", "zhou new", "z n", f"肃{END}", "¶甘"):
        assert search(catalogue, Query(f'"{across}"')).total == 0, across
    catalogue.close()


@pytest.mark.parametrize("words", ["天津*", "天 AND 津", "NEAR(天 津)", "head:天津", "^天津", "-天津",
                                   "{head} : 天津", "天津 OR 甘肃",
                                   "'; DROP TABLE words; --", "(", "+", "\\", '"""', "“", "《》", "x:y"])  # fmt: skip
def test_operators_of_the_engine_are_characters_like_any_other(shelf: Shelf, words: str) -> None:
    assert set(shelf.find(words)) == shelf.scan(*phrases(words))


@settings(max_examples=150, deadline=None)
@given(text=texts, byline=texts, section=texts, paper=texts, since=texts, best=st.booleans(), offset=st.integers())
def test_any_string_whatever_gives_rows_or_none(
    shelf: Shelf, text: str, byline: str, section: str, paper: str, since: str, best: bool, offset: int
) -> None:
    found = search(shelf.catalogue, Query(text, by_rank=best, offset=offset, limit=2))
    assert 0 <= len(found.hits) <= min(found.total, 2)
    assert isinstance(search(shelf.catalogue, Query(text, byline, section, paper, since, since)), Results)
    assert (
        search(shelf.catalogue, Query("", byline, limit=1)).total >= search(shelf.catalogue, Query(text, byline)).total
    )


def test_what_cannot_be_looked_for_is_not_found_whatever_else_is_asked(shelf: Shelf) -> None:
    assert search(shelf.catalogue, Query("天津", byline="\u200b")).total == 0
    assert search(shelf.catalogue, Query("\x00", byline="王莉")).total == 0
    assert search(shelf.catalogue, Query("天津", section="\u200b")).total == 0
    assert search(shelf.catalogue, Query("天津", paper="\udc80")).total == 0


def test_a_query_of_many_words_is_answered(shelf: Shelf) -> None:
    _, article = next(shelf.current)
    whole = fold(article.text).text.split(BREAK)
    assert search(shelf.catalogue, Query(" ".join(f'"{line.replace(chr(34), "")}"' for line in whole))).total >= 1
    assert search(shelf.catalogue, Query("天津 " + " ".join(map(str, range(3000))))).total == 0


# --- what narrows a search ---


def test_byline_section_paper_and_days_narrow_it(shelf: Shelf) -> None:
    def wanted(test: object) -> set[tuple[str, str]]:
        return {(issue.key, one.slug) for issue, one in shelf.current if test(issue, one)}  # type: ignore[operator]

    byline = next(one.byline for _, one in shelf.current if len(one.byline) > 4)
    name = byline[-3:]
    assert set(shelf.find(byline=name)) == wanted(lambda issue, one: fold(name).text in fold(one.byline).text) != set()
    section = next(one.section for _, one in shelf.current)
    assert set(shelf.find(section=section)) == wanted(lambda issue, one: one.section == section) != set()
    assert set(shelf.find(paper="yunxi-daily")) == wanted(lambda issue, one: issue.paper.key == "yunxi-daily") != set()
    days = sorted({issue.date.isoformat() for issue in shelf.issues})
    since, until = days[2], days[5]
    between = wanted(lambda issue, one: since <= issue.date.isoformat() <= until)
    assert set(shelf.find(since=since, until=until)) == between != set()
    assert set(shelf.find("的", since=since, until=until, paper="yunxi-daily")) == {
        found for found in shelf.scan("的") & between if found[0].startswith("yunxi-daily")
    }


def test_a_section_is_found_in_the_other_script(tmp_path: Path) -> None:
    catalogue = filled(tmp_path, make_issue(make_article(section="國際新聞")))
    assert search(catalogue, Query(section="国际新闻")).total == 1
    assert search(catalogue, Query(section="国际")).total == 0
    catalogue.close()


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)], ids=["in-order", "newest-first"])
def test_replaced_revisions_are_hidden_unless_they_are_asked_for(tmp_path: Path, order: tuple[int, ...]) -> None:
    issues = {number: make_issue(make_article(body=body(f"正文{number}版")), revision=number) for number in (1, 2, 3)}
    catalogue = filled(tmp_path, *(issues[number] for number in order))
    (hit,) = search(catalogue, Query("正文")).hits
    assert hit.issue == issues[3].key
    every = search(catalogue, Query("正文", revisions=True))
    assert {hit.issue for hit in every.hits} == {issue.key for issue in issues.values()}
    assert search(catalogue, Query("1版")).total == 0
    assert [row.revision for row in catalogue.revisions("longshan-daily", "2019-01-01")] == [3, 2, 1]
    assert [row.current for row in catalogue.revisions("longshan-daily", "2019-01-01")] == [True, False, False]
    catalogue.close()


def test_a_second_edition_of_a_day_does_not_replace_the_first(tmp_path: Path) -> None:
    catalogue = filled(tmp_path, make_issue(make_article()), make_issue(make_article(), suffix="b"))
    assert search(catalogue, Query("题")).total == 2
    catalogue.close()


def test_a_paper_is_called_as_its_newest_issue_calls_it(tmp_path: Path) -> None:
    issues = [
        make_issue(date=datetime.date(year, 1, 1), paper=make_paper(name=name))
        for year, name in ((2020, "陇山日报"), (2021, "新陇山报"), (1990, "陇山小报"))
    ]
    catalogue = filled(tmp_path, *issues)
    assert [paper.name for paper in catalogue.papers()] == ["新陇山报"]
    catalogue.close()


def test_the_newest_come_first_or_the_best(tmp_path: Path) -> None:
    issues = [
        make_issue(make_article(body=body("天津。" + "甘肃。" * 30)), date=datetime.date(2021, 1, 3)),
        make_issue(make_article(headline="天津", body=body("天津。天津。")), date=datetime.date(2021, 1, 1)),
        make_issue(make_article(body=body("天津。天津。" + "甘肃。" * 30)), date=datetime.date(2021, 1, 2)),
        *(make_issue(make_article(), date=datetime.date(2020, 1, day)) for day in range(1, 20)),
    ]
    catalogue = filled(tmp_path, *issues)
    assert [hit.day for hit in search(catalogue, Query("天津")).hits] == ["2021-01-03", "2021-01-02", "2021-01-01"]
    best = [hit.day for hit in search(catalogue, Query("天津", by_rank=True)).hits]
    assert best == ["2021-01-01", "2021-01-02", "2021-01-03"]
    catalogue.close()


def test_pages_of_results_add_up_to_all_of_them(shelf: Shelf) -> None:
    every = shelf.find("的")
    days = [hit.day for hit in search(shelf.catalogue, Query("的", limit=MOST)).hits]
    assert days == sorted(days, reverse=True)
    pages = [search(shelf.catalogue, Query("的", limit=7, offset=offset)) for offset in range(0, len(every), 7)]
    assert [(hit.issue, hit.slug) for page in pages for hit in page.hits] == every
    assert {page.total for page in pages} == {len(every)}
    for limit, offset in ((0, 0), (-1, 0), (5, len(every)), (5, 10**30), (0, 3)):
        found = search(shelf.catalogue, Query("的", limit=limit, offset=offset))
        assert (found.total, found.hits) == (len(every), ())
    assert len(search(shelf.catalogue, Query("的", limit=10**6)).hits) == min(MOST, len(every))


# --- snippets ---


def told(parts: tuple[SnippetPart, ...]) -> str:
    """The words of a snippet, without the marks of omission at its ends."""
    return "".join(part.text for part in parts).removeprefix("…").removesuffix("…")


def in_one_line(text: str) -> str:
    return text.replace("\n", " ")


def test_a_snippet_is_a_piece_of_a_text_and_marks_what_was_asked_for(shelf: Shelf) -> None:
    rng, articles = random.Random(5), {(issue.key, one.slug): one for issue, one in shelf.current}
    for _ in range(120):
        word = fold(cut(rng, shelf)).text.split(BREAK)[0].replace('"', "").strip()
        if not word.strip("“”「」『』《》＂ "):
            continue
        for hit in search(shelf.catalogue, Query(f'"{word}"', limit=3)).hits:
            article = articles[(hit.issue, hit.slug)]
            whole = [in_one_line(text) for text in (article.text, article.captions, article.head, article.byline)]
            assert any(told(hit.snippet) in text for text in whole), word
            marked = [part.text for part in hit.snippet if part.found]
            assert marked
            assert all(word in fold(part).text for part in marked), (word, hit.snippet)


@pytest.mark.parametrize(
    ("text", "word", "parts"),
    [
        ("天津", "天津", "[天津]"),
        ("天津和甘肃", "天津", "[天津]和甘肃"),
        ("甘肃和天津", "天津", "甘肃和[天津]"),
        ("甘\n肃", "肃", "甘 [肃]"),
        ("臺 灣的ＧＤＰ", "台湾", "[臺 灣]的ＧＤＰ"),
        ("臺灣的ＧＤＰ增", "gdp", "臺灣的[ＧＤＰ]增"),
        ("（㈱）", "株", "（[㈱]）"),
        ("ﷺ天津", "天津", "ﷺ[天津]"),
        ("天" * 90, "天" * 80, f"[{'天' * 80}]…"),
        ("甲" * 100 + "天津" + "乙" * 100, "天津", f"…{'甲' * 36}[天津]{'乙' * 70}…"),
        ("没有", "天津", "没有"),
        ("没" * 100, "天津", "没" * 72),
        ("", "天津", ""),
    ],
)
def test_a_snippet(text: str, word: str, parts: str) -> None:
    assert "".join(f"[{part.text}]" if part.found else part.text for part in snippet([word], [text])) == parts


def test_a_snippet_marks_every_word_and_takes_the_first_text_that_has_one() -> None:
    made = snippet(["天津", "甘肃"], ["兰州", "甘肃和天津", "天津"])
    assert made == (SnippetPart("甘肃", True), SnippetPart("和", False), SnippetPart("天津", True))


def test_of_a_search_by_byline_the_name_is_shown(tmp_path: Path) -> None:
    catalogue = filled(tmp_path, make_issue(make_article(byline="本报记者 王 莉", body=body("王家的莉莉。"))))
    (hit,) = search(catalogue, Query(byline="王莉")).hits
    assert hit.snippet == (SnippetPart("本报记者 ", False), SnippetPart("王 莉", True))
    catalogue.close()


@given(texts, texts)
@settings(max_examples=200)
def test_any_text_has_a_snippet_for_any_word(text: str, word: str) -> None:
    parts = snippet([word], [text])
    assert told(parts) in in_one_line(text) or text.startswith("…") or text.endswith("…")
    looked_for = fold_text(word.replace(BREAK, " "))
    if looked_for and looked_for in fold_text(text):
        assert any(part.found for part in parts)


# --- corrections ---


def test_a_notice_and_what_it_puts_right_name_each_other(tmp_path: Path) -> None:
    wrong = make_issue(make_article("a01"), make_article("a03", title="错"), date=datetime.date(2024, 12, 20))
    notice = make_article("a02", title="更正", page=2, corrects=("2024-12-20/a03", "2024-12-01/a01"))
    later = make_issue(notice, date=datetime.date(2024, 12, 22))
    other = make_issue(make_article("a03"), date=datetime.date(2024, 12, 20), paper=make_paper("other", "他报"))
    catalogue = filled(tmp_path, wrong, later, other)
    row = ArticleRow("longshan-daily", "2024-12-22", 2, "a02", "更正")
    assert catalogue.notices("longshan-daily", "2024-12-20", "a03") == (row,)
    assert catalogue.notices("longshan-daily", "2024-12-20", "a01") == ()
    assert catalogue.notices("other", "2024-12-20", "a03") == ()
    assert catalogue.article("longshan-daily", "2024-12-20/a03") == ArticleRow(
        "longshan-daily", "2024-12-20", 1, "a03", "错"
    )
    assert catalogue.article("longshan-daily", "2024-12-01/a01") is None
    assert catalogue.article("longshan-daily", "nonsense") is None
    catalogue.close()


def test_a_notice_that_was_itself_replaced_is_named_once(tmp_path: Path) -> None:
    notice = make_article("a02", title="更正", corrects=("2019-01-01/a01",))
    day = FIRST_DAY + datetime.timedelta(days=2)
    issues = [make_issue(notice, date=day, revision=number) for number in (1, 2)]
    catalogue = filled(tmp_path, make_issue(make_article("a01")), *issues)
    assert [row.day for row in catalogue.notices("longshan-daily", "2019-01-01", "a01")] == [day.isoformat()]
    catalogue.close()


# --- the commands, over two real editions ---


def test_two_editions_are_added_found_and_linked(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    assert banxin("new", paper).returncode == 0
    (first,) = (path.parent for path in paper.glob("*/edition.toml"))
    second = paper / "2025-09-08"
    second.mkdir()
    for path in first.rglob("*"):
        if path.is_file():
            to = second / path.relative_to(first)
            to.parent.mkdir(exist_ok=True)
            to.write_bytes(path.read_bytes())
    settings_ = second / "edition.toml"
    settings_.write_text(settings_.read_text("utf-8").replace("2025-09-01", "2025-09-08"), "utf-8")
    article = second / "a02.md"
    head, mark, rest = article.read_text("utf-8").partition("\n+++\n")
    article.write_text(f'{head}\ncorrects = ["2025-09-01/a03"]{mark}{rest}', "utf-8")
    library = tmp_path / "library"
    built = banxin("build", paper / "2025-09-01", second, "-o", tmp_path / "out", "--quiet")
    assert built.returncode == 0, built.stderr
    added = banxin("library", "add", paper, "-o", tmp_path / "out", "--library", library)
    assert added.returncode == 0, added.stderr
    catalogue = Catalogue(library / "catalogue.sqlite", write=False)
    (notice,) = catalogue.notices("paper", "2025-09-01", "a03")
    assert (notice.day, notice.slug) == ("2025-09-08", "a02")
    corrected = catalogue.article("paper", "2025-09-01/a03")
    assert corrected is not None and (corrected.day, corrected.slug) == ("2025-09-01", "a03")
    catalogue.close()
    word = notice.title[:4]
    run = banxin("library", "search", word, "--library", library, "--since", "2025-09", "--until", "2025")
    assert run.returncode == 0, run.stderr
    assert f"【{word}】" in run.stdout or word in run.stdout
    assert run.stdout.index("2025-09-08") < run.stdout.index("2025-09-01")
    for words in (["\udc80"], ["--paper", "\udc80"], ["--section", "\udc80"], ["--offset", "9" * 40, word]):
        run = banxin("library", "search", *words, "--library", library)
        assert run.returncode in (0, 2) and "Traceback" not in run.stderr, run.stderr
