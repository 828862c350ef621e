"""Means and totals of a weighted sample with their standard errors, for many questions and domains at once.

Variances are linearised: each return's influence on the estimate, freed of what the weights were fitted to,
is added up by cluster and compared within its stratum (Taylor series, with replacement between the clusters
unless the numbers in the population are given).  A domain is not a sample of its own: returns outside it
count with influence zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mingzhang.facts.refusal import RefusalError

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


class Lonely(StrEnum):
    """What is done with a stratum that holds one cluster only, whose variance nothing in the sample shows."""

    REFUSE = "拒绝"
    ADJUST = "以总平均为中心"
    AVERAGE = "按其余各层平均放大"
    SKIP = "视为全查，不计误差"


class LonelyStratumError(RefusalError):
    """Strata with one cluster only, and nothing said about them; one Chinese sentence."""

    def __init__(self, strata: Sequence[int], names: Sequence[str] = ()) -> None:
        self.strata = tuple(strata)
        told = f"（{'、'.join(names)}）" if names else ""
        super().__init__(
            f"有{len(self.strata)}个层{told}只有一个抽样单位，算不出误差；请合并层，或写明孤层的处理办法。"
        )


@dataclass
class Design:
    """How a sample was drawn, one entry for each return.

    ``strata`` and ``clusters`` are codes from 0 (without clusters each return is one); ``sizes`` the number
    of clusters that the stratum has in the population, infinite where the sample is a vanishing part of it;
    ``margins`` are the codes of each margin that the weights were fitted to, ``base`` the weights before
    that.

    >>> one = Design(np.ones(4))
    >>> [round(float(x), 3) for x in mean(one, np.array([1.0, 2, 3, 4])).errors]
    [0.645]
    """

    weights: Floats
    strata: Codes | None = None
    clusters: Codes | None = None
    sizes: Floats | None = None
    margins: tuple[Codes, ...] = ()
    base: Floats | None = None
    lonely: Lonely = Lonely.REFUSE

    @cached_property
    def _units(self) -> _Units:
        count = len(self.weights)
        strata = np.zeros(count, np.int64) if self.strata is None else self.strata
        clusters = None if self.clusters is None else _within(strata, self.clusters)
        found = _Units(strata, clusters)
        alone = np.flatnonzero(found.counts == 1)
        if len(alone) and self.lonely is Lonely.REFUSE and not self._certain(alone):
            raise LonelyStratumError([int(each) for each in alone])
        return found

    def _certain(self, alone: npt.NDArray[np.intp]) -> bool:
        """Whether all of these strata are there as a whole, so that there is nothing to estimate."""
        return self.sizes is not None and bool(np.all(self._sizes(self.strata)[alone] <= 1))

    def _sizes(self, strata: Codes | None) -> Floats:
        assert self.sizes is not None
        codes = np.zeros(len(self.weights), np.int64) if strata is None else strata
        found = np.full(int(codes.max()) + 1, np.inf)
        found[codes] = self.sizes
        return found

    @cached_property
    def _fitted(self) -> tuple[Floats, Floats]:
        """The margins as columns of 0 and 1, and what turns influences into coefficients of them."""
        columns = [np.eye(int(codes.max()) + 1)[codes] for codes in self.margins]
        table = np.concatenate(columns, axis=1)
        base = self.weights if self.base is None else self.base
        fitting = base[:, None] * table
        return table, np.linalg.pinv(table.T @ fitting, hermitian=True) @ (fitting / self.weights[:, None]).T

    def freed(self, influence: Floats) -> Floats:
        """Influences without what the margins explain."""
        if not self.margins:
            return influence
        table, solved = self._fitted
        return influence - self.weights[:, None] * (table @ (solved @ influence))

    def covariance(self, influence: Floats) -> Floats:
        """Covariances between estimates, from the influence of each return on each of them."""
        sums, scale = self._sums(influence)
        return np.asarray(sums.T @ (scale[:, None] * sums))

    def variances(self, influence: Floats) -> Floats:
        """Variances of estimates: the diagonal of :meth:`covariance`."""
        sums, scale = self._sums(influence)
        return np.asarray(np.einsum("ij,i,ij->j", sums, scale, sums))

    def _sums(self, influence: Floats) -> tuple[Floats, Floats]:
        """Sums by cluster around the mean of their stratum, with the factor that each counts with."""
        units = self._units
        sums = units.added(self.freed(influence))
        counts = units.counts
        means = units.by_stratum(sums) / np.maximum(counts, 1)[:, None]  # nothing uses that of an empty one
        if self.lonely is Lonely.ADJUST:
            means[counts == 1] = sums.mean(axis=0)
        factor = np.where(counts > 1, counts / np.maximum(counts - 1, 1), 1.0)
        if self.sizes is not None:
            factor = factor * (1 - counts / np.maximum(self._sizes(self.strata)[: len(counts)], counts))
        if self.lonely is Lonely.AVERAGE:
            factor = factor * len(counts) / max(1, int(np.sum(counts > 1)))
        return sums - means[units.stratum_of], factor[units.stratum_of]

    def degrees(self, inside: npt.NDArray[np.bool_]) -> int:
        """Degrees of freedom of what is estimated from these returns: clusters less strata."""
        return self._units.degrees(inside)


@dataclass
class _Units:
    """The clusters of a sample, or its returns where it has none, and the stratum of each."""

    strata: Codes
    clusters: Codes | None
    stratum_of: Codes = field(init=False)
    counts: Floats = field(init=False)

    def __post_init__(self) -> None:
        if self.clusters is None:
            self.stratum_of = self.strata
        else:
            self.stratum_of = np.zeros(int(self.clusters.max()) + 1, np.int64)
            self.stratum_of[self.clusters] = self.strata
        self.counts = np.bincount(self.stratum_of).astype(np.float64)

    def added(self, values: Floats) -> Floats:
        """Sums by cluster."""
        return values if self.clusters is None else _added(self.clusters, values, len(self.stratum_of))

    def by_stratum(self, sums: Floats) -> Floats:
        """Sums of clusters by stratum."""
        return _added(self.stratum_of, sums, len(self.counts))

    def degrees(self, inside: npt.NDArray[np.bool_]) -> int:
        strata = len(np.unique(self.strata[inside]))
        own = self.clusters
        return (int(inside.sum()) if own is None else len(np.unique(own[inside]))) - strata


def _within(strata: Codes, clusters: Codes) -> Codes:
    """Clusters numbered anew, so that equal numbers in different strata are different clusters."""
    joint = strata * (int(clusters.max()) + 1) + clusters
    found: Codes = np.unique(joint, return_inverse=True)[1].astype(np.int64)
    return found


def _added(codes: Codes, values: Floats, count: int) -> Floats:
    """Rows added up by code."""
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(count))
    return np.asarray(np.add.reduceat(values[order], starts, axis=0))


@dataclass
class Estimated:
    """Estimates for domains, in the order of the domains.

    ``influence`` is that of each return on each estimate; ``effects`` are the design effects against a simple
    sample drawn with replacement; ``counts`` the returns that answered.
    """

    values: Floats
    errors: Floats
    counts: Codes
    effects: Floats
    degrees: Codes
    influence: Floats


def mean(design: Design, answers: Floats, domains: Codes | None = None, count: int = 1) -> Estimated:
    """Means of what was answered (``nan`` where nothing was) in each of so many domains, coded from 0.

    A domain without an answer has the mean ``nan``.
    """
    codes = np.zeros(len(answers), np.int64) if domains is None else domains
    given = ~np.isnan(answers) & (codes >= 0)
    place, weights = codes[given], design.weights[given]
    filled = answers[given]
    number = np.bincount(place, minlength=count)
    whole = np.bincount(place, weights, minlength=count)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.bincount(place, weights * filled, minlength=count) / whole
        apart = filled - found[place]
        influence = np.zeros((len(answers), count))
        influence[np.flatnonzero(given), place] = weights * apart / whole[place]
        variances = design.variances(influence)
        spread = np.bincount(place, weights * apart**2, minlength=count) / whole
        simple = spread / (number - 1)
        effects = np.where(simple > 0, variances / simple, np.nan)
    degrees = [design.degrees(given & (codes == each)) for each in range(count)]
    errors = np.where(number > 0, np.sqrt(np.maximum(variances, 0)), np.nan)
    return Estimated(found, errors, number, effects, np.array(degrees), influence)


def total(design: Design, answers: Floats, domains: Codes | None = None, count: int = 1) -> Estimated:
    """Totals in the population of what was answered, in each of so many domains."""
    codes = np.zeros(len(answers), np.int64) if domains is None else domains
    given = ~np.isnan(answers) & (codes >= 0)
    influence = np.zeros((len(answers), count))
    rows = np.flatnonzero(given)
    influence[rows, codes[given]] = (design.weights * np.nan_to_num(answers))[given]
    errors = np.sqrt(np.maximum(design.variances(influence), 0))
    degrees = [design.degrees(given & (codes == each)) for each in range(count)]
    number = np.bincount(codes[given], minlength=count)
    effects = np.full(count, np.nan)
    return Estimated(influence.sum(axis=0), errors, number, effects, np.array(degrees), influence)


def critical(degrees: npt.ArrayLike, level: float = 0.95) -> Floats:
    """How many standard errors an interval reaches to each side (Student's t).

    >>> round(float(critical(10)), 4), round(float(critical(6000)), 3)
    (2.2281, 1.96)
    """
    from scipy.special import stdtrit

    return np.asarray(stdtrit(np.maximum(np.asarray(degrees, np.float64), 1), 1 - (1 - level) / 2))
