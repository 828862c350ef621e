"""What may be joined is offered to those who may, and to nobody else."""

from __future__ import annotations

from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.joins import lines, losses
from mingzhang.web.joins.every import joined_of
from mingzhang.web.people.models import Person, Role
from tests.web.conftest import District
from tests.web.joins.test_lines import book_of
from tests.web.joins.test_losses import sealed
from tests.web.supervision.courses import assigned


def buttons(item: object, who: Person) -> list[str]:
    return [offer.button for offer in joined_of(item, who).offers]


def test_the_forms_of_a_book_are_those_that_one_may_send(district: District) -> None:
    book, matter = book_of(district), assigned(district)
    office, preparer = district.person(Role.PERFORMANCE), district.person(Role.PREPARER)
    assert buttons(book, district.person(Role.LEADER)) == []
    assert buttons(book, office) == ["转为督查事项", "绑定督查事项"]
    assert buttons(book, preparer) == ["绑定督查事项", "编入任务书"]
    bind = joined_of(book, preparer).offers[0]
    assert [key for key, _ in bind.fields[1].choices] == [str(matter.pk)]
    lines.bind(book, "1", str(matter.pk), preparer)
    assert buttons(book, office) == ["转为督查事项", "解除绑定"]
    assert buttons(book.unit.cycle, office) == ["按填写的事项编号绑定"] and not buttons(
        book.unit.cycle, preparer
    )
    assert "1 条任务" in joined_of(book.unit.cycle, office).ends[0].name


def test_losses_are_shown_once_they_may_be_seen(district: District) -> None:
    unit, office = sealed(district), district.person(Role.PERFORMANCE)
    preparer, leader = district.person(Role.PREPARER), district.person(Role.LEADER)
    claim = FiledClaim.objects.create(
        unit=unit, number="S001", kind="减分", rule="JF", words="倒伏", claimed=1,
        filed=district.season.approved, by=office,
    )  # fmt: skip
    assert not joined_of(unit, preparer).ends, "not published yet"
    first, *_, last = joined_of(unit, leader).ends
    assert "F1" in first.name and last.address == claim.address and not buttons(unit, leader)
    assert buttons(unit, office) == ["失分转为督查事项（3 项）"]
    losses.open_losses(unit, office)
    kinds = [end.what for end in joined_of(unit, leader).ends]
    assert kinds == ["失分", "下一年度督查事项"] * 3 and not buttons(unit, office)
    (end,) = joined_of(claim, leader).ends
    assert end.what == "下一年度督查事项" and end.address
