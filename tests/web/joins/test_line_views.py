"""The forms of lines and losses, as a browser sends them: each goes back to its page and says what it did."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.joins.models import MatterOfLine, MatterOfLoss
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.conftest import District
from tests.web.joins.test_lines import book_of
from tests.web.joins.test_losses import sealed
from tests.web.supervision.courses import assigned


def test_the_road_from_a_lost_point_to_the_next_book(district: District) -> None:
    unit, book, matter = sealed(district), book_of(district), assigned(district)
    office, preparer = district.client(Role.PERFORMANCE), district.client(Role.PREPARER)

    def sent(role: object, name: str, pk: int, **told: str) -> str:
        client = office if role is Role.PERFORMANCE else preparer
        return client.post(reverse(f"joins:{name}", args=[pk]), told, follow=True).content.decode()

    assert "不是分数" in sent(Role.PERFORMANCE, "open_losses", unit.pk, least="很多")
    assert "已登记督查事项 1 件" in sent(Role.PERFORMANCE, "open_losses", unit.pk, least="1")
    loss = MatterOfLoss.objects.get()
    assert loss.matter.number in office.get(unit.address).content.decode()
    told = {"matter": str(loss.matter_id), "indicator": "K1", "target": "≥1项"}
    assert "已编入任务书" in sent(Role.PREPARER, "carry", book.pk, **told)
    assert "已登记督查事项" in sent(Role.PERFORMANCE, "open_matter", book.pk, number="1")
    assert "已绑定督查事项" in sent(Role.PREPARER, "bind", book.pk, number="2", matter=str(matter.pk))
    assert MatterOfLine.objects.count() == 3 and SupervisedMatter.objects.count() == 3
    shown = preparer.get(book.address).content.decode()
    assert matter.number in shown and loss.matter.number in shown
    assert "已解除绑定" in sent(Role.PERFORMANCE, "release", book.pk, number="2", reason="绑错了")
    assert "绑定 0 条任务" in sent(Role.PERFORMANCE, "bind_typed", book.unit.cycle_id)
    leader = district.client(Role.LEADER)
    walked = leader.get(loss.matter.address).content.decode()
    assert "考评失分" in walked and "任务书条目" in walked and book.address in walked
