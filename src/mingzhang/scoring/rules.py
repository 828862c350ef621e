"""How a leaf is scored, as data: the name of a rule and its parameters, written as one short Chinese line.

``比例`` · ``门槛：步长=1%；扣分=0.5`` · ``加减：每次=-2；上限=10`` · ``分档：≥95%=100%；≥80%=60%；≥0%=0`` ·
``名次：≤1名=100%；≤3名=80%；≥4名=0`` ·
``比最优`` · ``换算：满分=120`` · ``执行率：取整=舍去；小数=0；最低=1`` · ``时限：每日=0.5`` · ``评审：去极值=1`` ·
``调查：样本=400`` · ``定性：比例=70%`` · ``人工：得分=8；理由=…``
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from mingzhang.language.text.quantities import Quantity, quantities
from mingzhang.language.text.spelling import plain
from mingzhang.scoring.precision import Mode
from mingzhang.scoring.value import UnfitValueError

RATIO, THRESHOLD, PER_CASE, LADDER, BEST = "比例", "门槛", "加减", "分档", "比最优"
RANK = "名次"
EXTERNAL, EXECUTION, DEADLINE, PANEL, SURVEY = "换算", "执行率", "时限", "评审", "调查"
QUALITATIVE, BY_HAND = "定性", "人工"
FULL, NOTHING = "满分", "零分"
_NUMBER, _QUANTITY, _SHARE, _WORDS = "number", "quantity", "share", "words"
# What each rule may state: a kind of value or the words to choose from.
OPTIONS: dict[str, dict[str, str | tuple[str, ...]]] = {
    RATIO: {"反向": ("比例", NOTHING), "各项": ("平均", "最低")},
    THRESHOLD: {"步长": _QUANTITY, "扣分": _NUMBER, "最低": _NUMBER},
    PER_CASE: {"每次": _NUMBER, "上限": _NUMBER, "起点": (FULL, NOTHING), "归零": _NUMBER},
    LADDER: {"按": ("完成值", "完成率")},
    RANK: {},
    BEST: {"最优": _QUANTITY},
    EXTERNAL: {"满分": _NUMBER},
    EXECUTION: {"取整": tuple(Mode), "小数": _NUMBER, "最低": _NUMBER},
    DEADLINE: {"每日": _NUMBER, "上限": _NUMBER},
    PANEL: {"满分": _NUMBER, "去极值": _NUMBER},
    SURVEY: {"样本": _NUMBER},
    QUALITATIVE: {"比例": _SHARE},
    BY_HAND: {"得分": _NUMBER, "理由": _WORDS},
}
NEEDED = {
    PER_CASE: ("每次",),
    EXTERNAL: ("满分",),
    BY_HAND: ("得分",),
}
_BANDED = (LADDER, RANK, EXECUTION)
_WHOLE, _MOST = ("小数", "去极值"), 9
_NAUGHT = Fraction(0)
Option = Fraction | Quantity | str


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a ladder: from which value on, and its worth as a share of the full marks or in marks."""

    bound: Quantity
    worth: Fraction
    share: bool


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """A rule with its parameters; two rules written alike are the same rule.

    >>> rule_of("加减：每次＝-2; 上限=10").number("每次"), str(rule_of("比例"))
    (Fraction(-2, 1), '比例')
    """

    kind: str
    text: str
    options: dict[str, Option] = field(default_factory=dict, compare=False)
    bands: tuple[Band, ...] = field(default=(), compare=False)

    def number(self, name: str, default: int = 0) -> Fraction:
        """A numeric parameter."""
        found = self.options.get(name)
        if found is None:
            return _NAUGHT if default == 0 else Fraction(default)
        return found if isinstance(found, Fraction) else Fraction(default)

    def quantity(self, name: str) -> Quantity | None:
        """A parameter with a unit, ``None`` where not stated."""
        found = self.options.get(name)
        return found if isinstance(found, Quantity) else None

    def word(self, name: str, default: str = "") -> str:
        """A parameter in words."""
        found = self.options.get(name)
        return found if isinstance(found, str) else default

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def rule_of(text: str) -> ScoringRule:
    """The rule a line states; raises :class:`UnfitValueError` with what is wrong with it.

    >>> rule_of("分档：≥95%=100%；≥80%=60%").bands[1].worth
    Fraction(3, 5)
    >>> rule_of("打分")
    Traceback (most recent call last):
    mingzhang.scoring.value.UnfitValueError: 没有“打分”这种计分办法，可用：比例、门槛、加减、分档、名次、比最优、换算、执行率、时限、评审、调查、定性、人工
    """
    flat = plain(text)
    kind, _, rest = flat.partition("：")
    if kind not in OPTIONS:
        raise UnfitValueError("计分办法", f"没有“{kind}”这种计分办法，可用：{'、'.join(OPTIONS)}")
    options: dict[str, Option] = {}
    bands: list[Band] = []
    for part in filter(None, rest.split("；")):
        key, equals, said = part.partition("=")
        if key in OPTIONS[kind] and equals:
            options[key] = _option(kind, key, said)
        elif kind in _BANDED and "=" in part:
            bands.append(_band(part))
        else:
            raise UnfitValueError("计分办法", f"“{kind}”没有“{part}”这样的参数{_allowed(kind)}")
    missing = [name for name in NEEDED.get(kind, ()) if name not in options]
    if missing or (kind in (LADDER, RANK) and not bands):
        raise UnfitValueError("计分办法", f"“{kind}”缺少参数“{'、'.join(missing) or '各档'}”")
    if kind == THRESHOLD and ("步长" in options) != ("扣分" in options):
        raise UnfitValueError("计分办法", "“门槛”的步长和扣分要同时给出")
    return ScoringRule(kind, flat, options, tuple(bands))


def _allowed(kind: str) -> str:
    return f"，可用：{'、'.join(OPTIONS[kind])}" if OPTIONS[kind] else ""


def _option(kind: str, key: str, said: str) -> Option:
    """A parameter of a scoring rule as the word, quantity or number that it must be.

    Raises ``UnfitValueError``.
    """
    wanted = OPTIONS[kind][key]
    if isinstance(wanted, tuple):
        if said not in wanted:
            raise UnfitValueError("计分办法", f"“{kind}”的“{key}”应为{'或'.join(wanted)}，不是“{said}”")
        return said
    if wanted == _WORDS:
        return said
    if wanted == _QUANTITY:
        found = quantities(said)
        if len(found) == 1 and found[0].low >= 0:
            return found[0]
        raise UnfitValueError("计分办法", f"“{kind}”的“{key}”应为数和单位，不是“{said}”")
    return _fraction(kind, key, said)


def _fraction(kind: str, key: str, said: str) -> Fraction:
    """A parameter that is a number, percentages as shares of 1.

    Raises ``UnfitValueError`` outside its range.
    """
    share = said.endswith("%")
    try:
        number = Fraction(said.removesuffix("%").removesuffix("分"))
    except (ValueError, ZeroDivisionError):
        raise UnfitValueError("计分办法", f"“{kind}”的“{key}”应为数，不是“{said}”") from None
    if number < 0 and key != "每次":
        raise UnfitValueError("计分办法", f"“{kind}”的“{key}”不能为负数，现为“{said}”")
    if key in _WHOLE and (number.denominator > 1 or number > _MOST):
        raise UnfitValueError("计分办法", f"“{kind}”的“{key}”应为 0 到 {_MOST} 的整数，不是“{said}”")
    if OPTIONS[kind].get(key) == _SHARE and not share:
        raise UnfitValueError("计分办法", f"“{kind}”的“{key}”应为百分数，不是“{said}”")
    return number / 100 if share else number


def _band(part: str) -> Band:
    condition, _, worth = part.rpartition("=")
    found = quantities(condition)
    if len(found) != 1 or found[0].bare:
        raise UnfitValueError("计分办法", f"档次“{part}”应写成“≥95%=100%”：条件、等号、分值的百分数或分数")
    return Band(found[0], _fraction("分档", condition, worth), worth.endswith("%"))
