"""The papers say what the register says, to whom, by when, under which number."""

from __future__ import annotations

from functools import cache

from examples.matters import TODAY, ledger
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Paragraph, Table
from mingzhang.supervision.ledger import MatterLedger
from mingzhang.supervision.papers import next_number, notices, sheets, slips

example = cache(ledger)


def words(paper: Publication) -> str:
    """Everything that a paper says."""
    found = []
    for piece in paper.pieces:
        if isinstance(piece.block, Paragraph):
            found.append(piece.block.text)
        elif isinstance(piece.block, Table):
            found += [cell.text for cell in piece.block.cells]
    return "\n".join(found)


def test_a_notice_is_for_all_units_of_its_number() -> None:
    every = notices(example())
    assert len(every) == 7
    joint = next(paper for paper in every if "14号" in paper.title)
    assert "市场监管局、教委：" in words(joint) and "2026年9月15日" in words(joint)
    assert [paper.title for paper in notices(example(), unsigned=True)] == ["督查通知示政督〔2026〕14号"]


def test_a_slip_tells_how_late_the_unit_is() -> None:
    (slip,) = slips(example())
    said = words(slip)
    assert "交通支队：" in said and "示政督〔2026〕15号" in said
    assert "反馈期限为2026年9月7日" in said and "已逾期2个工作日" in said


def test_a_unit_gets_one_document_with_a_sheet_for_each_matter() -> None:
    made = dict(sheets(example(), TODAY))
    assert set(made) == {"住房城乡建设委", "交通支队", "城市管理委", "市场监管局", "教委"}
    assert "2026年9月18日" in words(made["住房城乡建设委"])
    assert "口袋公园夜间照明补建" in words(made["城市管理委"])  # taken over from the merged unit


def test_numbers_of_papers_go_on() -> None:
    assert next_number(example(), 2026) == "示政督〔2026〕16号"
    assert next_number(example(), 2027) == "示政督〔2027〕1号"
    assert next_number(MatterLedger(), 2026) == ""
