"""Which editions need building, and who builds them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from banxin.errors import UsageError, phrase
from banxin.many.address import Scheduler
from banxin.many.jobs import Began, build_in_processes
from banxin.many.outcome import BuildOutcome
from banxin.many.resume import last_report
from banxin.sources import find_key
from banxin.wanted import BuildRequest


def build_many(
    folders: Iterable[Path],
    out: Path,
    wanted: BuildRequest,
    began: Began,
    *,
    jobs: int = 1,
    cluster: Scheduler | None = None,
    again: bool = False,
) -> Generator[BuildOutcome, None, None]:
    """The outcome of each edition, as they come; an edition named twice is built once.

    jobs: number of processes on this machine; cluster: builds on its workers instead. again: build unchanged editions,
    too. `began` is called with each edition that is started. Close the iterator if it is not read to the end. Raises
    SetupError when the cluster cannot be reached or is lost, UsageError when it is open to others.
    """
    todo = _todo(folders, out, wanted, again=again)
    if cluster is None:
        yield from build_in_processes(todo, out, wanted, jobs, began)
        return
    from banxin.many.cluster import build_on_cluster

    yield from build_on_cluster(todo, out, wanted, cluster, began)


def _todo(folders: Iterable[Path], out: Path, wanted: BuildRequest, *, again: bool) -> Iterator[Path | BuildOutcome]:
    """The folders to build, and the outcomes of the others; each is checked when its turn comes."""
    seen: dict[str | Path, Path] = {}
    for folder in folders:
        key = find_key(folder)
        if folder.resolve() in seen:
            continue
        if key in seen:
            told = phrase(
                "its products would have the same name as those of {other} ({key}).", other=seen[key], key=key
            )
            yield BuildOutcome(folder, error=told, code=UsageError.exit_code)
            continue
        seen |= {folder.resolve(): folder} | ({key: folder} if key else {})
        report = last_report(folder, out / key, wanted) if key and not again else None
        yield folder if report is None else BuildOutcome(folder, report, unchanged=True)
