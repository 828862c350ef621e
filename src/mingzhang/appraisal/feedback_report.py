"""The feedback report of a unit: result and place, trace, lost points, and what becomes next year's tasks."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.appraisal.next_year import next_tasks
from mingzhang.appraisal.ranking import Ranking, block_rate
from mingzhang.appraisal.scores import Appraisal, LeafState, UnitScore
from mingzhang.appraisal.sealing import Seal
from mingzhang.appraisal.tables import (
    CLAIM_HEADS,
    LOST_HEADS,
    SCORE_HEADS,
    TASK_HEADS,
    captioned,
    claim_lines,
    fixed,
    lost_lines,
    marks,
    score_lines,
    signed,
    task_lines,
)
from mingzhang.appraisal.timetable import APPEALS
from mingzhang.facts.days import day_words
from mingzhang.facts.number import rounded
from mingzhang.facts.publication import BODY, CHART, NOTE, PART, SECTION, Chart, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.numerals import numeral
from mingzhang.scoring.precision import written

NAME = "绩效考评反馈报告"
TRACE_HEADS = ("序号", "计分过程")


def feedback(appraisal: Appraisal, ranking: Ranking, score: UnitScore, seal: Seal) -> Publication:
    """The report of one unit, its ranking and the seal known."""
    cycle = appraisal.plan.cycle
    title = f"{cycle.year}年度{NAME}"
    pieces = [Piece(Paragraph(f"{score.unit.name}\n{title}"), PART)]
    parts = (
        ("考评结果", _result(ranking, score)),
        ("得分明细", captioned("各项指标得分", SCORE_HEADS, list(score_lines(score)), total=True)),
        ("失分情况", _lost(score)),
        ("加减分和否决事项", _adjusted(score)),
        ("下一年度任务", _next(score)),
        ("计分过程", captioned("逐项计分过程", TRACE_HEADS, list(_traces(score)))),
        ("说明", _notes(appraisal, seal)),
    )
    for number, (name, part) in enumerate(parts, 1):
        pieces.append(Piece(Paragraph(f"{numeral(number)}、{name}"), SECTION))
        pieces += part
    pieces.append(signed(appraisal, seal))
    return Publication(score.unit.name, title, cycle.year, pieces)


def _body(text: str) -> Piece:
    return Piece(Paragraph(text), BODY)


def _result(ranking: Ranking, score: UnitScore) -> Iterator[Piece]:
    """Total, grade and place in words, and the blocks against the mean of the kind as a chart."""
    parts = (
        f"指标得分{marks(score.base)}分，加分{written(score.bonus[1])}分，减分{written(score.deduction[1])}分"
    )
    place = ranking.of(score.unit.code)
    where = "本年度不排名次"
    if place is not None and place.place is not None:
        same = sum(one.place == place.place for one in ranking.places)
        tied = f"（{same}个单位并列）" if same > 1 else ""
        where = f"在{ranking.ranked}个{score.unit.kind}中列第{place.place}名{tied}"
    yield _body(
        f"{score.unit.name}本年度绩效考评总分{marks(score.total)}分（{parts}），等次为“{score.grade}”，"
        f"{where}；本类平均{fixed(ranking.mean)}分。"
    )
    yield from map(_body, score.remarks)
    yield Piece(_blocks(ranking, score), CHART)


def _blocks(ranking: Ranking, score: UnitScore) -> Chart:
    """The share of the full marks of every first-level indicator, beside the mean of the kind."""
    rates = [(level, block_rate(score, level), ranking.block_mean(level)) for level in score.levels]
    shown = [
        (level, rounded(rate, 2), rounded(mean, 2))
        for level, rate, mean in rates
        if rate is not None and mean is not None
    ]
    labels, own, means = zip(*shown, strict=True)
    told = "，".join(f"{level}{written(rate)}%（本类平均{written(mean)}%）" for level, rate, mean in shown)
    series = (("本单位", tuple(own)), ("本类平均", tuple(means)))
    return Chart("bars", "各板块得分率", tuple(labels), series, "%", f"各板块得分率：{told}。")


def _lost(score: UnitScore) -> Iterator[Piece]:
    """What was lost, and what of it only for want of evidence."""
    if not score.lost:
        yield _body("各项指标没有失分。")
        return
    unproven = sum(leaf.state is LeafState.UNSUPPORTED for leaf in score.lost)
    also = f"，其中{unproven}项缺少佐证材料，不等于没有完成" if unproven else ""
    yield _body(f"失分的指标有{len(score.lost)}项{also}。")
    yield from captioned("失分指标", LOST_HEADS, list(lost_lines(score)))


def _adjusted(score: UnitScore) -> Iterator[Piece]:
    if not score.claims and not score.vetoes:
        yield _body("本年度没有加减分和否决事项。")
        return
    if score.claims:
        yield from captioned("加减分申报和评审结果", CLAIM_HEADS, list(claim_lines(score)))
    yield from (_body(veto.sentence) for veto in score.vetoes)


def _next(score: UnitScore) -> Iterator[Piece]:
    tasks = list(next_tasks(score))
    if not tasks:
        yield _body("本年度没有失分和减分，下一年度按职责另行编制任务书。")
        return
    yield _body("以下各项列入督查事项，编入下一年度绩效任务书。")
    yield from captioned("下一年度任务建议", TASK_HEADS, list(task_lines(tasks)))


def _traces(score: UnitScore) -> Iterator[tuple[str, str]]:
    for number, leaf in enumerate(score.leaves, 1):
        yield str(number), leaf.trace.sentence


def _notes(appraisal: Appraisal, seal: Seal) -> Iterator[Piece]:
    """The seal, how to appeal, who was not ranked."""
    version = f"第{seal.version}版" + (f"（更正理由：{seal.reason}）" if seal.reason else "")
    lines = [f"成绩于{day_words(seal.day)}封存，{version}，校验值{seal.digest[:16]}。"]
    decision = appraisal.returns.decision
    if decision is not None:
        lines.append(f"{day_words(decision.day)}{decision.meeting}审议：{decision.text}。")
    last = appraisal.plan.cycle.last_day(APPEALS)
    if last is not None:
        lines.append(f"对成绩有异议的，可在{day_words(last)}前提出申诉，写明指标、理由并附材料。")
    return (Piece(Paragraph(f"{number}．{line}"), NOTE) for number, line in enumerate(lines, 1))
