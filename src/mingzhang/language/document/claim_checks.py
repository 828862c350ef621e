"""Check what the claims of a document assert, each finding under the catalogue id its phrase names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, SCALES, Number, Printed, decimals_of, number_of, rounded, truncated
from mingzhang.language.document import claim_arithmetic as arithmetic
from mingzhang.language.document.document import Document
from mingzhang.language.document.proportion import NO_PERCENT, amount, say
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.claim import Change, Claim, Completion, Share
from mingzhang.language.narrative.phrase import Wordings, derived
from mingzhang.language.table.notation import Phrase
from mingzhang.language.text.subject import total_name

# Ids for claims that no phrase knows, and for what every claim asserts.
DEFAULT = {"值": "N-59", "同比": "N-70", "占比": "N-71", "完成": "B-06", "预算差": "B-08", "预算幅": "B-09"}
DIRECTION, SHARES_TOTAL = "N-48", "N-08"


@dataclass
class _Checker:
    document: Document
    wordings: Wordings
    first: dict[tuple[str, str, str], Claim] = field(default_factory=dict)

    @property
    def facts(self) -> Facts:
        return self.document.facts

    def level(self, claim: Claim) -> Number | None:
        """What the claim itself prints, or what the document says elsewhere under its name."""
        if claim.level is not None:
            return number_of(claim.level)
        fact = self.facts.get(claim.fact) if claim.fact else None
        return fact.number if fact else None

    def rule(self, claim: Claim, aspect: str) -> str:
        phrase = self.phrase(claim)
        return phrase.rules.get(aspect, DEFAULT[aspect]) if phrase else DEFAULT[aspect]

    def phrase(self, claim: Claim) -> Phrase | None:
        if not claim.fact:
            return None
        name = FactName.parse(claim.fact)
        pattern = str(name.at("{码}")) if name.row else claim.fact
        return self.wordings.by_fact.get(claim.fact) or self.wordings.by_fact.get(pattern)

    # -- one claim ------------------------------------------------------------------------------------

    def findings(self, claim: Claim) -> Iterator[Finding | None]:
        """What the claim asserts; it was guessed where no phrase knows the subject."""
        for finding in self.by_the_table([f for f in self.asserted(claim) if f is not None], claim):
            guessed = not claim.fact and not finding.inferred
            yield replace(finding, inferred=True) if guessed else finding

    def by_the_table(self, found: list[Finding], claim: Claim) -> list[Finding]:
        """What a level makes wrong around it that is wrong itself by its table is told beneath it.

        The rate and the direction word of such a sentence may have been worked out from the right figure.
        """
        level, said = claim.level, self.facts.said(claim.fact) if claim.fact else []
        wrong = next(
            (f for f in found if f.verdict is Verdict.FAILS and level and f.places[:1] == [level.place]), None
        )
        if (
            wrong is None
            or level is None
            or not said
            or not said[0].table
            or said[0].number.unit != level.unit
        ):
            return found
        true = said[0].number
        words, again = "按表里的数，同一句的增减和幅度都对", self.again(claim, true)
        if any(f.verdict is Verdict.FAILS for f in again):  # 2024年 170 万元 where 170 is last year's
            bases = {base: level for base in claim.bases if any(c.base == base for c in claim.changes)}
            swapped = replace(claim, bases={**claim.bases, **bases})
            words, again = "写的是比较的那一年的数，对调后同一句的增减和幅度都对", self.again(swapped, true)
        beneath = [
            f
            for f in found
            if f.verdict is Verdict.FAILS and f.rule in {one.rule for one in again} and f is not wrong
        ]
        if not beneath or any(f.verdict is Verdict.FAILS for f in again):
            return found
        rules = list(dict.fromkeys((*wrong.consequences, *(f.rule for f in beneath))))
        told = replace(wrong, consequences=rules, explanation=f"{wrong.explanation}；{words}")
        return [told if f is wrong else f for f in found if not any(f is one for one in beneath)]

    def again(self, claim: Claim, true: Number) -> list[Finding]:
        """What the changes of a claim would assert if its level were another."""
        return [f for change in claim.changes for f in self.moved(claim, change, lambda _: true)]

    def moved(self, claim: Claim, change: Change, level: arithmetic.Level) -> Iterator[Finding]:
        """What a change asserts, with the level that is given."""
        prior = change.base.startswith("上年")
        rules = (
            self.rule(claim, "同比" if prior else "预算幅"),
            self.rule(claim, "同比" if prior else "预算差"),
        )
        for rule, check in (
            (rules[0], arithmetic.check_rate),
            (rules[1], arithmetic.check_amount),
            (DIRECTION, arithmetic.check_direction),
        ):
            finding = _as(rule, check(claim, change, level, claim.name))
            if finding is not None:
                yield finding

    def asserted(self, claim: Claim) -> Iterator[Finding | None]:
        """Every finding on the claim, one thing it says after the other."""
        for change in claim.changes:
            yield from self.moved(claim, change, self.level)
        for done in claim.completions:
            yield _as(self.rule(claim, "完成"), self.completion(claim, done))
        for share in claim.shares:
            yield _as(self.rule(claim, "占比"), self.share(claim, share))
        if claim.fact and claim.level is not None:
            yield _as(self.rule(claim, "值"), self.agrees(claim, claim.level, claim.fact))
        for base, figure in claim.bases.items() if claim.fact else ():
            finding = self.agrees(claim, figure, derived(claim.fact, base), f"的{base}数")
            if finding is not None:  # 年初预算与全年预算口径不同也会不等
                lower = Severity.WARNING if finding.verdict is Verdict.FAILS else finding.severity
                finding = replace(finding, inferred=True, severity=lower)
            yield _as(self.rule(claim, "值"), finding)

    def agrees(self, claim: Claim, figure: Printed, name: str, what: str = "") -> Finding | None:
        """The same fact said elsewhere: in its table, or earlier in the text."""
        if self.repeated(claim):
            return None
        said = self.facts.said(name)
        other = next((fact for fact in said if fact.figure is not figure), None)
        if other is None or (said[0].figure is figure and not said[0].table):
            return None
        first = said[0] if said[0].figure is not figure else other
        return same(Fact(name, figure, table=False), first, claim.name + what)

    def repeated(self, claim: Claim) -> bool:
        """Whether the same sentence stood before: what is wrong in it is wrong once."""
        first = self.first.setdefault((claim.fact, claim.paragraph.text, claim.context), claim)
        return first is not claim and first.paragraph is not claim.paragraph

    def completion(self, claim: Claim, done: Completion) -> Finding | None:
        outturn, plan = self.level(claim), arithmetic.base_stated(claim, done.base)
        number = number_of(plan) if plan is not None else None
        if number is None and (change := claim.change(done.base)) is not None:
            number = arithmetic.base_number(claim, change, self.level)  # 完成年初预算的 x%，比年初预算增加 y
        if number is None and claim.fact:
            fact = self.facts.get(derived(claim.fact, done.base))
            number = fact.number if fact else None
        if outturn is None or number is None or outturn.unit != number.unit:
            return undecided(f"{claim.name}：缺少预算数，无法复核完成率", done.percent.place)
        if _scaled(done, outturn, number):
            return None  # one of the two has lost or won a 万: N-50
        return arithmetic.check_completion(done, outturn, number, claim.name)

    # -- shares ---------------------------------------------------------------------------------------

    def share(self, claim: Claim, share: Share) -> Finding | None:
        part = self.level(claim)
        whole, named = self.whole(claim, share)
        named = "" if share.guessed else named
        if part is None or whole is None or part.unit != whole.unit:
            return undecided(f"{claim.name}：不知道占的是哪个总数", share.percent.place)
        finding = arithmetic.check_share(share, part, whole, claim.name, named or "总数")
        finding = replace(finding, inferred=not named)
        if finding.verdict is Verdict.FAILS and not named and not self.sibling_holds(claim, whole):
            return undecided(f"{claim.name}：不能确定占的是哪个总数", share.percent.place)
        return finding

    def whole(self, claim: Claim, share: Share) -> tuple[Number | None, str]:
        """The whole of a share and its name; an empty name where it was only inferred."""
        part = self.level(claim)
        parent = claim.parent
        if claim.year is not None:  # its whole is of that year too
            return (self.level(parent), parent.subject) if parent is not None else (None, "")
        if share.whole:
            phrase = self.wordings.whole(share.whole, claim.section)
            of_list = parent is not None and parent.level is not None and parent.subject.endswith(share.whole)
            if parent is not None and (of_list or (parent.fact and phrase and phrase.fact == parent.fact)):
                return self.level(parent), share.whole
            fact = self.facts.get(phrase.fact) if phrase and phrase.fact != claim.fact else None
            said = self.said(claim, share)
            if fact is not None and not (said and part and self.meant(share, part, said, fact.number)):
                return fact.number, share.whole
            if said is not None:
                return said, share.whole
        if parent is not None and (number := self.level(parent)) is not None:
            meant = not share.whole or total_name(parent.subject).endswith(total_name(share.whole))
            return number, parent.subject if meant else ""
        own = self.phrase(claim)
        if own is not None and own.whole and (fact := self.facts.get(own.whole)) is not None:
            return fact.number, "合计"
        for other in self.document.claims:
            if other.paragraph is claim.paragraph and other is not claim and other.level is not None:
                number = number_of(other.level)
                if part is not None and number.unit == part.unit and number.value >= part.value:
                    return number, ""
                break
        return None, ""

    def said(self, claim: Claim, share: Share) -> Number | None:
        """The whole that is told under the name that a share gives it, ``None`` where that is not clear."""
        part, name = self.level(claim), total_name(share.whole)
        named = (one for one in self.document.claims if one is not claim and total_name(one.subject) == name)
        levels = [number_of(one.level) for one in named if one.level is not None and one.year is None]
        alike = [level for level in levels if part is not None and level.unit == part.unit]
        fitting = (
            n for n in alike if part and arithmetic.check_share(share, part, n, "", "").expected is None
        )
        return next(fitting, alike[0] if len({level.value for level in alike}) == 1 else None)

    def meant(self, share: Share, part: Number, said: Number, usual: Number) -> bool:
        """Whether the whole that is told by that name is meant: some say 总计 of what is 合计 elsewhere.

        It is where the share is wrong of the usual one, and right of it or it stands in its own table too.
        """
        if not part.unit == said.unit == usual.unit or said.value == usual.value:
            return False
        told, other = (arithmetic.check_share(share, part, n, "", "").verdict for n in (said, usual))
        if other is not Verdict.FAILS:  # 占本年支出 is right of the year's spending, whatever 总计 says
            return False
        name = total_name(share.whole)
        named = (c for c in self.document.claims if c.fact and c.level and total_name(c.subject) == name)
        tables = (fact for c in named for fact in self.facts.said(c.fact) if fact.table)
        return told is not Verdict.FAILS or any(fact.number.value == said.value for fact in tables)

    def sibling_holds(self, claim: Claim, whole: Number) -> bool:
        for other in self.document.claims:
            if other.paragraph is claim.paragraph and other is not claim and other.shares:
                part = self.level(other)
                if part is not None and part.unit == whole.unit and whole.value:
                    trial = arithmetic.check_share(other.shares[0], part, whole, "", "")
                    if trial.verdict in (Verdict.HOLDS, Verdict.ROUNDING) and part.value:
                        return True
        return False

    def totals(self) -> Iterator[Finding]:
        """Shares of one complete list, paragraph by paragraph."""
        lists: dict[tuple[int, str], list[Claim]] = {}
        for claim in self.document.claims:
            for share in claim.shares[:1]:
                lists.setdefault((id(claim.paragraph), share.whole), []).append(claim)
        for claims in lists.values():
            wholes = [self.whole(claim, claim.shares[0])[0] for claim in claims]
            levels = [self.level(claim) for claim in claims]
            if len(claims) < 2 or any(w is None for w in wholes) or any(x is None for x in levels):
                continue
            total, units = levels[0], {x.unit for x in (*levels, *wholes) if x is not None}
            if len(units) != 1 or total is None or len({w.value for w in wholes if w}) != 1:
                continue
            for number in levels[1:]:
                assert number is not None
                total = total + number
            first = wholes[0]
            assert first is not None
            if compare(first - total) is not Verdict.FAILS:
                found = arithmetic.check_shares_total(
                    [c.shares[0].percent for c in claims], self.heading(claims)
                )
                yield replace(found, rule=SHARES_TOTAL)

    def heading(self, claims: list[Claim]) -> str:
        parent = claims[0].parent
        return parent.name if parent else claims[0].name + "等"


def _scaled(done: Completion, outturn: Number, plan: Number) -> bool:
    """Whether a completion follows, nearly, once both amounts are taken in the unit of one of them."""
    units = [SCALES.get(number.sources[0].shown, 1) for number in (outturn, plan) if number.sources]
    if len(units) != 2 or units[0] == units[1] or not plan.value:
        return False
    return abs(100 * outturn.value * units[1] / (plan.value * units[0]) - done.percent.value) < 1


def _as(rule: str, finding: Finding | None) -> Finding | None:
    return None if finding is None else replace(finding, rule=rule)


def same(one: Fact, other: Fact, name: str) -> Finding:
    """One fact printed twice: identical when printed alike, otherwise the roundings must meet.

    A difference of one last digit is a 尾差 only where one of them adds up others.

    >>> from mingzhang.facts.number import printed
    >>> a, b = Fact("甲", printed("326.71", "万元")), Fact("甲", printed("326.72", "万元"))
    >>> same(a, b, "甲").verdict.chinese, same(a, Fact("甲", b.figure, aggregate=True), "甲").verdict.chinese
    ('不成立', '尾差')
    """
    a, b = one.number, other.number
    place, where = one.place, other.place
    if a.unit != b.unit and not (a.unit and b.unit):
        return undecided(
            f"{name}写 {say(one.figure)}，{where}写 {say(other.figure)}，其一没有写明单位", place, where
        )
    if a.unit != b.unit:
        return fails(f"{name}写 {say(one.figure)}，{where}写 {say(other.figure)}，单位不同", place, where)
    gap = a - b
    unit = one.figure
    more = {
        "printed": say(unit),
        "expected": _expected(other.figure, unit),
        "unit": unit.shown,
        "explanation": f"相差 {amount(abs(gap.value), unit)}",
        "gap": gap,
        "blanks": ((-1, other.figure),) if other.table and other.figure.blank else (),
    }
    if gap.value == 0:
        return holds(place, where, gap=gap)
    there = str(where) if other.table else "前文"
    if other.figure.shown != unit.shown and other.figure.text == unit.text:
        more["explanation"] = f"单位写成了“{unit.shown}”，应为“{other.figure.shown}”"
    if _rounds_to(one.figure, other.figure):
        return holds(place, where, gap=gap)
    if _rounds_to(one.figure, other.figure, truncated):
        more["explanation"] = "多余的位数被舍去，应当四舍五入"
        more["severity"] = Severity.WARNING
    message = f"{name}写 {say(unit)}，{there}为 {say(other.figure)}，{more['explanation']}"
    alike = one.figure.half == other.figure.half or "severity" in more
    if compare(gap) is Verdict.FAILS or (alike and not (one.aggregate or other.aggregate)):
        return fails(message, place, where, **more)
    return rounding(message + "，为四舍五入尾差", place, where, **more)


def _expected(right: Printed, like: Printed) -> str:
    """The right figure as it should have been printed: in the unit of the wrong one, unless that is wrong."""
    if right.shown == like.shown:
        return _as_printed(right.value, like)
    return say(right) if right.text == like.text else amount(right.value, like)


def _rounds_to(coarse: Printed, fine: Printed, cut: Callable[[Fraction, int], Fraction] = rounded) -> bool:
    """Whether a figure in a finer unit, cut to the digits of one in a coarser unit, is the same.

    A table in 元 told in 万元 cannot be told otherwise; fewer digits of one unit are the author's choice.

    >>> from mingzhang.facts.number import printed
    >>> _rounds_to(printed("87.71", "万元"), printed("877080.00", "元"))
    True
    """
    scale = SCALES.get(coarse.shown, 1)
    if scale <= SCALES.get(fine.shown, 1) or coarse.half <= fine.half:
        return False
    return cut(fine.value / scale, decimals_of(coarse)) * scale == coarse.value


def _as_printed(value: Fraction, like: Printed) -> str:
    return amount(value, like) if like.unit == MONEY else f"{value}{like.shown}"


def assertions(document: Document, wordings: Wordings) -> dict[str, list[Finding]]:
    """Every finding of the claims, by rule id; made once for a document."""
    checker = _Checker(document, wordings)
    found: dict[str, list[Finding]] = {}
    for claim in document.claims:
        for finding in checker.findings(claim):
            if finding is not None:
                found.setdefault(finding.rule, []).append(finding)
    for finding in checker.totals():
        found.setdefault(finding.rule, []).append(finding)
    return _without_base_once(found)


def _without_base_once(found: dict[str, list[Finding]]) -> dict[str, list[Finding]]:
    """Percentages of nothing are one habit of an office, told once with all their places."""
    told = [
        f for one in found.values() for f in one if f.verdict is Verdict.FAILS and f.expected == NO_PERCENT
    ]
    if len(told) < 2:
        return found
    first, rest = told[0], {id(finding) for finding in told[1:]}
    words = f"{first.message}（这样的共 {len(told)} 处）"
    places = [place for finding in told for place in finding.places]
    merged = replace(first, message=words, places=places)
    return {
        rule: [merged if f is first else f for f in one if id(f) not in rest] for rule, one in found.items()
    }
