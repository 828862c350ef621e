"""Returns written as one tidy table: without contacts, without formulas, readable again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mingzhang.survey.returns import Intake, RepeatedPart, Return
from mingzhang.survey.returns_file import write_returns
from mingzhang.writers.written import UnwritableError
from tests.survey.made import invented, small_form


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    returns = invented(12)
    write_returns(tmp_path / "答卷.csv", small_form(), returns)
    intake = Intake([small_form()])
    again = [one for one in intake.read(tmp_path / "答卷.csv") if isinstance(one, Return)]
    assert [one.answers for one in again] == [one.answers for one in returns]
    assert [one.key for one in again] == [one.key for one in returns] and not intake.told()


def test_contacts_are_left_out(tmp_path: Path) -> None:
    one = Return("a", 2, answers={"town": "南岭镇"}, contacts={"phone": "13900000000"})
    made = write_returns(tmp_path / "答卷.csv", small_form(), [one])
    text = (tmp_path / "答卷.csv").read_text(encoding="utf-8-sig")
    assert "13900000000" not in text and "phone" not in text and made.counts == {"答卷": 1}


def test_a_formula_in_an_answer_stays_a_text(tmp_path: Path) -> None:
    write_returns(tmp_path / "答卷.csv", small_form(), [Return("a", 2, answers={"said": "=1+1"})])
    assert (
        rows_of(tmp_path / "答卷.csv")[1][-1].startswith("'=") or "'=1+1" in rows_of(tmp_path / "答卷.csv")[1]
    )


def test_rows_that_slipped_and_repeated_parts_get_files_of_their_own(tmp_path: Path) -> None:
    found: list[Return | RepeatedPart] = [
        Return("a", 2),
        Return("第3行", 3, shifted=True, cells=("x", "y")),
        RepeatedPart("family", "a", 2, {"kin": "8"}),
    ]
    made = write_returns(tmp_path / "答卷.csv", small_form(), found, lambda: [("导出.csv", "3", "错位")])
    assert [path.name for path in made.paths] == [
        "答卷.csv",
        "答卷（错位）.csv",
        "答卷（重复组）.csv",
        "答卷（问题）.csv",
    ]
    assert rows_of(made.paths[1]) == [["3", "x", "y"]]
    assert rows_of(made.paths[2]) == [["family", "a", "2", "kin", "8"]]
    assert rows_of(made.paths[3]) == [["导出.csv", "3", "错位"]]


def test_what_is_odd_about_a_return_stands_with_it(tmp_path: Path) -> None:
    one = Return("a", 5, review="approved", outside={"all": "7"}, more={"备注": "雨"}, again=2)
    write_returns(tmp_path / "答卷.csv", small_form(), [one])
    heads, row = rows_of(tmp_path / "答卷.csv")
    known = dict(zip(heads, row, strict=True))
    assert (known["审核状态"], known["原表行号"], known["重复于行"]) == ("通过", "5", "2")
    assert known["选项外的答案"] == "all=7" and known["其他列"] == "备注=雨"


def test_nothing_is_written_where_reading_breaks_off(tmp_path: Path) -> None:
    def broken() -> list[Return]:
        raise ValueError("断了")

    with pytest.raises(ValueError, match="断了"):
        write_returns(tmp_path / "答卷.csv", small_form(), (one for part in [broken] for one in part()))
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "答卷.csv").write_text("a", encoding="utf-8")
    with pytest.raises(UnwritableError):
        write_returns(tmp_path / "答卷.csv", small_form(), invented(2))
    assert (tmp_path / "答卷.csv").read_text(encoding="utf-8") == "a"
