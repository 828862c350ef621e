"""文字说“无政府性基金预算”，表里就不应有数

为什么：有收支而写“无”，是沿用了上年或样张的句子，公开的两处互相矛盾。
怎么改：核对政府性基金预算的账，改写文字或改正表。

>>> said = ["八、政府性基金预算财政拨款收入支出决算情况说明", "本部门2023年度无政府性基金预算财政拨款收入和支出。"]
>>> table = ["政府性基金预算财政拨款收入支出决算表", grid(("科目编码", "科目名称", "本年收入", "本年支出"), ("合计", "", "5.00", "5.00"))]
>>> print(*rule.check(text(*table, *said)), sep="\\n")
X-35 不成立：文字写“本部门2023年度无政府性基金预算财政拨款收入和支出”，《政府性基金预算财政拨款收入支出决算表》政府性基金预算收入却有 5.00万元
>>> table[1] = grid(("科目编码", "科目名称", "本年收入", "本年支出"), ("合计", "", "0.00", "0.00"))
>>> print(*rule.check(text(*table, *said)), sep="\\n")
X-35 成立：
>>> print(*rule.check(text(*said)), sep="\\n")
X-35 无法判断：缺少政府性基金预算的表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.rules.shared.denied import judge

RULE = Judgement("X-35", Severity.ERROR, ("L3",))
_NAMES = {
    "收入": ("基金表[合计].收入", "拨款总表.政府性基金收入", "总表.政府性基金预算财政拨款收入"),
    "支出": ("基金表[合计].支出", "拨款总表[本年支出].政府性基金"),
}


def check(document: Examined) -> Iterator[Finding]:
    """The statement in the text against the tables of this budget."""
    yield from judge(document, "基金", "政府性基金预算", _NAMES)
