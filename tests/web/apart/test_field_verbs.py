"""What is read apart for field verification, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.matters import ledger
from examples.visits import campaign
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import write_sheets
from mingzhang.supervision.ledger import ledger_workbook
from mingzhang.verification.draw import FIRST
from mingzhang.verification.workbook import campaign_workbook, list_workbook
from mingzhang.web.apart.field_verbs import campaign_book, inspectables, photographs, visit_list
from tests.readers.test_photograph import EAST, NORTH, photo

SECONDS = 20


def test_a_workbook_of_a_verification_gives_standards_and_phases(tmp_path: Path) -> None:
    write_sheets(campaign_workbook(campaign()), tmp_path / "核验.xlsx")
    told = campaign_book([tmp_path / "核验.xlsx"], tmp_path, SECONDS)
    assert not told["problems"] and [row["name"] for row in told["phases"]] == ["第一阶段", "第二阶段"]
    (rows,) = list(told["standards"].values())[:1]
    assert {"code", "text", "criterion", "evidence", "severity", "points"} == rows[0].keys()
    assert isinstance(rows[0]["points"], str)


def test_a_ledger_gives_what_may_be_inspected(tmp_path: Path) -> None:
    write_sheets(ledger_workbook(ledger()), tmp_path / "台账.xlsx")
    rows = inspectables([tmp_path / "台账.xlsx"], tmp_path, SECONDS, 2026)["rows"]
    assert len(rows) == 10 and {"matter", "unit", "source", "quarter"} <= rows[0].keys()
    (tmp_path / "坏.xlsx").write_bytes(b"x")
    with pytest.raises(UnreadableError):
        inspectables([tmp_path / "坏.xlsx"], tmp_path, SECONDS, 2026)


def test_photographs_give_time_place_and_a_small_picture(tmp_path: Path) -> None:
    one = photo(tmp_path / "1.jpg", {1: "N", 2: NORTH, 3: "E", 4: EAST})
    (tmp_path / "2.jpg").write_bytes(b"none")
    first, second = photographs([one, tmp_path / "2.jpg"], tmp_path, SECONDS)["photos"]
    assert first["latitude"] == "39.911953" and first["taken"] == "2026-10-09T09:30:00"
    assert (tmp_path / first["small"]).read_bytes()[:2] == b"\xff\xd8"
    assert second["refused"] and not second["small"]


def test_a_list_gives_results_and_a_table_of_answers_its_cells(tmp_path: Path) -> None:
    made = campaign()
    points = [point for point in made.points if point.phase == FIRST]
    write_sheets(list_workbook(made, points), tmp_path / "清单.xlsx")
    assert visit_list([tmp_path / "清单.xlsx"], tmp_path, SECONDS) == {"results": [], "problems": []}
    write_sheets(ledger_workbook(ledger()), tmp_path / "别的.xlsx")
    told = visit_list([tmp_path / "别的.xlsx"], tmp_path, SECONDS)
    assert told["cells"] and len(told["cells"][0]) == 3
