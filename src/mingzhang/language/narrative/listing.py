"""Lists and balances: claims that a sentence, or the items under it, state as parts of one whole.

What belongs together is told by the wording (其中, items with marks, brackets) or by names that everywhere
divide one whole (基本支出 and 项目支出, 货物 and 工程 and 服务), wherever they stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mingzhang.facts.number import MONEY, Number, Printed, number_of, total
from mingzhang.language.narrative.claim import ITEMS, MAINLY, Claim
from mingzhang.language.narrative.partitions import PARTITIONS, WORDED, Partition
from mingzhang.language.narrative.statement import mark_of
from mingzhang.language.text.spelling import flatten
from mingzhang.language.text.subject import total_name

NAMED = "按名称"
_REACH = 14  # claims behind a whole among which parts known by name are looked for


@dataclass(frozen=True)
class Listing:
    """A whole and its parts in order; ``how`` tells how they were found, ``complete`` that all are."""

    whole: Claim
    parts: tuple[Claim, ...]
    how: str
    complete: bool


_BOTH_SIDES, _ONE_SIDE = (
    re.compile("收入?[、和与]?支出?"),
    re.compile("^[（）一二\\d.]*(?:收入|支出)|(?:收入|支出)(?:预算|决算)?总计$"),
)
# Two sides of the balance of a year: what there was and came, what went and stays.
_BALANCE = (
    (1, re.compile(r"(?:年初|上年)(?:财政拨款)?结转(?:和结余|结余)?$")),
    (1, re.compile(r"[本当]年(?:收入(?:合计)?|拨款)$|^(?:[本当]年)?财政拨款收入$")),
    (-1, re.compile(r"[本当]年支出(?:合计)?$|^(?:[本当]年)?财政拨款支出$")),
    (-1, re.compile(r"(?:年末|年终)(?:财政拨款)?结转(?:和结余|结余)?$|结转下年$")),
    (1, re.compile(r"使用非财政拨款结余$|事业基金弥补收支差额$|使用专用结余$")),
    (-1, re.compile(r"结余分配$")),
)
# A total that holds what is left of the year before, and what is left.
_WITH_REST = re.compile(r"总计|总(?:收入|支出)")
_REST = re.compile(r"结转|结余")
_PER_HEAD = re.compile("人均|平均|车均|次均|批均|每[人辆次批个]|单价|标准")  # no part of it
_ADDEND = re.compile("加上?(?=[\u4e00-\u9fff])(?!班|强|快|大|油)")
_OFFICIAL_USE = re.compile(
    "^(?:机要通信|应急保障|(?:一般)?执法执勤|特种专业技术|离退休干部|.*领导干部|其[他它])用车$"
)
_BASIC = {"基本", "项目"}  # whatever they are of, it has no more
_USES, _LEAST = 3, 2  # kinds of use of vehicles; parts of a list
_MUST = 4  # of the balance; the rest may be left out


def level_of(claim: Claim) -> Printed | None:
    """The level of a claim that is no percentage."""
    return claim.level if claim.level is not None and claim.level.unit != "%" else None


def listings(claims: Sequence[Claim]) -> list[Listing]:
    """Every list of levels: by wording first, then by names that divide a whole.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2023)
    >>> reader.read(Paragraph("基本支出9.00万元，其中：人员经费7.00万元，公用经费2.00万元。"), 0, "")
    >>> (one,) = listings(reader.reading().claims)
    >>> [part.subject for part in one.parts], one.complete
    (['人员经费', '公用经费'], True)
    """
    told = [claim for claim in claims if not claim.aside and not _PER_HEAD.search(claim.subject)]
    under: dict[int, list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.parent is not None:
            under[id(claim.parent)].append(claim)
    worded = (listing for claim in told for listing in _worded(claim, under[id(claim)]))
    found = [right for listing in worded if (right := _rightful(listing, told)) is not None]
    known = {id(listing.whole): listing for listing in found}
    named = []
    for position, claim in enumerate(told):
        for found_by_name in _named(claim, told[position + 1 : position + 1 + _REACH]):
            listing = _rightful(found_by_name, told)
            if listing is None or listing.whole is not claim:
                continue
            if id(claim) not in known or set(map(id, listing.parts)) != set(map(id, known[id(claim)].parts)):
                named.append(listing)
    return _settled(found) + named


def _worded(whole: Claim, under: list[Claim]) -> Iterator[Listing]:
    """The lists that the wording puts under a claim, divided by how and where each was opened."""
    level = level_of(whole)
    if level is None or level.unit == "分":  # 得13分（满分15分）
        return
    if _BOTH_SIDES.search(whole.subject) and all(_ONE_SIDE.search(part.subject) for part in under):
        return  # 收入、支出预算总计9万元，其中：收入预算总计9万元，支出预算总计9万元
    lists: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for part in under:
        figure = level_of(part)
        if figure is not None and figure.unit == level.unit and part.year == whole.year:
            lists[part.listed, part.among].append(part)
    for (how, _), found in lists.items():
        parts = _added(level, found) if _ADDEND.match(whole.subject) else _own_lines(level, found)
        if len(parts) > 1 or (parts and how != MAINLY):
            yield Listing(whole, tuple(parts), how, _complete(whole, parts))


def _added(whole: Printed, parts: list[Claim]) -> list[Claim]:
    """Of what follows an addend (甲 9 万元，加乙 5 万元，其中：丙 5 万元，丁 1 万元，合计 15 万元) what makes it up."""
    told = [part.level.value if part.level is not None else Fraction(0) for part in parts]
    ends = [end for end in range(1, len(parts) + 1) if sum(told[:end]) == whole.value]
    return parts[: ends[-1]] if ends else []


def _own_lines(whole: Printed, parts: list[Claim]) -> list[Claim]:
    """The parts, less paragraphs without marks that go on where the first one has told all of the whole.

    某项支出 9 万元，其中：| 基本支出 9 万元，项目支出 0 万元。| 另一项支出 2 万元，其中：… is a list of its own.
    """
    first = [part for part in parts if part.paragraph is parts[0].paragraph]
    more = [part for part in parts[len(first) :] if not mark_of(flatten(part.paragraph.text).text)]
    told = [part.level.value for part in first if part.level is not None]
    ends = sum(told) == whole.value and any(part.level and part.level.value for part in more)
    return first if ends and len(first) + len(more) == len(parts) else parts


def _rightful(listing: Listing, told: Iterable[Claim]) -> Listing | None:
    """A list under the total that it makes up, where a headline or the sentences before it name several.

    Where it makes up none of several, nobody can say which it should: such a list accuses nothing.
    """
    whole, level = listing.whole, level_of(listing.whole)
    rivals = [
        claim
        for claim in told
        if claim.paragraph is whole.paragraph and claim is not whole and claim.parent is not whole
        if not any(claim is part for part in listing.parts)
        if (figure := level_of(claim)) is not None and level is not None and figure.unit == level.unit
    ]
    apart = listing.how == ITEMS or listing.parts[0].sentence != whole.sentence
    if not apart or not rivals or _closes(listing):
        return listing
    trials = [replace(listing, whole=rival) for rival in rivals]
    within = all(
        part.level is None or level is None or part.level.value <= level.value for part in listing.parts
    )
    return next((one for one in trials if _closes(one)), replace(listing, complete=False) if within else None)


def _closes(listing: Listing) -> bool:
    gap = gap_of(listing, level_number)
    return gap is not None and abs(gap.value) <= gap.slack


def _named(whole: Claim, behind: Sequence[Claim]) -> Iterator[Listing]:
    """The parts of a whole that are known by their names, the first of each name.

    Where names divide it in several ways, the first way of which nothing is missing is meant.
    """
    level = level_of(whole)
    ways = [p for p in PARTITIONS if p.whole.search(_bare(whole))]
    if level is None or level.unit != MONEY or not ways:
        return
    tried = [_divided(whole, behind, way) for way in ways]
    yield from next(([one] for one in tried if one and one.complete), [one for one in tried[-1:] if one])


def _divided(whole: Claim, behind: Sequence[Claim], partition: Partition) -> Listing | None:
    """The parts that one way of dividing a whole names among the claims behind it."""
    near: list[Claim] = []
    for claim in behind:
        if not (_together(claim, whole) or claim.root is whole.root):
            break
        if partition.whole.search(_bare(claim)) and level_of(claim) is not None:
            break
        near.append(claim)
    found = [_first(pattern, near, whole) for pattern in (*partition.parts, *partition.more)]
    parts = tuple(part for part in found if part is not None)
    return Listing(whole, parts, NAMED, None not in found[: len(partition.parts)]) if parts else None


def _together(claim: Claim, whole: Claim) -> bool:
    """Whether two claims stand under one heading, or in one paragraph."""
    if claim.block == whole.block or claim.place.section == whole.place.section:
        return True
    return bool(whole.section) and claim.section == whole.section


def _first(pattern: re.Pattern[str], near: Iterable[Claim], whole: Claim) -> Claim | None:
    for claim in near:
        figure = level_of(claim)
        alike = figure is not None and figure.unit == MONEY and claim.year == whole.year
        if alike and pattern.search(_bare(claim)):
            return claim
    return None


def _bare(claim: Claim) -> str:
    return re.sub(r"[“”\"]|（(?!境)[^（）]*）", "", claim.subject)


def _complete(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a list says that nothing is missing: it tells zeros, shares that add to 100, or known parts."""
    if len(parts) < 2 or (_WITH_REST.search(_bare(whole)) and not any(_REST.search(_bare(p)) for p in parts)):
        return False
    levels = [part.level.value for part in parts if part.level is not None]
    if not any(levels):
        return False  # 500人，其中：外宾0人: a part of nothing is no list of everything
    if divided_by_name(whole, parts):
        return True
    if any(p.whole.search(_bare(whole)) and _divides(p, parts) for p in WORDED):
        return False
    return not all(levels) or shares_close(parts) or _by_use(whole, parts) or _with_the_rest(parts)


def _with_the_rest(parts: Sequence[Claim]) -> bool:
    """Whether the parts end with 其他 of their kind, or are something and what is not: 甲结转、非甲结转."""
    names = [_bare(part) for part in parts]
    rest = (
        len(parts) > _LEAST and re.search(r"^其[他它](?!.*(?:支出|收入|经费|费用?)$)", names[-1]) is not None
    )
    return rest or (len(parts) == _LEAST and names[1] == f"非{names[0]}")


def divided_by_name(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the names of the parts are all that a whole of its name has, whatever is said of them.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2023)
    >>> reader.read(Paragraph("拨款支出9.00万元，其中：基本支出7.00万元，项目支出2.00万元。"), 0, "")
    >>> whole, *parts = reader.reading().claims
    >>> divided_by_name(whole, parts), divided_by_name(whole, parts[:1])
    (True, False)
    """
    if {total_name(part.subject) for part in parts} == _BASIC:
        return True
    ways = [p for p in WORDED if p.whole.search(_bare(whole)) and _divides(p, parts)]
    return any(all(any(n.search(_bare(part)) for part in parts) for n in way.parts) for way in ways)


def _by_use(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether vehicles are divided by what they are used for: two official kinds, or three of any."""
    named = [p for p in parts if re.search("用车$|车$|车辆$|^(?:机要|应急|执法|离退休|其他|其它)", _bare(p))]
    official = all(_OFFICIAL_USE.search(_bare(part)) for part in parts)
    many = len(named) == len(parts) >= (_LEAST if official else _USES)
    return many and bool(re.search("车$|车辆$|车保有量$", _bare(whole)))


def _divides(partition: Partition, parts: Sequence[Claim]) -> bool:
    """Whether parts are of those that a way of dividing a whole names, and of no others."""
    return all(any(p.search(_bare(part)) for p in (*partition.parts, *partition.more)) for part in parts)


def shares_close(parts: Iterable[Claim]) -> bool:
    """Whether the shares of a list add to 100 within rounding, items of nothing left out."""
    stated = [part for part in parts if part.shares or (part.level and not part.level.value)]
    percents = [part.shares[0].percent for part in stated if part.shares]
    if not percents or len(stated) != len(list(parts)):
        return False
    room = sum((percent.half for percent in percents), Fraction(0))
    return abs(sum((percent.value for percent in percents), Fraction(0)) - 100) <= room


def gap_of(listing: Listing, value: Callable[[Claim], Number | None]) -> Number | None:
    """The whole less its parts by one of their figures, ``None`` where a part lacks it.

    A part of nothing hides nothing, in whatever unit its 0 is printed.
    """
    numbers = [value(claim) for claim in (listing.whole, *listing.parts)]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len({number.unit for number in known}) != 1:
        return None
    return total([(1, known[0]), *((-1, number) for number in known[1:] if number.value)], known[0].unit)


def level_number(claim: Claim) -> Number | None:
    """The level as a number."""
    figure = level_of(claim)
    return number_of(figure) if figure is not None else None


def _settled(found: list[Listing]) -> list[Listing]:
    """Lists inside lists without brackets: parts that follow an inner list may belong to the outer one.

    甲 10，其中：乙 6，其中丙 2，丁 4 — 丁 is a part of 甲 where this makes 甲 add up and 乙 no worse.
    """
    result = list(found)
    for index, outer in enumerate(found):
        inner = next(
            (
                i
                for i, one in enumerate(found)
                if one.whole is outer.parts[-1] and one.how == outer.how != ITEMS
            ),
            None,
        )
        if inner is None or _closes(outer):
            continue
        below = found[inner]
        trials = [
            (_regrouped(outer, below.parts[cut:]), below.parts[:cut]) for cut in range(len(below.parts))
        ]
        best, kept = min(trials, key=lambda trial: _size(gap_of(trial[0], level_number)))
        if _closes(best):
            result[index], result[inner] = (
                best,
                replace(below, parts=kept, complete=_complete(below.whole, kept)),
            )
    return [listing for listing in result if listing.parts]


def _regrouped(listing: Listing, more: Sequence[Claim]) -> Listing:
    parts = (*listing.parts, *more)
    return replace(listing, parts=parts, complete=_complete(listing.whole, parts))


def _size(gap: Number | None) -> Fraction:
    return abs(gap.value) if gap is not None else Fraction(10**20)


def balances(claims: Sequence[Claim]) -> list[list[tuple[int, Claim]]]:
    """Sentences that tell what there was, came, went and stays: signed claims that add to nothing.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2023)
    >>> reader.read(Paragraph("年初结转和结余1万元，本年收入9万元，本年支出8万元，年末结转和结余2万元。"), 0, "")
    >>> [sign for sign, claim in balances(reader.reading().claims)[0]]
    [1, 1, -1, -1]
    """
    sentences: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = level_of(claim)
        if figure is not None and figure.unit == MONEY and not claim.aside and claim.year is None:
            before = claim.paragraph.text[: (claim.place.span or (0,))[0]]  # 收入包括…；支出包括….
            sentences[id(claim.paragraph), before.count("。")].append(claim)
    found = []
    for told in sentences.values():
        terms = [(sign, _ending(pattern, told)) for sign, pattern in _BALANCE]
        funds = {claim and "财政拨款" in _bare(claim) for _, claim in terms[:_MUST]}
        if len(funds) == 1 and None not in funds:
            found.append([(sign, claim) for sign, claim in terms if claim is not None])
    return found


def _ending(pattern: re.Pattern[str], told: Iterable[Claim]) -> Claim | None:
    """The one claim of a sentence with such a name, ``None`` of none or several."""
    found = [claim for claim in told if pattern.search(_bare(claim))]
    return found[0] if len(found) == 1 else None


def moved(claim: Claim, base: str = "上年") -> Number | None:
    """The signed movement against a base that a claim states; unchanged is zero."""
    change = claim.change(base)
    level = level_of(claim)
    if change is None or change.way is None:
        return None
    if change.way == 0:
        return Number(Fraction(0), level.unit if level is not None else MONEY)
    if change.amount is None:
        return None
    if not change.amount.value:
        return Number(Fraction(0), change.amount.unit)  # 比上年减少0万元 is none, however it is rounded
    number = number_of(change.amount)
    return number if change.way > 0 else -number


def year_before(claim: Claim, base: str = "上年") -> tuple[Fraction, Fraction] | None:
    """The least and the most a level can have been by its movement; ``None`` where it does not tell.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2023)
    >>> reader.read(Paragraph("会议费9.0元，比上年减少1.0元。"), 0, "")
    >>> [float(end) for end in year_before(reader.reading().claims[0])]
    [9.9, 10.1]
    """
    level, change = level_number(claim), claim.change(base)
    if level is None or change is None or change.way is None:
        return None
    if change.way == 0:
        return level.low, level.high
    if change.amount is not None:
        before = level.value - change.way * change.amount.value
        room = level.slack + change.amount.half
        return before - room, before + room
    if change.rate is None:
        return None
    ends = [1 + change.way * (change.rate.value + end * change.rate.half) / 100 for end in (-1, 1)]
    return (level.low / max(ends), level.high / min(ends)) if min(ends) > 0 else None
