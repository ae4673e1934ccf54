"""Checking bags (BagIt 0.97 and 1.0) file by file: nothing is changed, links are not followed, sizes are bounded.

The Library of Congress' bagit reads manifests in whatever encoding a bag names, without limits, and stops at the first
wrong checksum; so only our own reader looks at bags.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ALGORITHMS = ("sha256", "sha512")
DIGITS = {"sha256": 64, "sha512": 128}
TAG_FILES = ("bagit.txt", "bag-info.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS))
"""The files beside `data/` in every bag of ours."""
PAYLOAD = "data/"
CHUNK = 1 << 20
MOST_FILES = 10_000
"""Of a bag, folders included. Ours, as are the sizes below: the largest sample edition's bag has some 700 files."""
MOST_FILE_BYTES = 1 << 29
MOST_BYTES = 1 << 32
MOST_TAG_BYTES = 1 << 23
"""Of a file beside `data/`: 10 000 lines of a manifest with names of 600 bytes."""
DECLARATION = re.compile(
    rb"BagIt-Version: *(?:0\.97|1\.0)\r?\nTag-File-Character-Encoding: *UTF-8 *\r?\n*", re.IGNORECASE
)
ESCAPED = re.compile("%(25|0[AaDd])")
"""What RFC 8493 (BagIt 1.0), 2.1.3, writes of a percent sign and line ends in names."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault of a bag."""

    kind: str
    """altered, missing, extra or broken."""
    file: str
    """Path in the bag's folder; empty for a fault of the whole bag."""
    why: str = ""


class TooLargeError(ValueError):
    """A bag beyond its limits."""


def check_bag(folder: Path) -> tuple[Fault, ...]:
    """Every file that is altered, missing or extra.

    Where two manifests disagree about a file, the one that matches the file is right, and the other one was altered.
    """
    try:
        there = _files(folder)
    except (TooLargeError, OSError) as error:
        return (Fault("broken", "", _why(error)),)
    if odd := [name for name, path in there.items() if not _is_file(path)]:
        return tuple(Fault("altered", name, "it is no file") for name in sorted(odd))
    try:
        _check_sizes(there)
    except TooLargeError as error:
        return (Fault("broken", "", str(error)),)
    declared = "bagit.txt" in there and DECLARATION.fullmatch(_read(there["bagit.txt"]))
    found = {
        *(() if declared else (Fault("broken", "", "it has no bagit.txt of version 0.97 or 1.0 in UTF-8"),)),
        *_tag_faults(there),
        *_payload_faults(there),
    }
    return tuple(sorted(fault for fault in found if fault.kind != "altered" or fault.file in there))


def digests(folder: Path) -> Mapping[str, str]:
    """Path in `data/` → sha256 in the bag's manifest; empty when that cannot be read."""
    there = {name: folder / name for name in ("manifest-sha256.txt",) if _is_file(folder / name)}
    if not there or there["manifest-sha256.txt"].stat().st_size > MOST_TAG_BYTES:
        return {}
    listed, _ = _listed(there, "manifest", "sha256", folder)
    return {name.removeprefix(PAYLOAD): digest for name, digest in listed.items()}


def _files(folder: Path) -> dict[str, Path]:
    """Path in the bag → everything that is no folder. Raises TooLargeError."""
    found: dict[str, Path] = {}
    count = 0

    def failed(error: OSError) -> None:
        raise error

    for top, folders, names in os.walk(folder, onerror=failed):
        count += len(folders) + len(names)
        if count > MOST_FILES:
            raise TooLargeError(f"it has more than {MOST_FILES} files")
        links = [name for name in folders if (Path(top) / name).is_symlink()]
        for name in (*names, *links):
            path = Path(top) / name
            found[path.relative_to(folder).as_posix()] = path
    return found


def _is_file(path: Path) -> bool:
    """Whether it is a regular file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _check_sizes(there: Mapping[str, Path]) -> None:
    total = 0
    for name, path in there.items():
        size = path.lstat().st_size
        total += size
        most = MOST_FILE_BYTES if name.startswith(PAYLOAD) else MOST_TAG_BYTES
        if size > most:
            raise TooLargeError(f"{name} is larger than {most >> 20} MB")
    if total > MOST_BYTES:
        raise TooLargeError(f"it is larger than {MOST_BYTES >> 30} GB")


def _payload_faults(there: Mapping[str, Path]) -> Iterator[Fault]:
    wanted: dict[str, dict[str, str]] = {}
    none = True
    for algorithm in ALGORITHMS:
        name = f"manifest-{algorithm}.txt"
        if name not in there:
            continue  # It is named as a missing tag file.
        none = False
        listed, sound = _listed(there, "manifest", algorithm)
        outside = next((one for one in listed if not _is_payload(one)), "")
        if outside or not sound:
            yield Fault("altered", name, f"it names {outside}" if outside else "")
        for one, digest in listed.items():
            if _is_payload(one):
                wanted.setdefault(one, {})[algorithm] = digest
    if none:
        yield Fault("broken", "", "its manifests are missing or of other digests")
        return
    yield from (Fault("extra", name) for name in there if name.startswith(PAYLOAD) and name not in wanted)
    for name, sums in wanted.items():
        yield from _compared(name, there.get(name), sums, "manifest")


def _is_payload(name: str) -> bool:
    return name.startswith(PAYLOAD) and not {"", ".", ".."} & set(name.split("/")) and "\0" not in name


def _tag_faults(there: Mapping[str, Path]) -> Iterator[Fault]:
    """Faults of the files beside `data/`, by their manifests."""
    wanted: dict[str, dict[str, str]] = {}
    for algorithm in ALGORITHMS:
        manifest = f"tagmanifest-{algorithm}.txt"
        if manifest not in there:
            yield Fault("missing", manifest)
            continue
        listed, sound = _listed(there, "tagmanifest", algorithm)
        if not sound:
            yield Fault("altered", manifest)
        for name, digest in listed.items():
            wanted.setdefault(name, {})[algorithm] = digest
    for name in set(TAG_FILES) - set(there):
        wanted.setdefault(name, {})
    for name, sums in wanted.items():
        yield from _compared(name, there.get(name), sums, "tagmanifest")
    known = {*wanted, *(f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS)}
    yield from (Fault("extra", name) for name in there if not name.startswith(PAYLOAD) and name not in known)


def _listed(
    there: Mapping[str, Path], kind: str, algorithm: str, folder: Path | None = None
) -> tuple[dict[str, str], bool]:
    """Name → digest of a manifest, and whether each of its lines is one.

    A percent sign stands for itself where a file is called so, as BagIt 0.97 has it, else for what RFC 8493 means.
    folder: where files are looked for; by default in `there`.
    """
    line_form = re.compile(rb"([0-9a-f]{%d}) {1,2}(\S.*)" % DIGITS[algorithm])
    *lines, last = _read(there[f"{kind}-{algorithm}.txt"]).split(b"\n")
    found: dict[str, str] = {}
    sound = not last and len(lines) <= MOST_FILES
    for line in lines[:MOST_FILES]:
        match = line_form.fullmatch(line)
        if match is None:
            sound = False
            continue
        name = match[2].decode("utf-8", "replace")
        if "%" in name and not (os.path.lexists(folder / name) if folder else name in there):
            name = ESCAPED.sub(lambda code: chr(int(code[1], 16)), name)
        digest = match[1].decode()
        sound = sound and found.setdefault(name, digest) == digest
    return found, sound


def _compared(name: str, path: Path | None, sums: Mapping[str, str], kind: str) -> Iterator[Fault]:
    """A file compared with its checksums in the manifests: digest → hexadecimal."""
    if path is None:
        # A missing file is in every manifest; a name in only one of them was altered there.
        told = [algorithm for algorithm in ALGORITHMS if algorithm in sums]
        alone = len(told) == 1
        yield Fault("altered", f"{kind}-{told[0]}.txt") if alone else Fault("missing", name)
        return
    made = _sums(path)
    wrong = [algorithm for algorithm in ALGORITHMS if sums.get(algorithm) != made.get(algorithm)]
    if len(wrong) == len(ALGORITHMS):
        yield Fault("altered", name)
    else:
        yield from (Fault("altered", f"{kind}-{algorithm}.txt") for algorithm in wrong)


def _sums(path: Path) -> dict[str, str]:
    """Checksums of a file: digest → hexadecimal; empty when it cannot be read."""
    made = {name: hashlib.new(name) for name in ALGORITHMS}
    try:
        with path.open("rb") as file:
            while block := file.read(CHUNK):
                for digest in made.values():
                    digest.update(block)
    except OSError:
        return {}
    return {name: digest.hexdigest() for name, digest in made.items()}


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_TAG_BYTES)
    except OSError:
        return b"unreadable"


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
