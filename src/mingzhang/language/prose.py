"""Write the narrative: sentences of the outline, their slots filled from the account.

A slot is ``{事实}`` (its amount) or ``{动词 …}``; see :data:`VERBS`.  A clause in 〔…〕 stands only if every
slot in it has something to say; a sentence stands only if every slot outside such clauses has.  Directions
(增加、减少、持平), shares and rates are computed here and nowhere else, from unrounded amounts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import MONEY, rounded, shown
from mingzhang.language.phrase import derived

_SLOT = re.compile(r"\{([^{}]*)\}")
_CLAUSE = re.compile(r"〔([^〔〕]*)〕")
_HANGING = re.compile(r"[，；、](?=[，；。])|(?<=：)[，；]|其中：。|[，；](?=$)|(?<=。)。")


class Nothing(Exception):
    """A slot has nothing to say."""


@dataclass(frozen=True)
class Question:
    """What only people can answer, or what the account does not say: ``key`` is the word or fact wanted."""

    key: str
    sentence: str


@dataclass
class Prose:
    """Writes sentences for one account; ``asked`` gathers what was missing.

    ``words`` are the answers of people: ``原因:上年:总表.本年收入``, ``用途:2010301``.

    >>> from mingzhang.facts.fact import stated
    >>> prose = Prose(stated("总表.本年收入 90.00", "上年:总表.本年收入 100.00"), 2023, {}, {})
    >>> prose.write("{年}年度本年收入合计{总表.本年收入}〔，{同比 总表.本年收入}〕〔，其中{总表.其他收入}〕。")
    '2023年度本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。'
    >>> prose.write("支出{总表.本年支出}。"), prose.asked[0].key
    (None, '总表.本年支出')
    """

    facts: Facts
    year: int
    names: Mapping[str, str]
    words: Mapping[str, str]
    unit: str = ""
    asked: list[Question] = field(default_factory=list)

    def write(self, text: str, code: str = "") -> str | None:
        """The sentence, or ``None`` where a slot outside a clause has nothing to say.

        ``code`` is the functional or economic code that ``{码}`` and the name slots speak of.
        """
        text = text.replace("[码]", f"[{code}]").replace("{码}", code)
        left = None
        while left != text:
            left, text = text, _CLAUSE.sub(lambda match: self._clause(match[1], code), text)
        try:
            text = _SLOT.sub(lambda match: self._slot(match[1], code, ask=True), text)
        except Nothing:
            return None
        while left != text:
            left, text = text, _HANGING.sub("", text)
        return text

    def _clause(self, text: str, code: str) -> str:
        try:
            return _SLOT.sub(lambda match: self._slot(match[1], code, ask=False), text)
        except Nothing:
            return ""

    def _slot(self, slot: str, code: str, ask: bool) -> str:
        verb, *arguments = slot.split()
        if verb in VERBS:
            return VERBS[verb](self, code, *arguments)
        fact = self.facts.get(slot)
        if fact is None and self._unlisted(slot):
            return shown(Fraction(0), "万元")
        if fact is None:
            if ask:
                self.asked.append(Question(slot, f"缺少{slot}"))
            raise Nothing
        if fact.figure.unit != MONEY:
            return f"{shown(fact.figure.value, '', 0)}{fact.figure.unit}"
        return shown(fact.figure.value, "万元")

    def value(self, name: str) -> Fraction:
        """A figure; raises :class:`Nothing` where it is unknown."""
        fact = self.facts.get(name)
        if fact is None and self._unlisted(name):
            return Fraction(0)
        if fact is None:
            raise Nothing
        return fact.figure.value

    def _unlisted(self, name: str) -> bool:
        """Whether a table that is there does not list the code of a figure: then nothing was spent."""
        table, bracket, rest = name.partition("[")
        code = rest.partition("]")[0]
        listed = code.isdigit() and code in self.facts.rows(table)
        return bool(bracket) and code.isdigit() and not listed and self.facts.has_table(table)

    def amount(self, name: str) -> Fraction:
        """A figure as it is printed: money rounded to 0.01 万元."""
        return rounded(self.value(name) / 10_000, 2) * 10_000

    def reason(self, base: str, fact: str) -> str:
        """主要原因, where there is a change to explain; a missing one is asked for."""
        name = derived(fact, base)
        if self.amount(name) == self.amount(fact):
            raise Nothing
        key = f"原因:{base}:{fact}"
        said = self.words.get(key, "").strip().rstrip("。；，")
        if not said:
            against = "上年" if base == "上年" else "年初预算"
            self.asked.append(Question(key, f"{self.called(fact)}与{against}不同，请说明主要原因"))
            raise Nothing
        return f"主要原因：{said}"

    def called(self, fact: str) -> str:
        """A fact's name for people: codes by their names.

        >>> Prose(Facts(), 2023, {"201": "一般公共服务支出"}, {}).called("一般表[201].合计")
        '一般表“一般公共服务支出”合计'
        """
        return re.sub(r"\[([^\]]*)\]\.?", lambda m: f"“{self.names.get(m[1], m[1])}”", fact).replace(
            ".", "的"
        )


def _change(prose: Prose, code: str, fact: str, base: str = "上年", said: str = "") -> str:
    """同比 / 预算差: the change against a base, with its direction and rate; no rate on a zero base."""
    against = said or {"上年": "上年", "年初预算": "年初预算"}[base]
    now, before = prose.value(fact), prose.value(derived(fact, base))
    if prose.amount(fact) == prose.amount(derived(fact, base)):
        return f"与{against}持平"
    way, growth = ("增加", "增长") if now > before else ("减少", "下降")
    clause = f"比{against}{way}{shown(abs(now - before), '万元')}"
    rate = f"，{growth}{shown(abs(now - before) / before * 100, '%')}" if before > 0 else ""
    return clause + rate


def _budget_change(prose: Prose, code: str, fact: str) -> str:
    return _change(prose, code, fact, "年初预算", f"{prose.year}年年初预算")


def _completion(prose: Prose, code: str, fact: str) -> str:
    plan = prose.value(derived(fact, "年初预算"))
    if plan <= 0:
        raise Nothing
    return f"完成年初预算的{shown(prose.value(fact) / plan * 100, '%')}"


def _budget(prose: Prose, code: str, fact: str) -> str:
    return shown(prose.value(derived(fact, "年初预算")), "万元")


def _rate(prose: Prose, code: str, part: str, whole: str) -> str:
    total = prose.value(whole)
    if total <= 0:
        raise Nothing
    return shown(prose.value(part) / total * 100, "%")


def _share(prose: Prose, code: str, part: str, whole: str, said: str) -> str:
    return f"占{said}的{_rate(prose, code, part, whole)}"


def _some(prose: Prose, code: str, fact: str) -> str:
    if not prose.amount(fact):
        raise Nothing
    return prose._slot(fact, code, ask=False)


def _reason_prior(prose: Prose, code: str, fact: str) -> str:
    return prose.reason("上年", fact)


def _reason_budget(prose: Prose, code: str, fact: str) -> str:
    return prose.reason("年初预算", fact)


def _word(prose: Prose, code: str, key: str) -> str:
    said = prose.words.get(key, "").strip().rstrip("。；")
    if not said:
        raise Nothing
    return said


def _name(length: int) -> Callable[..., str]:
    def name(prose: Prose, code: str) -> str:
        return prose.names.get(code[:length], code[:length])

    return name


def _listed(prose: Prose, code: str, table: str, column: str, *above: str) -> str:
    """The names of the codes under some codes that have an amount: exactly those."""
    rows = sorted(r for r in prose.facts.rows(table) if r.isdigit() and len(r) == 5 and r[:3] in above)
    names = [
        prose.names.get(row, row)
        for row in rows
        if prose.facts.get(f"{table}[{row}].{column}") and prose.amount(f"{table}[{row}].{column}")
    ]
    if not names:
        raise Nothing
    return "、".join(names)


def _when_zero(prose: Prose, code: str, fact: str) -> str:
    """Says nothing, but only where a figure is zero: 〔{为零 甲}…〕."""
    if prose.amount(fact):
        raise Nothing
    return ""


VERBS: dict[str, Callable[..., str]] = {
    "年": lambda prose, code: str(prose.year),
    "上年": lambda prose, code: str(prose.year - 1),
    "前年": lambda prose, code: str(prose.year - 2),
    "单位": lambda prose, code: prose.unit,
    "同比": _change,
    "预算差": _budget_change,
    "完成": _completion,
    "预算": _budget,
    "率": _rate,
    "占": _share,
    "有": _some,
    "为零": _when_zero,
    "原因": _reason_prior,
    "预算原因": _reason_budget,
    "词": _word,
    "类": _name(3),
    "款": _name(5),
    "项": _name(7),
    "列": _listed,
}
