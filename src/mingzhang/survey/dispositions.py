"""What became of every attempt to ask somebody: AAPOR disposition codes and the rates made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.refusal import RefusalError

COMPLETE, PARTIAL, REFUSAL, NO_CONTACT, OTHER = "完成", "部分完成", "拒访", "未能接触", "其他未访"
UNKNOWN, INELIGIBLE = "资格不明", "不属于总体"
_CODE = re.compile(r"[1-4](\.[0-9]{1,4})?")
_GROUPS = (  # the longest beginning decides
    ("1.1", COMPLETE),
    ("1.2", PARTIAL),
    ("2.1", REFUSAL),
    ("2.2", NO_CONTACT),
    ("2", OTHER),
    ("3", UNKNOWN),
    ("4", INELIGIBLE),
)
GROUPS = (COMPLETE, PARTIAL, REFUSAL, NO_CONTACT, OTHER, UNKNOWN, INELIGIBLE)


class UnknownDispositionError(RefusalError):
    """A code that AAPOR does not have; one Chinese sentence."""


def group_of(code: str) -> str:
    """The group a code belongs to; raises :class:`UnknownDispositionError`.

    >>> group_of("1.1"), group_of("2.11"), group_of("2.35"), group_of("3.18")
    ('完成', '拒访', '其他未访', '资格不明')
    """
    plain = code.strip()
    for beginning, group in _GROUPS:
        if _CODE.fullmatch(plain) and plain.startswith(beginning):
            return group
    raise UnknownDispositionError(f"处置代码“{code}”不是 AAPOR 的代码，应以 1.1、1.2、2、3 或 4 开头")


@dataclass(frozen=True)
class ResponseRates:
    """The rates of a survey, each under the name AAPOR gives it; nothing where it divides by nothing.

    ``eligible`` is the share of those whose eligibility is not known that is taken to be eligible.
    """

    counts: Mapping[str, int]
    eligible: Fraction | None

    def _sum(self, *groups: str) -> int:
        return sum(self.counts.get(group, 0) for group in groups)

    def _share(self, part: int, whole: Fraction | int) -> Fraction | None:
        return Fraction(part) / whole if whole else None

    @property
    def rates(self) -> dict[str, Fraction | None]:
        """RR1 to RR6, COOP1, REF1, CON1.

        >>> made = rates({"完成": 60, "部分完成": 5, "拒访": 20, "未能接触": 10, "资格不明": 5})
        >>> {name: str(rate) for name, rate in made.rates.items() if name in ("RR1", "RR5", "COOP1")}
        {'RR1': '3/5', 'RR5': '12/19', 'COOP1': '12/17'}
        """
        known = self._sum(COMPLETE, PARTIAL, REFUSAL, NO_CONTACT, OTHER)
        unknown = self._sum(UNKNOWN)
        full, both = self._sum(COMPLETE), self._sum(COMPLETE, PARTIAL)
        share = Fraction(1) if self.eligible is None else self.eligible
        asked = both + self._sum(REFUSAL, OTHER)
        return {
            "RR1": self._share(full, known + unknown),
            "RR2": self._share(both, known + unknown),
            "RR3": self._share(full, known + share * unknown),
            "RR4": self._share(both, known + share * unknown),
            "RR5": self._share(full, known),
            "RR6": self._share(both, known),
            "COOP1": self._share(full, asked),
            "REF1": self._share(self._sum(REFUSAL), known + unknown),
            "CON1": self._share(asked, known + unknown),
        }


def rates(counts: Mapping[str, int]) -> ResponseRates:
    """The rates of counts by group; the share that is eligible is taken from those that are known.

    >>> rates({"完成": 9, "不属于总体": 1}).eligible
    Fraction(9, 10)
    """
    known = sum(counts.get(group, 0) for group in (COMPLETE, PARTIAL, REFUSAL, NO_CONTACT, OTHER))
    decided = known + counts.get(INELIGIBLE, 0)
    return ResponseRates(counts, Fraction(known, decided) if decided else None)


def grouped(outcomes: Iterable[tuple[str, int]], complete: int = 0, partial: int = 0) -> dict[str, int]:
    """Counts by group, from codes with their counts and the returns that came in.

    Raises :class:`UnknownDispositionError`.

    >>> grouped([("2.11", 4), ("2.12", 1)], complete=10)
    {'完成': 10, '拒访': 5}
    """
    found = {COMPLETE: complete, PARTIAL: partial}
    for code, count in outcomes:
        group = group_of(code)
        found[group] = found.get(group, 0) + count
    return {group: found[group] for group in GROUPS if found.get(group)}
