"""Fields: what the texts of furniture may name, filled from the edition."""

from __future__ import annotations

import re

from banxin.dates import chinese_number, issue_number, long_date, long_month, lunar_date, split_lunar, weekday
from banxin.model.edition import Edition
from banxin.model.text import is_traditional

FIELD = re.compile(r"\{(\w+)\}")
FIELDS = frozenset({
    "name", "publisher", "slogan", "cn", "issn", "postal", "site", "site_name", "number", "date", "year", "month",
    "day", "weekday", "lunar", "lunar_year", "lunar_day", "pages", "pages_line", "page", "page_han", "section",
    "page_section", "editor", "editor_line",
})  # fmt: skip
"""The names of all fields."""


def fields(edition: Edition, page: int, section: str = "", pages: int = 0) -> dict[str, str]:
    """The values of the fields on one page.

    Section and number of pages are the planner's where it decided on them, else the edition's own.
    """
    paper, date = edition.paper, edition.date
    lunar_year, lunar_day = split_lunar(edition.lunar) if edition.lunar else lunar_date(date)
    own = edition.section(page)
    section, pages = section or own, pages or edition.pages
    editor = edition.editor or paper.editor
    label = "責任編輯" if is_traditional(paper.language) else "责任编辑"
    return {
        "name": paper.name,
        "publisher": paper.publisher,
        "slogan": paper.slogan,
        "cn": paper.cn_number,
        "issn": paper.issn,
        "postal": paper.postal_code,
        "site": paper.site if "//" in paper.site or not paper.site else f"https://{paper.site}",
        "site_name": re.sub(r"^https?://|/$", "", paper.site),
        "number": issue_number(edition.number),
        "date": long_date(date),
        "year": f"{date.year}年",
        "month": long_month(date),
        "day": str(date.day),
        "weekday": weekday(date),
        "lunar": f"{lunar_year}{lunar_day}",
        "lunar_year": lunar_year,
        "lunar_day": lunar_day,
        "pages": str(pages) if pages else "",
        "pages_line": f"今日{pages}版" if pages else "",
        "page": str(page),
        "page_han": chinese_number(page),
        "section": section,
        "page_section": f"第{page}版 {section}".rstrip(),
        "editor": editor,
        "editor_line": f"{label} {editor}" if editor else "",
    }


def filled(text: str, values: dict[str, str]) -> str:
    """`text` with its fields filled in; empty when one of them is empty. All names were checked when the layout was
    read."""
    names = FIELD.findall(text)
    return FIELD.sub(lambda match: values[match[1]], text) if all(values[name] for name in names) else ""
