"""Advice for editions that do not fit: whatever is proposed helps when an editor does it to the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advice_desk import Folder, gansu, qinglan, school, yunxi
from banxin import pipeline
from banxin.errors import EditionError, Problem
from banxin.messages import in_chinese
from banxin.model.edition import Article, Edition
from banxin.plan.advice import advise as advice
from banxin.plan.advice import changes
from banxin.plan.advice.candidates import Candidate, candidates


def over(folder: Folder) -> None:
    """A page that is over by more lines than one article may lose."""
    folder.times("a06", 2)
    folder.times("a03", 3)


def slightly_over(folder: Folder) -> None:
    folder.times("a06", 2)
    folder.add("a04", 35)


def short(folder: Folder) -> None:
    folder.no_fillers()
    folder.keep("a01", "a02", "a03", "a06", "a07")


def small_photo(folder: Folder) -> None:
    """A page that is not full because its picture is small."""
    folder.no_fillers()
    folder.keep("a01", "a02", "a03", "a05", "a07")
    folder.picture("a05", "size", '"small"')


def school_over(folder: Folder) -> None:
    folder.times("a03", 5)


def large_picture(folder: Folder) -> None:
    """A page that is over because its picture is large."""
    folder.times("a03", 4)
    folder.picture("a01", "size", '"large"')


def middle_page_over(folder: Folder) -> None:
    folder.tripled()
    folder.times("b06", 5)


def first_page_over(folder: Folder) -> None:
    folder.tripled()
    folder.times("a03", 3)


def one_page(folder: Folder, count: int) -> None:
    """The first articles of a paper of many pages on one page."""
    folder.keep(*(f"a{number:02d}" for number in range(1, count + 1)))
    for path in sorted(folder.folder.glob("*.md")):
        folder.key(path.stem, "page", "1")
    for name in ("ads.toml", "service.toml", "plan.toml"):
        (folder.folder / name).unlink(missing_ok=True)
    folder.setting("pages", "1")
    folder.setting("sections", '["要闻"]')


def county_page(folder: Folder) -> None:
    one_page(folder, 9)
    folder.times("a02", 4)


def school_page(folder: Folder) -> None:
    one_page(folder, 8)


def no_jump(folder: Folder) -> None:
    """A page with a long article that may not go on inside."""
    folder.tripled()
    for slug in ("a09", "a10", "a11", "b02", "b03", "b09", "c03"):
        folder.path(slug).unlink()
    folder.times("a01", 2)
    folder.key("a01", "jump", "false")


def refusal(folder: Folder) -> tuple[Problem, ...]:
    with pytest.raises(EditionError) as caught:
        pipeline.make_plan(pipeline.open_edition(folder.folder), 1)
    return caught.value.problems


def proposals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [proposal for row in rows for proposal in row.get("proposals", ())]


def assert_helps(folder: Folder, proposal: dict[str, Any], copy: Path) -> None:
    done = folder.copied(copy)
    done.do(proposal)
    assert done.refused() == [], proposal


def test_what_is_proposed_first_makes_an_over_full_page_fit(tmp_path: Path) -> None:
    folder = gansu(tmp_path / "paper")
    over(folder)
    (found,) = refusal(folder)
    row = pipeline.problem_row(found)
    given = row["proposals"]
    assert found.code == "overset" and len(given) >= 2
    assert set(given[0]) >= {"kind", "article", "lines", "page", "file", "line"}
    costs = [proposal.cost for proposal in dict(found.fields)["proposals"]]
    assert costs == sorted(costs)
    assert all(proposal["article"] in found.hint for proposal in given if proposal["article"])
    message, hint = in_chinese(found)
    assert "第1版" in message and "试排过" in hint and "《" in hint and "leave" not in hint
    assert_helps(folder, given[0], tmp_path / "copy")


CASES: list[tuple[Callable[[Path], Folder], Callable[[Folder], None], set[str]]] = [
    (gansu, over, {"hold", "shorten", "pages"}),
    (gansu, slightly_over, {"shorten", "hold"}),
    (gansu, short, {"filler", "lengthen"}),
    (school, school_over, {"shorten", "hold"}),
    (yunxi, county_page, {"hold", "smaller", "drop-picture"}),
    (qinglan, school_page, {"hold"}),
    (gansu, middle_page_over, {"move"}),
    (gansu, first_page_over, {"move", "hold"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "spoil", "kinds"), CASES, ids=[f"{case[0].__name__}-{case[1].__name__}" for case in CASES]
)
def test_every_proposal_helps_when_its_editor_does_it_to_the_files(
    start: Callable[[Path], Folder], spoil: Callable[[Folder], None], kinds: set[str], tmp_path: Path
) -> None:
    folder = start(tmp_path / "paper")
    spoil(folder)
    problems = refusal(folder)
    given = proposals([pipeline.problem_row(found) for found in problems])
    assert {proposal["kind"] for proposal in given} >= kinds
    costs = [proposal.cost for found in problems for proposal in dict(found.fields).get("proposals", ())]
    assert costs == sorted(costs)
    for number, proposal in enumerate(given):
        assert_helps(folder, proposal, tmp_path / f"copy{number}")


RARE = [
    (school, large_picture, "drop-picture"),
    (school, large_picture, "smaller"),
    (gansu, small_photo, "larger"),
    (gansu, no_jump, "jump"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("start", "spoil", "kind"), RARE, ids=[case[2] for case in RARE])
def test_dear_and_rare_proposals_help_too(
    start: Callable[[Path], Folder],
    spoil: Callable[[Folder], None],
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = start(tmp_path / "paper")
    spoil(folder)
    monkeypatch.setattr(
        advice, "candidates", lambda *given: tuple(one for one in candidates(*given) if one.kind == kind)
    )
    given = proposals([pipeline.problem_row(found) for found in refusal(folder)])
    assert given and {proposal["kind"] for proposal in given} == {kind}
    assert_helps(folder, given[0], tmp_path / "copy")


@pytest.mark.slow
def test_the_same_edition_is_given_the_same_advice(tmp_path: Path) -> None:
    folder = gansu(tmp_path / "paper")
    over(folder)
    assert proposals([pipeline.problem_row(one) for one in refusal(folder)]) == proposals(folder.refused())


def article(edition: Edition, slug: str) -> Article:
    return next(one for one in edition.articles if one.slug == slug)


@pytest.mark.parametrize("characters", [1, 13, 130, 400])
def test_a_cut_takes_at_least_what_is_asked_and_ends_with_a_sentence(
    characters: int, seed_desk: pipeline.OpenEdition
) -> None:
    whole = article(seed_desk.edition, "a01")
    cut = changes.cut_at_end(whole, characters)
    gone = changes.running_characters(whole) - changes.running_characters(cut)
    assert characters <= gone
    assert cut.blocks[-1].text[-1] in changes.ENDS
    texts = [block.text for block in cut.blocks]
    assert all(new == old.text or old.text.startswith(new) for new, old in zip(texts, whole.blocks, strict=False))


@pytest.mark.parametrize("characters", [13, 60])
def test_a_cut_inside_and_an_addition_are_exact(characters: int, seed_desk: pipeline.OpenEdition) -> None:
    whole = article(seed_desk.edition, "a01")
    before = changes.running_characters(whole)
    assert changes.running_characters(changes.cut_inside(whole, characters)) == before - characters
    for add in (changes.add_at_end, changes.add_paragraph):
        assert changes.running_characters(add(whole, characters)) == before + characters


def test_of_two_things_done_together_only_the_second_rises_and_both_are_said(seed_desk: pipeline.OpenEdition) -> None:
    first, second = article(seed_desk.edition, "a05"), article(seed_desk.edition, "a03")
    cut = Candidate("shorten", (second,), 1, (10, 20), 13)
    both = Candidate("smaller", (first,), 1, then=cut)
    larger = both.next()
    assert larger is not None and larger.then is not None and larger.next() is None
    assert larger.then.amount == 20 and larger.kind == "smaller" and larger.articles == (first,)
    assert both.cost < larger.cost
    row = larger.proposal(seed_desk.edition).row()
    assert (row["kind"], row["article"]) == ("smaller", "a05")
    assert [(other["kind"], other["article"], other["lines"]) for other in row["also"]] == [("shorten", "a03", 20)]
