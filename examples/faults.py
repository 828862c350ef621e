"""The faults planted in the second example: what stands where, what is printed instead, who finds it."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.facts.report import Paragraph, Report


@dataclass(frozen=True)
class Fault:
    """One fault: in the block that contains ``near``, ``right`` is printed as ``wrong``.

    ``rule`` is the catalogue id that must report it.
    """

    near: str
    right: str
    wrong: str
    rule: str
    kind: str

    def plant(self, report: Report) -> None:
        """Put the fault into a report; raises ``ValueError`` when its place is not there."""
        for block in report.blocks:
            if isinstance(block, Paragraph):
                if self.near in block.text and self.right in block.text:
                    block.text = block.text.replace(self.right, self.wrong, 1)
                    return
                continue
            rows = {cell.row for cell in block.cells if self.near in cell.text}
            for cell in block.cells:
                if cell.row in rows and cell.text == self.right:
                    cell.text = self.wrong
                    return
        raise ValueError(f"例子里没有“{self.near}”旁边的“{self.right}”")


FAULTS = (
    Fault("收、支总计", "16.48%", "16.84%", "N-03", "百分比两位数字颠倒"),
    Fault("政府采购货物支出", "7.23万元", "7.23元", "N-40", "万元写成元"),
    Fault("授予小微企业合同金额", "93.17%", "91.37%", "N-42", "占比写错"),
    Fault("住房保障支出（类）", "221.39万元", "212.39万元", "N-22", "文字与表不符"),
    Fault("日常公用经费支出", "减少17.56万元", "增加（减少）17.56万元", "N-52", "模板的二选一没有择一"),
    Fault("2080505", "131.67", "136.17", "T02-01", "表中一格写错"),
    Fault("总分", "98", "93", "P-02", "自评得分相加不等"),
)
