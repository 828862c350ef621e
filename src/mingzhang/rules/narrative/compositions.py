"""文字里的各项收入、各项支出相加等于合计

为什么：“其中”后面列出全部收入（支出），相加应当等于合计；加不起来，必有一个数写错。
怎么改：对照决算报表改正写错的数。

>>> def told(other): return ["二、收入决算情况说明", "本年收入合计9.00万元，其中：财政拨款收入8.00万元，占88.89%；"
...     f"其他收入{other}万元，占11.11%。"]
>>> print(*rule.check(text(*told("1.30"))), sep="\\n")
N-06 不成立：本年收入合计 9.00万元，各分项合计 9.30万元，相差 0.30万元
>>> print(*rule.check(text(*told("1.00"))), sep="\\n")
N-06 成立：
>>> print(*rule.check(text("二、收入决算情况说明", "本年收入合计9.00万元，其中：财政拨款收入8.00万元。")), sep="\\n")
N-06 无法判断：正文没有列全各项收入、各项支出
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import shares_close
from mingzhang.rules.shared.listed_sum import summed

RULE = Judgement("N-06", Severity.ERROR, ("A",))
# The total, the section, the id, the kinds, and kinds that stand for their parts where both are listed.
_INCOME = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_BUDGETS = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")
_SPENDING = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_LISTS = (
    ("总表.本年收入", "收入", "N-06", tuple(f"总表.{kind}" for kind in _INCOME)),
    ("总表.本年支出", "支出", "N-10", tuple(f"支出表[合计].{kind}" for kind in _SPENDING)),
)


def check(document: Document) -> Iterator[Finding]:
    """The kinds of one section, where they are all listed or their shares add to 100."""
    checked = False
    for total, section, rule, kinds in _LISTS:
        claims = [c for c in document.claims if c.section == section and c.level is not None and not c.aside]
        whole = next((claim for claim in claims if claim.fact == total), None)
        if whole is None:
            continue
        parts = _first(claims, kinds)
        if section == "收入":
            grants = _first(claims, ("收入表[合计].财政拨款收入",))
            parts = (grants or _first(claims, tuple(f"总表.{kind}" for kind in _BUDGETS))) + parts
        listed = len(parts) >= len(kinds) or shares_close(parts)
        finding = (
            summed(whole, parts, "本年收入合计" if section == "收入" else "本年支出合计") if listed else None
        )
        if finding is not None:
            checked = True
            yield replace(finding, rule=rule)
    if not checked:
        yield undecided("正文没有列全各项收入、各项支出")


def _first(claims: list[Claim], names: tuple[str, ...]) -> list[Claim]:
    found = [next((claim for claim in claims if claim.fact == name), None) for name in names]
    return [claim for claim in found if claim is not None]
