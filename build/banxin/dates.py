"""Dates and numbers of issues as a Chinese newspaper prints them."""

from __future__ import annotations

import datetime

from lunar_python import Solar

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
LUNAR_MONTHS = ("正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
"""Newspapers print 十一月 and 十二月, not 冬月 and 腊月."""
DIGITS = "〇一二三四五六七八九"


def long_date(date: datetime.date) -> str:
    """2024年12月22日."""
    return f"{long_month(date)}{date.day}日"


def long_month(date: datetime.date) -> str:
    """2024年12月."""
    return f"{date.year}年{date.month}月"


def issue_number(number: str) -> str:
    """An issue's number as it is printed: 第8126期 for a number, else what the editor wrote."""
    return f"第{number}期" if number.isdecimal() else number


def weekday(date: datetime.date) -> str:
    """星期日."""
    return WEEKDAYS[date.weekday()]


def lunar_date(date: datetime.date) -> tuple[str, str]:
    """Year and day of the Chinese calendar, such as (甲辰年, 十一月廿二); a leap month is led by 闰."""
    lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    month = lunar.getMonth()
    name = ("闰" if month < 0 else "") + LUNAR_MONTHS[abs(month) - 1]
    return f"{lunar.getYearInGanZhi()}年", f"{name}{lunar.getDayInChinese()}"


def split_lunar(text: str) -> tuple[str, str]:
    """An editor's own lunar date, split after 年."""
    year, mark, day = text.partition("年")
    return (f"{year}年", day) if mark else ("", text)


def chinese_number(number: int) -> str:
    """二, 十二, 三十二: a number from 1 to 99 in words, as page numbers are written."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")
