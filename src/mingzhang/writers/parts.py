"""How a finding looks: its labelled parts, in one order and under the same names in every output."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingzhang.facts.finding import Finding
from mingzhang.facts.place import Place


class Label(StrEnum):
    """What a part of a finding is called; the order is that of reading."""

    QUOTE = "原文"
    PRINTED = "印出"
    EXPECTED = "应为"
    WORKING = "算式"
    SUSPECTS = "可疑"
    REMEDY = "处理"
    ELSEWHERE = "另见"
    BASIS = "依据"
    SAME_CAUSE = "同因"
    FINGERPRINT = "编号"


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part: its lines, and where lines speak of places their indexes in the finding.

    >>> str(Part(Label.EXPECTED, ("6.30万元",)))
    '应为：6.30万元'
    """

    label: Label
    lines: tuple[str, ...]
    places: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one."""
        return "；".join(self.lines)

    def __str__(self) -> str:
        return f"{self.label.value}：{self.text}"


def parts(finding: Finding) -> dict[Label, Part]:
    """The parts of a finding that there are, beneath its message, in the order of :class:`Label`.

    >>> from mingzhang.facts.finding import Verdict
    >>> found = Finding("T01-04", Verdict.FAILS, message="合计写 6.20万元", expected="6.30万元", remedy="改。")
    >>> [str(part) for label, part in parts(found).items() if label is not Label.FINGERPRINT]
    ['应为：6.30万元', '处理：改。']
    """
    said: dict[Label, Iterable[str]] = {
        Label.QUOTE: [quote(finding)],
        Label.PRINTED: [finding.printed],
        Label.EXPECTED: [finding.expected],
        Label.WORKING: [finding.explanation] if finding.explanation not in finding.message else [],
        Label.SUSPECTS: suspicion(finding),
        Label.REMEDY: [finding.remedy],
        Label.ELSEWHERE: [brief(place, finding.places[0]) for place in elsewhere(finding).values()],
        Label.BASIS: finding.basis,
        Label.SAME_CAUSE: ["、".join(finding.consequences)],
        Label.FINGERPRINT: [finding.fingerprint],
    }
    spots = {
        Label.SUSPECTS: tuple(suspect.place for suspect in finding.suspects),
        Label.ELSEWHERE: tuple(elsewhere(finding)),
    }
    made = {
        label: Part(label, tuple(filter(None, lines)), spots.get(label, ())) for label, lines in said.items()
    }
    return {label: part for label, part in made.items() if part.lines}


def part_lines(finding: Finding, wanted: Collection[Label]) -> list[str]:
    """The message with the id of its rule, and the wanted parts line by line.

    >>> from mingzhang.facts.finding import Verdict
    >>> part_lines(Finding("T01-04", Verdict.FAILS, message="合计写 6.20万元", expected="6.30万元"), Label)[:2]
    ['合计写 6.20万元（T01-04）', '应为：6.30万元']
    """
    told = [str(part) for label, part in parts(finding).items() if label in wanted]
    return [f"{finding.message}（{finding.rule}）", *told]


def where(finding: Finding) -> str:
    """The main place in words.

    >>> from mingzhang.facts.finding import Verdict
    >>> where(Finding("S-01", Verdict.FAILS))
    '全文'
    """
    return str(finding.places[0]) if finding.places else "全文"


def quote(finding: Finding) -> str:
    """The words around the fault, unless the message has them or they are no more than the fault itself."""
    first = finding.places[0] if finding.places else Place()
    repeated = first.quote in finding.message or len(first.quote) <= len(first.printed) + 2
    return "" if repeated else first.quote


def suspicion(finding: Finding) -> list[str]:
    """One line for each figure that may be the wrong one: where, and what it would have to be.

    >>> from mingzhang.facts.finding import Suspect, Verdict
    >>> suspicion(Finding("X-07", Verdict.FAILS, suspects=[Suspect(0, "6.20", "6.30")]))
    ['6.20 → 6.30（把握 50%）']
    """
    told = []
    for suspect in finding.suspects:
        spots = finding.places[suspect.place : suspect.place + 1]
        spot = f"{spots[0]}：" if spots and suspect.place else ""  # the main place has been named
        remark = "，".join(note for note in (suspect.slip, f"把握 {suspect.confidence:.0%}") if note)
        told.append(f"{spot}{suspect.printed} → {suspect.replacement}（{remark}）")
    return told


def elsewhere(finding: Finding) -> dict[int, Place]:
    """The places that are neither the main one nor those of a suspect, by their index."""
    told = {0, *(suspect.place for suspect in finding.suspects)}
    return {order: place for order, place in enumerate(finding.places) if order not in told}


def brief(place: Place, main: Place) -> str:
    """A further place in few words; where it stands is left out when the main place has said it.

    >>> brief(Place(page=3, table="收入决算表", printed="6.20"), Place(page=3, table="收入决算表"))
    '6.20'
    """
    spot = "" if str(place) == str(main) and place.printed else place.beside(main)
    printed = place.printed if len(place.printed) <= 16 else place.printed[:15] + "…"
    return f"{spot} {printed}".strip()


def title_of(basis: str) -> str:
    """The titles of what a basis names, for where it has been spelled out before; empty if it has none.

    >>> title_of("《部门决算管理办法》（财库〔2021〕36号）"), title_of("本条是算术关系")
    ('《部门决算管理办法》', '')
    """
    return "、".join(re.findall("《[^》]+》", basis))


def bases(findings: Iterable[Finding]) -> dict[str, int]:
    """What findings rest on, each text once with its number, in the order in which they are first needed.

    >>> from mingzhang.facts.finding import Verdict
    >>> bases([Finding("A-01", Verdict.FAILS, basis=["甲", "乙"]), Finding("A-02", Verdict.FAILS, basis=["甲"])])
    {'甲': 1, '乙': 2}
    """
    texts = dict.fromkeys(text for finding in findings for text in finding.basis)
    return {text: number for number, text in enumerate(texts, 1)}
