"""The pages of an inspector."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import CheckPhoto, PointCheck
from mingzhang.web.verification.problem_models import FoundProblem
from tests.readers.test_photograph import photo
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, inspector, points, prepared, told, upload, visit
from tests.web.verification.here import read_here

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")


def test_a_visit_tells_what_is_lacking_and_loses_nothing(district: District, tmp_path: Path) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    client = district.client(Role.INSPECTOR)
    picture = photo(tmp_path / "1.jpg", taken="2026:03:16 09:30:00").read_bytes()
    sent = {
        "result-1": "不合格",
        "note-1": "倒伏",
        "photos-1": [upload("1.jpg", picture)],
        "result-2": "合格",
    }
    page = client.post(point.address, sent).content.decode()
    assert "没有拍摄位置，请填写地点" in page and "倒伏" in page and "1.jpg" in page
    assert PointCheck.objects.count() == 2 and not FoundProblem.objects.exists()
    sent = {"result-1": "不合格", "note-1": "倒伏", "where": "东路口", "result-2": "合格"}
    answer = client.post(point.address, sent, follow=True)
    assert "核验结果已保存" in answer.content.decode() and FoundProblem.objects.get().text == "倒伏"
    own = CheckPhoto.objects.get()
    assert own.small is not None
    shown = client.get(f"/verification/tasks/photos/{own.pk}/")
    assert shown.content == own.small.read()


def test_a_point_of_another_is_not_there(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    other = inspector(district, district.other_department, "别的核验员")
    visit(point, found("1"))
    client = district.client(Role.INSPECTOR)
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    assert client.get(point.address).status_code == 404
    own = CheckPhoto.objects.get()
    assert client.get(f"/verification/tasks/photos/{own.pk}/").status_code == 404


def test_a_look_back_shows_the_problem_and_has_two_answers(district: District) -> None:
    problem = told(district)
    draw(district, problem.verification, SECOND, district.department)
    look = points(problem.verification).get(origin=problem)
    page = district.client(Role.INSPECTOR).get(look.address).content.decode()
    assert problem.number in page and "不适用" not in page and page.count("<fieldset") == 1


def test_tasks_lists_and_lists_taken_in(district: District) -> None:
    made = prepared(district)
    draw(district, made, FIRST, district.department)
    client = district.client(Role.INSPECTOR)
    page = client.get("/verification/tasks/").content.decode()
    assert "A-001" in page and "手机表单" in page
    for form in ("list", "form"):
        answer = client.get(f"/verification/tasks/{made.pk}/list/?phase={FIRST}&as={form}")
        assert answer.content[:2] == b"PK"
    answer = client.get(f"/verification/tasks/{made.pk}/list/?phase={SECOND}", follow=True)
    assert "还没有分派给" in answer.content.decode()
    address = f"/verification/tasks/{made.pk}/import/"
    assert "这里有 0 份清单" in client.post(address, {"files": upload("1.jpg")}).content.decode()
    blank = client.get(f"/verification/tasks/{made.pk}/list/?phase={FIRST}").content
    page = client.post(address, {"files": upload("清单.xlsx", blank)}).content.decode()
    assert "读出 0 项结果" in page
