"""Findings: one contract as data, and a fingerprint that stays."""

from __future__ import annotations

import json

import pytest

from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.place import Place

KEYS = [
    "rule",
    "verdict",
    "severity",
    "title",
    "message",
    "explanation",
    "remedy",
    "basis",
    "printed",
    "expected",
    "unit",
    "places",
    "suspects",
    "consequences",
    "fingerprint",
]
CELL = Place(
    page=7, bbox=(1.0, 2.0, 3.0, 4.0), table="收入决算表", row="合计", column="其他收入", printed="6.20"
)
WORDS = Place(
    page=21, section="二、收入决算情况说明", quote="其他收入6.20万元，占0.21%", span=(4, 8), printed="6.20"
)


def finding(*places: Place, rule: str = "X-07", printed: str = "6.20") -> Finding:
    return Finding(rule, Verdict.FAILS, printed=printed, expected="6.30", places=list(places))


def test_the_contract_has_exactly_these_keys():
    data = finding(CELL, WORDS).to_json()
    assert list(data) == KEYS
    assert json.loads(json.dumps(data, ensure_ascii=False))["places"][0]["bbox"] == [1.0, 2.0, 3.0, 4.0]


def test_suspects_as_data():
    found = finding(CELL)
    found.suspects.append(Suspect(0, "6.20", "6.30", "数字写错", 0.9))
    assert found.to_json()["suspects"] == [
        {"place": 0, "printed": "6.20", "replacement": "6.30", "slip": "数字写错", "confidence": 0.9}
    ]


@pytest.mark.parametrize("place", [CELL, WORDS], ids=["cell", "words"])
def test_the_fingerprint_stays_when_pages_and_boxes_move(place):
    moved = place.naming(page=99, bbox=(9.0, 9.0, 9.0, 9.0), span=(40, 44), line=3)
    assert finding(moved).fingerprint == finding(place).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        finding(CELL, rule="X-06"),
        finding(CELL, printed="6.21"),
        finding(CELL.naming(row="201")),
        finding(CELL.naming(column="事业收入")),
        finding(CELL.naming(table="支出决算表")),
        finding(WORDS),
        finding(WORDS.naming(section="三、支出决算情况说明")),
        finding(WORDS.naming(quote="别的话")),
        finding(),
    ],
    ids=["rule", "printed", "row", "column", "table", "words", "section", "quote", "nowhere"],
)
def test_the_fingerprint_tells_findings_apart(other):
    assert other.fingerprint not in (finding(CELL).fingerprint,)
    assert len(other.fingerprint) == 16


def test_the_fingerprint_does_not_depend_on_wording_or_consequences():
    one, other = finding(CELL), finding(CELL, WORDS)
    other.message, other.title, other.consequences = "换一种说法", "新标题", ["T01-01"]
    assert one.fingerprint == other.fingerprint


def test_verdicts_and_severities_in_chinese():
    assert [v.chinese for v in Verdict] == ["成立", "尾差", "不成立", "无法判断"]
    assert [s.chinese for s in Severity] == ["错误", "警告", "提示"], "from grave to light"


def test_a_finding_reads_as_one_line():
    assert str(Finding("X-01", Verdict.ROUNDING, message="差一分")) == "X-01 尾差：差一分"


def test_findings_do_not_share_their_lists():
    one, other = Finding("A", Verdict.HOLDS), Finding("B", Verdict.HOLDS)
    one.places.append(CELL)
    one.basis.append("L1")
    assert other.places == other.basis == []
