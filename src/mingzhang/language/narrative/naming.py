"""Give claims their fact names: by the wordings of the phrases and by 类、款、项 names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.number import MONEY
from mingzhang.language.narrative.claim import Claim, renewed
from mingzhang.language.narrative.phrase import Wordings, derived
from mingzhang.language.table.notation import Notation
from mingzhang.language.text.spelling import label


@dataclass(frozen=True)
class Scopes:
    """Where a functional code is spoken of: table and column by section, and the usual ones.

    In the sections ``listing`` an item may be named without its class.  Where ``rivals`` are given, a code
    that the section's table does not print belongs to the usual one or the first rival that prints it, and to
    none otherwise.
    """

    sections: dict[str, tuple[str, str]]
    usual: tuple[str, str]
    listing: tuple[str, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()

    def name(self, code: str, section: str, facts: Facts) -> str:
        """The name of the fact of a code, ``""`` where it cannot be told.

        >>> ACCOUNT.name("20106", "基金", Facts()), BUDGET.name("20106", "", Facts())
        ('基金表[20106].支出', '预算一般表[20106].合计')
        """
        candidates = [self.sections.get(section, self.usual)]
        if self.rivals:
            candidates += (self.usual, *self.rivals)
            if any(facts.has_table(table) for table, _ in candidates):
                candidates = [c for c in candidates if facts.has_table(c[0]) and facts.has_row(c[0], code)]
        return f"{candidates[0][0]}[{code or WHOLE}].{candidates[0][1]}" if candidates else ""


ACCOUNT = Scopes(
    {
        "基金": ("基金表", "支出"),
        "国资": ("国资表", "支出"),
        "总体": ("支出表", "本年支出"),
        "收入": ("收入表", "本年收入"),
        "支出": ("支出表", "本年支出"),
    },
    ("一般表", "合计"),
    ("一般公共预算", "一般总体", "一般结构", "一般具体", "拨款支出"),
)
BUDGET = Scopes(
    {
        "总体": ("预算支出表", "合计"),
        "收入": ("预算收入表", "合计"),
        "支出": ("预算支出表", "合计"),
        "拨款总体": ("预算拨款总表", "合计"),
        "拨款支出": ("预算拨款总表", "合计"),
        "基金": ("预算基金表", "合计"),
        "国资": ("预算国资表", "合计"),
    },
    ("预算一般表", "合计"),
    ("一般公共预算", "一般总体", "一般结构", "一般具体", "拨款支出", "拨款总体", "支出"),
    rivals=(("预算基金表", "合计"), ("预算国资表", "合计"), ("预算拨款总表", "一般公共预算")),
)
_LISTS = re.compile("^(?:收入|支出)?(?:主要|具体)?包括：?")  # 支出包括教育支出9万元
_UNDER = re.compile("([^（）：，。“”]{2,30})[”]?（款）“?([^（）：，。“”]{2,30})[”]?（项）")
_CODED = re.compile(r"(?<!\d)(2\d\d(?:\d\d){0,2})(?!\d)")


# Totals of the whole document, and matters that are only some of it: 三公经费 9 万元（其中：一般公共预算支出 8 万元）.
_OF_ALL = ("总表.", "一般表[合计]", "拨款总表", "支出表[合计]", "收入表[合计]")
_TERRITORY = re.compile(r"全(?:国|省|市|州|县|区|镇|乡)(?!本级|直)(?!.*三公)")
_LESS = re.compile(r"三公|公务|接待|会议|培训|出国|用车|采购|机关运行")


def _within_less(claim: Claim) -> bool:
    """Whether a claim is a part of something that is itself only some of the account."""
    parent = claim.parent
    while parent is not None:
        if _LESS.search(parent.subject or parent.context):
            return True
        parent = parent.parent
    return False


def _part_of(claim: Claim, fact: str) -> bool:
    """Whether a claim is a part of what carries a name, and less than it: 保有38辆，其中：公务用车4辆."""
    whole = claim.parent
    if whole is None or whole.fact != fact or whole.level is None or claim.level is None:
        return False
    return whole.level.value != claim.level.value


class Names:
    """Names of functional codes: those the document's tables print first, then the code list.

    >>> names = Names({"201": "一般公共服务支出", "20106": "财政事务"}, Notation())
    >>> names.resolve(("一般公共服务支出", "财政事务"))
    '20106'
    """

    def __init__(self, printed: dict[str, str], notation: Notation) -> None:
        self._levels: dict[int, dict[str, list[str]]] = {3: {}, 5: {}, 7: {}}
        self.printed = printed
        self.without_figures = notation.without_figures
        for code, name in printed.items():
            self._add(code, name)
        for code, entries in notation.functional.items():
            for entry in entries:
                self._add(code, entry.name)

    def _add(self, code: str, name: str) -> None:
        if len(code) in self._levels:
            codes = self._levels[len(code)].setdefault(plain_name(name), [])
            if code not in codes:
                codes.append(code)

    def resolve(self, path: Iterable[str]) -> str:
        """The code of a path of 类, 款, 项 names; ``""`` where a name is unknown at its level."""
        code = ""
        for name, length in zip(path, (3, 5, 7), strict=False):
            found = [c for c in self._called(name, length) if c.startswith(code)]
            if not found:
                return ""
            code = found[0]
        return code

    def fits(self, code: str, name: str) -> bool:
        """Whether a code may stand with a name: it has that name, or no other code of ours has it.

        >>> names = Names({"20106": "财政事务", "2010601": "行政运行"}, Notation())
        >>> names.fits("20106", "财政事务"), names.fits("2010601", "财政事务"), names.fits("2010601", "某项")
        (True, False, True)
        """
        if code in self._called(name, len(code)):
            return True
        return not any(self._called(name, length) for length in self._levels)

    def _called(self, name: str, length: int) -> list[str]:
        """The codes of a level with this name; authors add or drop the closing 支出."""
        level, spelled = self._levels[length], plain_name(name)
        return (
            level.get(spelled) or level.get(spelled + "支出") or level.get(spelled.removesuffix("支出")) or []
        )

    def within(self, name: str, above: str) -> str:
        """The code of a name said after ``above``: a class, else something below it, else anything known."""
        return self.below(name, "", (3,)) or self.below(name, above) or self.below(name, "")

    def under(self, subject: str) -> str:
        """The code of an item named with its section only: 甲（款）乙（项）.

        >>> names = Names({"22102": "住房改革支出", "2210201": "住房公积金"}, Notation())
        >>> names.under("住房改革支出（款）住房公积金（项）支出"), names.under("住房公积金")
        ('2210201', '')
        """
        match = _UNDER.search(subject)
        section = self.below(match[1], "", (5,)) if match else ""
        return self.below(match[2], section, (7,)) if match and section else ""

    def below(self, name: str, above: str, lengths: tuple[int, ...] = (3, 5, 7)) -> str:
        """The code of a 类, 款 or 项 named alone, at or under ``above``; ``""`` if ambiguous."""
        for length in lengths:  # 219 repeats the names of classes as 款, so a class comes first
            found = [c for c in self._called(name, length) if c.startswith(above)]
            known = [c for c in found if c in self.printed] or found
            if len(known) == 1:
                return known[0]
        return ""


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A 科目 name without ordinal, quotes and the words 类, 款, 项.

    >>> plain_name("“教育支出”（类）")
    '教育支出'
    """
    return re.sub(r"（(?:类|款|项)(?:级)?）|(?:类|款|项)级科目", "", label(name)).replace("其它", "其他")


def bind_claims(
    claims: list[Claim],
    wordings: Wordings,
    names: Names,
    facts: Facts,
    scopes: Scopes = ACCOUNT,
    year: int | None = None,
) -> list[Claim]:
    """The claims with the names of their facts; the figures they state are recorded.

    A claim that stands in a section without account figures (terms, duties, evaluation forms) stays
    unbound.
    """
    binder = _Binder(wordings, names, facts, scopes, year, frozenset(shared_codes(claims)))
    return renewed(claims, binder.bound)


@dataclass
class _Binder:
    """Names one claim after the other; ``above`` is the class that the text is about."""

    wordings: Wordings
    names: Names
    facts: Facts
    scopes: Scopes
    year: int | None
    shared: frozenset[str]
    above: str = ""

    def bound(self, claim: Claim) -> Claim:
        if claim.section in self.names.without_figures or claim.aside:
            return claim
        fact, facts = self.fact(claim), self.facts
        if claim.year is not None and fact:
            _record_prior(claim, fact, self.year, facts)
            return claim
        claim = replace(claim, fact=fact)
        _record(claim, facts)
        if not fact and claim.section in self.scopes.listing and claim.role and claim.level is not None:
            facts.partial.add("一般表")  # an item was described that could not be named: the list has a gap
        return claim

    def code(self, claim: Claim) -> str:
        """The functional code of a claim: of its path, printed with it, or in its subject."""
        if claim.code:
            fits = claim.code not in self.shared and self.names.fits(claim.code, claim.subject)
            return claim.code if fits else ""
        code = self.names.resolve(claim.path) if claim.path else self.names.under(claim.subject)
        if not code and (match := _CODED.search(claim.subject)) and match[1] in self.names.printed:
            code = match[1]
        return code

    def fact(self, claim: Claim) -> str:
        if _TERRITORY.match(claim.subject):
            return ""  # 全省一般公共预算支出 is more than any account of ours
        if claim.role and self.scopes is BUDGET:
            return ""  # a budget tells what was spent before: 预算 9 万元，实际支出 8 万元
        unit, code = _unit(claim), self.code(claim)
        self.above = code[:3] or self.above
        if code and unit in (MONEY, None) and (not claim.path or _about_path(claim)):
            return self.scopes.name(code, claim.section, self.facts)
        if claim.code:
            return ""  # an item of a list, which no wording of a total may take for the total
        phrase = self.wordings.find(claim.subject, claim.section, claim.context, unit)
        if phrase is not None and not (claim.path and phrase.sections):
            less = phrase.fact.startswith(_OF_ALL) and _within_less(claim)
            return "" if less or _part_of(claim, phrase.fact) else phrase.fact
        if claim.section not in self.scopes.listing or unit not in (MONEY, None) or claim.path:
            return ""
        code = self.names.within(_LISTS.sub("", claim.subject), self.above)
        self.above = code[:3] or self.above
        return self.scopes.name(code, claim.section, self.facts) if code else ""


def shared_codes(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The codes that stand with different names, each with the first claim of every name.

    >>> from mingzhang.facts.place import Place
    >>> from mingzhang.facts.report import Paragraph
    >>> def said(name): return Claim(name, "", 0, Paragraph(""), Place(), code="2130701")
    >>> [claim.subject for claim in shared_codes([said("甲项"), said("乙项"), said("甲项支出")])["2130701"]]
    ['甲项', '乙项']
    """
    found: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        if claim.code:
            name = plain_name(claim.subject).removesuffix("支出")
            found.setdefault(claim.code, {}).setdefault(name, claim)
    return {code: list(known.values()) for code, known in found.items() if len(known) > 1}


def _unit(claim: Claim) -> str | None:
    figure = claim.level or next(iter(claim.bases.values()), None)
    if figure is None and claim.changes:
        figure = claim.changes[0].amount
    return figure.unit if figure is not None else None


def _about_path(claim: Claim) -> bool:
    """Whether the claim's own subject is the path's last name, not something else in its paragraph."""
    last = plain_name(claim.path[-1])
    return not claim.subject or plain_name(claim.subject).endswith(last) or claim.subject.endswith("）")


def _record_prior(claim: Claim, fact: str, year: int | None, facts: Facts) -> None:
    """A level of the year before is that year's figure; one of any other year is kept apart."""
    if claim.level is not None and claim.level.unit != "%" and year is not None and claim.year == year - 1:
        facts.add(Fact(derived(fact, "上年"), claim.level, table=False))


def _record(claim: Claim, facts: Facts) -> None:
    if not claim.fact:
        return
    if claim.level is not None and claim.level.unit != "%":
        facts.add(Fact(claim.fact, claim.level, table=False))
    for base, figure in claim.bases.items():
        facts.add(Fact(derived(claim.fact, base), figure, table=False))
