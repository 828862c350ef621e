"""The states that things of the appraisal go through, and who may lead them on: as data, with a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class WrongMoveError(ValueError):
    """A step that may not be taken; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Entered:
    """A state that was entered: by whom, when, why."""

    state: str
    by: str
    day: date
    reason: str = ""


@dataclass(frozen=True)
class Course:
    """What follows what; ``reasoned`` are the states that are entered only with a reason.

    >>> APPEAL.after("受理")
    ('维持', '更正')
    """

    name: str
    moves: Mapping[str, tuple[str, ...]]
    reasoned: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        """The state that everything begins in."""
        return next(iter(self.moves))

    def after(self, state: str) -> tuple[str, ...]:
        """The states that may follow one; none after the last."""
        return self.moves.get(state, ())

    def moved(
        self, log: tuple[Entered, ...], state: str, by: str, day: date, reason: str = ""
    ) -> tuple[Entered, ...]:
        """The log with one step more; raises :class:`WrongMoveError` where it may not be taken.

        >>> begun = SYSTEM.moved((), "草拟", "督查科", date(2020, 6, 1))
        >>> SYSTEM.moved(begun, "印发", "督查科", date(2020, 6, 2))
        Traceback (most recent call last):
        mingzhang.appraisal.courses.WrongMoveError: 指标体系现为“草拟”，不能直接转为“印发”，只能转为“征求意见”
        """
        allowed = self.after(log[-1].state) if log else (self.first,)
        if state not in allowed:
            now = f"现为“{log[-1].state}”" if log else "还没有开始"
            may = f"只能转为“{'”或“'.join(allowed)}”" if allowed else "不能再变"
            raise WrongMoveError(f"{self.name}{now}，不能直接转为“{state}”，{may}")
        if not by.strip():
            raise WrongMoveError(f"{self.name}转为“{state}”没有写明经办人")
        if log and day < log[-1].day:
            raise WrongMoveError(f"{self.name}转为“{state}”的日期早于上一步的 {log[-1].day:%Y-%m-%d}")
        if state in self.reasoned and not reason.strip():
            raise WrongMoveError(f"{self.name}转为“{state}”必须写明理由")
        return (*log, Entered(state, by, day, reason))


SYSTEM = Course(
    "指标体系",
    {"草拟": ("征求意见",), "征求意见": ("通过", "草拟"), "通过": ("印发",), "印发": ("修订",), "修订": ("征求意见",)},
    frozenset({"修订"}),
)  # fmt: skip
BOOK = Course(
    "任务书",
    {"编制": ("确认",), "确认": ("签订", "编制"), "签订": ("调整",), "调整": ("签订",)},
    frozenset({"调整"}),
)
SCORE = Course(
    "得分",
    {"待采集": ("已采集",), "已采集": ("复核",), "复核": ("确认", "待采集"), "确认": ()},
)
ADOPTED, PARTLY, REFUSED = "采纳", "部分采纳", "不采纳"
CLAIM = Course(
    "加减分申报",
    {"申报": ("材料齐",), "材料齐": ("评审",), "评审": (ADOPTED, PARTLY, REFUSED)},
    frozenset({ADOPTED, PARTLY, REFUSED}),
)
ADDED_UP, SEALED, DELIBERATED, PUBLISHED = "汇总", "封存", "审议", "发布"
RANKING = Course(
    "排名",
    {ADDED_UP: (SEALED,), SEALED: (DELIBERATED,), DELIBERATED: (PUBLISHED, ADDED_UP), PUBLISHED: ()},
)
UPHELD, CORRECTED = "维持", "更正"
APPEAL = Course(
    "申诉",
    {"提出": ("受理",), "受理": (UPHELD, CORRECTED)},
    frozenset({"提出", UPHELD, CORRECTED}),
)
