"""What is known while the pages of a filled workbook are read, and how what is wrong in them is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhang.facts.report import NO_TEXT, NO_VALUE
from mingzhang.language.workbook.cell import CodeBook
from mingzhang.language.workbook.form import Filing, InputColumn, Problem


@dataclass
class Ledger:
    """What is known while the pages are read: the unit, the codes of the year, what has been read."""

    filing: Filing
    money: str
    books: Mapping[str, CodeBook]
    file: str
    sure: bool = True  # place and year are known: what their workbook has and this one lacks was deleted

    def object(self, page: str, cell: str, words: str) -> None:
        """Note what is wrong in a cell, or in a whole page where ``cell`` is empty."""
        where = f"工作表“{page}”的 {cell}：" if cell else f"工作表“{page}”："
        self.filing.problems.append(Problem(page, cell, f"{where}{words}。"))

    def unknown(self, column: InputColumn, row: str) -> None:
        """Note that a cell is there but could not be read: what it says is unknown, and not zero."""
        if column.fact:
            self.filing.facts.miss(column.name(row))


def fault_of(error: str) -> str:
    """What is wrong with a cell that holds an error instead of a value.

    >>> fault_of("#REF!"), fault_of(NO_TEXT)
    ('是错误值 #REF!，请改正公式或直接填数', '的文字不在文件里，请重新填写')
    """
    if error == NO_TEXT:
        return "的文字不在文件里，请重新填写"
    if error and error != NO_VALUE:
        return f"是错误值 {error}，请改正公式或直接填数"
    return "是没有计算结果的公式，请用 Excel 或 WPS 打开、保存一次"
