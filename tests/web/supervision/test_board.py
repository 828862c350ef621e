"""The board filters, counts and lights by the day, in the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhang.supervision.lights import Light, light_of
from mingzhang.web.supervision.board import LightSigns, board_of, duties_of, matter_list, signs_of
from mingzhang.web.supervision.folding import folded
from mingzhang.web.supervision.models import MatterDuty
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import (
    OFFICE,
    PREPARER,
    assigned,
    closed,
    duty_of,
    opened,
    registered,
    signed_for,
)


def numbers(district: District, **asked: str) -> list[str]:
    return [line.row.number for line in board_of(district.person(OFFICE), asked).lines]


def test_lights_are_those_of_the_pure_room(district: District) -> None:
    matter = signed_for(district)
    made = folded(matter)
    course, duty = made.course(matter), duty_of(matter, district.department)
    for later in range(-3, 12):
        day = duty.expected - timedelta(days=later)
        light, _ = light_of(course, course.assignments[0], day, 3)
        assert LightSigns(day, 3).light(duty.expected) is light


def test_the_tiles_count_what_they_show(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    assigned(district)
    assigned(district, due=date(2026, 9, 1))
    closed(district)
    set_today(monkeypatch, DAY + timedelta(days=8))
    board = board_of(district.person(OFFICE), {})
    tiles = {key: count for key, _, count in board.tiles}
    assert tiles == {"red": 1, "yellow": 0, "green": 1, "pending": 0, "report": 1, "review": 0}
    for key, count in tiles.items():
        assert len(numbers(district, state=key)) == count
    assert board.lines[-1].light in (Light.RED, Light.GREEN, Light.NONE)
    assert numbers(district, state="red") == ["2026-001"]


def test_filters(district: District) -> None:
    registered(district, text="河道清淤", source="领导批示", basis="批示 3 号")
    opened(district)
    assigned(district, others=True)
    assert numbers(district, source="领导批示") == ["2026-001"]
    assert numbers(district, stage="立项") == ["2026-002"]
    assert numbers(district, unit=str(district.other_department.pk)) == ["2026-003"]
    assert numbers(district, q="清淤") == numbers(district, q="批示 3") == ["2026-001"]
    assert numbers(district, q="\0") == numbers(district, unit="x", stage="?", state="?")
    assert len(numbers(district)) == 3


def test_a_list_is_taken_along(district: District) -> None:
    assigned(district)
    data, name = matter_list(district.person(OFFICE), {})
    assert data.startswith(b"PK") and name == "督查事项20260316.xlsx"


def test_a_unit_sees_the_most_pressing_first(district: District) -> None:
    assigned(district, due=date(2026, 9, 1))
    assigned(district)
    closed(district)
    shown = duties_of(district.person(PREPARER), {})
    assert [line.row.matter.number for line in shown.lines] == ["2026-002", "2026-001", "2026-003"]
    assert {key: count for key, _, count in shown.tiles} == {
        "owed": 2, "red": 0, "unsigned": 2, "pending": 0, "done": 1,
    }  # fmt: skip
    assert len(duties_of(district.person(PREPARER), {"state": "done"}).lines) == 1


def test_words_say_how_many_days_are_left() -> None:
    signs = LightSigns(DAY, 3)
    assert signs.words(DAY) == "今天到期" and signs.words(DAY + timedelta(days=1)) == "还有1个工作日"
    assert signs.words(DAY - timedelta(days=3)) == "逾期1个工作日"
    assert signs.words(None) == "" and signs.light(None) is Light.NONE


def test_the_place_says_when_it_turns_yellow(district: District) -> None:
    assert signs_of(district.region) == LightSigns(DAY, 3)
    assert MatterDuty.objects.count() == 0
