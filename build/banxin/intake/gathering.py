"""Files of copy → dumps: each text is read, each picture goes to the text that it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from banxin.errors import EditionError, Problem
from banxin.intake.captions import NAMED, give_captions
from banxin.intake.copy_files import CopyFile, telling
from banxin.intake.dump import Dump, DumpPicture, LineWriter, Placed
from banxin.intake.formats import is_picture
from banxin.intake.reading import beside, file_bytes, read_files

SERIAL = re.compile(
    r"[\s_\-－—]*(?:图片?|照片|配图|pic|img|photo)?[\s_\-－—]*[（(]?[0-9０-９一二三四五六七八九十]{0,3}[)）]?$",
    re.IGNORECASE,
)
"""What distinguishes several pictures of one article: 春耕1, 春耕-图2, 春耕（3）."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read of an edition's files."""

    dumps: tuple[Dump, ...]
    faults: tuple[Problem, ...]
    """Of files in folders that could not be read."""


def gather(files: Sequence[CopyFile], encoding: str = "") -> Gathered:
    """Read all files in their order. `encoding` is that of plain text, found when empty.

    A picture belongs to the text of its name, else to the only text of its folder, else stands alone. Raises
    EditionError when a file that the editor named cannot be read, or none can, with the faults of all.
    """
    datas = {one.name: file_bytes(one.path) for one in files}
    pictures = [one for one in files if is_picture(datas[one.name])]
    homes = _homes(files, [one for one in files if one not in pictures], pictures)
    dumps: list[Dump] = []
    faults: list[Problem] = []
    strict = False
    for one in files:
        try:
            if one not in pictures:
                first, *more = read_files(one.name, datas[one.name], encoding, beside(one.path))
                dumps.append(with_pictures(first, [(mine.name, datas[mine.name]) for mine in homes[one.name]]))
                dumps += more
            elif not any(one in mine for mine in homes.values()):
                dumps.append(_alone(one.name, datas[one.name]))
        except EditionError as error:
            faults += error.problems
            strict |= one.named
    if faults and (strict or not dumps):
        raise EditionError(faults)
    return Gathered(tuple(dumps), tuple(faults))


def _homes(
    files: Sequence[CopyFile], texts: Sequence[CopyFile], pictures: Sequence[CopyFile]
) -> dict[str, list[CopyFile]]:
    """The pictures of each text, by the text's name."""
    homes: dict[str, list[CopyFile]] = defaultdict(list)
    stems = {PurePath(one.path.name).stem: one for one in texts}
    folders: dict[PurePath, list[CopyFile]] = defaultdict(list)
    for one in texts:
        folders[one.path.parent].append(one)
    several = len({one.path.parent for one in files}) > 1
    for picture in pictures:
        stem = PurePath(picture.path.name).stem
        home = stems.get(stem) or stems.get(SERIAL.sub("", stem))
        near = folders[picture.path.parent]
        if home is None and len(near) == 1 and (several or len(texts) == 1):
            home = near[0]
        if home is not None:
            homes[home.name].append(picture)
    return homes


def with_pictures(dump: Dump, pictures: Sequence[tuple[str, bytes]]) -> Dump:
    """The dump with pictures that lay beside its file: before lines that name what a picture shows, else at its end."""
    if not pictures:
        return dump
    lines = dump.text.split("\n")
    named = [number for number, line in enumerate(lines, 1) if NAMED.match(line.strip())]
    taken = {one.after for one in dump.placed if isinstance(one.what, DumpPicture)}
    places = [number - 1 for number in named if number - 1 not in taken]
    writer = LineWriter(list(lines), dict(dump.styles), list(dump.placed))
    for at, (name, data) in enumerate(pictures):
        where = places[at] if at < len(places) else len(lines)
        writer.placed.append(Placed(where, DumpPicture(name, data)))
    writer.placed.sort(key=lambda one: one.after)
    made = give_captions(writer)
    return replace(dump, text=made.text, styles=made.styles, placed=tuple(made.placed))


def _alone(name: str, data: bytes) -> Dump:
    """A picture without a text: its name is its caption when it says something."""
    caption = telling(PurePath(name).stem)
    return Dump(name, data, "picture", "", placed=(Placed(0, DumpPicture(name, data, caption)),), single=True)
