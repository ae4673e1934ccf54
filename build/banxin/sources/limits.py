"""Size limits of sources. Each limit can be raised by its name under `[limits]` in paper.toml."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

SETTINGS_BYTES = 1_000_000
"""Of paper.toml, edition.toml and a front matter block; fixed, since the limits are in one of these files."""


class Limits(BaseModel):
    """Limits of one paper, all of them ours. A broadsheet page at 600 dpi has 96 megapixels."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    article_characters: int = Field(default=1_000_000, ge=1, description="a whole number from 1")
    article_lines: int = Field(default=50_000, ge=1, description="a whole number from 1")
    image_megapixels: int = Field(default=120, ge=1, description="a whole number from 1")
    image_megabytes: int = Field(default=100, ge=1, description="a whole number from 1")
