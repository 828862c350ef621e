"""How fast PDFs are read, page by page, against PDFium handing over the characters with their boxes alone."""

from __future__ import annotations

import ctypes
import importlib
import resource
import sys
from functools import partial
from pathlib import Path
from typing import Any

from bench.documents import examples, real
from bench.table import show
from bench.timing import fastest
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf


def run() -> None:
    """Print the table."""
    paths = real(".pdf") or examples(".pdf")
    if not paths:
        print("\nPDF 读取：没有可用的 PDF（../shared/data/real 与 examples 里都没有），略过。")
        return
    rows, total = [], [0.0, 0.0, 0.0]
    for path in paths:
        report = read_pdf(path, Limits())
        pages = report.pages or 1
        floor, reading = fastest(partial(handed_over, path)), fastest(partial(read_pdf, path, Limits()))
        cells = sum(len(table.cells) for table in report.tables())
        rows.append([path.name, pages, cells, *_figures(floor, reading, pages)])
        total = [total[0] + pages, total[1] + floor, total[2] + reading]
    rows.append(["合计", round(total[0]), "", *_figures(total[1], total[2], round(total[0]))])
    heads = ["文件", "页", "格", "PDFium 毫秒/页", "读取 毫秒/页", "之比"]
    show("PDF 读取（目标：≤ 3 毫秒/页，比 ≤ 3，内存 ≤ 120 MB）", heads, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
    print(f"  内存最高 {peak:.0f} MB")


def _figures(floor: float, reading: float, pages: int) -> list[str]:
    return [f"{1000 * floor / pages:.2f}", f"{1000 * reading / pages:.2f}", f"{reading / floor:.2f}"]


def handed_over(path: Path) -> int:
    """Ask PDFium for every character and its box, one by one, and do nothing with them; their number."""
    raw: Any = importlib.import_module("pypdfium2_raw")
    raw.FPDF_InitLibrary()
    data = path.read_bytes()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    box = raw.FS_RECTF()
    into = ctypes.byref(box)
    total = 0
    for index in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, index)
        text = raw.FPDFText_LoadPage(page)
        for character in range(count := raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetUnicode(text, character)
            raw.FPDFText_GetLooseCharBox(text, character, into)
        total += count
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)
    return total
