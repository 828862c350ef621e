"""The pages of problems, for units and for the office."""

from __future__ import annotations

from mingzhang.verification.draw import FIRST
from mingzhang.web.people.models import Role
from mingzhang.web.verification.feedback import feed_back
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District
from tests.web.verification.campaigns import (
    draw,
    found,
    keep_file,
    prepared,
    problem_now,
    told,
    upload,
    visit,
)


def test_a_unit_answers_on_its_page(district: District) -> None:
    problem = told(district)
    preparer, approver = district.client(Role.PREPARER), district.client(Role.APPROVER)
    assert problem.number in preparer.get("/verification/problems/").content.decode()
    approver.post(f"{problem.address}move/", {"move": "认领"})
    sent = {"words": "已加固<b>", "files": [upload("整改.pdf", b"pdf")]}
    page = preparer.post(f"{problem.address}draft/", sent, follow=True).content.decode()
    assert "已加固&lt;b&gt;" in page and "整改.pdf" in page
    answer = approver.post(f"{problem.address}move/", {"move": "报完成", "words": "已加固"}, follow=True)
    assert "已报完成" in answer.content.decode()
    refused = approver.post(f"{problem.address}move/", {"move": "报完成", "words": "再报"}, follow=True)
    assert "不能做这一步" in refused.content.decode()
    kept = problem_now(problem).files.get()
    taken = preparer.get(f"/verification/evidence/{kept.pk}/")
    assert taken.content == b"pdf" and "attachment" in taken.headers["Content-Disposition"]


def test_a_problem_that_was_not_told_is_not_there_for_its_unit(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1"))
    problem = FoundProblem.objects.get()
    assert district.client(Role.APPROVER).get(problem.address).status_code == 404
    assert "督查室告知" in district.client(Role.SUPERVISION).get(problem.address).content.decode()


def test_what_a_draft_may_not_is_told(district: District) -> None:
    problem = told(district)
    sent = {"words": "x", "files": [upload(f"{n}.pdf") for n in range(21)]}
    page = district.client(Role.PREPARER).post(f"{problem.address}draft/", sent, follow=True)
    assert "最多 20 份" in page.content.decode()


def test_a_file_that_vanished_is_told(district: District) -> None:
    kept = keep_file(told(district), district)
    kept.file.path.unlink()
    assert district.client(Role.PREPARER).get(f"/verification/evidence/{kept.pk}/").status_code == 404


def test_lists_and_reports_are_taken_along(district: District) -> None:
    made = told(district).verification
    client = district.client(Role.APPROVER)
    assert client.get("/verification/problems/export/").content[:2] == b"PK"
    address = f"/verification/units/{district.department.pk}/report/"
    assert "还没有向" in client.get(address, follow=True).content.decode()
    feed_back(made, district.person(Role.SUPERVISION))
    assert "反馈报告：" in client.get("/verification/problems/").content.decode()
    assert client.get(address).content[:2] == b"PK"
