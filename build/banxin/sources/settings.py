"""The keys of paper.toml, edition.toml and an article's front matter, with what each may hold."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from banxin.sources.limits import Limits
from banxin.sources.text import SPECIAL


def _one_line(text: str) -> str:
    # U+FFFD is named once for the whole file, as a damaged character.
    if "\n" in text or "\t" in text or SPECIAL.search(text.replace("\ufffd", "")):
        raise ValueError("more than a line of plain text")
    return text.strip()


LINE = "one line of plain text between quotation marks"
Line = Annotated[str, AfterValidator(_one_line)]
Language = Literal[
    "zh", "zh-Hans", "zh-Hant", "zh-CN", "zh-TW", "zh-HK", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK", "en"
]
LANGUAGES = "one of zh-Hans, zh-Hant, zh-CN, zh-TW, zh-HK, zh, en"
RegionName = Literal["CN", "TW", "HK"]
REGIONS = "one of CN, TW, HK"
YES_NO = "true or false, without quotation marks"


class Settings(BaseModel):
    """What all of them share: unknown keys are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class FillerSettings(Settings):
    """A `[[filler]]` of paper.toml: a public notice for space that is left."""

    text: Line = Field(min_length=1, description=LINE)
    source: Line = Field("", description=LINE)


class PaperSettings(Settings):
    """paper.toml."""

    name: Line = Field(min_length=1, description=LINE)
    key: str = Field("", pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="ASCII letters a–z, digits and -")
    publisher: Line = Field("", description=LINE)
    slogan: Line = Field("", description=LINE)
    language: Language = Field("zh-Hans", description=LANGUAGES)
    region: RegionName = Field("CN", description=REGIONS)
    cn_number: Line = Field("", description=LINE)
    issn: Line = Field("", pattern=r"^(\d{4}-\d{3}[\dX])?$", description='an ISSN such as "1234-567X"')
    postal_code: Line = Field("", description=LINE)
    site: Line = Field("", description=LINE)
    editor: Line = Field("", description=LINE)
    layout: str = Field("broadsheet", pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="the name of a layout")
    punctuation: Literal["", "full", "half", "kaiming"] = Field("", description='"full", "half" or "kaiming"')
    filler: list[FillerSettings] = Field(default_factory=list, description="[[filler]] blocks")
    limits: Limits = Field(default_factory=Limits, description="a [limits] block")


class EditionSettings(Settings):
    """edition.toml."""

    date: datetime.date = Field(description="a day of the calendar such as 2024-12-22, without quotation marks")
    number: Line | int = Field("", description='the issue number, such as 26810 or "第26810期"')
    pages: int = Field(1, ge=1, le=999, description="a whole number from 1 to 999")
    edition: str = Field("", pattern=r"^[b-z]?$", description='"" or a letter from b to z')
    revision: int = Field(1, ge=1, le=999, description="a whole number from 1 to 999")
    sections: list[Line] = Field(default_factory=list, description='a list of texts such as ["要闻", "综合"]')
    editor: Line = Field("", description=LINE)
    lunar: Line = Field("", description=LINE)


class PictureSettings(Settings):
    """A `[[picture]]` of an article."""

    file: Line = Field(min_length=1, description='a path such as "images/photo.jpg"')
    alt: Line = Field("", description=LINE)
    caption: Line = Field("", description=LINE)
    credit: Line = Field("", description=LINE)
    rights: Line = Field("", description=LINE)
    focus: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=lambda: [0.5, 0.5],
        min_length=2,
        max_length=2,
        description="two numbers from 0 to 1, such as [0.5, 0.4]: from the left, from the top",
    )
    crop: bool = Field(True, description=YES_NO)


class ArticleSettings(Settings):
    """An article's front matter."""

    headline: Line = Field("", description=LINE)
    kicker: Line = Field("", description=LINE)
    deck: Line = Field("", description=LINE)
    byline: Line = Field("", description=LINE)
    dateline: Line = Field("", description=LINE)
    section: Line = Field("", description=LINE)
    page: int | None = Field(None, ge=1, le=999, description="a whole number from 1, without quotation marks")
    priority: int = Field(3, ge=1, le=5, description="a whole number from 1 (the lead) to 5")
    headline_form: Literal["auto", "across", "beside", "vertical"] = Field(
        "auto", description='"auto", "across", "beside" or "vertical"'
    )
    headline_short: Line = Field("", description=LINE)
    at: Line = Field("", description=LINE)
    span: int | None = Field(None, ge=1, le=24, description="a whole number of columns from 1")
    related: list[str] = Field(default_factory=list, alias="with", description='a list of slugs such as ["a02", "a05"]')
    hold: bool = Field(False, description=YES_NO)
    box: bool = Field(False, description=YES_NO)
    kind: Literal["news", "photo"] = Field("news", description='"news" or "photo"')
    language: Language | None = Field(None, description=LANGUAGES)
    region: RegionName | None = Field(None, description=REGIONS)
    picture: list[PictureSettings] = Field(default_factory=list, description="[[picture]] blocks")
