"""SPSS files read row by row."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from mingzhang.readers.limits import UnreadableError
from mingzhang.survey.returns import Intake, Return
from mingzhang.survey.sav import is_sav, sav_rows
from tests.survey.made import small_form


def sav(path: Path) -> Path:
    table = pl.DataFrame(
        {"KEY": ["a", "b"], "town": ["南岭镇", "东桥街道"], "bus": [4.0, None], "safe": [99.0, 7.0]}
    )
    pyreadstat.write_sav(table, str(path))
    return path


def test_figures_stand_as_they_would_in_a_text(tmp_path: Path) -> None:
    assert [cells for _, cells in sav_rows(sav(tmp_path / "a.sav"))] == [
        ["KEY", "town", "bus", "safe"],
        ["a", "南岭镇", "4", "99"],
        ["b", "东桥街道", "", "7"],
    ]


def test_returns_come_from_it_as_from_any_export(tmp_path: Path) -> None:
    intake = Intake([small_form()])
    first, second = (one for one in intake.read(sav(tmp_path / "a.sav")) if isinstance(one, Return))
    assert first.answers == {"town": "南岭镇", "bus": "4", "safe": "99"}
    assert second.outside == {"safe": "7"} and "答“7”，不在选项" in str(intake.told()[-1])


def test_a_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("KEY", encoding="utf-8")
    assert is_sav(sav(tmp_path / "b.txt")) and not is_sav(tmp_path / "a.csv") and not is_sav(tmp_path / "c")


@pytest.mark.parametrize("keep", [40, 300])
def test_a_broken_file_is_refused(keep: int, tmp_path: Path) -> None:
    path = sav(tmp_path / "a.sav")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UnreadableError, match="不是完好的 SPSS 文件"):
        list(sav_rows(path))
