"""Write the narrative: sentences of the outline, their slots filled from the account.

A slot is ``{事实}`` (its amount) or ``{动词 …}``; see :data:`VERBS`.  A clause in 〔…〕 stands only if every
slot in it has something to say; a sentence stands only if every slot outside such clauses has.  Directions
(增加、减少、持平), shares and rates are computed here and nowhere else, from unrounded amounts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, SCALES, rounded, shown
from mingzhang.language.narrative.phrase import derived

_SLOT = re.compile(r"\{([^{}]*)\}")
_CLAUSE = re.compile(r"〔([^〔〕]*)〕")
_HANGING = re.compile(r"[，；、](?=[，；。])|(?<=：)[，；]|其中：。|[，；](?=$)|(?<=。)。")


_LEADS = {  # what the outline says before the words of people
    "原因": re.compile(
        r"^(?:(?:增减|增加|减少|变动|差异)?的?(?:主要|具体)?的?原因(?:主要)?(?:是|为|系|在于)?[：:，,]?(?:是|为)?|"
        r"主要(?:是|系|为)(?:因为)?)"
    ),
    "用途": re.compile(r"^主要?用于[：:]?"),
}


class NothingToSayError(Exception):
    """A slot has nothing to say."""


class UnknownFigureError(NothingToSayError):
    """A slot speaks of a figure that the account does not know."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True)
class Question:
    """What only people can answer, or what the account does not say.

    ``key`` is the word or fact wanted, ``sentence`` says what to fill in without saying where.
    """

    key: str
    sentence: str


SECOND = "基期"  # another year than last year that a place compares with
MISSING = "还没有填；没有的填 0"


@dataclass
class Prose:
    """Writes sentences for one account, money in ``money``; ``asked`` gathers what was missing.

    ``base_year`` is a second year that the place compares with (基期), besides last year.

    ``words`` are the answers of people: ``原因:上年:总表.本年收入``, ``用途:2010301``.  A reason is asked for
    from a change of ``reasons_from`` per cent on, or of what ``reasons_of`` says of the beginning of the
    figure's name.  ``left_out`` gathers unknown figures that clauses wanted,
    ``used`` the names of figures and words that are said.

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
    money: str = "万元"
    base_year: int = 0
    reasons_from: int = 0
    reasons_of: Sequence[tuple[str, int]] = ()
    asked: list[Question] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _read: list[str] = field(default_factory=list)

    def write(self, text: str, code: str = "") -> str | None:
        """The sentence, or ``None`` where a slot outside a clause has nothing to say.

        ``code`` is the functional or economic code that ``{码}`` and the name slots speak of.  A figure that
        is wanted outside clauses and unknown is asked for.
        """
        text = text.replace("[码]", f"[{code}]").replace("{码}", code).replace(":码}", f":{code}}}")
        text = _settled(lambda said: _CLAUSE.sub(lambda match: self._clause(match[1], code), said), text)
        try:
            text = self._filled(text, code)
        except UnknownFigureError as unknown:
            self.ask(unknown.name)
            return None
        except NothingToSayError:
            return None
        finally:
            self._read.clear()
        return _settled(lambda said: _HANGING.sub("", said), text)

    def ask(self, name: str) -> None:
        """Ask for a figure."""
        self.asked.append(Question(name, MISSING))

    def _clause(self, text: str, code: str) -> str:
        try:
            return self._filled(text, code)
        except UnknownFigureError as unknown:
            self.left_out.append(unknown.name)
            return ""
        except NothingToSayError:
            return ""

    def _filled(self, text: str, code: str) -> str:
        """A text with its slots filled; what it says counts as used once all of it can be said."""
        self._read.clear()
        filled = self._slots(text, code)
        self.used.update(self._read)
        return filled

    def _slots(self, text: str, code: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1], code), text)

    def _slot(self, slot: str, code: str) -> str:
        verb, *arguments = slot.split()
        return VERBS[verb](self, code, *arguments) if verb in VERBS else self.figure(slot)

    def figure(self, name: str) -> str:
        """A figure with its unit; raises :class:`UnknownFigureError`."""
        fact = self.facts.get(name)
        if fact is not None and fact.figure.unit != MONEY:
            self._read.append(name)
            return f"{fact.figure.text}{fact.figure.unit}"
        return shown(self.value(name), self.money)

    def value(self, name: str) -> Fraction:
        """A figure in 元 or its counting word; raises :class:`UnknownFigureError`."""
        fact = self.facts.get(name)
        self._read.append(name)
        if fact is None and self._unlisted(name):
            return Fraction(0)
        if fact is None:
            raise UnknownFigureError(name)
        return fact.figure.value

    def _unlisted(self, name: str) -> bool:
        """Whether a table that is there does not list the code of a figure: then nothing was spent."""
        parts = FactName.parse(name)
        if not parts.row.isdigit() or self.facts.has_row(parts.home, parts.row):
            return False
        alike = any(len(code) == len(parts.row) for code in self.facts.codes(parts.home))
        return alike and self.facts.has_table(parts.home)  # only a total of last year says nothing of items

    def amount(self, name: str) -> Fraction:
        """A figure as it is printed: money rounded to two decimals of its unit, a count as it is."""
        fact = self.facts.get(name)
        counted = fact is not None and fact.figure.unit != MONEY
        return self.value(name) if counted else self.printed(self.value(name))

    def printed(self, amount: Fraction) -> Fraction:
        """An amount of money as it is printed."""
        return rounded(amount / SCALES[self.money], 2) * SCALES[self.money]

    def reason(self, base: str, fact: str) -> str:
        """主要原因, where there is a change to explain; a missing one is asked for."""
        name = derived(fact, base)
        if self.amount(name) == self.amount(fact):
            raise NothingToSayError
        key = f"原因:{base}:{fact}"
        said = self.word(key)
        if not said and not self._large(fact, name):
            raise NothingToSayError
        if not said:
            now, before = (shown(self.value(each), self.money) for each in (fact, name))
            sentence = f"本年{now}，{base}{before}，{_difference(self, fact, name)}，请写明主要原因"
            self.asked.append(Question(key, sentence))
            raise NothingToSayError
        return f"主要原因：{said}"

    def word(self, key: str) -> str:
        """What people say under a name, without what the outline says before and behind it.

        >>> said = {"原因:上年:甲": "主要原因是：人员增加。", "用途:2010301": "主要用于保障运转"}
        >>> prose = Prose(Facts(), 2024, {}, said)
        >>> prose.word("原因:上年:甲"), prose.word("用途:2010301")
        ('人员增加', '保障运转')
        """
        self._read.append(key)
        lead = _LEADS.get(key.partition(":")[0])
        said = self.words.get(key, "").strip()
        return (lead.sub("", said) if lead else said).rstrip("。；，")

    def _large(self, fact: str, base: str) -> bool:
        """Whether a change wants a reason in this place; one from nothing always does."""
        now, before = self.value(fact), self.value(base)
        own = [(len(name), least) for name, least in self.reasons_of if fact.startswith(name)]
        least = max(own)[1] if own else self.reasons_from
        return not before or abs(now - before) * 100 >= abs(before) * least


def _settled(change: Callable[[str], str], text: str) -> str:
    """A text changed until the change has no more to do."""
    changed = change(text)
    return text if changed == text else _settled(change, changed)


def _difference(prose: Prose, fact: str, base: str) -> str:
    """增加 or 减少 with the amount, from unrounded figures unless nothing of it would be printed."""
    now, before = prose.value(fact), prose.value(base)
    change = abs(now - before)
    if not prose.printed(change):  # 9.994 and 9.996: what is printed differs by a last digit
        change = abs(prose.amount(fact) - prose.amount(base))
    return f"{'增加' if now > before else '减少'}{shown(change, prose.money)}"


def _change(prose: Prose, code: str, fact: str, base: str = "上年", said: str = "") -> str:
    """比 / 同比: the change against a base, with its direction and rate; no rate on a zero base."""
    return _against(prose, "比", fact, base, said)


def _compared(prose: Prose, code: str, fact: str, base: str = "上年", said: str = "") -> str:
    """较: as 比, in the other customary word."""
    return _against(prose, "较", fact, base, said)


def _against(prose: Prose, word: str, fact: str, base: str, said: str) -> str:
    if base == SECOND and not prose.base_year:
        raise NothingToSayError
    against = (said or base).replace(SECOND, f"{prose.base_year}年")
    moved = _moved(prose, "", fact, base)
    return f"与{against}持平" if moved == "持平" else f"{word}{against}{moved}"


def _moved(prose: Prose, code: str, fact: str, base: str = "上年", before_it: str = "") -> str:
    """变: the change alone, for sentences that name the base themselves; ``before_it`` may be 各."""
    name = derived(fact, base)
    now, before = prose.value(fact), prose.value(name)
    if prose.amount(fact) == prose.amount(name):
        return "持平"
    clause = f"{before_it}{_difference(prose, fact, name)}"
    rate = abs(now - before) / before * 100 if prose.amount(name) > 0 else Fraction(0)
    if not rounded(rate, 2):
        return clause
    return f"{clause}，{'增长' if now > before else '下降'}{shown(rate, '%')}"


def _deviation(prose: Prose, code: str, fact: str) -> str:
    """差异率: by how many per cent the outturn differs from the plan, negative where it stays below."""
    plan = derived(fact, "年初预算")
    if prose.amount(plan) <= 0:
        raise NothingToSayError
    return shown((prose.value(fact) - prose.value(plan)) / prose.value(plan) * 100, "%")


def _budget_change(prose: Prose, code: str, fact: str) -> str:
    return _change(prose, code, fact, "年初预算", f"{prose.year}年年初预算")


def _plan_change(prose: Prose, code: str, fact: str) -> str:
    """比预算: the change against last year's budget."""
    return _change(prose, code, fact, "上年", f"{prose.year - 1}年预算")


def _outturn_rate(prose: Prose, code: str, fact: str) -> str:
    """比执行: the rate of change against last year's outturn, 持平 where they are equal."""
    now, before = prose.value(fact), prose.value(derived(fact, "上年"))
    said = f"{prose.year - 1}年预算执行数"
    if prose.amount(fact) == prose.amount(derived(fact, "上年")):
        return f"与{said}持平"
    if prose.amount(derived(fact, "上年")) <= 0:
        raise NothingToSayError
    rate = shown(abs(now - before) / before * 100, "%")
    return f"比{said}{'增加' if now > before else '减少'}{rate}"


def _last_year(prose: Prose, code: str, fact: str) -> str:
    """上年数: a figure as it was last year."""
    return prose.figure(derived(fact, "上年"))


def _kind_of_unit(prose: Prose, code: str) -> str:
    return "单位" if prose.words.get("预算种类", "").startswith("单位") else "部门"


def _stock_date(prose: Prose, code: str) -> str:
    """资产日期: the day on which a budget counts its assets, by default the end of last year."""
    return prose.word("资产统计日期") or f"{prose.year - 1}年12月31日"


def _completion(prose: Prose, code: str, fact: str) -> str:
    return f"完成年初预算的{_rate(prose, code, fact, derived(fact, '年初预算'))}"


def _budget(prose: Prose, code: str, fact: str) -> str:
    return shown(prose.value(derived(fact, "年初预算")), prose.money)


def _rate(prose: Prose, code: str, part: str, whole: str) -> str:
    """A percentage; of a whole that is printed as zero, or is negative, there is none."""
    if prose.amount(whole) <= 0:
        raise NothingToSayError
    return shown(prose.value(part) / prose.value(whole) * 100, "%")


def _share(prose: Prose, code: str, part: str, whole: str, said: str) -> str:
    return f"占{said}的{_rate(prose, code, part, whole)}"


def _some(prose: Prose, code: str, fact: str) -> str:
    if not prose.amount(fact):
        raise NothingToSayError
    return prose.figure(fact)


def _reason_prior(prose: Prose, code: str, fact: str) -> str:
    return prose.reason("上年", fact)


def _reason_budget(prose: Prose, code: str, fact: str) -> str:
    return prose.reason("年初预算", fact)


def _word(prose: Prose, code: str, key: str) -> str:
    said = prose.word(key)
    if not said:
        raise NothingToSayError
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
        raise NothingToSayError
    return "、".join(names)


def _when_zero(prose: Prose, code: str, fact: str) -> str:
    """Says nothing, but only where a figure is zero: 〔{为零 甲}…〕."""
    if prose.amount(fact):
        raise NothingToSayError
    return ""


VERBS: dict[str, Callable[..., str]] = {
    "年": lambda prose, code: str(prose.year),
    "上年": lambda prose, code: str(prose.year - 1),
    "前年": lambda prose, code: str(prose.year - 2),
    "单位": lambda prose, code: prose.unit,
    "同比": _change,
    "比": _change,
    "较": _compared,
    "变": _moved,
    "差异率": _deviation,
    "预算差": _budget_change,
    "比预算": _plan_change,
    "比执行": _outturn_rate,
    "上年数": _last_year,
    "部门": _kind_of_unit,
    "资产日期": _stock_date,
    "完成": _completion,
    "预算": _budget,
    "率": _rate,
    "占": _share,
    "有": _some,
    "为零": _when_zero,
    "原因": _reason_prior,
    "预算原因": _reason_budget,
    "词": _word,
    "码": lambda prose, code: code,
    "类": _name(3),
    "款": _name(5),
    "项": _name(7),
    "列": _listed,
}
