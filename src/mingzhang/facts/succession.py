"""Units that were merged or renamed: from which day another one stands in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingzhang.facts.days import day_words


@dataclass(frozen=True)
class Succession:
    """From ``day`` on, ``new`` stands where ``old`` stood.

    >>> Succession("甲局", "乙局", date(2026, 7, 1)).sentence
    '“甲局”自2026年7月1日起并入“乙局”，请写“乙局”'
    """

    old: str
    new: str
    day: date

    @property
    def sentence(self) -> str:
        """What to say to whoever still writes the old name."""
        return f"“{self.old}”自{day_words(self.day)}起并入“{self.new}”，请写“{self.new}”"


class Successions:
    """All that is known of mergers; a unit that it does not know stands for itself.

    >>> first, second = date(2026, 7, 1), date(2027, 1, 1)
    >>> known = Successions([Succession("甲局", "乙局", first), Succession("乙局", "丙委", second)])
    >>> [known.current("甲局", day) for day in (date(2026, 6, 30), date(2026, 7, 1), date(2027, 3, 1))]
    ['甲局', '乙局', '丙委']
    """

    def __init__(self, known: Iterable[Succession] = ()) -> None:
        self._by_old = {each.old: each for each in sorted(known, key=lambda each: each.day, reverse=True)}

    def __bool__(self) -> bool:
        return bool(self._by_old)

    def of(self, unit: str, day: date) -> Succession | None:
        """The merger by which a unit is no longer there on a day, ``None`` while it is."""
        found = self._by_old.get(unit)
        return found if found is not None and found.day <= day else None

    def current(self, unit: str, day: date) -> str:
        """The unit that stands for one on a day; a circle of mergers ends where it began."""
        seen = {unit}
        while (found := self.of(unit, day)) is not None and found.new not in seen:
            unit = found.new
            seen.add(unit)
        return unit
