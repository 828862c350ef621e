"""The district's summary, its workbook, and what the public sees of it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.performance import summary
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.moves import make
from mingzhang.web.performance.public import published_scores
from mingzhang.web.performance.summary import publish_year, summary_book, summary_of
from mingzhang.web.portal.addresses import unit_address
from tests.web.conftest import District
from tests.web.performance.projects import registered, submitted, typed


def settled(district: District) -> RegisteredProject:
    project = submitted(district)
    make("settle", project, district.person(Role.PERFORMANCE))
    return RegisteredProject.objects.get(pk=project.pk)


def test_projects_stand_under_their_unit_with_what_they_lost(district: District) -> None:
    settled(district)
    registered(district.other_department, form=typed("档案整理", rows=()))
    shown = summary_of(district.person(Role.PERFORMANCE), {"year": "2025"})
    assert [unit.organisation for unit in shown.units] == [district.department, district.other_department]
    assert (shown.count, shown.settled, shown.mean, shown.grades) == (2, 1, Decimal("98.00"), [("优", 1)])
    line = shown.units[0].lines[0]
    assert line.lost == [("河道环境", Decimal(2))] and line.lost_in_all == 2
    assert shown.units[1].mean is None and shown.funds.budget == 100


def test_the_workbook_has_figures_as_figures(district: District) -> None:
    settled(district)
    shown = summary_of(district.person(Role.REVIEWER), {"year": "2025"})
    rows = list(
        openpyxl.load_workbook(BytesIO(summary_book(shown))).worksheets[0].iter_rows(values_only=True)
    )
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["全年预算（万元）"], line["最终得分"], line["等级"]) == (50, 98, "优")
    assert line["失分指标"] == "河道环境 2"


def test_nothing_is_public_before_it_is_published(district: District) -> None:
    project = settled(district)
    address = unit_address(district.department)
    assert not published_scores(district.department)
    assert "河道巡查" not in Client().get(address).content.decode()
    client = district.client(Role.PERFORMANCE)
    page = client.post("/performance/summary/publish/", {"year": "2025"}, follow=True).content.decode()
    assert "已公布 1 个项目" in page
    public = Client().get(address).content.decode()
    assert "河道巡查" in public and "98" in public and "单位自评" in public
    assert publish_year(district.person(Role.PERFORMANCE), 2025) == 0
    make("reopen", project, district.person(Role.PERFORMANCE), "金额有误")
    assert "河道巡查" not in Client().get(address).content.decode()


def test_a_name_that_looks_like_a_formula_stays_a_text(district: District) -> None:
    registered(district.department, form=typed("=1+1"))
    shown = summary_of(district.person(Role.PERFORMANCE), {"year": "2025"})
    sheet = openpyxl.load_workbook(BytesIO(summary_book(shown))).worksheets[0]
    assert sheet["C2"].value == "=1+1" and sheet["C2"].data_type == "s"


def test_the_number_of_queries_does_not_grow(district: District) -> None:
    client, counts = district.client(Role.PERFORMANCE), []
    for number in range(3):
        registered(district.department, form=typed(f"项目{number}", code=f"{number}"))
        with CaptureQueriesContext(connection) as asked:
            client.get("/performance/summary/?year=2025")
        counts.append(len(asked))
    assert counts[0] == counts[-1], counts


def test_a_page_has_some_units_and_the_figures_of_all(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "_ROWS", 1)
    settled(district)
    registered(district.other_department, form=typed("档案整理"))
    registered(district.other_department, form=typed("档案修复", code="002"))
    who = district.person(Role.PERFORMANCE)
    for number, unit in (("1", district.department), ("2", district.other_department)):
        shown = summary_of(who, {"year": "2025", "page": number})
        assert [each.organisation for each in shown.units] == [unit]
        assert (shown.count, shown.funds.budget, shown.waiting) == (3, 150, 1)
    assert (shown.units[0].count, shown.units[0].funds.budget, shown.units[0].mean) == (2, 100, None)
    assert len(summary_of(who, {"year": "2025"}, whole=True).units) == 2
    page = district.client(Role.PERFORMANCE).get("/performance/summary/?year=2025").content.decode()
    assert "第 1 页，共 3 页" in page


def test_whoever_sees_no_scores_publishes_none(district: District) -> None:
    settled(district)
    for role in (Role.PREPARER, Role.MANAGER, Role.EXPERT):
        answer = district.client(role).post("/performance/summary/publish/", {"year": "2025"})
        assert answer.status_code == 403
    assert RegisteredProject.objects.get().published is None
