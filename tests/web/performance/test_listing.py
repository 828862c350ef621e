"""The list of projects: filtered, added up, with a number of queries that does not grow."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.performance.listing import projects_of
from tests.web.conftest import District
from tests.web.performance.projects import registered, submitted, typed


def test_the_list_adds_up_what_is_filled_in(district: District) -> None:
    registered(district.department)
    registered(
        district.other_department, form=typed("档案整理") | {"财政拨款.执行": "", "其他.全年预算": "30"}
    )
    shown = projects_of(district.person(Role.PERFORMANCE), {"year": "2025"})
    assert (shown.total.budget, shown.total.outturn, shown.total.rate) == (
        Decimal(130),
        Decimal(50),
        "38.46%",
    )
    lines = {line.project.name: line for line in shown.lines}
    assert lines["档案整理"].funds.outturn is None and lines["档案整理"].sources == "财政拨款、其他"


def test_one_sees_what_is_within_reach_and_asked_for(district: District) -> None:
    submitted(district)
    registered(district.other_department, form=typed("档案整理"))
    client = district.client(Role.PERFORMANCE)
    assert "档案整理" in client.get("/performance/?year=2025").content.decode()
    chosen = client.get("/performance/?year=2025&stage=submitted&q=水务").content.decode()
    assert "河道巡查" in chosen and "档案整理" not in chosen
    own = district.client(Role.PREPARER).get("/performance/?year=2025").content.decode()
    assert "河道巡查" in own and "档案整理" not in own
    assert "还没有项目" in district.client(Role.PREPARER).get("/performance/?year=2024").content.decode()


def test_the_number_of_queries_does_not_grow(district: District) -> None:
    client = district.client(Role.PERFORMANCE)
    counts = []
    for number in range(3):
        registered(district.department, form=typed(f"项目{number}", code=f"{number}"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/performance/?year=2025")
        counts.append(len(asked))
    assert counts[0] == counts[-1], counts
