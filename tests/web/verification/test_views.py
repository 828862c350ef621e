"""The pages of a verification, opened by those who use them."""

from __future__ import annotations

import pytest

from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import CheckPhoto
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, prepared, told, visit


def test_a_verification_shows_where_it_stands(district: District) -> None:
    problem = told(district)
    made = problem.verification
    draw(district, made, SECOND, district.department)
    visit(points(made).get(origin=problem), found("1", note="仍然倒伏"))
    client = district.client(Role.SUPERVISION)
    page = client.get(made.address).content.decode()
    assert "不合格 2 项次" in page and "重开过 1 个" in page and "已冻结" in page
    assert "拟扣分（1 个单位）" in page
    claims = client.get(f"{made.address}claims/").content.decode()
    assert "HY-001" in claims and problem.number in claims
    assert made.office in client.get("/verification/").content.decode()
    assert "B-003" in client.get(f"{made.address}points/?phase={SECOND}").content.decode()


def test_a_point_shows_its_results_and_photographs(district: District) -> None:
    made = told(district).verification
    point = points(made).order_by("pk")[0]
    client = district.client(Role.LEADER)
    page = client.get(f"/verification/points/{point.pk}/seen/").content.decode()
    assert "围挡：不合格" in page and "拍摄位置：39.911954" in page
    picture = CheckPhoto.objects.order_by("pk")[0]
    shown = client.get(f"/verification/photos/{picture.pk}/")
    assert shown.headers["Content-Type"] == "image/jpeg" and shown.content == b"small"
    whole = client.get(f"/verification/photos/{picture.pk}/?whole")
    assert "attachment" in whole.headers["Content-Disposition"]
    picture.small = None
    picture.save()
    assert client.get(f"/verification/photos/{picture.pk}/").status_code == 404


def test_the_office_tells_and_feeds_back(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    client = district.client(Role.SUPERVISION)
    answer = client.post(f"{made.address}act/", {"do": "feed_back"}, follow=True)
    assert "没有可以反馈的报告" in answer.content.decode()
    visit(point, found("1"))
    answer = client.post(f"{made.address}act/", {"do": "tell"}, follow=True)
    assert "已告知 1 个问题" in answer.content.decode()
    assert FoundProblem.objects.get().state == "告知"
    answer = client.post(f"{made.address}act/", {"do": "feed_back"}, follow=True)
    assert "已反馈 1 个单位" in answer.content.decode()
    assert client.post(f"{made.address}act/", {"do": "飞"}).status_code == 302


@pytest.mark.parametrize("address", ["paper/?kind=problems", "claims/?export", "reports/", "book/"])
def test_papers_are_taken_along(address: str, district: District) -> None:
    made = told(district).verification
    answer = district.client(Role.SUPERVISION).get(f"{made.address}{address}")
    assert "attachment" in answer.headers["Content-Disposition"] and answer.content[:2] == b"PK"


@pytest.mark.parametrize("address", ["paper/?kind=poem", "reports/"])
def test_what_there_is_not_is_told(address: str, district: District) -> None:
    made = prepared(district)
    answer = district.client(Role.SUPERVISION).get(f"{made.address}{address}", follow=True)
    assert "没有" in answer.content.decode() and answer.redirect_chain[0][0] == made.address
