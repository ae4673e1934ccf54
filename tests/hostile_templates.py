"""Templates as an attacker writes them: ways out of the sandbox, and work without end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import BuiltinMethodType, FunctionType, MethodType, NoneType
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined

from banxin.render.sandbox import Sandbox

ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''|attr('__class__') }}",
    "{{ ['']|map(attribute='__class__')|list }}",
    "{{ ['']|map('attr', '__class__')|list }}",
    "{{ ['']|groupby('__class__') }}",
    "{{ ['']|selectattr('__class__')|list }}",
    "{{ ['']|sum(attribute='__class__') }}",
    "{{ ['', '']|sort(attribute='__class__.__name__') }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{x.__class__.__mro__}'.format_map({'x': 1}) }}",
    "{{ '{0.__init__.__globals__}'|safe|string|attr('format')(1) }}",
    "{{ ('{0.__class__}'|safe).format('') }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ range.__self__ }}",
    "{{ dict.__subclasses__() }}",
    "{{ dict.fromkeys('a') }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% for a in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% set d = {} %}{{ d.update({'a': 1}) }}",
    "{% set l = [] %}{{ l.append(1) }}",
    "{{ ''.encode().decode.__self__ }}",
    "{{ b() }}",
    "{{ config }}",
    "{{ [1]|map('call')|list }}",
    "{% include '/etc/hostname' %}",
    "{% include '../secret.txt' %}",
    "{% include 'sub/../../secret.txt' %}",
    "{% include '..\\\\secret.txt' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% include 'link.j2' %}",
    "{% include 'pipe.j2' %}",
    "{% include 'folder.j2' %}",
)
"""Each must be refused."""

ENDLESS = {
    "loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "endless filters": "{{ range(99999)|map('string')|join|list|length }}{% for a in range(99999) %}"
    "{{ range(99999)|list|sort|sum }}{% endfor %}",
    "a large range": "{{ range(10**7)|list }}",
    "a long text": "{{ 'a' * 10**9 }}",
    "a long list": "{{ [0] * 10**9 }}",
    "a long number": "{{ 10 ** (10 ** 8) }}",
    "squares": "{% set n = namespace(x=9**99) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "doubling": "{% set n = namespace(s='abcdefgh') %}{% for a in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "a wide number": "{{ '%01000000000d' % 1 }}",
    "a wide format": "{{ '{:01000000000d}'.format(1) }}",
    "a wide centre": "{{ 'a'|center(2000000000) }}",
    "a wide line": "{{ 'a'.ljust(2000000000) }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
    "{% endmacro %}{{ m(60) }}",
    "a caller in a circle": "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}",
    "itself": "{% include 'page.html.j2' %}",
    "its own child": "{% extends 'page.html.j2' %}",
    "a loop in itself": "{% for a in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
    "much text": "{% for a in range(9999) %}{% for b in range(9999) %}{{ 'abcdefghijklmnop' }}{% endfor %}{% endfor %}",
    "deep brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "deep blocks": "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "deep markup": "<p>" * 100_000 + "</p>" * 100_000,
}
"""Each must end with a problem."""

PLAIN = (str, int, float, bool, NoneType, datetime.date, Enum)
METHODS = (FunctionType, MethodType, BuiltinMethodType)


def reached(sandbox: Sandbox, value: Any, place: str, seen: dict[int, Any]) -> Iterator[str]:
    """Places below a value where a template finds something that is no plain value, no frozen dataclass of such, and
    none of the functions that it may call."""
    if isinstance(value, (*PLAIN, Undefined)) or id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, METHODS):
        ours = not isinstance(value, FunctionType) or value.__module__ in ALLOWED
        if not ours or not sandbox.is_safe_callable(value):
            yield f"{place}: {value!r}"
        return
    if isinstance(value, Mapping):
        for key in value:
            yield from _below(sandbox, sandbox.getitem, value, key, place, seen)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from reached(sandbox, one, f"{place}[]", seen)
    elif not (is_dataclass(value) and type(value).__dataclass_params__.frozen):  # type: ignore[attr-defined]
        yield f"{place}: {value!r}"
        return
    names = {name for name in dir(value) if not isinstance(value, Mapping | list)}
    if is_dataclass(value):
        names |= {field.name for field in fields(value)}
    for name in sorted(names):
        yield from _below(sandbox, sandbox.getattr, value, name, place, seen)


def _below(
    sandbox: Sandbox, get: Callable[[Any, Any], Any], value: Any, name: Any, place: str, seen: dict[int, Any]
) -> Iterator[str]:
    try:
        found = get(value, name)
    except SecurityError:
        return
    yield from reached(sandbox, found, f"{place}.{name}", seen)


ALLOWED = {
    "banxin.library.site.addresses", "banxin.library.site.feeds", "jinja2.sandbox",
}  # fmt: skip
"""Modules whose functions templates are given."""
