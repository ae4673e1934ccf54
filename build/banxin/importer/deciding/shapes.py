"""What a line looks like by itself, as one short word: the alphabet in which a line's neighbourhood is told."""

from __future__ import annotations

import re
from pathlib import Path

from banxin.cjk import is_han
from banxin.importer.characters import is_ended
from banxin.importer.line_forms import CREDIT_LENGTH, TITLE_LENGTH, dateline, is_byline, is_credit, is_deck

SURNAMES = frozenset("".join((Path(__file__).parent / "surnames.txt").read_text("utf-8").split()))
"""Surnames of one character, simplified and traditional, after the Hundred Family Surnames and what is common today."""
DOUBLE = frozenset("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 歐陽 諸葛 東方 司徒 張簡 范姜".split())

LONG = 60
TAIL = re.compile(r"[（(](?:完|(?:据|據)?[^（）()]{0,24}(?:[电電]|[讯訊]|供稿|稿|[报報]道|[报報]導))[）)]$")
"""What an agency or a paper signs a report with: （新华社北京1月1日电）, （完）."""
SHOT = re.compile(r"^[（(]?.{0,40}(?:摄|攝|摄影|攝影|供图|供圖|供稿|影报道|(?:照片|图片|圖片).{0,6}(?:发|發|提供)|社发|社發)[）)]?(?:[（(].{1,10}[）)])?$")
PICTURE = re.compile(r"^(?:▲|▼|◀|▶|[上下左右]?[图圖](?:[为為]|[一二三四五六七八九十\d]|[片说說]?[：:])|[图圖]片[：:]|[压壓][题題]照片|(?:本版|上|下|左|右)[图圖])")
MARKED_PICTURE = re.compile(r"[（(](?:附)?(?:图|圖|照)片?(?:\d{1,2}张|[一二三四五六七八九十两兩]{1,2}张|\d{1,2}張)?[）)]$")
EDITED = re.compile(
    r"^[\[（(【]?(?:(?:本[版期文])?(?:责任?编辑?|責任?編輯?|编辑|編輯|校对|校對|责校|审核|審核|审签|美编|美編|版式|终审|监制|監製|统筹|策划)"
    r"|(?:(?:稿件|文章|信息|新闻|图片|资料|資料|消息)?(?:来源|來源))|原[标標][题題]|作者(?:单位|單位)|供稿|转自|轉自|摘自|[选選]自|原[载載])[：:／/ 　]"
)
RESIDUE = re.compile(
    r"[{}]|\b(?:function|var|margin|padding|px|https?|www|javascript|color|font|div|span|class)\b|&nbsp|^[\W\d_]*$"
    r"|^(?:更多|分享到?|打印|收藏|返回|上一[篇页]|下一[篇页]|相关(?:阅读|新闻|链接|推荐)|延伸阅读|阅读原文|点击|扫码|展开全文|加载|评论|点赞|在看"
    r"|關鍵字|關鍵詞|关键[字词]|標籤|标签|更多新聞|延伸閱讀|相關新聞|分享|首页|首頁|字[号號体體]|浏览|瀏覽|阅读[（(：: ]?\d|责任声明|版权|免责|客户端|登录|注册)"
)
FOLIO = re.compile(
    r"^(?:第? ?[A-Z]?\d{1,3} ?版|[A-Z]\d{1,2}(?:[ ／/·].{0,8})?|第?[一二三四五六七八九十]{1,3}版|(?:\d{4}|[一二〇○零九]{4})年\d{1,2}月\d{1,2}日 ?(?:星期|第|[农農][历曆]|总|$).*|总?第 ?\d+ ?期.*"
    r"|今日\d+版|国内统一(?:连续出版物号|刊号).*|[^，。]{2,10}[报報] ?\d{4}年.*|.{2,8}[ ·]第?\d{1,2}版)$"
)
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[、．.·](?!\d)|[①-⑳]|第[一二三四五六七八九十百\d]+[章节節条條編编]|其[一二三四五六七八九十]|[●■◆▪◎○▶★☆])"
)
SERIES = re.compile(
    r"^(?:[【〖\[◆■●★☆·「]? ?)(?:[^，。！？]{0,8})(?:简[讯訊]|簡訊|短[讯波訊]|要闻|要聞|快[讯訊]|[图圖]片新[闻聞]|一句[话話]|集[锦錦]|[标標][题題]新[闻聞]|[导導][读讀]|[专專][栏欄]|服务台|速[递览遞覽]|点击|之窗|在[线線]|[传傳]真|博[览覽]|园地|[画畫]刊|副刊|[热熱][线線]|天地|[评評][论論]|[论論][坛壇]|[随隨][笔筆]|[观觀][点點察])(?: ?[】〗\]◆■●★☆·」]?)$"
)
DAY = re.compile(r"^(?:\d{4}|[一二〇○零九]{4}|[（(].{2,6})年.{1,5}月(?:.{1,3}日)?[）)]?$|^(?:中[华華]民[国國]).{2,4}年.{1,12}$")
OFFICE = re.compile(r"^[^，。；：？！]{3,28}(?:[局委会會部院厅廳办辦处處所站社校府司团團室科组組]|办公室|编辑部|委员会|政府|中心|公司)$")
ADDRESSED = re.compile(r"^[^，。；？！]{1,30}[：:]$")
NOTED = re.compile(r"^[【〖\[（(]?(?:编者|編者|编后|編後|编辑|開欄|开栏|主持人)(?:按|的?话|的?話|语|語|附记)?[】〗\]）)：: 　]")


def shape(text: str) -> str:
    """One word for the look of a line; a line may be many things, and the most telling is named."""
    length = len(text)
    if RESIDUE.search(text[:200]) and not text.endswith("。") and not NUMBERED.match(text):
        return "digits" if length <= 3 and text.isdigit() else "residue"
    if dateline(text):
        return "wire"
    if NOTED.match(text):
        return "noted"
    if length <= LONG:
        for name, form in (("tail", TAIL), ("edited", EDITED), ("folio", FOLIO), ("day", DAY)):
            if form.search(text) if name != "tail" else (text[0] in "（(" and form.search(text)):
                return name
        if PICTURE.match(text):
            return "picture"
        if length <= CREDIT_LENGTH and (SHOT.match(text) or (is_credit(text) and not is_byline(text))):
            return "shot"
        if is_byline(text):
            return "byline"
        if SERIES.match(text) and length <= 14:
            return "series"
        if is_names(text):
            return "name"
        if is_deck(text):
            return "deck"
        if text[0] in "（(" and text[-1] in "）)":
            return "bracket"
        if NUMBERED.match(text) and length <= TITLE_LENGTH and not is_ended(text):
            return "numbered"
        if ADDRESSED.match(text):
            return "addressed"
        if OFFICE.match(text):
            return "office"
    elif PICTURE.match(text):
        return "picture"
    if TAIL.search(text[-40:]):
        return "prosetail"
    return _prose(text, length)


def _prose(text: str, length: int) -> str:
    ended = is_ended(text)
    if "。" not in text and "；" not in text[:-1] and length <= TITLE_LENGTH:
        size = "a" if length <= 6 else "b" if length <= 13 else "c" if length <= 24 else "d"
        if not ended and text[-1] not in "，、；,":
            return f"title{size}"
        if text[-1] in "？！…":
            return f"call{size}"
        return f"short{size}" if ended else f"part{size}"
    return "prose" if ended else "open"


def is_names(text: str) -> bool:
    """Whether a line is nothing but names: two to four Han characters each, the first one a surname."""
    bare = re.sub(r"^(?:[□■◎○●◆★▲·]|[文图圖/／：:]+|作者[：:]?|——+)+ ?", "", text)
    words = [word for word in re.split(r"[ 、/／]", bare) if word]
    if not words or len(words) > 6:
        return False
    if all(len(word) == 1 for word in words):
        words = ["".join(words)]
    return all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    if not 2 <= len(word) <= 4 or not all(map(is_han, word)):
        return False
    return word[0] in SURNAMES if len(word) < 4 else word[:2] in DOUBLE
