"""The bulletin counts what the register counts."""

from __future__ import annotations

from datetime import date

from examples.matters import TODAY
from mingzhang.facts.publication import CHART, Piece
from mingzhang.facts.report import Table
from mingzhang.supervision.bulletin import bulletin
from mingzhang.supervision.ledger import MatterLedger
from tests.supervision.test_papers import example, words


def texts(piece: Piece) -> list[str]:
    assert isinstance(piece.block, Table)
    return [cell.text for cell in piece.block.cells]


def test_the_bulletin_has_totals_units_sources_and_what_is_overdue() -> None:
    made = bulletin(example(), TODAY)
    said = words(made)
    assert "登记督查事项8件" in said and "按期率60%" in said and "催办1次，批准延期1次" in said
    assert all(
        head in said
        for head in ("一、总体情况", "二、各单位办理情况", "三、各来源办理情况", "四、逾期未反馈事项")
    )
    units, sources, overdue = made.tables()
    rows = [texts(table)[-11:] for table in (units, sources)]
    assert rows[0] == rows[1] == ["合计", "10", "3", "1", "1", "4", "0", "1", "60%", "25%", "35.5"]
    assert "交通支队" in texts(overdue)
    assert any(piece.role == CHART for piece in made.pieces)


def test_a_bulletin_of_nothing_says_so() -> None:
    made = bulletin(MatterLedger("某办", 2026), date(2026, 9, 15))
    assert "登记督查事项0件。" in words(made) and not made.tables()
