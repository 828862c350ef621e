"""What a publication hands to writers and to the checker."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.publication import CHART, TABLE, UNIT, Chart, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table


def test_the_report_of_a_publication_leaves_out_the_charts_and_keeps_the_order() -> None:
    table = Table([Cell("项目", 0, 0), Cell("决算数", 0, 1)])
    chart = Chart("ring", "收入构成", ("拨款",), (("金额", (Fraction(1),)),), "万元", "全部是拨款。")
    whole = Publication(
        "某局",
        "2024年度部门决算",
        2024,
        [Piece(Paragraph("某局"), UNIT), Piece(chart, CHART), Piece(table, TABLE, name="总表")],
    )
    assert whole.report().blocks == [Paragraph("某局"), table]
    assert [piece.name for piece in whole.tables()] == ["总表"]
    assert whole.report().file == "某局2024年度部门决算"
