"""文字说“无国有资本经营预算”，表里就不应有数

为什么：有收支而写“无”，是沿用了上年或样张的句子，公开的两处互相矛盾。
怎么改：核对国有资本经营预算的账，改写文字或改正表。

>>> said = ["九、国有资本经营预算财政拨款收入支出决算情况说明", "本部门2023年度无国有资本经营预算财政拨款收入和支出。"]
>>> table = ["国有资本经营预算财政拨款支出决算表", grid(("科目编码", "科目名称", "本年收入", "本年支出"), ("合计", "", "5.00", "5.00"))]
>>> print(*rule.check(text(*table, *said)), sep="\\n")
X-36 不成立：文字写“本部门2023年度无国有资本经营预算财政拨款收入和支出”，《国有资本经营预算财政拨款支出决算表》国有资本经营预算收入却有 5.00万元
>>> table[1] = grid(("科目编码", "科目名称", "本年收入", "本年支出"), ("合计", "", "0.00", "0.00"))
>>> print(*rule.check(text(*table, *said)), sep="\\n")
X-36 成立：
>>> print(*rule.check(text(*said)), sep="\\n")
X-36 无法判断：缺少国有资本经营预算的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.denied import judge

RULE = Judgement("X-36", Severity.ERROR, ("L3",))
_NAMES = {
    "收入": ("国资表[合计].收入", "拨款总表.国有资本经营收入", "总表.国有资本经营预算财政拨款收入"),
    "支出": ("国资表[合计].支出", "拨款总表[本年支出].国有资本经营"),
}


def check(document: Examined) -> Iterator[Finding]:
    """The statement in the text against the tables of this budget."""
    yield from judge(document, "国资", "国有资本经营预算", _NAMES)
