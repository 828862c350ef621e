"""Which titles of tables are printed: exactly, or behind the name of the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mingzhang.language.document.sections import core, unit_before
from mingzhang.language.text.spelling import plain

# What is printed on one line with a title: its number, whose the table is, the unit of its amounts.
_LABELS = re.compile(
    r"^附?(?:件|表)\d{0,2}[：:.、-]?|（?公开\d+表.*$|(?:编制|填报)?(?:部门|单位)：.*$|金额单位.*$"
)


def titles_of(texts: Iterable[str]) -> set[str]:
    """What the lines of a body say where they are titles, without labels.

    >>> sorted(titles_of(["2024年度支出决算表 公开03表", "收入决算表编制单位：某局"]))
    ['支出决算表', '收入决算表']
    """
    return {core(_LABELS.sub("", plain(text))) for text in texts}


def printed(title: str, names: set[str]) -> bool:
    """Whether a title is printed as such, or behind the name of the unit; inside a longer title it is not.

    >>> printed("支出决算表", {"某某市财政局支出决算表"}), printed("支出决算表", {"财政拨款支出决算表"})
    (True, False)
    """
    return title in names or any(
        name.endswith(title) and unit_before(name[: -len(title)]) for name in names if len(name) > len(title)
    )
