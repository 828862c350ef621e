"""Write phrases: from facts to the customary sentence, by the same line of data that reads and checks it.

Slots: ``{年}`` ``{值}`` ``{预算}`` ``{同比}`` ``{占 总表.本年收入}`` ``{率}`` ``{完成}`` and, for a phrase with
``each``, ``{类}`` ``{款}`` ``{项}``.  A slot whose figures are unknown leaves its clause out; 持平, a zero
base and an empty budget choose their own wording.
"""

from __future__ import annotations

import re
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import MONEY, shown
from mingzhang.language.formula import instances
from mingzhang.language.phrase import Phrase, Wordings, derived
from mingzhang.language.spoken import Names

UNIT = "万元"
_HANGING = re.compile(r"占[^，。；]*的(?=[，。；])|[，；](?=[，；。])|^[，；。]+|。(?=。)")


class Writer:
    """Writes phrases for one account.

    >>> from mingzhang.facts.fact import stated
    >>> facts = stated("总表.本年收入 90.00", "上年:总表.本年收入 100.00")
    >>> phrase = Phrase("总表.本年收入", text="{年}年度本年收入合计{值}，{同比}。")
    >>> Writer(facts, 2023, Wordings.of((phrase,))).write(phrase)
    ['2023年度本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。']
    """

    def __init__(self, facts: Facts, year: int, wordings: Wordings, names: Names | None = None) -> None:
        self.facts, self.year, self.wordings, self.names = facts, year, wordings, names

    def write(self, phrase: Phrase) -> list[str]:
        """The sentences of a phrase, one for each setting of its ``each``; none where the fact is unknown."""
        sentences = []
        for setting in instances(self.facts, (phrase.each,) if phrase.each else ()):
            fact = phrase.fact
            for variable, key in setting.items():
                fact = fact.replace("{" + variable + "}", key)
            value = self._value(fact)
            if value is not None and phrase.text and (not phrase.each or value):
                sentences.append(self._sentence(phrase, fact, value, setting.get("码", "")))
        return sentences

    def _sentence(self, phrase: Phrase, fact: str, value: Fraction, code: str) -> str:
        def fill(match: re.Match[str]) -> str:
            return self._slot(match[1], phrase, fact, value, code)

        text = re.sub(r"\{([^}]*)\}", fill, phrase.text)
        left = None
        while text != left:  # an empty slot leaves its clause hanging, and then its comma
            left, text = text, _HANGING.sub("", text)
        return text

    def _slot(self, slot: str, phrase: Phrase, fact: str, value: Fraction, code: str) -> str:
        kind, _, argument = slot.partition(" ")
        if kind == "年":
            return str(self.year)
        if kind == "值":
            return self._amount(fact, value)
        if kind == "预算":
            plan = self._value(derived(fact, "年初预算"))
            return "0.00" + UNIT if plan is None else shown(plan, UNIT)
        if kind == "同比":
            return self._against(fact, value)
        if kind in ("占", "率"):
            return self._share(argument or phrase.whole, value, named=kind == "占")
        if kind == "完成":
            plan = self._value(derived(fact, "年初预算"))
            return f"完成年初预算的{shown(value / plan * 100, '%')}" if plan else ""
        if kind in ("类", "款", "项") and self.names is not None:
            return self.names.printed.get(code[: {"类": 3, "款": 5, "项": 7}[kind]], code)
        raise ValueError(f"短语 {phrase.fact} 用了不认识的空位：{{{slot}}}")

    def _against(self, fact: str, value: Fraction) -> str:
        """The change on the year before."""
        prior = self._value(f"上年:{fact}")
        if prior is None:
            return ""
        if prior == value:
            return "与上年持平"
        way, growth = ("增加", "增长") if value > prior else ("减少", "下降")
        clause = f"比上年{way}{shown(abs(value - prior), UNIT)}"
        return clause + (f"，{growth}{shown(abs(value - prior) / prior * 100, '%')}" if prior else "")

    def _share(self, whole: str, value: Fraction, named: bool) -> str:
        total = self._value(whole)
        if not total:
            return ""
        rate = shown(value / total * 100, "%")
        phrase = self.wordings.by_fact.get(whole)
        return f"占{phrase.wording if phrase else '合计'}的{rate}" if named else rate

    def _amount(self, fact: str, value: Fraction) -> str:
        said = self.facts.get(fact)
        if said is not None and said.figure.unit != MONEY:
            return f"{said.figure.text}{said.figure.unit}"
        return shown(value, UNIT)

    def _value(self, name: str) -> Fraction | None:
        fact = self.facts.get(name)
        return None if fact is None else fact.figure.value
