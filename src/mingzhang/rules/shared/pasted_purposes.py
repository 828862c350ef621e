"""Purposes that stand word for word under two items, and whose they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_LEAST = 8  # characters; shorter purposes are everybody's
# Words that name no matter of their own.
_GENERAL = frozenset(
    [
        "支出",
        "经费",
        "其他",
        "项目",
        "事务",
        "管理",
        "单位",
        "机关",
        "事业",
        "行政",
        "活动",
        "工作",
        "服务",
        "业务",
        "运行",
        "保障",
        "建设",
        "补助",
        "开展",
    ]
)
_CLASS = re.compile("方面的?(?:支出|开支|费用)?$")  # the words of a class, right for every item of it
_EVERYBODY = re.compile("其他|一般行政管理|运行|机关服务|机关事务")


def pasted(items: Sequence[tuple[str, str]]) -> set[int]:
    """The positions of items (name, purpose) whose purpose is another's: it speaks of that one's matter only.

    >>> one, other = ("抽样调查", "开展城乡住户和企业抽样调查"), ("专项普查", "开展城乡住户和企业抽样调查")
    >>> pasted([one, other]), pasted([("行政运行", "保障机关日常运转的支出"), ("一般行政管理事务", "保障机关日常运转的支出")])
    ({1}, set())
    """
    by_purpose: dict[str, list[int]] = defaultdict(list)
    for position, (_, purpose) in enumerate(items):
        if len(purpose) >= _LEAST and not _CLASS.search(purpose):
            by_purpose[purpose].append(position)
    found: set[int] = set()
    for purpose, places in by_purpose.items():
        mine = [place for place in places if _matters(items[place][0]) & _matters(purpose)]
        names = {items[place][0] for place in mine}
        if len(names) == 1 and len(mine) < len(places):
            found |= {p for p in places if p not in mine and not _EVERYBODY.search(items[p][0])}
    return found


def _matters(words: str) -> set[str]:
    """Pairs of characters that mean something."""
    plain = re.sub(r"[^\u4e00-\u9fff]", "", words)
    return {plain[n : n + 2] for n in range(len(plain) - 1)} - _GENERAL
