"""A matter shows all before and after it, and its other ends show it as it stands today."""

from __future__ import annotations

from mingzhang.supervision.matter import Act
from mingzhang.web.appraisal.models import UnitBook
from mingzhang.web.joins import lines, losses
from mingzhang.web.joins.claims import hand_over
from mingzhang.web.joins.every import joined_of
from mingzhang.web.joins.models import MatterOfLoss
from mingzhang.web.joins.shown import Joined
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.verification.matters import supervise_open
from mingzhang.web.verification.models import VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import DAY, District
from tests.web.joins.joining import RULE, unmended
from tests.web.joins.test_lines import book_of
from tests.web.joins.test_losses import sealed
from tests.web.supervision.courses import assigned, duty_of, registered, step
from tests.web.verification.campaigns import told


def kinds(joined: Joined) -> list[str]:
    return [end.what for end in joined.ends]


def test_closing_and_extending_a_matter_shows_in_the_line(district: District) -> None:
    book, matter, leader = book_of(district), assigned(district), district.person(Role.LEADER)
    lines.bind(book, "1", str(matter.pk), district.person(Role.PREPARER))
    (end,) = joined_of(book, leader).ends
    assert (end.what, end.state, end.address) == ("任务 1", "交办", matter.address) and "延期" not in end.note
    duty = duty_of(matter, district.department)
    step(matter, district, Act.EXTEND, Role.LEADER, duty=duty.pk, text="等雨停", due=DAY.replace(month=9))
    (end,) = joined_of(book, district.person(Role.PREPARER)).ends
    assert "2026年9月16日" in end.note and "延期 1 次" in end.note and end.address == duty.address
    SupervisedMatter.objects.filter(pk=matter.pk).update(stage="办结")
    assert joined_of(UnitBook.objects.get(pk=book.pk), leader).ends[0].state == "办结"
    (line,) = joined_of(matter, leader).ends
    assert line.what == "任务书条目" and line.address == book.address and "修路" in line.name
    assert joined_of(matter, district.person(Role.SUPERVISION)).ends[0].address == ""
    assert kinds(joined_of(duty, district.person(Role.PREPARER))) == ["任务书条目"]
    UnitBook.objects.update(lines=[])
    assert joined_of(matter, leader).ends[0].warns, "the line is gone from the book"


def test_a_matter_shows_points_problems_and_claims_of_the_field(district: District) -> None:
    problem = unmended(district)
    book = book_of(district)
    matter = registered(district)
    FoundProblem.objects.update(matter=matter.number)
    VisitPoint.objects.update(matter=matter.number)
    hand_over(problem.verification, district.person(Role.SUPERVISION), RULE)
    lines.bind_typed(book.unit.cycle, district.person(Role.PERFORMANCE))
    found = joined_of(matter, district.person(Role.LEADER))
    assert kinds(found) == ["核验点位", "核验点位", "核验问题", "减分申报"]
    assert all(end.address for end in found.ends)
    point = VisitPoint.objects.select_related("verification__organisation").first()
    assert kinds(joined_of(point, district.person(Role.LEADER))) == ["督查事项"]


def test_a_matter_that_supervises_a_problem_shows_it(district: District) -> None:
    problem = told(district)
    supervise_open(problem.verification, district.person(Role.SUPERVISION))
    matter = SupervisedMatter.objects.get()
    (end,) = joined_of(matter, district.person(Role.LEADER)).ends
    assert end.what == "来自核验问题" and end.address == problem.address


def test_a_matter_of_the_next_year_shows_what_was_lost(district: District) -> None:
    unit = sealed(district)
    losses.open_losses(unit, district.person(Role.PERFORMANCE))
    made = MatterOfLoss.objects.select_related("matter__organisation").get(source="F1")
    (end,) = joined_of(made.matter, district.person(Role.LEADER)).ends
    assert end.what == "考评失分" and "code=F1" in end.address and "失 2 分" in end.name
    unit.results.all().delete()
    assert "已不失分" in joined_of(made.matter, district.person(Role.LEADER)).ends[0].name
