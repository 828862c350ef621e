"""The papers: quotes side by side, marks of the judges, deliverables with their acceptance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examples.purchases import ledger
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Table
from mingzhang.purchasing.papers import acceptance_sheet, selection_record, summary

DAY = date(2020, 12, 31)


def cells(made: Publication, name: str) -> list[list[str]]:
    """The rows of a table of a paper."""
    table = next(p.block for p in made.pieces if isinstance(p.block, Table) and p.block.name == name)
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def words(made: Publication) -> str:
    """All that a paper says outside its tables."""
    return "\n".join(getattr(piece.block, "text", "") for piece in made.pieces)


def test_quotes_stand_side_by_side_in_the_order_of_the_marks() -> None:
    made = selection_record(ledger(), ledger().projects[0], DAY)
    heads, prices, order, *_, result = cells(made, "报价比较")
    assert cells(made, "签字")[0] == ["评委1签字", "评委2签字", "评委3签字", "监督人员签字", "记录人签字"]
    assert result == ["比选结果", "选定", "—", "—"]
    assert "评分标准：服务方案60分、业绩20分、报价20分，满分100分。" in words(made)
    assert heads == ["项目", "乙调查公司", "甲咨询公司", "丙数据公司"]
    assert prices[1:] == ["44.29", "45.80", "43.50"] and order[1:] == ["第2低", "第3低", "第1低"]
    assert cells(made, "评分汇总")[1] == ["乙调查公司", "91", "88", "91", "90", "1"]
    assert "选定“乙调查公司”，成交价44.29万元" in words(made)


def test_an_acceptance_sheet_says_what_was_to_come_and_what_came() -> None:
    made = acceptance_sheet(ledger(), ledger().contracts[0], DAY)
    assert cells(made, "验收情况")[1][2:6] == ["6000份", "6685份", "2020年11月30日\n2020年12月1日", "合格"]
    assert "验收人：督查科科长。" in words(made) and len(cells(made, "签字")[0]) == 3
    assert "变更1次" in words(made) and "全部交付物验收合格" in words(made)
    waiting = ledger()
    waiting.acceptances = waiting.acceptances[1:]
    later = acceptance_sheet(waiting, waiting.contracts[0], DAY)
    assert cells(later, "验收情况")[1][5] == "未验收" and "还有交付物没有验收合格" in words(later)


def test_the_summary_opens_every_total_to_its_contracts() -> None:
    made = summary(ledger(), DAY)
    assert ["授予小微企业", "6.82", "93.17%", "2"] in cells(made, "公开口径合计")
    assert [row[0] for row in cells(made, "购买服务支出")[1:]] == [
        "2020-07", "2020-11", "2020-22", "2020-23", "2020-24", "2020-25", "合计",
    ]  # fmt: skip
    assert cells(made, "项目执行")[1] == ["满意度调查", "49.29", "40.29", "81.74%", "9.00"]


def test_what_is_not_filled_in_is_said_and_not_counted_as_nothing() -> None:
    made = ledger()
    made.quotes = [replace(each, price=None, day=None, size="") for each in made.quotes]
    made.projects = [replace(each, budget=None, opinion="") for each in made.projects]
    paper = selection_record(made, made.projects[0], DAY)
    heads, prices, order, sizes, days, _ = cells(paper, "报价比较")
    assert {cell for row in (prices, order, sizes, days) for cell in row[1:]} == {"—"}
    assert len(heads) == 4 and "全年预算（未填）" in words(paper) and "成交价（未填）" in words(paper)
    assert cells(summary(made, DAY), "项目执行")[1] == ["满意度调查", "—", "40.29", "—", "—"]


def test_a_selection_without_marks_or_a_choice_says_so() -> None:
    made = ledger()
    made.marks = []
    made.quotes = [replace(each, chosen=False) for each in made.quotes]
    made.projects = [replace(each, opinion="") for each in made.projects]
    said = words(selection_record(made, made.projects[0], DAY))
    assert "尚未选定供应商" in said and "二、评审意见" in said and "评分" not in said


def test_a_reason_stands_beside_the_choice_and_nobody_is_signed_for() -> None:
    made = ledger()
    made.quotes[1] = replace(made.quotes[1], reason="现场力量充足。")
    paper = selection_record(made, made.projects[0], DAY)
    assert "理由：现场力量充足。" in words(paper)
    heads, below = cells(paper, "签字")
    assert heads[0] == "评委1签字" and {each.strip() for each in below} == {""}


def test_a_contract_without_deliverables_says_so() -> None:
    paper = acceptance_sheet(ledger(), ledger().contracts[2], DAY)
    assert "合同没有列明交付物" in words(paper) and "还有交付物没有验收合格" in words(paper)
    assert paper.title == "办公设备购置验收单"


def test_evidence_is_named_with_the_beginning_of_its_hash() -> None:
    made = ledger()
    proofs = [row[6] for row in cells(acceptance_sheet(made, made.contracts[0], DAY), "验收情况")[1:]]
    assert proofs == ["答卷清单.xlsx（abababab）", "报告目录.pdf（cdcdcdcd）"]
    made.acceptances[0] = replace(made.acceptances[0], sha256="")
    bare = cells(acceptance_sheet(made, made.contracts[0], DAY), "验收情况")[1]
    assert bare[6] == "答卷清单.xlsx"
