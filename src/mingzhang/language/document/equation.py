"""Rules that are one identity: a line of data becomes a :class:`~mingzhang.language.document.rule.Rule`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, Number, Printed, decimals_of, shown
from mingzhang.facts.period import InForce
from mingzhang.facts.place import Place
from mingzhang.language.document.absent_rows import ADD, absent_row, without_row
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Rule
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import Formula, Weighed, improbable, instances, parse, weigh

_ASKS = {"=": "为", "≥": "不小于", "≤": "不大于"}
# What the tables of budgets, known by short names in facts, are called; longer names first.
_OF_BUDGETS = {
    "预算三公表.预算": "“三公”经费预算",
    "预算三公表": "“三公”经费预算表",
    "预算拨款支出表": "财政拨款支出预算表",
    "预算拨款基本表": "财政拨款基本支出预算表",
    "预算拨款总表": "财政拨款收支总表",
    "预算总表": "收支总表",
    "预算收入表": "收入总表",
    "预算支出表": "支出总表",
    "预算一般表": "一般公共预算支出表",
    "预算基本表": "一般公共预算基本支出表",
    "预算基金表": "政府性基金预算支出表",
    "预算国资表": "国有资本经营预算支出表",
    "预算采购表": "政府采购预算表",
    "预算采购": "政府采购预算",
    "预算项目表": "项目支出预算表",
}
_FIELDS = {
    "title",
    "basis",
    "holds",
    "severity",
    "since",
    "until",
    "each",
    "when",
    "why",
    "remedy",
    "kinds",
    "beside",
}


def equation(rule_id: str, data: dict[str, Any], source: str = "") -> Rule:
    """A rule from its line of data (DESIGN: ``[rule.T01-04]``).

    Raises ``ValueError`` on unknown fields or a malformed formula.

    >>> from mingzhang.facts.fact import stated
    >>> rule = equation("T01-05", {"title": "收支总计相等", "holds": "总表.收入总计 = 总表.支出总计"})
    >>> rule.needs
    ('总表.收入总计', '总表.支出总计')
    """
    unknown = set(data) - _FIELDS
    if unknown:
        raise ValueError(f"规则 {rule_id} 有不认识的字段：{'、'.join(sorted(unknown))}")
    formulas = data["holds"] if isinstance(data["holds"], list) else [data["holds"]]
    parsed = tuple(parse(text) for text in formulas)
    each = tuple(data.get("each", ()))
    when = parse(data["when"]) if "when" in data else None
    return Rule(
        id=rule_id,
        title=data["title"],
        severity=Severity(data.get("severity", "error")),
        basis=tuple(data.get("basis", ("A",))),
        judge=partial(_judge, parsed, each, when),
        why=data.get("why", "两边是同一笔钱的两种说法，按定义应当相等。"),
        remedy=data.get("remedy", "对照账簿与决算报表，改正其中写错的一个数。"),
        kinds=tuple(data.get("kinds", ("final_account",))),
        period=InForce.of(data),
        source=source,
        beside=data.get("beside", ""),
        each=each,
        formulas=parsed,
        needs=tuple(dict.fromkeys(name for formula in parsed for name in formula.needs)),
    )


def _judge(
    formulas: tuple[Formula, ...], each: tuple[str, ...], when: Formula | None, document: Document
) -> Iterator[Finding]:
    """The finding of each formula for each setting of ``each``; none where ``when`` does not hold."""
    facts = document.facts
    told: set[str] = set()  # rows that are lacking lack in every column
    for formula in formulas:
        settings = list(instances(facts, each))
        if not settings:
            yield undecided(f"缺少{_tables(formula)}")
        for setting in settings:
            condition = weigh(when, facts, setting) if when is not None else None
            if condition is not None and condition.missing:
                yield undecided(_lacking(condition.missing, facts))
            elif condition is None or condition.verdict is Verdict.HOLDS:
                finding = _finding(formula, facts, setting)
                added = finding.expected if finding is not None and finding.expected.startswith(ADD) else ""
                if finding is not None and added not in told:
                    yield finding
                told.update((added,) if added else ())


def _tables(formula: Formula) -> str:
    return "、".join(dict.fromkeys(spoken(FactName.parse(name).home) for name in formula.needs))


def _finding(formula: Formula, facts: Facts, setting: dict[str, str]) -> Finding | None:
    """The verdict on one formula in one setting; ``None`` for Σ with fewer than two figures."""
    weighed = weigh(formula, facts, setting)
    verdict = weighed.verdict
    if verdict is Verdict.UNDECIDED:
        return undecided(_lacking(weighed.missing, facts) if weighed.missing else "文字没有列全，不能相加")
    if weighed.bare or (len(weighed.parts) < 2 and "Σ" in formula.text):
        return None
    if not weighed.gap.moves and weighed.gap.value == 0:
        return holds()
    if verdict is Verdict.HOLDS:
        return holds(
            *(figure.place for figure in islice(weighed.gap.moves, 2)),
            gap=weighed.gap,
            relation=weighed.relation,
            blanks=_blanks(weighed, facts),
        )
    absent = absent_row(facts, weighed) if verdict is Verdict.FAILS and "Σ" in formula.text else None
    if absent is not None:
        return without_row(weighed, absent, _reading(weighed))
    return _unequal(formula, facts, weighed, verdict)


def _lacking(missing: tuple[str, ...], facts: Facts) -> str:
    """What is missing: whole files and tables by their name, single figures by theirs."""
    files = dict.fromkeys(of for name in missing if (of := FactName.parse(name).of))
    lost = [file for file in files if any(file in group for group in facts.groups.values())]
    lost = [file for file in lost if not facts.has_file(file)]
    if lost:
        return f"缺少{'、'.join(f'{file}的文件' for file in lost)}"
    tables = {name: FactName.parse(name).home for name in missing}
    absent = dict.fromkeys(t for name, t in tables.items() if "." in name and not facts.has_table(t))
    single = dict.fromkeys(_column(name, facts) for name in missing if tables[name] not in absent)
    told = [*map(spoken, absent), *list(single)[:3]]
    return f"缺少{'、'.join(told)}{'等' if len(single) > 3 else ''}"


def _column(name: str, facts: Facts) -> str:
    """A missing figure as a person would say it: the column, where its table has none of that name."""
    parts = FactName.parse(name)
    coded = parts.row.isdigit() and parts.column
    if coded and parts.column not in facts.columns(parts.home):
        return f"{spoken(parts.home)}“{parts.column}”栏"
    return spoken(name)


def _places(weighed: Weighed) -> list[Place]:
    return [figure.place for figure in weighed.gap.sources]


def _unequal(formula: Formula, facts: Facts, weighed: Weighed, verdict: Verdict) -> Finding:
    """The finding on two sides that differ: by how much, and how much of it rounding explains."""
    figures = weighed.gap.sources
    unit = next((f.shown for f in figures if f.shown), "万元")
    decimals = max((decimals_of(f) for f in figures), default=2)
    say = partial(_say, unit=unit, decimals=decimals)
    difference = say(abs(weighed.gap))
    if weighed.gap.unit == MONEY and not re.search("[1-9]", difference):  # too small to be seen in this unit
        difference = shown(abs(weighed.gap.value), MONEY)
    arithmetic = f"{_sum_text(weighed)}；左边 {say(weighed.left)}，右边 {say(weighed.right)}，"
    arithmetic += f"相差 {difference}，四舍五入最多能解释 {shown(weighed.gap.slack, unit, decimals + 1)}"
    left = facts.get(_name_of(weighed)) if len(formula.left) == 1 else None
    places = _places(weighed)
    message = f"{_reading(weighed)}，{_against(weighed, difference)}"
    more = {
        "printed": left.figure.text if left else figures[0].text,
        "expected": say(weighed.right)
        if formula.relation == "="
        else f"{formula.relation}{say(weighed.right)}",
        "unit": unit,
        "explanation": arithmetic,
        "gap": weighed.gap,
        "relation": weighed.relation,
        "empty": formula.relation == "=" and _one_side_is_empty(weighed),
        "blanks": _blanks(weighed, facts),
    }
    totals = "收入总计" in formula.text and "支出总计" in formula.text and len(weighed.parts) == 2
    if formula.relation == "=" and len(weighed.parts) == 2 and not weighed.parts[1][1].sources:
        message = f"{_reading(weighed)}，{spoken(weighed.parts[1][0])}却是空的"
        more |= {"printed": "", "expected": say(weighed.left)}
    if verdict is Verdict.FAILS and totals and not any(place.table for place in places):
        words = "总计含年初、年末结转，收支应当相等；只写当年数的应写“合计”"
        return fails(f"{message}；{words}", *places, severity=Severity.WARNING, **more)
    if verdict is Verdict.FAILS:
        return fails(message, *places, **more)
    rare = "，虽在舍入范围内但很少见，请核对" if improbable(weighed.gap) else "，为四舍五入尾差"
    return rounding(message + rare, *places, **more)


def _one_side_is_empty(weighed: Weighed) -> bool:
    """Whether the figure that the others make up, or the only one it is held against, was left blank."""
    decisive = weighed.parts if len(weighed.parts) == 2 else weighed.parts[:1]
    return any(not number.sources for _, number in decisive)


def _blanks(weighed: Weighed, facts: Facts) -> tuple[tuple[int, Printed], ...]:
    """The cells left blank that count as nothing in the gap, each with its sign there."""
    if all(number.moves for _, number in weighed.parts):
        return ()
    left, right = weighed.terms
    signs = (*(sign for sign, _ in left), *(-sign for sign, _ in right))
    known = (
        (sign, facts.get(name))
        for sign, (name, number) in zip(signs, weighed.parts, strict=True)
        if not number.moves
    )
    return tuple((sign, fact.figure) for sign, fact in known if fact is not None and fact.figure.blank)


def _say(number: Number, unit: str, decimals: int) -> str:
    return shown(number.value, unit if number.unit == MONEY else number.unit, decimals)


def _name_of(weighed: Weighed) -> str:
    return weighed.parts[0][0]


def _reading(weighed: Weighed) -> str:
    name, number = weighed.parts[0]
    return f"{_called(name, number)} {_figure(number)}"


def _against(weighed: Weighed, difference: str) -> str:
    if len(weighed.parts) == 1:
        return f"应{_ASKS[weighed.relation]} 0"
    rest = [part for part in weighed.parts[1:] if part[1].sources]
    if len(rest) == 1:
        name, number = rest[0]
        return f"与{_called(name, number, weighed.parts[0][1])} {_figure(number)} 相差 {difference}"
    return f"与 {len(rest)} 项之和相差 {difference}" if rest else f"与 0 相差 {difference}"


def _figure(number: Number) -> str:
    figure = next(iter(number.sources), None)
    return "空" if figure is None else f"{figure.text}{figure.shown}"


def _called(name: str, number: Number, beside: Number | None = None) -> str:
    """A figure by the names printed around it, without those it shares with the figure told ``beside`` it.

    Where it stands in no row of a table its fact's name serves.
    """
    place, other = (
        next((figure.place.naming(page=None, line=None, file=None) for figure in one.sources), None)
        if one
        else None
        for one in (number, beside)
    )
    return place.beside(other) if place and place.table and place.row else spoken(name)


def _sum_text(weighed: Weighed) -> str:
    listed = [(name, number) for name, number in weighed.parts if number.sources]
    if len(listed) > 3:  # of a long sum, zeros only hide what matters
        listed = [(name, number) for name, number in listed if number.value]
    told = [
        f"{_called(name, number, listed[0][1] if order else None)} {_figure(number)}"
        for order, (name, number) in enumerate(listed[:12])
    ]
    return "、".join(told) + ("等" if len(listed) > 12 else "")


def spoken(name: str) -> str:
    """A fact's name as a person would say it.

    >>> spoken("收入表[20106].其他收入"), spoken("总表.本年收入"), spoken("支出表[合计].基本支出")
    ('收入表 20106 其他收入', '总表本年收入', '支出表合计基本支出')
    >>> spoken("预算总表.本年收入"), spoken("预算采购.合计"), spoken("预算三公表.预算.接待费")
    ('收支总表本年收入', '政府采购预算合计', '“三公”经费预算接待费')
    """
    parts, text = FactName.parse(name), name
    if parts.row:
        between = " " if parts.row.isdigit() else ""
        text = between.join((parts.home, parts.row, parts.column))
    told = next((name for name in _OF_BUDGETS if text.startswith(name)), "")
    text = _OF_BUDGETS.get(told, "") + text.removeprefix(told)
    return text.replace(".", "").replace(":", "的")
