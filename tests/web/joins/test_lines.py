"""A line of a task book opens a matter or is bound to one, once; a matter becomes a line."""

from __future__ import annotations

import pytest

from mingzhang.supervision.matter import Source
from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.assembling import book_of as book_of_room
from mingzhang.web.appraisal.assembling import lines_of
from mingzhang.web.appraisal.models import AppraisalCycle, UnitBook
from mingzhang.web.appraisal.unit_page import book_form
from mingzhang.web.joins import lines
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfLine
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.appraisal.district_year import LINE, begun, unit_of
from tests.web.conftest import District
from tests.web.supervision.courses import assigned, registered


def book_of(district: District, year: int = 2026, **more: str) -> UnitBook:
    """The task book of the department, with two lines, still with its unit."""
    cycle = AppraisalCycle.objects.filter(year=year).first() or begun(district, year=year)
    preparer = district.person(Role.PREPARER)
    book = moves.begin_book(unit_of(cycle, district.department), preparer)
    second = {"number": "2", "text": "修桥", "indicator": "K1", "target": "≥1座"}
    filling.save_lines(book, preparer, [LINE | more, second], 1)
    return UnitBook.objects.select_related("unit__organisation", "unit__cycle__organisation").get(pk=book.pk)


def test_a_line_opens_one_matter_by_whoever_may_hand_to_the_register(district: District) -> None:
    book, office = book_of(district), district.person(Role.PERFORMANCE)
    matter = lines.open_matter(book, "1", office)
    assert (matter.source, matter.line) == (Source.DECISION, f"{book.unit.code}-2026-1")
    assert "修路" in matter.text and "任务书第1项" in matter.basis and matter.registered_by == office
    with pytest.raises(JoinError, match=f"已经对应督查事项“{matter.number}”"):
        lines.open_matter(book, "1", office)
    with pytest.raises(JoinError, match="没有“转为督查事项”的权限"):
        lines.open_matter(book, "2", district.person(Role.PREPARER))
    with pytest.raises(JoinError, match="没有任务“9”"):
        lines.open_matter(book, "9", office)
    assert SupervisedMatter.objects.count() == 1


def test_a_line_is_bound_to_a_matter_of_its_unit_and_loosed_for_a_reason(district: District) -> None:
    book, matter, strange = book_of(district), assigned(district), registered(district, text="别人的")
    preparer, office = district.person(Role.PREPARER), district.person(Role.PERFORMANCE)
    assert lines.choices_for(book.unit) == [matter]
    with pytest.raises(JoinError, match="选一件"):
        lines.bind(book, "1", str(strange.pk), preparer)
    with pytest.raises(JoinError, match="没有“"):
        lines.bind(book, "1", str(matter.pk), district.person(Role.LEADER))
    lines.bind(book, "1", str(matter.pk), preparer)
    assert lines.bound_in(book.unit)["1"].matter == matter and not lines.choices_for(book.unit)
    with pytest.raises(JoinError, match="理由"):
        lines.release(book, "1", office, " ")
    with pytest.raises(JoinError, match="没有“"):
        lines.release(book, "1", preparer, "绑错了")
    lines.release(book, "1", office, "绑错了")
    with pytest.raises(JoinError, match="没有对应"):
        lines.release(book, "1", office, "绑错了")


def test_lines_that_name_a_matter_are_bound_at_once(district: District) -> None:
    matter = registered(district)
    book = book_of(district, matter=matter.number)
    office = district.person(Role.PERFORMANCE)
    assert lines.bind_typed(book.unit.cycle, office) == (1, 0)
    assert lines.bind_typed(book.unit.cycle, office) == (0, 0)
    assert MatterOfLine.objects.get().matter == matter
    MatterOfLine.objects.all().delete()
    SupervisedMatter.objects.all().delete()
    assert lines.bind_typed(book.unit.cycle, office) == (0, 1), "a number that the register does not have"
    with pytest.raises(JoinError, match="没有“"):
        lines.bind_typed(book.unit.cycle, district.person(Role.LEADER))


def test_an_unfinished_matter_is_taken_over_as_a_line(district: District) -> None:
    book, matter = book_of(district), assigned(district)
    preparer = district.person(Role.PREPARER)
    lines.carry(book, preparer, str(matter.pk), "K1", "≥1处")
    book.refresh_from_db()
    line = book.lines[-1]
    assert (line["number"], line["text"], line["matter"]) == ("3", matter.text, matter.number)
    assert lines.bound_in(book.unit)["3"].matter == matter
    with pytest.raises(JoinError, match="选一件"):
        lines.carry(book, preparer, str(matter.pk), "K1", "≥1处")
    UnitBook.objects.update(state="签订")
    other = assigned(district, text="第二件")
    with pytest.raises(JoinError, match="不能改"):
        lines.carry(book, preparer, str(other.pk), "K1", "≥1处")
    assert MatterOfLine.objects.count() == 1, "nothing half done"


def test_a_line_that_is_a_matter_bears_its_number_and_keeps_it(district: District) -> None:
    book, office, preparer = (
        book_of(district),
        district.person(Role.PERFORMANCE),
        district.person(Role.PREPARER),
    )
    matter = lines.open_matter(book, "1", office)
    assert [line.matter for line in lines_of(book)] == [matter.number, ""]
    assert book_of_room(book).lines[0].matter == matter.number
    assert book_form(book)["rows"][0][1]["matter"] == matter.number
    second = {"number": "2", "text": "修桥", "indicator": "K1", "target": "≥1座"}
    for typed, told in (
        ([LINE | {"matter": "DC-别的"}, second], f"对应督查事项“{matter.number}”，填的事项编号却是“DC-别的”"),
        ([LINE | {"number": "3"}, second], "不能删去或改号；要改先由绩效办解除绑定"),
    ):
        with pytest.raises(filling.FillingError, match=told):
            filling.save_lines(book, preparer, typed, book.edition)
    assert UnitBook.objects.get(pk=book.pk).edition == book.edition
    for number, kept in (("", matter.number), (matter.number, matter.number)):
        found = filling.save_lines(book, preparer, [LINE | {"matter": number}, second], book.edition)
        book.edition = found.edition
        assert lines_of(found)[0].matter == kept, "left empty it is the matter all the same"
