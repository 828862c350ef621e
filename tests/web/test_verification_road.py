"""The road of a problem in a browser: visit → tell → own → report → look back → closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification.problem_models import FoundProblem
from tests.readers.test_photograph import photo
from tests.web.conftest import District
from tests.web.test_roads import Visitor, browser
from tests.web.verification.campaigns import draw, points, prepared
from tests.web.verification.here import read_here

pytestmark = pytest.mark.any_database

__all__ = ["browser", "read_here"]


@pytest.mark.usefixtures("read_here")
def test_the_road_of_a_problem(browser: Any, live_server: Any, district: District, tmp_path: Path) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visitors = [Visitor(browser, live_server.url) for _ in range(4)]
    inspector, office, approver, preparer = visitors
    inspector.signed_in(district, Role.INSPECTOR).see(point.address)
    picture = photo(tmp_path / "1.jpg", taken="2026:03:16 09:30:00")
    inspector.view.check("[name=result-1][value=不合格]")
    inspector.view.fill("[name=note-1]", "围挡倒伏")
    inspector.view.set_input_files("[name=photos-1]", str(picture))
    inspector.press("保存核验结果")
    assert "没有拍摄位置，请填写地点" in inspector.text
    inspector.look()
    inspector.view.fill("[name=where]", "东路口")
    inspector.press("保存核验结果")
    problem = FoundProblem.objects.get()
    office.signed_in(district, Role.SUPERVISION).see(made.address).press("告知全部问题（1 个）")
    approver.signed_in(district, Role.APPROVER).see(problem.address).press("认领")
    preparer.signed_in(district, Role.PREPARER).see(problem.address)
    preparer.view.fill("#draft", "已加固")
    preparer.view.set_input_files("#files", str(picture))
    preparer.press("保存草稿和佐证")
    approver.see(problem.address).press("报完成")
    assert "已报完成" in approver.text
    draw(district, made, SECOND, district.department)
    inspector.see(points(made).get(origin=problem).address)
    inspector.view.check("[name=result-1][value=合格]")
    inspector.press("保存核验结果")
    office.see(problem.address)
    assert "合格销号" in office.text
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)
