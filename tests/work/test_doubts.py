"""A badly read digit of a scan is undecided rather than an error."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Doubt, Line, Paragraph, Report
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check

TOLD = (
    "某局2024年度部门决算",
    "二、收入决算情况说明",
    "本年收入合计90.00万元，比上年减少10.00万元，下降12.00%。",
)


def report(*doubts: Doubt) -> Report:
    blocks = []
    for number, text in enumerate(TOLD):
        xs = tuple(float(10 * n) for n in range(len(text) + 1))
        y = 100.0 * number
        blocks.append(Paragraph(text, page=1, lines=[Line(0, 1, y, y + 12, xs)]))
    return Report("a.png", "picture", [*blocks], pages=1, doubts=list(doubts))


def box(part: str) -> tuple[float, float, float, float]:
    start = TOLD[2].index(part)
    return (10.0 * start + 2, 203.0, 10.0 * (start + len(part)) - 2, 210.0)


@pytest.mark.parametrize(("part", "verdict"), [("12.00", "undecided"), ("本年", "fails")])
def test_a_doubtful_figure_decides_nothing(part: str, verdict: str) -> None:
    result = check(understand(report(Doubt(1, box(part), 0.4))), only=("N-05",))
    assert [f.verdict.value for f in result.findings] == [verdict]
    assert ("看不准" in result.findings[0].message) is (verdict == "undecided")


def test_the_confidence_is_carried_into_the_facts() -> None:
    document = understand(report(Doubt(1, box("90.00"), 0.4)))
    fact = document.facts.get("总表.本年收入")
    assert fact is not None and fact.figure.confidence == 0.4


def test_what_holds_stays_and_other_files_are_not_meant() -> None:
    other = replace(report(), doubts=[Doubt(1, box("12.00"), 0.4, "b.png")])
    assert +Counter(check(understand(other), only=("N-05",)).counts) == {Verdict.FAILS: 1}


def test_doubts_survive_as_data() -> None:
    whole = report(Doubt(1, (1.0, 2.0, 3.0, 4.0), 0.5, "a.png"))
    assert Report.from_json(whole.to_json()) == whole
