"""In which direction the clauses of a reason work."""

from __future__ import annotations

import re

# Clauses of a reason that can only make the amount smaller, or only larger.
_SMALLER = re.compile("八项规定|厉行节约|过紧日子|压减|压缩|缩减|从严控制|严控|严格控制|减少|下降|节约")
_LARGER = re.compile("增加|新增|增长|上调|提高|追加|增拨|扩大|增多")
# Another year, money that is not counted here, people who leave or are paid elsewhere.
_ELSEWHERE = re.compile(
    "上年|去年|以前|往年|基数|上一年|退休|离岗|调出|变动|自有|其他资金|结转|统筹|线上|网络|视频|取消|完成|结束|不再"
)


def one_way(reason: str) -> int:
    """The direction in which every clause of a reason works, 0 where they differ or one says neither.

    >>> one_way("新增公务用车"), one_way("压减一般性支出"), one_way("人员增加，项目减少"), one_way("工作需要")
    (1, -1, 0, 0)
    """
    if _ELSEWHERE.search(reason):
        return 0
    clauses = [clause for clause in re.split("[，、；]|和|及", reason) if clause]
    ways = {(bool(_LARGER.search(clause)), bool(_SMALLER.search(clause))) for clause in clauses}
    return 1 if ways == {(True, False)} else -1 if ways == {(False, True)} else 0
