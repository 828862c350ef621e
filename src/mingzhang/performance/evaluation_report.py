"""The evaluation report of a project as it is published: six parts, the scoring table, charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mingzhang.facts.number import shown
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    CHART,
    DATE,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    Piece,
    Publication,
)
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.evaluation.self_evaluation import BUDGET, ORIGINAL, OUTTURN
from mingzhang.language.text.numerals import numeral
from mingzhang.performance.assess import Assessment, Judged, met_count
from mingzhang.performance.ballot import CAUSES, PARTS, WORDS
from mingzhang.performance.report_pieces import PANEL, SCORES, charts, panel_table, score_table
from mingzhang.performance.self_evaluation_form import noted
from mingzhang.scoring.precision import rounded_rate, written
from mingzhang.scoring.reached import UNCLEAR

NAME = "绩效评价报告"


def report_publication(made: Assessment) -> Publication:
    """The report as a document of its own; raises ``ValueError`` while a mark is missing."""
    register = made.register
    title = f"{register.year}年度{made.project.name}"
    cover = ((register.unit, UNIT), (f"{title}\n{NAME}", TITLE))
    pieces = [Piece(Paragraph(text), role) for text, role in cover]
    if made.review.day:
        pieces.append(Piece(Paragraph(made.review.day), DATE))
    pieces.append(Piece(Paragraph(f"{title}{NAME}"), PART))
    pieces += report_pieces(made)
    pieces += [Piece(Paragraph("附表"), PART), Piece(Paragraph(PANEL), CAPTION), panel_table(made)]
    return Publication(register.unit, title + NAME, register.year, pieces, register.place)


def report_pieces(made: Assessment, level: str = SECTION) -> list[Piece]:
    """The six parts, their headings at ``level``: a section of its own, a subsection inside an account.

    Raises ``ValueError`` while a mark is missing.
    """
    if made.total is None:
        raise ValueError(f"项目“{made.project.name}”的评分不全，不能出报告")
    writer = _Writer(made, level)
    for number, (title, part) in enumerate(zip(PARTS, writer.parts(), strict=True), 1):
        writer.pieces.append(Piece(Paragraph(f"（{numeral(number)}）{title}"), level))
        writer.pieces += part
    return writer.pieces


class _Writer:
    """Writes the parts of one report."""

    def __init__(self, made: Assessment, level: str) -> None:
        self.pieces: list[Piece] = []
        self._made, self._project = made, made.project
        self._below = SUBSECTION if level == SECTION else BODY
        self._number = 0

    def parts(self) -> Iterator[list[Piece]]:
        """The pieces of each part, in order."""
        for part in (
            self._basics,
            self._course,
            self._result,
            self._analysis,
            self._practice,
            self._suggestions,
        ):
            self._number = 0
            yield list(part())

    def _headed(self, title: str, *paragraphs: str) -> Iterator[Piece]:
        """A numbered heading with its paragraphs; none without any."""
        if paragraphs:
            self._number += 1
            yield Piece(Paragraph(f"{self._number}．{title}"), self._below)
        yield from _bodies(paragraphs)

    def _texts(self, *keys: str) -> list[str]:
        """What people wrote; where it was accepted that they did not, the reason."""
        said: list[str] = []
        for key in keys:
            said += map(_stopped, self._made.review.texts.get(key, ()))
            if not self._made.review.texts.get(key):
                reasons = (a.reason for p, a in self._made.accepted if (p.name, p.cell) == (key, WORDS.name))
                said += [f"{key}没有填写：{_stopped(reason)}" for reason in reasons]
        return said

    def _basics(self) -> Iterator[Piece]:
        yield from self._headed("项目概况", *self._texts("项目背景", "主要内容", "组织管理"))
        money = [(name, self._project.fund(stage)) for name, stage in _STAGES]
        said = [f"{name}{shown(amount, '万元')}" for name, amount in money if amount is not None]
        rate = rounded_rate(self._project.fund(OUTTURN), self._project.fund(BUDGET))
        if said:
            said += [f"预算执行率{rate}"] if rate else []
            yield from self._headed("项目资金", f"项目{'，'.join(said)}。")
        if self._project.goal:
            yield from self._headed("绩效目标", f"项目年度绩效目标为：{_stopped(self._project.goal)}")

    def _course(self) -> Iterator[Piece]:
        experts = len(self._made.review.ballots)
        how = (
            f"评价采用《{self._made.system.name}》，共{len(self._made.judged)}项指标，满分100分，"
            f"由{experts}名专家独立评分，{self._made.panel.sentence}。"
        )
        yield from self._headed("前期准备", *self._texts("评价工作组", "工作方案"), how)
        for key in ("审阅核查", "资料信息汇总", "出具报告"):
            yield from self._headed(key, *self._texts(key))

    def _result(self) -> Iterator[Piece]:
        """The part on the result: total and grade, charts, and the scoring table with its remarks."""
        made = self._made
        assert made.total is not None
        parts = "，".join(f"{name}得{marks}分（满分{full}分）" for name, full, marks in self._scores())
        total = f"综合得分{written(made.total)}分，评价等级为“{made.grade}”。其中，{parts}。"
        yield from _bodies([total])
        rates, *losses = (Piece(chart, CHART) for chart in charts(made))
        yield rates  # before the table, which may go on over pages
        yield Piece(Paragraph(SCORES), CAPTION)
        yield score_table(made)
        yield from noted(list(self._remarks()))
        yield from losses

    def _scores(self, *above: str) -> Iterator[tuple[str, str, str]]:
        """Name, full marks and marks of the groups right below one."""
        depth = len(above) + 1
        for path in dict.fromkeys(one.leaf.path[:depth] for one in self._made.under(*above)):
            full, marks = self._made.part(*path)
            assert marks is not None
            yield path[-1], written(full), written(marks)

    def _remarks(self) -> Iterator[str]:
        made = self._made
        overruled = sum(bool(one.overruled) for one in made.judged)
        if overruled:
            yield f"{overruled}项指标有专家扣分，汇总后为满分，个别意见未列入评价意见。"
        if not made.system.sure:
            yield f"指标体系：{made.system.source}。"
        for problem, accepted in made.accepted:
            if problem.cell != WORDS.name:
                name = f"“{problem.name}”" if problem.name else ""
                yield f"{name}{problem.message}。保留理由：{_stopped(accepted.reason)}"

    def _analysis(self) -> Iterator[Piece]:
        """The part on the indicators, group by group: rate of marks, what was lost, which goals were met."""
        made = self._made
        for name in dict.fromkeys(one.leaf.path[0] for one in made.judged):
            full, marks = made.part(name)
            assert marks is not None
            share = rounded_rate(marks, full)
            said = f"{name}满分{written(full)}分，得{written(marks)}分，得分率{share}。"
            parts = "；".join(f"{part}满分{of}分，得{got}分" for part, of, got in self._scores(name))
            yield from self._headed(name, f"{said}其中，{parts}。", self._lost_in(name))
        if made.compared:
            yield from self._headed("预期目标完成情况", self._met())
            yield Piece(Paragraph("预期目标完成情况表"), CAPTION)
            yield _expected_table(made)
        yield from self._headed("其他情况", *self._texts("指标分析补充"))

    def _lost_in(self, name: str) -> str:
        lost = [one for one in self._made.under(name) if one.lost]
        if not lost:
            return "各项指标都得满分。"
        said = "、".join(f"{self._called(one)}（扣{_lost(one)}分）" for one in lost)
        kept = len(self._made.under(name)) - len(lost)
        return f"失分的指标有{len(lost)}项：{said}。" + (f"其余{kept}项得满分。" if kept else "")

    def _met(self) -> str:
        counts = met_count(self._made)
        unclear = counts.pop(UNCLEAR)
        said = [f"{count}项{verdict}" for verdict, count in counts.items() if count]
        said += [f"{unclear}项没有可比较的数量或时间，由专家评判"] if unclear else []
        return f"预期目标{len(self._made.compared)}项，{'，'.join(said)}。"

    def _practice(self) -> Iterator[Piece]:
        """The part on what went well, the problems behind the lost marks, and their causes."""
        made = self._made
        yield from self._headed("主要经验及做法", *self._texts("主要经验及做法"))
        problems = [
            f"（{number}）{group}方面。"
            + "；".join(f"{self._called(one)}：{_why(one)}" for one in some)
            + "。"
            for number, (group, some) in enumerate(_grouped(made.lost), 1)
        ]
        yield from self._headed("存在的问题", *(problems or ["评价没有发现失分的问题。"]))
        if made.lost:
            yield from self._headed(CAUSES, *self._texts(CAUSES))

    def _suggestions(self) -> Iterator[Piece]:
        said: dict[str, list[str]] = {}
        for one in self._made.lost:
            said.setdefault(one.leaf.advice, []).append(self._called(one))
        advice = [f"针对“{'”“'.join(names)}”，{text}。" for text, names in said.items()]
        advice += self._texts("其他建议")
        advice = advice or ["继续按现有做法管理项目，保留完整的过程材料。"]
        yield from _bodies(f"{number}．{text}" for number, text in enumerate(advice, 1))

    def _called(self, one: Judged) -> str:
        return self._made.system.called(one.leaf)


_STAGES = (("年初预算", ORIGINAL), ("全年预算", BUDGET), ("全年执行", OUTTURN))


def _bodies(paragraphs: Iterable[str]) -> Iterator[Piece]:
    return (Piece(Paragraph(text), BODY) for text in paragraphs)


def _stopped(text: str) -> str:
    """A text that ends as a sentence."""
    return text if text.endswith(("。", "！", "？")) else f"{text.rstrip('；，')}。"


def _lost(one: Judged) -> str:
    return written(one.joint.lost) if one.joint else ""


def _why(one: Judged) -> str:
    """The opinion behind lost marks with the marks, as the rest of a sentence."""
    return f"{one.opinion}，扣{_lost(one)}分" if one.opinion else f"扣{_lost(one)}分"


def _grouped(lost: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    """Lost leaves under the names of their second-level groups."""
    for path, some in groupby(lost, key=lambda one: one.leaf.path[:2]):
        yield path[-1], list(some)


def _expected_table(made: Assessment) -> Piece:
    """Goal, expectation, result and verdict; rows of one goal share its cell."""
    heads = ("目标", "预期目标", "实际完成", "完成情况")
    cells = [Cell(head, 0, column) for column, head in enumerate(heads)]
    row = 1
    for goal, some in groupby(made.compared, key=lambda pair: pair[0].goal):
        pairs = list(some)
        cells.append(Cell(goal, row, 0, rowspan=len(pairs)))
        for item, judged in pairs:
            for column, text in enumerate((item.aim, item.got, str(judged)), 1):
                cells.append(Cell(text, row, column))
            row += 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Piece(Table(cells, name="预期目标完成情况表"), TABLE, name="预期目标完成情况表")
