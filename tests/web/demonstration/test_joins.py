"""What goes from one year of the demonstration into the next, and what the office counts of its own."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.web.appraisal.models import LeafMark
from mingzhang.web.demonstration import joins as demonstration
from mingzhang.web.demonstration.joins import carry_over, name_offices, own_form
from mingzhang.web.joins import losses
from mingzhang.web.joins.models import IndexOfIndicator, MatterOfLine, RunningOffice, Wing
from mingzhang.web.people.models import Role
from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District
from tests.web.joins.test_indices import surveyed_year
from tests.web.joins.test_lines import book_of
from tests.web.joins.test_losses import sealed


def test_a_lost_point_becomes_a_line_of_the_next_book_once(district: District) -> None:
    unit = sealed(district)
    carry_over(unit)
    losses.open_losses(unit, district.person(Role.PERFORMANCE))
    book = book_of(district, year=2026)
    for _ in range(2):
        carry_over(unit)
    made = MatterOfLine.objects.get()
    assert (made.unit, made.number) == (book.unit, "3") and made.matter.from_loss.source == "F1"


def test_the_office_counts_its_own_year(district: District) -> None:
    own_form(district.region, 2025)
    assert not RegisteredProject.objects.exists(), "nobody runs the appraisal yet"
    sealed(district)
    for _ in range(2):
        name_offices(district.region, district.department)
        district.person(Role.PREPARER)
        own_form(district.region, 2025)
    assert RunningOffice.objects.count() == len(Wing)
    project = RegisteredProject.objects.get()
    assert [row["actual"] for row in project.typed["rows"]] == ["0份", "5项", "0套", "0份"]
    assert BoundMeasure.objects.count() == 4 and isinstance(district.region, Organisation)
    assert BoundMeasure.objects.all()[0].as_of == date(2026, 3, 16)


def test_the_index_is_taken_once_both_are_there(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "_INDEX", "X1")
    monkeypatch.setattr(demonstration, "_SURVEYING", district.other_department.name)
    demonstration.index_to_towns(district.region, 2026)
    cycle, run = surveyed_year(district)
    district.person(Role.ASSESSOR)
    demonstration.index_to_towns(district.region, cycle.year - 1)
    assert not IndexOfIndicator.objects.exists(), "of another year nothing is taken"
    for _ in range(2):
        demonstration.index_to_towns(district.region, run.survey.year)
    assert IndexOfIndicator.objects.get().survey == run.survey
    marks = LeafMark.objects.filter(unit__cycle=cycle, indicator="X1")
    assert {mark.actual[:2] for mark in marks} == {"甲区"} and marks.count() == 2
