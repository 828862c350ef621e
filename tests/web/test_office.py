"""The benches of the web application: a small district is laid as the large one, and every page is timed."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from bench.office import district as large
from bench.office.clock import GOAL, Timed, percentile, timed
from bench.office.pages import EVERYBODY, Visit, pages, signed_in, visits
from mingzhang.web.demonstration.district import PASSWORD
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.submission.models import Status, Version
from tests.web.conftest import District


def test_the_paths_of_a_laid_branch_are_those_of_the_register(district: District) -> None:
    units = large._organisations(district.region, 1)
    assert len(units) == 10
    for each in Organisation.objects.filter(pk__in=[unit.pk for unit in units]):
        before = each.path
        each.path = ""
        each.save()
        assert each.path == before


def test_everybody_has_a_post_and_some_can_sign_in(district: District, settings: Settings) -> None:
    settings.AXES_ENABLED = False
    people = large._people(district.region, [district.department])
    assert {role for role, _ in people} == {role.value for role in Role}
    assert Person.objects.get(username="manager").check_password(PASSWORD)
    assert [post.role for post in people["preparer", district.department.pk].posts_today()] == ["preparer"]


def test_every_page_says_who_opens_it(district: District) -> None:
    people = {role: district.person(role) for role in Role}
    found = list(visits(people))
    assert {visit.role for visit in found} == {EVERYBODY, *(role.label for role in Role)}
    assert {visit.name for visit in found} <= set(pages())
    own = [visit.address for visit in found if (visit.name, visit.role) == ("register:list", "填报人")]
    assert own == ["/register/"]


def test_a_page_is_timed_with_its_queries(district: District) -> None:
    told = timed(Visit("portal:list", EVERYBODY, "/public/"), signed_in(None), 2)
    assert len(told.wall) == len(told.processor) == 2 and told.queries > 0 and told.size > 1000


@pytest.mark.parametrize(("name", "late"), [("season:board", True), ("season:export", False)])
def test_only_pages_can_be_late(name: str, late: bool) -> None:
    slow = Timed(Visit(name, "x", "/"), [1.0, GOAL + 1.0], [1.0, 1.0], 1, 1)
    assert slow.late is late and percentile(slow.wall, 50) == 1.0


def test_versions_are_in_all_states_in_a_season_under_way(district: District) -> None:
    model = type("Model", (), {"version": district.draft()})()
    other = district.season.submissions.exclude(organisation=district.department)
    people = {("preparer", each.organisation_id): district.person(Role.PREPARER) for each in other}
    large._versions(district.season, model, people, under_way=True)
    first = Version.objects.exclude(pk=model.version.pk).order_by("number")
    assert [version.status for version in first] == [Status.SUPERSEDED, Status.DRAFT]
