"""Units that came, went or were merged; the days of a year; its timetable."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.appraisal.days import day_of
from mingzhang.appraisal.timetable import APPEALS, CLAIMS, Cycle, CycleStage, faults, usual
from mingzhang.appraisal.units import ORGAN, Appraisee
from mingzhang.facts.days import day_words

DAYS = [
    (None, None, True, True),
    (date(2024, 7, 1), None, True, True),
    (date(2024, 7, 3), None, True, False),
    (date(2025, 1, 1), None, False, False),
    (None, date(2024, 12, 31), False, False),
    (None, date(2025, 1, 1), True, True),
    (None, date(2023, 6, 30), False, False),
    (date(2024, 2, 1), date(2024, 11, 30), False, False),
]


@pytest.mark.parametrize(("since", "until", "scored", "ranked"), DAYS)
def test_who_is_scored_and_who_is_ranked(
    since: date | None, until: date | None, scored: bool, ranked: bool
) -> None:
    unit = Appraisee("A1", "某局", ORGAN, since, until)
    assert (unit.scored(2024), unit.ranked(2024)) == (scored, ranked)


NOTES = [
    (Appraisee("A1", "某局", ORGAN), "", ""),
    (
        Appraisee("A1", "某局", ORGAN, until=date(2024, 7, 31)),
        "",
        "某局于2024年7月31日撤销，不计分和排名",
    ),
    (Appraisee("A1", "某局", ORGAN, until=date(2024, 7, 31), into="A2"), "乙局", "并入乙局"),
    (Appraisee("A1", "某局", ORGAN, date(2024, 9, 1)), "", "当年不足半年，计分并出反馈报告，不排名次"),
    (Appraisee("A1", "某局", ORGAN, date(2024, 3, 1)), "", ""),
]


@pytest.mark.parametrize(("unit", "into", "told"), NOTES)
def test_what_is_told_of_a_unit(unit: Appraisee, into: str, told: str) -> None:
    note = unit.note(2024, into)
    assert told in note and bool(told) == bool(note)


@pytest.mark.parametrize("text", ["2024年2月29日", "2024年12月31日", "2025年1月1日"])
def test_a_day_reads_back(text: str) -> None:
    day = day_of(text)
    assert day is not None and day_words(day) == text


@pytest.mark.parametrize("text", ["", "2023年2月29日", "2024年13月1日", "2024年6月", "六月底", "2024-06-30"])
def test_what_is_no_day(text: str) -> None:
    assert day_of(text) is None


def test_the_usual_year_runs_from_june_to_june() -> None:
    cycle = Cycle(2024, "某区", usual(2024))
    assert not list(faults(cycle.stages))
    assert cycle.stages[0].first == date(2024, 6, 1) and cycle.stages[-1].last == date(2025, 6, 30)
    assert cycle.last_day(CLAIMS) == date(2025, 4, 30) and cycle.last_day(APPEALS) == date(2025, 6, 15)
    assert cycle.last_day("没有的环节") is None and cycle.day == date(2024, 12, 31)
    assert [stage.name for stage in cycle.on(date(2024, 11, 1))] == ["年终考评方案"]
    assert not cycle.on(date(2026, 1, 1))


def test_a_stage_that_is_there_twice_is_told() -> None:
    stage = CycleStage("汇总", date(2025, 5, 1), date(2025, 5, 2))
    assert [told for _, told in faults([stage, stage])] == ["时间表里有两个“汇总”"]
