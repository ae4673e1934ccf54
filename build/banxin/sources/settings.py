"""The keys of a paper's TOML files and of an article's front matter, with their allowed values."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from banxin.model.forms import HeadlineForm
from banxin.model.kinds import ArticleKind
from banxin.sources.limits import Limits
from banxin.sources.text import SPECIAL


def _one_line(text: str) -> str:
    # U+FFFD is reported once for the whole file, as a damaged character.
    if "\n" in text or "\t" in text or SPECIAL.search(text.replace("\ufffd", "")):
        raise ValueError("more than a line of plain text")
    return text.strip()


LINE = "one line of plain text between quotation marks"
OneLine = Annotated[str, AfterValidator(_one_line)]
Language = Literal[
    "zh", "zh-Hans", "zh-Hant", "zh-CN", "zh-TW", "zh-HK", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK", "en"
]
LANGUAGES = "one of zh-Hans, zh-Hant, zh-CN, zh-TW, zh-HK, zh, en"
RegionName = Literal["CN", "TW", "HK"]
REGIONS = "one of CN, TW, HK"
YES_NO = "true or false, without quotation marks"
PAGE = "a whole number from 1, without quotation marks"
POSITIONS = {
    "左上": "top-left",
    "右上": "top-right",
    "左下": "bottom-left",
    "右下": "bottom-right",
    "上": "top",
    "下": "bottom",
    "左": "left",
    "右": "right",
}
WHERE = f"one of {', '.join(POSITIONS.values())} (or {' '.join(POSITIONS)})"


def _position(text: str) -> str:
    text = POSITIONS.get(text, text)
    if text and text not in POSITIONS.values():
        raise ValueError("no place on a page")
    return text


Position = Annotated[str, AfterValidator(_position)]
"""A place on a page, in English; may be written in Chinese."""


def _form(name: object) -> object:
    if name == "auto":
        return None
    return HeadlineForm(name) if isinstance(name, str) and name in list(HeadlineForm) else name


Form = Annotated[HeadlineForm | None, BeforeValidator(_form)]
"""A form of headline, or auto: None."""
FORMS = ", ".join(f'"{name}"' for name in ("auto", *HeadlineForm))


def _kind(name: object) -> object:
    return ArticleKind(name) if isinstance(name, str) and name in list(ArticleKind) else name


Kind = Annotated[ArticleKind, BeforeValidator(_kind)]
PictureSize = Literal["auto", "large", "small"]
SIZES = '"auto", "large" or "small"'
HEADLINE_PT = "a number of points from 8 to 200, without quotation marks"
CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""In the wording of EPUB Accessibility 1.1 (3.2.1)."""
COLUMNS = "a whole number of columns from 1"
EARLIER = r"^\d{4}-\d{2}-\d{2}(-[b-z])?/[a-z0-9][a-z0-9-]{0,59}$"
"""An article of an earlier issue: day, suffix of a second edition, slug."""


class Settings(BaseModel):
    """Base of all settings: unknown keys are rejected, values are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class FillerSettings(Settings):
    """A `[[filler]]` of paper.toml: a public notice for remaining space."""

    text: OneLine = Field(min_length=1, description=LINE)
    source: OneLine = Field("", description=LINE)


class PressSettings(Settings):
    """The `[print]` block of paper.toml."""

    profile: OneLine = Field("", description='the path of an ICC profile such as "print/press.icc"')
    ink_limit: float = Field(240.0, ge=150, le=400, description="a number from 150 to 400, in percent")


class CertificateSettings(Settings):
    """The `[accessibility]` block of paper.toml: who certifies the e-books' accessibility."""

    certified_by: OneLine = Field(min_length=1, description=LINE)
    conforms_to: OneLine = Field(CONFORMANCE, min_length=1, description=LINE)
    report: OneLine = Field(
        "", pattern=r"^(https?://\S+)?$", description='an address such as "https://example.org/report"'
    )


class PaperSettings(Settings):
    """paper.toml."""

    name: OneLine = Field(min_length=1, description=LINE)
    key: str = Field("", pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="ASCII letters a–z, digits and -")
    publisher: OneLine = Field("", description=LINE)
    slogan: OneLine = Field("", description=LINE)
    language: Language = Field("zh-Hans", description=LANGUAGES)
    region: RegionName = Field("CN", description=REGIONS)
    cn_number: OneLine = Field("", description=LINE)
    issn: OneLine = Field("", pattern=r"^(\d{4}-\d{3}[\dX])?$", description='an ISSN such as "1234-567X"')
    postal_code: OneLine = Field("", description=LINE)
    site: OneLine = Field("", description=LINE)
    rights: OneLine = Field("", description=LINE)
    editor: OneLine = Field("", description=LINE)
    layout: str = Field("broadsheet", pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="the name of a layout")
    punctuation: Literal["", "full", "half", "kaiming"] = Field("", description='"full", "half" or "kaiming"')
    filler: list[FillerSettings] = Field(default_factory=list, description="[[filler]] blocks")
    limits: Limits = Field(default_factory=Limits, description="a [limits] block")
    accessibility: CertificateSettings | None = Field(None, description="an [accessibility] block")
    traditional: dict[str, OneLine] = Field(
        default_factory=dict, description='a [traditional] block with lines such as "兰溪" = "蘭溪"'
    )
    print: PressSettings = Field(
        default_factory=lambda: PressSettings(profile="", ink_limit=240.0), description="a [print] block"
    )


class EditionSettings(Settings):
    """edition.toml."""

    date: datetime.date = Field(description="a day of the calendar such as 2024-12-22, without quotation marks")
    number: OneLine | int = Field("", description='the issue number, such as 26810 or "第26810期"')
    pages: int = Field(0, ge=0, le=999, description="a whole number from 1 to 999, or 0 for as many as it needs")
    edition: str = Field("", pattern=r"^[b-z]?$", description='"" or a letter from b to z')
    revision: int = Field(1, ge=1, le=999, description="a whole number from 1 to 999")
    revised: datetime.date | None = Field(
        None, description="a day of the calendar such as 2024-12-23, without quotation marks"
    )
    correction: OneLine = Field("", description=LINE)
    sections: list[OneLine] = Field(default_factory=list, description='a list of texts such as ["要闻", "综合"]')
    editor: OneLine = Field("", description=LINE)
    lunar: OneLine = Field("", description=LINE)
    teasers: int | None = Field(None, ge=0, le=20, description="a whole number from 0 (none) to 20")


class PictureSettings(Settings):
    """A `[[picture]]` of an article."""

    file: OneLine = Field(min_length=1, description='a path such as "images/photo.jpg"')
    alt: OneLine = Field("", description=LINE)
    caption: OneLine = Field("", description=LINE)
    credit: OneLine = Field("", description=LINE)
    rights: OneLine = Field("", description=LINE)
    focus: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=lambda: [0.5, 0.5],
        min_length=2,
        max_length=2,
        description="two numbers from 0 to 1, such as [0.5, 0.4]: from the left, from the top",
    )
    crop: bool = Field(True, description=YES_NO)
    size: PictureSize = Field("auto", description=SIZES)


class ArticleSettings(Settings):
    """An article's front matter."""

    headline: OneLine = Field("", description=LINE)
    kicker: OneLine = Field("", description=LINE)
    deck: OneLine = Field("", description=LINE)
    byline: OneLine = Field("", description=LINE)
    dateline: OneLine = Field("", description=LINE)
    section: OneLine = Field("", description=LINE)
    page: int | None = Field(None, ge=1, le=999, description=PAGE)
    priority: int = Field(3, ge=1, le=5, description="a whole number from 1 (the lead) to 5")
    headline_form: Form = Field(None, description=FORMS)
    headline_pt: float | None = Field(None, ge=8, le=200, description=HEADLINE_PT)
    headline_short: OneLine = Field("", description=LINE)
    at: Position = Field("", description=WHERE)
    span: int | None = Field(None, ge=1, le=24, description=COLUMNS)
    related: list[str] = Field(default_factory=list, alias="with", description='a list of slugs such as ["a02", "a05"]')
    corrects: list[Annotated[str, Field(pattern=EARLIER)]] = Field(
        default_factory=list, description='a list of earlier articles such as ["2024-12-20/a03"]'
    )
    hold: bool = Field(False, description=YES_NO)
    box: Literal[False, True, "border", "tint"] = Field(
        False, description='true, false, "border" or "tint"; true and false without quotation marks'
    )
    series: OneLine = Field("", description=LINE)
    note: OneLine = Field("", description=LINE)
    pull_quote: OneLine = Field("", description=LINE)
    jump: bool | None = Field(None, description=YES_NO)
    spread: bool = Field(False, description=YES_NO)
    group: bool = Field(False, description=YES_NO)
    kind: Kind = Field(ArticleKind.NEWS, description='"news", "photo" or "verse"')
    language: Language | None = Field(None, description=LANGUAGES)
    region: RegionName | None = Field(None, description=REGIONS)
    picture: list[PictureSettings] = Field(default_factory=list, description="[[picture]] blocks")


class AdSettings(Settings):
    """An `[[ad]]` of ads.toml."""

    file: OneLine = Field(min_length=1, description='a path such as "images/ad-bank.png"')
    advertiser: OneLine = Field(min_length=1, description=LINE)
    page: int = Field(ge=1, le=999, description=PAGE)
    position: Literal["bottom", "bottom-left", "bottom-right", "top-left", "top-right"] = Field(
        "bottom",
        description="one of bottom, bottom-left, bottom-right, top-left, top-right (下 左下 右下 左上 右上)",
    )
    size: Literal["", "full", "half", "third", "quarter", "eighth", "banner", "strip"] = Field(
        "", description="one of full, half, third, quarter, eighth, banner, strip"
    )
    columns: int = Field(0, ge=1, le=24, description=COLUMNS)
    rows: int = Field(0, ge=1, le=200, description="a whole number of rows of type from 1")
    alt: OneLine = Field("", description=LINE)

    @field_validator("position", mode="before")
    @classmethod
    def _in_english(cls, position: object) -> object:
        return POSITIONS.get(position, position) if isinstance(position, str) else position


class AdsSettings(Settings):
    """ads.toml."""

    ad: list[AdSettings] = Field(default_factory=list, description="[[ad]] blocks")


class ServiceSettings(Settings):
    """A `[[box]]` of service.toml."""

    title: OneLine = Field(min_length=1, description=LINE)
    rows: list[Annotated[list[OneLine], Field(min_length=1, max_length=12)]] = Field(
        min_length=1, description='a list of rows such as [["今天白天", "多云 3~12℃"], ["今天夜间", "晴"]]'
    )
    source: OneLine = Field("", description=LINE)
    page: int | None = Field(None, ge=1, le=999, description=PAGE)


class ServicesSettings(Settings):
    """service.toml."""

    box: list[ServiceSettings] = Field(default_factory=list, description="[[box]] blocks")


class OverrideSettings(Settings):
    """An `[[article]]` of plan.toml: the editor's instructions for an article, which override its own keys."""

    slug: str = Field(min_length=1, description='the name of an article\'s file without .md, such as "a01"')
    page: int | None = Field(None, ge=1, le=999, description=PAGE)
    at: Position | None = Field(None, description=WHERE)
    span: int | None = Field(None, ge=1, le=24, description=COLUMNS)
    headline_form: Form = Field(None, description=FORMS)
    headline_pt: float | None = Field(None, ge=8, le=200, description=HEADLINE_PT)
    photo: PictureSize | None = Field(None, description=SIZES)


class NeighbourSettings(Settings):
    """An `[[apart]]` or `[[together]]` of plan.toml."""

    articles: list[str] = Field(
        min_length=2, description='a list of two or more different slugs such as ["a02", "a05"]'
    )


class PlanSettings(Settings):
    """plan.toml."""

    article: list[OverrideSettings] = Field(default_factory=list, description="[[article]] blocks")
    apart: list[NeighbourSettings] = Field(default_factory=list, description="[[apart]] blocks")
    together: list[NeighbourSettings] = Field(default_factory=list, description="[[together]] blocks")
