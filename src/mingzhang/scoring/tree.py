"""The indicator tree: groups with full marks that must add up, and leaves with target, outturn and rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from mingzhang.scoring.precision import summed, written
from mingzhang.scoring.value import Value


class Absent(StrEnum):
    """What becomes of a leaf that does not apply: the others are rescaled, it gets the mean of its group,
    or full marks.
    """

    RESCALED = "重分"
    MEAN = "平均"
    FULL = "满分"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator that is scored.

    ``target`` and ``actuals`` are texts, or values that are known already; ``actuals`` are several where
    a rule wants several (marks of a panel, strata of a survey); ``rule`` is one line of
    :mod:`~mingzhang.scoring.rules`, ``""`` for what fits the target; ``better`` tells whether a bare target
    is to be exceeded or kept below; ``row`` is where it stands in a sheet; ``absent`` is what becomes of it
    where it does not apply, if it says so itself.

    >>> Leaf("检查次数", Fraction(20), "≥12次", ("11次",)).full
    Fraction(20, 1)
    """

    name: str
    full: Fraction
    target: str | Value = ""
    actuals: tuple[str | Value, ...] = ()
    rule: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    basis: str = ""
    better: str = ""
    applies: bool = True
    row: int | None = None
    absent: Absent | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A level of the tree; ``full`` is what it states, ``None`` where it states nothing."""

    name: str
    children: tuple[Group | Leaf, ...]
    full: Fraction | None = None

    def leaves(self, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Leaf]]:
        """All leaves below with the names of their groups, in order.

        >>> [path for path, _ in Group("产出", (Leaf("次数", Fraction(1)),)).leaves()]
        [('产出',)]
        """
        return _gathered(self.children, (*path, self.name))


@dataclass(frozen=True, slots=True)
class Limit:
    """A veto or cap on the total: at most so many marks, because of what happened; the reason is compulsory.

    >>> Limit("重大违纪一票否决", Fraction(0), "审计查实挪用专项资金").at_most
    Fraction(0, 1)
    """

    name: str
    at_most: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class ScoringProblem:
    """What must be put right before a score stands: project, row, column and what to do.

    ``cell`` is the cell of the workbook, where there is one; ``kind`` says what ``project`` names, where it
    is no project.

    >>> print(ScoringProblem("安全检查", "检查次数", "完成值", "没有填写完成值", 12, "指标!F12"))
    项目“安全检查”第 12 行“检查次数”“完成值”栏（指标!F12）：没有填写完成值
    """

    project: str
    name: str
    column: str
    message: str
    row: int | None = None
    cell: str = ""
    kind: str = "项目"

    def __str__(self) -> str:
        row = f"第 {self.row} 行" if self.row else ""
        name = f"“{self.name}”" if self.name else ""
        column = f"“{self.column}”栏" if self.column else ""
        cell = f"（{self.cell}）" if self.cell else ""
        return f"{self.kind}“{self.project}”{row}{name}{column}{cell}：{self.message}"


def told_once(found: Iterable[ScoringProblem]) -> list[str]:
    """A line for each problem; what is wrong alike in many rows of one thing is one line with all the rows.

    >>> rows = [ScoringProblem("甲局", "", "单位", "已并入“乙局”", n, f"完成值!A{n}") for n in (5, 6, 7, 12)]
    >>> print(*told_once(rows))
    项目“甲局”第 5 行“单位”栏（完成值!A5）：已并入“乙局”（第 6—7、12 行同样，共 4 行）
    """
    alike: dict[tuple[str, ...], list[ScoringProblem]] = {}
    for one in found:
        sheet = one.cell.partition("!")[0]
        key = (one.kind, one.project, one.name, one.column, one.message, sheet)
        alike.setdefault(key if one.row else (*key, str(len(alike))), []).append(one)
    return [f"{some[0]}{_also([one.row or 0 for one in some])}" for some in alike.values()]


def _also(rows: Sequence[int]) -> str:
    """The further rows, those that follow each other as a span."""
    if len(rows) < 2:
        return ""
    spans: list[list[int]] = []
    for row in rows[1:]:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    words = "、".join(f"{s[0]}—{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in spans)
    return f"（第 {words} 行同样，共 {len(rows)} 行）"


@dataclass(frozen=True, slots=True)
class Tree:
    """What is scored as a whole: a project, an evaluated policy, a department.

    ``full`` is what all full marks must add up to; ``year`` dates targets that print none.

    >>> tree = Tree("安全检查", (Group("产出", (Leaf("次数", Fraction(60)),)),), year=2024)
    >>> print(*problems(tree))
    项目“安全检查”“分值”栏：各分值相加为 60，应为 100，缺 40 分
    """

    project: str
    children: tuple[Group | Leaf, ...]
    year: int | None = None
    full: Fraction = Fraction(100)
    limits: tuple[Limit, ...] = field(default=())

    def leaves(self) -> list[tuple[tuple[str, ...], Leaf]]:
        """All leaves with the names of their groups, in order."""
        return _gathered(self.children, ())


def _gathered(
    children: tuple[Group | Leaf, ...], path: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Leaf]]:
    """The leaves among and below some nodes, each with its path."""
    found: list[tuple[tuple[str, ...], Leaf]] = []
    for child in children:
        if isinstance(child, Leaf):
            found.append((path, child))
        else:
            found += child.leaves(path)
    return found


def weight(node: Group | Leaf) -> Fraction:
    """The full marks of a leaf, or of all leaves below a group.

    >>> weight(Group("产出", (Leaf("甲", Fraction(2)), Leaf("乙", Fraction(5, 2)))))
    Fraction(9, 2)
    """
    return node.full if isinstance(node, Leaf) else summed(map(weight, node.children))


def problems(tree: Tree, leaves: Sequence[Leaf] | None = None) -> list[ScoringProblem]:
    """What is wrong with the tree itself, before anything is scored; ``leaves`` are its own, if known."""
    found: list[ScoringProblem] = []
    leaves = leaves or [leaf for _, leaf in tree.leaves()]
    if any([not leaf.name or leaf.full.numerator < 0 or leaf.name.isspace() for leaf in leaves]):
        for child in tree.children:
            _look(tree.project, child, found)
    else:
        for child in tree.children:
            if isinstance(child, Group):
                _look_at_groups(tree.project, child, found)
    whole = summed([leaf.full for leaf in leaves])
    if whole != tree.full:
        found.append(ScoringProblem(tree.project, "", "分值", _gap("各分值", whole, tree.full)))
    for limit in tree.limits:
        if not limit.reason.strip():
            found.append(ScoringProblem(tree.project, limit.name, "理由", "一票否决或封顶必须写明理由"))
    return found


def _look(project: str, node: Group | Leaf, found: list[ScoringProblem]) -> None:
    """Add what is wrong with a node and all below it."""
    if isinstance(node, Leaf):
        if not node.name.strip():
            found.append(ScoringProblem(project, "", "三级指标", "没有写指标名称", node.row))
        if node.full.numerator < 0:
            message = f"分值 {written(node.full)} 是负数"
            found.append(ScoringProblem(project, node.name, "分值", message, node.row))
        return
    for child in node.children:
        _look(project, child, found)
    _add_up(project, node, found)


def _look_at_groups(project: str, group: Group, found: list[ScoringProblem]) -> None:
    """The same where all leaves are known to be sound."""
    for child in group.children:
        if isinstance(child, Group):
            _look_at_groups(project, child, found)
    _add_up(project, group, found)


def _add_up(project: str, node: Group, found: list[ScoringProblem]) -> None:
    if node.full is not None and node.full != (added := weight(node)):
        found.append(ScoringProblem(project, node.name, "分值", _gap("下级分值", added, node.full)))


def _gap(what: str, added: Fraction, wanted: Fraction) -> str:
    words = "缺" if added < wanted else "多"
    return f"{what}相加为 {written(added)}，应为 {written(wanted)}，{words} {written(abs(wanted - added))} 分"
