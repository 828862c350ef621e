"""What an appraisal never does: a move by the wrong hand, from the wrong state, without reason, or twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.appraisal.claims import BONUS
from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import (
    CycleStep,
    IndicatorVersion,
    UnitBook,
)
from mingzhang.web.appraisal.moves import (
    APPEAL_MOVES,
    BOOK_MOVES,
    CLAIM_MOVES,
    VERSION_MOVES,
    AppraisalMoveError,
    make,
    offered,
)
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import LINE, begun, issued, signed, unit_of
from tests.web.conftest import District

CLAIM = {"kind": BONUS, "rule": "JF", "words": "获市级表彰", "claimed": "1"}
#: From every state of a system the moves that its course does not have, by who may make them elsewhere.
NOT_FROM = [
    ("草拟", "redraft", Role.PERFORMANCE),
    ("草拟", "passed", Role.PERFORMANCE),
    ("草拟", "issued", Role.LEADER),
    ("草拟", "revised", Role.PERFORMANCE),
    ("征求意见", "circulate", Role.PERFORMANCE),
    ("征求意见", "issued", Role.LEADER),
    ("征求意见", "revised", Role.PERFORMANCE),
    ("通过", "circulate", Role.PERFORMANCE),
    ("通过", "passed", Role.PERFORMANCE),
    ("通过", "revised", Role.PERFORMANCE),
    ("印发", "circulate", Role.PERFORMANCE),
    ("印发", "redraft", Role.PERFORMANCE),
    ("印发", "passed", Role.PERFORMANCE),
    ("印发", "issued", Role.LEADER),
]


@pytest.mark.parametrize(("state", "name", "role"), NOT_FROM)
def test_a_system_makes_no_step_that_its_course_does_not_have(
    state: str, name: str, role: Role, district: District
) -> None:
    version = begun(district).versions.get()
    IndicatorVersion.objects.filter(pk=version.pk).update(state=state)
    version.refresh_from_db()
    assert name not in [each for each, *_ in offered(VERSION_MOVES, version, district.person(role))]
    with pytest.raises(AppraisalMoveError) as refusal:
        make(VERSION_MOVES, name, version, district.person(role), "理由")
    assert str(refusal.value).endswith("。") and "\n" not in str(refusal.value)
    kept = IndicatorVersion.objects.get()
    assert (kept.state, kept.log, kept.system) == (state, version.log, version.system)
    assert not CycleStep.objects.exists(), "what was refused is in no history"


@pytest.mark.parametrize("name", sorted({"circulate", "passed", "redraft", "revised"}))
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PERFORMANCE, Role.ADMINISTRATOR}))
def test_nobody_but_the_office_leads_a_system(role: Role, name: str, district: District) -> None:
    version = begun(district).versions.get()
    with pytest.raises(AppraisalMoveError, match=r"没有“.*”的权限"):
        make(VERSION_MOVES, name, version, district.person(role), "理由")
    assert offered(VERSION_MOVES, version, district.person(role)) == []
    assert IndicatorVersion.objects.get().state == "草拟"


@pytest.mark.parametrize(
    ("table", "name", "asked"),
    [
        (VERSION_MOVES, "passed", "会议"),
        (VERSION_MOVES, "revised", "修订理由"),
        (BOOK_MOVES, "give_back", "退回理由"),
        (BOOK_MOVES, "adjust", "调整理由"),
        (CLAIM_MOVES, "review", "评审组"),
    ],
)
@pytest.mark.parametrize("words", ["", "   ", "\n\t", "\u3000"])
def test_blanks_are_no_reason(table: dict[str, object], name: str, asked: str, words: str) -> None:
    with pytest.raises(AppraisalMoveError, match=f"^请写明{asked}。$"):
        make(table, name, None, None, words)  # type: ignore[arg-type]


@pytest.mark.parametrize("table", [VERSION_MOVES, BOOK_MOVES, CLAIM_MOVES, APPEAL_MOVES])
@pytest.mark.parametrize("name", ["", "删除", "__class__", "SIGN"])
def test_a_move_that_does_not_exist_is_told(table: dict[str, object], name: str) -> None:
    with pytest.raises(AppraisalMoveError, match=r"^没有这种办理。$"):
        make(table, name, None, None, "理由")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("１.5", "1.5"), (" 2 ", "2"), ("0", "0"), ("9,999.9999", "9999.9999"), ("0.0001", "0.0001")],
)
def test_points_are_read_as_they_are_typed(typed: str, meant: str) -> None:
    assert filling.figure(typed) == Decimal(meant) == moves.points(typed)


@pytest.mark.parametrize(
    "typed", ["", "九", "-1", "10000", "1.00001", "NaN", "Infinity", "1e9", "1分", "1/2"]
)
def test_what_is_no_number_of_points_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(FillingError, match="不是分数，应填不小于 0 的数，最多四位小数") as refusal:
        filling.figure(typed)
    assert f"“{typed}”" in str(refusal.value)
    with pytest.raises(AppraisalMoveError, match="不是分数"):
        moves.points(typed)


def test_rows_of_a_form_keep_their_order_and_empty_ones_fall_out() -> None:
    asked = {"row-10-text": "十", "row-9-text": "九", "row-2-text": "  ", "row-x-text": "无", "other": "1"}
    lines = filling.lines_typed(asked)
    assert [line["text"] for line in lines] == ["九", "十"], "by number, not by letter"
    assert all(set(line) == set(filling.LINE) for line in lines)
    assert filling.lines_typed({}) == []


def test_a_book_is_begun_once_and_by_its_unit_only(district: District) -> None:
    unit = unit_of(issued(district), district.department)
    for who in (
        district.person(Role.PREPARER, district.other_department),
        district.person(Role.PERFORMANCE),
        district.person(Role.LEADER),
        district.person(Role.ASSESSOR, district.other_department),
    ):
        with pytest.raises(AppraisalMoveError, match=r"没有“.*”的权限"):
            moves.begin_book(unit, who)
    assert not UnitBook.objects.exists()
    moves.begin_book(unit, district.person(Role.PREPARER))
    with pytest.raises(AppraisalMoveError, match="任务书已经建立"):
        moves.begin_book(unit, district.person(Role.PREPARER))
    assert UnitBook.objects.count() == 1


def test_a_book_that_nobody_handed_in_goes_nowhere(district: District) -> None:
    book = moves.begin_book(unit_of(issued(district), district.department), district.person(Role.PREPARER))
    office, leader = district.person(Role.PERFORMANCE), district.person(Role.LEADER)
    for name, who, told in (
        ("confirm", office, "还没有送审，不能确认"),
        ("give_back", office, "不在绩效办手里"),
        ("sign", leader, "还没有送审，不能签订"),
        ("adjust", office, "已经签订时才能调整"),
    ):
        with pytest.raises(AppraisalMoveError, match=told):
            make(BOOK_MOVES, name, book, who, "理由")
    kept = UnitBook.objects.get()
    assert (kept.state, kept.handed, kept.log) == ("编制", None, [])


def test_a_book_is_handed_in_once_and_signed_once(district: District) -> None:
    preparer, leader = district.person(Role.PREPARER), district.person(Role.LEADER)
    book = signed(district, issued(district))[0]
    steps = CycleStep.objects.count()
    for name, who, told in (
        ("hand_in", preparer, "已经送审或签订"),
        ("sign", leader, "请刷新页面看现在的状态"),
        ("confirm", district.person(Role.PERFORMANCE), "请刷新页面看现在的状态"),
    ):
        with pytest.raises(AppraisalMoveError, match=told):
            make(BOOK_MOVES, name, book, who, "")
    assert CycleStep.objects.count() == steps and UnitBook.objects.get(pk=book.pk).signed
    with pytest.raises(FillingError, match="不能改"):
        filling.save_lines(book, preparer, [], book.edition)
    assert UnitBook.objects.get(pk=book.pk).lines, "a signed task is not lost"


def test_of_two_who_fill_a_book_the_second_is_told(district: District) -> None:
    preparer = district.person(Role.PREPARER)
    book = moves.begin_book(unit_of(issued(district), district.department), preparer)
    filling.save_lines(book, preparer, [LINE], 1)
    with pytest.raises(FillingError, match="别人刚刚保存过"):
        filling.save_lines(book, preparer, [LINE | {"text": "修桥"}], 1)
    with pytest.raises(FillingError, match="没有填写这份任务书的权限"):
        filling.save_lines(book, district.person(Role.PREPARER, district.other_department), [], 2)
    with pytest.raises(FillingError, match="不是分数"):
        filling.save_lines(book, preparer, [LINE, LINE | {"number": "2", "full": "很多"}], 2)
    kept = UnitBook.objects.get()
    assert (kept.edition, [line["text"] for line in kept.lines]) == (2, ["修路"]), "nothing half taken"
