"""The pages of full text and of evidence that is filed."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.archive.finding import learn
from mingzhang.web.archive.models import FondsCode, HeldItem
from mingzhang.web.people.models import Role
from tests.web.archive.gathering import YEAR, published
from tests.web.archive.objects import batch_of, fonds_at, item
from tests.web.conftest import District


def test_a_word_is_asked_for(district: District) -> None:
    fonds = fonds_at(district.region)
    row = item(fonds)
    batch_of(district, row)
    client, address = district.client(Role.LEADER), reverse("archive:search", args=[fonds.pk])
    assert "找到" not in client.get(address).content.decode()
    assert "还没有全文索引" in client.get(f"{address}?q=危房").content.decode()
    learn(fonds.pk)
    page = client.get(f"{address}?q=危房&page=x").content.decode()
    assert "找到 1 页" in page and row.address in page


def test_the_evidence_of_a_year_is_filed_and_signed(district: District) -> None:
    fonds = fonds_at(district.region)
    published(district)
    client, address = district.client(Role.ARCHIVIST), reverse("archive:evidence", args=[fonds.pk])
    codes = {code.kind: code.pk for code in fonds.codes.all()}
    sent = {
        "year": YEAR, "kinds": ["报送材料"], "category": codes[FondsCode.CATEGORY],
        "department": codes[FondsCode.DEPARTMENT], "period": "30年",
    }  # fmt: skip
    assert "已归档，编了号" in client.post(address, sent, follow=True).content.decode()
    assert "没有还没归档的佐证材料" in client.post(address, sent).content.decode()
    assert client.get(f"{address}?year=x").status_code == 200
    row = HeldItem.objects.get()
    given = client.get(reverse("archive:copy", args=[row.pk]))
    assert given.content == b"account" and "docx" in given["Content-Disposition"]
    leader = district.client(Role.LEADER)
    assert "签批归档（1 件）" in leader.get(address).content.decode()
    leader.post(reverse("archive:accept_evidence", args=[fonds.pk]))
    assert HeldItem.objects.get().stage == "验收"
