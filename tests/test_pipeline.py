"""The conductor: what a build leaves behind, that its bytes repeat, and what a failed one does not touch."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Never

import pytest

from banxin import pipeline
from banxin.errors import EditionError, UsageError
from banxin.plan.planner import Planner
from command import COMMAND, KEY, banxin, contents, copy_seed, environment
from conftest import SEED

PRODUCTS = (f"{KEY}.pdf", f"{KEY}.epub", "plan.json")
WORLDS = (
    {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "UMASK": "022"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4711", "LANG": "C", "LC_ALL": "C", "UMASK": "077"},
)
KILLER = """
import os, signal, sys
from pathlib import Path
from banxin import pipeline
def watch(event, arguments):
    if event == {event!r} and {condition}:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
pipeline.build(Path({edition!r}), Path({out!r}), plan_path=Path({plan!r}), formats=("pdf",))
"""
MOMENTS = {
    "drawing": ("subprocess.Popen", "'banxin.limited' in str(arguments[1])"),
    "writing": ("os.rename", "str(arguments[1]).endswith('report.json')"),
    "swapping": ("os.rename", f"str(arguments[0]).endswith('.{KEY}.new')"),
}


@dataclass(frozen=True)
class TwoBuilds:
    """The same edition, built by two processes in different surroundings."""

    edition: Path
    before: dict[str, tuple[int, str]]
    after: dict[str, tuple[int, str]]
    folders: tuple[Path, Path]
    output: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads((self.folders[0] / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> TwoBuilds:
    root = tmp_path_factory.mktemp("builds")
    edition = copy_seed(root / "sources")
    before = contents(root / "sources")
    running = []
    for number, world in enumerate(WORLDS):
        command = [*COMMAND, "build", str(edition), "-o", str(root / str(number))]
        umask, settings = int(world["UMASK"], 8), {name: world[name] for name in world if name != "UMASK"}
        running.append(
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", umask=umask,
                env=environment(**settings),
            )
        )  # fmt: skip
    outputs = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], "\n".join(outputs)
    after = contents(root / "sources")
    return TwoBuilds(edition, before, after, (root / "0" / KEY, root / "1" / KEY), outputs[0])


def test_build_leaves_its_products_and_nothing_else(builds: TwoBuilds) -> None:
    assert {path.name for path in builds.folders[0].iterdir()} == {*PRODUCTS, "report.json"}
    beside = {path.name for path in builds.folders[0].parent.iterdir()}
    assert beside == {KEY, f".{KEY}.lock"}


@pytest.mark.parametrize("name", PRODUCTS)
def test_bytes_repeat_in_another_process_zone_locale_and_umask(builds: TwoBuilds, name: str) -> None:
    one, other = (folder / name for folder in builds.folders)
    assert one.read_bytes() == other.read_bytes()
    assert one.stat().st_mode == other.stat().st_mode


def test_report_says_what_design_promises(builds: TwoBuilds) -> None:
    report = builds.report
    keys = {"banxin", "edition", "problems", "score", "seconds", "characters", "white", "made", "sources", "products"}
    assert set(report) == keys
    assert report["banxin"] == 1 and report["edition"] == KEY
    assert set(report["score"]) == {"total", "terms"}
    assert report["score"]["total"] == pytest.approx(sum(report["score"]["terms"].values()), abs=0.05)
    assert {"read", "compose", "plan", "check", "html", "pdf", "epub"} <= set(report["seconds"])
    assert set(report["characters"]) == {"sources", "planned", "pdf", "epub", "dropped"}
    assert 0 <= report["white"]["white_cells"] < report["white"]["body_cells"]
    for row in report["problems"]:
        assert {"code", "severity", "message", "file", "line"} <= set(row)


def test_report_counts_every_character_and_drops_none(builds: TwoBuilds) -> None:
    counts = builds.report["characters"]
    assert counts["dropped"] == []
    assert counts["sources"] == counts["epub"]
    assert counts["planned"] >= counts["sources"], "the masthead comes on top of the articles"
    assert counts["pdf"] >= counts["planned"]


def test_report_holds_size_and_sha256_of_every_product(builds: TwoBuilds) -> None:
    assert set(builds.report["products"]) == set(PRODUCTS)
    for name, told in builds.report["products"].items():
        data = (builds.folders[0] / name).read_bytes()
        assert told == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_report_holds_sha256_of_every_source(builds: TwoBuilds) -> None:
    sources = builds.report["sources"]
    articles = {f"{SEED.name}/{path.name}" for path in SEED.glob("*.md")}
    assert articles | {"paper.toml", f"{SEED.name}/edition.toml", f"{SEED.name}/images/a05.png"} <= set(sources)
    for name, told in sources.items():
        assert told == hashlib.sha256((SEED.parent / name).read_bytes()).hexdigest(), name


def test_sources_are_never_written_to(builds: TwoBuilds) -> None:
    assert builds.after == builds.before


def test_build_says_where_its_products_are(builds: TwoBuilds) -> None:
    for name in PRODUCTS:
        assert str(builds.folders[0] / name) in builds.output


@pytest.fixture(scope="module")
def redrawn(builds: TwoBuilds, tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    """The edition drawn from its saved plan, with another seed that so must not matter."""
    out = tmp_path_factory.mktemp("redrawn")

    def search(*_: object) -> Never:
        raise AssertionError("the edition was planned")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Planner, "plan", search)
        return pipeline.build(builds.edition, out, seed=9, plan_path=builds.folders[0] / "plan.json")


def test_a_saved_plan_is_drawn_without_planning(builds: TwoBuilds, redrawn: pipeline.Built) -> None:
    for name in PRODUCTS:
        assert (redrawn.folder / name).read_bytes() == (builds.folders[0] / name).read_bytes(), name


def test_a_plan_of_another_edition_is_refused(builds: TwoBuilds, tmp_path: Path) -> None:
    other = (builds.folders[0] / "plan.json").read_text("utf-8").replace(KEY, "gansu-daily-2024-12-23")
    (tmp_path / "plan.json").write_text(other, "utf-8")
    with pytest.raises(UsageError, match="is the plan of gansu-daily-2024-12-23, not of"):
        pipeline.build(builds.edition, tmp_path / "out", plan_path=tmp_path / "plan.json")
    assert not (tmp_path / "out").exists()


def test_a_plan_with_a_fault_is_not_drawn(builds: TwoBuilds, tmp_path: Path) -> None:
    data = json.loads((builds.folders[0] / "plan.json").read_text("utf-8"))
    data["pages"][0]["modules"].pop()
    (tmp_path / "plan.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    with pytest.raises(EditionError, match="lost-text"):
        pipeline.build(builds.edition, tmp_path / "out", plan_path=tmp_path / "plan.json")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_last_output_and_the_next_one_works(
    builds: TwoBuilds, moment: str, tmp_path: Path
) -> None:
    out, plan = tmp_path / "out", builds.folders[0] / "plan.json"
    shutil.copytree(builds.folders[0], out / KEY)
    (out / KEY / "of-the-last-build").touch()
    last = contents(out / KEY)
    event, condition = MOMENTS[moment]
    code = KILLER.format(event=event, condition=condition, edition=str(builds.edition), out=str(out), plan=str(plan))
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=False)
    assert killed.returncode == -9, killed.stderr
    place = out / f".{KEY}.old" if moment == "swapping" else out / KEY
    assert contents(place) == last
    again = banxin("build", builds.edition, "-o", out, "--plan", plan, "--formats", "pdf", "--quiet")
    assert again.returncode == 0, again.stderr
    assert {path.name for path in out.iterdir()} == {KEY, f".{KEY}.lock"}
    assert {path.name for path in (out / KEY).iterdir()} == {f"{KEY}.pdf", "plan.json", "report.json"}


def test_an_edition_with_errors_leaves_the_last_output(builds: TwoBuilds, tmp_path: Path) -> None:
    edition = copy_seed(tmp_path)
    lead = edition / "a01.md"
    head, _, body = lead.read_text("utf-8").rpartition("+++\n")
    lead.write_text(head + "+++\n" + body * 3, "utf-8")
    out = tmp_path / "out"
    shutil.copytree(builds.folders[0], out / KEY)
    last = contents(out)
    failed = banxin("build", edition, "-o", out)
    assert failed.returncode == 1
    assert "overset" in failed.stderr and "nothing was made" in failed.stderr
    assert contents(out) == last
