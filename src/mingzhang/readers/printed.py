"""How printed text is put together, the same for every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[0-9A-Za-z]")
_LEADER = re.compile(r"(?:[.．…·。]{3,}|⋯{2,})\s*\d{1,4}\s*$")


def one_line(lines: Iterable[str]) -> str:
    """Lines of one cell as one line: Chinese closes up, Latin words and digits keep a blank.

    >>> one_line(["年初预", "算数"]), one_line([" gross ", "value"]), one_line([])
    ('年初预算数', 'gross value', '')
    """
    result = ""
    for line in lines:
        line = line.strip()
        if result and line and _WORD.match(result[-1]) and _WORD.match(line):
            result += " "
        result += line
    return result


def is_contents_entry(text: str) -> bool:
    """Whether a line is an entry of a table of contents: leaders and a page number at its end.

    >>> is_contents_entry("一、部门职责……………3"), is_contents_entry("共有 3 人"), is_contents_entry("等等……")
    (True, False, False)
    """
    return _LEADER.search(text) is not None
