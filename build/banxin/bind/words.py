"""The words of the e-book that are not an editor's (首页, 下一篇), by script, from a layout's `words.toml`."""

from __future__ import annotations

import tomllib

from banxin.model.text import is_traditional
from banxin.render.templates import Templates

FILE = "words.toml"
Words = dict[str, str]
"""Name → word; %s is replaced by a number or a name."""


def words_for(templates: Templates, language: str) -> Words:
    """The words for a paper's language.

    Raises EditionError with `template` for a file that is not TOML or lacks the script.
    """
    script = "zh-Hant" if is_traditional(language) else "zh-Hans"
    try:
        table = tomllib.loads(templates.raw(FILE).decode("utf-8"))[script]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise templates.error(FILE, 0, f"it cannot be read ({error})") from error
    except KeyError as error:
        raise templates.error(FILE, 0, f"it has no table [{script}]") from error
    return {str(name): str(word) for name, word in table.items()}
