"""A library under a kill at every step, a full disk, several writers, rotten bits, a damaged catalogue."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banxin.cli import main
from banxin.errors import BanxinError, SetupError, UsageError
from banxin.library.archive.bag_check import ALGORITHMS, check_bag
from banxin.library.archive.source_files import snapshot
from banxin.library.archive.store import MARK, Library
from banxin.library.archive.verify import verify
from banxin.library.index.catalogue import Catalogue
from banxin.library.index.search import Query, search
from banxin.sources import read_edition
from command import COMMAND, banxin, contents, environment
from library_factory import random_issues
from library_worker import add, deposit

WORKER = Path(__file__).parent / "library_worker.py"
SAMPLE, SMALL_SAMPLE = 12, 8
"""Steps of a sweep that the fast tests look at."""
Run = dict[str, object]


def work(mode: str, folder: Path, template: Path, steps: list[int], *what: object) -> list[Run]:
    """What became of additions that were stopped at these steps, each on its copy `folder/<step>` of a library."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(WORKER), mode, str(folder), str(template), json.dumps(steps), *map(str, what)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert run.returncode == 0, run.stderr
    return list(json.loads(run.stdout))


def steps_of(mode: str, folder: Path, template: Path, *what: object) -> int:
    """How many steps there are."""
    (run,) = work(mode, folder, template, [0], *what)
    assert run["code"] == 0, run["said"]
    return int(str(run["said"]).rsplit("steps ", 1)[1])


def swept(count: int, whole: bool, sample: int = SMALL_SAMPLE) -> list[int]:
    """All steps, or a sample that has the first and the last ones."""
    if whole:
        return list(range(1, count + 1))
    middle = random.Random(count).sample(range(4, count - 2), sample - 6)
    return sorted({1, 2, 3, count - 2, count - 1, count, *middle})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def keys(library: Path) -> list[str]:
    with Library(library).reading() as catalogue:
        return [row.key for row in catalogue.all_issues()]


def assert_clean(library: Path) -> None:
    """Bags and catalogue agree, and nothing else is there."""
    assert verify(Library(library)) == ()
    assert names(library) == [".bags.lock", "bags", "catalogue.sqlite", MARK]
    assert list(library.glob("bags/**/.*")) == []
    assert keys(library) == sorted(path.name for path in Library(library).bags())


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one issue. Not to be changed."""
    library = tmp_path_factory.mktemp("one") / "library"
    add(library, 1)
    return library


@pytest.fixture
def library(one: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(one, tmp_path / "library"))


@pytest.fixture
def bag(library: Path) -> Path:
    (found,) = Library(library).bags()
    return found


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition that `banxin new` makes, built in `out` beside its paper. Not to be changed."""
    folder = tmp_path_factory.mktemp("edition")
    assert banxin("new", folder / "paper").returncode == 0
    (made,) = (path.parent for path in (folder / "paper").glob("*/edition.toml"))
    run = banxin("build", made, "-o", folder / "out", "--quiet")
    assert run.returncode == 0, run.stderr
    return made


def run_here(*words: object) -> int:
    """The exit code of a command, run in this process: what it raises but SystemExit fails the test."""
    with pytest.raises(SystemExit) as ended:
        main(["library", *map(str, words)])
    return int(ended.value.code or 0)


# --- killed ---

BOTH = [pytest.param(False, id="sample"), pytest.param(True, id="all", marks=pytest.mark.slow)]


@pytest.mark.parametrize("whole", BOTH)
def test_a_kill_at_any_step_of_an_addition_leaves_a_library_that_sets_itself_right(
    one: Path, tmp_path: Path, whole: bool
) -> None:
    count = steps_of("kill", tmp_path / "count", one, "made", 2)
    assert count > 150
    runs = work("kill", tmp_path / "work", one, swept(count, whole, SAMPLE), "made", 2)
    before, outcomes = contents(one / "bags"), set()
    for number, run in enumerate(runs):
        assert run["code"] == -9, run
        library = tmp_path / "work" / str(run["step"])
        bags = Library(library).bags()
        assert [check_bag(bag) for bag in bags] == [()] * len(bags), run
        outcomes.add(len(bags))
        if number % 2:
            assert len(keys(library)) == len(bags)
            assert verify(Library(library)) == (), run
        add(library, 2)
        assert_clean(library)
        assert len(keys(library)) == 2
        after = contents(library / "bags")
        assert {name: after[name][1] for name in before} == {name: digest for name, (_, digest) in before.items()}
        shutil.rmtree(library)
    assert outcomes == {1, 2}


@pytest.mark.parametrize("whole", BOTH)
def test_a_kill_at_any_step_of_the_first_addition_leaves_a_folder_that_the_next_one_takes(
    tmp_path: Path, whole: bool
) -> None:
    nothing = tmp_path / "nothing"
    count = steps_of("kill", tmp_path / "count", nothing, "made", 1)
    for run in work("kill", tmp_path / "work", nothing, swept(count, whole), "made", 1):
        assert run["code"] == -9, run
        library = tmp_path / "work" / str(run["step"])
        add(library, 1)
        assert_clean(library)
        shutil.rmtree(library)


@pytest.mark.parametrize("whole", BOTH)
def test_a_kill_at_any_step_of_a_rebuild_leaves_what_another_rebuild_cures(
    one: Path, tmp_path: Path, whole: bool
) -> None:
    words = ("command", "library", "rebuild", "--library", "{library}")
    count = steps_of("kill", tmp_path / "count", one, *words)
    for run in work("kill", tmp_path / "work", one, swept(count, whole), *words):
        assert run["code"] == -9, run
        library = tmp_path / "work" / str(run["step"])
        if not int(str(run["step"])) % 2:
            assert keys(library) == keys(one)
        assert Library(library).rebuild().issues == 1
        assert_clean(library)


def test_a_kill_while_a_damaged_bag_is_brought_back_loses_no_bag(one: Path, library: Path, tmp_path: Path) -> None:
    (whole,) = Library(one).bags()
    (bag,) = Library(library).bags()
    (bag / "data" / "record.json").write_bytes(b"{}")
    words = ("command", "library", "import", whole, "--library", "{library}")
    count = steps_of("kill", tmp_path / "count", library, *words)
    for run in work("kill", tmp_path / "work", library, swept(count, False), *words):
        assert run["code"] == -9, run
        killed = tmp_path / "work" / str(run["step"])
        assert run_here("import", whole, "--library", killed) == 0
        assert_clean(killed)


@pytest.mark.slow
def test_a_kill_at_any_step_of_the_command_leaves_a_library_that_sets_itself_right(
    one: Path, edition: Path, tmp_path: Path
) -> None:
    words = ("command", "library", "add", edition, "-o", edition.parent.parent / "out", "--library", "{library}")
    count = steps_of("kill", tmp_path / "count", one, *words)
    for run in work("kill", tmp_path / "work", one, swept(count, False, 50), *words):
        assert run["code"] == -9, run
        library = tmp_path / "work" / str(run["step"])
        assert keys(library) and verify(Library(library)) == ()
        assert run_here(*words[2:6], "--library", library) == 0
        assert_clean(library)
        shutil.rmtree(library)


# --- full ---


@pytest.mark.parametrize("whole", BOTH)
def test_a_disk_that_is_full_at_any_step_leaves_the_library_as_it_was(one: Path, tmp_path: Path, whole: bool) -> None:
    count = steps_of("full", tmp_path / "count", one, "made", 2)
    before, full = contents(one / "bags"), 0
    for run in work("full", tmp_path / "work", one, swept(count, whole), "made", 2):
        library = tmp_path / "work" / str(run["step"])
        if run["code"] == 0:  # Only the log was left to be taken up, which the next one does.
            assert len(keys(library)) == 2
        else:
            assert run["code"] == 3, run
            said = str(run["said"])
            assert said.startswith("disk-full: there is no room for ") and str(tmp_path) in said, run
            after = contents(library / "bags")
            assert {name: digest for name, (_, digest) in after.items()} == {
                name: digest for name, (_, digest) in before.items()
            }
            assert keys(library) == keys(one)
            full += 1
        assert_clean(library)
        add(library, 2)
        assert_clean(library)
        shutil.rmtree(library)
    assert full > SMALL_SAMPLE // 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_fills_up_and_the_library_stays_whole(one: Path, small_disk: Path) -> None:
    library = small_disk / "library"
    shutil.copytree(one, library)
    refused = 0
    filler = small_disk / "filler"
    for number, free_kb in enumerate((8, 40, 60, 80, 100, 120, 160, 200, 300), 2):
        filler.write_bytes(b"x" * max(0, shutil.disk_usage(small_disk).free - free_kb * 1024))
        try:
            add(library, number)
        except SetupError as error:
            assert str(error).startswith("disk-full: there is no room for "), error
            refused += 1
        filler.unlink()
        assert_clean(library)
        assert len(keys(library)) == number - refused
    assert 2 < refused < 9
    add(library, 99)
    assert_clean(library)


def test_a_catalogue_without_room_says_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite", write=True)
    issues = list(random_issues(100, each=10))
    catalogue.add(issues[0], "bags/0", "0")
    pages = catalogue.rows("PRAGMA page_count")[0][0]
    catalogue.rows(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(SetupError, match=r"disk-full: .*catalogue\.sqlite"):
        for number, issue in enumerate(issues[1:], 1):
            catalogue.add(issue, f"bags/{number}", str(number))
    kept = catalogue.all_issues()
    assert 1 <= len(kept) < len(issues)
    assert catalogue.check() == ""
    catalogue.rows("PRAGMA max_page_count = 100000")
    for number, issue in enumerate(issues):
        catalogue.add(issue, f"bags/{number}", str(number))
    assert len(catalogue.all_issues()) == len(issues) and catalogue.check() == ""
    catalogue.close()


# --- several at once ---

ADDS = "import sys; from pathlib import Path; from library_worker import add; add(Path(sys.argv[1]), int(sys.argv[2]))"
SEARCHES = """
import sys
from pathlib import Path
from banxin.library.index.search import Query, search
from banxin.library.archive.store import Library
seen = 0
for _ in range(60):
    with Library(Path(sys.argv[1])).reading() as catalogue:
        total = search(catalogue, Query(since="2019")).total
        assert total >= seen and total % 2 == 0, (total, seen)
        seen = total
"""


def start(script: str, *words: object) -> subprocess.Popen[str]:
    folder = Path(__file__).parent
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.Popen(command, env=environment(PYTHONPATH=path), stderr=subprocess.PIPE, text=True)


def ended(*runs: subprocess.Popen[str]) -> None:
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said


def test_additions_at_the_same_time_to_a_library_that_is_not_there_yet_all_come_in(tmp_path: Path) -> None:
    library = tmp_path / "library"
    ended(*(start(ADDS, library, number) for number in (1, 2, 3)))
    assert_clean(library)
    assert len(keys(library)) == 3


def test_additions_and_a_search_at_the_same_time(library: Path) -> None:
    ended(start(SEARCHES, library), *(start(ADDS, library, number) for number in (2, 3, 4)))
    assert_clean(library)
    assert len(keys(library)) == 4


def test_of_two_additions_of_one_edition_one_is_new(edition: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    words = ["library", "add", edition, "-o", edition.parent.parent / "out", "--library", library, "--json"]
    runs = [
        subprocess.Popen([*COMMAND, *map(str, words)], env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(json.loads(told)[0]["new"] for told in said) == [False, True]
    assert_clean(library)


# --- rotten bits ---


def flipped(path: Path, place: int, rng: random.Random) -> bytes:
    """Flip a bit of a byte; what the file was before."""
    data = path.read_bytes()
    path.write_bytes(data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :])
    return data


@pytest.mark.parametrize("step", [pytest.param(43, id="some"), pytest.param(1, id="every", marks=pytest.mark.slow)])
def test_a_flipped_bit_in_any_byte_of_a_tag_file_is_found_and_that_file_is_named(
    library: Path, bag: Path, step: int
) -> None:
    rng = random.Random(step)
    opened = Library(library)
    for path in sorted(path for path in bag.iterdir() if path.is_file()):
        for place in range(0, path.stat().st_size, step):
            before = flipped(path, place, rng)
            rotten = contents(library / "bags")
            files = {found.origin.file for found in verify(opened) if found.code == "bag-altered"}
            assert f"{opened.name(bag)}/{path.name}" in files, (path.name, place)
            assert files == {f"{opened.name(bag)}/{path.name}"}, (path.name, place)
            assert contents(library / "bags") == rotten
            path.write_bytes(before)
    assert verify(opened) == ()


def test_a_flipped_bit_in_any_file_of_the_payload_is_found_and_that_file_is_named(library: Path, bag: Path) -> None:
    rng = random.Random(1)
    opened = Library(library)
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        before = flipped(path, rng.randrange(path.stat().st_size), rng)
        found = verify(opened)
        assert ("bag-altered", f"{opened.name(bag)}/data/{path.relative_to(bag / 'data').as_posix()}") in {
            (one.code, one.origin.file) for one in found
        }
        path.write_bytes(before)


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: (path.unlink(), path.symlink_to("/etc/passwd")),
        lambda path: (path.unlink(), os.mkfifo(path)),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["gone", "empty", "link", "fifo", "folder"],
)
@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha512.txt",
                                  "data/record.json", "data/products/report.json"])  # fmt: skip
def test_a_file_that_is_none_any_more_is_named_and_left_alone(
    library: Path, bag: Path, name: str, harm: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(bag / name)
    assert run_here("verify", "--library", library) == 1
    assert f"/{name}" in capsys.readouterr().err
    assert run_here("list", "--library", library) == 0
    assert run_here("export", "--to", library.parent / "to", "--library", library) == 1
    assert not [path for path in library.parent.glob("to/*") if not path.name.endswith(".lock")]
    assert run_here("show", bag.name, "--library", library) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_one_rotten_record_does_not_keep_the_others_from_their_readers(
    library: Path, bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(library, 2)
    (bag / "data" / "record.json").write_bytes(b"\xff")
    (bag.parent / "notes").mkdir()
    shutil.copytree(bag, bag.with_name("copy"))
    (library / "catalogue.sqlite").unlink()
    assert run_here("list", "--library", library, "--json") == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)] == ["longshan-daily-2019-01-03"]
    assert run_here("rebuild", "--library", library) == 1
    assert bag.name in capsys.readouterr().err
    assert run_here("verify", "--library", library) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("notes", "copy", "record.json"))


def test_a_rotten_bag_comes_back_from_a_copy_as_the_hint_says(library: Path, bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "copy")
    (bag / "data" / "record.json").write_bytes(b"\xff")
    assert run_here("import", copy, "--library", library) == 0
    assert_clean(library)
    (bag / "manifest-sha256.txt").write_bytes(b"\xff")
    assert run_here("import", copy, "--library", library) == 0
    assert_clean(library)
    before = contents(library / "bags")
    assert run_here("import", copy, "--library", library) == 0
    assert contents(library / "bags") == before


def test_a_rotten_bag_is_not_replaced_by_another_one(library: Path, bag: Path, tmp_path: Path) -> None:
    add(tmp_path / "other", 1)
    (other,) = Library(tmp_path / "other").bags()
    record = other / "data" / "record.json"
    record.write_bytes(record.read_bytes().replace("陇山日报社".encode(), "龙山日报社".encode()))
    import bagit

    bagit.Bag(str(other)).save(manifests=True)
    rewrite_tags(other)
    assert check_bag(other) == ()
    (bag / "data" / "alto" / "page-1.xml").write_bytes(b"rotten")
    before = contents(library / "bags")
    assert run_here("import", other, "--library", library) == 2
    assert contents(library / "bags") == before


def rewrite_tags(bag: Path) -> None:
    """Manifests of the tag files, as they are now."""
    import hashlib

    files = [path for path in bag.iterdir() if path.is_file() and not path.name.startswith("tagmanifest-")]
    for algorithm in ALGORITHMS:
        lines = [f"{hashlib.new(algorithm, path.read_bytes()).hexdigest()} {path.name}\n" for path in files]
        (bag / f"tagmanifest-{algorithm}.txt").write_text("".join(lines))


# --- a damaged catalogue ---


def set_version(number: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.commit()
        connection.close()

    return change


def zeroed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[4096:middle] = bytes(middle - 4096)
    path.write_bytes(data)


def dropped(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE issue")
    connection.commit()
    connection.close()


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE issue (words TEXT)")
    connection.commit()
    connection.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(random.Random(1).randbytes(9000)),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "cut in the header": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "zeroed": zeroed,
    "empty": lambda path: path.write_bytes(b""),
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "newer": set_version(99),
    "no version": set_version(0),
    "dropped": dropped,
    "foreign": foreign,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalogue_is_told_with_the_way_out_which_cures_it(
    library: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (key,) = keys(library)
    before = contents(library / "bags")
    DAMAGES[damage](library / "catalogue.sqlite")
    for words in (["list"], ["search", "的"], ["show", key], ["export", "--to", str(library.parent / "to")]):
        assert run_here(*words, "--library", library) == 3, words
        assert f"banxin library rebuild --library {library}" in capsys.readouterr().err
    assert run_here("verify", "--library", library) == 1
    assert "catalogue-behind" in capsys.readouterr().err
    if damage != "empty":  # In which an addition enters everything anew.
        with pytest.raises(SetupError, match="banxin library rebuild"):
            add(library, 2)
        assert contents(library / "bags") == before
    assert run_here("rebuild", "--library", library) == 0
    assert keys(library) == [key]
    add(library, 2)
    assert_clean(library)


def test_bits_rot_anywhere_in_a_catalogue_and_nobody_sees_a_traceback(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng, path = random.Random(2), library / "catalogue.sqlite"
    whole = path.read_bytes()
    codes = set()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 20, 400))):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        for words in (["search", "的"], ["list"], ["show", "longshan-daily-2019-01-02"]):
            codes.add(run_here(*words, "--library", library))
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    assert codes <= {0, 2, 3} and codes > {3}
    assert "Traceback" not in capsys.readouterr().err
    assert run_here("rebuild", "--library", library) == 0
    assert_clean(library)


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_garbage_in_the_logs_of_a_catalogue_is_not_taken_up(library: Path, ending: str) -> None:
    (key,) = keys(library)
    (library / f"catalogue.sqlite{ending}").write_bytes(random.Random(1).randbytes(40000))
    assert keys(library) == [key]
    add(library, 2)
    assert_clean(library)


def test_a_log_that_a_killed_writer_left_is_taken_up(library: Path, tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from banxin.library.index.catalogue import Catalogue
from library_worker import deposit
catalogue = Catalogue(Path(sys.argv[1]), write=True)
catalogue.add(deposit(5).record, "bags/elsewhere", "0")
os.kill(os.getpid(), 9)
"""
    with start(script, library / "catalogue.sqlite") as run:
        run.communicate()
    assert (library / "catalogue.sqlite-wal").stat().st_size > 0
    assert len(keys(library)) == 2


def test_a_folder_with_something_in_it_is_not_taken_away_for_a_catalogue(library: Path) -> None:
    path = library / "catalogue.sqlite"
    path.unlink()
    path.mkdir()
    (path / "letter.txt").write_text("mine")
    with pytest.raises(SetupError, match="catalogue"):
        Library(library).rebuild()
    assert (path / "letter.txt").read_text() == "mine"
    assert names(library) == [".bags.lock", "bags", "catalogue.sqlite", MARK]


def test_a_rebuild_under_a_reader_leaves_both_their_catalogues(library: Path) -> None:
    with Library(library).reading() as reader:
        Library(library).rebuild()
        add(library, 2)
        assert len(reader.all_issues()) == 1
    assert_clean(library)
    assert len(keys(library)) == 2


# --- the surroundings ---


def test_products_of_a_strict_umask_in_a_folder_with_a_chinese_name_are_for_all_to_read(
    edition: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "新 文件夹 100%"
    folder.mkdir()
    words = ["library", "add", edition, "-o", edition.parent.parent / "out", "--library", "资料 库"]
    changes = {"LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    run = subprocess.run([*COMMAND, *map(str, words)], cwd=folder, umask=0o077, env=environment(**changes),
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert run.returncode == 0, run.stderr
    library = folder / "资料 库"
    assert_clean(library)
    assert run_here("search", "的", "--library", library) == 0
    modes = {stat.S_IMODE(path.stat().st_mode): path for path in (library, *library.rglob("*"))
             if not path.name.endswith(".lock")}  # fmt: skip
    assert set(modes) == {0o644, 0o755}, modes


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everyone may read, as a user who may not write to it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    os.seteuid(0) if os.getuid() == 0 else None
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(folder)


def test_a_library_that_may_not_be_written_to_is_read_and_refuses_additions(
    one: Path, nobody: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Path(shutil.copytree(one, nobody / "library"))
    for path in (library, *library.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    made = deposit(2)
    if os.getuid() == 0:
        os.seteuid(65534)
    with pytest.raises(SetupError, match=str(library)) as caught:
        Library(library).add(lambda replaces: made, lambda catalogue: "")
    assert caught.value.exit_code == 3
    for words in (["list"], ["search", "的"], ["verify"]):
        assert run_here(*words, "--library", library) == 0, capsys.readouterr().err
    assert run_here("rebuild", "--library", library) == 3
    with pytest.raises(SetupError, match="cannot be written"):
        Library.made(library.parent / "new")


@pytest.mark.parametrize("name", ["a ", "a\nb", "a\u2028b", "a%0Ab", "a\x85", os.fsdecode(b"a\xff")])
def test_a_source_whose_name_no_bag_can_hold_is_told(edition: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "paper" / edition.name
    shutil.copytree(edition.parent, copy.parent)
    (copy / "images" / name).write_bytes(b"x")
    with pytest.raises(UsageError, match="Rename it"):
        snapshot(read_edition(copy)[0])  # type: ignore[arg-type]


def test_what_is_no_library_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a library"):
        Library(tmp_path)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists and is not a library"):
        Library.made(tmp_path)
    assert names(tmp_path) == ["letter.txt"]


def test_a_reader_waits_for_nobody_while_bags_are_whole(library: Path) -> None:
    """A search goes on while an addition holds the right to write."""
    opened, held, go = Library(library), threading.Event(), threading.Event()

    def make(_replaces: str) -> object:
        held.set()
        go.wait(20)
        raise BanxinError("no more")

    def hold() -> None:
        with pytest.raises(BanxinError, match="no more"):
            opened.add(make, lambda catalogue: "")  # type: ignore[arg-type]

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    with Library(library).reading() as catalogue:
        assert search(catalogue, Query("的")).total == 2
    go.set()
    thread.join()
