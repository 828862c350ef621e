"""Every act at every stage: allowed where the table says so, and else refused without a trace."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.matter import LEAD, NEEDED, STEPS, SUPPORT, Act, Event, Matter, MatterStage, Source
from mingzhang.supervision.register import MatterRegister

DAY, LATER = date(2026, 3, 2), date(2026, 6, 1)


def event(act: Act, unit: str = "甲局") -> Event:
    """An act with all that any act needs."""
    due = LATER if act in (Act.EXTEND, Act.ASSIGN) else None
    return Event("DC-1", DAY, act, unit, LEAD if act is Act.ASSIGN else "", "主任", "情况", due)


WAYS: dict[MatterStage, tuple[Act, ...]] = {
    MatterStage.REGISTERED: (),
    MatterStage.PROPOSED: (Act.PROPOSE,),
    MatterStage.DECLINED: (Act.PROPOSE, Act.DECLINE),
    MatterStage.OPENED: (Act.PROPOSE, Act.OPEN),
    MatterStage.SUSPENDED: (Act.PROPOSE, Act.OPEN, Act.SUSPEND),
    MatterStage.HANDED: (Act.PROPOSE, Act.OPEN, Act.HAND),
}
WAYS[MatterStage.ASSIGNED] = (*WAYS[MatterStage.OPENED], Act.ASSIGN)
WAYS[MatterStage.SIGNED] = (*WAYS[MatterStage.ASSIGNED], Act.SIGN)
WAYS[MatterStage.WORKED] = (*WAYS[MatterStage.SIGNED], Act.PROGRESS)
WAYS[MatterStage.ANSWERED] = (*WAYS[MatterStage.SIGNED], Act.ANSWER)
WAYS[MatterStage.RETURNED] = (*WAYS[MatterStage.ANSWERED], Act.RETURN)
WAYS[MatterStage.ACCEPTED] = (*WAYS[MatterStage.ANSWERED], Act.ACCEPT)
WAYS[MatterStage.CLOSED] = (*WAYS[MatterStage.ACCEPTED], Act.CLOSE)
WAYS[MatterStage.REPORTED] = (*WAYS[MatterStage.CLOSED], Act.REPORT)
WAYS[MatterStage.FILED] = (*WAYS[MatterStage.REPORTED], Act.FILE)


def at(stage: MatterStage) -> MatterRegister:
    """A register whose matter stands at a stage."""
    register = MatterRegister()
    register.enter(Matter("DC-1", "事项", Source.CITY, DAY))
    assert register.record_all(map(event, WAYS[stage])) == []
    assert register.courses["DC-1"].stage is stage
    return register


@pytest.mark.parametrize("stage", MatterStage)
def test_an_act_that_the_stage_does_not_allow_leaves_no_trace(stage: MatterStage) -> None:
    for act in set(Act) - {act for act, rule in STEPS.items() if stage in rule.after}:
        register = at(stage)
        with pytest.raises(
            UnlawfulActError, match=f"“{act}”：现在是“{stage}”，不能做这一步|不是承办单位|没有交办"
        ):
            register.record(event(act))
        assert register.courses["DC-1"].stage is stage
        assert len(register.courses["DC-1"].events) == len(WAYS[stage])


FIRST = {Act.CLOSE: MatterStage.ACCEPTED}  # where an act leads on, not only where it may be tried


@pytest.mark.parametrize("act", Act)
def test_an_act_says_all_that_it_needs(act: Act) -> None:
    """Without any one of what it needs an act is refused with the name of what is missing."""
    stage = FIRST.get(act) or next(stage for stage in WAYS if stage in STEPS[act].after)
    for name in STEPS[act].needs:
        said = {key: value for key in Event.__slots__ if (value := getattr(event(act), key)) and key != name}
        with pytest.raises(UnlawfulActError) as told:
            at(stage).record(Event(**said))
        assert NEEDED[name] in str(told.value) or act is Act.ASSIGN or "不是承办单位" in str(told.value)


@pytest.mark.parametrize(
    ("stage", "tried", "said"),
    [
        (MatterStage.OPENED, [event(Act.CLOSE)], "还没有交办，也没有拆分"),
        (MatterStage.ASSIGNED, [event(Act.ASSIGN)], "已经交办给“甲局”"),
        (MatterStage.ASSIGNED, [event(Act.ASSIGN, "乙委")], "牵头单位已经是“甲局”，一件事项只有一个牵头单位"),
        (
            MatterStage.OPENED,
            [Event("DC-1", DAY, Act.ASSIGN, "乙委", SUPPORT, due=LATER)],
            "请先交办给牵头单位",
        ),
        (MatterStage.OPENED, [Event("DC-1", DAY, Act.ASSIGN, "乙委", "旁听", due=LATER)], "应为牵头或协办"),
        (MatterStage.OPENED, [Event("DC-1", LATER, Act.ASSIGN, "乙委", LEAD, due=DAY)], "早于交办日期"),
        (MatterStage.SIGNED, [event(Act.SIGN)], "“甲局”已经签收"),
        (MatterStage.SIGNED, [event(Act.SIGN, "丁局")], "没有交办给“丁局”，请先交办"),
        (MatterStage.ASSIGNED, [event(Act.ANSWER)], "“甲局”还没有签收"),
        (MatterStage.ANSWERED, [event(Act.ANSWER)], "上一次反馈还没有审核"),
        (MatterStage.ANSWERED, [event(Act.EXTEND)], "已经反馈，不再延期"),
        (MatterStage.ANSWERED, [event(Act.URGE)], "已经反馈，不必催办"),
        (MatterStage.SIGNED, [event(Act.EXTEND)], "新的期限没有晚于原来的 2026年6月1日"),
        (MatterStage.SIGNED, [event(Act.ACCEPT)], "没有待审核的反馈"),
        (MatterStage.ACCEPTED, [event(Act.ANSWER)], "反馈已经通过或免予反馈"),
        (MatterStage.SIGNED, [event(Act.CLOSE)], "牵头单位“甲局”的反馈还没有审核通过"),
        (MatterStage.CLOSED, [event(Act.UPHOLD)], "没有人申请复核"),
        (MatterStage.CLOSED, [event(Act.OBJECT), event(Act.OBJECT)], "已经申请复核，等待结果"),
    ],
)
def test_what_the_table_cannot_say_is_told_in_a_sentence(
    stage: MatterStage, tried: list[Event], said: str
) -> None:
    *before, last = tried
    register = at(stage)
    assert register.record_all(before) == []
    ((refused, why),) = register.record_all([last])
    assert refused is last and said in why and why.endswith("。")


def test_a_review_that_upholds_lets_the_matter_be_filed() -> None:
    register = at(MatterStage.REPORTED)
    assert register.record_all(map(event, (Act.OBJECT, Act.UPHOLD, Act.FILE))) == []
    assert register.courses["DC-1"].stage is MatterStage.FILED


def test_an_act_on_an_unknown_matter_is_told() -> None:
    with pytest.raises(UnlawfulActError, match="事项“DC-1”的“拟办”：没有登记这件事项。"):
        MatterRegister().record(event(Act.PROPOSE))
