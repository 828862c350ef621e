"""A statement of absence against the figures of the tables; shared by the rules of two budgets."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.absence import denials
from mingzhang.rules.shared.coded_rows import amount, said

Names = dict[str, tuple[str, ...]]


def judge(document: Examined, matter: str, spoken: str, names: Names) -> Iterator[Finding]:
    """``names`` are the facts of 收入 and 支出 that a statement denies."""
    read = {way: [f for n in some if (f := amount(document, n))] for way, some in names.items()}
    if not any(read.values()):
        yield undecided(f"缺少{spoken}的表")
        return
    found = denials(document, matter)
    if not found:
        yield undecided(f"正文没有“无{spoken}收支”的声明")
    for denial in found:
        wrong = [(way, fact) for way in denial.covers if (fact := _first(read.get(way, [])))]
        for way, fact in wrong[:1]:
            where = f"《{fact.place.table}》" if fact.place.table else "表中"
            yield fails(
                f"文字写“{denial.words.strip('。；')[:40]}”，{where}{spoken}{way}却有 {said(fact.figure)}",
                denial.place,
                fact.place,
                expected=f"写明{spoken}{way} {said(fact.figure)}",
            )
        if not wrong:
            yield holds(denial.place)


def _first(facts: list[Fact]) -> Fact | None:
    return next((fact for fact in facts if fact.figure.value), None)
