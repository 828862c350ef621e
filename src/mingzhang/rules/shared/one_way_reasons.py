"""Reasons that can only make an amount smaller, or only larger, whatever they are given for."""

from __future__ import annotations

import re

# Clauses of a reason that can only make the amount smaller, and words that tell of something else.
_SMALLER = re.compile("八项规定|厉行节约|过紧日子|压减|压缩|缩减|从严控制|严控|严格控制|减少|下降|节约")
_OTHER = re.compile("增|上调|提高|追加|扩大|上年|去年|以前|往年|基数|上一年|退休|离岗|调出|变动")
# What costs grow with, and that it grew; words that tell of something else.
_DRIVERS = "批次|班次|人次|人数|人员|次数|任务|业务量?|工作量|活动|检查|来访|标准|物价|油价|价格|里程"
_GROWN = "增多|增加|增长|上升|上涨|提高|扩大"
_LARGER = re.compile(
    f"(?:{_DRIVERS})[^，。；]{{0,6}}(?:{_GROWN})|^(?:新增|增加)[^，。；]{{0,6}}(?:{_DRIVERS})$"
)
_SHRUNK = re.compile(
    "减|降|退休|离岗|上年|去年|往年|以前|结转|自有|其他|转|统筹|压|节约|不再|未|无|取消|完成|结束|线上|网络|视频"
)


def only_saves(reason: str) -> bool:
    """Whether every clause of a reason can only make the amount smaller.

    >>> only_saves("厉行节约，压减支出"), only_saves("厉行节约，上年支出较多")
    (True, False)
    """
    return not _OTHER.search(reason) and all(map(_SMALLER.search, _clauses(reason)))


def only_grows(reason: str) -> bool:
    """Whether every clause of a reason can only make the amount larger.

    >>> only_grows("人员增加、定额标准提高"), only_grows("任务增加，压减接待"), only_grows("项目已完成")
    (True, False, False)
    """
    clauses = _clauses(reason)
    return bool(clauses) and not _SHRUNK.search(reason) and all(map(_LARGER.search, clauses))


def _clauses(reason: str) -> list[str]:
    return [clause for clause in re.split("[，、；]|和|及", reason) if clause]
