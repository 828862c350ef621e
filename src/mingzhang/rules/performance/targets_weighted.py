"""绩效目标表的权重合计不超过 100

为什么：各项指标的权重加起来是 100（预算执行率另占 10 的，是 90）；不是这个数，年终评分就没有可比的满分。
怎么改：按批复的指标体系改正写错的权重。

>>> def form(*weights): return text("项目支出绩效目标表", grid(("项目名称", "设备更新", "", ""), ("二级指标", "三级指标",
...     "指标值", "权重"), *(("数量指标", f"甲{n}", "3台", w) for n, w in enumerate(weights))), kind="budget")
>>> print(*rule.check(form("50", "55")))
B-76 不成立：项目“设备更新”的权重 50+55=105，应为 100
>>> print(*rule.check(form("50", "40")))
B-76 成立：绩效目标表的权重合计相符
>>> print(*rule.check(form("30", "20")))
B-76 无法判断：绩效目标表没有写权重，或没有读全
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.evaluation.target_form import TargetForm, target_forms
from mingzhang.language.text.spelling import plain

RULE = Judgement("B-76", Severity.ERROR, ("L6",), kinds=("budget",))

_POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:分|%)?")
_FULL, _WITHOUT_RATE = 100, 90  # the rate of execution has 10 of its own where it stands elsewhere


def check(document: Examined) -> Iterator[Finding]:
    """The weights of every form; fewer than 90 in all prove nothing: the rest may stand elsewhere."""
    found = [_judged(form) for form in target_forms(list(document.report.tables()))]
    known = [one for one in found if one is not None]
    faults = [one for one in known if one.expected is not None]
    yield from faults or known[:1] or [undecided("绩效目标表没有写权重，或没有读全")]


def _judged(form: TargetForm) -> Finding | None:
    """The weights of one form, ``None`` where not all of them are there to be added up."""
    weighed = [(target.name, target.weight) for target in form.targets if target.weight is not None]
    cells = [cell for _, cell in weighed]
    texts = [match[1] for cell in cells if (match := _POINTS.fullmatch(plain(cell.text)))]
    added = sum(map(Fraction, texts), Fraction(0))
    shared = len({(cell.row, cell.column) for cell in cells}) < len(cells)  # one weight over several rows
    if len(texts) != len(form.targets) or len(texts) < 2 or added < _WITHOUT_RATE or shared:
        return None
    if added in (_FULL, _WITHOUT_RATE):
        return holds(message="绩效目标表的权重合计相符")
    of = f"项目“{form.project}”的" if form.project else ""
    words = f"{of}权重 {'+'.join(texts)}={marks(added)}，应为 {_FULL}"
    places = [replace(cell.place(), row=name) for name, cell in weighed]
    return fails(words, *places, printed=marks(added), expected=str(_FULL))
