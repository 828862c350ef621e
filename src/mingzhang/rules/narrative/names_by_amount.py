"""说明的科目在表里，金额相同的不能是另一个名称

为什么：金额是表里某一项的，名称却是表里没有的科目，是换了科目而没有改名称，或从别的文本复制来的。
怎么改：照支出表把名称改为这笔金额所属的科目。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("2010601", "行政运行", "7.15", "7.15", ""), ("2010607", "信息化建设", "3.25", "", "3.25")]
>>> table = ["一般公共预算支出表", grid(head, *rows), "三、一般公共预算支出情况"]
>>> def told(name): return text("某局2025年部门预算", *table, "1．行政运行（项）安排7.15万元。", f"2．{name}（项）安排3.25万元。",
...     kind="budget", year=2025)
>>> print(*rule.check(told("公路养护")))
N-69 不成立：“公路养护”表里没有，3.25万元是“信息化建设”的金额
>>> print(*rule.check(told("信息化建设")))
N-69 成立：说明的科目都在表里
>>> print(*rule.check(text("某局2025年部门预算", table[2], kind="budget", year=2025)))
N-69 无法判断：没有逐项说明，或没有支出表
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import SCALES
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, amount, bound, code_of, coded
from mingzhang.rules.shared.near_names import plain_name, shortened

RULE = Judgement("N-69", Severity.WARNING, ("A",), kinds=("final_account", "budget"))

_ITEM = re.compile(
    r"(?:^|[）。；、．.：“])(?P<name>[\u4e00-\u9fff、]{3,30}(?:（境）)?)(?:（项）|”科目)(?P<told>[^。；]{0,60})"
)
_FIGURE = re.compile(r"(?<![加少长降])(?P<digits>\d[\d,]{0,18}\.\d{1,6})(?P<unit>万?元)")
Rows = dict[Fraction, set[str]]
_COLUMNS, _DIGITS = ("合计", "本年支出", "支出"), 7  # of the code of an item


def check(document: Examined) -> Iterator[Finding]:
    """Items told with the amount of one row of the tables and a name that no row has."""
    rows, marked = _rows(document), [p for p in document.passages if "项）" in p.text or "”科目" in p.text]
    names = {plain_name(name) for found in rows.values() for name in found}
    told = list(matches(marked, _ITEM))
    if not names or not told:
        yield undecided("没有逐项说明，或没有支出表")
        return
    both = names, {plain_name(label(match["name"])) for _, match in told}
    faults = [f for p, m in told if (f := _judged(p, m, rows, both)) is not None]
    yield from faults or [holds(message="说明的科目都在表里")]


def _rows(document: Examined) -> Rows:
    """The names of the items in the tables by the amounts that they have there."""
    rows: Rows = defaultdict(set)
    for name, row in ((t.name, row) for t in bound(document, *FUNCTIONAL) for row in coded(t)):
        for column in _COLUMNS if len(code_of(row)) == _DIGITS and row.name else ():
            fact = amount(document, f"{name}[{code_of(row)}].{column}")
            if fact is not None and fact.figure.value:
                rows[fact.figure.value].add(label(row.name))
    return rows


def _judged(passage: Passage, match: re.Match[str], rows: Rows, both: Sequence[set[str]]) -> Finding | None:
    """The one item that an amount belongs to, where the text tells of none of that name."""
    name, (known_names, spoken) = plain_name(label(match["name"])), both
    if any(name.endswith(known) or known.endswith(name) for known in known_names):
        return None
    for figure in _FIGURE.finditer(match["told"]):
        right, *more = rows.get(Fraction(figure["digits"].replace(",", "")) * SCALES[figure["unit"]]) or {""}
        if right and not more and plain_name(right) not in spoken and not shortened(name, plain_name(right)):
            words = f"“{match['name']}”表里没有，{figure[0]}是“{right}”的金额"
            return fails(words, passage.place(*match.span("name")), printed=match["name"], expected=right)
    return None
