"""Returns as a file of SPSS: labels in, contacts out, and back again."""

from __future__ import annotations

from pathlib import Path

import pyreadstat
import pytest

from mingzhang.survey.returns import Intake, Return
from mingzhang.survey.sav_file import write_sav
from mingzhang.writers.written import UnwritableError
from tests.survey.made import invented, small_form


def test_labels_and_values_stand_in_the_file(tmp_path: Path) -> None:
    one = Return(
        "a", 2, answers={"town": "南岭镇", "bus": "4", "used": "公交 公园"}, contacts={"phone": "138"}
    )
    write_sav(tmp_path / "a.sav", small_form(), [one])
    table, about = pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict")
    assert about.column_names_to_labels["bus"] == "公交方便吗"
    assert about.variable_value_labels["bus"][4.0] == "4分"
    assert [table[f"used_{name}"][0] for name in ("公交", "医院", "公园")] == [1.0, 0.0, 1.0]
    assert about.column_names_to_labels["used_医院"] == "用过哪些服务：医院"
    assert "phone" not in about.column_names and "kin" not in about.column_names


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    returns = invented(30)
    write_sav(tmp_path / "a.sav", small_form(), returns)
    intake = Intake([small_form()])
    again = [one for one in intake.read(tmp_path / "a.sav") if isinstance(one, Return)]
    assert [one.answers for one in again] == [one.answers for one in returns]
    assert [one.key for one in again] == [one.key for one in returns]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a.sav").write_bytes(b"1")
    with pytest.raises(UnwritableError):
        write_sav(tmp_path / "a.sav", small_form(), invented(3))
    assert (tmp_path / "a.sav").read_bytes() == b"1"
