"""总的原因说到差额最大的那一块

为什么：决算与预算的差额大半来自人员经费，总的原因却只说项目（或反过来），等于没有解释差额。
怎么改：按各项差额的大小重写主要原因。

>>> told = ["五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"]
>>> def items(why): return ["一般公共预算财政拨款支出年初预算为90.00万元，支出决算为80.00万元。"
...     f"决算数小于预算数的主要原因：{why}。其中：",
...     "1、教育支出（类）教育管理事务（款）行政运行（项）。年初预算为60.00万元，支出决算为51.00万元。",
...     "2、教育支出（类）进修及培训（款）培训支出（项）。年初预算为30.00万元，支出决算为29.00万元。"]
>>> print(*rule.check(text(*told, *items("信息化项目调减"))), sep="\\n")
N-72 不成立：差额 10.00万元里人员经费各项占 9.00万元（90%），原因却只说“信息化项目调减”
>>> print(*rule.check(text(*told, *items("人员退休"))), sep="\\n")
N-72 成立：
>>> print(*rule.check(text(*told, items("人员退休")[0])), sep="\\n")
N-72 无法判断：没有总的原因，或没有逐项写年初预算
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import shown
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.item_claims import budget, described, outturn

RULE = Judgement("N-72", Severity.INFO, ("A",))
_STAFF_ITEM = re.compile(r"行政运行|事业运行|养老|年金|医疗|公积金|购房补贴|提租补贴|离退休|抚恤")
_STAFF = re.compile(r"人员|人数|人事|退休|离休|工资|薪|社保|公积金|调入|调出|编制|公用|基本支出|经费")
_PROJECT = re.compile(r"项目|工程|信息化|采购|专项|系统|委托|设备|活动")
_OTHERS = re.compile(r"厉行节约|压减|财政|调整|政策|疫情|等原因")
_MOST = Fraction(6, 10)


def check(document: Document) -> Iterator[Finding]:
    """The reason of the whole against the items, when it names one kind of cause only."""
    claims = described(document)
    whole = claims.pop("合计", None)
    gaps = {claim: gap for c, claim in claims.items() if len(c) == 7 and (gap := _gap(claim)) is not None}
    total = _gap(whole) if whole is not None else None
    reason = whole.reason if whole is not None else None
    if total is None or not total or not reason or len(gaps) < 2:
        yield undecided("没有总的原因，或没有逐项写年初预算")
        return
    staff = sum((g for c, g in gaps.items() if _STAFF_ITEM.search(c.path[-1] if c.path else "")), Fraction(0))
    missed = _missed(reason, staff, sum(gaps.values(), Fraction(0)) - staff, total)
    if missed is None:
        yield holds()
        return
    name, part = missed
    sums = shown(abs(total), "万元"), shown(abs(part), "万元"), round(part / total * 100)
    words = f"差额 {sums[0]}里{name}各项占 {sums[1]}（{sums[2]}%），原因却只说“{reason[:40]}”"
    assert whole is not None
    place = whole.reason_place or whole.place
    yield fails(words, place, printed=reason[:60], expected=f"写明{name}方面的原因")


def _missed(reason: str, staff: Fraction, projects: Fraction, total: Fraction) -> tuple[str, Fraction] | None:
    """The larger part that the reason leaves out, if it names only the other one."""
    named_staff, named_project = bool(_STAFF.search(reason)), bool(_PROJECT.search(reason))
    if _OTHERS.search(reason) or named_staff == named_project:
        return None
    name, part = ("人员经费", staff) if named_project else ("项目", projects)
    return (name, part) if part / total > _MOST else None


def _gap(claim: Claim) -> Fraction | None:
    spent, plan = outturn(claim), budget(claim)
    return spent.value - plan.value if spent is not None and plan is not None else None
