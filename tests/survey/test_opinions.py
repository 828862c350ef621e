"""Open answers: codes, counts, matters."""

from __future__ import annotations

from mingzhang.survey.opinions import CodedOpinions, OpenAnswer, coded_opinions, suggested_matters
from mingzhang.survey.outcome import outcome
from tests.survey.made import TOWNS, invented, small_form, small_plan

BOOK = {"A1": ("停车不便", "便利性", ""), "B1": ("路灯不亮", "安全性", "城管部门")}
SAID = CodedOpinions(
    [
        OpenAnswer("k1", TOWNS[0], "停车难，路灯也不亮", ("A1", "B1"), "整治停车和照明"),
        OpenAnswer("k2", TOWNS[0], "路灯不亮", ("B1",)),
        OpenAnswer("k3", TOWNS[1], "没有意见"),
        OpenAnswer("k4", TOWNS[1], "又一条", ("Z9",), "查明原因"),
    ],
    BOOK,
)


def test_an_answer_counts_under_each_of_its_codes() -> None:
    assert SAID.counted() == [("B1", "路灯不亮", "安全性", "2"), ("A1", "停车不便", "便利性", "1")]
    assert SAID.counted(TOWNS[1]) == [] and SAID.counted(dimension="便利性") == [
        ("A1", "停车不便", "便利性", "1")
    ]


def test_answers_are_counted_by_town() -> None:
    assert (SAID.said_in(), SAID.said_in(TOWNS[0]), SAID.said_in("外地")) == (4, 2, 0)


def test_a_suggestion_goes_to_the_unit_of_its_first_code_that_has_one() -> None:
    assert SAID.matters() == [
        (TOWNS[0], "整治停车和照明", "停车不便、路灯不亮", "城管部门"),
        (TOWNS[1], "查明原因", "", ""),
    ]
    assert SAID.matters(dimension="安全性") == [SAID.matters()[0]] and SAID.matters("外地") == []


def test_suggestions_become_matters_in_plain_values() -> None:
    first, second = suggested_matters(SAID, "2026年度居民满意度调查")
    assert (first.text, first.town, first.unit, first.source, first.key) == (
        "整治停车和照明",
        TOWNS[0],
        "城管部门",
        "2026年度居民满意度调查",
        "k1",
    )
    assert second.unit == ""


def test_opinions_come_from_returns_that_count() -> None:
    plan = small_plan()
    plan.codes, plan.coded = BOOK, {"uuid:10": (("A1",), ""), "没有": (("A1",), "")}
    found = coded_opinions(outcome(plan, small_form(), invented()))
    assert len(found.opinions) == 18 and found.any
    assert [opinion.codes for opinion in found.opinions if opinion.codes] == [("A1",)]
    assert {opinion.town for opinion in found.opinions} <= set(TOWNS)


def test_without_codes_nothing_is_counted() -> None:
    assert not CodedOpinions([OpenAnswer("k", TOWNS[0], "好")], BOOK).any
