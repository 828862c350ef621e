"""A finding on a scan is an error only if places, rows of a sum and words it rests on are certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.cli.shared import code_of
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.facts.page_scan import WHOLE, PageScan
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Doubt, Paragraph, Report, Table
from mingzhang.language.document.document import Document
from mingzhang.language.table.form import BoundRow, BoundTable
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check
from mingzhang.work.trust import Trust

LIES = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 600, 800, 1.0, figures=9)
TEXTS = (("科目", "决算数"), ("201", "6.20"), ("202", "1.30"), ("合计", "8.00"))


def cell(text: str, row: int, column: int) -> Cell:
    box = (100.0 * column, 20.0 * row, 100.0 * column + 90, 20.0 * row + 18)
    return Cell(text, row, column, page=1, bbox=box)


def document(*doubts: Doubt, scanned: bool = True) -> Document:
    """A table of one column, bound, on a scanned page."""
    cells = [cell(text, y, x) for y, row in enumerate(TEXTS) for x, text in enumerate(row)]
    table = Table(cells, 1)
    report = Report("a.png", "picture", [table, Paragraph("说明", page=1)], doubts=[*doubts])
    report.scans = [LIES] if scanned else []
    made = understand(replace(report, blocks=[Paragraph("某局")]))
    rows = [
        BoundRow(key, key, cells={}, objects={"数": cells[2 * n + 1]}, row=n, line=key == "合计")
        for n, (key, _) in enumerate(TEXTS)
        if n
    ]
    made.tables = [BoundTable(None, table, "支出表", rows=rows)]
    made.report = report
    made.facts = Facts()
    return made


def a_sum(made: Document) -> Finding:
    """The total against its parts: 8.00 is not 6.20 + 1.30."""
    places = [row.objects["数"].place() for row in made.tables[0].rows]
    facts = [Fact("甲", printed(place.printed, "万元", place)) for place in places]
    gap = number_of(facts[2].figure) - number_of(facts[0].figure) - number_of(facts[1].figure)
    return Finding("T01-01", Verdict.FAILS, message="合计不等", places=[places[2]], gap=gap)


def doubt(row: int, column: int) -> Doubt:
    box = cell("", row, column).bbox
    assert box
    return Doubt(1, box, 0.5)


def verdict(made: Document, finding: Finding) -> str:
    return Trust(made).weighed(finding).verdict.value


@pytest.mark.parametrize(
    ("doubts", "said"),
    [((), "fails"), ((doubt(1, 1),), "undecided"), ((doubt(2, 0),), "undecided"), ((doubt(0, 1),), "fails")],
)
def test_a_sum_rests_on_its_figures_and_on_the_codes_of_its_rows(
    doubts: tuple[Doubt, ...], said: str
) -> None:
    made = document(*doubts)
    assert verdict(made, a_sum(made)) == said


def test_a_label_that_nobody_read_may_hide_a_row() -> None:
    made = document()
    made.tables[0].table.cells[4].error = "不能识别的字符"
    told = Trust(made).weighed(a_sum(made))
    assert told.verdict is Verdict.UNDECIDED and "行列可能没有认全" in told.message


def test_an_unread_page_beside_the_table_may_hold_its_other_rows() -> None:
    made = document()
    made.report.unread_pages = [2]
    assert verdict(made, a_sum(made)) == "undecided"
    made.report.unread_pages = [7]
    assert verdict(made, a_sum(made)) == "fails"


def test_words_are_judged_only_on_pages_without_a_doubt() -> None:
    found = Finding("W-09", Verdict.FAILS, message="错字", places=[Place(page=1, bbox=(0, 700, 9, 709))])
    missing = Finding("S-01", Verdict.FAILS, message="缺少第三部分")
    assert verdict(document(), found) == "fails" and verdict(document(doubt(1, 1)), found) == "undecided"
    assert verdict(document(), missing) == "undecided"
    assert verdict(document(doubt(1, 1), scanned=False), missing) == "fails"


def test_what_holds_stays() -> None:
    holds = Finding("S-01", Verdict.HOLDS)
    assert Trust(document(doubt(1, 1))).weighed(holds) is holds


def test_a_document_with_a_page_that_was_not_read_is_not_understood() -> None:
    whole = replace(doubt(1, 1), reason=WHOLE + "字大多认不出")
    lines = [
        Paragraph("某局2024年度部门决算"),
        Paragraph("二、收入决算情况说明"),
        Paragraph("本年收入合计10.00万元。"),
    ]
    result = check(understand(Report("a.png", "picture", [*lines], doubts=[whole], scans=[LIES]))).result()
    assert result.document.notes[0].startswith("第 1 页是扫描件，没有读懂，不能说它没有问题")
    assert not result.summary.understood and code_of(result) == 2
