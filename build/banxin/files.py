"""Writing without ever leaving incomplete files, whatever interrupts it: a kill, a full disk, a second build.

A file is written under a temporary name, synced to disk and renamed. A folder cannot be replaced in one step: the new
one is built as `.<name>.new`, the old one is renamed to `.<name>.old`, the new one takes its place, the old one is
removed. The next process calls `recover`, which restores an `.old` without its target and removes other leftovers.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from banxin.errors import SetupError

MODE = 0o644  # readable by everyone, whatever the umask
FOLDER_MODE = 0o755


def write_atomic(path: Path, data: bytes, mode: int = MODE) -> None:
    """Replace `path` by a file with the content `data`; at any time it has the old or the new content, never a part.

    Raises SetupError naming the path, when the disk is full, or the folder is missing or not writable.
    """
    with setup_errors(path, len(data)):
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def new_folder(target: Path) -> Path:
    """An empty folder `.<name>.new` beside `target`, to be filled and then swapped in; an existing one is emptied.

    Raises SetupError naming the path.
    """
    new = _beside(target, "new")
    with setup_errors(new):
        _remove(new)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        new.chmod(FOLDER_MODE)
    return new


def make_folders(folder: Path) -> None:
    """Make a folder and its missing parents, readable by everyone whatever the umask.

    Raises SetupError naming the path.
    """
    with setup_errors(folder):
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            with contextlib.suppress(FileExistsError):
                path.mkdir()
                path.chmod(FOLDER_MODE)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def swap_folder(new: Path, target: Path) -> None:
    """Replace `target` by the folder `new`; `target` need not exist. Both are on the same disk.

    At every moment either `target` is complete, or `recover` completes it. Raises SetupError naming the path.
    """
    old = _beside(target, "old")
    with setup_errors(target):
        sync_tree(new)
        _remove(old)
        if target.exists():
            target.rename(old)
            sync_folder(target.parent)
        new.rename(target)
        sync_folder(target.parent)
        _remove(old)


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make `target` a folder of exactly these files (name → content), written in their order, swapped in at once.

    Does not wait: raises SetupError when another build is writing it, and for any system error, naming the path;
    `target` is then unchanged.
    """
    with locked(target):
        recover(target)
        new = new_folder(target)
        try:
            for name, data in files.items():
                path = new / name
                make_folders(path.parent)
                write_atomic(path, data)
            swap_folder(new, target)
        except BaseException:
            with contextlib.suppress(SetupError):
                recover(target)
            raise


def recover(target: Path) -> bool:
    """Repair what an interrupted build left beside `target`: an `.old` without its target is restored, leftovers are
    removed.

    Returns whether there was anything to do. Call it with the lock held. Raises SetupError naming the path.
    """
    old, new = _beside(target, "old"), _beside(target, "new")
    found = old.exists() or new.exists()
    with setup_errors(target):
        if old.exists() and not target.exists():
            old.rename(target)
            sync_folder(target.parent)
        _remove(old)
        _remove(new)
    return found


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock for writing `target`: `.<name>.lock` beside it, which the kernel releases when the process dies.

    Raises SetupError, naming the process that holds it, when another build does, and for a folder that is not writable.
    """
    lock = _beside(target, "lock")
    with setup_errors(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, MODE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise SetupError(
                f"busy: {target} is being written by another build (process {holder}); wait until it has ended."
            ) from None
        with setup_errors(lock):
            os.truncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        # The file is never removed: removing it while another process waits for it would give two builds the lock.
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Sync a folder's entries to disk, so that a rename survives a power failure."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Sync every folder under `folder` to disk; `write_atomic` has synced the files."""
    for path, _, _ in os.walk(folder):
        sync_folder(Path(path))


def _beside(target: Path, kind: str) -> Path:
    return target.parent / f".{target.name}.{kind}"


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


@contextlib.contextmanager
def setup_errors(path: Path, needed: int = 0) -> Iterator[None]:
    """Turn system errors into SetupError with the path, the reason and the remedy. needed: bytes."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            size = f" ({needed} bytes are needed)" if needed else ""
            raise SetupError(f"disk-full: there is no room for {path}{size}; nothing was changed.") from error
        reason = error.strerror or str(error)
        raise SetupError(f"{path} cannot be written: {reason}; nothing was changed.") from error
