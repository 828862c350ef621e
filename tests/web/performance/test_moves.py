"""A project moves from hand to hand, by those who may, and never twice."""

from __future__ import annotations

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.performance import moves
from mingzhang.web.performance.models import RegisteredProject
from tests.web.conftest import District
from tests.web.performance.projects import registered, submitted, typed


def make(district: District, project: RegisteredProject, move: str, role: Role, words: str = "") -> str:
    """The move as that role; what was said where it was refused."""
    try:
        moves.make(move, RegisteredProject.objects.get(pk=project.pk), district.person(role), words)
    except moves.ProjectMoveError as refusal:
        return str(refusal)
    return ""


def stage(project: RegisteredProject) -> str:
    return RegisteredProject.objects.get(pk=project.pk).stage


def test_the_road_of_a_project_without_a_panel(district: District) -> None:
    project = registered(district.department)
    assert not make(district, project, "hand_in", Role.PREPARER)
    assert "只有“草稿”时" in make(district, project, "hand_in", Role.PREPARER)
    assert "还没有确认" in make(district, project, "settle", Role.PERFORMANCE)
    assert "没有“确认自评表”" in make(district, project, "confirm", Role.PREPARER)
    assert not make(district, project, "confirm", Role.APPROVER)
    assert "已经确认过" in make(district, project, "confirm", Role.APPROVER)
    assert "不能撤回" in make(district, project, "withdraw", Role.PREPARER)
    assert not make(district, project, "settle", Role.PERFORMANCE)
    found = RegisteredProject.objects.get(pk=project.pk)
    assert (found.stage, found.score, found.grade) == ("settled", 98, "优")
    assert "写明理由" in make(district, project, "reopen", Role.PERFORMANCE)
    assert not make(district, project, "reopen", Role.PERFORMANCE, "金额有误")
    found.refresh_from_db()
    assert (found.stage, found.score, found.confirmed) == ("draft", None, False)
    assert Entry.objects.filter(what="重新开放").count() == 1


def test_what_is_sent_back_comes_with_a_reason(district: District) -> None:
    project = submitted(district)
    assert "没有“组织绩效评审”" in make(district, project, "send_back", Role.APPROVER, "补充")
    assert "写明理由" in make(district, project, "send_back", Role.PERFORMANCE)
    assert not make(district, project, "send_back", Role.PERFORMANCE, "补充佐证")
    assert stage(project) == "draft"


def test_a_form_with_anything_wrong_is_not_handed_in(district: District) -> None:
    project = registered(district.department, form=typed(name="甲", rows=()))
    assert "还有" in make(district, project, "hand_in", Role.PREPARER) and stage(project) == "draft"


@pytest.mark.parametrize("role", [Role.PREPARER, Role.APPROVER, Role.PERFORMANCE, Role.REVIEWER])
def test_the_page_offers_what_may_be_done(district: District, role: Role) -> None:
    project = submitted(district)
    page = district.client(role).get(project.address).content.decode()
    assert ("认定自评" in page) is (role is Role.PERFORMANCE)
    assert "98" in page and "河道环境" in page


def test_a_draft_that_was_never_handed_in_can_be_dropped(district: District) -> None:
    project = registered(district.department)
    assert "没有“填写自评表”" in make(district, project, "drop", Role.APPROVER)
    page = district.client(Role.PREPARER).post(f"{project.address}move/", {"move": "drop"}, follow=True)
    assert "已办理" in page.content.decode() and not RegisteredProject.objects.exists()
    before = Entry.objects.get(what="撤销登记").before
    assert before is not None and before["name"] == "河道巡查"
    again = registered(district.department)
    make(district, again, "hand_in", Role.PREPARER)
    make(district, again, "withdraw", Role.PREPARER)
    assert "提交过，不能撤销登记" in make(district, again, "drop", Role.PREPARER)
    assert "撤销登记" not in district.client(Role.PREPARER).get(again.address).content.decode()


def test_what_an_import_did_not_understand_is_told_until_it_is_handed_in(district: District) -> None:
    project = registered(district.department)
    RegisteredProject.objects.update(unread=["第 3 行“分值”：不是数字"])
    page = district.client(Role.PREPARER).get(project.form_address).content.decode()
    assert "导入时没有读懂的 1 处" in page
    assert not make(district, project, "hand_in", Role.PREPARER)
    assert RegisteredProject.objects.get().unread == []
