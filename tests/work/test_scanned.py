"""On a scan: sums help first, then doubt is weighed, then the accused are looked at again."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.page_scan import WHOLE
from mingzhang.facts.report import Doubt, Paragraph, Report
from mingzhang.language.document.document import Document
from mingzhang.understanding.understand import understand
from mingzhang.work.closure import Closure
from mingzhang.work.scanned import certain_findings, closed
from tests.work.test_closure import SIZE, account, findings, place, report
from tests.work.test_closure import box as spot
from tests.work.test_second_look import Eyes

TRUTH = account(Random(7))


def document(made: Report) -> Document:
    whole = understand(Report("a.png", "picture", [Paragraph("某局")]))
    whole.report, whole.facts = made, Facts()
    return whole


def told(found: list[Finding], made: Report) -> Closure:
    return closed(found, document(made))


def test_a_figure_that_two_sums_close_is_doubted_no_more() -> None:
    made = report({(0, 0)})
    assert told(findings(TRUTH), made).certain == {spot((0, 0))} and not made.doubts


def test_a_page_with_too_many_doubts_is_read_once_sums_have_closed_them_and_nothing_on_it_fails() -> None:
    whole = Doubt(1, (0.0, 0.0, 900.0, 900.0), 0.0, reason=WHOLE + "25 个数里有 3 个看不准")
    made = report({(0, 0), (1, 1), (2, 2)}, whole)
    made.unread_pages = [1]
    told(findings(TRUTH), made)
    assert made.unread_pages == [] and made.doubts == []
    made = report({(0, 0), (1, 1), (2, 2)}, whole)
    made.unread_pages = [1]
    told(findings(TRUTH | {(3, 3): TRUTH[3, 3] + 100}), made)
    assert made.unread_pages == [1] and len(made.doubts) == 4


def test_what_two_sums_ask_for_is_proposed_and_no_error() -> None:
    made = report({(1, 1)})
    wrong = findings(TRUTH | {(1, 1): TRUTH[1, 1] + 40})
    found = certain_findings(wrong, document(made), None)
    failing = [one for one in found if one.verdict is not Verdict.HOLDS]
    assert {one.verdict for one in failing} == {Verdict.UNDECIDED}
    right = f"{TRUTH[1, 1] // 100}.{TRUTH[1, 1] % 100:02}"
    assert all(f"两处加总都要求是 {right}" in one.message for one in failing)


def test_a_proposal_stands_beside_the_doubtful_figure_that_a_finding_names() -> None:
    made = report({(0, SIZE)})
    wrong = findings(TRUTH | {(0, SIZE): TRUTH[0, SIZE] + 40})
    found = certain_findings(wrong, document(made), None)
    right = f"{TRUTH[0, SIZE] // 100}.{TRUTH[0, SIZE] % 100:02}"
    assert any(f"两处加总都要求是 {right}" in one.message for one in found)


def test_a_certain_figure_is_wrong_only_where_it_reads_the_same_again() -> None:
    made = report(set())
    printed = place(0, 0, "8.00")
    wrong = Finding("N-05", Verdict.FAILS, places=[printed])
    (found,) = certain_findings([wrong], document(made), Eyes(("8.00", "8.00")))
    assert found is wrong
    (found,) = certain_findings([wrong], document(made), Eyes(("8.00", "6.00")))
    assert found.verdict is Verdict.UNDECIDED


def test_one_reason_is_told_once() -> None:
    made = report({(0, 0)})
    wrong = Finding("N-05", Verdict.FAILS, message="不等", places=[place(0, 0, "8.00")])
    assert len(certain_findings([wrong, replace(wrong)], document(made), None)) == 1
