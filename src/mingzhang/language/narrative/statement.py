"""Statements: what one clause says, figure by figure, read without memory of what went before.

What stands directly before a figure says what it is: a direction word makes it a change, 占 a share,
完成…预算的 a completion, 年初预算为 a budget; anything else is the level of the subject before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingzhang.language.narrative.claim import MAINLY, WORDS
from mingzhang.language.text import vocabulary as words
from mingzhang.language.text.figures import AMOUNT, BARE, DAMAGED, PERCENT, Figure
from mingzhang.language.text.numerals import NUMERALS
from mingzhang.language.text.subject import path_name
from mingzhang.language.text.vocabulary import Clause, base_of, plan_name

# Kinds of statements; a figure that only belongs to a name says nothing.
LEVEL, BASE, MOVED, RATE, SHARE, DONE, ALSO = "level", "base", "moved", "rate", "share", "done", "also"
SAME, AGAINST_PLAN, SLIP, SPOILT, NAME = "same", "against plan", "slip", "spoilt", "name"

_WAY_END = re.compile(
    rf"(?:各|均|分别|共|净|(?:按?(?:同|可比)口径)?同比)?(?P<way>(?:{words.UP})|(?:{words.DOWN})|(?<![不至最较太许])[多少])"
    rf"(?:{words.RATE_AFTER.pattern[:-1]})$"
)
_UP = re.compile(rf"(?:{words.UP}|多)$")
_UNCHOSEN = re.compile(r"～+(?:了|约)?$")
_TO = re.compile(r"(?:增加|减少|提高|降低|压缩|下降|上升)(?:到|至)$")
_PLAN_WAY = re.compile(
    r"决算(?:数|支出|总额)?(?P<way>大/小于|小/大于|大于（小于）|小于（大于）|大于|小于|高于|低于|超过|少于|多于)"
)
_OVER_PLAN = re.compile(
    r"(?:(?:支出)?决算(?:数|支出)?)?(?P<way>大于|小于|高于|低于|超过|少于|多于)(?:年初|全年|调整后)?预算(?:安排)?数?$"
)
_DEVIATION = re.compile(
    r"(?:预决算|决算与?预算|预算与?决算)(?:的)?(?:差异|偏离|偏差)[率度](?:为|是|：|达到?|约)*$"
)
_PLANNED = re.compile(  # 年初安排甲支出 9 万元: the amount is the plan, whatever stands between
    r"^(?:.*[，；：])?(?:20\d\d年)?(?:在)?年初(?:预算)?(?:计划|安排|核定|批复|下达|批准)+(?:了)?(?=[\u4e00-\u9fff“])"
)
_YEAR_BEFORE = re.compile(r"(?:上一?年|去年)度?$")
_NAMED_PRIOR = re.compile(r"上年(?:度)?(?:同期)?(?:决算)?(?:数|支出|收入)?(?:为|是|的|：)?$")
_UNNAMED = re.compile(
    r"(?:基本|项目|经营|本年|本年度|拨款|事业|其他|公共预算|基金预算|经营预算)$"
)  # …支出, …收入
_OF_MONEY = re.compile(  # what a figure without unit and with two decimals is an amount of
    r"(?:总计|合计|总额|收入|支出|经费|费用?|金额|结余|结转|拨款)(?:（[^（）]*）)?(?:为|共|共计|是)?$"
)
_BEHIND_ITEM = re.compile('^[”"]?(?:科目)?$')
_DASHED = re.compile("-[^-“”，。]{2,40}-[^-“”，。]{2,40}”?科目$")
_BETWEEN = re.compile(r"[、,，和及与]")
_THRESHOLD = re.compile(r"（含）?以[上下]|以[上下]|及以[上下]")
_HOLDING = re.compile(  # …，含甲 2 万元: some of it
    r"含(?=[\u4e00-\u9fff]{2})|包括(?=[\u4e00-\u9fff])|具体[是为](?=[\u4e00-\u9fff])"
)
_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff元）])(?<!其)(?<!当)中$")  # 三公经费支出预算中，甲 2 万元
_LAST_BRACKET = re.compile(r"（[^（）]*）$")
_MARKS = {
    "一、": re.compile(rf"[{NUMERALS}]{{1,3}}、"),
    "（一）": re.compile(rf"[（(][{NUMERALS}]{{1,3}}[）)][、.．]?"),
    "1.": re.compile(r"\d{1,2}[、.．](?!\d)"),
    "（1）": re.compile(r"[（(]\d{1,2}[）)]"),
    "1）": re.compile(r"\d{1,2}[）)](?!\d)"),
    "①": re.compile(r"[①-⑳]"),
    "部分": re.compile(rf"第[{NUMERALS}]{{1,3}}部分"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one figure, or one word that needs none, says; offsets count in the flat paragraph.

    ``lead`` are the words before it that may name its subject, beginning at ``start``; ``word`` is where the
    direction word stands, ``way`` its direction (``None``: both left standing); ``base`` what is compared
    with or budgeted; ``whole`` the printed whole of a share; ``many`` how many figures 分别 announces.
    """

    kind: str
    start: int
    lead: str = ""
    figure: Figure | None = None
    way: int | None = None
    word: tuple[int, int] = (0, 0)
    base: str = ""
    whole: str = ""
    outturn: bool = False
    many: int = 0
    expected: str = ""
    behind: bool = False  # behind another figure of its clause
    guessed: bool = False  # no word says that it is a share

    @property
    def end(self) -> int:
        """Where its figure, or the word that says it, ends."""
        return self.figure.end if self.figure is not None else self.word[1]


@dataclass(frozen=True, slots=True)
class StatedClause:
    """A clause and its statements in order.

    ``base`` is what the whole clause compares with; ``opens`` the words that open a list of parts; ``mark``
    the style of the list mark before it; ``path`` the names of its 类, 款 and 项; ``reason`` where the words
    stand that introduce a reason.
    """

    clause: Clause
    text: str
    statements: tuple[Statement, ...]
    base: str
    opens: str
    mark: str
    path: tuple[str, ...]
    reason: tuple[int, int] | None

    @property
    def how(self) -> str:
        """How the list is opened: with all of its parts, or with the main ones."""
        return MAINLY if "主要" in self.text[-12:] or self.opens == "含" else WORDS


def said(clause: Clause, here: Sequence[Figure], year: int | None = None, first: bool = True) -> StatedClause:
    """What a clause with its figures says; ``first`` tells that a list mark may stand before it.

    >>> from mingzhang.language.text.figures import figures
    >>> text = "比上年减少10.00万元（9.09%）"
    >>> told = said(Clause(text, 0, "。"), list(figures(text)), 2020)
    >>> told.base, [(s.kind, s.way, s.figure.digits) for s in told.statements]
    ('上年', [('moved', -1, '10.00'), ('rate', -1, '9.09')])
    """
    text = clause.text
    if here and words.UNCHOSEN.search(text):
        text = words.UNCHOSEN.sub(lambda m: "～" * len(m[0]), text)
    path = words.PATH.search(text)
    names = (path["a"], path["b"], path["c"]) if path else ()
    reason = words.REASON.search(text)
    return StatedClause(
        clause,
        text,
        tuple(_statements(clause, text, here, year)),
        base_of(text, year),
        _opening(clause, text, here[0].start - clause.start if here else len(text)),
        mark_of(text) if first else "",
        tuple(path_name(name) for name in names if name),
        (clause.start + reason.start(), clause.start + reason.end()) if reason else None,
    )


def _opening(clause: Clause, text: str, until: int) -> str:
    """The words that open a list before the first figure of a clause, or announce one behind it."""
    if found := _HOLDING.match(text, 0, until) or words.OF_WHICH.search(text, 0, until):
        return found[0]
    if clause.closes == "，" and _INSIDE.search(text):
        return "中"
    announced = clause.closes == "：" and words.OPENS_LIST.search(_LAST_BRACKET.sub("", text))
    return "如下" if announced else ""


def mark_of(text: str) -> str:
    """The style of the mark that numbers a list item or a heading, ``""`` without one.

    >>> mark_of("（三）公务接待费"), mark_of("1.50万元"), mark_of("2．项目支出")
    ('（一）', '', '1.')
    """
    return next((style for style, pattern in _MARKS.items() if pattern.match(text)), "")


def _statements(clause: Clause, text: str, here: Sequence[Figure], year: int | None) -> Iterator[Statement]:
    """What each figure of a clause says, in order, then what it says without one (持平, 决算数小于预算数)."""
    at = since = 0  # behind the last figure, and behind the last one that is not part of a name
    last, plan = None, ""
    alike = {figure.kind: sum(other.kind == figure.kind for other in here) for figure in here}
    for figure in here:
        lead = text[since : figure.start - clause.start]
        start = clause.start + since
        at = since = figure.end - clause.start
        if path := words.PATH.search(lead):  # its names are the subject already
            lead, start = lead[path.end() :], start + path.end()
        statement = _of_figure(figure, lead, start, last, plan)
        item = _BEHIND_ITEM.match(lead) if path else _DASHED.search(lead)
        if item and statement.kind == NAME and figure.kind == BARE:
            cents = re.search(r"\.\d\d$", figure.digits)  # …购房补贴（项）9.00。
            statement = replace(statement, kind=SLIP, expected="万元") if cents else statement
        if (
            year
            and statement.base == "预算"
            and re.search(rf"{year - 1}年度?[^，。；：\d]*$", statement.lead)
        ):
            statement = replace(statement, base="上年预算")  # 2016年预算 8 万元，2015年预算 12 万元
        if statement.many:
            statement = replace(statement, many=alike[figure.kind])
        elif statement.kind in (LEVEL, SHARE):
            statement = replace(statement, many=_run(text, here, figure, clause.start))
        if figure.kind == AMOUNT and _THRESHOLD.match(text[at:]):
            statement = Statement(NAME, start, lead, figure)  # a threshold: 单价100万元以上设备
        elif statement.kind == SLIP and not _ended(statement, text[at:], clause):
            statement = replace(statement, kind=NAME)
        if statement.kind == NAME and figure.kind == BARE:
            since = start - clause.start
            continue
        plan = statement.base if statement.kind == BASE else plan
        yield statement
        last = statement
    yield from _unmoved(clause, text, at, year)


def _run(text: str, here: Sequence[Figure], first: Figure, start: int) -> int:
    """How many figures of one kind follow each other with nothing but a mark between, this one the first."""
    run, at = 0, list(here).index(first)
    for before, after in zip([None, *here[at:]], here[at:], strict=False):
        if before is not None and not (
            after.kind == first.kind and _BETWEEN.fullmatch(text[before.end - start : after.start - start])
        ):
            break
        run += 1
    return run if run > 1 else 0


def _of_figure(figure: Figure, lead: str, start: int, last: Statement | None, plan: str) -> Statement:
    plain = Statement(LEVEL, start, lead, figure, behind=last is not None)
    if figure.kind == DAMAGED:
        return replace(plain, kind=SPOILT)
    if figure.kind == BARE:
        return _without_unit(plain)
    if last is not None and last.kind in (LEVEL, MOVED, RATE, SHARE, ALSO) and _BETWEEN.fullmatch(lead):
        return replace(plain, kind=ALSO)
    return _percentage(plain, last, plan) if figure.kind == PERCENT else _quantity(plain)


def _moved(plain: Statement, kind: str) -> Statement | None:
    """A figure right behind a direction word, or behind a choice between two."""
    match = _WAY_END.search(plain.lead)
    left = match or _UNCHOSEN.search(plain.lead)
    if left is None:
        return None
    span = (plain.start + left.start(), plain.start + left.end())
    way = sign_of(match["way"]) if match else None
    lead, many = plain.lead[: left.start()], int("分别" in left[0])
    return replace(plain, kind=kind, way=way, word=span, lead=lead, many=many)


def _quantity(plain: Statement) -> Statement:
    """What an amount or count says by the words before it: a change, a base to compare with, or a level."""
    lead = plain.lead
    if not _TO.search(lead) and (moved := _moved(plain, MOVED)):
        return moved
    if over := _OVER_PLAN.search(lead):  # 决算数大于预算数 9 万元
        span = (plain.start + over.start("way"), plain.start + over.end("way"))
        return replace(plain, kind=MOVED, way=sign_of(over["way"]), word=span, lead=lead[: over.start()])
    prior, named = words.PRIOR.search(lead), _NAMED_PRIOR.search(lead)
    if (prior and re.fullmatch(r"(?:的|为|数|支出|决算数|决算)*", lead[prior.end() :])) or named:
        cut = prior.start() if prior else named.start() if named else 0
        base = "上年预算" if prior and prior["budget"] else "上年"
        return replace(plain, kind=BASE, base=base, lead=lead[:cut])
    if planned := words.BUDGET_WORD.search(lead):
        subject = re.sub(r"(?:与|较|比|同|对比)$", "", lead[: planned.start()])
        if before := _YEAR_BEFORE.search(subject):  # …，上年预算为 9 万元
            return replace(plain, kind=BASE, base="上年预算", lead=subject[: before.start()])
        return replace(plain, kind=BASE, base=plan_name(planned["plan"]), lead=subject)
    outturn = words.OUTTURN_WORD.search(lead)
    if (planned := _PLANNED.search(lead)) and outturn is None:
        return replace(plain, kind=BASE, base="年初预算", lead=lead[planned.end() :])
    return replace(plain, lead=_named_by(lead, outturn), outturn=True) if outturn else plain


def _named_by(lead: str, outturn: re.Match[str]) -> str:
    """The name before 支出决算; 收入 and 支出 belong to it where it would name nothing without them.

    >>> [_named_by(t, words.OUTTURN_WORD.search(t)) for t in ("公务接待费支出决算为", "财政拨款基本支出决算")]
    ['公务接待费', '财政拨款基本支出']
    """
    name, sides = lead[: outturn.start()], re.match("支出|收入", outturn[0])
    total = re.search("合计|总计", outturn[0])
    if sides is None or not (_UNNAMED.search(name) or total):
        return name
    return name + sides[0] + (total[0] if total else "")


def _percentage(plain: Statement, last: Statement | None, plan: str) -> Statement:
    """What a percentage says by the words before it: a rate, a completion, a share, or a level."""
    lead = plain.lead
    if moved := _moved(plain, RATE):
        return moved
    if apart := _DEVIATION.search(lead):  # signed, or not; the direction is in the sign alone
        way = -1 if plain.figure is not None and plain.figure.digits.startswith("-") else None
        return replace(plain, kind=RATE, way=way, base=plan or "预算", lead=lead[: apart.start()])
    if lead == "（" and last is not None and last.kind == MOVED:  # 减少18.50万元（18.78%）
        return replace(plain, kind=RATE, lead="", way=last.way)
    if lead == "（" and last is not None and last.kind == LEVEL and not (last.outturn or plan):
        return replace(plain, kind=SHARE, lead="", guessed=True)  # 人员经费 9 万元（90%）
    if (done := words.DONE.search(lead)) and ("预算" in done[0] or "率" in done[0]):
        base = plan_name(done.groupdict().get("plan"))
        return replace(plain, kind=DONE, base=base, lead=lead[: done.start()])
    if share := words.SHARE.search(lead):
        whole = (share["whole"] or "").strip("（：，")
        many = int("分别" in share[0])
        return replace(plain, kind=SHARE, whole=whole, many=many, lead=lead[: share.start()])
    if (lead == "的" and plan) or lead in ("完成", "已完成", "完成了"):
        return replace(plain, kind=DONE, base=plan or "预算", lead="")
    return plain


def _without_unit(plain: Statement) -> Statement:
    """A figure that lost its unit where the words before it demand one; otherwise it belongs to a name."""
    lead = plain.lead
    if (words.SHARE.search(lead) and re.search("占|比重", lead)) or words.DONE.search(lead):
        return replace(plain, kind=SLIP, expected="%", lead=lead[-12:])
    if way := _WAY_END.search(lead):
        span = (plain.start + way.start(), plain.start + way.end())
        return replace(plain, kind=SLIP, lead=way[0], way=sign_of(way["way"]), word=span)
    if words.OUTTURN_WORD.search(lead) or words.BUDGET_WORD.search(lead):
        return replace(plain, kind=SLIP, expected="万元", lead=lead[-12:])
    cents = plain.figure is not None and re.search(r"\.\d\d$", plain.figure.digits)
    if cents and re.search(rf"{words.PRIOR.pattern}$", lead):
        return replace(plain, kind=SLIP, expected="万元", base="上年")
    if cents and _OF_MONEY.search(lead):
        return replace(plain, kind=SLIP, expected="万元")
    return replace(plain, kind=NAME)


def _ended(statement: Statement, rest: str, clause: Clause) -> bool:
    """Whether the text breaks off behind a figure as it does where only a unit is missing."""
    if statement.base:
        return bool(re.match(rf"的?(?:{words.UP}|{words.DOWN})", rest))  # 较上年2.08减少0.03万元
    broken = not clause.closes and _OF_MONEY.search(statement.lead)  # a line may break before 元
    return rest[:1] in (*"，。；、）：和",) or (not rest and not broken)


def _unmoved(clause: Clause, text: str, at: int, year: int | None) -> Iterator[Statement]:
    """持平 and its kin, and 决算数小于预算数, which carry no figure."""
    rest = text[at:]
    ways, same = _PLAN_WAY.search(text), words.SAME.search(rest)
    if ways is not None and "预算" in text[ways.end() : ways.end() + 12]:
        sign = None if "/" in ways["way"] or "（" in ways["way"] else sign_of(ways["way"])
        span = clause.start + ways.start(), clause.start + ways.end()
        base = base_of(text, year) or "预算"
        yield Statement(AGAINST_PLAN, clause.start, text[: ways.start()], way=sign, word=span, base=base)
    elif same is not None:
        subject = words.PRIOR.sub("", rest[: same.start()])
        subject = re.sub(
            r"(?:支出|收入)?决算(?:数|支出)?(?=$|与|同|和|较|比)|(?:与|同|较|比|和(?!服务|家庭))[^，]*$",
            "",
            subject,
        )
        start = clause.start + at
        span = start + same.start(), start + same.end()
        yield Statement(SAME, start, subject, way=0, word=span, base=base_of(rest, year), whole=same[0])


def sign_of(word: str) -> int:
    """The direction of a direction word.

    >>> sign_of("增加"), sign_of("下降")
    (1, -1)
    """
    return 1 if _UP.search(word) else -1
