"""The report of an evaluation: complete, clean under the checks, and one changed mark is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.review import NAME, ballots, evaluated, review, system
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.publication import BODY, SECTION, SUBSECTION, Chart, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.performance.assess import Assessment, assess
from mingzhang.performance.ballot import PARTS, Ballot, Expected
from mingzhang.performance.evaluation_report import report_pieces, report_publication
from mingzhang.performance.project import Accepted
from mingzhang.scoring.panel import Method
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge


def assessed(**changes: object) -> Assessment:
    return assess(review(**changes), evaluated())


def findings(publication: Publication, verdict: Verdict = Verdict.FAILS) -> list[Finding]:
    document = understand(publication.report(), "110106", 2020, "evaluation_report")
    return [found for found in judge(document) if found.verdict is verdict]


def texts(publication: Publication) -> list[str]:
    return [piece.block.text for piece in publication.pieces if isinstance(piece.block, Paragraph)]


def test_the_six_parts_in_order() -> None:
    made = report_publication(assessed())
    headings = [p.block.text for p in made.pieces if p.role == SECTION and isinstance(p.block, Paragraph)]
    assert headings == [f"（{mark}）{title}" for mark, title in zip("一二三四五六", PARTS, strict=True)]
    said = texts(made)
    for key, paragraphs in review().texts.items():
        assert all(paragraph in said for paragraph in paragraphs), key
    assert said[:3] == ["某区政府办公室", "2020年度绩效考核项目\n绩效评价报告", "2021年7月"]


def test_result_and_money_are_those_of_marks_and_register() -> None:
    said = "".join(texts(report_publication(assessed())))
    assert "综合得分92.1分，评价等级为“优”。其中，项目决策得13分（满分15分）" in said
    assert "年初预算49.00万元，全年预算49.00万元，全年执行49.00万元，预算执行率100%" in said
    assert "由3名专家独立评分，各项指标得分为各专家评分的平均数，四舍五入保留 1 位小数" in said
    assert "项目管理满分30分，得28.1分，得分率93.67%" in said


def test_every_lost_leaf_has_a_problem_and_a_suggestion() -> None:
    made = assessed()
    said = "".join(texts(report_publication(made)))
    for one in made.lost:
        name = made.system.called(one.leaf)
        assert f"{name}：{one.opinion}，扣" in said
        assert f"针对“{name}”，{one.leaf.advice}。" in said
    assert len(made.lost) == 10


def test_the_report_is_clean_under_the_checks() -> None:
    publication = report_publication(assessed())
    assert not findings(publication)
    undecided = {found.rule for found in findings(publication, Verdict.UNDECIDED)}
    assert not {rule for rule in undecided if rule.startswith("P-")}  # amounts need not be told here
    held = {found.rule for found in findings(publication, Verdict.HOLDS)}
    assert {"P-30", "P-31", "P-32", "P-33", "P-34", "P-35", "P-37", "P-50", "P-58"} <= held


def mutated(publication: Publication, cell: Cell, text: str) -> Publication:
    piece = publication.tables()[0]
    assert isinstance(piece.block, Table)
    cells = [replace(each, text=text) if each is cell else each for each in piece.block.cells]
    piece.block = Table(cells, name=piece.block.name)
    return publication


@pytest.mark.parametrize("row", [1, 8, 14, 29, 30])
@pytest.mark.parametrize("column", [4, 5])
def test_one_changed_mark_is_found(row: int, column: int) -> None:
    publication = report_publication(assessed())
    table = publication.tables()[0].block
    assert isinstance(table, Table)
    cell = table.at(row, column)
    assert cell is not None
    changed = str(Decimal(cell.text) + Decimal("0.1"))
    rules = {found.rule for found in findings(mutated(publication, cell, changed))}
    assert rules & {"P-30", "P-31", "P-32", "P-33"}, f"{cell.text} → {changed}"


def test_a_changed_bracket_is_found() -> None:
    publication = report_publication(assessed())
    table = publication.tables()[0].block
    assert isinstance(table, Table)
    cell = next(cell for cell in table.cells if cell.text == "决策过程\n（10）")
    assert {f.rule for f in findings(mutated(publication, cell, "决策过程（11）"))} == {"P-32"}


def test_contradictions_of_the_texts_are_found() -> None:
    """The kinds of contradictions that published reports have: money spent twice, praise without proof."""
    said = review().texts
    said["项目背景"] = ["资金于2020年底执行完毕，没有结余。"]
    said["出具报告"] = ["2021年按合同支付项目尾款。"]
    assert {f.rule for f in findings(report_publication(assessed(texts=said)))} == {"P-36"}
    said = review().texts
    said["原因分析"] = ["服务单位及部门满意度没有支撑材料。"]
    assert {f.rule for f in findings(report_publication(assessed(texts=said)))} == {"P-58"}
    counted = [Expected("产出数量", "手册≥200册，培训≥2次", "手册230册，开展了培训")]
    assert {f.rule for f in findings(report_publication(assessed(expected=counted)))} == {"P-37"}


@settings(max_examples=12)
@given(
    st.lists(st.lists(st.integers(10, 20), min_size=29, max_size=29), min_size=3, max_size=4),
    st.sampled_from(Method),
    st.sampled_from(["北京四级", "财政部框架", "部门整体"]),
)
def test_any_marks_make_a_report_that_adds_up(marks: list[list[int]], method: str, key: str) -> None:
    made = assessed(ballots=[], system=key)
    some = []
    for number, shares in enumerate(marks, 1):
        one = Ballot(f"专家{number}")
        for leaf, share in zip(made.system.leaves, shares, strict=False):
            one.marks[leaf.path] = leaf.full * share / 20
            one.opinions[leaf.path] = "材料不全" if share < 20 else "材料齐全"
        some.append(one)
    made = assessed(ballots=some, method=method, system=key)
    found = [f for f in findings(report_publication(made)) if f.rule.startswith("P-3") or f.rule == "P-50"]
    assert not found
    assert len(report_publication(made).tables()) == 3


def test_full_marks_leave_nothing_to_complain_about() -> None:
    full = Ballot("专家1", {leaf.path: leaf.full for leaf in system().leaves})
    made = report_publication(assessed(ballots=[full]))
    said = texts(made)
    assert "各项指标都得满分。" in said and "评价没有发现失分的问题。" in said
    assert not any("原因分析" in text and text[0].isdigit() for text in said)
    assert sum(isinstance(piece.block, Chart) for piece in made.pieces) == 1
    assert not findings(made)


def test_what_was_accepted_is_printed_with_its_reason() -> None:
    said = review().texts
    del said["审阅核查"]
    some = ballots()
    for ballot, mark in zip(some, (10, 9, 5), strict=True):
        ballot.marks[system().leaves[21].path] = Fraction(mark)
    reasons = [
        Accepted("", "审阅核查", "文字", "由审计报告代替"),
        Accepted("", "产出数量达到预期目标", "评分", "讨论后各自保留"),
        Accepted("", "", "评价报告得分", "项目表待更新"),
    ]
    made = assessed(texts=said, ballots=some, accepted=reasons)
    assert not made.open
    printed = texts(report_publication(made))
    assert "审阅核查没有填写：由审计报告代替。" in printed
    assert any("相差 5 分" in text and text.endswith("保留理由：讨论后各自保留。") for text in printed)
    assert any(text.startswith("2．项目表里为 92.1 分") for text in printed)


def test_an_overruled_deduction_and_unconfirmed_weights_are_noted() -> None:
    some = ballots()
    leaf = system().leaves[2]
    some[0].marks[leaf.path], some[0].opinions[leaf.path] = Fraction("1.5"), "计划没有附件"
    printed = texts(report_publication(assessed(ballots=some, method="中位数")))
    assert "注：1项指标有专家扣分，汇总后为满分，个别意见未列入评价意见。" in printed
    assert not any("计划没有附件" in text for text in printed)
    made = assessed(system="财政部框架", ballots=[])
    full = Ballot("专家1", {leaf.path: leaf.full for leaf in made.system.leaves})
    printed = texts(report_publication(assessed(system="财政部框架", ballots=[full])))
    assert any("未核实" in text for text in printed)


def test_inside_an_account_the_headings_are_one_level_down() -> None:
    pieces = report_pieces(assessed(), SUBSECTION)
    roles = [piece.role for piece in pieces]
    assert SECTION not in roles and roles.count(SUBSECTION) == 6
    headed = [p.block.text for p in pieces if p.role == BODY and isinstance(p.block, Paragraph)]
    assert "1．项目概况" in headed
    own = [p.role for p in report_pieces(assessed())]
    assert own.count(SECTION) == 6 and own.count(SUBSECTION) > 6


def test_numbers_of_headings_count_up() -> None:
    number = 0
    for before, piece in pairwise(report_pieces(assessed())):
        text = piece.block.text if isinstance(piece.block, Paragraph) else ""
        if piece.role == SUBSECTION:
            number = 1 if before.role == SECTION else number + 1
            assert text.startswith(f"{number}．"), text


def test_without_all_marks_there_is_no_report() -> None:
    with pytest.raises(ValueError, match=f"项目“{NAME}”的评分不全"):
        report_publication(assessed(ballots=[]))
