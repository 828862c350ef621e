"""表头已写单位的，金额后不再写单位

为什么：表头是“万元”，格内又写“万”，读作“万万元”；数据汇总时也不能识别。
怎么改：格内只填数字。

>>> print(*rule.check(form()))
P-54 成立：
>>> print(*rule.check(form(funds=("50万", "50万", "50万"))))
P-54 不成立：项目资金（万元）栏表头已有单位，格内又写单位，共 3 处：50万；见自评表1
>>> print(*rule.check(form(funds=("约五十", "约五十", "约五十"))))
P-54 无法判断：各自评表的资金单位或金额没有读到
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import BUDGET, ORIGINAL, OUTTURN

RULE = Judgement(
    "P-54", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_UNIT = re.compile(r"\d(?:万|亿|千)?元?$")


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    stated = [form for form in document.evaluations if form.money]
    cells = [(form, cell) for form in stated for cell in _amounts(form) if cell.figure is not None]
    twice = [
        (form, cell) for form, cell in cells if not cell.plain[-1].isdigit() and _UNIT.search(cell.plain)
    ]
    if twice:
        forms = "、".join(dict.fromkeys(f"自评表{form.number}" for form, _ in twice))
        shown = "、".join(dict.fromkeys(cell.text for _, cell in twice))
        yield fails(
            f"项目资金（{twice[0][0].money}）栏表头已有单位，格内又写单位，共 {len(twice)} 处：{shown}；见{forms}",
            *(cell.place for _, cell in twice),
            printed=twice[0][1].text,
            expected=re.sub(r"[万亿千元]+$", "", twice[0][1].text),
        )
    elif cells:
        yield holds(cells[0][1].place)
    elif document.evaluations:
        yield undecided("各自评表的资金单位或金额没有读到", document.evaluations[0].name.place)


def _amounts(form: SelfEvaluation) -> list[FormEntry]:
    return [form.fund(column, row) for row in form.funds for column in (ORIGINAL, BUDGET, OUTTURN)]
