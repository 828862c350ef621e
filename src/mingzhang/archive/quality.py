"""Quality: a hand sample of at least 5 % of the items, what was found in it, and whether it is accepted.

Machine checks must pass on all of it.  In the sample every record must belong to its image; of everything
else at least 95 % must pass.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.archive.accuracy import Accuracy, accuracy_of, percent
from mingzhang.scoring.tree import ScoringProblem

LEAST = Fraction(5, 100)
PASS, FAIL = "合格", "不合格"
LINKED = "图文相符"
ASPECTS = (LINKED, "清晰完整", "端正无黑边", "页序")
NEEDED = {LINKED: Fraction(1)} | {aspect: Fraction(95, 100) for aspect in ASPECTS[1:]}


@dataclass(frozen=True)
class SampledPage:
    """One page that somebody looked at: a verdict for each aspect, and what is typed from it.

    ``verdicts`` stand in the order of :data:`ASPECTS`, ``""`` where nobody has decided.
    """

    code: str
    seq: int
    verdicts: tuple[str, ...] = ("",) * len(ASPECTS)
    truth: str = ""
    note: str = ""
    by: str = ""
    row: int | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Item and page."""
        return f"{self.code}-{self.seq:03}"


def drawn(codes: Sequence[str], share: Fraction, seed: str) -> list[str]:
    """The items of a sample: always the same for the same seed, at least one, never less than the share.

    >>> codes = [f"{number:04}" for number in range(1, 41)]
    >>> len(drawn(codes, Fraction(5, 100), "一")), drawn(codes, LEAST, "一") == drawn(codes, LEAST, "一")
    (2, True)
    """
    count = min(len(codes), -(-len(codes) * share.numerator // share.denominator))
    keyed = sorted(codes, key=lambda code: hashlib.sha256(f"{seed}\0{code}".encode()).digest())
    return sorted(keyed[: max(count, min(1, len(codes)))])


@dataclass(frozen=True)
class AspectResult:
    """One aspect over the sample: how many were judged, how many passed, what is needed."""

    aspect: str
    judged: int
    passed: int
    needed: Fraction

    @property
    def share(self) -> Fraction | None:
        """The share that passed, ``None`` where nothing was judged."""
        return Fraction(self.passed, self.judged) if self.judged else None

    @property
    def enough(self) -> bool | None:
        """Whether it is enough, ``None`` where nothing was judged."""
        return None if self.share is None else self.share >= self.needed

    @property
    def text(self) -> str:
        """In words.

        >>> AspectResult("页序", 40, 39, Fraction(95, 100)).text
        '页序：抽检 40，合格 39，97.50%（要求 ≥ 95.00%）'
        """
        share = percent(self.share) if self.share is not None else "没有判定"
        return (
            f"{self.aspect}：抽检 {self.judged}，合格 {self.passed}，{share}（要求 ≥ {percent(self.needed)}）"
        )


@dataclass(frozen=True)
class Acceptance:
    """Everything that decides whether a batch is accepted, and what stands against it."""

    items: int
    sampled: int
    aspects: tuple[AspectResult, ...]
    accuracy: Accuracy
    machine: tuple[ScoringProblem, ...]
    defects: tuple[SampledPage, ...]

    @property
    def share(self) -> Fraction | None:
        """The share of items in the sample."""
        return Fraction(self.sampled, self.items) if self.items else None

    @property
    def against(self) -> list[str]:
        """What stands against it, a sentence each; empty where it is accepted."""
        told = []
        if self.machine:
            told.append(f"机器检查有 {len(self.machine)} 处问题，应 100% 合格")
        if self.share is None or self.share < LEAST:
            share = percent(self.share) if self.share is not None else "0"
            told.append(f"抽检 {self.sampled} 件，占 {share}，不足 {percent(LEAST)}")
        for one in self.aspects:
            if one.enough is None:
                told.append(f"“{one.aspect}”没有判定")
            elif not one.enough:
                told.append(
                    f"“{one.aspect}”合格率 {percent(one.share or Fraction(0))}，要求 {percent(one.needed)}"
                )
        if not self.accuracy.enough:
            told.append(
                self.accuracy.sentence + ("，要求 ≥ 90.00%" if self.accuracy.share is not None else "")
            )
        return told

    @property
    def accepted(self) -> bool:
        """Whether nothing stands against it."""
        return not self.against


def judged(
    codes: Sequence[str],
    sample: Sequence[SampledPage],
    texts: dict[str, str],
    machine: Iterable[ScoringProblem] = (),
) -> Acceptance:
    """What a sample says of all items; ``texts`` are what was recognised, by page.

    >>> page = SampledPage("甲", 1, (PASS,) * 4, "决算")
    >>> judged(["甲"], [page], {"甲-001": "决算"}).accepted
    True
    """
    known = set(codes)
    own = [page for page in sample if page.code in known]
    aspects = []
    for place, aspect in enumerate(ASPECTS):
        said = [page.verdicts[place] for page in own if page.verdicts[place]]
        aspects.append(AspectResult(aspect, len(said), said.count(PASS), NEEDED[aspect]))
    typed = ((page.name, page.truth, texts.get(page.name, "")) for page in own if page.truth)
    defects = tuple(page for page in own if FAIL in page.verdicts)
    done = {page.code for page in own if any(page.verdicts)}
    return Acceptance(len(known), len(done), tuple(aspects), accuracy_of(typed), tuple(machine), defects)
