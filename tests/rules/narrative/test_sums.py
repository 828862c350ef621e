"""Zeros and tails cut off: what an office does with small amounts is no error."""

from __future__ import annotations

from mingzhang.facts.finding import Severity, Verdict
from mingzhang.language.document.examined import Examined
from mingzhang.rules.narrative import lists_add_up
from mingzhang.work.check import judge
from mingzhang.work.examples import text


def severities(sentence: str) -> list[Severity]:
    found = lists_add_up.check(Examined.of(text(sentence)))
    return [finding.severity for finding in found if finding.gap is not None and finding.gap.value]


def test_what_the_tail_of_a_zero_could_explain_is_a_hint() -> None:
    parts = "其中：因公出国（境）费0.00万元，公务用车购置及运行维护费7.73万元，公务接待费0.52万元。"
    assert severities(f"“三公”经费支出8.27万元，{parts}") == [Severity.INFO]
    assert severities(f"“三公”经费支出8.28万元，{parts}") == [Severity.ERROR]


def test_a_tail_cut_off_is_no_direction_turned_round() -> None:
    document = Examined.of(text("会议费922.14万元，比上年增加6.58万元，增长0.71%。"))
    (finding,) = [f for f in judge(document) if f.rule == "N-70" and f.verdict is Verdict.FAILS]
    assert finding.severity is Severity.INFO and "截去尾数" in finding.message
