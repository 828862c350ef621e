"""Documents held against each other: which is which, by unit, year and kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from mingzhang.facts.fact import Facts
from mingzhang.language.document.document import Document
from mingzhang.language.document.kinship import PART, SAME, WHOLE, Kin, kinship
from mingzhang.language.text.unit_name import same_unit
from mingzhang.writers.words import kind_words

ACCOUNT, BUDGET = "final_account", "budget"
LAST, PLAN, LAST_PLAN, LAST_ACCOUNT = "上年文件", "预算文件", "上年预算文件", "上年决算文件"
OTHER, UNITS, DEPARTMENT = "另一单位", "所属单位", "主管部门文件"
# What another document of the same unit is, by the two kinds and how many years later it is.
_CHAIN = {
    (ACCOUNT, ACCOUNT, -1): LAST,
    (ACCOUNT, BUDGET, 0): PLAN,
    (BUDGET, BUDGET, -1): LAST_PLAN,
    (BUDGET, ACCOUNT, -1): LAST_ACCOUNT,
    (ACCOUNT, ACCOUNT, 1): "下年决算文件",
    (ACCOUNT, BUDGET, 1): "下年预算文件",
    (BUDGET, BUDGET, 1): "下年预算文件",
    (BUDGET, ACCOUNT, 0): "决算文件",
}
_ADOPTED = (LAST, PLAN, LAST_PLAN, LAST_ACCOUNT, DEPARTMENT)  # the rules of this document ask for its figures
_NOTHING = "单位不同，也不在单位名单里，没有共同之处"
_MOST = 8  # files that one line names
_BEFORE = "上年:"  # what a document says of the year before


@dataclass
class _Party:
    """One of the documents, whose it is, and what is told of the others."""

    document: Document
    kin: Kin
    label: str
    related: dict[str, list[_Party]] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)  # labels of those left out, by reason

    def leave(self, reason: str, *others: _Party) -> None:
        if others:
            labels = [f"{o.label}（{o.kin.unit}）" if reason == _NOTHING else o.label for o in others]
            self.left.setdefault(reason, []).extend(labels)

    @property
    def told(self) -> str:
        """One line: what was related and what was not, and why."""
        done = [
            f"{what} {_some([other.label + self._scope(what, other) for other in others])}"
            for what, others in self.related.items()
        ]
        not_done = [f"{_some(labels)}，因为{reason}" for reason, labels in self.left.items()]
        sides = (("已对照", done), ("没有对照", not_done))
        parts = [f"{word}：{'；'.join(listed)}" for word, listed in sides if listed]
        return f"{'；'.join(parts)}。" if parts else ""

    def _scope(self, what: str, other: _Party) -> str:
        """That the two do not add up the same number of units, which may explain what differs."""
        own, theirs = len(self.kin.listed), len(other.kin.listed)
        if what in (UNITS, DEPARTMENT) or not own or not theirs or own == theirs:
            return ""
        return f"（单位名单不同：本文件 {own} 家，它 {theirs} 家）"


def _some(labels: list[str]) -> str:
    more = f"等 {len(labels)} 份" if len(labels) > _MOST else ""
    return "、".join(labels[:_MOST]) + more


def relate(documents: list[Document]) -> None:
    """Tell every document which of the others it can be held against, and give it their figures.

    Accounts and budgets of the same unit are chained over the years, accounts and budgets of a department
    are held against those of the units that it lists.  A note says in one line what was related, and what
    was not and why; what needs the other document then stays undecided.

    >>> from mingzhang.facts.report import Report
    >>> from mingzhang.language.table.notation import Notation
    >>> def account(y): return Document(Report(f"{y}.txt", "txt"), Notation(), "final_account", "某局", y)
    >>> old, new = account(2023), account(2024)
    >>> relate([old, new])
    >>> list(old.beside), [other.year for other in new.beside["上年文件"]], new.report.notes
    ([], [2023], ['已对照：上年文件 2023.txt。'])
    """
    names = Counter(document.report.file for document in documents)
    parties = [_Party(d, Kin.of(d), _label(d, names[d.report.file] > 1)) for d in documents]
    for party in parties:
        others = [other for other in parties if other is not party]
        found: dict[str, list[_Party]] = {}
        for other in others:
            what, reason = _relation(party, other)
            if what:
                found.setdefault(what, []).append(other)
            else:
                party.leave(reason, other)
        units = found.pop(UNITS, [])
        for what, candidates in found.items():
            _choose(party, what, candidates)
        _gather(party, units)
        strange = [o.document for o in others if _strange(party, o)]
        if strange:
            party.document.beside[OTHER] = strange
        if party.told:
            party.document.report.notes.append(party.told)


def _label(document: Document, twice: bool) -> str:
    """The name of a document's file, with what it is where several bear it."""
    file = document.report.file
    kind = kind_words(document.kind, document.scope)
    year = f"{document.year}年度" if document.year else ""
    return f"{file}（{document.unit}{year}{kind}）" if twice else file


def _relation(party: _Party, other: _Party) -> tuple[str, str]:
    """What another document is to this one, or ``""`` and why it is nothing."""
    one, two = party.document, other.document
    if not {one.kind, two.kind} <= {ACCOUNT, BUDGET}:
        return "", "不是决算或预算，没有跨文件的检查"
    for missing, of in (("单位", "unit"), ("年度", "year")):
        if not getattr(two, of):
            return "", f"没有读到它的{missing}"
        if not getattr(one, of):
            return "", f"没有读到本文件的{missing}"
    kin = kinship(party.kin, other.kin)
    later = (two.year or 0) - (one.year or 0)
    if kin == SAME and (one.kind, later) == (two.kind, 0) and party.kin.of_several != other.kin.of_several:
        kin = PART if party.kin.of_several else WHOLE  # a department and its own office, both as 部门决算
    if kin == SAME:
        what = _CHAIN.get((one.kind, two.kind, later), "")
        return what, "" if what else _not_chained(one, two)
    if kin in (PART, WHOLE):
        if one.kind == two.kind and later == 0:
            return (UNITS if kin == PART else DEPARTMENT), ""
        return "", f"是本文件的{kin}，但年度或种类不同，没有可以对照的数"
    if same_unit(one.unit, two.unit):
        return "", "单位名称相同，但一份是部门的、一份是单位的，没有读到部门的单位名单"
    return "", _NOTHING


def _not_chained(one: Document, two: Document) -> str:
    if (one.kind, one.year) == (two.kind, two.year):
        return "与本文件同一单位、同一年度、同一种类"
    return f"同一单位，但年度不相衔接：本文件 {one.year} 年度，它 {two.year} 年度"


def _choose(party: _Party, what: str, candidates: list[_Party]) -> None:
    """Take the one document that is meant; of several that of the same scope."""
    alike = [other for other in candidates if other.kin.of_several == party.kin.of_several]
    own = alike if len(candidates) > 1 else candidates
    if len(own) != 1:
        if what in _ADOPTED:
            party.document.beside[what] = [other.document for other in candidates]
        party.leave(f"可作{what}的不止一份，不知道用哪一份", *candidates)
        return
    if what in _ADOPTED:
        beside(party.document, what, own[0].document)
    party.related[what] = own
    party.leave(f"{what}用了另一份", *(other for other in candidates if other not in own))


def _strange(party: _Party, other: _Party) -> bool:
    """Whether words that are the same in both were copied: units that have nothing to do with each other."""
    one, two = party.document, other.document
    return bool(one.unit and two.unit) and not (
        same_unit(one.unit, two.unit) or kinship(party.kin, other.kin) in (SAME, PART, WHOLE)
    )


def _gather(party: _Party, others: list[_Party]) -> None:
    """Put the files of a department's own units beside it, each under its name in the department's list.

    A listed unit whose file was not given keeps its name in the group: sums over all units then lack it.
    """
    listed, document = party.kin.listed, party.document
    own = {name: [o for o in others if same_unit(o.document.unit, unit)] for name, unit in listed.items()}
    given = {name: files[0] for name, files in own.items() if len(files) == 1}
    for files in own.values():
        if len(files) > 1:
            party.leave("同一所属单位不止一份", *files)
    if not given:
        return
    document.facts.groups[UNITS] = tuple(listed)
    for name, other in given.items():
        document.beside.setdefault(UNITS, []).append(other.document)
        _adopt(document, name, other.document)
    party.related[UNITS] = list(given.values())
    missing = "、".join(name for name in listed if name not in given)
    if missing:
        kind = kind_words(document.kind).removeprefix("部门")
        document.report.notes.append(
            f"单位名单里的{missing}没有给出{kind}（或不止一份），不能与各单位汇总核对。"
        )


def beside(document: Document, what: str, other: Document) -> None:
    """Put another document beside one, its figures as ``what:名称``.

    >>> from mingzhang.facts.fact import stated
    >>> from mingzhang.facts.report import Report
    >>> from mingzhang.language.table.notation import Notation
    >>> one, two = (Document(Report("a", "txt"), Notation(), facts=stated(f"甲.乙 {n}.00")) for n in (1, 2))
    >>> beside(one, "上年文件", two)
    >>> one.facts.get("上年文件:甲.乙").figure.text
    '2.00'
    """
    document.beside.setdefault(what, []).append(other)
    if what == UNITS:
        document.facts.groups[UNITS] = (*document.facts.groups.get(UNITS, ()), other.unit)
        _adopt(document, other.unit, other)
    elif what in _ADOPTED:
        _adopt(document, what, other)


def _adopt(document: Document, name: str, other: Document) -> None:
    """Another document's figures as ``name:名称``, with what is known of those that were not read.

    What it says of its own budget stays with it, what it says of the year before comes along.
    """
    theirs: Facts = other.facts
    for fact in list(theirs):
        if ":" not in fact.name.removeprefix(_BEFORE):
            document.facts.add(replace(fact, name=f"{name}:{fact.name}"))
    document.facts.unread.update(f"{name}:{missed}" for missed in theirs.unread)
    document.facts.partial.update(f"{name}:{told}" for told in theirs.partial)
    if theirs.pages_missing:
        document.facts.gaps_of.add(name)
