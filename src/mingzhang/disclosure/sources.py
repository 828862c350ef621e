"""Which filled cells a figure of the account comes from: its own, those of rows below, those of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.names import FactName
from mingzhang.language.identity.derive import Derivation
from mingzhang.language.identity.formula import Formula, Term, spelled

_NONE: frozenset[str] = frozenset()


class Sources:
    """The inputs behind the figures of one account.

    >>> from mingzhang.facts.fact import stated
    >>> filled = stated("账[2010301].数 1", "账[2010302].数 2", "甲.二 1")
    >>> steps = Derivation.of({"tree": ["账"], "derived": [{"holds": ["甲.总计 = 账[合计].数 + 甲.二"]}]})
    >>> sorted(Sources(filled, filled, steps).behind("甲.总计"))
    ['甲.二', '账[2010301].数', '账[2010302].数']
    """

    def __init__(self, filled: Facts, whole: Facts, steps: Derivation) -> None:
        self._filled, self._whole, self._tree = filled, whole, steps.tree
        self._formulas: dict[tuple[str, str], list[Formula]] = {}
        self._found: dict[str, frozenset[str]] = {}
        for step in steps.steps:
            for formula in step.formulas if not step.asked else ():
                name = FactName.parse(formula.left[0].name)
                self._formulas.setdefault((name.home, name.column), []).append(formula)

    def behind(self, name: str) -> frozenset[str]:
        """The names of the filled figures that a figure is, adds up or follows from."""
        if name not in self._found:
            self._found[name] = _NONE  # where formulas go in a circle
            self._found[name] = self._behind(name)
        return self._found[name]

    def _behind(self, name: str) -> frozenset[str]:
        """What :meth:`behind` says, worked out."""
        if self._filled.get(name) is not None:
            return frozenset({name})
        parts = FactName.parse(name)
        found: set[str] = set()
        if parts.row and parts.home in self._tree:
            found.update(self._below(parts))
        for formula, setting in () if found else self.giving(name):
            for term in formula.right:
                for part in self._spelled(term, setting):
                    found |= self.behind(part)
        return frozenset(found)

    def _below(self, name: FactName) -> Iterator[str]:
        begins = "" if name.row == WHOLE else name.row
        for row in self._filled.codes(name.home):
            other = str(name.at(row))
            if row.startswith(begins) and self._filled.get(other) is not None:
                yield other

    def giving(self, name: str) -> Iterator[tuple[Formula, dict[str, str]]]:
        """The formulas that give a figure, with the setting of their variables."""
        parts = FactName.parse(name)
        for formula in self._formulas.get((parts.home, parts.column), ()):
            pattern = re.sub(r"\\\{码\\\}", r"(?P<码>\\w+)", re.escape(formula.left[0].name))
            if found := re.fullmatch(pattern, name):
                yield formula, found.groupdict()

    def _spelled(self, term: Term, setting: dict[str, str]) -> list[str]:
        return spelled(term, self._whole, setting)
