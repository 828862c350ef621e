"""Whether a document was understood at all: only then is it said that nothing is wrong with it."""

from __future__ import annotations

from mingzhang.disclosure.filing import is_filing
from mingzhang.facts.coverage import Coverage
from mingzhang.facts.page_scan import WHOLE
from mingzhang.language.document.document import Document
from mingzhang.performance.ballot import SETTINGS
from mingzhang.performance.ballot import WORDS as OPINIONS
from mingzhang.performance.project import INDICATORS, PROJECTS

_KINDS = "部门决算、部门预算、项目支出绩效自评表、绩效评价报告"


def hindrance(document: Document, coverage: Coverage) -> str:
    """Why nothing can be said of a document, and what to do; ``""`` where it was understood.

    It must be of a kind that the rules are for, and at least one of its numbers must have a meaning.

    >>> from mingzhang.facts.report import Paragraph, Report
    >>> from mingzhang.understanding.coverage import coverage
    >>> from mingzhang.understanding.understand import understand
    >>> note = understand(Report("a.txt", "txt", [Paragraph("你好")]))
    >>> hindrance(note, coverage(note))
    '没有认出是哪一种文件（能检查的是部门决算、部门预算、项目支出绩效自评表、绩效评价报告），不能说它没有问题。请确认给的是公开的正式文件、封面和标题没有缺。'
    """
    names = [table.name.strip() for table in document.report.tables()]
    if is_filing(document.report.tables()):
        return "这是填报表，请用 build：填好后用 mingzhang build 生成决算公开文本，再检查生成的文件。"
    if {PROJECTS.name, INDICATORS.name} <= {*names}:
        return (
            "这是项目表，请用 evaluate：mingzhang evaluate score 计分并列出问题，evaluate forms 写出自评表。"
        )
    if {SETTINGS.name, OPINIONS.name} <= {*names}:
        return (
            "这是专家评分表，请用 evaluate：mingzhang evaluate report 项目表 评分表 汇总得分、写出评价报告。"
        )
    known = document.kind != "unknown" or any(table.form for table in document.tables)
    if not (known or document.evaluations or document.score_tables):
        return (
            f"没有认出是哪一种文件（能检查的是{_KINDS}），不能说它没有问题。"
            "请确认给的是公开的正式文件、封面和标题没有缺。"
        )
    if refused := sorted({d.page for d in document.report.doubts if d.reason.startswith(WHOLE)}):
        listed = "、".join(map(str, refused))
        return f"第 {listed} 页是扫描件，没有读懂，不能说它没有问题。请换清楚的扫描件，或用 Word、文字版 PDF 再查。"
    if coverage.meant:
        return ""
    if not coverage.numbers:
        return "没有读到任何数，不能说它没有问题。请确认文件完整、不是图片，或换一种格式（Word、文字版 PDF）再查。"
    doubtful = coverage.counts.doubtful
    seen = f"，{doubtful} 个看不准" if doubtful else ""
    return (
        f"文中有 {len(coverage)} 个数，没有一个能确定地读懂{seen}，不能说它没有问题。"
        "请确认文件完整，表格和标题没有缺，或换一种格式（Word、文字版 PDF）再查。"
    )
