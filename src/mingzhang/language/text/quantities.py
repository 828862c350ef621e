"""What an indicator's target or outturn says in figures: quantities with their units, dates, periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from mingzhang.facts.number import DIGITS, SCALES
from mingzhang.language.text.figures import NUMBER
from mingzhang.language.text.spelling import plain

AT_LEAST, AT_MOST, ABOVE, BELOW, EQUAL = "≥", "≤", ">", "<", "="
_BEFORE = {
    AT_LEAST: "≥|>=|⩾|不少于|不低于|不小于|大于等于|大于或等于|至少|达到|达",
    AT_MOST: "≤|<=|⩽|不超过|不高于|不多于|不大于|小于等于|小于或等于|控制在|最多|低于或等于",
    ABOVE: ">|＞|大于|高于|超过|多于|超出",
    BELOW: "<|＜|小于|低于|少于",
    EQUAL: "=|等于",
}
_AFTER = {
    AT_LEAST: "（含）以上|及以上|以上",
    AT_MOST: "（含）以下|及以下|以下|以内|之内|（含）以内|(?<=[日天时月年钟])内",
}
# What each word says, as the pattern finds it: without what must stand before it.
_SAID = {
    re.sub(r"^\(.*\)", "", word): relation
    for words in (_BEFORE, _AFTER)
    for relation, alternatives in words.items()
    for word in alternatives.split("|")
}
_UNITS = (
    "亿元|百万元|万元|千元|元|%|‰|百分点|百分比|人次|批次|课时|公里|千米|平方米|立方米|平米|工作日|小时|分钟|个月|"
    "[个人次批份套篇页户家台辆项期场件条米亩吨天日年月名只株座处所册本张块组分间支座部卷幅块盏根级种类款例宗起轮届季间棵头羽片站点班轮队村社]"
)
_QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(_BEFORE.values())})?(?<![\d.第A-Za-z])(?P<low>{NUMBER})"
    rf"(?:(?P<mid>{_UNITS})?[-~至](?P<high>{NUMBER}))?"
    rf"(?P<scale>[万亿千](?!元)|百(?![元分]))?(?P<unit>{_UNITS})?(?P<per>/[\u4e00-\u9fff]{{1,4}})?"
    rf"(?P<after>{'|'.join(_AFTER.values())})?"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]*")
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    rf"(?P<y1>{_YEAR})年(?:(?P<m1>{_MONTH})月(?:份|(?P<d1>{_DAY})[日号])?)?"
    rf"|(?<!\d)(?P<y2>{_YEAR})(?P<m2>1[0-2]|0[1-9])(?P<d2>3[01]|[12]\d|0[1-9])(?!\d)"
    rf"|(?<![\d.])(?P<y3>{_YEAR})[./-](?P<m3>{_MONTH})(?:[./-](?P<d3>{_DAY}))?(?![\d.])"
    rf"|(?<!\d)(?P<m4>{_MONTH})月(?:份|(?P<d4>{_DAY})[日号])?(?!均)"
)
_TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 10**8}
_SPAN = re.compile(r"^(?:[日号月份]*)(?:-|~|至|到)+$")
_LISTING = re.compile(r"(?:^|[；。，、\s])[（(]?\d{1,2}[）)、](?!\d)|[①-⑳]|第\d+[季阶批次期]|\d+(?=季度)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in flat text: relation, bounds in ``unit`` (money in 元), and where it stands.

    ``low`` equals ``high`` except for a range; ``noun`` is the word after it, ``bare`` tells that no
    relation was printed.
    """

    relation: str
    low: Fraction
    high: Fraction
    unit: str
    noun: str
    start: int
    end: int
    bare: bool = False

    def reached_by(self, actual: Quantity) -> bool | None:
        """Whether an outturn meets this target; ``None`` when they do not measure the same.

        >>> aim, got = quantities("不少于4次")[0], quantities("3次")[0]
        >>> aim.reached_by(got), aim.reached_by(quantities("5人")[0])
        (False, None)
        """
        if self.unit != actual.unit:
            return None
        if self.relation == AT_MOST:
            return actual.high <= self.high
        if self.relation == BELOW:
            return actual.high < self.high or actual.relation == BELOW
        if self.relation == ABOVE:
            return actual.low > self.low or (actual.low == self.low and actual.relation in (ABOVE, AT_LEAST))
        return actual.low >= self.low


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as precise as printed; ``year`` or ``month`` may be 0 where not printed."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def key(self) -> tuple[int, int, int]:
        """For comparing dates of the same precision."""
        return self.year, self.month, self.day

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """Which parts are printed."""
        return bool(self.year), bool(self.month), bool(self.day)


def moments(text: str) -> list[Moment]:
    """The dates of a text.

    >>> [m.key for m in moments("2021年6月底前，20200131，2019.10-2020.12，12月20日")]
    [(2021, 6, 0), (2020, 1, 31), (2019, 10, 0), (2020, 12, 0), (0, 12, 20)]
    """
    return list(_moments(plain(text)))


@lru_cache(maxsize=1 << 12)
def _moments(flat: str) -> tuple[Moment, ...]:
    """The dates of a flat text, remembered: they are looked for to leave them out of the quantities too."""
    found = []
    for match in _DATE.finditer(flat):
        parts = match.groupdict()
        year, month, day = (
            next((int(parts[f"{kind}{i}"]) for i in "1234" if parts.get(f"{kind}{i}")), 0) for kind in "ymd"
        )
        found.append(Moment(year, month, day, match.start(), match.end()))
    return tuple(found)


def periods(text: str) -> list[tuple[Moment, Moment]]:
    """The periods of a text, both ends with year and month.

    >>> [(a.key, b.key) for a, b in periods("2019年10月-2020年9月值班，2020.1.1-2020.12.31")]
    [((2019, 10, 0), (2020, 9, 0)), ((2020, 1, 1), (2020, 12, 31))]
    """
    flat, dates = plain(text), moments(text)
    pairs = []
    for first, last in pairwise(dates):
        if first.year and first.month and last.month and _SPAN.match(flat[first.end : last.start]):
            year = last.year or first.year
            pairs.append((first, Moment(year, last.month, last.day, last.start, last.end)))
    return pairs


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order; dates, list numbers and ordinals are left out.

    >>> [(q.relation, float(q.low), q.unit, q.noun) for q in quantities("不少于6000个居民样本，报告≥1篇，满意率98%以上")]
    [('≥', 6000.0, '个', '居民样本'), ('≥', 1.0, '篇', ''), ('≥', 98.0, '%', '')]
    >>> [(float(q.low), float(q.high), q.unit) for q in quantities("3－5篇，20.2万页，不超过3.5万")]
    [(3.0, 5.0, '篇'), (202000.0, 202000.0, '页'), (35000.0, 35000.0, '元')]
    """
    return list(_quantities(plain(text)))


def _quantities(flat: str) -> Iterator[Quantity]:
    """The quantities of a flat text in order, money in 元; dates and list numbers are left out."""
    taken = [(m.start, m.end) for m in moments(flat)]
    taken += [match.span() for match in _LISTING.finditer(flat)]
    for match in _QUANTITY.finditer(flat):
        start, end = match.span()
        if any(len(match[part] or "") > DIGITS for part in ("low", "high")):
            continue
        if taken and any(a < match.end("low") and match.start("low") < b for a, b in taken):
            continue
        relation = match["before"] or match["after"]
        unit, factor = _unit(match)
        low = high = _amount(match["low"], factor)
        if match["high"]:
            high = max(low, _amount(match["high"], factor))
        noun = _NOUN.match(flat, end)
        words = noun[0] if noun else ""
        yield Quantity(_SAID.get(relation, EQUAL), low, high, unit, words, start, end, not relation)


def _amount(printed: str, factor: int) -> Fraction:
    """A printed figure times a whole number, reduced once."""
    whole, _, decimals = printed.replace(",", "").partition(".")
    return Fraction(int(whole + decimals) * factor, 10 ** len(decimals))


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The unit a quantity is counted in, and what one printed unit is worth."""
    unit, scale, per = match["unit"] or match["mid"] or "", match["scale"] or "", match["per"] or ""
    factor = _TIMES[scale]
    if unit in SCALES:
        return "元" + per, factor * SCALES[unit]
    if scale in ("万", "亿") and not unit:
        return "元" + per, factor
    return ("%" if unit == "百分比" else unit) + per, factor


def sole(text: str) -> Quantity | None:
    """The quantity of a text that says one quantity and no date, ``None`` otherwise.

    >>> sole("大于80%").relation, sole("2套问卷，400个企业"), sole("较好")
    ('>', None, None)
    """
    found = quantities(text)
    return found[0] if len(found) == 1 and not moments(text) else None


def subject(text: str, quantity: Quantity) -> str:
    """The characters a quantity is about: two after its unit, or three before it.

    >>> text = "总报告1篇，居民样本6000个，400个企业"
    >>> [subject(text, quantity) for quantity in quantities(text)]
    ['总报告', '民样本', '企业']
    """
    return quantity.noun[:2] or text[max(0, quantity.start - 3) : quantity.start]


_NOT_COUNTED = ("%", "元", "年", "月", "天", "日", "小时", "工作日")


def far_beyond(aim: Quantity, got: Quantity, limit: Fraction) -> bool | None:
    """Whether a count is more than ``limit`` times its target; ``None`` where that says nothing.

    >>> aim = quantities("≥12次")[0]
    >>> [far_beyond(aim, quantities(said)[0], Fraction(3, 2)) for said in ("40次", "15次", "40人")]
    [True, False, None]
    """
    if aim.unit != got.unit or aim.relation in (AT_MOST, BELOW):
        return None
    if not aim.high or not aim.unit or aim.unit.startswith(_NOT_COUNTED):
        return None
    return got.low > aim.high * limit


def numbers_in(text: str) -> int:
    """How many figures of a free text were understood: quantities and dates.

    >>> numbers_in("2套问卷，12月底前")
    2
    """
    return len(quantities(text)) + len(moments(text))
