"""Documents as large as a reader accepts: processor time and memory by number of rows and of pages.

``LARGE_ROWS`` and ``LARGE_PAGES`` name the sizes; by default 100,000 rows and 2,000 pages are the largest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import xlsxwriter

from bench.documents import ROOT
from bench.table import show

ROWS, PAGES = "12500,25000,50000,100000", "250,500,1000,2000"
SOURCE = ROOT / "tests/reports/sources/office_pdf.pdf"
HEADS = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
# Checks one file in a process of its own, which says its processor time and the most memory it took.
_ONE = """
import resource, sys
from mingzhang.readers.limits import Limits
from mingzhang.work.check import check_file
made = check_file(sys.argv[1], limits=Limits(seconds=float(sys.argv[2])))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, len(made.coverage), len(made.notes))
"""


def workbook(path: Path, rows: int) -> None:
    """One sheet of an account with so many coded rows whose sums hold."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("支出决算表")
        sheet.write_string(0, 0, "某市某区某局2023年度部门决算支出决算表")
        sheet.write_string(1, 0, "单位：万元")
        for column, head in enumerate(HEADS):
            sheet.write_string(2, column, head)
        for row in range(rows):
            basic, projects = row % 997, row % 389
            sheet.write_string(3 + row, 0, f"2{row % 99:02d}{row % 97:02d}{row % 89:02d}")
            sheet.write_string(3 + row, 1, f"第{row}项")
            for column, value in enumerate((basic + projects, basic, projects), 2):
                sheet.write_number(3 + row, column, value)


def pages(path: Path, count: int) -> None:
    """The pages of an account of ours again and again."""
    with pikepdf.open(SOURCE) as source, pikepdf.new() as made:
        while len(made.pages) < count:
            made.pages.extend(source.pages[: count - len(made.pages)])
        made.save(path)


def measured(path: Path, seconds: float = 3600) -> tuple[float, int, int, int]:
    """Processor seconds, megabytes, numbers and notes of one check; raises where it does not end."""
    command = [sys.executable, "-c", _ONE, str(path), str(seconds)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=seconds, text=True).stdout.split()
    return float(said[0]), int(said[1]), int(said[2]), int(said[3])


def run() -> None:
    """Print the table."""
    made: list[tuple[str, Callable[[Path, int], None], str, str]] = [
        ("行", workbook, "LARGE_ROWS", ROWS),
        ("页", pages, "LARGE_PAGES", PAGES),
    ]
    rows = []
    with TemporaryDirectory() as name:
        for what, make, variable, usual in made:
            for size in map(int, filter(None, os.environ.get(variable, usual).split(","))):
                path = Path(name) / ("a.xlsx" if what == "行" else "a.pdf")
                make(path, size)
                began = time.monotonic()
                used, megabytes, numbers, _ = measured(path)
                passed = time.monotonic() - began
                rows.append([f"{size} {what}", f"{used:.1f}", f"{1000 * used / size:.2f}", f"{passed:.0f}",
                             megabytes, numbers])  # fmt: skip
    heads = ["大小", "处理器（秒）", "每行或每页（毫秒）", "经过（秒）", "内存（MB）", "数"]
    show("大文件（目标：每行、每页的时间不随大小增加）", heads, rows)
