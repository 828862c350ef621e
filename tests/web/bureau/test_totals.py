"""Totals add up what was published, exactly; who says nothing is not taken for 0."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.bureau.totals import total_cells, totals_of
from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition, EditionFigure
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from tests.web.conftest import District


def publish(district: District, at: Organisation, year: int, **amounts: str) -> None:
    submission = district.season.submissions.get(organisation=at)
    edition = Edition.objects.create(
        version=district.version_of(submission),
        organisation=at,
        year=year,
        kind="final_account",
        number=1,
        title=f"{at}{year}",
        published=now(),
    )
    for order, (label, amount) in enumerate(amounts.items()):
        EditionFigure.objects.create(
            edition=edition,
            order=order,
            group="收支",
            label=label,
            amount=Decimal(amount),
            printed=amount,
            unit="元",
        )


def test_a_total_is_exact_where_floats_are_not(district: District) -> None:
    publish(district, district.department, 2025, 本年收入="900000000000.01")
    publish(district, district.other_department, 2025, 本年收入="0.0002")
    (row,) = totals_of(district.season, district.person(Role.MANAGER))
    assert row.amount == Decimal("900000000000.0102")


def test_a_total_leads_to_the_figures_behind_it(district: District) -> None:
    publish(district, district.department, 2025, 本年收入="0.10")
    publish(district, district.other_department, 2025, 本年收入="0.20")
    page = district.client(Role.MANAGER).get(
        f"/bureau/{district.season.pk}/totals/parts/", {"figure": "本年收入"}
    )
    said = page.content.decode()
    assert said.index("甲区档案馆") < said.index("甲区水务局") and "/2025/final_account/document/" in said


def test_the_totals(district: District) -> None:
    publish(district, district.department, 2025, 本年收入="0.10", 本年支出="5")
    publish(district, district.other_department, 2025, 本年收入="0.20")
    publish(district, district.department, 2024, 本年收入="0.05")
    (row,) = totals_of(district.season, district.person(Role.MANAGER))
    assert (row.label, row.amount, row.units) == ("本年收入", Decimal("0.3"), 2)
    assert (row.both, row.change) == (1, Decimal(100))
    cells = total_cells(district.season, district.person(Role.MANAGER))
    assert [each[1] for each in cells] == ["合计（2 个单位）", "甲区水务局", "甲区档案馆"]
