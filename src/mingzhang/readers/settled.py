"""What the report of every reader goes through: one form of every character, unreadable amounts told."""

from __future__ import annotations

import re
from dataclasses import replace

from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.readers.printed import UNKNOWN, is_unreadable, ordinary

LOST = "不能识别的字符"  # the error of a cell in characters that nobody can tell
_BLANKS = re.compile(r"\s+")
_ENTRY = re.compile(r"(.*?\D)[.…·．]*[-(（]?\d{1,3}[-)）]?")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"
)
_SHORT = 3  # characters; shorter lines are repeated by chance
_SHOWN = 5  # places named in one sentence


def settle(report: Report) -> None:
    """Give a report's characters their ordinary form, and mark cells whose amount nobody can read.

    >>> from mingzhang.facts.report import Table
    >>> report = Report("a.docx", "docx", [Table([Cell("⽀出", 0, 0), Cell("#####", 0, 1)])])
    >>> settle(report)
    >>> [(cell.text, cell.error) for cell in next(report.tables()).cells], report.notes
    ([('支出', None), ('#####', '#####')], ['第 1 个表有 1 格印的不是能读的数（#####），未读取，请与原件核对。'])
    """
    _mark_contents(report)
    tables = 0
    report.blocks = [block for block in report.blocks if isinstance(block, Table) or not _is_lost(block.text)]
    for block in report.blocks:
        if isinstance(block, Paragraph):
            block.text = ordinary(block.text)
        else:
            tables += 1
            found: list[str] = []
            block.cells[:] = [_settled(cell, found) for cell in block.cells]
            if found:
                report.notes.append(_told(found, tables, block.page))


def _mark_contents(report: Report) -> None:
    """Mark entries of the contents that only their page numbers tell: later lines repeat their words."""
    texts = [block for block in report.blocks if isinstance(block, Paragraph)]
    lines = [_BLANKS.sub("", block.text) for block in texts]
    last = {line: index for index, line in enumerate(lines)}
    listing = False
    for index, (block, line) in enumerate(zip(texts, lines, strict=True)):
        if line in ("目录", "目次"):
            listing = True
            continue
        entry = _ENTRY.fullmatch(line)
        name = entry[1] if entry else line
        repeated = last.get(name, -1) > index
        numbered = entry is not None and _NUMBERED.match(line) is not None
        if block.kind == "text" and repeated and (listing or numbered) and len(name) > _SHORT:
            block.kind, block.level = "contents", 0
        elif line:
            listing = listing and entry is not None


def _is_lost(text: str) -> bool:
    """Whether most of a text is characters nobody can tell: it says nothing, and its page is unread."""
    return text.count(UNKNOWN) * 2 > len(text)


def _settled(cell: Cell, found: list[str]) -> Cell:
    text = ordinary(cell.text)
    if cell.error is None and is_unreadable(text.strip()):
        found.append(text.strip())
        return replace(cell, text=text, error=LOST if UNKNOWN in text else text.strip())
    if text != cell.text:
        cell.text = text
    return cell


def _told(found: list[str], number: int, page: int | None) -> str:
    where = f"第 {page} 页的表格" if page else f"第 {number} 个表"
    kinds = "、".join([text for text in dict.fromkeys(found) if UNKNOWN not in text][:_SHOWN])
    shown = kinds or "字符没有对应的文字"
    return f"{where}有 {len(found)} 格印的不是能读的数（{shown}），未读取，请与原件核对。"
