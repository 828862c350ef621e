"""Long-term matters report period by period; the light speaks of the next report."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.lights import Light, duties
from mingzhang.supervision.matter import LEAD, Act, Event, Matter, Period, Source
from mingzhang.supervision.papers import notices, slips
from mingzhang.supervision.periods import first_report, next_report, report_days
from mingzhang.supervision.register import MatterRegister
from mingzhang.working_days import is_working_day
from tests.supervision.test_papers import words

GIVEN = date(2026, 3, 4)
PERIODS = [period for period in Period if period]


def long_term(*further: Event, due: date | None = date(2026, 12, 31)) -> MatterRegister:
    register = MatterRegister()
    register.enter(Matter("DC-1", "河道治理", Source.DECISION, GIVEN, period=Period.QUARTER))
    history = [
        Event("DC-1", GIVEN, Act.PROPOSE, text="拟办"),
        Event("DC-1", GIVEN, Act.OPEN, by="主任"),
        Event("DC-1", GIVEN, Act.ASSIGN, "甲局", LEAD, due=due),
        Event("DC-1", GIVEN, Act.SIGN, "甲局"),
    ]
    for event in (*history, *further):
        register.record(event)
    return register


def told(day: date) -> Event:
    return Event("DC-1", day, Act.PROGRESS, "甲局", text="完成一期")


def test_the_light_is_that_of_the_next_report() -> None:
    (owed,) = duties(long_term(), date(2026, 4, 1))
    assert (owed.light, owed.what, owed.assignment.expected) == (Light.RED, "报告进展", date(2026, 3, 31))
    (owed,) = duties(long_term(told(date(2026, 3, 20))), date(2026, 4, 1))
    assert (owed.light, owed.assignment.expected) == (Light.GREEN, date(2026, 6, 30))
    late = long_term(told(date(2026, 10, 9)))
    assert duties(late, date(2026, 10, 9))[0].assignment.expected == date(2026, 12, 31)
    assert not duties(late, date(2026, 10, 9))[0].assignment.reporting  # the answer itself comes next


def test_papers_speak_of_reports() -> None:
    register = long_term(Event("DC-1", date(2026, 4, 2), Act.URGE, "甲局"))
    from mingzhang.supervision.ledger import MatterLedger

    ledger = MatterLedger("某督查室", register=register)
    assert "每季末以前报告一次进展，首次不迟于2026年3月31日" in words(notices(ledger)[0])
    assert "进展报告期限为2026年3月31日" in words(slips(ledger)[0])


def test_a_long_term_matter_needs_its_last_day() -> None:
    with pytest.raises(UnlawfulActError, match="请填写最后的期限"):
        long_term(due=None)


@pytest.mark.parametrize("seed", range(5))
def test_reports_only_ever_put_the_next_day_off(seed: int) -> None:
    random = Random(seed)
    period, given = random.choice(PERIODS), GIVEN + timedelta(days=random.randrange(300))
    first = first_report(period, given, 3)
    assert first >= given and is_working_day(first) is not False
    reports: list[date] = []
    day, owed = given, first
    for _ in range(30):
        day += timedelta(days=random.randrange(45))
        reports.append(day)
        after = next_report(period, first, reports)
        assert after >= owed and after >= day  # nothing is owed for what is over once it was reported late
        owed = after


def test_report_days_are_the_last_working_days() -> None:
    days = report_days(Period.HALF, date(2026, 1, 1))
    assert [next(days), next(days)] == [date(2026, 6, 30), date(2026, 12, 31)]


def test_a_register_is_what_it_was_on_a_day() -> None:
    register = long_term(told(date(2026, 3, 20)))
    assert register.until(date(2026, 3, 20)) is register
    former = register.until(date(2026, 3, 19))
    assert len(former.events) == 4 and former.courses["DC-1"].stage.value == "签收"
    assert not register.until(date(2026, 3, 3)).courses
