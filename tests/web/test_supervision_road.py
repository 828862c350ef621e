"""The road of a matter in a browser, by each role: register, sign, assign, answer, accept, close, file."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import MatterDraft, SupervisedMatter
from tests.web.conftest import District
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_matter(browser: Any, live_server: Any, district: District) -> None:
    visitors = [Visitor(browser, live_server.url) for _ in range(4)]
    roles = (Role.SUPERVISION, Role.LEADER, Role.PREPARER, Role.APPROVER)
    office, leader, preparer, head = (v.signed_in(district, r) for v, r in zip(visitors, roles, strict=True))
    register(office)
    matter = SupervisedMatter.objects.get()
    propose(office, matter)
    leader.see("/supervision/signing/").press("同意“立项”")
    assign(office.see(matter.address), district)
    answer(preparer, district)
    sign_out(head)
    office.see(matter.address).press("通过")
    unfold(office, "呈批办结").fill("[id='text-办结']", "积水点治理完成")
    office.press("呈批办结")
    leader.see("/supervision/signing/").press("同意“办结”")
    unfold(office.see(matter.address), "报告").fill("[id='text-报告']", "书面报告主管副区长")
    office.press("报告")
    office.look()
    office.press("归档")
    matter.refresh_from_db()
    assert matter.stage == "归档" and "已办理“归档”" in office.text
    office.see("/supervision/figures/").see("/supervision/slips/").see("/supervision/")
    assert "归档" in office.text
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


def unfold(visitor: Visitor, words: str) -> Any:
    """Open the form of a step."""
    visitor.view.click(f"summary:text-is('{words}')")
    return visitor.view


def register(office: Visitor) -> None:
    office.see("/supervision/new/")
    office.view.fill("[name=text]", "汛期前完成12处积水点治理")
    office.view.fill("[name=received]", "2026年3月13日")
    office.press("登记")
    assert "2026-001" in office.text


def propose(office: Visitor, matter: SupervisedMatter) -> None:
    unfold(office.see(matter.address), "拟办").fill("[id='text-拟办']", "请水务局牵头")
    office.press("拟办")
    office.press("呈批立项")
    assert "待签批" in office.text


def assign(office: Visitor, district: District) -> None:
    office.view.select_option("[name=lead]", str(district.department.pk))
    office.press("交办并编文号")
    assert "通知文号" in office.text
    office.look()


def answer(preparer: Visitor, district: District) -> None:
    """Sign for it, and answer after the session has expired in the middle: what was typed is there again."""
    preparer.see("/supervision/mine/")
    preparer.view.click("a:has-text('积水点')")
    preparer.press("签收")
    view = unfold(preparer, "反馈办理结果")
    view.context.clear_cookies(name="sessionid")
    view.fill("[id='text-反馈']", "12处全部完工并通过验收")
    preparer.press("报单位负责人审签")
    assert "登录" in view.title()
    view.fill("[name=username]", district.person(Role.PREPARER).username)
    view.fill("[name=password]", "x")
    preparer.press("登录")
    assert view.input_value("[id='text-反馈']") == "12处全部完工并通过验收"
    preparer.press("报单位负责人审签")
    preparer.look()
    assert "单位负责人审签" in preparer.text


def sign_out(head: Visitor) -> None:
    head.see("/supervision/mine/").see(MatterDraft.objects.get(act="反馈").address).press("审签")
    assert "已审签，送督查室" in head.text
