"""A sample paper to start from: small, complete, with a comment on every key."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import UsageError, phrase
from banxin.files import FOLDER_MODE, write_atomic
from banxin.sources.files import slug_from
from banxin.sources.sample_picture import sample_picture

SAMPLE = Path(__file__).parent / "sample"
SAMPLE_EDITION = "2025-09-01"
SAMPLE_PICTURE = "images/a01.png"


def create_paper(folder: Path) -> str:
    """Write a sample paper with one edition to a folder that is new or empty.

    Returns its key: the folder's name if it is ASCII, else my-paper, which the editor should change. Raises UsageError
    for a folder that is not empty or a file of that name, SetupError when it cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(phrase("{folder} is not empty; name a new folder.", folder=folder))
    if folder.exists() and not folder.is_dir():
        raise UsageError(phrase("{folder} is a file; name a new folder.", folder=folder))
    key = slug_from(folder.absolute().name, "my-paper")
    try:
        (folder / SAMPLE_EDITION / "images").mkdir(mode=FOLDER_MODE, parents=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}.") from None
    for source in sorted(path for path in SAMPLE.rglob("*") if path.is_file()):
        text = source.read_text("utf-8").replace("@KEY@", key)
        write_atomic(folder / source.relative_to(SAMPLE), text.encode("utf-8"))
    write_atomic(folder / SAMPLE_EDITION / SAMPLE_PICTURE, sample_picture())
    return key
