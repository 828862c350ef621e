"""The findings as an Excel workbook in the layout of a review checklist (问题清单)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from mingzhang.facts.coverage import Worth
from mingzhang.facts.days import day_words
from mingzhang.facts.finding import Severity, Verdict
from mingzhang.facts.result import Result
from mingzhang.writers.parts import Label, Part, bases, parts, title_of, where
from mingzhang.writers.words import Order, groups, heading, left_over, lines_of, notes, printable

STATES = ("未整改", "整改中", "已整改", "不予采纳", "已说明")
LONGEST = 32_000  # characters Excel keeps in one cell
ROOM = 500  # rows below the last finding in which the list of states still works
_COLUMNS = (  # head, width in characters, format
    ("序号", 5, "middle"),
    ("文件", 15, "text"),
    ("位置", 23, "text"),
    ("级别", 6, "middle"),
    ("问题", 37, "text"),
    ("印出", 13, "text"),
    ("应为", 13, "text"),
    ("算式", 30, "text"),
    ("依据", 20, "text"),
    ("处理", 22, "text"),
    ("整改情况", 10, "input"),
    ("整改责任人", 11, "input"),
    ("说明", 24, "text"),
    ("规则", 9, "middle"),
    ("编号", 19, "middle"),
)
_NUMBERS = ("文中的数", *(worth.chinese for worth in Worth))
_COLOURS = {Severity.ERROR: "#B3261E", Severity.WARNING: "#8A5200", Severity.INFO: "#1B5E8C"}
_INK, _LINE, _NAVY, _SOFT = "#1C2530", "#C3CAD3", "#1F3A5F", "#55616F"


def checklist(results: Sequence[Result], day: date, order: Order = Order.SEVERITY) -> bytes:
    """A workbook with a sheet 问题清单, one line for each finding of all documents, and a sheet 汇总.

    ``day`` is the day of the check.  The same input gives the same bytes.

    >>> checklist([], date(2025, 3, 1))[:2]
    b'PK'
    """
    import xlsxwriter

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"title": "问题清单", "created": datetime(day.year, day.month, day.day)})
    formats = _formats(workbook)
    _list(workbook.add_worksheet("问题清单"), results, formats, order)
    _summary(workbook.add_worksheet("汇总"), results, formats, day)
    workbook.close()
    return stream.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    """The cell formats of the workbook by name, one for each severity among them."""
    plain = {
        "font_name": "宋体", "font_size": 10, "font_color": _INK, "valign": "vcenter", "text_wrap": True,
        "border": 1, "border_color": _LINE,
    }  # fmt: skip
    looks: dict[str, dict[str, Any]] = {
        "text": {},
        "middle": {"align": "center"},
        "count": {"num_format": "#,##0"},
        "input": {"align": "center", "bg_color": "#FBF8EC", "locked": False},
        "head": {
            "bold": True, "bg_color": _NAVY, "font_color": "#FFFFFF", "align": "center", "valign": "vcenter",
            "font_name": "黑体",
        },
        "title": {"font_name": "黑体", "font_size": 16, "border": 0, "text_wrap": False, "valign": "vcenter"},
        "remark": {"font_color": _SOFT, "border": 0, "text_wrap": False},
        "total": {"bold": True, "num_format": "#,##0", "top": 2},
    }  # fmt: skip
    for severity, colour in _COLOURS.items():
        looks[severity.value] = {"align": "center", "bold": True, "font_color": colour}
    return {name: workbook.add_format(plain | look) for name, look in looks.items()}


def _list(sheet: Any, results: Sequence[Result], formats: dict[str, Any], order: Order) -> None:
    """The sheet with one row for each finding, filters and a drop-down list for its state."""
    for column, (name, width, _) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats["head"])
    sheet.set_row(0, 26)
    if len(results) == 1:  # one document: its name stands on the other sheet
        sheet.set_column(1, 1, _COLUMNS[1][1], None, {"hidden": True})
    row = 0
    for result in results:
        for line, severity in _lines(result, order):
            row += 1
            _write(sheet, row, [str(row), *line], severity, formats)
    last = max(row, 1)
    state = [name for name, _, _ in _COLUMNS].index("整改情况")
    sheet.data_validation(1, state, last + ROOM, state, {
        "validate": "list", "source": list(STATES), "error_title": "整改情况",
        "error_message": f"请从列表里选择：{'、'.join(STATES)}。",
    })  # fmt: skip
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 3)
    _paper(sheet)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, state + 1)


def _paper(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.8, 0.6)
    sheet.set_header('&C&"黑体"&16&A')
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _lines(result: Result, order: Order) -> list[tuple[list[str], Severity]]:
    """The texts of each failing finding from 文件 on, the explained ones last."""
    waivers, lines = result.explained, []
    for finding in groups(result, order).numbered:
        waiver, told = waivers.get(finding.fingerprint), parts(finding)
        working = [_said(told, Label.WORKING), *(f"可疑：{line}" for line in _each(told, Label.SUSPECTS))]
        message = finding.message
        if finding.consequences:
            message += f"（{told[Label.SAME_CAUSE]}）"
        named = "\n".join(title_of(text) or text for text in _each(told, Label.BASIS))
        line = [
            result.document.file, where(finding), finding.severity.chinese, message,
            _said(told, Label.PRINTED), _said(told, Label.EXPECTED), "\n".join(filter(None, working)),
            named, _said(told, Label.REMEDY), "已说明" if waiver else "未整改", "",
            str(waiver or ""), finding.rule, finding.fingerprint,
        ]  # fmt: skip
        lines.append((line, finding.severity))
    return lines


def _each(told: Mapping[Label, Part], label: Label) -> tuple[str, ...]:
    """The lines of a part, none where the finding has no such part."""
    return told[label].lines if label in told else ()


def _said(told: Mapping[Label, Part], label: Label) -> str:
    return "\n".join(_each(told, label))


def _write(sheet: Any, row: int, line: list[str], severity: Severity, formats: dict[str, Any]) -> None:
    """Write one row of the list, high enough for its wrapped texts."""
    sheet.write_number(row, 0, row, formats["middle"])
    tall = 1
    for column, (text, (name, width, look)) in enumerate(zip(line, _COLUMNS, strict=True)):
        text = printable(text)[:LONGEST]
        tall = max(tall, lines_of(text, width))
        if column:
            style = formats[severity.value if name == "级别" else look]
            # a text that begins with = stays a text
            sheet.write_string(row, column, text, style) if text else sheet.write_blank(
                row, column, None, style
            )
    sheet.set_row(row, min(409, 13.5 * tall + 4))


def _summary(sheet: Any, results: Sequence[Result], formats: dict[str, Any], day: date) -> None:
    """The sheet with one row of counts for each file, totals, and the bases in full below."""
    heads = (
        "文件",
        "单位、年度、种类",
        *(s.chinese for s in Severity),
        "已说明",
        *(v.chinese for v in Verdict),
    )
    heads += (*_NUMBERS, "注意")
    widths = (26, 34, 8, 8, 8, 9, 9, 9, 9, 10, 10, 12, 18, 9, 9, 40)
    sheet.merge_range(0, 0, 0, len(heads) - 1, "明账检查结果汇总", formats["title"])
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, f"检查日期：{day_words(day)}", formats["remark"])
    for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, formats["head"])
    sheet.set_row(2, 24)
    rows = [_counts(result) for result in results]
    for row, (texts, counts, said) in enumerate(rows, 3):
        _summary_row(sheet, row, texts, counts, said, formats)
        sheet.set_row(
            row, 13.5 * max(lines_of(t, w) for t, w in zip((*texts, said), (26, 34, 40), strict=True)) + 4
        )
    if len(rows) > 1:
        totals = [sum(column) for column in zip(*(counts for _, counts, _ in rows), strict=True)]
        _summary_row(sheet, len(rows) + 3, ("合计", f"{len(rows)} 个文件"), totals, "", formats | {
            "text": formats["total"], "count": formats["total"],
        })  # fmt: skip
    remark = "成立、尾差、不成立、无法判断为归并前的检查次数；错误、警告、提示为清单里的条数。“无法判断”按原因计，不是通过。"
    spelled_out = bases(finding for result in results for finding in groups(result).numbered)
    below = [remark, *(["依据："] if spelled_out else []), *spelled_out]
    for row, text in enumerate(below, len(rows) + 5):
        sheet.write_string(row, 0, printable(text)[:LONGEST], formats["remark"])
    sheet.freeze_panes(3, 1)
    _paper(sheet)


def _summary_row(
    sheet: Any, row: int, texts: Sequence[str], counts: Sequence[int], said: str, formats: dict[str, Any]
) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, printable(text)[:LONGEST], formats["text"])
    for column, count in enumerate(counts, len(texts)):
        sheet.write_number(row, column, count, formats["count"])
    sheet.write_string(row, len(texts) + len(counts), printable(said)[:LONGEST], formats["text"])


def _counts(result: Result) -> tuple[tuple[str, str], list[int], str]:
    document, summary, found = result.document, result.summary, groups(result)
    counts = [*result.severities.values(), len(found.explained)]
    counts += [summary.of(verdict) for verdict in Verdict]
    counts += [summary.numbers.total, *(summary.numbers.of(worth) for worth in Worth)]
    left = left_over(summary).lstrip("；")
    remarks = [f"{left}：" if left else "", *notes(document)]
    return (document.file, heading(document)), counts, "\n".join(filter(None, remarks))
