"""Sums of the filled sheets against each other: a sheet in the wrong unit is ten thousand times another's."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, shown
from mingzhang.language.workbook.form import Filing, Problem

_STEP = 10_000
_NEAR = 4  # how far from ten thousand two sums may be that are only of the same order


@dataclass(frozen=True)
class Total:
    """A sum of figures: the sheet it is in, what it is called, the beginning and the ends of the names."""

    sheet: str
    name: str
    table: str
    columns: tuple[str, ...] = ()

    def of(self, facts: Facts) -> Fraction:
        """The sum; a row for all codes together counts where there are no others."""
        found = [
            fact
            for fact in facts
            if fact.name.startswith(f"{self.table}[") and fact.figure.unit == MONEY and self._takes(fact.name)
        ]
        above = {code[:length] for code in facts.codes(self.table) for length in range(1, len(code))}
        single = [f for f in found if (row := FactName.parse(f.name).row) != WHOLE and row not in above]
        return sum((fact.figure.value for fact in single or found), Fraction(0))

    def _takes(self, name: str) -> bool:
        return not self.columns or FactName.parse(name).column in self.columns


_INCOME = Total("收入", "本年收入合计", "收入账")
_SPENT = Total("支出", "本年支出合计", "支出账")
_GENERAL = Total("支出", "一般公共预算支出", "支出账", ("一般基本", "一般项目"))
_BASIC = Total("支出", "一般公共预算基本支出", "支出账", ("一般基本",))
# Sums of the same order, and sums that are equal.
ALIKE = (
    (_INCOME, _SPENT),
    (Total("预算", "一般公共预算年初预算数", "年初预算:一般表"), _GENERAL),
    (Total("预算", "一般公共预算调整预算数", "调整预算:一般表"), _GENERAL),
)
EQUAL = ((Total("基本支出", "一般公共预算财政拨款", "基本表"), _BASIC),)


def check_scales(filing: Filing) -> None:
    """Note the sheets whose sums are ten thousand times too large or too small."""
    facts = filing.facts
    for one, other in (*ALIKE, *EQUAL):
        _compare(filing, (one.sheet, one.name, one.of(facts)), (other.sheet, other.name, other.of(facts)))
    spent = _SPENT.of(facts)
    for name, words in (("上年:总表.本年支出", "上年本年支出"), ("上年:总表.本年收入", "上年本年收入")):
        fact = facts.get(name)
        if fact is not None:
            _compare(filing, ("上年", words, fact.figure.value), (_SPENT.sheet, _SPENT.name, spent))


def _compare(filing: Filing, one: tuple[str, str, Fraction], other: tuple[str, str, Fraction]) -> None:
    """Note a problem where one of two positive sums is about ten thousand times the other."""
    (sheet, name, a), (against, called, b) = one, other
    if a <= 0 or b <= 0:
        return
    larger = max(a, b) / min(a, b)
    if not _STEP / _NEAR <= larger <= _STEP * _NEAR:
        return
    way = "大" if a > b else "小"
    filing.problems.append(
        Problem(
            sheet,
            "",
            f"工作表“{sheet}”：{name} {shown(a, MONEY)}，比“{against}”的{called} {shown(b, MONEY)} {way}约一万倍，"
            "请核对两张表填的是元还是万元。",
        )
    )
