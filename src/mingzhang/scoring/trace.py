"""Why a score is what it is: inputs, rule, arithmetic, basis and evidence, in a sentence to be recomputed."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import NamedTuple

from mingzhang.scoring.precision import Precision, written
from mingzhang.scoring.tree import Leaf


class Worked(NamedTuple):
    """A rule applied: the exact score, what was found, and the arithmetic as a form with its terms.

    A tuple, as a trace is: a district makes tens of thousands, and a frozen dataclass takes three times as
    long to make.  ``precision`` is the rule's own, ``None`` for that of the whole.

    >>> Worked(Fraction(5), "完成过半", "{}×{}÷{}", (Fraction(10), Fraction(6), Fraction(12))).arithmetic
    '10×6÷12'
    """

    exact: Fraction
    said: str
    form: str
    terms: tuple[Fraction, ...]
    precision: Precision | None = None

    @property
    def arithmetic(self) -> str:
        """The calculation with its figures, exactly."""
        return self.form.format(*map(written, self.terms))


class Trace(NamedTuple):
    """One leaf with its score.

    ``full`` are the full marks that count: none where the leaf does not apply and others share its marks.
    ``score`` is ``None`` where nothing could be scored; the problems say why.
    """

    leaf: Leaf
    path: tuple[str, ...]
    rule: str
    full: Fraction
    score: Fraction | None
    worked: Worked | None
    precision: Precision

    @property
    def sentence(self) -> str:
        """The score explained."""
        leaf = self.leaf
        name = f"“{leaf.name}”"
        if self.worked is None or self.score is None:
            return f"{name}没有得分。"
        parts = [name]
        parts += [f"指标值“{leaf.target}”"] if str(leaf.target) else []
        parts += [f"实际完成“{'；'.join(map(str, leaf.actuals))}”"] if leaf.actuals else []
        parts.append(f"按“{self.rule}”计分，{self.worked.said}：{self._equation()}")
        parts.append(f"满分 {written(self.full)} 分，得 {written(self.score)} 分")
        parts += [f"偏差原因：{leaf.reason.rstrip('。')}"] if leaf.reason else []
        parts += [f"依据：{leaf.basis.rstrip('。')}"] if leaf.basis else []
        parts += [f"佐证：{'、'.join(leaf.evidence)}"] if leaf.evidence else []
        return f"{parts[0]}{'，'.join(parts[1:])}。"

    def _equation(self) -> str:
        assert self.worked is not None and self.score is not None
        exact, text = self.worked.exact, self.worked.arithmetic
        if text == written(self.score):
            return text
        if exact == self.score:
            return f"{text}={written(exact)}"
        return f"{text}≈{written(self.score)}（{self.precision}）"

    def recomputed(self) -> Fraction | None:
        """The score once more from the printed arithmetic alone, ``None`` where there is no score."""
        if self.worked is None:
            return None
        return min(self.precision.of(evaluated(self.worked.arithmetic)), self.full)


def evaluated(arithmetic: str) -> Fraction:
    """The value of a printed calculation; raises ``ValueError`` when it is none.

    >>> evaluated("20×(1÷1+20÷21)÷2")
    Fraction(410, 21)
    """
    plain = arithmetic.replace("×", "*").replace("÷", "/").replace("−", "-")
    try:
        return _value(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, KeyError, ZeroDivisionError):
        raise ValueError(f"“{arithmetic}”不是算式") from None


def _value(node: ast.expr, text: str) -> Fraction:
    """The exact value of an arithmetic expression; raises ``KeyError`` for what is not arithmetic."""
    if isinstance(node, ast.Constant):
        return Fraction(ast.get_source_segment(text, node) or "")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, text)
    if not isinstance(node, ast.BinOp):
        raise KeyError
    left, right = _value(node.left, text), _value(node.right, text)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    if isinstance(node.op, ast.Mult):
        return left * right
    if isinstance(node.op, ast.Div):
        return left / right
    raise KeyError
