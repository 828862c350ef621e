"""Documents held against each other: which is which, by unit, year and kind."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.facts.fact import Facts
from mingzhang.language.document.document import Document
from mingzhang.language.document.subordinate_units import called, members

LAST, PLAN, OTHER, UNITS = "上年文件", "预算文件", "另一单位", "所属单位"


def relate(documents: list[Document]) -> None:
    """Tell every document which of the others it can be held against, and give it their figures.

    Last year's final account and this year's budget of the same unit count, and the accounts of the units
    that a department lists as its own.  Where the unit is not the same, or two documents could be meant, a
    note says so and what needs the other document stays undecided.

    >>> from mingzhang.facts.report import Report
    >>> from mingzhang.language.table.notation import Notation
    >>> def account(y): return Document(Report(f"{y}.txt", "txt"), Notation(), "final_account", "某局", y)
    >>> old, new = account(2023), account(2024)
    >>> relate([old, new])
    >>> list(old.beside), [other.year for other in new.beside["上年文件"]]
    ([], [2023])
    """
    for document in documents:
        others = [other for other in documents if other is not document]
        for what in (LAST, PLAN):
            _choose(document, what, [other for other in others if _relation(document, other) == what])
        _gather(document, [o for o in others if (o.kind, o.year) == (document.kind, document.year)])
        strange = [o for o in others if o.unit and document.unit and o.unit != document.unit]
        if strange:
            document.beside[OTHER] = strange


def _relation(document: Document, other: Document) -> str:
    """What ``other`` would be to ``document`` if both were of one unit."""
    if document.kind != "final_account" or document.year is None or other.year is None:
        return ""
    if other.kind == "final_account" and other.year == document.year - 1:
        return LAST
    return PLAN if other.kind == "budget" and other.year == document.year else ""


def _choose(document: Document, what: str, candidates: list[Document]) -> None:
    own = [other for other in candidates if other.unit and other.unit == document.unit]
    if len(own) == 1:
        beside(document, what, own[0])
        document.report.notes.append(f"{what}：{own[0].report.file}。")
    elif candidates:
        document.beside[what] = candidates
        names = "、".join(f"{o.report.file}（{o.unit or '没有读到单位'}）" for o in candidates)
        why = (
            "不止一个，不知道用哪一个" if own else f"的单位与本文件（{document.unit or '没有读到单位'}）不同"
        )
        document.report.notes.append(f"可作{what}的 {names}{why}，没有对照。")


def _gather(document: Document, others: list[Document]) -> None:
    """Put the files of a department's own units beside it, each under its name in the department's list.

    A listed unit whose file was not given keeps its name in the group: sums over all units then lack it.
    """
    listed = members(document)
    if document.kind != "final_account" or len(listed) < 2:
        return
    own = {name: [o for o in others if o.unit == called(name, document.unit)] for name in listed}
    given = {name: files[0] for name, files in own.items() if len(files) == 1}
    if not given:
        return
    document.facts.groups[UNITS] = tuple(listed)
    for name, other in given.items():
        document.beside.setdefault(UNITS, []).append(other)
        _adopt(document, name, other)
    document.report.notes.append(f"{UNITS}：{'、'.join(other.report.file for other in given.values())}。")
    missing = "、".join(name for name in listed if name not in given)
    if missing:
        document.report.notes.append(
            f"单位名单里的{missing}没有给出决算（或不止一份），不能与各单位汇总核对。"
        )
    extra = [o for o in others if o not in given.values() and o.unit != document.unit]
    if extra:
        names = "、".join(f"{o.report.file}（{o.unit or '没有读到单位'}）" for o in extra)
        document.report.notes.append(f"{names}不在本文件的单位名单里，没有计入汇总。")


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
    elif what in (LAST, PLAN):
        _adopt(document, what, other)


def _adopt(document: Document, name: str, other: Document) -> None:
    """Another document's figures as ``name:名称``, with what is known of those that were not read."""
    theirs: Facts = other.facts
    for fact in list(theirs):
        if ":" not in fact.name:  # what it says of itself, not of its own budget or of the year before
            document.facts.add(replace(fact, name=f"{name}:{fact.name}"))
    document.facts.unread.update(f"{name}:{missed}" for missed in theirs.unread)
    document.facts.partial.update(f"{name}:{told}" for told in theirs.partial)
    if theirs.pages_missing:
        document.facts.gaps_of.add(name)
