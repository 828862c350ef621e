"""The published form: its layout, what it sums up, and that it is read back as it was written."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.filled_forms import register_of
from mingzhang.performance.project import Accepted, Indicator, Project, Register, funds_of
from mingzhang.performance.self_evaluation_form import (
    form_pieces,
    forms_publication,
    masked_name,
    masked_phone,
)
from mingzhang.rules import all_rules
from mingzhang.understanding.understand import understand
from tests.work.projects import AMOUNTS, KINDS, WORDS, project, register, wan


def written(made: Register, masked: bool = False) -> Document:
    """The forms of a register, read and understood again."""
    evaluation = evaluate(made)
    return understand(forms_publication(evaluation, masked).report(), made.place, made.year)


def failing(document: Document) -> list[str]:
    rules = (rule for rule in all_rules() if rule.id.startswith("P-"))
    return [str(found) for rule in rules for found in rule.check(document) if found.verdict is Verdict.FAILS]


def table_of(made: Register) -> Table:
    pieces = form_pieces(evaluate(made).scored[0], evaluate(made).notation)
    return next(piece.block for piece in pieces if isinstance(piece.block, Table))


def test_the_layout_is_the_published_one() -> None:
    table = table_of(register())
    rows = [[cell.text for cell in table.row(row)] for row in range(table.shape[0])]
    assert table.shape == (21, 9)
    assert [len(row) for row in rows[:11]] == [2, 4, 4, 8, 8, 8, 8, 8, 3, 3, 9]
    assert rows[0] == ["项目名称", "河道巡查"] and rows[-1] == ["总分", "100", "100", ""]
    assert rows[4][1:] == ["年度资金总额", "50", "50", "50", "10", "100%", "10"]
    merged = {cell.text: cell.rowspan for cell in table.cells if cell.rowspan > 1}
    assert merged == {
        "项目资金（万元）": 5, "年度总体目标": 2, "绩效指标": 10, "产出指标": 4, "效益指标": 4,
    }  # fmt: skip
    absent = [row for row in rows if row[3:4] == ["不涉及此项内容"]]
    assert [row[2] for row in absent] == ["经济效益指标", "生态效益指标", "可持续影响指标"]
    assert all(row[4:8] == ["不涉及此项内容", "不涉及此项内容", "0", "0"] for row in absent)


def test_a_shorter_name_of_a_kind_gives_no_row_of_its_own() -> None:
    made = register()
    rows = table_of(made).shape[0]
    shorter = [
        replace(item, level2="满意度指标") if item.level1 == "满意度指标" else item
        for item in made.projects[0].indicators
    ]
    made.projects[0].indicators[:] = shorter
    assert any(item.level2 == "满意度指标" for item in shorter)
    assert table_of(made).shape[0] == rows


def test_several_indicators_of_a_kind_share_its_cell() -> None:
    made = project()
    made.indicators.insert(1, Indicator("产出指标", "数量指标", "培训人次", "≥40人次", "41人次", Fraction(0)))
    table = table_of(register(made))
    assert next(cell.rowspan for cell in table.cells if cell.text == "数量指标") == 2
    made.indicators.append(Indicator("成本指标", "经济成本指标", "单次成本", "≤4万元", "3万元", Fraction(0)))
    assert table_of(register(made)).at(20, 1) is not None
    assert [c.text for c in table_of(register(made)).row(21)][1:4] == ["成本指标", "经济成本指标", "单次成本"]


def test_a_right_project_makes_a_form_without_fault() -> None:
    made = register(project(), project("闸门维修", "X002", indicators=[
        Indicator("产出指标", "数量指标", "维修闸门", "≥8座", "8座", Fraction(60)),
        Indicator("效益指标", "社会效益指标", "防汛能力", "有所增强", "达成预期指标", Fraction(20)),
        Indicator("满意度指标", "服务对象满意度指标", "沿岸居民", "≥90%", "93%", Fraction(10)),
    ]))  # fmt: skip
    assert not evaluate(made).open
    assert not failing(written(made))


def test_notes_state_how_the_rate_was_scored_and_what_was_accepted() -> None:
    funds = {"财政拨款": {"年初预算": wan("4"), "全年预算": wan("4"), "执行": wan("3.99")}}
    made = register(project(funds=funds, rate_reason="据实结算"), place="110106")
    made.projects[0].indicators[0].full = Fraction(15)
    made.accepted = [Accepted("河道巡查", "", "分值", "沿用批复")]
    evaluation = evaluate(made)
    assert not evaluation.open and evaluation.scored[0].total == Fraction(94)
    blocks = [piece.block for piece in form_pieces(evaluation.scored[0], evaluation.notation)[3:]]
    notes = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert notes[0] == "注：1．预算执行率得分＝分值×执行率，舍去小数取整，最低 1 分。"
    assert notes[1] == "2．预算执行率偏差原因：据实结算。"
    assert "相加为 95，应为 100，缺 5 分。保留理由：沿用批复。" in notes[2]
    back, _ = register_of(written(made))
    assert back.projects[0].rate_reason == "据实结算"
    assert not [said for said in failing(written(made)) if "P-06" in said]


def test_persons_are_masked_on_what_is_published() -> None:
    made = register(project(person="王小明", phone="13800001234"))
    report = forms_publication(evaluate(made)).report()
    words = " ".join(
        b.text if isinstance(b, Paragraph) else " ".join(c.text for c in b.cells) for b in report.blocks
    )
    assert "王小明" not in words and "13800001234" not in words and "王**" in words
    assert not failing(written(made, masked=True))
    assert masked_name("欧阳某某") == "欧***" and masked_phone("8365") == "8365"


def test_without_a_score_there_is_no_form() -> None:
    made = register(project())
    made.projects[0].indicators[0].actual = ""
    scored = evaluate(made).scored[0]
    with pytest.raises(ValueError, match="没有自评得分"):
        form_pieces(scored, evaluate(made).notation)


MARKS = st.integers(1, 11).map(Fraction)


@st.composite
def any_project(draw: st.DrawFn, number: int = 0) -> Project:
    """A project whose form can be written: everything has a score."""
    rows = []
    for index in range(draw(st.integers(1, 8))):
        level1, level2 = draw(st.sampled_from(KINDS))
        target, actual = draw(
            st.sampled_from(
                (
                    ("≥12次", "11次"),
                    ("≥12次", "12次"),
                    ("12月底前", "12月3日"),
                    ("≥90%", "88.5%"),
                    ("良好", "达成预期指标"),
                )
            )
        )
        reason = (
            "人手不足，已增配" if actual in ("11次", "88.5%") else draw(st.sampled_from(("", "略超预期")))
        )
        rows.append(
            Indicator(level1, level2, f"{draw(WORDS)}{index}", target, actual, draw(MARKS), reason=reason)
        )
    last = rows[-1]  # with the execution rate all full marks are 100
    last.full = 90 - sum((row.full or Fraction(0) for row in rows[:-1]), Fraction(0))
    rows.sort(key=lambda row: KINDS.index((row.level1, row.level2)))
    amounts = [draw(st.integers(1, 10**8)), draw(st.integers(0, 10**8))]
    funds: dict[str, dict[str, Fraction | None]] = {
        "财政拨款": {"全年预算": Fraction(sum(amounts), 100), "执行": Fraction(amounts[0], 100)}
    }
    other = draw(AMOUNTS)
    if other is not None:
        funds["其他"] = {"年初预算": other}
    texts = {name: draw(WORDS) for name in ("goal", "outcome", "department", "unit")}
    return project(
        f"项目{number}{draw(WORDS)}",
        f"{number:03}",
        funds=funds,
        indicators=rows,
        rate_reason="据实",
        **texts,
    )


@given(st.lists(st.integers(0, 9), min_size=1, max_size=3).flatmap(
    lambda seeds: st.tuples(*(any_project(number) for number in range(1, len(seeds) + 1)))
))  # fmt: skip
def test_a_form_is_read_back_as_it_was_written(projects: tuple[Project, ...]) -> None:
    made = register(*projects)
    read, problems = register_of(written(made))
    assert not problems
    totals = [scored.total for scored in evaluate(made).scored]
    assert [p.stated for p in read.projects] == totals
    assert [scored.total for scored in evaluate(read).scored] == totals
    for before, after in zip(made.projects, read.projects, strict=True):
        for name in (
            "name",
            "department",
            "unit",
            "person",
            "phone",
            "goal",
            "outcome",
            "funds",
            "rate_full",
        ):
            assert getattr(after, name) == getattr(before, name), name
        assert after.rate_reason == before.rate_reason
        assert [vars(row) for row in after.indicators] == [vars(row) for row in before.indicators]


@settings(max_examples=25)
@given(any_project(1))
def test_the_totals_of_a_form_are_those_of_its_rows(made: Project) -> None:
    sums = [said for said in failing(written(register(made))) if re.match("P-0[23]", said)]
    assert not sums
    piece = form_pieces(evaluate(register(made)).scored[0], evaluate(register(made)).notation)[2]
    assert isinstance(piece.block, Table)
    for (row, column), parts in piece.sums.items():
        cells = [piece.block.at(*place) for _, _, place in parts]
        assert all(cell is not None for cell in cells)
        whole = piece.block.at(row, column)
        assert whole is not None
        assert sum(Fraction(cell.text) for cell in cells if cell) == Fraction(whole.text)


def test_marks_stand_beside_their_indicator_whatever_the_order_of_rows() -> None:
    rows = [
        Indicator("产出指标", "数量指标", "次数", "≥1次", "1次", Fraction(50)),
        Indicator("效益指标", "社会效益指标", "投诉", "≤3件", "3件", Fraction(30)),
        Indicator("产出指标", "质量指标", "合格率", "≥90%", "91%", Fraction(10)),
    ]
    money = funds_of([(f"财政拨款.{stage}", Fraction(5)) for stage in ("年初预算", "全年预算", "执行")])
    made = evaluate(Register("某局", 2024, [Project("1", "甲", funds=money, indicators=rows)]))
    table = form_pieces(made.scored[0], made.notation)[2].block
    assert isinstance(table, Table)
    marks = {row[-6].text: row[-3].text for row in map(table.row, range(table.shape[0])) if len(row) > 6}
    assert (marks["次数"], marks["合格率"], marks["投诉"]) == ("50", "10", "30")
