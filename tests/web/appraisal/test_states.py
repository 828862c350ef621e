"""One module changes where things stand; no other assigns a state, and each step keeps to its course."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mingzhang.appraisal.courses import BOOK
from mingzhang.web.appraisal import states
from mingzhang.web.appraisal.models import AppraisalCycle, LeafMark, UnitBook
from mingzhang.web.appraisal.states import AppraisalMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, ready, signed
from tests.web.conftest import District

ROOM = Path(states.__file__).parent
FIELDS = {"state", "ranking"}
MAKERS = {"update", "create", "get_or_create", "update_or_create", "bulk_create"}


def assigned(source: str) -> list[int]:
    """The lines of a module that set a state: by assignment, ``setattr``, or as a row is made or updated."""
    found = []
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else targets
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            found += [line for p in parts if isinstance(p, ast.Attribute) and p.attr in FIELDS]
        if isinstance(node, ast.Call) and any(word.arg in FIELDS for word in node.keywords):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            model = name in {*dir(states), "IndicatorVersion", "UnitBook", "FiledClaim"} and name[0].isupper()
            found += [line] if name in MAKERS or model else []
    return found


def test_nothing_else_in_the_room_assigns_a_state() -> None:
    others = [path for path in sorted(ROOM.glob("*.py")) if path.name != "states.py"]
    assert {
        path.name: lines for path in others if (lines := assigned(path.read_text(encoding="utf-8")))
    } == {}
    assert len(assigned((ROOM / "states.py").read_text(encoding="utf-8"))) >= 6, (
        "the test sees what it looks for"
    )


@pytest.mark.parametrize(
    "line",
    [
        "x.state = 1",
        "x.a, x.state = 1, 2",
        "x.ranking: str = 'a'",
        "M.objects.filter(pk=1).update(state='a')",
        "M.objects.create(a=1, state='a')",
        "UnitBook(unit=1, state='a')",
    ],
)
def test_the_test_sees_every_way_of_assigning(line: str) -> None:
    assert assigned(line) == [1]


@pytest.mark.parametrize(
    "line", ["x.filter(state='a')", "x.state == 1", "state = x.state", "replace(b, state=1)"]
)
def test_and_takes_nothing_else_for_it(line: str) -> None:
    assert assigned(line) == []


def test_a_step_off_the_course_changes_nothing(district: District) -> None:
    book, leader = signed(district, issued(district))[0], district.person(Role.LEADER)
    entries = Entry.objects.count()
    with pytest.raises(AppraisalMoveError, match="只能转为“调整”"):
        states.entered(book, BOOK, "确认", leader, "")
    cycle = AppraisalCycle.objects.get()
    with pytest.raises(AppraisalMoveError, match="只能转为“封存”"):
        states.ranked(cycle, "发布", leader, "")
    assert UnitBook.objects.get(pk=book.pk).state == "签订" and AppraisalCycle.objects.get().ranking == "汇总"
    assert Entry.objects.count() == entries


def test_marks_go_on_only_as_their_course_says(district: District) -> None:
    ready(district)
    marks = LeafMark.objects.all()
    with pytest.raises(AppraisalMoveError, match="不能转为“复核”"):
        states.led(marks, "确认", "复核")
    mark = marks.select_related("unit")[0]
    states.opened_anew(mark.unit, mark.indicator)
    assert LeafMark.objects.get(pk=mark.pk).state == states.AGAIN
    edition = mark.edition
    states.collected(mark, district.person(Role.PERFORMANCE))
    assert (mark.state, mark.edition) == ("已采集", edition + 1)
