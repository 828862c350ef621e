"""The road of a project in a browser, as each role: fill in → hand in → confirm → panel → report → public."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.portal.addresses import unit_address
from tests.web.conftest import District
from tests.web.performance.projects import ROWS, TEXTS
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def fill(visitor: Visitor, rows: tuple[str, ...]) -> None:
    """Fill in the form as people do, row by row, in the rows that the page offers for each kind."""
    view = visitor.view
    for stage in ("年初预算", "全年预算", "执行"):
        view.fill(f"[name='财政拨款.{stage}']", "１，２３４．５")
    view.fill("[name=goal]", "全年巡查十二次")
    view.fill("[name=outcome]", "巡查十二次")
    kinds = [select.input_value() for select in view.locator("select[name$='-kind']").all()]
    for row in rows:
        above, kind, name, target, actual, full, score, reason = row.split("|")
        number = 1 + kinds.index(f"{above}|{kind}")
        told = {
            "name": name,
            "target": target,
            "actual": actual,
            "full": full,
            "score": score,
            "reason": reason,
        }
        for field, text in told.items():
            view.fill(f"[name='row-{number}-{field}']", text)


def test_the_road_of_a_project(browser: Any, live_server: Any, district: District) -> None:
    visitors = [Visitor(browser, live_server.url) for _ in range(5)]
    preparer, approver, office, expert, public = visitors
    assert district.person(Role.EXPERT)
    preparer.signed_in(district, Role.PREPARER).see("/performance/new/")
    preparer.view.fill("[name=year]", "2025")
    preparer.view.fill("[name=code]", "001")
    preparer.view.fill("[name=name]", "河道巡查")
    preparer.press("登记并填表")
    fill(preparer, (ROWS[0].replace("12次|20||", "12次|19.99||"), *ROWS[1:]))
    preparer.view.wait_for_selector("#sums :text('缺 0.01 分')")
    preparer.look()
    preparer.press("保存并提交")
    assert "还有 1 处要改正" in preparer.text
    project = RegisteredProject.objects.get()
    hand_in_after_the_session_is_over(preparer, district)
    approver.signed_in(district, Role.APPROVER).see(project.address).press("确认")
    office.signed_in(district, Role.PERFORMANCE).see(f"{project.address}panel/")
    office.view.check("[name=experts]")
    office.press("开启评审")
    office.look()
    score(expert.signed_in(district, Role.EXPERT))
    office.view.reload()
    for key, text in TEXTS.items():
        office.view.fill(f"[name='text-{key}']", text)
    office.press("保存文字")
    office.look()
    office.press("定稿并写出报告")
    assert "评价报告已写出" in office.text
    office.see("/performance/summary/?year=2025").press("公布已定的 1 个项目")
    project.refresh_from_db()
    assert project.stage == ProjectStage.SETTLED and project.published
    public.see(unit_address(district.department))
    assert "河道巡查" in public.text and "专家评审" in public.text
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


def hand_in_after_the_session_is_over(preparer: Visitor, district: District) -> None:
    """What was typed is there again after signing in."""
    view = preparer.view
    view.context.clear_cookies(name="sessionid")
    view.fill("[name='row-1-full']", "20")
    preparer.press("保存并提交")
    assert "登录" in view.title()
    view.fill("[name=username]", district.person(Role.PREPARER).username)
    view.fill("[name=password]", "x")
    preparer.press("登录")
    assert view.input_value("[name='row-1-full']") == "20"
    preparer.press("保存并提交")
    assert "已提交" in preparer.text


def score(expert: Visitor) -> None:
    """Full marks everywhere but in the first leaf, where the opinion is missing at first."""
    expert.see("/performance/ballots/")
    expert.view.click("a:text-is('河道巡查')")
    expert.look()
    for row in expert.view.locator(".ballot tbody tr").all():
        full = row.locator("[data-head='分值']").inner_text()
        row.locator("input").fill(full)
    expert.view.fill("[name=mark-1]", "1")
    expert.press("保存并提交")
    assert "还有 1 项要补正" in expert.text and "必须写评价意见" in expert.text
    expert.view.fill("[name=opinion-1]", "立项依据没有附文件")
    expert.press("保存并提交")
    assert "评分已提交" in expert.text
    expert.look()
