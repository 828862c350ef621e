"""The invented accounts of nine provinces are whole, clean, and each says what its province wants said."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples import places
from mingzhang.facts.report import Paragraph
from mingzhang.work.build import told


@pytest.mark.parametrize("place", places.UNITS)
def test_the_account_of_a_province_is_whole_and_clean(place: str) -> None:
    made = places.account(place)
    assert told(made) == []
    assert [str(finding) for finding in made.findings] == []
    assert [str(problem) for problem in made.unused] == []
    said = [piece.block.text for piece in made.publication.pieces if isinstance(piece.block, Paragraph)]
    assert said[0] == places.UNITS[place] and "示例" in said[0]
    assert any("预算绩效" in text for text in said) and any("国有资产" in text for text in said)


def test_the_files_of_a_province_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert places.main(tmp_path / "各地", ["610000"]) == 0
    assert "已写出 5 个文件" in capsys.readouterr().out
    assert (tmp_path / "各地" / "610000填报.xlsx").exists()
    assert len(list((tmp_path / "各地" / "610000").iterdir())) == 5
