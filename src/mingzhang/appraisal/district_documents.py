"""The documents of the whole district: the sealed ranking, the special tasks, and everything as tables."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.appraisal.measures import OwnResult
from mingzhang.appraisal.ranking import Ranking, rankings, state_of
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.sealing import Seal
from mingzhang.appraisal.tables import (
    CLAIM_HEADS,
    MEASURE_HEADS,
    OWN_HEADS,
    RANK_HEADS,
    SCORE_HEADS,
    SPECIAL_HEADS,
    TASK_HEADS,
    all_tasks,
    captioned,
    claim_lines,
    fixed,
    measure_lines,
    own_lines,
    rank_lines,
    score_lines,
    signed,
    special_rows,
    task_lines,
)
from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.publication import BODY, NOTE, PART, SECTION, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.numerals import numeral


def ranking_publication(appraisal: Appraisal, seal: Seal) -> Publication:
    """The ranking of every kind, with the state it is in and the seal."""
    cycle, title = appraisal.plan.cycle, f"{appraisal.plan.cycle.year}年度绩效考评排名"
    pieces = [Piece(Paragraph(f"{cycle.district}{title}"), PART)]
    for number, ranking in enumerate(rankings(appraisal), 1):
        pieces.append(Piece(Paragraph(f"{numeral(number)}、{ranking.kind}"), SECTION))
        pieces.append(Piece(Paragraph(_told(appraisal, ranking)), BODY))
        pieces += captioned(f"{ranking.kind}排名", RANK_HEADS, list(rank_lines(ranking)))
    notes = [f"成绩于{day_words(seal.day)}封存，第{seal.version}版，校验值{seal.digest}。"]
    notes.append(f"排名现为“{state_of(appraisal, sealed=True)}”；总分相同的名次并列。")
    notes += [f"{note}。" for note in appraisal.plan.notes()]
    pieces += [Piece(Paragraph(f"{number}．{note}"), NOTE) for number, note in enumerate(notes, 1)]
    return Publication(cycle.district, title, cycle.year, [*pieces, signed(appraisal, seal)])


def _told(appraisal: Appraisal, ranking: Ranking) -> str:
    """How many are ranked, with what mean and what grades."""
    reached = [one.score.grade for one in ranking.places]
    grades = [name for name, _ in appraisal.plan.scheme.grades if name in reached]
    counts = "，".join(f"“{grade}”{reached.count(grade)}个" for grade in grades)
    return f"{len(ranking.places)}个单位参加考评，{ranking.ranked}个排名，平均{fixed(ranking.mean)}分；等次：{counts}。"


def special_publication(appraisal: Appraisal) -> Publication:
    """The table of the special tasks."""
    cycle, title = appraisal.plan.cycle, f"{appraisal.plan.cycle.year}年度绩效考评专项任务汇总表"
    lines = list(special_rows(appraisal))
    if not lines:
        pieces = [
            Piece(Paragraph(f"{cycle.district}{title}"), PART),
            Piece(Paragraph("没有专项任务。"), BODY),
        ]
        return Publication(cycle.district, title, cycle.year, pieces)
    pieces = captioned(f"{cycle.district}{title}", SPECIAL_HEADS, lines)
    pieces[0].role, pieces[-1].wide = PART, True
    names = {line[0] for line in lines}
    pieces.append(Piece(Paragraph(f"注：专项任务{len(names)}项，分解为{len(lines)}条任务。"), NOTE))
    return Publication(cycle.district, title, cycle.year, pieces)


def results_publication(
    appraisal: Appraisal, found: dict[str, LiveMeasure], own: Sequence[OwnResult]
) -> Publication:
    """Everything as tables, one for each sheet of the result workbook."""
    cycle = appraisal.plan.cycle
    pieces: list[Piece] = []
    for ranking in rankings(appraisal):
        pieces += captioned(f"{ranking.kind}排名", RANK_HEADS, list(rank_lines(ranking)))
    scores = [(score.unit.name, *line) for score in appraisal.scores for line in [*score_lines(score)][:-1]]
    claims = [(score.unit.name, *line) for score in appraisal.scores for line in claim_lines(score)]
    tasks = all_tasks(appraisal)
    rows = [(task.unit, *line) for task, line in zip(tasks, task_lines(tasks), strict=True)]
    pieces += captioned("得分明细", ("单位", *SCORE_HEADS), scores)
    pieces += captioned("加减分", ("单位", *CLAIM_HEADS), claims)
    pieces += captioned("下一年度任务", ("单位", *TASK_HEADS), rows)
    pieces += captioned("专项任务", SPECIAL_HEADS, list(special_rows(appraisal)))
    pieces += captioned("计数", MEASURE_HEADS, list(measure_lines(found)))
    if own:
        pieces += captioned("自评", OWN_HEADS, list(own_lines(own)))
    return Publication(cycle.district, f"{cycle.year}年度绩效考评结果", cycle.year, pieces)
