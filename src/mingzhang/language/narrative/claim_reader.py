"""Read claims from running text, clause by clause, figure by figure.

What stands directly before a figure says what it is: a direction word makes it a change, 占 a share,
完成…预算的 a completion, 年初预算为 a budget; anything else is the level of the subject before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mingzhang.facts.number import Printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import Change, Claim, Completion, Share, Slip
from mingzhang.language.text import vocabulary as words
from mingzhang.language.text.figures import AMOUNT, BARE, COUNT, PERCENT, Figure, figures
from mingzhang.language.text.spelling import Flat, flatten
from mingzhang.language.text.subject import NOBODY, path_name, same_subject, subject_of
from mingzhang.language.text.vocabulary import Clause, base_of, clauses, plan_name

_WAY_END = re.compile(
    rf"(?:各|均|分别|共|净|同比)?(?P<way>(?:{words.UP})|(?:{words.DOWN}))(?:{words.RATE_AFTER.pattern[:-1]})$"
)
_UP = re.compile(rf"(?:{words.UP})$")
_TO = re.compile(r"(?:增加|减少|提高|降低|压缩|下降|上升)(?:到|至)$")
_SUM_UP = re.compile(
    r"决算(?:数|支出|总额)?(?P<way>大/小于|小/大于|大于（小于）|小于（大于）|大于|小于|高于|低于|超过|少于|多于)"
)
_HEAD_LENGTH = 60


class ClaimReader:
    """Reads one document, paragraph after paragraph; ``year`` is the fiscal year.

    >>> reader = ClaimReader(2020)
    >>> claim, = reader.read(Paragraph("本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。"), 0, "收入")
    >>> claim.subject, claim.level.text, claim.changes[0].way, claim.changes[0].rate.text
    ('本年收入合计', '90.00', -1, '10.00')
    """

    def __init__(self, year: int | None = None) -> None:
        self.year = year
        self.claims: list[Claim] = []
        self.slips: list[Slip] = []
        self.read_figures = 0
        self.unread: list[Printed] = []
        self._section = self._title = self._ending = self._head = ""
        self._current: Claim | None = None
        self._path: tuple[str, ...] = ()
        self._from = 0

    def read(self, paragraph: Paragraph, block: int, section: str, title: str = "") -> list[Claim]:
        """The claims of one paragraph; earlier paragraphs of the section stay in mind."""
        first = len(self.claims)
        self._paragraph, self._block = paragraph, block
        self._flat: Flat = flatten(paragraph.text)
        if not self._goes_on(paragraph, title or section):
            self._current, self._head, self._path, self._from = None, "", (), first
        self._parent: Claim | None = None
        self._last: Callable[[Figure, Printed], None] | None = None
        self._base = ""
        self._reason_of: Claim | None = None
        self._section, self._title, self._sentence = section, title or section, 0
        self._ending = self._flat.text[-1:]
        self._outer: list[Claim | None] = []
        found = list(figures(self._flat.text))
        at = 0
        for clause in clauses(self._flat.text):
            here = []
            while at < len(found) and found[at].start < clause.end:
                here.append(found[at])
                at += 1
            self._clause(clause, here)
        return self.claims[first:]

    def _goes_on(self, paragraph: Paragraph, title: str) -> bool:
        """Whether a paragraph continues the one before: a sentence cut in two, or one without a subject."""
        text = self._flat.text
        if title != self._title or paragraph.kind != "text" or words.LISTED.match(text):
            return False
        return self._ending not in "。；" or bool(words.SUBJECTLESS.match(text))

    # -- one clause -----------------------------------------------------------------------------------

    def _clause(self, clause: Clause, here: list[Figure]) -> None:
        text = clause.text
        if here and words.UNCHOSEN.search(text):
            text = words.UNCHOSEN.sub(lambda m: "～" * len(m[0]), text)
        before = self._reason_of
        self._open(clause, text)
        self._base = base_of(text, self.year) or self._base
        self._path_of(text)
        end = clause.start
        self._reason(text[: here[0].start - end] if here else "", end)
        self._siblings = sum(figure.kind == PERCENT for figure in here)
        self._plan_said = ""
        for figure in here:
            self._figure(figure, text[end - clause.start : figure.start - clause.start], end)
            end = figure.end
        rest = text[end - clause.start :]
        self._unmoved(clause, text, rest, end)
        if not here and len(text) <= _HEAD_LENGTH and not self._current:
            self._head = self._head or subject_of(words.PRIOR.sub("", text))
        self._reason(rest, end)
        if clause.closes and clause.closes in "。；！？":
            self._sentence = clause.end + 1
        if clause.closes and clause.closes in "。！？":
            self._parent, self._last, self._outer = None, None, []
            self._reason_of = None if before is self._reason_of else self._reason_of
            if not text.endswith(("原因", "如下")):
                self._reason_of = None
        elif clause.closes == "；" and not words.ENUMERATED.match(self._flat.text[clause.end + 1 :]):
            self._reason_of = None  # …，主要原因是甲；乙费支出…: the next item, not more of the reason

    def _open(self, clause: Clause, text: str) -> None:
        """Words that open a list of parts."""
        match = words.OF_WHICH.search(text)
        if match is None or self._current is None:
            return
        if self._current.parent is not None and "其中" not in match[0]:
            return
        start = self._current
        self._parent = start.parent if start.parent is not None and clause.closes == "：" else start

    def _path_of(self, text: str) -> None:
        match = words.PATH.search(text)
        if match:
            names = (match["a"], match["b"], match["c"])
            self._path = tuple(path_name(name) for name in names if name)
            if not self._reason_of:
                self._current, self._head = None, self._path[-1]

    def _figure(self, figure: Figure, lead: str, lead_start: int) -> None:
        if path := words.PATH.search(lead):  # its names are the subject already
            lead, lead_start = lead[path.end() :], lead_start + path.end()
        if figure.kind == BARE:
            self._bare(figure, lead, lead_start)
            return
        value = figure.printed(self._paragraph, self._flat, self._title)
        self.read_figures += 1
        after = self._flat.text[figure.end : figure.end + 6]
        if figure.kind == AMOUNT and re.match(r"（含）?以[上下]|以[上下]|及以[上下]", after):
            return  # a threshold in a name: 单价100万元以上设备
        if self._last is not None and re.fullmatch(r"[、,，和及与]", lead):
            self._last(figure, value)
        elif figure.kind == PERCENT:
            self._percent(figure, value, lead, lead_start)
        else:
            self._quantity(figure, value, lead, lead_start)

    # -- amounts and counts ---------------------------------------------------------------------------

    def _quantity(self, figure: Figure, value: Printed, lead: str, start: int) -> None:
        way = _WAY_END.search(lead)
        unchosen = re.search(r"～+(?:了|约)?$", lead)
        if (way or unchosen) and not _TO.search(lead):
            match = way or unchosen
            assert match is not None
            claim = self._about(lead[: match.start()], start, figure)
            sign = None if unchosen else _sign(match["way"])
            span = (start + match.start(), start + match.end())
            change = Change(self._base or "上年", sign, self._place(*span), amount=value)
            claim.changes.append(change)
            self._current = claim
            self._last = self._pair_change(claim, change)
            return
        if self._stated_base(value, lead, start, figure):
            return
        outturn = words.OUTTURN_WORD.search(lead)
        subject = lead[: outturn.start()] if outturn else lead
        claim = self._level_claim(subject, start, figure, bool(outturn))
        claim.level, claim.role = value, "决算" if outturn else ""
        self._last = self._pair(subject, start, bool(outturn))

    def _stated_base(self, value: Printed, lead: str, start: int, figure: Figure) -> bool:
        """A printed prior-year or budget level: 较上年845.61万元减少…, 年初预算为…"""
        prior = words.PRIOR.search(lead)
        named_prior = re.search(r"上年(?:度)?(?:同期)?(?:决算)?(?:数|支出|收入)?(?:为|是|的|：)?$", lead)
        if (prior and re.fullmatch(r"(?:的|为|数|支出|决算数|决算)*", lead[prior.end() :])) or named_prior:
            cut = prior.start() if prior else named_prior.start() if named_prior else 0
            claim = self._about(lead[:cut], start, figure)
            claim.bases.setdefault("上年预算" if prior and prior["budget"] else "上年", value)
            self._current = claim
            return True
        plan = words.BUDGET_WORD.search(lead)
        if plan is None:
            return False
        subject = re.sub(r"(?:与|较|比|同|对比)$", "", lead[: plan.start()])
        claim = self._about(subject, start, figure)
        if plan_name(plan["plan"]) in claim.bases:
            claim = self._new(claim.subject, start, figure.end)
        claim.bases[plan_name(plan["plan"])] = value
        self._plan_said = plan_name(plan["plan"])
        self._current = claim
        return True

    def _level_claim(self, lead: str, start: int, figure: Figure, outturn: bool) -> Claim:
        """The claim whose level this figure is: the open one if it still lacks a level, or a new one."""
        subject = subject_of(lead)
        subject = "" if subject in NOBODY else subject
        current = self._current
        waits = current is not None and current.level is None and not current.aside
        if waits and current and (not subject or (outturn and same_subject(subject, current.subject))):
            return current
        if "）" in lead and self._outer:
            self._parent, self._outer = self._outer[0], []
        nested = lead.startswith("（") and "）" not in lead
        if nested and current is not None and current.level is not None:
            self._outer = self._outer or [self._parent]
            self._parent = current
        if not subject and current is not None and figure.kind == COUNT:
            subject = current.subject
        claim = self._new(subject or self._head or (current.subject if current else ""), start, figure.end)
        if self._reason_of is None:
            self._current = claim
        return claim

    def _pair(self, lead: str, start: int, outturn: bool) -> Callable[[Figure, Printed], None]:
        first = self._current

        def again(figure: Figure, value: Printed) -> None:
            claim = self._new(subject_of(lead), start, figure.end)
            claim.level, claim.role = value, "决算" if outturn else ""
            if first is not None and first.twin is None:
                first.twin = claim

        return again

    def _pair_change(self, claim: Claim, change: Change) -> Callable[[Figure, Printed], None]:
        """各减少 A、B万元，各下降 P%、Q%: the second figure belongs to the second subject."""

        def again(figure: Figure, value: Printed) -> None:
            twin = claim.twin
            if twin is None:
                return
            if value.unit == "%":
                last = twin.change(change.base)
                if last is not None:
                    last.rate, last.rate_way = value, change.rate_way
            else:
                twin.changes.append(Change(change.base, change.way, change.word, amount=value))

        return again

    def _respectively(self, whole: str, many: int) -> Callable[[Figure, Printed], None]:
        """A、B，分别占…的 a%、b%: the shares go to the last subjects in order."""
        levels = [c for c in self.claims[self._from :] if c.level is not None and c.level.unit != "%"]
        waiting = [c for c in levels[-many:] if not c.shares]

        def again(figure: Figure, value: Printed) -> None:
            if waiting:
                waiting.pop(0).shares.append(Share(value, whole))

        return again

    # -- percentages ----------------------------------------------------------------------------------

    def _percent(self, figure: Figure, value: Printed, lead: str, start: int) -> None:
        way = _WAY_END.search(lead)
        current = self._current
        unchosen = re.search(r"～+(?:了|约)?$", lead)
        if way or unchosen or (lead == "（" and current and current.changes and not current.changes[-1].rate):
            self._rate(figure, value, lead, start, way or unchosen)
        elif (done := words.DONE.search(lead)) and ("预算" in done[0] or "率" in done[0]):
            claim = self._about(lead[: done.start()], start, figure)
            claim.completions.append(Completion(value, plan_name(done.groupdict().get("plan"))))
        elif share := words.SHARE.search(lead):
            whole = share["whole"].strip("（：，")
            if "分别" in share[0] and self._siblings > 1:
                self._last = self._respectively(whole, self._siblings)
                self._last(figure, value)
                return
            claim = self._about(lead[: share.start()], start, figure)
            claim.shares.append(Share(value, whole))
        elif lead == "的" and current is not None and self._plan_said in current.bases:
            current.completions.append(Completion(value, self._plan_said))
        else:
            claim = self._new(subject_of(lead), start, figure.end)
            claim.level = value

    def _rate(
        self, figure: Figure, value: Printed, lead: str, start: int, match: re.Match[str] | None
    ) -> None:
        word = match.groupdict().get("way") if match else None
        sign = _sign(word) if word else None
        claim = self._about(lead[: match.start()] if match else "", start, figure)
        last = claim.changes[-1] if claim.changes else None
        if last is not None and last.rate is None and last.way != 0 and last.base == (self._base or "上年"):
            last.rate, last.rate_way = value, sign if match else last.way
            self._last = self._pair_change(claim, last)
            return
        span = (start + match.start(), start + match.end()) if match else (start, figure.end)
        claim.changes.append(
            Change(self._base or "上年", sign, self._place(*span), rate=value, rate_way=sign)
        )

    # -- figures without a unit -----------------------------------------------------------------------

    def _bare(self, figure: Figure, lead: str, start: int) -> None:
        """A figure that lost its unit where the words before it demand one."""
        value = figure.printed(self._paragraph, self._flat, self._title)
        after = self._flat.text[figure.end : figure.end + 1]
        if after and after not in "，。；、）：和":
            return
        if (words.SHARE.search(lead) and "占" in lead) or words.DONE.search(lead):
            self.slips.append(Slip(value, "%", lead[-12:]))
            self.read_figures += 1
        elif (way := _WAY_END.search(lead)) and self._current and self._current.changes:
            expected = "%" if self._current.changes[-1].amount is not None else "万元"
            self.slips.append(Slip(value, expected, way[0]))
        elif words.OUTTURN_WORD.search(lead) or words.BUDGET_WORD.search(lead):
            self.slips.append(Slip(value, "万元", lead[-12:]))

    # -- unchanged, direction without figures, reasons ------------------------------------------------

    def _unmoved(self, clause: Clause, text: str, rest: str, at: int) -> None:
        """持平 and its kin, and 决算数小于预算数, which carry no figure."""
        ways = _SUM_UP.search(text)
        same = words.SAME.search(rest)
        if ways is not None and "预算" in text[ways.end() : ways.end() + 12]:
            sign = None if "/" in ways["way"] or "（" in ways["way"] else _sign(ways["way"])
            span = clause.start + ways.start(), clause.start + ways.end()
            claim = self._about(text[: ways.start()], clause.start, None)
            claim.changes.append(Change(base_of(text, self.year) or "预算", sign, self._place(*span)))
        elif same is not None and (self._base or "持平" in same[0]) and not self._reason_of:
            base = base_of(rest, self.year) or self._base or "上年"
            subject = words.PRIOR.sub("", rest[: same.start()])
            subject = re.sub(
                r"(?:支出|收入)?决算(?:数|支出)?(?=$|与|同|和|较|比)|(?:与|同|和|较|比)[^，]*$", "", subject
            )
            claim = self._about(subject, at, None)
            span = at + same.start(), at + same.end()
            claim.changes.append(Change(base, 0, self._place(*span)))

    def _reason(self, text: str, at: int) -> None:
        """主要原因是…: keep the reason; figures after it are no claims of the account."""
        match = words.REASON.search(text)
        if match is None or self._current is None or self._reason_of is not None:
            return
        stop = re.search(r"[。！？]", self._flat.text[at:])
        end = at + stop.start() if stop else len(self._flat.text)
        claim = self._current.root if self._current.aside else self._current
        if claim.reason is None:
            begin = at + match.end()
            claim.reason = self._flat.text[begin:end].lstrip("：，")
            claim.reason_place = self._place(at + match.start(), end)
        self._reason_of = claim

    # -- finding the claim a clause is about -----------------------------------------------------------

    def _about(self, lead: str, start: int, figure: Figure | None) -> Claim:
        """The claim with this subject among the recent ones, the current one, or a new one."""
        bare = words.PRIOR.sub("", lead)
        bare = re.sub(rf"(?:与|较|比|同)?(?:20\d\d年度?)?{words.BUDGET_WORD.pattern}", "", bare)
        subject = subject_of(bare)
        current = self._current
        if not subject or subject in NOBODY:
            if current is not None:
                return current
            subject = self._head
        elif current is not None and same_subject(subject, current.subject):
            return current
        else:
            for claim in reversed(self.claims[self._from :]):
                if same_subject(subject, claim.subject) and not claim.aside:
                    return claim
        claim = self._new(subject, start, figure.end if figure else start + len(lead))
        if self._reason_of is None:
            self._current = claim
        return claim

    def _new(self, subject: str, start: int, end: int) -> Claim:
        context = self._flat.text[self._sentence : end]
        place = self._place(start, end)
        claim = Claim(subject, self._section, self._block, self._paragraph, place, context=context)
        claim.aside = self._reason_of is not None
        if self._path and (not subject or same_subject(subject, self._path[-1])):
            claim.path = self._path
        parent = self._parent
        if parent is not None and not claim.aside:
            claim.parent = parent
            parent.parts.append(claim)
        self.claims.append(claim)
        return claim

    def _place(self, start: int, end: int) -> Place:
        raw = self._flat.raw(start, max(end, start + 1))
        return self._paragraph.place(*raw).naming(section=self._title)


def _sign(word: str) -> int:
    return 1 if _UP.search(word) else -1
