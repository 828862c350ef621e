"""Where a pattern can occur at all: only in a text with the letters it cannot do without.

Most patterns of slips and remnants occur in no document, and looking for some letters is a hundred times
faster than trying a pattern at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

_syntax: Any = import_module("re._parser")
_MOST = 24  # alternatives; of more of them one is nearly always there
Letters = frozenset[str]


def needed(pattern: re.Pattern[str]) -> Letters:
    """Strings of which a match holds at least one; none where that cannot be said.

    >>> sorted(needed(re.compile("(?:增加|减少)了?额"))), sorted(needed(re.compile("[0-9a]+.*")))
    (['减少', '增加'], [])
    >>> sorted(needed(re.compile("总?(?:收入|支出)"))), sorted(needed(re.compile("万元", re.IGNORECASE)))
    (['支出', '收入'], [])
    """
    return _needed(pattern.pattern, pattern.flags)


@lru_cache(maxsize=4096)
def _needed(pattern: str, flags: int) -> Letters:
    if flags & re.IGNORECASE:
        return frozenset()
    return _of_row(_syntax.parse(pattern, flags & re.VERBOSE))


def can_hold(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a text has the letters of a pattern.

    >>> can_hold("收入1万元", re.compile("万元|亿元")), can_hold("收入1元", re.compile("万元|亿元"))
    (True, False)
    """
    letters = needed(pattern)
    for one in letters:
        if one in text:
            return True
    return not letters


def finds(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches of a pattern, looked for only where its letters are.

    >>> [match[0] for match in finds(re.compile("万万元"), "9万万元")]
    ['万万元']
    """
    return pattern.finditer(text) if can_hold(text, pattern) else iter(())


def _of_row(row: Iterable[tuple[Any, Any]]) -> Letters:
    """The best of what the parts of a sequence need; letters side by side are one string."""
    best, run = frozenset[str](), ""
    for operation, argument in (*row, (None, None)):
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        best = max(best, frozenset([run] if run else []), _of_part(str(operation), argument), key=_worth)
        run = ""
    return best


def _of_part(operation: str, argument: Any) -> Letters:  # noqa: ANN401 (a node of the pattern's syntax)
    """What one part of a pattern needs: every alternative something of its own."""
    if operation == "BRANCH":
        ways = [_of_row(way) for way in argument[1]]
        return frozenset().union(*ways) if all(ways) else frozenset()
    if operation == "IN":
        return frozenset(chr(one) for _, one in argument) if _is_listed(argument) else frozenset()
    if operation == "SUBPATTERN":
        return frozenset() if argument[1] else _of_row(argument[-1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        return _of_row(argument[-1])
    return frozenset()


def _is_listed(choices: Iterable[tuple[Any, Any]]) -> bool:
    return all(str(kind) == "LITERAL" for kind, _ in choices)


def _worth(letters: Letters) -> tuple[bool, int, int]:
    """Long strings, few of them, rule out most."""
    usable = 0 < len(letters) <= _MOST
    return usable, min(map(len, letters), default=0), -len(letters)
