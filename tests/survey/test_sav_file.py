"""Returns as a file of SPSS: labels in, contacts out, and back again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyreadstat
import pytest

from mingzhang.survey.returns import Intake, Return
from mingzhang.survey.sav_file import ANSWER, write_sav
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


def test_labels_that_the_format_cannot_hold_are_shortened_stay_apart_and_are_told(tmp_path: Path) -> None:
    form = small_form()
    long = "过去一年里社区上门或者打电话了解过家里老人的身体情况并且对提出的每一件事" * 2
    bus, used = ({each.name: each for each in form.questions}[name] for name in ("bus", "used"))
    bus = replace(bus, choices=tuple(replace(each, label=long + each.label) for each in bus.choices))
    asked = [replace(each, label=(each.label or "") + long * 2) for each in (bus, used)]
    form = replace(
        form, questions=[{each.name: each for each in asked}.get(q.name, q) for q in form.questions]
    )
    told = write_sav(tmp_path / "a.sav", form, [Return("a", 2, answers={"bus": "4", "used": "公交"})])
    about = pyreadstat.read_sav(tmp_path / "a.sav", metadataonly=True, output_format="dict")[1]
    assert [line.partition("”")[0] for line in told] == [
        f"变量“{name}" for name in ("bus", "used_公交", "used_医院", "used_公园")
    ]
    answers = list(about.variable_value_labels["bus"].values())
    assert len(set(answers)) == len(answers) and all(len(each.encode()) <= ANSWER for each in answers)
    assert all(each.endswith("…") for each in (*answers, str(about.column_names_to_labels["bus"])))
    for name in ("公交", "医院", "公园"):  # what was ticked is said to the end
        assert str(about.column_names_to_labels[f"used_{name}"]).endswith(f"…：{name}")


def test_short_labels_are_told_of_nothing(tmp_path: Path) -> None:
    assert write_sav(tmp_path / "a.sav", small_form(), invented(3)) == []
