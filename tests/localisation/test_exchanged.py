"""Two rows of a table in each other's place are one finding with both right amounts."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.report import Table
from mingzhang.work.check import check
from mingzhang.work.examples import grid, text

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
NAMES = {"2010301": "行政运行", "2010302": "一般行政管理事务", "2010303": "机关服务"}
RIGHT = {
    "2010301": ("90.00", "90.00", "0.00"),
    "2010302": ("40.00", "0.00", "40.00"),
    "2010303": ("7.00", "0.00", "7.00"),
}


def table(exchanged: bool = False, first: str = "本年支出合计", **changed: tuple[str, ...]) -> Table:
    rows = dict(RIGHT) | {code.lstrip("c"): row for code, row in changed.items()}
    if exchanged:
        rows["2010301"], rows["2010302"] = rows["2010302"], rows["2010301"]
    whole = ("137.00", "90.00", "47.00")
    above = [
        ("合计", "", *whole),
        ("201", "一般公共服务支出", *whole),
        ("20103", "政府办公厅（室）及相关机构事务", *whole),
    ]
    return grid(
        (*HEAD[:2], first, *HEAD[3:]), *above, *((code, NAMES[code], *row) for code, row in rows.items())
    )


def failing(spending: Table, general: Table, *told: str) -> list[Finding]:
    titles = "支出决算表", "一般公共预算财政拨款支出决算表"
    document = text(titles[0], spending, titles[1], general, *told, year=2023)
    found = check(document).findings
    return [f for f in found if f.verdict is Verdict.FAILS and f.severity is not Severity.INFO]


ITEM = "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为90.00万元。"
TOLD = ("五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况", ITEM)


def test_the_sentence_tells_which_table_is_wrong() -> None:
    (one,) = failing(table(exchanged=True), table(first="合计"), *TOLD)
    assert "《支出决算表》“行政运行”行和“一般行政管理事务”行的数互相写错了位置" in one.message
    assert (one.printed, one.expected) == ("40.00万元", "90.00万元")
    (other,) = failing(table(), table(exchanged=True, first="合计"), *TOLD)
    assert "《一般公共预算财政拨款支出决算表》“行政运行”行" in other.message


def test_of_two_tables_alone_nobody_can_tell() -> None:
    found = failing(table(exchanged=True), table(first="合计"))
    assert found and not any("互相写错" in one.message for one in found)


@pytest.mark.parametrize("row", [("60.00", "60.00", "0.00"), ("91.00", "91.00", "0.00")])
def test_a_single_wrong_row_is_no_exchange(row: tuple[str, ...]) -> None:
    found = failing(table(c2010301=row), table(first="合计"), *TOLD)
    assert found and not any("互相写错" in one.message for one in found)
