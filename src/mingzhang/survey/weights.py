"""Weights of returns: base weights, non-response, post-stratification, raking with trimming (by svy).

Everything that svy would refuse in its own words is looked at first and told in ours; what it decides while
it works, whether weights settle, is asked of it.  This is the only module that knows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
import svy
from svy.errors import WeightingError as SvyWeightingError
from svy.weighting.types import TrimConfig

from mingzhang.facts.refusal import RefusalError
from mingzhang.survey.linearised import Codes, Floats

ANSWERED, SILENT, UNFIT, UNDECIDED = "rr", "nr", "in", "uk"
_TOLERANCE, _ROUNDS, _CYCLES = 1e-10, 1000, 50
_SHOWN = 5  # levels that a sentence names
_EVEN = 1e-9  # margins are whole numbers of people: what differs by less is one sum


class UnfitMarginsError(RefusalError):
    """Returns and margins that do not go together, or weights that do not settle; one Chinese sentence."""

    def __str__(self) -> str:
        return f"{self.args[0]}。"


@dataclass(frozen=True)
class Margin:
    """What is known of the population: how many belong to each level of one or several columns.

    >>> Margin(("性别",), {("男",): 510, ("女",): 490}).total
    1000
    """

    columns: tuple[str, ...]
    totals: Mapping[Any, int]  # tuples of texts, one for each column

    @property
    def name(self) -> str:
        """The columns, as they are named in sentences."""
        return "×".join(self.columns)

    @property
    def total(self) -> int:
        """How many there are altogether."""
        return sum(self.totals.values())


@dataclass
class WeightRun:
    """Weights that were worked out, and everything that a method page says about them."""

    weights: Floats
    base: Floats
    margins: tuple[Codes, ...] = ()
    told: list[str] = field(default_factory=list)

    @property
    def effect(self) -> float:
        """The design effect of unequal weights alone (Kish).

        >>> WeightRun(np.array([1.0, 1, 2]), np.ones(3)).effect
        1.125
        """
        return float(len(self.weights) * (self.weights**2).sum() / self.weights.sum() ** 2)

    @property
    def effective(self) -> float:
        """So many equally weighted returns would be worth the same."""
        return len(self.weights) / self.effect


def weigh(
    columns: Mapping[str, Sequence[str]],
    base: Floats,
    margins: Sequence[Margin] = (),
    cut: Fraction | None = None,
    keys: Sequence[str] = (),
) -> WeightRun:
    """Fit base weights to margins: one margin is post-stratification, several are raking.

    ``cut`` trims weights above so many times their median, and fits again until both hold; by ``keys``
    returns are named that do not fit.  Raises :class:`UnfitMarginsError`.

    >>> sexes = {"性别": ["男", "女", "女", "女"]}
    >>> run = weigh(sexes, np.ones(4), [Margin(("性别",), {("男",): 50, ("女",): 50})])
    >>> [round(float(weight), 2) for weight in run.weights]
    [50.0, 16.67, 16.67, 16.67]
    """
    run = WeightRun(base, base)
    levels = [list(zip(*(columns[name] for name in margin.columns), strict=True)) for margin in margins]
    for margin, found in zip(margins, levels, strict=True):
        _fitting(margin, found, keys)
    _agreeing(margins)
    if margins:
        codes = [_coded(margin, found) for margin, found in zip(margins, levels, strict=True)]
        run.weights = _fitted(base, margins, codes, cut)
        run.margins = tuple(codes)
        run.told.append(_how(margins, codes, run, cut))
    run.told.append(_spread(run))
    return run


def _fitting(margin: Margin, found: Sequence[tuple[str, ...]], keys: Sequence[str]) -> None:
    """Every level of the population has returns, and every return a level; raises."""
    counted = Counter(found)
    strange = [level for level in counted if level not in margin.totals]
    if strange:
        number = sum(counted[level] for level in strange)
        which = [key for key, level in zip(keys, found, strict=False) if level in strange][:_SHOWN]
        where = f"（答卷编号 {'、'.join(which)}{'等' if number > len(which) else ''}）" if which else ""
        raise UnfitMarginsError(
            f"{margin.name}：{number}份答卷{where}的{_named(strange)}不在总体里，"
            "请改正答卷、补上总体人数，或把这些答卷退回、作废"
        )
    empty = [level for level, people in margin.totals.items() if people and level not in counted]
    if empty:
        raise UnfitMarginsError(
            f"{margin.name}：{_named(empty)}有总体人数却没有答卷，权数无处可加；请补访、合并这些类别，"
            "或改用较粗的边际"
        )
    nobody = [level for level in counted if not margin.totals[level]]
    if nobody:
        raise UnfitMarginsError(f"{margin.name}：{_named(nobody)}有答卷，总体人数却是 0，请核对总体")


def _named(levels: Sequence[tuple[str, ...]]) -> str:
    """Levels by name, the first few of many."""
    said = "、".join("/".join(each or "未答" for each in level) for level in levels[:_SHOWN])
    return f"“{said}”" if len(levels) <= _SHOWN else f"“{said}”等{len(levels)}类"


def _agreeing(margins: Sequence[Margin]) -> None:
    if len({margin.total for margin in margins}) > 1:
        sums = "，".join(f"{margin.name}合计{margin.total}" for margin in margins)
        raise UnfitMarginsError(f"各边际的总体合计不一致：{sums}；请改到同一个总体")


def _coded(margin: Margin, found: Sequence[tuple[str, ...]]) -> Codes:
    order = {
        level: code for code, level in enumerate(level for level in margin.totals if margin.totals[level])
    }
    return np.fromiter((order[level] for level in found), np.int64, len(found))


def _targets(margin: Margin) -> dict[Any, float]:
    return {code: float(people) for code, people in enumerate(filter(None, margin.totals.values()))}


def _fitted(base: Floats, margins: Sequence[Margin], codes: Sequence[Codes], cut: Fraction | None) -> Floats:
    """Weights by svy; raises :class:`UnfitMarginsError` where they do not settle."""
    names = [f"m{number}" for number in range(len(codes))]
    frame = pl.DataFrame({"w": base} | dict(zip(names, codes, strict=True)))
    sample = svy.Sample(frame, svy.Design(wgt="w"))
    targets = dict(zip(names, map(_targets, margins), strict=True))
    trimming = None
    if cut is not None:
        trimming = TrimConfig(upper=svy.Threshold("median", float(cut)), max_iter=_CYCLES)
    try:
        if len(names) == 1 and trimming is None:
            made = sample.weighting.poststratify(targets[names[0]], cells=names[0], wgt_name="fitted")
        else:
            made = sample.weighting.rake(
                controls=targets, wgt_name="fitted", tol=_TOLERANCE, max_iter=_ROUNDS, trimming=trimming
            )
    except SvyWeightingError as fault:
        raise UnfitMarginsError(_unsettled(fault, margins, cut)) from fault
    weights: Floats = made.data.get_column("fitted").to_numpy()
    return weights


def _unsettled(fault: SvyWeightingError, margins: Sequence[Margin], cut: Fraction | None) -> str:
    """Why weights do not settle, in our words."""
    named = "、".join(margin.name for margin in margins)
    got = fault.got if isinstance(fault.got, dict) else {}
    worst = got.get("max_margin_error")
    apart = f"，最后仍差 {worst:.2%}" if isinstance(worst, float) and worst > _EVEN else ""
    if cut is not None:
        return (
            f"按{named}调整权数、同时把权数限制在中位数的{float(cut):g}倍以内，{_CYCLES}轮后仍不收敛{apart}；"
            "请放宽倍数，或合并人数少的类别"
        )
    return f"按{named}迭代调整权数，{_ROUNDS}轮后仍不收敛{apart}；请合并人数少的类别，或减少边际"


def _how(margins: Sequence[Margin], codes: Sequence[Codes], run: WeightRun, cut: Fraction | None) -> str:
    """How the weights were fitted, and how well."""
    worst = 0.0
    for margin, code in zip(margins, codes, strict=True):
        got = np.bincount(code, run.weights)
        aim = np.array(list(_targets(margin).values()))
        worst = max(worst, float(np.max(np.abs(got - aim) / aim)))
    named = "、".join(margin.name for margin in margins)
    how = "事后分层" if len(margins) == 1 else "迭代调整（raking）"
    trimmed = "" if cut is None else f"，权数不超过中位数的{float(cut):g}倍"
    close = "小于百万分之一" if worst < 1e-6 else f"{worst:.4%}"
    return f"按{named}{how}到总体{margins[0].total:,}人{trimmed}；已收敛，与总体的最大相对偏差{close}"


def _spread(run: WeightRun) -> str:
    low, high = float(run.weights.min()), float(run.weights.max())
    return (
        f"权数最大与最小之比{high / low:.2f}，权数不等带来的设计效应{run.effect:.2f}，"
        f"{len(run.weights):,}份答卷相当于{run.effective:,.0f}份等权答卷"
    )


def respond(status: Sequence[str], cells: Sequence[str], base: Floats) -> Floats:
    """Weights in which those who answered stand for those of their cell who did not.

    ``status`` is one of ``rr`` answered, ``nr`` did not, ``in`` does not belong to the population, ``uk``
    not known whether it does; the weights of the latter three become 0, that of ``uk`` is spread over all
    that are known.  Raises :class:`UnfitMarginsError` for a cell in which nobody answered.

    >>> [float(weight) for weight in respond(["rr", "nr", "rr", "rr"], ["甲", "甲", "乙", "乙"], np.ones(4))]
    [2.0, 0.0, 1.0, 1.0]
    """
    answered = {cell for cell, each in zip(cells, status, strict=True) if each == ANSWERED}
    silent = [cell for cell in dict.fromkeys(cells) if cell not in answered]
    if silent:
        said = "、".join(silent[:_SHOWN])
        raise UnfitMarginsError(f"“{said}”没有一份应答，未应答者的权数无人可加；请与相近的类别合并")
    frame = pl.DataFrame({"w": base, "status": list(status), "cell": list(cells)})
    sample = svy.Sample(frame, svy.Design(wgt="w"))
    made = sample.weighting.adjust("status", "cell", wgt_name="fitted", respondents_only=False)
    weights: Floats = made.data.get_column("fitted").to_numpy()
    return np.where(np.array(status) == ANSWERED, weights, 0.0)
