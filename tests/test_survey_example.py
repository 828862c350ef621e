"""The invented survey: what was laid down in it is found, and its counts are those of the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examples import survey
from mingzhang.survey.estimates import WHOLE
from mingzhang.survey.handed_on import count_measures
from mingzhang.survey.opinions import suggested_matters
from mingzhang.survey.report import publications
from mingzhang.work.survey_files import EstimatedFiles, estimate_files


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> EstimatedFiles:
    folder = tmp_path_factory.mktemp("survey")
    export = survey.write(folder)
    return estimate_files([export], [folder / "问卷.xlsx"], folder / "方案.xlsx")


def test_what_was_laid_down_is_found(found: EstimatedFiles) -> None:
    apart = {town: place for place, group in enumerate(found.shared.groups) for town in group.towns}
    usual = apart["青山街道"]
    assert all(apart[town] > usual for town in survey.POORER) and all(
        apart[town] < usual for town in survey.BETTER
    )
    assert len(found.shared.groups[usual].towns) > 10  # who is equal is not ranked
    short = {(board.domain, board.measure) for board in found.shared.boards}
    assert set(survey.LOW) <= short
    chance = {town for town, _ in short} - {*survey.POORER, *(town for town, _ in survey.LOW)}
    assert len([one for one in short if one[0] in chance]) <= 13  # twice what chance brings


def test_counts_are_those_of_the_project(found: EstimatedFiles) -> None:
    reports = [name for _, name in publications(found.shared) if "报告" in name]
    returns, written = count_measures(found.made, reports, date(2026, 11, 30))
    assert returns.number == 6_685 and written.number == 22


def test_what_is_odd_is_told_and_not_counted(found: EstimatedFiles) -> None:
    assert dict(found.made.left_out) == {"同一份答卷重复": 1, "整行错位": 1}
    assert len(found.problems) == 2


def test_the_year_before_is_compared(found: EstimatedFiles) -> None:
    change = found.made.results.change(WHOLE, "", *found.made.plan.earlier["", WHOLE])
    assert change.telling and change.words.startswith("下降")


def test_suggestions_become_matters(found: EstimatedFiles) -> None:
    matters = suggested_matters(found.shared.opinions, "2026年度居民满意度调查")
    assert len(matters) == 5 and all(matter.unit.startswith("区") for matter in matters)


def test_thirty_odd_cells_are_enough_for_every_town(found: EstimatedFiles, tmp_path: Path) -> None:
    assert min(found.shared.of(WHOLE, town).count for town in survey.TOWNS) >= 240
    assert not list(tmp_path.iterdir())
