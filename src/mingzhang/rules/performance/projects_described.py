"""项目经费情况说明的每一项都答到题上

为什么：“年度预算安排”没有金额、“实施主体”没有单位、“实施周期”没有时间，标题问的没有回答，公开就落空了。
怎么改：按标题补写：预算安排写本年度金额，实施主体写单位名称，实施周期写起止时间。

>>> def told(**parts): return text("项目经费情况说明", "一、立项依据", "区政府批复。", "二、实施主体", parts.get("who", "某局。"),
...     "三、实施周期", "2026年1月至12月。", "四、年度预算安排", parts.get("money", "2026年安排9.00万元。"), kind="budget", year=2026)
>>> print(*rule.check(told(money="按合同约定的进度拨付资金。")))
B-54 不成立：“年度预算安排”没有写金额
>>> print(*rule.check(told(money="批复总投资90.00万元。2025年安排30.00万元。")))
B-54 不成立：“年度预算安排”只写了项目总额或别的年度的金额，没有2026年的
>>> print(*rule.check(told(who="主要完成设备更新，改善办公条件。")))
B-54 不成立：“实施主体”写的是工作内容，没有写由谁实施
>>> print(*rule.check(told()))
B-54 成立：项目说明各项都答到题上
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-54 无法判断：没有逐项说明的项目
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.project_money import amounts_by_year
from mingzhang.rules.shared.project_notes import NotePart, project_notes

RULE = Judgement("B-54", Severity.WARNING, ("L3",), kinds=("budget",))

_MONEY = re.compile(
    r"\d[\d,，]*(?:\.\d+)?(?:万|亿|千|百)?元|[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千]+(?:万|亿)?元"
)
_ELSEWHERE = re.compile(r"详见|见附|见下表|如下表|见表")
_WORK = re.compile(r"^(?:主要|通过|为了?|按照|根据|开展|完成|推进|加强|结合|围绕|用于|保障|提升|组织开展)")
_BY_WHOM = re.compile(
    r"由[^，。；]{2,30}?(?:负责|实施|承担|组织|牵头|完成|建设|执行|管理)|(?:本|我)(?:单位|部门|局|办|委|中心|院|校|所|队|街道|镇|乡)"
    r"|实施(?:主体|单位)|(?:承办|主办|建设|责任|牵头|执行)(?:单位|部门|科室)|负责(?:实施|组织|具体)"
)
_TIME = re.compile(
    r"\d{2,4}年|\d{1,2}月|季度|全年|(?:本|当|跨|每|今|明|近)年|年度|长期|常年|经常性|一次性|[一二三四五两半十\d]+(?:年|个?月|天|日)|持续|至今|20\d\d"
)


def check(document: Examined) -> Iterator[Finding]:
    """The bodies of 年度预算安排, 实施主体 and 实施周期, and headings without any body."""
    notes = list(project_notes(document.passages))
    if not notes:
        yield undecided("没有逐项说明的项目")
        return
    faults = [
        fails(words, part.place())
        for note in notes
        for part in note.values()
        if (words := _lacks(part, document.year))
    ]
    yield from faults or [holds(message="项目说明各项都答到题上")]


def _lacks(part: NotePart, year: int | None) -> str:
    """What the body leaves out, ``""`` where it answers."""
    name, body = f"“{part.title}”", part.text
    if not body.strip("。；，、/-—"):
        return f"{name}下面没有内容"
    if part.key == "安排" and not _MONEY.search(body) and not _ELSEWHERE.search(body):
        return f"{name}没有写金额"
    owns = [own for own, _, _ in amounts_by_year(part, year)] if part.key == "安排" and year else []
    if owns and not any(owns) and not _ELSEWHERE.search(body):
        return f"{name}只写了项目总额或别的年度的金额，没有{year}年的"
    if part.key == "主体" and _WORK.match(body) and not _BY_WHOM.search(body):
        return f"{name}写的是工作内容，没有写由谁实施"
    if part.key == "周期" and not _TIME.search(body):
        return f"{name}没有写起止时间"
    return ""
