"""The words of the e-book that are not an editor's (首页, 下一篇), by script, from a layout's `words.toml`."""

from __future__ import annotations

import tomllib

from banxin.model.text import is_traditional
from banxin.render.templates import Templates

FILE = "words.toml"
Words = dict[str, str]
"""Name → word; %s is replaced by a number or a name."""


def words_for(templates: Templates, language: str) -> Words:
    """The words for a paper's language; what a layout of somebody's lacks is said in banxin's words.

    Raises EditionError with `template` for a file that is not TOML or lacks the script, and for a word with other
    places to fill than banxin's has.
    """
    script = "zh-Hant" if is_traditional(language) else "zh-Hans"
    usual = _table(templates, templates.raw_of_banxin(FILE), script)
    own = _table(templates, templates.raw(FILE), script)
    for name, word in own.items():
        places = usual.get(name, word).count("%s")
        if name in usual and (word.count("%s") != places or word.count("%") != places):
            raise templates.error(
                FILE, 0, f"{name} of [{script}] must have %s as often as {usual[name]!r}, and no other %"
            )
        if name == "weekdays" and len(word) != len(usual[name]):
            raise templates.error(FILE, 0, f"{name} of [{script}] must have seven characters")
    return usual | own


def _table(templates: Templates, data: bytes, script: str) -> Words:
    try:
        table = tomllib.loads(data.decode("utf-8"))[script]
        return {str(name): str(word) for name, word in table.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, AttributeError) as error:
        raise templates.error(FILE, 0, f"it cannot be read ({error})") from error
    except KeyError as error:
        raise templates.error(FILE, 0, f"it has no table [{script}]") from error
