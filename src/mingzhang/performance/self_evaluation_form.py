"""Self-evaluation forms: from a scored project to the published form, and from a filled form back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingzhang.facts.publication import CAPTION, NOTE, PART, TABLE, Piece, Position, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION, BUDGET, CARRIED, OTHER, OUTTURN
from mingzhang.language.table.notation import Notation
from mingzhang.performance.evaluate import Evaluation, Scored, execution_rule, wan
from mingzhang.performance.project import SOURCES, STAGES, Indicator
from mingzhang.scoring.precision import rounded_rate, summed, written
from mingzhang.scoring.rules import rule_of
from mingzhang.scoring.trace import Trace

TITLE = "项目支出绩效自评表"
NOT_CONCERNED = "不涉及此项内容"
COLUMNS = 9
_HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
_SOURCES = {APPROPRIATION: "其中：当年财政拨款", CARRIED: "上年结转资金", OTHER: "其他资金"}
_FULL, _SCORE = 6, 7  # columns of full marks and marks


def form_pieces(scored: Scored, notation: Notation, masked: bool = True, alone: bool = False) -> list[Piece]:
    """The form of one project as title, year, table and notes; ``masked`` hides person and phone.

    ``alone`` makes its title the heading of a document of its own.

    Raises ``ValueError`` for a project without a score.
    """
    if scored.result is None or scored.total is None:
        raise ValueError(f"项目“{scored.project.name}”没有自评得分，不能出表")
    year = scored.result.tree.year
    layout = _Layout(scored, notation, masked)
    words = [TITLE, *([f"（{year}年度）"] if year else [])]
    if alone:
        title = [Piece(Paragraph("\n".join(words)), PART)]
    else:
        title = [Piece(Paragraph(text), CAPTION) for text in words]
    return [*title, layout.piece(), *_notes(scored, notation)]


def _notes(scored: Scored, notation: Notation) -> list[Piece]:
    """What the form has no column for: how the execution rate was scored and why, what was accepted."""
    project = scored.project
    said = []
    rule = rule_of(execution_rule(project, notation))
    if rule.text != "执行率":
        said.append(rule_words(rule.text))
    if project.rate_reason:
        said.append(f"预算执行率偏差原因：{project.rate_reason.rstrip('。')}。")
    said += [*scored.remarks, *(scored.result.remarks if scored.result else ())]
    return noted(said)


def noted(said: Sequence[str]) -> list[Piece]:
    """Notes below a table, numbered where there are several.

    >>> [piece.block.text for piece in noted(["略。", "另注。"])], noted(["略。"])[0].block.text
    (['注：1．略。', '2．另注。'], '注：略。')
    """
    if len(said) == 1:
        return [Piece(Paragraph(f"注：{said[0]}"), NOTE)]
    return [
        Piece(Paragraph(f"{'注：' if i == 1 else ''}{i}．{text}"), NOTE) for i, text in enumerate(said, 1)
    ]


def rule_words(text: str) -> str:
    """How an execution rate is scored, as a sentence below the form.

    >>> rule_words("执行率：取整=舍去；小数=0；最低=1")
    '预算执行率得分＝分值×执行率，舍去小数取整，最低 1 分。'
    >>> rule_words("执行率：≥95%=100%；≥0%=60%")
    '预算执行率得分按执行率分档：≥95%得分值的100%，≥0%得分值的60%。'
    """
    rule = rule_of(text)
    if rule.bands:
        steps = (
            f"{b.bound.relation}{written(b.bound.low)}{b.bound.unit}得"
            + (f"分值的{written(100 * b.worth)}%" if b.share else f"{written(b.worth)}分")
            for b in rule.bands
        )
        return f"预算执行率得分按执行率分档：{'，'.join(steps)}。"
    decimals, mode = int(rule.number("小数", 2)), rule.word("取整", "四舍五入")
    how = f"{mode}{'小数' if mode == '舍去' else ''}取整" if not decimals else f"{mode}取 {decimals} 位小数"
    least = f"，最低 {written(rule.number('最低'))} 分" if rule.number("最低") else ""
    return f"预算执行率得分＝分值×执行率，{how}{least}。"


@dataclass(frozen=True)
class _Label:
    """The text of a cell that is the head of what stands in its ``row``, or in its ``column`` below it."""

    text: str
    scope: str = "row"


class _Layout:
    """The cells of one form, row by row."""

    def __init__(self, scored: Scored, notation: Notation, masked: bool) -> None:
        assert scored.result is not None
        self._scored, self._project, self._masked = scored, scored.project, masked
        self._kinds = notation.settings.indicator_kinds
        self._rate, *traces = scored.result.traces
        self._traces = dict(zip(map(id, self._project.in_groups()), traces, strict=True))
        self._cells: list[Cell] = []
        self._labels: dict[Position, str] = {}
        self._row = 0
        self._sums: dict[Position, tuple[tuple[int, str, Position], ...]] = {}
        self._name = scored.project.name[:31]

    def piece(self) -> Piece:
        """The table with its sums."""
        project = self._project
        self._add((_Label("项目名称"), 1), (project.name, 8))
        unit = (_Label("实施单位"), 2), (project.unit, 3)
        self._add((_Label("主管部门"), 1), (project.department, 3), *unit)
        person, phone = project.person, project.phone
        if self._masked:
            person, phone = masked_name(person), masked_phone(phone)
        self._add((_Label("项目负责人"), 1), (person, 3), (_Label("联系电话"), 2), (phone, 3))
        self._funds()
        self._goals()
        self._indicators()
        self._total()
        table = Table(self._cells, name=self._name)
        strong = frozenset({self._row - 1})
        return Piece(table, TABLE, 0, strong=strong, name=self._name, sums=self._sums, labels=self._labels)

    def _add(self, *cells: tuple[str | _Label, int], start: int = 0) -> None:
        """One row of texts with the columns each covers."""
        column = start
        for words, span in cells:
            self._put(words, column, colspan=span)
            column += span
        self._row += 1

    def _put(self, words: str | _Label, column: int, rowspan: int = 1, colspan: int = 1) -> None:
        if isinstance(words, _Label):
            self._labels[self._row, column] = words.scope
            words = words.text
        self._cells.append(Cell(words, self._row, column, rowspan, colspan))

    def _down(self, text: str, column: int, rows: int) -> None:
        self._put(_Label(text), column, rowspan=rows)

    def _funds(self) -> None:
        """The rows on funds in 万元: budget, outturn and execution rate in total, then by source."""
        project, rate = self._project, self._rate
        self._down("项目资金（万元）", 0, 2 + len(SOURCES))
        heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
        self._add(("", 2), *((_Label(head, "column"), 1) for head in heads), start=1)
        amounts = [(wan(project.fund(stage)), 1) for stage in STAGES]
        percent = rounded_rate(project.fund(OUTTURN), project.fund(BUDGET))
        scores = [(written(rate.full), 1), (percent, 1), (_given(rate), 1)]
        self._add((_Label("年度资金总额"), 2), *amounts, *scores, start=1)
        for source, label in _SOURCES.items():
            amounts = [(wan(project.fund(stage, source)), 1) for stage in STAGES]
            self._add((_Label(label), 2), *amounts, ("—", 1), ("", 1), ("—", 1), start=1)

    def _goals(self) -> None:
        self._down("年度总体目标", 0, 2)
        goals = ("预期目标", "实际完成情况")
        self._add(*((_Label(head, "column"), 4) for head in goals), start=1)
        self._add((self._project.goal, 4), (self._project.outcome, 4), start=1)

    def _indicators(self) -> None:
        """The rows of indicators under their two levels; a level without any is marked as not concerned."""
        groups = list(self._groups())
        count = sum(max(1, len(rows)) for _, kinds in groups for _, rows in kinds)
        self._down("绩效指标", 0, 1 + count)
        self._add(*((_Label(head, "column"), 1) for head in _HEADS), start=1)
        for level1, kinds in groups:
            self._down(level1, 1, sum(max(1, len(rows)) for _, rows in kinds))
            for level2, rows in kinds:
                self._down(level2, 2, max(1, len(rows)))
                for item in rows:
                    self._indicator(item)
                if not rows:
                    said = (NOT_CONCERNED,) * 3
                    self._add(*((text, 1) for text in (*said, "0", "0", "")), start=3)

    def _indicator(self, item: Indicator) -> None:
        trace = self._traces[id(item)]
        full, given = (
            ("0", "0") if not item.applies and not item.full else (written(trace.full), _given(trace))
        )
        texts = (item.name, item.target, item.actual, full, given, item.reason)
        self._add(*((text, 1) for text in texts), start=3)

    def _groups(self) -> Iterator[tuple[str, list[tuple[str, list[Indicator]]]]]:
        """Indicators by level; every kind of the place is printed, kinds of one's own come behind."""
        known: dict[str, dict[str, list[Indicator]]] = {
            level1: {kind: [] for kind in kinds} for level1, kinds in self._kinds
        }
        for item in self._project.indicators:
            kinds = known.setdefault(item.level1, {})
            longer = [
                kind for kind in kinds if kind.endswith(item.level2)
            ]  # 满意度指标 for 服务对象满意度指标
            kind = longer[0] if len(longer) == 1 else item.level2
            kinds.setdefault(kind, []).append(item)
        for level1, kinds in known.items():
            yield level1, list(kinds.items())

    def _total(self) -> None:
        rows = [4, *range(self._row - self._indicator_rows(), self._row)]
        for column in (_FULL, _SCORE):
            parts = tuple(
                (1, self._name, (row, _rate_column(column) if row == 4 else column)) for row in rows
            )
            self._sums[self._row, column] = parts
        assert self._scored.total is not None
        full = summed([self._rate.full, *(trace.full for trace in self._traces.values())])
        self._add((_Label("总分"), _FULL), (written(full), 1), (marks(self._scored.total), 1), ("", 1))

    def _indicator_rows(self) -> int:
        return sum(max(1, len(rows)) for _, kinds in self._groups() for _, rows in kinds)


def _rate_column(column: int) -> int:
    """Where the fund block has what the indicators have in a column."""
    return {_FULL: _FULL, _SCORE: COLUMNS - 1}[column]


def _given(trace: Trace) -> str:
    return "" if trace.score is None else written(trace.score)


def masked_name(name: str) -> str:
    """A person's name with the surname only; the name of an office stays.

    >>> masked_name("王小明"), masked_name("督查科"), masked_name("")
    ('王**', '督查科', '')
    """
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) or re.search(
        r"[科室处局办部股队所组院站]$|中心$", name
    ):
        return name
    return name[0] + "*" * (len(name) - 1)


def masked_phone(phone: str) -> str:
    """A phone number with its last digits hidden but the two at the end.

    >>> masked_phone("13800001234"), masked_phone("010-83651234")
    ('138******34', '010-8*****34')
    """
    digits = [index for index, character in enumerate(phone) if character.isdigit()]
    hidden = set(digits[3:-2] if len(digits) >= 11 and phone[:1] == "1" else digits[4:-2])
    return "".join("*" if index in hidden else character for index, character in enumerate(phone))


def forms_publication(evaluation: Evaluation, masked: bool = True) -> Publication:
    """The forms of all projects that evaluate themselves and have a score, as one document."""
    register = evaluation.register
    pieces = [
        piece
        for scored in evaluation.scored
        if scored.result is not None and scored.total is not None
        for piece in form_pieces(scored, evaluation.notation, masked)
    ]
    return Publication(register.unit, f"{register.year}年度{TITLE}", register.year, pieces, register.place)
