"""The pages of projects, walked by those who use them."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.performance.models import RegisteredProject
from tests.web.conftest import District
from tests.web.performance.projects import registered, sent, submitted, typed


def test_a_preparer_registers_fills_and_hands_in(district: District) -> None:
    client = district.client(Role.PREPARER)
    told = {"unit": district.department.pk, "year": "2025", "code": "001", "name": "河道巡查"}
    client.post("/performance/new/", told)
    project = RegisteredProject.objects.get()
    assert project.typed["department"] == "甲区水务局"
    page = client.get(project.form_address).content.decode()
    assert "应为 100" in page and "还没有填全" in page
    answer = client.post(project.form_address, sent(typed(), project.edition, do="hand_in"), follow=True)
    assert "已提交，等单位负责人确认" in answer.content.decode()
    assert "等单位负责人确认" in district.client(Role.APPROVER).get(project.address).content.decode()
    district.client(Role.APPROVER).post(f"{project.address}move/", {"move": "confirm"})
    project.refresh_from_db()
    assert project.confirmed and project.next_role is Role.PERFORMANCE


def test_nobody_registers_for_another_unit(district: District) -> None:
    client = district.client(Role.PREPARER)
    told = {"unit": district.other_department.pk, "year": "2025", "code": "1", "name": "甲"}
    assert client.post("/performance/new/", told).status_code == 200
    assert not RegisteredProject.objects.exists()


def test_an_expired_session_leads_back_to_the_page_of_the_form(district: District) -> None:
    made = registered(district.department)
    answer = district.client(None).post(
        f"{made.address}sums/",
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{made.form_address}?saved"},
    )
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].endswith(
        f"next=%2Fperformance%2Fprojects%2F{made.pk}%2Fform%2F%3Fsaved"
    )
    assert "data-keep" in district.client(Role.PREPARER).get(made.form_address).content.decode()


def test_a_move_that_is_none_is_told(district: District) -> None:
    made = submitted(district)
    answer = district.client(Role.PERFORMANCE).post(f"{made.address}move/", {"move": "fly"}, follow=True)
    assert "没有这种办理" in answer.content.decode()


def test_what_people_type_is_shown_as_text(district: District) -> None:
    made = registered(district.department, form=typed(goal="<script>alert(1)</script>", name="<b>巡查</b>"))
    for address in (made.address, made.form_address):
        page = district.client(Role.PREPARER).get(address).content.decode()
        assert "<script>alert" not in page and "&lt;b&gt;巡查" in page
