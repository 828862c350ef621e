"""How the examples of performance rules are written: small documents with one form, table or sentence.

``form(...)``, ``score_table(...)`` and ``narrative(...)`` each return a document as if it had been read
from a file; ``together(...)`` puts several into one.  Every part has a default that is right, so that an
example states only what it is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.fact import stated
from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.language.document.document import Document
from mingzhang.language.evaluation.recognise import bind_evaluations
from mingzhang.language.table.notation import Notation
from mingzhang.work.examples import grid

ROWS = (
    "数量指标|检查次数|≥12次|12次|20|20",
    "质量指标|检查合格率|≥95%|96%|20|20",
    "时效指标|完成时限|12月底前|12月底前|10|10",
    "社会效益指标|公众知晓程度|有效提升|有效提升|30|30",
    "满意度指标|群众满意度|≥90%|95%|10|10",
)
LEAVES = ("决策（40）/立项依据|40|40|立项依据充分", "绩效（60）/产出数量|60|52|个别任务未完成")
__all__ = ["form", "goals_table", "narrative", "score_table", "stated", "together"]
_FIRST = {
    "数": "产出指标",
    "质": "产出指标",
    "时": "产出指标",
    "成": "产出指标",
    "满": "满意度指标",
    "服": "满意度指标",
}
_HEADS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
_FUND_HEADS = "|年初预算数|全年预算数|全年执行数|分值|执行率|得分"


def form(
    name: str = "安全检查",
    funds: Sequence[str] = ("50.00", "50.00", "50.00"),
    rate: Sequence[str] = ("10", "100%", "10"),
    rows: Sequence[str] = ROWS,
    total: Sequence[str] = ("100", "100"),
    *,
    sources: Sequence[str] = (),
    goal: Sequence[str] = ("完成全年检查任务", "全年检查任务已完成"),
    header: Sequence[str] = ("某市某局", "某市某局", "", ""),
    year: int = 2024,
) -> Document:
    """A self-evaluation form: amounts in 万元, execution rate as full marks, rate and marks.

    A row is ``二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因``; a source is ``名称|年初|全年|执行``; ``header`` is
    department, unit, person and phone.

    >>> document = form(funds=("8.00", "8.00", "6.00"), rate=("10", "75%", "7.5"), total=("100", "97.5"))
    >>> document.evaluations[0].outturn.value, len(document.evaluations[0].indicators)
    (Fraction(60000, 1), 5)
    """
    lines = [
        ["项目名称", name],
        ["主管部门", header[0], "实施单位", header[1]],
        ["项目负责人", header[2], "联系电话", header[3]],
        ["项目资金（万元）", *_FUND_HEADS.split("|")],
        ["", "年度资金总额", *funds, *rate],
        *(["", *source.split("|")] for source in sources),
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["", *goal],
        ["绩效指标", *_HEADS.split("|")],
        *(["", _FIRST.get(row[0], "效益指标"), *row.split("|")] for row in rows),
        ["总分", "", "", "", "", "", *total],
    ]
    title = [Paragraph("项目支出绩效自评表"), Paragraph(f"（{year}年度）")]
    return understood([*title, grid(*lines)], year)


def score_table(
    rows: Sequence[str] = LEAVES, total: Sequence[str] = ("100", "92"), before: Sequence[str] = ()
) -> Document:
    """A scoring table of a report; a row is ``一级/二级|分值|得分|意见``.

    >>> score_table().score_tables[0].leaves[1].opinion.text
    '个别任务未完成'
    """
    lines = [["一级指标", "二级指标", "分值", "得分", "评价意见"]]
    for row in rows:
        levels, *rest = row.split("|")
        lines.append([*levels.split("/"), *rest])
    lines.append(["合计", "", *total])
    return understood([*map(Paragraph, before), Paragraph("绩效评价评分表"), grid(*lines)])


def narrative(*paragraphs: str) -> Document:
    """A document of plain paragraphs.

    >>> narrative("绩效自评的项目4个。").kind
    'final_account'
    """
    return understood([Paragraph(text) for text in paragraphs])


def goals_table(expected: str, reached: str) -> Document:
    """The table of a report that sets one expected goal against what was reached.

    >>> goals_table("手册≥200册", "230册").kind
    'final_account'
    """
    lines = [["目标", "预期目标", "实际完成"], ["产出数量指标", expected, reached]]
    return understood([Paragraph("项目绩效评价报告"), grid(*lines)])


def together(*documents: Document) -> Document:
    """Several examples as one document.

    >>> len(together(form("甲"), form("乙")).evaluations)
    2
    """
    return understood([block for document in documents for block in document.report.blocks])


def understood(blocks: list[Block], year: int = 2024) -> Document:
    """A document with its forms and scoring tables read.

    >>> understood([]).evaluations
    []
    """
    report = Report(file="示例", format="txt", blocks=blocks)
    document = Document(report, Notation(), kind="final_account", unit="某市某局", year=year or None)
    document.evaluations, document.score_tables = bind_evaluations(report, document.facts)
    return document
