"""Problems move by those who may; what must be signed, nobody but the leader signs."""

from __future__ import annotations

from random import Random

import pytest
from django.db import IntegrityError, transaction

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.problem import SIGNED, ProblemAct, ProblemState
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.drawing import look_back_again
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import DAY, District
from tests.web.verification.campaigns import (
    draw,
    found,
    keep_file,
    points,
    prepared,
    problem_now,
    told,
    visit,
)

S, A = ProblemState, ProblemAct


def make(district: District, problem: FoundProblem, act: ProblemAct, role: Role, words: str = "") -> str:
    """The move as that role; what was said where it was refused."""
    try:
        moves.make(act.value, problem_now(problem), district.person(role), words)
    except moves.FieldMoveError as refusal:
        return str(refusal)
    return ""


def state(problem: FoundProblem) -> str:
    return problem_now(problem).state


def test_a_problem_goes_its_road_to_the_look_back(district: District) -> None:
    problem = told(district)
    assert state(problem) == S.TOLD
    assert "没有“签发核验问题答复”" in make(district, problem, A.OWN, Role.PREPARER)
    assert not make(district, problem, A.OWN, Role.APPROVER)
    assert "没有填写内容或理由" in make(district, problem, A.MEND, Role.PREPARER)
    assert not make(district, problem, A.MEND, Role.PREPARER, "正在加固")
    assert "佐证材料" in make(district, problem, A.REPORT, Role.APPROVER, "已加固")
    keep_file(problem, district)
    assert not make(district, problem, A.REPORT, Role.APPROVER, "已加固")
    assert problem_now(problem).steps.get(act="报完成").evidence == "整改.pdf"
    draw(district, problem.verification, SECOND, district.department)
    (look,) = points(problem.verification).filter(origin=problem)
    assert not visit(look, found("1", "合格"))
    assert state(problem) == S.MENDED
    assert "现在是“合格销号”" in make(district, problem, A.CLOSE, Role.LEADER, "不再要求")
    assert Entry.objects.filter(what="报完成").exists()


def test_a_problem_that_is_not_found_mended_is_open_again_and_can_be_looked_at_again(
    district: District,
) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    (look,) = points(problem.verification).filter(origin=problem)
    assert not visit(look, found("1", note="仍然倒伏"))
    now = problem_now(problem)
    assert (now.state, now.reopened, now.open) == (S.MENDING, 1, True)
    assert "不能再改" in visit(look, found("1", "合格"))[0]


def test_a_second_look_back_takes_all_that_is_open_and_the_database_holds_to_it(district: District) -> None:
    problem, office = told(district), district.person(Role.SUPERVISION)
    made = problem.verification
    with pytest.raises(moves.FieldMoveError, match="第二阶段还没有抽取点位"):
        look_back_again(made, office)
    draw(district, made, SECOND, district.department)
    with pytest.raises(moves.FieldMoveError, match="没有要再次回头看的问题"):
        look_back_again(made, office)
    (look,) = points(made).filter(origin=problem)
    visit(look, found("1", note="仍然倒伏"))
    sample = points(made).filter(phase=SECOND, origin=None)[0]
    visit(sample, found("2"))  # a problem that the second phase found
    with pytest.raises(moves.FieldMoveError, match="的权限"):
        look_back_again(made, district.person(Role.PREPARER))
    assert look_back_again(made, office) == 2
    assert not FoundProblem.objects.forgotten().exists()
    now = problem_now(problem)
    assert (now.rounds, now.looked) == (2, 2) and now.look_back != look
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundProblem.objects.filter(pk=problem.pk).update(looked=1)
    assert now.look_back is not None and not visit(points(made).get(pk=now.look_back.pk), found("1", "合格"))
    assert state(problem) == S.MENDED
    late = points(made).filter(phase=SECOND, origin=None)[1]
    visit(late, found("1"))  # after the round: it gets its point at once
    assert FoundProblem.objects.get(point=late).looked == 1 and not FoundProblem.objects.forgotten().exists()


def test_nobody_but_the_leader_closes_without_mending(district: District) -> None:
    problem = told(district)
    for role in Role:
        for act in sorted(SIGNED):
            if role is not Role.LEADER:
                assert "没有“签批核验问题”" in make(district, problem, act, role, "不再要求")
    assert "没有填写内容或理由" in make(district, problem, A.CLOSE, Role.LEADER)
    assert state(problem) == S.TOLD
    assert not make(district, problem, A.CLOSE, Role.LEADER, "项目已经终止")
    now = problem_now(problem)
    assert (now.state, now.signed_by) == (S.UNMENDED, district.person(Role.LEADER))


def test_an_objection_is_decided_by_the_leader(district: District) -> None:
    problem = told(district)
    assert not make(district, problem, A.DISPUTE, Role.APPROVER, "不是我单位的围挡")
    assert not make(district, problem, A.REJECT, Role.LEADER, "图纸在你单位")
    assert state(problem) == S.OWNED
    assert "不能做这一步" in make(district, problem, A.WITHDRAW, Role.LEADER, "属实")


def test_looking_back_is_no_move(district: District) -> None:
    problem = told(district)
    assert "没有这种办理" in make(district, problem, A.PASSED, Role.SUPERVISION)
    with pytest.raises(moves.FieldMoveError):
        moves.make("飞", problem, district.person(Role.LEADER))


@pytest.mark.parametrize("seed", range(3))
def test_no_open_problem_of_the_first_phase_is_ever_forgotten(seed: int, district: District) -> None:
    random = Random(seed)
    made = prepared(district)
    first = draw(district, made, FIRST, district.department, district.other_department)
    for point in first[:3]:
        visit(point, *(found(code, random.choice(("合格", "不合格"))) for code in "12"))
    moves.tell_all(made, district.person(Role.SUPERVISION))
    wander(district, made, random)
    draw(district, made, SECOND, district.department)
    visit(first[3], found("1"), found("2"))  # late, after the second phase was drawn
    wander(district, made, random)
    open_ones = FoundProblem.objects.filter(verification=made, phase=FIRST).open()
    assert open_ones.count() >= 2 and not FoundProblem.objects.forgotten().exists()
    for problem in open_ones:
        assert problem.look_back is not None and problem.look_back.phase == SECOND
        assert problem.look_back.origin == problem


def wander(district: District, made: FieldVerification, random: Random) -> None:
    """Whatever moves people may try."""
    for problem in FoundProblem.objects.filter(verification=made):
        for _ in range(3):
            make(district, problem, random.choice(list(moves.MOVES)), random.choice(list(Role)), "说明")


def test_the_database_itself_refuses_to_forget_a_problem(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundProblem.objects.filter(pk=problem.pk).update(look_back=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundProblem.objects.filter(pk=problem.pk).update(state=S.UNMENDED.value)
    (point, *_) = points(problem.verification)
    with pytest.raises(IntegrityError), transaction.atomic():
        point.home = point.organisation
        point.save()


def test_all_problems_are_told_at_once(district: District) -> None:
    made = prepared(district)
    (first, second) = draw(district, made, FIRST, district.department)
    visit(first, found("1"), found("2"))
    visit(second, found("1"))
    assert moves.tell_all(made, district.person(Role.SUPERVISION)) == 3
    assert set(made.problems.values_list("state", flat=True)) == {"告知"}
    assert made.problems.order_by("pk")[0].steps.get().day == DAY
    with pytest.raises(moves.FieldMoveError):
        moves.tell_all(made, district.person(Role.LEADER))
