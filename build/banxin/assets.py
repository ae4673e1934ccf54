"""Location of the layouts and fonts that come with banxin, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from banxin.errors import SetupError

PACKAGE = Path(__file__).resolve().parent
MARKS = {"fonts": "fonts.toml", "layouts": "broadsheet"}
"""What the right folder contains: in a checkout `banxin/fonts` holds code only."""


def asset_folder(name: str) -> Path:
    """The folder `layouts` or `fonts`: beside the package in a wheel, two levels up in a checkout.

    Raises SetupError when neither exists.
    """
    for folder in (PACKAGE / name, PACKAGE.parent.parent / name):
        if (folder / MARKS[name]).exists():
            return folder
    raise SetupError(f"banxin's own folder {name}/ is missing: install banxin again.")
