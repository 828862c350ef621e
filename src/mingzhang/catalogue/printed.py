"""What the disclosure of a place prints, adds up or compares: only that is asked of its offices.

Nothing is listed twice: the sentences of the outline are written once for an account that knows everything,
and what they look up is what they need; the forms name their cells; formulas lead back to the ledgers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from fractions import Fraction

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, Printed
from mingzhang.language.identity.derive import Derivation
from mingzhang.language.narrative.outline import Outline, OutlineLine
from mingzhang.language.narrative.sentence_writer import Prose
from mingzhang.language.table.settings import Settings

CODE = "码"  # any code in the name of a figure
_ITEM = "2010301"
LEVELS = {3: "类", 5: "款", 7: "项"}
_EXAMPLES = {level: _ITEM[:length] for length, level in LEVELS.items()}
_ECONOMIC = [f"{kind}01" for kind in (301, 302, 303, 307, 309, 310, 311, 312, 313, 399)]
_INSERTED = {"duties": "职责", "units": "所属单位", "staff": "内设机构"}
_ROW = re.compile(r"\[([^\[\]]+)\]|:(\d+)$")
_VARIABLE = re.compile(r"\{[^{}]*\}|\*")


class _Everything(Facts):
    """An account that knows every figure, no two the same, and notes which it is asked for."""

    def get(self, name: str) -> Fact | None:
        if name not in self._by_name:
            value = Fraction(10**6 + len(self._by_name) * 10**5)
            self._by_name[name] = [Fact(name, Printed(str(value), value, Fraction(0), MONEY, MONEY))]
        return super().get(name)

    def rows(self, table: str) -> list[str]:
        return _ECONOMIC if table else []


class _Anything(dict[str, str]):
    """The answers of people to every question, which are noted."""

    def get(self, key: str, default: object = None) -> str:
        return self.setdefault(key, str(default or key))


def said_by(outline: Outline, settings: Settings) -> set[str]:
    """The figures and words that the sentences and charts of an outline need, codes as examples.

    >>> made = Outline(entries=(OutlineLine(text=("收入{总表.收入}〔，{同比 总表.收入}〕。〔{原因 总表.收入}。〕",)),))
    >>> sorted(said_by(made, Settings()))
    ['上年:总表.收入', '原因:上年:总表.收入', '总表.收入']
    """
    facts, words = _Everything(), _Anything()
    prose = Prose(facts, 2000, {}, words, "", settings.text_unit, settings.base_year)
    inserted: set[str] = set()
    for entry in outline.entries:
        for text, code in _texts(entry):
            prose.write(text, code)
        for _, pattern in entry.series:
            for _, name in entry.items:
                facts.get(pattern.replace("*", name.replace(f"[{CODE}]", f"[{_EXAMPLES['类']}]")))
        for name in (*entry.unless, *(entry.when[:1] if entry.must else ())):
            if ":" not in name or entry.must:
                facts.get(name)
        if entry.insert in _INSERTED:
            inserted.add(f"{_INSERTED[entry.insert]}:{CODE}")
    return {*facts.names(), *words, *inserted}


def _texts(entry: OutlineLine) -> Iterator[tuple[str, str]]:
    """The texts of an entry with the codes they are written for."""
    yield from ((text, "") for text in entry.text)
    yield from ((text, _EXAMPLES.get(level, _ITEM)) for level, text in entry.texts.items())


def behind(names: Iterable[str], steps: Derivation) -> set[str]:
    """The figures with all that they are derived from or held against.

    >>> steps = Derivation.of({"tree": ["账"], "derived": [{"holds": ["表[{码}].数 = 账[{码}].甲 + 账[{码}].乙?"]}]})
    >>> sorted(behind(["表[合计].数"], steps))
    ['表[合计].数', '账[码].乙', '账[码].甲']
    """
    formulas = [
        (FactName.parse(_plain(formula.left[0].name)), [_plain(term.name) for term in formula.right])
        for step in steps.steps
        for formula in step.formulas
    ]
    found, waiting = set(names), [FactName.parse(name) for name in names]
    while waiting:
        name = waiting.pop()
        for left, parts in formulas:
            if (left.home, left.column) == (name.home, name.column) and _meets(left.row, name.row):
                fresh = set(parts) - found
                found |= fresh
                waiting += map(FactName.parse, fresh)
    summed = [name for name in map(FactName.parse, found) if name.home in steps.tree and name.row]
    return found | {str(name.at(CODE)) for name in summed}


def needs(names: Container[str], name: str) -> bool:
    """Whether a figure or word is among the names of what a place prints, of codes at the level of the code.

    >>> names = {"账[码].数", "原因:上年:表[20103].数", "资产[码].车辆", "职责:码"}
    >>> [needs(names, name) for name in ("账[2080505].数", "原因:上年:表[20805].数", "原因:上年:表[208].数")]
    [True, True, False]
    >>> needs(names, "资产[其他用车].车辆"), needs(names, "职责:3")
    (True, True)
    """
    found = _ROW.search(name)
    row = found[1] or found[2] if found else ""
    examples = [CODE] if row != WHOLE else []
    examples += [_ITEM[: len(row)]] if row.isdigit() and len(row) in LEVELS else []
    start, end = found.span(1 if found[1] else 2) if found else (0, 0)
    return name in names or (
        bool(row) and any(name[:start] + each + name[end:] in names for each in examples)
    )


def _plain(name: str) -> str:
    """The name of a formula's figure, its variables as codes."""
    return _VARIABLE.sub(CODE, name)


def _meets(row: str, other: str) -> bool:
    """Whether two rows may be the same: codes and the total of codes are one row here."""

    def coded(text: str) -> bool:
        return text in (CODE, WHOLE) or text.isdigit()

    return row == other or CODE in (row, other) or (coded(row) and coded(other))
