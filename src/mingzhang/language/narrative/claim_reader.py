"""Read claims from running text: the statements of its clauses, gathered into subjects and lists.

:mod:`mingzhang.language.narrative.statement` says what each clause says by itself.  What a clause leaves
unsaid — its subject, the base of its comparison, the whole it is part of — comes from the clauses before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mingzhang.facts.number import Printed, printed
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative import statement as says
from mingzhang.language.narrative.claim import (
    BRACKET,
    MAINLY,
    WORDS,
    Change,
    Completion,
    Reading,
    Share,
    UnitSlip,
)
from mingzhang.language.narrative.draft import (
    Again,
    DraftClaim,
    dated,
    frozen,
    known,
    levels_of,
    named,
    second_of,
)
from mingzhang.language.narrative.open_lists import OpenList, OpenLists, begins_item
from mingzhang.language.narrative.standing import Standing, announcing, goes_on, place_of
from mingzhang.language.narrative.statement import StatedClause, Statement, said
from mingzhang.language.narrative.without_unit import meant, usual_unit
from mingzhang.language.text import vocabulary as words
from mingzhang.language.text.figures import COUNT, figures
from mingzhang.language.text.item_name import item_name
from mingzhang.language.text.spelling import flatten
from mingzhang.language.text.subject import NOBODY, names_of, other_side, same_subject, subject_of
from mingzhang.language.text.vocabulary import clauses

_HEAD_LENGTH = 60
_TOTAL = re.compile(r"(?:收入|支出|收、支|收支)总计$|总(?:收入|支出)(?:预算)?$|^实有(?:人员|人数)?$")
_TOLD = (
    r"[^\d（）]{2,16}(?:支出|收入|经费|费)\d[\d,.]*(?:万|亿)?元$"  # a subject with its figure, and no more
)
_SIDE = re.compile(r"(?:收入|支出)(?:总计|合计)?(?:主要)?包括")


@dataclass
class ClaimReader:
    """Reads one document, paragraph after paragraph; ``year`` is the fiscal year.

    >>> reader = ClaimReader(2020)
    >>> reader.read(Paragraph("本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。"), 0, "收入")
    >>> claim, = reader.reading().claims
    >>> claim.subject, claim.level.text, claim.changes[0].way, claim.changes[0].rate.text
    ('本年收入合计', '90.00', -1, '10.00')
    """

    year: int | None = None
    _drafts: list[DraftClaim] = field(default_factory=list)
    _slips: list[UnitSlip] = field(default_factory=list)
    _here: Standing | None = None
    _lists: OpenLists = field(default_factory=OpenLists)

    def reading(self) -> Reading:
        """What was read so far."""
        return Reading(frozen(self._drafts), list(self._slips))

    def read(self, paragraph: Paragraph, block: int, section: str, title: str = "") -> None:
        """Read one paragraph; earlier paragraphs of the section stay in mind."""
        before, flat = self._here, flatten(paragraph.text)
        here = Standing(paragraph, flat, block, section, title or section)
        here.first = here.start = len(self._drafts)
        if before is not None and goes_on(before, here):
            here.current, here.head = before.current, before.head
            here.path, here.first = before.path, before.first
        elif before is not None and before.title != here.title and not says.mark_of(flat.text):
            self._lists.forget()
        if before is not None and before.title == here.title and not says.mark_of(flat.text):
            here.line = here.within = self._lists.line(before.flat.text, flat.text)
            here.fresh = here.within is not None
        self._here = here
        found, at, first = list(figures(flat.text)), 0, True
        for clause in clauses(flat.text):
            until = at
            while until < len(found) and found[until].start < clause.end:
                until += 1
            self._clause(here, said(clause, found[at:until], self.year, first))
            at, first = until, clause.closes in "。；：！？"
        alone = len(found) == 1 and len(self._drafts) == here.start + 1 and bool(says.mark_of(flat.text))
        alone = alone and flat.text[found[0].end :] in ("", "。", "；")
        self._lists.bare = self._drafts[-1] if alone else None

    def _clause(self, here: Standing, told: StatedClause) -> None:
        """Take in a clause: list mark and opening words, then its statements, its reason and its end."""
        before = here.reason_of
        if before is not None and self.year and re.match(rf"{self.year}年度?{_TOLD}", told.text):
            here.reason_of = None  # …，增加原因是甲，2017年项目支出 9 万元: the next matter
        if told.mark:
            self._item(here, told.mark)
        self._open(here, told)
        here.base = told.base or here.base
        if told.path:
            here.path = told.path
            if not here.reason_of:
                here.current, here.head = None, told.path[-1]
        again: Again | None = None
        for statement in told.statements:
            if told.reason and statement.end > told.reason[1]:
                self._reason(here, told)
            again = self._statement(here, statement, again)
        if (
            not any(it.figure is not None for it in told.statements)
            and len(told.text) <= _HEAD_LENGTH
            and not here.current
        ):
            here.head = here.head or subject_of(words.PRIOR.sub("", told.text))
        self._reason(here, told)
        self._close(here, told, before)

    def _close(self, here: Standing, told: StatedClause, before: DraftClaim | None) -> None:
        """What the mark at the end of a clause ends."""
        clause = told.clause
        inside = here.bracketed is not None and clause.closes in "；。" and "）" not in told.text
        if here.bracketed is not None and not inside:
            self._unbracket(here)
        if told.opens == "中" and told.statements and here.current is not None:
            here.within, here.fresh = self._list(here.current, WORDS), False
        if clause.closes == "：" and told.opens:
            whole = self._list(announcing(here, told, self._drafts), told.how)
            self._lists.announce(whole, says.mark_of(here.flat.text))
            here.reason_of = None
        if clause.closes == "；" and here.around is not None and here.within is not None:
            items = sum(draft.parent is here.within.whole for draft in self._drafts[here.within.since :])
            if items != 1:  # one alone: the items inside are divided by semicolons themselves
                here.within, here.around = here.around, None
        if clause.closes and clause.closes in "。；！？":
            here.sentence = clause.end + 1
        if clause.closes and clause.closes in "。！？" and not inside:
            here.within = here.outer = here.bracketed = here.around = None
            here.fresh = False
            if here.line is not None and begins_item(here.flat.text, clause.end + 1):
                here.within, here.fresh = here.line, True
            kept = told.text.endswith(("原因", "如下")) and before is not here.reason_of
            here.reason_of = here.reason_of if kept else None
        elif clause.closes == "；" and not here.reasons_go_on(clause.end + 1):
            here.reason_of = None  # …，主要原因是甲；乙费支出…: the next item, not more of the reason

    def _list(self, whole: DraftClaim | None, how: str) -> OpenList:
        return OpenList(whole, how=how, since=len(self._drafts))

    def _item(self, here: Standing, mark: str) -> None:
        """A list mark: the next level is a part of the list whose marks look like it."""
        if here.reason_of is not None:
            return  # the reasons are numbered
        here.within, here.outer, here.fresh = self._lists.item(mark), None, True
        if here.current is not None and here.sentence:
            here.current, here.head, here.path = None, "", ()

    def _open(self, here: Standing, told: StatedClause) -> None:
        """Words that open a list of parts inside the sentence."""
        current = here.current
        if told.opens == "中":  # a figure of its own comes first: see :meth:`_close`
            name = subject_of(re.sub("(?:预算|决算)?中$", "", told.text))
            current = named(self._drafts, name) if not told.statements else None
        if told.opens and current and here.more_than(told.clause.end, current):  # …甲、乙。其中：
            current = announcing(here, told, self._drafts) or current
        if not told.opens or current is None or not (current.figure or told.opens != "如下"):
            return
        if _SIDE.match(told.text):  # 收入包括：…；支出包括：…
            current = current.root
        elif (
            told.opens not in ("其中", "中") and current.listed == WORDS and current.sentence == here.sentence
        ):
            if here.within is None or current.level is None:
                return
            here.around = here.around or here.within  # 其中：甲 8 万元，主要包括乙、丙；丁 2 万元
        here.within, here.fresh = self._list(current, told.how), False

    def _reason(self, here: Standing, told: StatedClause) -> None:
        """主要原因是…: keep the reason; figures after it are no claims of the account."""
        if told.reason is None or here.current is None or here.reason_of is not None:
            return
        text, (start, begin) = here.flat.text, told.reason
        stop = re.search(r"[。！？]", text[begin:])
        end = begin + stop.start() if stop else len(text)
        claim = here.current.root if here.current.aside else here.current
        if claim.reason is None:
            claim.reason = text[begin:end].lstrip("：，")
            claim.reason_place = place_of(here, start, end)
        here.reason_of = claim

    # -- one statement --------------------------------------------------------------------------------

    def _statement(self, here: Standing, it: Statement, again: Again | None) -> Again | None:
        """Take in a statement; what it returns takes in the next figure of a pair."""
        if it.kind in (says.SAME, says.AGAINST_PLAN):
            self._unmoved(here, it)
            return None
        assert it.figure is not None
        value = it.figure.printed(here.paragraph, here.flat, here.title)
        if it.kind == says.SLIP:
            return self._slip(here, it, value)
        if it.kind == says.SPOILT and subject_of(it.lead) not in ("", *NOBODY):
            here.current = self._about(here, it)  # what follows is said of it, whatever it amounts to
        if it.kind != says.SPOILT and it.figure.unit:
            if it.kind == says.ALSO and again is not None:
                again(value)
                return again
            return self._figure(here, it, value)
        return again

    def _figure(self, here: Standing, it: Statement, value: Printed) -> Again | None:
        """Take in a figure by the kind of its statement; what it returns takes the next one of a pair."""
        if it.kind == says.MOVED:
            return self._moved(here, it, value)
        if it.kind == says.RATE:
            return self._rate(here, it, value)
        if it.kind == says.SHARE:
            return self._share(here, it, value)
        if it.kind == says.DONE:
            claim = self._about(here, it) if it.lead or here.current is None else here.current
            claim.completions.append(Completion(value, it.base))
        elif it.kind == says.BASE:
            self._stated_base(here, it, value)
        elif it.kind != says.NAME:
            return self._level(here, it, value)
        return None

    def _level(self, here: Standing, it: Statement, value: Printed) -> Again | None:
        """Give a claim its level; what it returns makes the next figure of a pair the level of its twin."""
        if value.unit in ("%", "百分点", "‰"):
            self._new(here, subject_of(it.lead), it).level = value
            return None
        before = here.current
        self._lists.announced = None  # what is announced comes next, or not at all
        claim = self._level_claim(here, it)
        claim.level, claim.role = value, "决算" if it.outturn else ""
        now = dated(claim, before, here.with_year(it), self.year)
        here.current = now if here.current is claim else here.current
        first = here.current
        names = names_of(it.lead, it.many)
        if names:
            claim.subject = names.pop(0)

        def again(value: Printed) -> None:
            claim = self._new(here, names.pop(0) if names else subject_of(it.lead), it)
            claim.level, claim.role = value, "决算" if it.outturn else ""
            if first is not None and first.twin is None:
                first.twin = claim

        return again

    def _moved(self, here: Standing, it: Statement, value: Printed) -> Again:
        base, word = here.base or "上年", place_of(here, *it.word)
        if it.many > 2:
            return self._each(here, it, value, lambda c, by: c.changes.append(Change(base, it.way, word, by)))
        claim = self._about(here, it)
        claim.moved_by(Change(claim.against(base), it.way, word, amount=value))
        here.current = claim
        return second_of(claim, claim.changes[-1])

    def _rate(self, here: Standing, it: Statement, value: Printed) -> Again | None:
        """Take in the percentage of a change: of the amount told before it, or alone."""
        if it.many > 2:
            return self._each(here, it, value, lambda claim, rate: claim.rated(rate, it.way))
        claim = self._about(here, it)
        base = claim.against(it.base or here.base or "上年")
        claim.borrow_plan(self._drafts[here.start :] if it.base else [])  # 预决算差异率 -11.11%
        if claim.changes and (last := claim.changes[-1]).rate is None and last.way != 0 and last.base == base:
            claim.changes[-1] = known = replace(last, rate=value, rate_way=it.way)
            return second_of(claim, known)
        word = it.word if it.word[1] else (it.start, it.end)
        claim.changes.append(Change(base, it.way, place_of(here, *word), rate=value, rate_way=it.way))
        return None

    def _share(self, here: Standing, it: Statement, value: Printed) -> Again | None:
        wholes = re.split("[、和与及]", it.whole) if it.many > 1 else []
        if it.many < 2 or (len(wholes) == it.many and len(levels_of(self._drafts[here.first :])) < it.many):
            claim = self._about(here, it)
            claim.shares.append(Share(value, wholes.pop(0) if wholes else it.whole, it.guessed))
            return lambda value: claim.shares.append(Share(value, wholes.pop(0))) if wholes else None
        return self._each(here, it, value, lambda claim, share: claim.shares.append(Share(share, it.whole)))

    def _each(
        self, here: Standing, it: Statement, value: Printed, take: Callable[[DraftClaim, Printed], None]
    ) -> Again:
        """分别 a、b、c: the figures go to the last subjects in order."""
        waiting = levels_of(self._drafts[here.first :])[-it.many :]

        def again(value: Printed) -> None:
            if waiting:
                take(waiting.pop(0), value)

        again(value)
        return again

    def _stated_base(self, here: Standing, it: Statement, value: Printed) -> None:
        """A printed prior-year or budget level: 较上年845.61万元减少…, 年初预算为…"""
        claim = self._about(here, it)
        if it.base in claim.bases:
            if it.base.startswith("上年"):
                return
            claim = self._new(here, claim.subject, it)
        claim.bases[it.base] = value
        here.current = claim

    def _slip(self, here: Standing, it: Statement, value: Printed) -> Again | None:
        """Note a figure without unit; an amount is taken in with the unit that it lacks."""
        told = meant(it, here.current, usual_unit(self._drafts))
        if told is not None:
            self._slips.append(UnitSlip(value, told.expected, it.lead[-12:]))
        if told is None or told.kind == says.SLIP:
            return None
        return self._figure(here, told, printed(value.text, told.expected, value.place))

    def _unmoved(self, here: Standing, it: Statement) -> None:
        if it.kind == says.AGAINST_PLAN or ((here.base or "持平" in it.whole) and not here.reason_of):
            base = it.base or here.base or "上年"
            self._about(here, it).changes.append(Change(base, it.way, place_of(here, *it.word)))

    # -- finding the claim a statement is about --------------------------------------------------------

    def _level_claim(self, here: Standing, it: Statement) -> DraftClaim:
        """The claim whose level this figure is: the open one if it still lacks a level, or a new one."""
        assert it.figure is not None
        subject, current = subject_of(it.lead), here.current
        subject = "" if subject in NOBODY else subject
        waits = current is not None and current.level is None and not current.aside
        if waits and current and (not subject or (it.outturn and same_subject(subject, current.subject))):
            return current
        if "）" in it.lead and here.bracketed is not None:
            self._unbracket(here)
            current = here.current
        nested = it.lead.startswith("（") and "）" not in it.lead
        if nested and current is not None and current.level is not None:
            here.outer = here.outer if here.bracketed is not None else here.within
            here.bracketed = here.bracketed or current
            here.within, here.fresh = self._list(current, BRACKET), False
        elif it.behind and current is not None and (opens := words.OF_WHICH.search(it.lead)):
            here.within, here.fresh = self._list(current, MAINLY if "主要" in opens[0] else WORDS), False
        if not subject and current is not None and it.figure.kind == COUNT:
            subject = current.subject
        claim = self._new(here, subject or here.head or (current.subject if current else ""), it)
        if here.reason_of is None:
            here.current = claim
        return claim

    def _unbracket(self, here: Standing) -> None:
        """Behind a bracket the text goes on with what stood before it."""
        here.current = here.bracketed if here.reason_of is None else here.current
        here.within, here.outer, here.bracketed = here.outer, None, None

    def _about(self, here: Standing, it: Statement) -> DraftClaim:
        """The claim with this subject among the recent ones, the current one, or a new one."""
        bare = words.PRIOR.sub("", it.lead)
        bare = re.sub(rf"(?:与|较|比|同)?(?:20\d\d年度?)?{words.BUDGET_WORD.pattern}", "", bare)
        subject, current = subject_of(bare), here.current
        if not subject or subject in NOBODY:
            if current is not None:
                return current.side(subject, here.sentence)
            subject = here.head
        elif current is not None and same_subject(item_name(subject).own, current.subject):
            return current
        if (one := known(self._drafts, here.first, here.title, item_name(subject).own)) is not None:
            return one
        claim = self._new(here, subject, it)
        if here.reason_of is None:
            here.current = claim
        return claim

    def _new(self, here: Standing, subject: str, it: Statement) -> DraftClaim:
        """A new claim on a subject, a part of the list that is open where there is one."""
        end = it.figure.end if it.figure else it.start + len(it.lead)
        item = item_name(subject)
        claim = DraftClaim(item.own, here.section, here.block, here.paragraph, place_of(here, it.start, end))
        claim.context, claim.sentence = here.flat.text[here.sentence : end], here.sentence
        claim.aside = here.reason_of is not None
        claim.code, claim.path = item.code, item.names if len(item.names) == 3 else ()
        if here.path and (not subject or same_subject(subject, here.path[-1])):
            claim.path = here.path
        within = here.within
        if within is not None and within.whole is not None and other_side(within.whole.subject, item.own):
            within = here.within = None  # 收入 10 万元，其中…；支出 10 万元: no part of the income
        if _TOTAL.search(item.own):
            within = here.within = None  # …；总支出 9 万元: a total is no part of the one before it
        if within is not None and within.whole is not None and not claim.aside:
            claim.parent, claim.listed, claim.among = within.whole, within.how, within.since
            claim.year = within.whole.year
        if here.fresh and within is not None:
            here.within, here.fresh = None, False
        self._drafts.append(claim)
        return claim
