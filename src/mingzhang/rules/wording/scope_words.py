"""单位预算（决算）不写成部门预算（决算）

为什么：部门含所属各单位，单位只是其中一家；照抄部门的文字，读者不知道数是哪一级的。
怎么改：单位的文件写“单位预算”“本单位”，部门的文件写“部门预算”“本部门”。

>>> said = "2026年部门预算安排购置车辆0辆。"
>>> print(*rule.check(text("某区2026年区级单位预算", "预算单位：某区司法局", said, kind="budget")))
N-75 不成立：这是单位预算，“部门预算安排”应为“单位预算安排”
>>> print(*rule.check(text("某区2026年区级部门预算", "预算主管部门：某区司法局", said, kind="budget")))
N-75 成立：没有把部门和单位写混
>>> print(*rule.check(text(said, kind="budget")))
N-75 无法判断：不知道是部门还是单位的文件
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("N-75", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))

# Words of a disclosing sentence; names of tables, of terms and of the classification by department stay.
_SAID = {
    "unit": (
        re.compile(
            r"(?:本部门|(?<!各)(?<!其他)部门(?:预算|决算)(?:安排|编制说明|情况说明|总收入|总支出|收入|支出))(?!经济|表|总表)"
        ),
        ("部门", "单位"),
    ),
    "department": (
        re.compile(r"(?<![各属级下他])单位(?:预算|决算)(?:安排|编制说明|情况说明)(?!表)"),
        ("单位", "部门"),
    ),
}
_FEW = 2  # slips, where more are a habit of the form
_OWN = {"unit": "单位", "department": "部门"}


def check(document: Examined) -> Iterator[Finding]:
    """Sentences that speak of a department in a unit's document, and the other way round."""
    if document.scope not in _SAID:
        yield undecided("不知道是部门还是单位的文件")
        return
    pattern, (wrong, right) = _SAID[document.scope]
    what = _OWN[document.scope] + ("预算" if document.kind == "budget" else "决算")
    faults = []
    for passage, match in matches(document.passages, pattern):
        if passage.section is None or passage.section.key not in document.notation.without_figures:
            fixed = match[0].replace(wrong, right)
            place = passage.place(*match.span())
            faults.append(fails(f"这是{what}，“{match[0]}”应为“{fixed}”", place, expected=fixed))
    own = sum(1 for _ in matches(document.passages, re.compile(f"本{right}|{right}(?:预算|决算)")))
    if len(faults) > _FEW and len(faults) * 2 > own:
        faults = []  # the form has the other word throughout, or mixes them
    if document.scope == "department" and document.kind == "budget":
        faults += _own_unit(document)
    yield from faults or [holds(message="没有把部门和单位写混")]


def _own_unit(document: Examined) -> list[Finding]:
    """本单位 in a department's budget that elsewhere says 本部门: one hint."""
    said = [
        passage.place(*match.span())
        for passage, match in matches(
            document.passages, re.compile("本单位(?=政府采购|编报绩效|预算|收入|支出)")
        )
        if passage.section is None or passage.section.key not in document.notation.without_figures
    ]
    if not said or not any("本部门" in passage.text for passage in document.passages):
        return []
    more = f"等 {len(said)} 处" if len(said) > 1 else ""
    words = f"这是部门预算，“本单位”{more}应为“本部门”"
    return [fails(words, *said, expected="本部门", severity=Severity.INFO)]
