"""执行率得分按执行率计算

为什么：执行率得分＝分值×执行率（最高为满分）；取整时应四舍五入，全部自评表用同一办法。
怎么改：按比例重算执行率得分；确有分档或舍尾规定的，在表下注明。

>>> print(*rule.check(form(funds=("8.00", "8.00", "6.00"), rate=("10", "75%", "7.5"))))
P-06 成立：
>>> print(*rule.check(form(funds=("50.00", "50.00", "49.50"), rate=("10", "99%", "9"))))
P-06 不成立：自评表1“安全检查”执行率得分：10×99%=9.9，四舍五入取整为 10，印为 9
>>> print(*rule.check(form(funds=("50.00", "50.00", "49.50"), rate=("10", "", "9"))))
P-06 无法判断：自评表1“安全检查”的执行率、分值或得分没有读到，或没有预算
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import decimals_of, rounded, truncated
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import figures_of, marks
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.text.spelling import plain

RULE = Judgement(
    "P-06", Severity.WARNING, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_DECLARED = re.compile(
    r"执行率[^。]{0,40}(?:取整|舍去|舍尾|不计小数|每(?:低|减少|差)|扣\d|不得分|得满分|分档)"
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form whose execution rate is scored."""
    declared = any(_DECLARED.search(plain(paragraph.text)) for _, paragraph in document.body())
    scored = [form for form in document.evaluations if not form.rate_score.absent]
    ways = [_way(form) for form in scored]
    for form, way in zip(scored, ways, strict=True):
        yield _judge(form, declared, way == "up" and ways.count("cut") > ways.count("up"))


def _share(form: SelfEvaluation) -> Fraction | None:
    """The proportional score by the printed rate."""
    rate, full = form.percent, form.rate_full.figure
    return None if rate is None or full is None else full.value * min(Fraction(100), rate) / 100


def _way(form: SelfEvaluation) -> str:
    """How the score was made whole where rounding up and cutting off differ: ``up``, ``cut`` or neither."""
    share, score = _share(form), form.rate_score.figure
    if share is None or score is None or rounded(share, 0) == truncated(share, 0):
        return ""
    return {rounded(share, 0): "up", truncated(share, 0): "cut"}.get(score.value, "")


def _judge(form: SelfEvaluation, declared: bool, uneven: bool) -> Finding:
    """The score against weight × rate; ``uneven`` tells that most forms cut off where this one rounds up."""
    share, score = _share(form), form.rate_score.figure
    if share is None or score is None or (form.budget is not None and not form.budget.value):
        return undecided(f"{form.table}的执行率、分值或得分没有读到，或没有预算", form.name.place)
    decimals, place, whole = decimals_of(score), form.rate_score.place, rounded(share, 0)
    fits = {share, rounded(share, decimals)} | ({truncated(share, decimals)} if decimals else set())
    if score.value in fits and not uneven:
        return holds(place, compared=() if declared else figures_of(form.rate_score, form.rate_full))
    if declared:
        return undecided(f"{form.table}的执行率得分 {score.text} 可能按文中规定的档次计算", place)
    why = "，而本文件其他自评表舍去小数取整，办法不一" if uneven else ""
    return fails(
        f"{form.table}执行率得分：{form.rate_full.text}×{form.rate.text}={marks(share)}，"
        f"四舍五入取整为 {whole}，印为 {score.text}{why}",
        place,
        form.rate.place,
        printed=score.text,
        expected=marks(share) if uneven or whole == share else f"{marks(share)}（取整 {whole}）",
        severity=Severity.INFO if score.value > share else RULE.severity,
    )
