"""One leaf about to be scored: its values read, its full marks, and what the scheme says."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from mingzhang.language.text.quantities import Quantity
from mingzhang.scoring.peers import Peers
from mingzhang.scoring.precision import Precision
from mingzhang.scoring.rules import ScoringRule
from mingzhang.scoring.trace import Worked
from mingzhang.scoring.tree import Leaf
from mingzhang.scoring.value import UnfitValueError, Value


class Case(NamedTuple):
    """What a rule works on: ``gots`` are the outturns one by one, ``got`` all of them as one text.

    ``peers`` are those it is compared with, where it is.
    """

    leaf: Leaf
    full: Fraction
    rule: ScoringRule
    aim: Value
    got: Value
    gots: tuple[Value, ...]
    year: int | None
    peers: Peers | None = None

    def whole(self, said: str) -> Worked:
        """Full marks."""
        return Worked(self.full, said, "{}", (self.full,))

    def none(self, said: str) -> Worked:
        """No marks."""
        return Worked(Fraction(0), said, "{}", (Fraction(0),))

    def share(self, of: Fraction, to: Fraction, said: str, precision: Precision | None = None) -> Worked:
        """Full marks × ``of`` ÷ ``to``."""
        (above, below), (of_above, of_below) = self.full.as_integer_ratio(), of.as_integer_ratio()
        to_above, to_below = to.as_integer_ratio()
        exact = Fraction(above * of_above * to_below, below * of_below * to_above)  # reduced once
        return Worked(exact, said, "{}×{}÷{}", (self.full, of, to), precision)

    def wanted(self) -> Value:
        """The target; raises :class:`UnfitValueError` where it holds no quantity."""
        if not self.aim.quantities:
            raise UnfitValueError(
                "指标值", f"“{self.rule.kind}”要有带数量的指标值，现为“{self.aim.text or '（空）'}”"
            )
        return self.aim

    def only(self) -> Quantity:
        """The one quantity reached; raises :class:`UnfitValueError` where there is none or several."""
        found = self.got.quantities
        if len(found) != 1:
            what = "有几个数" if found else "没有数" if self.got.text else "没有填写"
            raise UnfitValueError("完成值", f"完成值“{self.got.text}”{what}，“{self.rule.kind}”要一个数")
        return found[0]
