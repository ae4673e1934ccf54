"""Writing so that nothing half-written is ever left, whatever stops us: a kill, a full disk, a second build.

A file is written aside, forced to disk and moved into place. A folder cannot be replaced in one step: the new one is
built as `.<name>.new`, the old one is moved to `.<name>.old`, the new one takes its place, the old one goes. Whoever
comes next calls `recover`, which puts a stranded `.old` back and sweeps what else is left.
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

MODE = 0o644  # a product is for everyone to read, whatever the umask of its maker
FOLDER_MODE = 0o755


def write_atomic(path: Path, data: bytes, mode: int = MODE) -> None:
    """Replace `path` by a file that holds `data`: old content or new content, never a part.

    Raises SetupError naming the path, when the disk is full, the folder is missing or may not be written to.
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
    """An empty folder `.<name>.new` beside `target`, to be filled and then swapped in; what was in it is removed.

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
    """Make a folder, and those above it that are missing, for everyone to read whatever the umask.

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
    """Put the folder `new` where `target` is; `target` need not exist. Both are on one disk.

    At every moment either `target` is whole, or `recover` makes it so. Raises SetupError naming the path.
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

    Waits for nobody: raises SetupError when another build is writing it, and naming the path for whatever the system
    refuses; `target` is then as it was.
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
    """Set right what an interrupted build left beside `target`: an `.old` without its product goes back, leftovers go.

    Returns whether there was anything to do. To be called with the lock held. Raises SetupError naming the path.
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
    """Hold the right to write `target`: a lock on `.<name>.lock` beside it, which the kernel frees when we die.

    Raises SetupError, naming the process that has it, when another build holds it, and for a folder that cannot be
    written to.
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
        # The file stays: who removes it while another waits on it gives two builds the same right.
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Force a folder's entries to disk, so that a rename survives a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Force every folder under `folder` to disk; its files were by `write_atomic`."""
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
    """Turn the system's errors into SetupError: which path, what for, what to do. needed: bytes."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            size = f" ({needed} bytes are needed)" if needed else ""
            raise SetupError(f"disk-full: there is no room for {path}{size}; what was there is unchanged.") from error
        reason = error.strerror or str(error)
        raise SetupError(f"{path} cannot be written: {reason}; what was there is unchanged.") from error
