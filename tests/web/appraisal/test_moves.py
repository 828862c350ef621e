"""Systems and task books on their way: who signs, what keeps them from being issued, what comes back."""

from __future__ import annotations

import pytest

from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.models import AppraisalCycle, IndicatorVersion, UnitBook
from mingzhang.web.appraisal.moves import BOOK_MOVES, VERSION_MOVES, AppraisalMoveError, make, offered
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import LINE, begun, issued, signed, unit_of
from tests.web.conftest import District


def taken(version: IndicatorVersion, district: District, *names: str) -> IndicatorVersion:
    """The version after moves of the office."""
    for name in names:
        make(VERSION_MOVES, name, version, district.person(Role.PERFORMANCE), "党组会")
    return IndicatorVersion.objects.select_related("cycle__organisation").get(pk=version.pk)


def test_weights_that_do_not_add_up_are_not_issued(district: District) -> None:
    version = taken(begun(district, marks=45).versions.get(), district, "circulate", "passed")
    with pytest.raises(AppraisalMoveError, match="相加为 95，应为 100，缺 5 分"):
        make(VERSION_MOVES, "issued", version, district.person(Role.LEADER), "")
    version.refresh_from_db()
    assert version.state == "通过", "nothing is half issued"


def test_an_assessor_that_nobody_knows_keeps_a_system_from_being_issued(district: District) -> None:
    version = taken(begun(district).versions.get(), district, "circulate", "passed")
    version.system["indicators"][0]["assessor"] = ""
    version.save()
    with pytest.raises(AppraisalMoveError, match="没有写明考评部门"):
        make(VERSION_MOVES, "issued", version, district.person(Role.LEADER), "")
    version.system["indicators"][0]["assessor"] = "甲区没有的局"
    version.save()
    with pytest.raises(AppraisalMoveError, match="甲区没有的局"):
        make(VERSION_MOVES, "issued", version, district.person(Role.LEADER), "")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEADER}))
def test_nobody_but_the_leader_issues_a_system(role: Role, district: District) -> None:
    version = taken(begun(district).versions.get(), district, "circulate", "passed")
    with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
        make(VERSION_MOVES, "issued", version, district.person(role), "")


def test_a_revision_stands_beside_the_issued_version_until_it_is_issued(district: District) -> None:
    cycle = issued(district)
    first = cycle.versions.get()
    with pytest.raises(AppraisalMoveError, match="请写明修订理由"):
        make(VERSION_MOVES, "revised", first, district.person(Role.PERFORMANCE), " ")
    make(VERSION_MOVES, "revised", first, district.person(Role.PERFORMANCE), "市里调整了指标")
    second = cycle.versions.get(number=2)
    assert (second.state, second.reason) == ("修订", "市里调整了指标")
    (system,) = plan_of(cycle).systems
    assert system.version == 1
    with pytest.raises(AppraisalMoveError, match="最新一版"):
        make(VERSION_MOVES, "revised", first, district.person(Role.PERFORMANCE), "再改")
    second = taken(second, district, "circulate", "passed")
    make(VERSION_MOVES, "issued", second, district.person(Role.LEADER), "")
    (system,) = plan_of(AppraisalCycle.objects.get(pk=cycle.pk)).systems
    assert system.version == 2


def test_a_book_goes_from_its_unit_to_the_office_to_the_leader(district: District) -> None:
    cycle = issued(district)
    preparer, office = district.person(Role.PREPARER), district.person(Role.PERFORMANCE)
    book = moves.begin_book(unit_of(cycle, district.department), preparer)
    with pytest.raises(AppraisalMoveError, match="还没有任务"):
        make(BOOK_MOVES, "hand_in", book, preparer, "")
    filling.save_lines(book, preparer, [{**LINE, "target": "按期完成"}], 1)
    with pytest.raises(AppraisalMoveError, match="没有数和单位"):
        make(BOOK_MOVES, "hand_in", book, preparer, "")
    filling.save_lines(book, preparer, [LINE], 2)
    with pytest.raises(AppraisalMoveError, match="还没有送审"):
        make(BOOK_MOVES, "confirm", book, office, "")
    make(BOOK_MOVES, "hand_in", book, preparer, "")
    with pytest.raises(filling.FillingError, match="不能改"):
        filling.save_lines(book, preparer, [], 3)
    make(BOOK_MOVES, "give_back", book, office, "目标偏低")
    make(BOOK_MOVES, "hand_in", book, preparer, "")
    make(BOOK_MOVES, "confirm", book, office, "")
    with pytest.raises(AppraisalMoveError, match="签发绩效考评"):
        make(BOOK_MOVES, "sign", book, office, "")
    make(BOOK_MOVES, "sign", book, district.person(Role.LEADER), "")
    assert UnitBook.objects.get(pk=book.pk).signed
    assert Entry.objects.filter(what="签订").count() == 1


def test_an_adjusted_book_is_signed_anew_and_the_first_stays_in_force(district: District) -> None:
    cycle = issued(district)
    book = signed(district, cycle)[0]
    make(BOOK_MOVES, "adjust", book, district.person(Role.PERFORMANCE), "经区政府同意")
    again = UnitBook.objects.get(unit=book.unit, number=2)
    assert (again.state, again.open, again.reason) == ("调整", True, "经区政府同意")
    assert [name for name, *_ in offered(BOOK_MOVES, again, district.person(Role.LEADER))] == ["sign"]
    with pytest.raises(AppraisalMoveError, match="还没有送审"):
        make(BOOK_MOVES, "sign", again, district.person(Role.LEADER), "")


def test_of_two_who_save_the_same_book_one_is_told(district: District) -> None:
    cycle = issued(district)
    preparer = district.person(Role.PREPARER)
    book = moves.begin_book(unit_of(cycle, district.department), preparer)
    filling.save_lines(book, preparer, [LINE], 1)
    with pytest.raises(filling.FillingError, match="没有保存"):
        filling.save_lines(book, preparer, [], 1)
    assert len(UnitBook.objects.get(pk=book.pk).lines) == 1
