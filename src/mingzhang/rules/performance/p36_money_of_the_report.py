"""评价报告对资金执行情况的说法前后一致

为什么：一处说当年执行完毕、无结余，另一处说次年还要支付尾款，两说必有一误。
怎么改：核对支付凭证；有未付尾款的，改写执行和结余情况。

>>> done = "此项预算于2024年底执行完毕，无结余。"
>>> print(*rule.check(narrative("项目绩效评价报告", done, "2025年按合同支付项目尾款。")))
P-36 不成立：评价报告写“此项预算于2024年底执行完毕，无结余”，又写“2025年按合同支付项目尾款”，两说矛盾
>>> print(*rule.check(narrative("项目绩效评价报告", done, "资金支付及时。")))
P-36 成立：
>>> print(*rule.check(narrative("项目绩效评价报告", "资金已执行完毕。", "2025年按合同支付项目尾款。")))
P-36 无法判断：“资金已执行完毕”没有写年份，不能与“2025年按合同支付项目尾款”比较
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import ReportSentence, report_sentences
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-36", Severity.WARNING, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_DONE = re.compile(r"(?:执行完毕|支出完毕|支付完毕|全部支付|全部支出|无结余|没有结余)")
_LATER = re.compile(
    r"(?P<year>20\d\d)年[^，。；]{0,8}?(?:支付|拨付|付清|结清)[^，。；]{0,6}?(?:尾款|余款|剩余款项|剩余资金)"
)
_YEAR = re.compile(r"(20\d\d)年")


def check(document: Document) -> Iterator[Finding]:
    """One finding for a document with one report that says its money was used up."""
    said = report_sentences(document)
    done = next(
        (s for s in said if _DONE.search(s.text) and not re.search(r"尚未|未能|没有执行", s.text)), None
    )
    if done is None or len(document.score_tables) > 1:
        return
    years = _YEAR.findall(done.text)
    yield _judge(done, said, int(years[-1]) if years else None)


def _judge(done: ReportSentence, said: list[ReportSentence], year: int | None) -> Finding:
    """“All spent” in ``year`` against sentences on paying what is left in a later one."""
    match = _DONE.search(done.text)
    here = done.cut(match.start(), match.end()) if match else done.cut(0, len(done.text))
    for other in said:
        later = _LATER.search(other.text)
        if later is None:
            continue
        if year is None:
            return undecided(f"“{done.text[:30]}”没有写年份，不能与“{later[0]}”比较", here)
        if int(later["year"]) > year:
            return fails(
                f"评价报告写“{done.text[-40:]}”，又写“{other.text[:40]}”，两说矛盾",
                other.cut(later.start(), later.end()),
                here,
                printed=later[0],
                expected="与“执行完毕、无结余”一致的说法",
            )
    return holds(here)
