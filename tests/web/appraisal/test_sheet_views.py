"""The pages of an assessor, as people press them."""

from __future__ import annotations

from mingzhang.web.appraisal.models import LeafMark
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import GIVEN, issued, proved, sheet_of, signed, unit_of
from tests.web.conftest import District


def test_a_sheet_is_scored_leaf_by_leaf_handed_on_and_confirmed(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    proved(district, cycle)
    page = f"/appraisal/sheets/{sheet_of(district, cycle).pk}/"
    client, office = (
        district.client(Role.ASSESSOR, district.other_department),
        district.client(Role.PERFORMANCE),
    )
    unit = unit_of(cycle, district.department)
    one = f"{page}score/?unit={unit.pk}&code=X1&number="
    refused = client.post(one, {"marks": "9", "edition": "0"})
    assert refused.status_code == 409 and 'value="9"' in refused.content.decode()
    assert client.get(f"{page}score/?unit={unit.pk}&code=没有").status_code == 404
    while (shown := client.get(f"{page}score/")).status_code == 200:
        leaf = shown.context["leaf"]
        number = leaf.line.number if leaf.line else ""
        address = f"{page}score/?unit={leaf.unit.pk}&code={leaf.indicator.code}&number={number}"
        assert client.post(address, GIVEN[leaf.indicator.code] | {"edition": "0"}).status_code == 302
    assert "送绩效办复核" in client.get(page).content.decode()
    client.post(f"{page}act/")
    office.post(f"{page}office/", {"what": "give_back", "words": "请核对"})
    assert set(LeafMark.objects.values_list("state", flat=True)) == {"待采集"}
    assert "没有可以这样办理的成绩" in office.post(f"{page}office/", {}, follow=True).content.decode()
    assert client.get(f"{page}export/").content[:2] == b"PK"
    assert "导入评分表" in client.get(f"{page}import/").content.decode()
    assert district.client(Role.PREPARER).get(page).status_code == 403
