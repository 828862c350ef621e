"""得满分的定量指标应达到指标值

为什么：完成值低于指标值而得满分，得分高于办法允许的比例。
怎么改：核对完成值；确未达到的，按完成比例给分并写明原因。

>>> print(*rule.check(form(rows=["质量指标|检查合格率|≥95%|97%|90|90"])))
P-16 成立：
>>> print(*rule.check(form(rows=["质量指标|检查合格率|≥95%|91%|90|90"])))
P-16 不成立：自评表1“安全检查”“质量指标 检查合格率”指标值 ≥95%，完成值 91%，没有达到却得满分 90
>>> print(*rule.check(form(rows=["质量指标|检查合格率|≥95%|达标|90|90"])))
P-16 无法判断：自评表1“安全检查”“质量指标 检查合格率”的完成值“达标”不能与指标值比较
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import AT_MOST, BELOW, Quantity, sole
from mingzhang.rules.shared.outturn import watched

RULE = Judgement(
    "P-16", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_LESS = re.compile(r"事故|投诉|故障|差错|违规|误差|死亡|上访|延误|超支|降低|减少|下降|控制|压减")


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row with full marks and a quantified target."""
    for form in document.evaluations:
        for row in form.indicators:
            aim = sole(row.aim)
            if row.concerned and row.earned_all and aim is not None and _upward(row, aim):
                yield _judge(form, row, aim)


def _upward(row: IndicatorRow, aim: Quantity) -> bool:
    """Whether more is better: a stated lower bound, or a plain count or rate that is no cost."""
    if row.cost or not aim.unit or aim.relation in (AT_MOST, BELOW):
        return False
    if not aim.bare:
        return True
    counted = row.level2.startswith("数量") and aim.unit not in ("%", "元")
    return (counted or "满意" in row.level1 + row.level2) and not _LESS.search(row.name.plain)


def _short(aim: Quantity, row: IndicatorRow) -> bool:
    got = sole(row.got)
    return got is not None and aim.reached_by(got) is False


def _judge(form: SelfEvaluation, row: IndicatorRow, aim: Quantity) -> Finding:
    """Whether the outturn of a row with full marks reached its target."""
    got = sole(row.got)
    reached = aim.reached_by(got) if got is not None else None
    if reached is None:
        return undecided(f"{form.table}“{row.row}”的完成值“{row.got[:20]}”不能与指标值比较", row.actual.place)
    if reached:
        return holds(row.actual.place, compared=watched(row, lambda other: _short(aim, other)))
    return fails(
        f"{form.table}“{row.row}”指标值 {row.aim}，完成值 {row.got}，没有达到却得满分 {row.score.text}",
        row.actual.place,
        row.score.place,
        printed=row.got,
        expected=row.aim,
    )
