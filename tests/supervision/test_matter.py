"""What a matter and an event say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.facts.days import day_words
from mingzhang.supervision.matter import (
    NEEDED,
    STEPS,
    Act,
    Event,
    Matter,
    MatterStage,
    Source,
    Urgency,
)

DAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)]
)
def test_a_matter_belongs_to_the_quarter_in_which_it_came(month: int, quarter: int) -> None:
    matter = Matter("DC-1", "事项", Source.INSTRUCTION, date(2026, month, 15))
    assert matter.quarter == quarter and matter.urgency is Urgency.USUAL


@pytest.mark.parametrize("act", Act)
def test_an_event_with_everything_misses_nothing(act: Act) -> None:
    whole = Event("DC-1", DAY, act, "甲局", "牵头", "主任", "情况", DAY)
    assert whole.missing() == []
    assert Event("DC-1", DAY, act).missing() == [NEEDED[name] for name in STEPS[act].needs]


def test_what_ends_or_changes_a_matter_is_signed() -> None:
    signed = {act for act, rule in STEPS.items() if "by" in rule.needs}
    assert signed >= {
        Act.OPEN, Act.DECLINE, Act.EXTEND, Act.ANSWER, Act.ACCEPT, Act.RETURN, Act.WAIVE, Act.CLOSE,
        Act.SUSPEND,
        Act.RESUME, Act.HAND, Act.UPHOLD, Act.CORRECT,
    }  # fmt: skip
    reasoned = {act for act, rule in STEPS.items() if "text" in rule.needs}
    assert reasoned >= {Act.DECLINE, Act.EXTEND, Act.RETURN, Act.WAIVE, Act.SUSPEND, Act.HAND, Act.OBJECT}


def test_nothing_follows_on_filing() -> None:
    assert not any(MatterStage.FILED in rule.after for rule in STEPS.values())
    assert [act for act, rule in STEPS.items() if MatterStage.REGISTERED in rule.after] == [Act.PROPOSE]


def test_days_are_printed_without_leading_zeros() -> None:
    assert day_words(date(2026, 1, 9)) == "2026年1月9日"
