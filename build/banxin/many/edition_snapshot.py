"""An edition and what it needs of its paper, as bytes that are sent to another machine and written to a folder
there."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from banxin import clock
from banxin.saved import KEPT, REVISION
from banxin.sources import find_key
from banxin.wanted import BuildRequest, files_under

MOST_BYTES = 1 << 30
"""Size limit of a snapshot. Ours: a county daily with forty photographs has a tenth of it."""
EDITION, PAPER, OUT = "edition", "paper", "out"


class UnsendableError(Exception):
    """The edition's folder has files that cannot be sent; it has to be built on this machine."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a build reads, apart from banxin itself."""

    paper: str
    """Name of the paper's folder."""
    edition: str
    """Name of the edition's folder in it."""
    files: tuple[tuple[str, bytes], ...]
    """Name under the paper's folder, content."""
    folders: tuple[str, ...]
    """Folders, since an empty one can be a fault, too."""
    plans: tuple[tuple[str, bytes], ...]
    """Path under the folder of products, content: plans of the last builds."""
    given: bytes | None
    """The plan that the options name; None when they name none, or a missing one."""
    wanted: BuildRequest
    moment: str
    """SOURCE_DATE_EPOCH on this machine, or empty."""


def take(folder: Path, out: Path, wanted: BuildRequest) -> Snapshot:
    """The snapshot of the edition in `folder`.

    Raises UnsendableError for a pipe, a link out of the paper's folder, a file that cannot be read, or too many bytes.
    """
    folder = folder.absolute()
    paper = folder.parent
    reader = _FileReader(paper)
    try:
        paths = [path for path in folder.rglob("*") if not path.name.startswith(".")]
        folders = [path for path in paths if path.is_dir() and not path.is_symlink()]
        files = [path for path in paths if path not in folders]
        files += [path for path in _of_paper(paper) if os.path.lexists(path)]
        found = tuple((path.relative_to(paper).as_posix(), reader.read(path)) for path in dict.fromkeys(files))
        named = wanted.plan_path or wanted.hand.source
        given = named.read_bytes() if named is not None and named.is_file() else None
        plans = tuple((name, path.read_bytes()) for name, path in _last_plans(folder, out, wanted))
    except OSError as error:
        raise UnsendableError(str(error)) from error
    names = tuple(path.relative_to(paper).as_posix() for path in folders)
    moment = os.environ.get(clock.VARIABLE, "")
    return Snapshot(paper.name, folder.name, found, names, plans, given, wanted, moment)


def lay_out(snapshot: Snapshot, root: Path) -> tuple[Path, Path, BuildRequest]:
    """Write the snapshot to the empty folder `root`: (the edition's folder, the folder of products, the request)."""
    paper, out = root / PAPER / snapshot.paper, root / OUT
    (paper / snapshot.edition).mkdir(parents=True)
    for name in snapshot.folders:
        (paper / name).mkdir(parents=True, exist_ok=True)
    for place, files in ((paper, snapshot.files), (out, snapshot.plans)):
        for name, data in files:
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return paper / snapshot.edition, out, _relocated(snapshot, root)


def _relocated(snapshot: Snapshot, root: Path) -> BuildRequest:
    """The request, with the new path of the plan that it names."""
    wanted = snapshot.wanted
    named = wanted.plan_path or wanted.hand.source
    if named is None:
        return wanted
    place = root / "given" / named.name
    if snapshot.given is not None:
        place.parent.mkdir()
        place.write_bytes(snapshot.given)
    if wanted.plan_path:
        return replace(wanted, plan_path=place)
    return replace(wanted, hand=replace(wanted.hand, source=place))


def places(folder: Path, out: Path, wanted: BuildRequest, root: Path) -> dict[str, str]:
    """The snapshot's paths under `root` → the user's own, the longest first: for messages."""
    paper = folder.absolute().parent
    named = wanted.plan_path or wanted.hand.source
    found = {root / PAPER / paper.name / folder.absolute().name: folder, root / PAPER / paper.name: paper}
    found |= {root / OUT: out}
    if named is not None:
        found |= {root / "given" / named.name: named}
    return {str(there): str(here) for there, here in found.items()}


def _of_paper(paper: Path) -> Iterator[Path]:
    """What a build may read of a paper beside the edition."""
    settings = paper / "paper.toml"
    yield settings
    for name in ("layouts", "fonts"):
        yield from files_under(paper / name)
    try:
        profile = tomllib.loads(settings.read_text("utf-8-sig")).get("print", {}).get("profile", "")
    except (OSError, ValueError, AttributeError, RecursionError):
        return  # The build reports what is wrong with it.
    if isinstance(profile, str) and profile and (paper / profile).resolve().is_relative_to(paper.resolve()):
        yield paper / profile


def _last_plans(folder: Path, out: Path, wanted: BuildRequest) -> Iterator[tuple[str, Path]]:
    """The plans last built of this issue and its revisions, which --lock or --keep may refer to."""
    key = find_key(folder) if wanted.hand.lock or wanted.hand.keep else None
    if key is None:
        return
    issue = REVISION.sub("", key)
    for path in sorted(out.glob(f"{issue}*/{KEPT}")):
        if REVISION.sub("", path.parent.name) == issue:
            yield f"{path.parent.name}/{KEPT}", path


class _FileReader:
    """Reads files of one paper as bytes, up to the limit."""

    def __init__(self, paper: Path) -> None:
        self.paper, self.left = paper.resolve(), MOST_BYTES

    def read(self, path: Path) -> bytes:
        real = path.resolve(strict=True)
        found = real.stat()
        self.left -= found.st_size
        if not stat.S_ISREG(found.st_mode) or not real.is_relative_to(self.paper) or self.left < 0:
            raise UnsendableError(str(path))
        return real.read_bytes()
