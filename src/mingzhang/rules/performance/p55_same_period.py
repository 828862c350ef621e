"""实际完成值与指标值的期间一致

为什么：同一句话里指标值和完成值的起止时间不同，多半有一个写错。
怎么改：核对起止月份，两处写成一致，或说明变动原因。

>>> rows = ["数量指标|支付餐费|2024年1月-2024年9月餐费|2024年1月-2024年9月餐费|90|90"]
>>> print(*rule.check(form(rows=rows)))
P-55 成立：
>>> print(*rule.check(form(rows=[rows[0].replace("9月餐费|90", "10月餐费|90")])))
P-55 不成立：自评表1“安全检查”“数量指标 支付餐费”指标值为“2024年1月-2024年9月餐费”，实际完成值为“2024年1月-2024年10月餐费”，期间不一致
>>> print(*rule.check(form(rows=[rows[0].replace("|2024年1月-2024年9月餐费|90", "|已支付|90")])))
P-55 无法判断：自评表1“安全检查”“数量指标 支付餐费”的完成值没有写期间
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.quantities import Moment, periods

RULE = Judgement(
    "P-55", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row whose target states one period."""
    for form in document.evaluations:
        for row in form.indicators:
            if row.concerned and len(periods(row.target.plain)) == 1:
                yield _judge(form, row)


def _judge(form: SelfEvaluation, row: IndicatorRow) -> Finding:
    """The period of an outturn against that of its target, where the other words are the same."""
    aim, got = row.target.plain, row.actual.plain
    first, second = periods(aim), periods(got)
    if len(second) != 1:
        return undecided(f"{form.table}“{row.row}”的完成值没有写期间", row.actual.place)
    same = [moment.key for moment in first[0]] == [moment.key for moment in second[0]]
    if same or _rest(aim, first[0]) != _rest(got, second[0]):
        return holds(row.actual.place)
    return fails(
        f"{form.table}“{row.row}”指标值为“{aim[:40]}”，实际完成值为“{got[:40]}”，期间不一致",
        row.actual.place,
        row.target.place,
        printed=row.actual.text[:60],
        expected=row.target.text[:60],
    )


def _rest(text: str, period: tuple[Moment, Moment]) -> str:
    """The words around a period: the same words speak of the same thing."""
    return text[: period[0].start] + "…" + text[period[1].end :]
