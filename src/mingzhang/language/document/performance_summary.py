"""What the narrative says about performance: how many projects, how much money, which results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from mingzhang.facts.number import Number, Printed, UnfitFigureError, number_of, printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.language.evaluation.recognise import is_evaluation
from mingzhang.language.text.spelling import flatten, plain

GRADES = {
    "优": "优",
    "优秀": "优",
    "良": "良",
    "良好": "良",
    "中": "中",
    "中等": "中",
    "合格": "中",
    "一般": "中",
}
GRADES |= {"差": "差", "较差": "差", "不合格": "差"}
BANDS = {"优": (90, 100), "良": (80, 90), "中": (60, 80), "差": (0, 60)}
_GRADE_WORDS = "优秀|优|良好|良|中等|中|合格|一般|不合格|较差|差"
_STAGES = (("自评", "自评"), ("跟踪|监控", "跟踪"), ("目标", "目标"), ("评价", "评价"))
_COUNT = re.compile(
    r"项目(?:支出)?(?:共计?|数量?为?|为)?(?P<n>\d+)个|(?P<m>\d+)个(?:预算|支出|部门|二级|一级)?项目"
)
_MONEY = re.compile(
    r"涉及(?:预算|财政|项目)*(?:资金|金额|支出)*(?:共计?|合计|为|约)?(?P<n>[\d,]+(?:\.\d+)?)(?P<u>亿元|万元|元)"
)
_SHARE = re.compile(
    r"占(?:本)?(?:部门|单位)?[^，。；占]{0,10}项目(?:总数|个数|总量|数量?)?的?(?P<n>\d+(?:\.\d+)?)%"
)
_WHOLE = re.compile(r"项目总数(?:为|共)?(?P<n>\d+)个")
_SIMPLE = {
    "平均得分": re.compile(r"平均(?:得)?分(?:数)?(?:为|达到?|是|：)?(?P<n>\d+(?:\.\d+)?)分?"),
    "问题数": re.compile(r"(?:发现|存在)(?:各类|绩效)?问题(?:共)?(?P<n>\d+)个"),
    "已整改": re.compile(r"(?:已经?)(?:全部)?(?:完成)?整改(?:完成|到位)?的?(?:问题)?(?P<n>\d+)个"),
    "整改中": re.compile(r"(?:正在|尚在|仍在)整改(?:中)?的?(?:问题)?(?P<n>\d+)个"),
}
_GRADE = re.compile(
    rf"(?:^|(?<=[，。；：、（“为级评得定次果是中]))(?P<g>{_GRADE_WORDS})”?(?:等级|等次|级|档)?(?:的)?(?:项目)?(?:有|为|共)?(?P<n>\d+)个"
)
# The count before its grade: 8个项目评价等级为优.
_COUNTED = re.compile(
    r"(?P<n>\d+)个(?:项目)?的?(?:绩效)?(?:自评|评价|考评)?(?:结果|等级|等次|结论)+(?:均)?(?:为|是)"
    rf"“?(?P<g>{_GRADE_WORDS})”?(?![\u4e00-\u9fa5])"
)
_SCORED = re.compile(
    r"(?<!平均)(?<!均)(?:综合|总体|最终|总|评价|自评|考评)?(?:得分|评分|总分|分数)(?:为|是|：|达到?)?(?P<n>\d+(?:\.\d+)?)分?"
    rf"[^。；]{{0,24}}?(?:等级|等次|评级|结论|级别|结果)(?:为|是|：|属于|属)?“?(?P<g>(?>{_GRADE_WORDS}))”?+"
    r"(?![”的]*(?:项目|有|共)?\d|[”的]*项目)"
)
_REPORT = re.compile(r"评价报告|绩效自评报告|绩效评价情况$")
_SPENT = re.compile(
    r"(?:实际(?:支出|执行|支付)|资金支出|全年执行)(?:资金|金额|总额|数)*(?:为|共计?)?(?P<n>[\d,]+(?:\.\d+)?)(?P<u>亿元|万元|元)"
)
_SENTENCE = re.compile(r"[^。；！？]+")
_RESULT = re.compile(
    rf"评价(?:总体)?(?:结果|等级|等次|结论)(?:均)?(?:为|是|：)?“?(?P<g>{_GRADE_WORDS})”?(?=[，。；）]|$)"
)


@dataclass
class PerformanceSummary:
    """The figures one paragraph states about the projects of a department.

    ``figures`` holds 目标项目数, 目标金额, 跟踪…, 自评…, 评价…, 覆盖率, 项目总数, 平均得分, 优, 良, 中, 差, 问题数, 已整改,
    整改中; ``grade`` is the printed result, if one is stated for all.
    """

    paragraph: Paragraph
    figures: dict[str, Printed] = field(default_factory=dict)
    grade: str = ""

    def number(self, key: str) -> Number | None:
        """The number under a key, ``None`` where it is not stated."""
        figure = self.figures.get(key)
        return number_of(figure) if figure else None

    def grades(self) -> dict[str, Printed]:
        """The stated counts of grades."""
        return {key: self.figures[key] for key in BANDS if key in self.figures}


@dataclass(frozen=True)
class Graded:
    """A score and a grade in one sentence."""

    score: Printed
    grade: str
    printed: str


def summaries(document: Document) -> list[PerformanceSummary]:
    """The paragraphs that count projects, in order.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> found = summaries(narrative("绩效自评的项目4个，涉及金额59.80万元，平均得分95分，优3个、良1个。"))
    >>> {key: figure.text for key, figure in found[0].figures.items()}
    {'自评项目数': '4', '自评金额': '59.80', '平均得分': '95', '优': '3', '良': '1'}
    """
    return [
        summary
        for index, paragraph in document.body()
        if "项目" in paragraph.text or "得分" in paragraph.text
        if (summary := _summary(paragraph, _title(document, index))).figures
    ]


def _title(document: Document, block: int) -> str:
    section = document.section_of(block)
    return section.title if section else ""


def _summary(paragraph: Paragraph, section: str) -> PerformanceSummary:
    """The figures and the grade one paragraph states; empty where it counts no projects."""
    flat = flatten(paragraph.text)
    result = PerformanceSummary(paragraph)

    def record(key: str, match: re.Match[str], group: str, unit: str, end: int) -> None:
        start, stop = flat.raw(match.start(), end)
        place = paragraph.place(start, stop).naming(section=section)
        with suppress(UnfitFigureError):  # a run of digits counts nothing
            result.figures.setdefault(key, printed(match[group], unit, place))

    for stage, match, stop in _counts(flat.text):
        record(f"{stage}项目数", match, "n" if match["n"] else "m", "个", match.end())
        money = _MONEY.search(flat.text, match.end(), stop)
        if money:
            record(f"{stage}金额", money, "n", money["u"], money.end())
    if not result.figures:
        return result
    for key, pattern in _SIMPLE.items():
        for match in pattern.finditer(flat.text):
            record(key, match, "n", "分" if key == "平均得分" else "个", match.end())
    for pattern in (_GRADE, _COUNTED):
        for match in pattern.finditer(flat.text):
            record(GRADES[match["g"]], match, "n", "个", match.end())
    for key, pattern, unit in (("覆盖率", _SHARE, "%"), ("项目总数", _WHOLE, "个")):
        found = pattern.search(flat.text)
        if found:
            record(key, found, "n", unit, found.end())
    grade = _RESULT.search(flat.text)
    result.grade = GRADES[grade["g"]] if grade else ""
    return result


def _counts(flat: str) -> Iterator[tuple[str, re.Match[str], int]]:
    """The counts of projects with the stage of management they count, and where the next one begins."""
    matches = [(m, stage) for m in _COUNT.finditer(flat) if (stage := _stage(flat, m))]
    for index, (match, stage) in enumerate(matches):
        stop = matches[index + 1][0].start() if index + 1 < len(matches) else len(flat)
        yield stage, match, stop


def _stage(flat: str, match: re.Match[str]) -> str:
    """The stage (自评, 跟踪, 目标, 评价) a count is of, by its clause; ``""`` where it counts something else."""
    left = max(flat.rfind(mark, 0, match.start()) for mark in "，；。：（）")
    right = min(
        (at for mark in "，；。：（）" if (at := flat.find(mark, match.end())) >= 0), default=len(flat)
    )
    clause = flat[left + 1 : right]
    if re.search(
        rf"“?(?:{_GRADE_WORDS})”?(?:等级|等次|级)?的?(?:项目)?\d|评级|等级为|重点|委托|第三方|抽查|部门评价|财政评价|事前",
        clause,
    ):
        return ""
    return next((stage for words, stage in _STAGES if re.search(words, clause)), "")


def graded(document: Document) -> list[Graded]:
    """The sentences that state a score and a grade together.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> [(g.score.text, g.grade) for g in graded(narrative("综合得分92.1分，评价等级为“优”。"))]
    [('92.1', '优')]
    """
    found = []
    for _, paragraph in document.body():
        flat = flatten(paragraph.text)
        for match in _SCORED.finditer(flat.text):
            start, end = flat.raw(match.start(), match.end())
            place = paragraph.place(start, end)
            with suppress(UnfitFigureError):
                found.append(Graded(printed(match["n"], "分", place), GRADES[match["g"]], match["g"]))
    return found


@dataclass(frozen=True)
class ReportSentence:
    """A sentence of an evaluation report, or a cell of one of its tables that is neither form nor scoring.

    ``text`` is flat; ``where`` gives the place of the characters ``start``…``end`` of it.
    """

    text: str
    where: Callable[[int, int], Place]

    def cut(self, start: int, end: int) -> Place:
        """The place of some characters."""
        return self.where(start, end)


def report_sentences(document: Document) -> list[ReportSentence]:
    """The sentences of the evaluation report inside a document, cells of its loose tables included.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> [said.text for said in report_sentences(narrative("项目绩效评价报告", "资金已用完。无结余。"))]
    ['资金已用完', '无结余']
    """
    blocks = document.report.blocks
    start = 0
    if document.kind != "evaluation_report":
        titles = (i for i, p in document.body() if len(p.text) <= 40 and _REPORT.search(plain(p.text)))
        start = next(titles, len(blocks))
    end = next((form.block for form in document.evaluations if form.block > start), len(blocks))
    found: list[ReportSentence] = []
    for block in blocks[start + (document.kind != "evaluation_report") : end]:
        if isinstance(block, Paragraph):
            found += _sentences(block) if block.kind not in ("contents", "header") else []
        elif not is_evaluation(block):
            found += [said for cell in block.cells if cell.row for said in _cell_sentences(block, cell)]
    return found


def _sentences(paragraph: Paragraph) -> list[ReportSentence]:
    flat = flatten(paragraph.text)

    def located(offset: int) -> Callable[[int, int], Place]:
        return lambda a, b: paragraph.place(*flat.raw(offset + a, offset + b))

    return [ReportSentence(m[0], located(m.start())) for m in _SENTENCE.finditer(flat.text)]


def _cell_sentences(table: Table, cell: Cell) -> list[ReportSentence]:
    first, head = table.at(cell.row, 0), table.at(0, cell.column)
    row, column = first.text.strip() if first else "", head.text.strip() if head else ""
    name = f"评价报告“{row[:20]}”"

    def where(_start: int, _end: int) -> Place:
        return cell.place(name, row[:20], column[:20])

    return [ReportSentence(m[0], where) for m in _SENTENCE.finditer(plain(cell.text))]


def stated_projects(summaries: Iterable[PerformanceSummary]) -> Printed | None:
    """The one number of self-evaluated projects the narrative states, ``None`` if none or several.

    Projects that are only said to be evaluated count when they are all projects of the department.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> stated_projects(summaries(narrative("绩效自评的项目4个，涉及金额59.80万元。"))).text
    '4'
    """
    return _only(summaries, "项目数")


def stated_amount(summaries: Iterable[PerformanceSummary]) -> Printed | None:
    """The one amount of those projects, ``None`` if none or several.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> stated_amount(summaries(narrative("评价项目4个，占部门项目总数的100%，涉及金额59.80万元。"))).text
    '59.80'
    """
    return _only(summaries, "金额")


def _only(summaries: Iterable[PerformanceSummary], what: str) -> Printed | None:
    found = []
    for summary in summaries:
        share = summary.figures.get("覆盖率")
        stages = ("自评", "评价") if share is not None and share.value == 100 else ("自评",)
        found += [summary.figures[stage + what] for stage in stages if stage + what in summary.figures]
    return found[0] if found and len({figure.value for figure in found}) == 1 else None


def report_outturn(document: Document) -> Number | None:
    """What the evaluation report says was spent, ``None`` if it does not say or says several amounts.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> report_outturn(narrative("项目绩效评价报告", "批复预算49万元，实际支出金额48万元。")).value
    Fraction(480000, 1)
    """
    found: dict[object, Printed] = {}
    for said in report_sentences(document):
        for match in _SPENT.finditer(said.text):
            with suppress(UnfitFigureError):
                figure = printed(match["n"], match["u"], said.cut(match.start(), match.end()))
                found.setdefault(figure.value, figure)
    return number_of(next(iter(found.values()))) if len(found) == 1 else None
