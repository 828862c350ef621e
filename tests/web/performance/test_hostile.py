"""What no page asks for and somebody sends all the same: nothing breaks, nothing is taken."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.performance.models import RegisteredProject
from tests.web.conftest import District
from tests.web.performance.projects import registered, sent, submitted, typed


@pytest.mark.parametrize(
    "asked",
    [
        "year=abc",
        "year=99999",
        "year=٢٠٢٥",
        "year=0000",
        "page=9999",
        "page=x",
        "stage=evil",
        "q=%25%27%22%00",
        "q=[*",
    ],
)
def test_a_list_takes_any_question(district: District, asked: str) -> None:
    registered(district.department)
    client = district.client(Role.PERFORMANCE)
    for address in ("/performance/", "/performance/summary/", "/performance/summary/export/"):
        assert client.get(f"{address}?{asked}").status_code == 200
    exported = client.get(f"/performance/units/{district.department.pk}/export/?{asked}")
    assert exported.status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        {"edition": "-1"},
        {"edition": "9" * 40},
        {"rows": "9" * 40},
        {"rows": "x"},
        {"row-1-kind": "|||"},
        {"row-1-name": "\x00\ud800"[:1]},
        {"row-1-rule": "执行率：≥abc"},
        {"row-1-rule": "评审：满分=0"},
        {"row-1-target": "≥" * 500},
        {"rate_rule": "人工"},
        {"row-1-full": "1e9999"},
        {"财政拨款.执行": "NaN"},
        {"财政拨款.执行": "=1+1"},
    ],
)
def test_a_form_takes_any_text(district: District, more: dict[str, str]) -> None:
    made = registered(district.department)
    client = district.client(Role.PREPARER)
    for address in (made.form_address, f"{made.address}sums/"):
        assert client.post(address, sent(typed(), made.edition) | more, follow=True).status_code in (200, 409)
    assert client.get(made.address).status_code == client.get(made.form_address).status_code == 200
    made.refresh_from_db()
    assert made.stage == "draft"


def test_moves_are_not_made_by_a_link(district: District) -> None:
    made = submitted(district)
    client = district.client(Role.PERFORMANCE)
    assert client.get(f"{made.address}move/?move=settle").status_code == 405
    assert client.get("/performance/summary/publish/?year=2025").status_code == 405
    assert RegisteredProject.objects.get().stage == "submitted"


def test_a_second_click_moves_nothing_twice(district: District) -> None:
    made = submitted(district)
    client = district.client(Role.PERFORMANCE)
    for said in ("已办理", "现在是“已定”"):
        page = client.post(f"{made.address}move/", {"move": "settle"}, follow=True).content.decode()
        assert said in page
    assert made.moves.filter(what="认定自评").count() == 1
