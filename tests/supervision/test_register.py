"""Laws of the register over random histories, and what one matter has to do with another."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.facts.succession import Succession, Successions
from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.matter import LEAD, STEPS, SUPPORT, Act, Event, Matter, MatterStage, Source
from mingzhang.supervision.register import MatterRegister
from tests.supervision.walks import START, attempt, matters, registered, walked

SEEDS = range(8)
OF_UNITS = {
    Act.ASSIGN, Act.SIGN, Act.PROGRESS, Act.EXTEND, Act.URGE, Act.ANSWER, Act.RETURN, Act.ACCEPT, Act.WAIVE,
}  # fmt: skip
SIGNED = {
    MatterStage.CLOSED: Act.CLOSE, MatterStage.REPORTED: Act.CLOSE, MatterStage.DECLINED: Act.DECLINE,
    MatterStage.SUSPENDED: Act.SUSPEND, MatterStage.HANDED: Act.HAND,
}  # fmt: skip


def seen(register: MatterRegister) -> list[object]:
    """All that can be seen of a register."""
    return [
        (c.matter, c.stage, tuple(c.events), [(a.unit, a.due, a.settled, a.pending) for a in c.assignments])
        for c in register.courses.values()
    ]


def test_the_walks_reach_every_stage() -> None:
    """Otherwise the laws below would be empty."""
    reached: set[MatterStage] = set()
    for seed in range(20):
        register, day, random = registered(), START, Random(seed)
        for _ in range(250):
            day += timedelta(days=random.choice((0, 0, 0, 1)))
            register.record_all([attempt(random, day, register)])
            reached |= {course.stage for course in register.courses.values()}
        if reached == set(MatterStage):
            break
    assert reached == set(MatterStage)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_event_is_lost_and_no_refused_one_enters(seed: int) -> None:
    register, taken, refused = walked(Random(seed), 300)
    assert len(taken) > 20 and len(refused) > 20
    kept = [event for course in register.courses.values() for event in course.events]
    assert sorted(map(id, kept)) == sorted(map(id, taken))
    own = {id(e) for _, a in register.assignments() for e in a.events()}
    assert {id(event) for event in taken if event.act in OF_UNITS} == own


@pytest.mark.parametrize("seed", SEEDS)
def test_no_path_leads_around_a_signature(seed: int) -> None:
    register, taken, _ = walked(Random(seed), 400)
    assert all(event.by for event in taken if "by" in STEPS[event.act].needs)
    for course in register.courses.values():
        if course.stage in SIGNED:
            last = course.last(SIGNED[course.stage])
            assert last is not None and last.by
        if course.stage in (MatterStage.CLOSED, MatterStage.REPORTED):
            assert all(each.accepted or (each.waived and each.waived.text) for each in course.assignments)
            assert all(part.ended for part in register.parts.get(course.matter.number, []))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_to_answer_by_changes_through_an_extension_only(seed: int) -> None:
    random, register, day = Random(seed), registered(), START
    for _ in range(250):
        day += timedelta(days=random.randrange(2))
        event, before = attempt(random, day, register), {id(a): a.due for _, a in register.assignments()}
        state = seen(register)
        try:
            register.record(event)
        except UnlawfulActError:
            assert seen(register) == state
            continue
        changed = [a.due for _, a in register.assignments() if before.get(id(a), a.due) != a.due]
        assert not changed or (event.act is Act.EXTEND and changed == [event.due])


@pytest.mark.parametrize("seed", SEEDS)
def test_matters_apart_may_be_told_in_any_order(seed: int) -> None:
    """Whatever order keeps that of each matter gives the same register, and none of its events is refused."""
    random = Random(seed)
    register, taken, _ = walked(random, 300)
    again = registered()
    assert again.record_all(taken) == [] and seen(again) == seen(register)
    queues = [[event for event in taken if event.matter == number] for number in ("DC-2", "DC-3")]
    mixed = []
    while any(queues):
        mixed.append(random.choice([queue for queue in queues if queue]).pop(0))
    other = registered()
    assert other.record_all(mixed) == []
    assert seen(other)[1:3] == seen(register)[1:3]


def course_of(*history: Event, source: Source = Source.MEDIA) -> MatterRegister:
    register = MatterRegister()
    register.enter(Matter("DC-1", "事项", source, START))
    assert register.record_all(history) == []
    return register


def opened(number: str = "DC-1", day: date = START) -> list[Event]:
    return [Event(number, day, Act.PROPOSE, text="拟办"), Event(number, day, Act.OPEN, by="主任")]


def refusal(register: MatterRegister, event: Event) -> str:
    with pytest.raises(UnlawfulActError) as told:
        register.record(event)
    return str(told.value)


def test_a_silent_co_unit_blocks_the_closing_unless_it_is_waived() -> None:
    day = START + timedelta(days=1)
    register = course_of(
        *opened(),
        Event("DC-1", day, Act.ASSIGN, "甲局", LEAD),
        Event("DC-1", day, Act.ASSIGN, "乙委", SUPPORT),
        Event("DC-1", day, Act.SIGN, "甲局"),
        Event("DC-1", day, Act.ANSWER, "甲局", by="局长", text="办完"),
        Event("DC-1", day, Act.ACCEPT, "甲局", by="督查室负责人"),
    )
    close = Event("DC-1", day, Act.CLOSE, by="主任", text="办结")
    assert "协办单位“乙委”没有反馈" in refusal(register, close)
    assert "没有填写签批人（岗位）、内容或理由" in refusal(register, Event("DC-1", day, Act.WAIVE, "乙委"))
    lead = Event("DC-1", day, Act.WAIVE, "甲局", by="主任", text="略去")
    assert "牵头单位不能免予反馈" in refusal(register, lead)
    register.record(Event("DC-1", day, Act.WAIVE, "乙委", by="主任", text="职责划转"))
    register.record(close)
    assert register.courses["DC-1"].stage is MatterStage.CLOSED


def test_a_source_without_a_limit_asks_for_the_day_of_the_letter() -> None:
    register = course_of(*opened(), source=Source.CITY)
    given = Event("DC-1", START, Act.ASSIGN, "甲局", LEAD)
    assert "“上级交办”没有规定办理时限，请按来文填写期限" in refusal(register, given)


def test_a_year_without_a_published_calendar_is_told() -> None:
    register, last = MatterRegister(), date(2092, 12, 31)
    register.enter(Matter("DC-1", "事项", Source.MEDIA, last))
    register.record_all([*opened(day=last), Event("DC-1", last, Act.ASSIGN, "甲局", LEAD)])
    lead = register.courses["DC-1"].lead
    assert lead is not None and "2093年的节假日安排尚未公布" in lead.note


def test_a_merged_unit_hands_its_matters_on_and_takes_no_new_ones() -> None:
    merged = START + timedelta(days=10)
    register = MatterRegister(successions=Successions([Succession("甲局", "丙委", merged)]))
    register.enter(Matter("DC-1", "事项", Source.MEDIA, START))
    register.record_all([*opened(), Event("DC-1", START, Act.ASSIGN, "甲局", LEAD)])
    told = refusal(register, Event("DC-1", merged, Act.SIGN, "甲局"))
    assert "“甲局”自2026年3月12日起并入“丙委”，请写“丙委”" in told
    register.record(Event("DC-1", merged, Act.SIGN, "丙委"))
    lead = register.courses["DC-1"].lead
    assert lead is not None and lead.signed is not None


def test_a_split_matter_closes_after_its_parts() -> None:
    register = MatterRegister()
    whole = matters(1)[0]
    register.enter(whole)
    register.enter(Matter("DC-9", "拆分", Source.MEDIA, START, parent="DC-1"))
    register.record_all(opened())
    close = Event("DC-1", START, Act.CLOSE, by="主任", text="办结")
    assert "拆分出的事项“DC-9”还没有办结" in refusal(register, close)
    decline = Event("DC-9", START, Act.DECLINE, by="主任", text="并入原事项")
    assert register.record_all([opened("DC-9")[0], decline]) == []
    register.record(close)
    assert register.courses["DC-1"].stage is MatterStage.CLOSED
    with pytest.raises(UnlawfulActError, match="不能再拆分"):
        register.enter(Matter("DC-10", "再拆", Source.MEDIA, START, parent="DC-1"))
    with pytest.raises(UnlawfulActError, match="没有登记"):
        register.enter(Matter("DC-11", "再拆", Source.MEDIA, START, parent="DC-77"))
    with pytest.raises(UnlawfulActError, match="编号不能重复"):
        register.enter(whole)


def test_a_review_reopens_what_it_corrects_and_is_asked_for_in_time() -> None:
    day = START
    register = course_of(
        *opened(),
        Event("DC-1", day, Act.ASSIGN, "甲局", LEAD),
        Event("DC-1", day, Act.SIGN, "甲局"),
        Event("DC-1", day, Act.ANSWER, "甲局", by="局长", text="办完"),
        Event("DC-1", day, Act.ACCEPT, "甲局", by="督查室负责人"),
        Event("DC-1", day, Act.CLOSE, by="主任", text="办理不力"),
    )
    late = Event("DC-1", day + timedelta(days=31), Act.OBJECT, "甲局", text="情况不符")
    assert "已过申请复核的期限 2026年4月1日" in refusal(register, late)
    assert "不是承办单位" in refusal(register, Event("DC-1", day, Act.OBJECT, "丁局", text="情况不符"))
    register.record(Event("DC-1", day, Act.OBJECT, "甲局", text="情况不符"))
    register.record(Event("DC-1", day, Act.REPORT, text="已报告"))
    assert "申请的复核还没有结果" in refusal(register, Event("DC-1", day, Act.FILE))
    register.record(Event("DC-1", day, Act.CORRECT, by="主任", text="重新核查"))
    course = register.courses["DC-1"]
    assert course.stage is MatterStage.WORKED and course.lead is not None and not course.lead.settled
    assert course.closing is None and course.last(Act.CLOSE) is not None
