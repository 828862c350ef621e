"""Doubts about returns: each is found where it is, and none where it is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.quality import QualityFlag, QualityWatch, flags_by_kind
from mingzhang.survey.questionnaire import Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from tests.survey.made import TOWNS, scale, small_form

LONG = small_form()
LONG.questions += [
    SurveyQuestion(f"n{number}", "满意吗", "select_one", "多样性", choices=scale()) for number in range(10)
]


def returns(count: int = 60, seed: int = 1) -> list[Return]:
    """Sound ones: different answers, ten minutes each, near the middle of their town."""
    rnd = random.Random(seed)
    made = []
    for number in range(count):
        answers = {question.name: str(rnd.randint(2, 5)) for question in LONG.scored}
        answers |= {
            "town": TOWNS[number % 3],
            "who": f"访{number % 2}",
            "start": "2026-11-02T09:00:00+08:00",
            "end": f"2026-11-02T09:1{number % 5}:00+08:00",
            "place": f"{39.8 + 0.1 * (number % 3) + rnd.uniform(-0.01, 0.01)} 116.3 0 5",
        }
        made.append(Return(f"uuid:{number}", number + 2, answers=answers))
    return made


def doubts(found: list[Return], form: Questionnaire = LONG) -> list[QualityFlag]:
    watch = QualityWatch(FormVersions((form,)))
    for one in found:
        watch.see(one)
    return watch.flags()


def test_sound_returns_raise_no_doubt() -> None:
    assert doubts(returns()) == []


def test_a_return_filled_in_no_time_is_doubtful() -> None:
    found = returns()
    found[5].answers["end"] = "2026-11-02T09:02:00+08:00"
    (flag,) = doubts(found)
    assert str(flag) == "uuid:5 答题过快：用时2.0分钟，全部答卷的中位数是12.0分钟"


def test_answers_that_are_all_alike_are_doubtful() -> None:
    found = returns()
    found[7].answers |= dict.fromkeys([question.name for question in LONG.scored], "4")
    (flag,) = doubts(found)
    assert (flag.key, flag.kind, flag.message) == ("uuid:7", "连续同分", "14道计分题都答“4”")


def test_a_few_answers_alike_are_nothing() -> None:
    found = [Return("a", 2, answers={"all": "4", "bus": "4", "shop": "4", "safe": "4"})]
    assert doubts(found, small_form()) == []


def test_a_return_from_far_away_is_doubtful() -> None:
    found = returns()
    found[3].answers["place"] = "40.8 116.3 0 5"
    (flag,) = doubts(found)
    assert (
        flag.key == "uuid:3"
        and flag.kind == "地点偏远"
        and "访问地点离东桥街道各答卷的中心111." in flag.message
    )


@pytest.mark.parametrize("place", ["", "北京", "95 116", "39.8"])
def test_a_place_that_is_none_is_no_doubt(place: str) -> None:
    found = returns()
    found[3].answers["place"] = place
    assert doubts(found) == []


def test_a_copy_under_another_key_is_doubtful() -> None:
    found = returns()
    copied = Return(
        "uuid:copy",
        99,
        answers=found[4].answers | {"start": "2026-11-03T08:00:00+08:00", "end": "2026-11-03T08:12:00+08:00"},
    )
    (flag,) = doubts([*found, copied])
    assert (flag.key, flag.kind, flag.message) == ("uuid:copy", "答案雷同", "全部答案与答卷 uuid:4 相同")


def test_an_interviewer_apart_from_the_others_is_doubtful() -> None:
    found = returns(240)
    for one in found[::8]:
        one.answers["who"] = "访9"
        one.answers |= {question.name: random.Random(one.row).choice(("4", "5")) for question in LONG.scored}
    flags = [flag for flag in doubts(found) if flag.kind == "访问员偏差"]
    assert [flag.named for flag in flags] == [
        "访问员访9"
    ] and "份答卷的平均分比同街道其他访问员的高" in flags[0].message


def test_of_two_interviewers_alone_nobody_knows_which_is_wrong() -> None:
    found = returns(240)
    for one in found:
        one.answers["who"] = f"访{one.row % 2}"
        low = one.row % 2
        one.answers |= {
            question.name: str(random.Random(f"{one.row}{question.name}").choice((1, 2) if low else (4, 5)))
            for question in LONG.scored
        }
    assert {flag.interviewer for flag in doubts(found) if flag.kind == "访问员偏差"} == {"访0", "访1"}


def test_an_interviewer_of_another_town_is_compared_with_his_own() -> None:
    """That a town is worse is nobody's fault."""
    found = returns(120)
    for one in found:
        one.answers["who"] = f"{one.answers['town']}{one.row % 2}"
        if one.answers["town"] == TOWNS[2]:
            one.answers |= {
                question.name: str(random.Random(f"{one.row}{question.name}").choice((1, 2)))
                for question in LONG.scored
            }
    assert [flag for flag in doubts(found) if flag.kind == "访问员偏差"] == []


def test_a_return_that_is_half_empty_is_doubtful() -> None:
    found = returns()
    for name in [question.name for question in LONG.scored][:8]:
        del found[2].answers[name]
    (flag,) = doubts(found)
    assert flag.message == "14道计分题只答了6道"


def test_a_return_that_does_not_count_is_not_looked_at() -> None:
    found = returns(3)
    assert (
        doubts(
            [*found, Return("x", 9, shifted=True), Return("uuid:0", 10, answers=found[0].answers, again=2)]
        )
        == []
    )


def test_little_is_known_of_few_returns() -> None:
    found = returns(9)
    found[0].answers["end"] = "2026-11-02T09:00:30+08:00"
    assert doubts(found) == []


def test_times_that_are_none_are_no_doubt() -> None:
    found = returns()
    found[0].answers["end"] = "昨天"
    found[1].answers["end"] = "2026-11-02T08:00:00+08:00"  # before it began
    found[2].answers["start"] = "2026-11-02T09:00:00"  # without a zone
    assert doubts(found) == []


def test_doubts_are_counted_by_kind() -> None:
    flags = [
        QualityFlag("a", "答题过快", ""),
        QualityFlag("a", "连续同分", ""),
        QualityFlag("b", "答题过快", ""),
    ]
    assert flags_by_kind(flags) == {"答题过快": 2, "连续同分": 1}


def test_a_return_may_be_called_what_an_interviewer_is() -> None:
    flag = QualityFlag("", "访问员偏差", "", "甲")
    assert flag.named == QualityFlag("访问员甲", "答题过快", "").named and flag.key != "访问员甲"


def test_each_return_is_looked_at_by_the_version_it_was_filled_by() -> None:
    """Ten points of the version before are no answers outside the five of the newest."""
    before = replace(LONG, version="0", questions=[_tenfold(question) for question in LONG.questions])
    watch = QualityWatch(FormVersions((before, LONG)))
    for one in returns():
        one.version = "0" if int(one.key[5:]) % 2 else LONG.version
        if one.version == "0":
            one.answers |= {name: str(2 * int(one.answers[name]) - 1) for name, _ in before_scale(one)}
        watch.see(one)
    assert watch.flags() == []


def _tenfold(question: SurveyQuestion) -> SurveyQuestion:
    return replace(question, choices=scale(9)) if question.scored else question


def before_scale(one: Return) -> list[tuple[str, str]]:
    return [(question.name, one.answers[question.name]) for question in LONG.scored]
