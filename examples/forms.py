"""Self-evaluation forms of three projects: published figures, our own words."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.report import Block, Cell, Paragraph, Table

Row = tuple[str, ...]
_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
# name, (original budget, adjusted budget, outturn), rate, score of the rate, indicator rows
_PROJECTS: tuple[tuple[str, Row, str, str, tuple[Row, ...]], ...] = (
    (
        "档案整理数字化服务",
        ("42", "42", "42"),
        "100%",
        "10",
        (
            ("产出指标", "数量指标", "整理档案页数", "20.2万页", "20.2万页", "20", "20", ""),
            ("产出指标", "质量指标", "验收合格率", "≥95%", "97%", "10", "10", ""),
            ("产出指标", "时效指标", "完成时间", "12月底前", "12月25日", "10", "8", "扫描件返工，已调整排期"),
            ("产出指标", "成本指标", "项目总成本", "≤42万元", "42万元", "20", "20", ""),
            ("效益指标", "社会效益指标", "查档响应时间", "≤1日", "1日", "20", "20", ""),
            ("满意度指标", "服务对象满意度指标", "用档部门满意度", "≥90%", "96%", "10", "10", ""),
        ),
    ),
    (
        "服务对象满意度调查",
        ("49.29", "49.29", "40.29"),
        "81.74%",
        "8.17",
        (
            ("产出指标", "数量指标", "居民样本数", "≥6000份", "6685份", "20", "20", ""),
            ("产出指标", "质量指标", "样本有效率", "≥95%", "98%", "15", "15", ""),
            ("产出指标", "时效指标", "报告提交时间", "12月30日前", "12月20日", "15", "15", ""),
            ("产出指标", "成本指标", "调查总成本", "≤49.29万元", "40.29万元", "10", "10", ""),
            (
                "效益指标",
                "社会效益指标",
                "形成整改建议清单",
                "1份",
                "1份",
                "20",
                "18",
                "建议还不够具体，下年细化",
            ),
            ("满意度指标", "服务对象满意度指标", "受访者满意度", "≥90%", "92%", "10", "10", ""),
        ),
    ),
    (
        "信息调研服务",
        ("40", "40", "24"),
        "60%",
        "6",
        (
            ("产出指标", "数量指标", "信息专报篇数", "≥200篇", "215篇", "25", "25", ""),
            ("产出指标", "质量指标", "专报采用率", "≥30%", "35%", "15", "15", ""),
            ("产出指标", "成本指标", "项目总成本", "≤40万元", "24万元", "15", "15", ""),
            ("效益指标", "社会效益指标", "为决策提供参考", "≥20次", "22次", "20", "20", ""),
            ("满意度指标", "服务对象满意度指标", "使用部门满意度", "≥90%", "93%", "15", "15", ""),
        ),
    ),
)


def forms() -> list[Block]:
    """The forms with their heading."""
    blocks: list[Block] = [Paragraph("第四部分 2020年度部门绩效评价情况")]
    for project in _PROJECTS:
        blocks += [Paragraph("项目支出绩效自评表"), Paragraph("（2020年度）"), _form(*project)]
    return blocks


def _form(name: str, funds: Row, rate: str, rate_score: str, rows: tuple[Row, ...]) -> Table:
    cells: list[Cell] = []

    def put(row: int, column: int, text: str, rowspan: int = 1, colspan: int = 1) -> None:
        cells.append(Cell(text, row, column, rowspan, colspan))

    put(0, 0, "项目名称", 1, 2)
    put(0, 2, name, 1, 7)
    put(1, 0, "主管部门", 1, 2)
    put(1, 2, "北京市丰台区人民政府办公室", 1, 3)
    put(1, 5, "实施单位")
    put(1, 6, "北京市丰台区人民政府办公室", 1, 3)
    put(2, 0, "项目资金（万元）", 5, 2)
    for column, text in enumerate(
        ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"), 2
    ):
        put(2, column, text)
    sources = (("年度资金总额", funds), ("其中：当年财政拨款", funds), ("上年结转资金", ("0", "0", "0")))
    for row, (label, amounts) in enumerate((*sources, ("其他资金", ("0", "0", "0"))), 3):
        marks = ("10", rate, rate_score) if row == 3 else ("—", "", "—")
        for column, text in enumerate((label, *amounts, *marks), 2):
            put(row, column, text)
    last = 8 + len(rows)
    put(7, 0, "绩效指标", last - 7)
    for column, text in enumerate(_HEAD, 1):
        put(7, column, text)
    for row, texts in enumerate(rows, 8):
        for column, text in enumerate(texts, 1):
            put(row, column, text)
    full = 10 + sum(int(texts[5]) for texts in rows)
    score = str(Decimal(rate_score) + sum(Decimal(texts[6]) for texts in rows))
    put(last, 0, "总分", 1, 6)
    put(last, 6, str(full))
    put(last, 7, score)
    put(last, 8, "")
    return Table(cells)
