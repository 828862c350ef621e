"""Words of evaluations: how alike two short texts are, and which grade of achievement a text names."""

from __future__ import annotations

import re
from functools import lru_cache

_COMMON = re.compile(
    r"指标|项目|工作|完成|情况|有效|提升|提高|达到|预期|全年|年度|进行|保障|及时|开展|服务|进一步|不断|"
    "按照|根据|计划|目标|任务|要求|保质保量|良好|较好|圆满|顺利|按时|按期|规定|相关|各项|管理|绩效|实施|达成|实现|正常"
)


def common_part(one: str, other: str) -> str:
    """The longest run of characters that both texts have.

    >>> common_part("订购打印耗材", "购置打印耗材预计")
    '打印耗材'
    """
    best = ""
    for start in range(len(one)):
        end = start + len(best) + 1
        while end <= len(one) and one[start:end] in other:
            best, end = one[start:end], end + 1
    return best


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring Chinese characters, words that fit any project left out.

    >>> sorted(pairs("巡查河道工作"))
    ['巡查', '查河', '河道']
    """
    found: set[str] = set()
    for run in re.findall(r"[\u4e00-\u9fff]+", _COMMON.sub("，", text)):
        found |= {run[i : i + 2] for i in range(len(run) - 1)}
    return found


def one_character_apart(one: str, other: str) -> bool:
    """Whether exactly one character was replaced.

    >>> one_character_apart("财政局", "财致局"), one_character_apart("财政局", "区财政局"), one_character_apart("财", "财")
    (True, False, False)
    """
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


_ACHIEVED = (
    (re.compile(r"^(?:部分|基本未完全)达成(?:年度|预期)"), 60, 80),
    (re.compile(r"^未达成(?:年度|预期)"), 0, 60),
    (re.compile(r"^(?:全部或基本|已|完全|全部)?达成(?:年度|预期)指标$"), 80, 100),
)


@lru_cache(maxsize=4096)
def band_of(text: str) -> tuple[int, int] | None:
    """The band, in per cent of full marks, of an outturn that names one of the rule's three grades.

    >>> band_of("部分达成预期指标并具有一定效果"), band_of("达成预期指标"), band_of("较好")
    ((60, 80), (80, 100), None)
    """
    return next(((low, high) for pattern, low, high in _ACHIEVED if pattern.match(text)), None)
