"""Lists that must add up to their whole, where one part is printed as zero."""

from __future__ import annotations

from mingzhang.facts.finding import Severity
from mingzhang.language.document.examined import Examined
from mingzhang.rules.narrative import lists_add_up
from mingzhang.work.examples import text


def severities(sentence: str) -> list[Severity]:
    found = lists_add_up.check(Examined.of(text(sentence)))
    return [finding.severity for finding in found if finding.gap is not None and finding.gap.value]


def test_what_the_tail_of_a_zero_could_explain_is_a_hint() -> None:
    parts = "其中：因公出国（境）费0.00万元，公务用车购置及运行维护费7.73万元，公务接待费0.52万元。"
    assert severities(f"“三公”经费支出8.27万元，{parts}") == [Severity.INFO]
    assert severities(f"“三公”经费支出8.28万元，{parts}") == [Severity.ERROR]
