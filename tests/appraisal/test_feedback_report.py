"""The feedback report of a unit: place, trace, lost points, next year's tasks; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.claims import DEDUCTION, PointClaim
from mingzhang.appraisal.feedback_report import feedback
from mingzhang.appraisal.ranking import ranking
from mingzhang.appraisal.returns import Decision, Returns, Veto
from mingzhang.appraisal.sealing import seal
from mingzhang.appraisal.units import ORGAN
from mingzhang.facts.publication import SIGNED, Chart, Publication
from mingzhang.facts.report import Paragraph, Table
from tests.appraisal import small

DAY = date(2025, 5, 20)
CLAIM = PointClaim(
    "S1", "乙局", DEDUCTION, "R5", "问题未整改", Fraction(1), date(2025, 3, 1), "采纳", None, "评审组", "属实",
    "HY-2-001", proof=small.PROOF,
)  # fmt: skip


def report(unit: str, given: Returns | None = None, **changes: object) -> Publication:
    found = small.made(given, **changes)
    score = found.of(unit)
    assert score is not None
    return feedback(found, ranking(found, ORGAN), score, seal(found, "督查科", DAY))


def texts(made: Publication) -> list[str]:
    return [piece.block.text for piece in made.pieces if isinstance(piece.block, Paragraph)]


def rows(made: Publication, name: str) -> list[list[str]]:
    (table,) = (p.block for p in made.pieces if p.name == name and isinstance(p.block, Table))
    return [[cell.text for cell in table.row(number)] for number in range(table.shape[0])]


def test_the_result_is_one_sentence_with_the_place_in_the_kind() -> None:
    said = texts(report("甲局"))
    assert said[0] == "甲局\n2024年度绩效考评反馈报告"
    assert said[2] == (
        "甲局本年度绩效考评总分98分（指标得分98分，加分0分，减分0分），等次为“优”，在3个行政机关中列第1名；"
        "本类平均88.67分。"
    )
    assert "在3个行政机关中列第2名（2个单位并列）" in texts(report("乙局"))[2]


def test_the_blocks_stand_beside_the_mean_of_the_kind() -> None:
    made = report("乙局")
    (chart,) = (piece.block for piece in made.pieces if isinstance(piece.block, Chart))
    assert chart.labels == ("任务", "依法", "创新", "提案")
    own, mean = (values for _, values in chart.series)
    assert own == (90, 50, 100, 90) and mean == (Fraction("93.33"), Fraction("66.67"), 100, 90)
    assert "依法50%（本类平均66.67%）" in chart.told


def test_every_leaf_is_listed_and_explained() -> None:
    made = report("乙局")
    listed = rows(made, "各项指标得分")
    assert listed[1] == ["任务", "重点任务（1）检查", "20", "≥10次", "8次", "16.00", "督查科"]
    assert listed[-1] == ["合计", "", "100", "", "", "84.00", ""]
    traces = rows(made, "逐项计分过程")
    assert len(traces) == len(listed) - 1
    assert "20×8÷10=16" in traces[1][1] and "佐证：总结.pdf（abababab）" in traces[1][1]


def test_the_report_ends_with_who_answers_for_it_and_the_day_of_the_seal() -> None:
    made = report("乙局")
    assert made.pieces[-1].role == SIGNED and texts(made)[-1] == "督查科\n2025年5月20日"


def test_lost_points_become_next_years_tasks() -> None:
    made = report("乙局", small.returns(claims=(CLAIM,)))
    lost, tasks = rows(made, "失分指标"), rows(made, "下一年度任务建议")
    assert lost[1] == ["备案件数", "20", "10.00", "10.00", "未达到", "材料少"]
    assert [row[0] for row in tasks[1:]] == ["F1", "DC1", "T1", "HY-2-001"]
    assert rows(made, "加减分申报和评审结果")[1][2:6] == ["问题未整改", "1.00", "采纳", "-1.00"]


def test_want_of_evidence_is_told_apart_from_want_of_work() -> None:
    unproven = list(small.returns().reported)
    unproven[0] = replace(unproven[0], evidence=(), unsupported=True, reason="补交期满")
    made = report("甲局", small.returns(unproven))
    assert "失分的指标有2项，其中1项缺少佐证材料，不等于没有完成。" in texts(made)
    assert rows(made, "失分指标")[1][4] == "缺佐证"
    assert rows(made, "各项指标得分")[1][5] == "0（缺佐证）"


def test_a_unit_without_lost_points_has_none_to_make_good() -> None:
    best = list(small.returns().reported)
    best[4] = replace(best[4], actual="100%", reason="")
    said = texts(report("甲局", small.returns(best)))
    assert "各项指标没有失分。" in said and "本年度没有加减分和否决事项。" in said
    assert "本年度没有失分和减分，下一年度按职责另行编制任务书。" in said


def test_what_does_not_concern_the_unit_is_told_as_such() -> None:
    absent = list(small.returns().reported)
    absent[4] = replace(absent[4], concerned=False, actual="", reason="没有提案")
    assert rows(report("甲局", small.returns(absent)), "各项指标得分")[5][5] == "不涉及"


def test_the_notes_tell_seal_meeting_veto_and_appeal() -> None:
    decision = Decision(date(2025, 5, 25), "党组会", "同意")
    vetoes = (Veto("甲局", "一票否决", "重大事故", Fraction(60)),)
    said = texts(report("甲局", small.returns(decision=decision, vetoes=vetoes)))
    assert any(line.startswith("1．成绩于2025年5月20日封存，第1版，校验值") for line in said)
    assert "2．2025年5月25日党组会审议：同意。" in said
    assert "3．对成绩有异议的，可在2025年6月15日前提出申诉，写明指标、理由并附材料。" in said
    assert said.count("一票否决（重大事故）：总分不高于60分。") == 2


def test_a_unit_that_is_not_ranked_is_told_so() -> None:
    units = (replace(small.plan().units[0], since=date(2024, 9, 1)), *small.plan().units[1:])
    assert "本年度不排名次；本类平均84.00分" in texts(report("甲局", units=units))[2]
