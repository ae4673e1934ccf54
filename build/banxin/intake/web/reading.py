"""A web page, Markdown or a browser's fragment → its dump."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import PurePath
from urllib.parse import unquote

from markdown_it import MarkdownIt

from banxin.errors import EditionError, Origin, Problem, phrase, problem
from banxin.intake.captions import give_captions
from banxin.intake.dump import Dump, LineStyle
from banxin.intake.encoding import decode_dump
from banxin.intake.formats import is_picture
from banxin.intake.markup import Element, name_of, parse_html
from banxin.intake.problems import LEFT_OUT, PICTURE_ELSEWHERE, UNCOUNTED, UNREADABLE_FILE
from banxin.intake.web.article_body import article_body
from banxin.intake.web.flow import SILENT, USUAL, Flow, Look, is_hidden

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
SETTING = re.compile(r"(?m)^([A-Za-z_]+)\s*[=:]\s*[\"'“]?(.*?)[\"'”]?\s*$")
"""A line of the settings before a text: YAML's, or TOML's as our own articles have them."""
HEAD_KEYS = (("title", "h1"), ("headline", "h1"), ("deck", "p"), ("byline", "p"), ("author", "p"), ("dateline", "p"))
"""Settings that are text, in the order of an article's head, and the elements that they become."""
CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5hkscs"}
CLIPBOARD = re.compile(r"\AVersion:[0-9.]+\s+(?:[A-Za-z]+:[^\s<]*\s+)*(?=<)")
"""What Windows puts before a fragment in its clipboard."""
TITLES = ('//*[@id="activity-name"]', "//h1")
AUTHORS = ('//*[@id="js_author_name"]', '//*[@itemprop="author"]', '//meta[@name="author"]/@content')
SHOWN = 30
Beside = Callable[[str], bytes]
"""The bytes of a file beside a saved page by its relative name; empty when there is none."""


def nothing_beside(name: str) -> bytes:
    """For a page that came alone."""
    del name
    return b""


def read_html(name: str, data: bytes, beside: Beside = nothing_beside) -> Dump:
    """Read a saved page or a fragment of one; scripts and styles are no text.

    Of a page its article is taken, and told what was not. Pictures that lie beside it are taken, nothing is fetched.
    Raises EditionError for one whose encoding is not clear or in which nothing can be read.
    """
    if data[:5].lower() in (b"from:", b"mime-") or b"\nContent-Type: multipart/related" in data[:2000]:
        return _read_archive(name, data)
    return _read_page(name, data, _decoded(name, data), beside, "html")


def read_markdown(name: str, data: bytes) -> Dump:
    """Read Markdown as others write it: headings, emphasis, lists, tables and pictures beside it."""
    text = decode_dump(data, f"raw/{name}").text
    fence = "+++" if text.lstrip("\ufeff").startswith("+++") else "---"
    front = re.match(rf"\A\ufeff?{re.escape(fence)}\r?\n(.*?)\n{re.escape(fence)}\r?\n", text, re.DOTALL)
    said = dict(SETTING.findall(front[1])) if front else {}
    made = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    head = "".join(f"<{tag}>{escape(said[key])}</{tag}>" for key, tag in HEAD_KEYS if said.get(key))
    dump = _read_page(name, data, f"<article>{head}{made}</article>", nothing_beside, "markdown")
    rest = [f"{key} {value}" for key, value in said.items() if key not in dict(HEAD_KEYS)]
    if not rest:
        return dump
    told = problem(LEFT_OUT, Origin(f"raw/{name}", 1), what=phrase("a setting"), text=_quoted("; ".join(rest)))
    return replace(dump, problems=(*dump.problems, told))


def _decoded(name: str, data: bytes) -> str:
    """The text of a page: as it says itself, if that can be, else as plain text is decoded."""
    found = CHARSET.search(data[:2048])
    said = found[1].decode().lower() if found else ""
    try:
        if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            return data.decode(CHINESE.get(said, said))
    except (UnicodeDecodeError, LookupError):
        pass
    return decode_dump(data, f"raw/{name}").text


def _read_archive(name: str, data: bytes) -> Dump:
    """A page that a browser saved as one file (MHTML): its parts are a message's."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts: dict[str, bytes] = {}
    page = b""
    for part in message.walk():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if not page and part.get_content_type() == "text/html":
            page = content
        identity = str(part.get("Content-ID", "")).strip("<> ")
        parts.update({str(part.get("Content-Location", "")): content, f"cid:{identity}": content})
    return _read_page(name, data, _decoded(name, page), lambda address: parts.get(address, b""), "mhtml")


def _read_page(name: str, data: bytes, text: str, beside: Beside, form: str) -> Dump:
    file = f"raw/{name}"
    try:
        page = parse_html(CLIPBOARD.sub("", text)) if text.strip() else None
        if page is None:
            raise ValueError(phrase("it has no text"))
        body = article_body(page)
        flow = Flow(lambda address: _picture(address, beside))
        for line, style in _head(page, body):
            flow.writer.line(line, style)
        flow.read(body, Look())
        flow.end()
    except (ValueError, RecursionError) as error:
        why = phrase("it is nested too deeply") if isinstance(error, RecursionError) else error.args[0]
        raise EditionError([problem(UNREADABLE_FILE, Origin(file), form=form, why=why)]) from None
    problems = _problems(file, page, body, flow)
    writer = give_captions(flow.writer)
    return Dump(
        name,
        data,
        form,
        writer.text,
        writer.styles,
        tuple(writer.placed),
        tuple(problems),
        PurePath(name).stem,
        whole=True,
        single=True,
    )


def _head(page: Element, body: Element) -> list[tuple[str, LineStyle]]:
    """The page's headline and writer where they stand outside of its body."""
    out = []
    for paths, style in ((TITLES, LineStyle(2 * USUAL, True, level=1)), (AUTHORS, LineStyle(USUAL, centred=True))):
        for one in (found for path in paths for found in page.xpath(path)):
            inside = not isinstance(one, str) and any(above is body for above in (one, *one.iterancestors()))
            text = " ".join((one if isinstance(one, str) else "".join(one.itertext())).split())
            if text and not inside and len(text) <= 100:
                out.append((text, style))
            if text:
                break
    return out


def _picture(address: str, beside: Beside) -> bytes:
    """The bytes of a picture that is in the page itself or beside it."""
    if address.startswith("data:image/"):
        try:
            data = base64.b64decode(unquote(address.partition(",")[2]), validate=False)
        except (binascii.Error, ValueError):
            return b""
    else:
        data = beside(address)
    return data if is_picture(data) else b""


def _problems(file: str, page: Element, body: Element, flow: Flow) -> list[Problem]:
    origin = Origin(file)
    out = [problem(PICTURE_ELSEWHERE, origin, name=address[:120]) for address in dict.fromkeys(flow.absent)]
    hidden = [text for text in flow.hidden if text.strip()]
    out += [problem(LEFT_OUT, origin, what=phrase("hidden text"), text=_quoted(text)) for text in hidden]
    told = flow.writer.text + "".join(text for one in flow.writer.placed for text in one.what.texts)
    inside = "".join(_seen(body))
    rest = "".join(_seen(page, without=body)).split()
    if rest := [one for one in rest if one not in told]:
        what = phrase("the rest of the page, {count} characters,", count=sum(map(len, rest)))
        out.append(problem(LEFT_OUT, origin, what=what, text=_quoted(" ".join(rest))))
    if lost := _counted(inside) - _counted(told):
        sample = _quoted("".join(lost))
        out.append(problem(UNCOUNTED, origin, count=sum(lost.values()), sample=sample))
    return out


def _seen(element: Element, without: Element | None = None) -> list[str]:
    """The texts that a reader sees of an element, in order."""
    if element is without or not name_of(element) or name_of(element) in SILENT or is_hidden(element):
        return []
    if name_of(element) in ("sup", "sub"):
        return []
    out = [element.text or ""]
    for one in element:
        out += _seen(one, without)
        out.append(one.tail or "")
    return out


def _counted(text: str) -> Counter[str]:
    return Counter(mark for mark in text if not mark.isspace())


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"
