"""What a stranger installs: the wheel holds every source, layout and font, and makes the sample edition."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from banxin import __version__

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "gansu-daily" / "2024-12-22"
FOLDERS = {"build/banxin": "banxin", "layouts": "banxin/layouts", "fonts": "banxin/fonts"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has the wheel, and our dependencies but not our checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    site = folder / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A path line is read once, and the .pth files in the folder it adds are not: the editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(python), *arguments], capture_output=True, text=True, cwd=cwd)


def test_wheel_holds_every_source_file(wheel: Path) -> None:
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, inside in FOLDERS.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == expected


def test_wheel_carries_licence_and_readme(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licence = archive.read(f"banxin-{__version__}.dist-info/licenses/LICENSE").decode()
        metadata = archive.read(f"banxin-{__version__}.dist-info/METADATA").decode()
    assert licence == (ROOT / "LICENSE").read_text()
    assert "License-Expression: AGPL-3.0-or-later" in metadata
    assert metadata.endswith((ROOT / "README.md").read_text("utf-8"))


def test_installed_wheel_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    found = run(installed, "-c", "import banxin; print(banxin.__file__)", cwd=tmp_path)
    assert Path(found.stdout.strip()).is_relative_to(installed.parent.parent)
    assert run(installed, "-m", "banxin", "--version", cwd=tmp_path).stdout.strip().endswith(__version__)


def test_installed_wheel_makes_the_sample_edition(installed: Path, tmp_path: Path) -> None:
    made = run(installed, "-m", "banxin", "build", str(SEED), "-o", "out", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    key = "gansu-daily-2024-12-22"
    product = tmp_path / "out" / key
    assert (product / f"{key}.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(product / f"{key}.epub")
    assert (product / "report.json").is_file()
