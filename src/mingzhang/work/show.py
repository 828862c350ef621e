"""Results as text for people: place first, then what is wrong, then what to do."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TextIO

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.result import Result
from mingzhang.writers.parts import Label, bases, parts, where
from mingzhang.writers.words import Groups, Order, counts, groups, heading, notes

_MOST = 100  # sentences listed at a time
_UNREAD = 8  # numbers listed that nobody understood
_LONG = 30  # characters shown of what cannot be a number
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_SHOWN = (Label.QUOTE, Label.EXPECTED, Label.WORKING, Label.REMEDY, Label.BASIS, Label.SAME_CAUSE)


def report_text(
    result: Result, everything: bool = False, colour: bool | None = None, order: Order = Order.SEVERITY
) -> str:
    """The findings on one document for the terminal.

    ``everything`` lists rounding differences and undecided checks one by one instead of summing them up.
    """
    screen = _Screen(sys.stdout.isatty() if colour is None else colour, everything, bases(result.open))
    document, found = result.document, groups(result, order)
    lines = [
        f"━━ {document.file}　{heading(document)}",
        counts(result) + ("，见下" if result.summary.unchecked else ""),
    ]
    lines += [f"注意：{note}" for note in notes(document)]
    number = 1
    for kind in found.kinds:
        lines += ["", *(screen.finding(number, *kind) if len(kind) == 1 else screen.kind(number, kind))]
        number += len(kind)
    if found.explained:
        lines += ["", f"已说明 {len(found.explained)} 处："]
    for number, (finding, waiver) in enumerate(found.explained, len(found.open) + 1):
        lines.append(f"   {number}. {where(finding)}：{finding.message}（{finding.rule}）")
        lines.append(f"      说明：{waiver}")
    lines += _others(found, everything)
    lines += _blind_spots(result, everything)
    if screen.bases:
        lines += ["", "依据：", *(f"   〔{number}〕{text}" for text, number in screen.bases.items())]
    lines += ["", *_summary(result)]
    return "\n".join(lines)


def brief_text(result: Result) -> str:
    """One line on one document: what it is called and how many findings there are.

    >>> from mingzhang.facts.result import CheckedDocument
    >>> brief_text(Result(CheckedDocument("甲局/决算.pdf")))
    '甲局/决算.pdf：没有不成立的检查'
    """
    return f"{result.document.file}：{counts(result)}"


@dataclass(frozen=True)
class _Screen:
    """How findings are shown: in colour or not, with every part or not, each basis by its number."""

    colour: bool
    everything: bool
    bases: dict[str, int]

    def finding(self, number: int, finding: Finding) -> list[str]:
        """One finding: place, message, parts."""
        told = [f"{finding.message}（{finding.rule}）", *self._parts(finding).values()]
        return [f"{number}. {self._grade(finding)} {where(finding)}", *(f"   {line}" for line in told)]

    def kind(self, first: int, findings: list[Finding]) -> list[str]:
        """Findings that say the same: what they share once, then of each what differs."""
        every = [self._parts(finding) for finding in findings]
        shared = {label: line for label, line in every[0].items() if all(p.get(label) == line for p in every)}
        one = len({finding.message for finding in findings}) == 1
        lead, rule = findings[0], f"（{findings[0].rule}）"
        title = lead.message if one else lead.title
        numbers = f"{first}—{first + len(findings) - 1}."
        lines = [f"{numbers} {self._grade(lead)} {title}{rule}　{len(findings)} 处"]
        for number, (finding, own) in enumerate(zip(findings, every, strict=True), first):
            lines.append(f"   {number}. {where(finding)}" + ("" if one else f"：{finding.message}"))
            lines += [f"      {line}" for label, line in own.items() if label not in shared]
        return [*lines, *(f"   {line}" for line in shared.values())]

    def _grade(self, finding: Finding) -> str:
        grade = f"[{finding.severity.chinese}]"
        return f"{_COLOURS[finding.severity]}{grade}\x1b[0m" if self.colour else grade

    def _parts(self, finding: Finding) -> dict[Label, str]:
        """The parts that are shown, a basis as its number; the fingerprint is what ``waive`` asks for."""
        wanted = (*_SHOWN, Label.SUSPECTS, Label.FINGERPRINT) if self.everything else _SHOWN
        told = {label: str(part) for label, part in parts(finding).items() if label in wanted}
        if Label.BASIS in told:
            told[Label.BASIS] = "依据：" + "".join(f"〔{self.bases[text]}〕" for text in finding.basis)
        return told


def _others(found: Groups, everything: bool) -> list[str]:
    """The lines on rounding differences and undecided checks, five of each unless all are wanted."""
    lines: list[str] = []
    rounding, undecided = found.rounding, found.undecided
    if rounding:
        lines += ["", f"尾差 {len(rounding)} 处（四舍五入可以解释，不必改）："]
        lines += [f"   · {f.message}（{f.rule}）" for f in (rounding if everything else rounding[:5])]
        if not everything and len(rounding) > 5:
            lines.append(f"   · 另有 {len(rounding) - 5} 处，用 --all 逐条列出")
    if undecided:
        reasons = Counter(f.message for f in undecided)
        lines += ["", f"无法判断 {len(undecided)} 项，原因："]
        shown = reasons.most_common(None if everything else 5)
        lines += [f"   · {reason}（{count} 项）" for reason, count in shown]
        if len(reasons) > len(shown):
            lines.append(f"   · 另有 {len(reasons) - len(shown)} 种原因，用 --all 逐条列出")
    return lines


def _blind_spots(result: Result, everything: bool) -> list[str]:
    """The lines on numbers that may change unnoticed, the first twelve unless all are wanted."""
    spots = result.blind_spots
    if not spots:
        return []
    loose = sum(spot.down is None and spot.up is None for spot in spots)
    shown = spots if everything else spots[:12]
    lines = ["", f"盲区：{result.summary.numbers.total} 个数里有 {loose} 个没有任何检查管得到："]
    for spot in shown:
        lines.append(f"   · {spot.printed}（{spot.place}）：{spot.said}")
    if len(spots) > len(shown):
        lines.append(f"   · 另有 {len(spots) - len(shown)} 个，用 --all 逐个列出")
    return lines


def _summary(result: Result) -> list[str]:
    summary = result.summary
    counts = "　".join(f"{verdict.chinese} {summary.of(verdict)}" for verdict in Verdict)
    lines = [f"共检查：{counts}　用时 {summary.seconds:.2f} 秒", str(summary.numbers)]
    for item in result.unread[:_UNREAD]:
        lines.append(f"   {item.worth.chinese}：{cut(item.printed)}（{item.place}：{item.place.quote}）")
    if len(result.unread) > _UNREAD:
        lines.append(f"   另有 {len(result.unread) - _UNREAD} 个，见 --json")
    return lines


def cut(printed: str) -> str:
    """A number as it is shown: what is no number may be of any length.

    >>> cut("1" * 40) == "1" * 30 + "…"
    True
    """
    return printed if len(printed) <= _LONG else f"{printed[:_LONG]}…"


def open_text(sentences: Sequence[str]) -> str:
    """What stands in the way of a document, numbered; of very many the first.

    >>> print(open_text(["甲。", "乙。"]))
    还有 2 处要解决，没有写出文件：
    1. 甲。
    2. 乙。
    """
    lines = [f"还有 {len(sentences)} 处要解决，没有写出文件："]
    lines += [f"{number}. {sentence}" for number, sentence in enumerate(sentences[:_MOST], 1)]
    if len(sentences) > _MOST:
        lines.append(f"……另有 {len(sentences) - _MOST} 处，改完以上各处后再列。")
    return "\n".join(lines)


class Progress:
    """A progress bar on the terminal for several files; silent for one file or when not on a terminal.

    >>> with Progress(1) as progress:
    ...     progress.step()
    """

    def __init__(self, total: int, doing: str = "检查") -> None:
        self._bar: Any = None
        self._total, self._doing = total, doing

    def __enter__(self) -> Self:
        if self._total > 1 and sys.stderr.isatty():
            try:
                from rich.console import Console
                from rich.progress import Progress as Bar
            except ImportError:  # the bar is an ornament, the bare install does without
                return self
            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._doing, total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        """One more file done."""
        if self._bar is not None:
            self._bar.advance(self._task)

    def say(self, text: str, error: bool = False) -> None:
        """Print a result without disturbing the bar."""
        stream: TextIO = sys.stderr if error else sys.stdout
        print(text, file=stream, flush=True)
