"""What is to be told of a filing though it may be published, and what every filled cell is used for."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mingzhang.cli import FOUND, OK, main
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.fact import stated
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.sentence_writer import Prose
from mingzhang.language.workbook.form import Filing
from mingzhang.performance.project import Project, Register, funds_of
from mingzhang.performance.project_workbook import write_register
from mingzhang.work.build import Draft, build_file, draft, told

pytestmark = pytest.mark.usefixtures("few_rows")

PLACES = [("000000", 2024), ("110106", 2020), ("310107", 2024)]


def texts(publication: Publication) -> str:
    return "\n".join(p.block.text for p in publication.pieces if isinstance(p.block, Paragraph))


def ledger(place: str = "310107", year: int = 2024) -> InventedLedger:
    return InventedLedger(1, place, year, 3)


def read(made: Filing, folder: Path) -> Draft:
    """The draft of a filing that went through its workbook, so that cells have names."""
    write_template(made.place, made.year, folder / "填报.xlsx", True, made)
    return build_file(folder / "填报.xlsx", folder / "公开", ("html",)).draft


# -- whatever is filled in is used ------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "year"), PLACES)
def test_the_sheet_on_performance_is_published(place: str, year: int) -> None:
    filled = ledger(place, year)
    filled.counts |= {"绩效.项目数": "16个", "绩效.部门项目数": "20个", "绩效.优": "14个", "绩效.良": "2个"}
    filled.cents["绩效.涉及金额"] = 50_000_000
    said = texts(draft(filled.filing()).publication)
    assert (
        f"{year}年度，某市某区发展研究中心评价项目16个，占部门项目总数的80.00%，涉及金额50.00万元。" in said
    )
    assert "评价结果为“优”的项目14个。评价结果为“良”的项目2个。" in said


@pytest.mark.parametrize(("place", "year"), PLACES)
def test_no_evaluation_is_said_where_the_sheet_says_so(place: str, year: int) -> None:
    filled = ledger(place, year)
    filled.counts["绩效.项目数"] = "0个"
    assert f"{year}年度没有开展项目绩效评价。" in texts(draft(filled.filing()).publication)


def test_reserves_offices_and_staff_are_published() -> None:
    filled = ledger()
    filled.cents |= {"预留.中小预算": 20_000_000, "预留.其他成交": 1_000_000}
    filled.counts |= {"人员.行政编制": "42人", "人员.行政实有": "40人", "人员.离退休": "17人"}
    filled.words |= {"内设机构:1": "办公室", "内设机构:2": "研究一科"}
    said = texts(draft(filled.filing()).publication)
    assert "面向中小企业预留的政府采购项目预算金额20.00万元。" in said
    assert "在其他政府采购项目中，由中小企业成交的采购金额1.00万元。" in said
    assert "内设机构2个：办公室、研究一科。" in said
    assert "行政编制42人，实有40人；" in said
    assert "离退休人员17人。" in said


def test_a_filled_cell_without_use_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled = ledger()
    filled.counts["资产.通用设备"] = "0台"
    filled.cents["资产.车辆价值"] = 3_000_000
    made = read(filled.filing(), tmp_path)
    (idle,) = [p for p in made.unused if "车辆账面原值" in p.sentence]
    assert idle.sentence.startswith("工作表“采购与资产”的 B")
    assert told(made) == []
    assert any("车辆账面原值" in sentence and "没有用到" in sentence for sentence in told(made, strict=True))
    command = ["build", str(tmp_path / "填报.xlsx"), "-o", str(tmp_path / "又"), "--format", "html"]
    assert main([*command, "--strict"]) == FOUND
    assert main(command) == OK
    err = capsys.readouterr().err
    assert "填了但没有用到的格子" in err
    assert err.index("填了但没有用到的格子") < err.rindex("（“车辆账面原值”“数”）（本地公开文本不写）。")


def test_what_is_compared_only_is_used(tmp_path: Path) -> None:
    """Balances by item are not printed here, but held against their total."""
    filled = ledger()
    code = filled.codes[0]
    filled.cents[f"结转账[{code}].年末一般"] = filled.cents["结转账[合计].年末一般"]
    made = read(filled.filing(), tmp_path)
    assert told(made) == []
    assert not [p for p in made.unused if p.sheet == "结转结余"]


# -- what is blank ----------------------------------------------------------------------------------------


def test_a_blank_sheet_is_told_once_with_what_is_left_out(tmp_path: Path) -> None:
    filled = ledger()
    for name in [n for n in filled.cents if n.startswith("上年:") and "三公" not in n and "机关" not in n]:
        del filled.cents[name]
        filled.words.pop(f"原因:{name}", None)
    made = read(filled.filing(), tmp_path)
    assert [p.sentence for p in made.left_out if p.sheet == "上年"] == [
        "工作表“上年”没有填：不写与上年的比较。"
    ]
    assert told(made) == []
    assert "工作表“上年”没有填：不写与上年的比较。" in told(made, strict=True)


@pytest.mark.parametrize(("place", "year"), PLACES)
def test_a_section_that_must_be_there_is_asked_for(place: str, year: int, tmp_path: Path) -> None:
    filled = ledger(place, year)
    for name in [n for n in filled.cents if n.startswith("年初预算:")]:
        del filled.cents[name]
    for name in [n for n in filled.counts if n.startswith("绩效.")]:
        del filled.counts[name]
    for name in [n for n in filled.words if n.startswith("原因:年初预算:一般表")]:
        del filled.words[name]
    said = told(read(filled.filing(), tmp_path))
    assert said == [f"工作表“{sheet}”：还没有填；没有的填 0。" for sheet in ("预算", "绩效")]


# -- reasons ----------------------------------------------------------------------------------------------


def test_a_reason_is_not_announced_twice() -> None:
    filled = ledger()
    filled.words["原因:上年:总表.收入总计"] = "主要原因是：结转资金减少。"
    said = texts(draft(filled.filing()).publication)
    assert "主要原因：结转资金减少。" in said
    assert "原因：主要原因" not in said


def test_outturns_far_from_their_budget_want_a_reason() -> None:
    filled = ledger("000000")
    filled.cents |= {"三公表.预算.接待费": 5_000_000, "三公表.决算.接待费": 684_000}
    del filled.words["原因:年初预算:三公表.决算.接待费"]
    filled.counts |= {"说明.接待批次": "7批次", "说明.接待人次": "61人次"}
    assert any(
        "请写明主要原因" in sentence and "接待费" in sentence for sentence in told(draft(filled.filing()))
    )


@pytest.mark.parametrize("words", ["-", "——", "无", "同上", "/"])
def test_what_is_no_reason_is_told_with_its_cell(words: str, tmp_path: Path) -> None:
    filled = ledger()
    filled.words["原因:上年:总表.收入总计"] = words
    (sentence,) = told(read(filled.filing(), tmp_path))
    assert sentence.startswith(f"工作表“上年”的 C7：“{words}”没有")


# -- one list ---------------------------------------------------------------------------------------------


def test_everything_is_in_one_list_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    """A mistyped ledger, a missing reason, a blank cell and a word that is no reason: all at once."""
    filled = ledger()
    filled.cents["基本表[30101].决算"] += 2_000
    del filled.words["原因:上年:总表.本年收入"]
    filled.words["原因:上年:总表.收入总计"] = "-"
    filled.cents["结转账[合计].年末一般"] += 100
    del filled.cents["采购表.工程"]
    said = told(read(filled.filing(), tmp_path))
    assert [sentence.split("“")[1].split("”")[0] for sentence in said] == [
        "结转结余", "基本支出", "采购与资产", "上年", "上年",
    ]  # fmt: skip


def test_what_the_check_objects_to_names_the_cells_behind_it(tmp_path: Path) -> None:
    filled = ledger()
    filled.cents["采购表.小微企业"] = filled.cents["采购表.中小企业"] * 2
    made = read(filled.filing(), tmp_path)
    (said,) = told(made)  # though several checks object
    assert said.startswith("工作表“采购与资产”的 B")
    assert "编成的公开文本里，" in said


def test_the_sheet_on_performance_is_held_against_the_register(tmp_path: Path) -> None:
    filled = ledger()
    filled.counts |= {"绩效.项目数": "7个", "绩效.部门项目数": "9个"}
    write_template("310107", 2024, tmp_path / "填报.xlsx", False, filled.filing())
    projects = [Project("1", "规划研究", funds=funds_of([("财政拨款.执行", Fraction(123_456))]))]
    write_register(
        Register(filled.filing().unit, 2024, place="310107", projects=projects), tmp_path / "项目.xlsx"
    )
    said = told(build_file(tmp_path / "填报.xlsx", tmp_path / "公开", projects=tmp_path / "项目.xlsx").draft)
    assert any(s.startswith("工作表“绩效”的 B") and "填的是 9个，按项目表算为 1个" in s for s in said)


def test_items_of_last_year_that_nobody_lists_are_unknown_and_not_zero(tmp_path: Path) -> None:
    """Only the total of last year is filled in where the place compares item by item."""
    filled = ledger("350100")
    for name in [n for n in filled.cents if n.startswith("上年:一般表[") and "合计]" not in n]:
        del filled.cents[name]
        filled.words.pop(f"原因:{name}", None)
    made = read(filled.filing(), tmp_path)
    assert not [sentence for sentence in told(made) if "上年0.00万元" in sentence]
    assert "比上年" not in "".join(
        p.block.text
        for p in made.publication.pieces
        if isinstance(p.block, Paragraph) and "（项）" in p.block.text
    )


def test_small_changes_want_no_reason_where_a_place_says_so() -> None:
    facts = stated("甲.数 104.00", "上年:甲.数 100.00", "乙.数 5.00", "上年:乙.数 0")
    prose = Prose(facts, 2024, {}, {}, reasons_from=5)
    assert prose.write("甲{甲.数}〔，{原因 甲.数}〕。") == "甲104.00万元。"
    assert prose.asked == []
    assert prose.write("乙{乙.数}〔，{原因 乙.数}〕。") == "乙5.00万元。"
    assert [question.key for question in prose.asked] == ["原因:上年:乙.数"]


def test_blank_counts_of_what_cost_nothing_are_not_told(tmp_path: Path) -> None:
    filled = ledger()
    for item in ("出国费", "接待费"):
        for name in (f"三公表.预算.{item}", f"三公表.决算.{item}", f"上年:三公表.决算.{item}"):
            filled.cents[name] = 0
    for name in ("说明.团组数", "说明.出国人次", "说明.接待批次", "说明.接待人次"):
        del filled.counts[name]
    folders = [tmp_path / name for name in ("先", "后")]
    for folder in folders:
        folder.mkdir()
    told = [str(p) for p in read(filled.filing(), folders[0]).left_out]
    assert not any("团组" in sentence or "批次" in sentence for sentence in told)
    filled.cents["三公表.决算.接待费"] = 500_000
    told = [str(p) for p in read(filled.filing(), folders[1]).left_out]
    assert any("批次" in sentence for sentence in told) and not any("团组" in sentence for sentence in told)


def test_a_place_may_ask_reasons_of_some_figures_from_another_change_on() -> None:
    facts = stated(
        "三公表.预算.合计 10.00",
        "三公表.决算.合计 8.90",
        "年初预算:一般表[合计].合计 10.00",
        "一般表[合计].合计 8.90",
    )
    prose = Prose(facts, 2024, {}, {}, reasons_from=20, reasons_of=[("三公表.决算.", 10)])
    for name in ("三公表.决算.合计", "一般表[合计].合计"):
        prose.write("〔{预算原因 " + name + "}。〕")
    assert [question.key for question in prose.asked] == ["原因:年初预算:三公表.决算.合计"]
