"""Purposes that speak of another subject than their item: 住房公积金 for 医疗保险."""

from __future__ import annotations

import re

_TASK = "工资|办公|差旅|设备|工程|维修|维护|修建|养护|购买|购置|宣传|活动|调查|审计|演出|调解|印刷"
# Subject, words its purpose may use, words of another subject: no contribution is spent on a task.
_SUBJECTS = tuple(
    (re.compile(subject), re.compile(own), re.compile(f"{foreign}|{_TASK}"))
    for subject, own, foreign in (
        ("^住房公积金", "公积金|住房", "养老|医疗|医保|年金|退休费|抚恤"),
        ("^(?:购房|提租|住房)补贴", "补贴|购房|住房|租", "公积金|养老|医疗|医保|年金"),
        ("基本养老保险缴费", "养老|社保|社会保|(?<!医疗)(?<!失业)保险", "公积金|年金|购房|医疗|医保"),
        ("职业年金缴费", "年金", "公积金|购房|医疗|医保|养老保险"),
        (
            "^(?:行政|事业)单位医疗|^公务员医疗",
            "医|(?<!养老)保险|社保|生育|健康|体检",
            "公积金|年金|购房|养老",
        ),
        ("^(?:行政|事业)单位离退休", "退休|离休|老干部|老年|遗属|抚恤", "公积金|医疗保险|年金|购房"),
    )
)
# A purpose that is a contribution alone; items that may have one.
_PAID = re.compile(r"^[^，。；、]{0,16}(?:缴纳|缴存|缴交)[^，。；、]{0,16}(?:保险费?|公积金|年金)$")
_STAFF = re.compile(
    r"运行|机关服务|养老|医疗|医保|保险|保障|公积金|年金|人员|工资|离退休|补助|补贴|抚恤|其他|事业单位$"
)


def foreign(name: str, purpose: str) -> bool:
    """Whether a purpose can be none of an item: a contribution of a task, a task of a contribution.

    >>> foreign("住房公积金", "缴纳医疗保险"), foreign("行政单位医疗", "缴纳医疗保险"), foreign("某项普查", "登记和汇总")
    (True, False, False)
    """
    paid = bool(_PAID.match(purpose)) and not _STAFF.search(name)
    return paid or any(
        s.search(name) and f.search(purpose) and not o.search(purpose) for s, o, f in _SUBJECTS
    )
