"""The report as one HTML page that opens without a network: document at the left, findings at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.report import Report
from mingzhang.facts.result import Result, Waiver
from mingzhang.writers.html.document_view import marks, sheets
from mingzhang.writers.html.templates import policy, render, resource
from mingzhang.writers.parts import Label, Part, bases, parts, where
from mingzhang.writers.words import Groups, Order, counts, groups, heading, notes

SHOWN_PLACES = 12
SHOWN_UNREAD = 500
_ADVICE = {
    Verdict.HOLDS: "检查过，没有问题",
    Verdict.ROUNDING: "四舍五入可以解释，不必改",
    Verdict.FAILS: "须改正或说明；同一个原因的几项检查归成一处",
    Verdict.UNDECIDED: "缺少所需的数或话，不是通过",
}
_WORTHS = {
    Worth.CHECKED: "写错首位数字，必有检查不成立",
    Worth.UNDERSTOOD: "知道是什么数，写错了也查不出",
    Worth.UNREAD: "不知道是什么数，或者不成数，请人工核看",
    Worth.DOUBTFUL: "识别不清、重叠、隐藏或在表单域里，请看原件",
}
_JOINED = Markup("；")
_OWN = (Label.PRINTED, Label.EXPECTED)  # shown larger, above the other parts


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a part; ``anchor`` is what it links to, if anything."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A labelled part of a card; ``between`` stands between its lines, ``more`` after them.

    A ``short`` one shares its line with others."""

    name: str
    lines: list[_Line]
    between: Markup = _JOINED
    short: bool = False
    code: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """One finding; ``message`` is empty where the card above says it."""

    number: int
    severity: Severity
    family: str
    part: str
    where: str
    anchor: str
    message: str
    printed: str
    expected: str
    waiver: str
    parts: list[_Row]


@dataclass(frozen=True, slots=True)
class _Card:
    """One finding, or several that say the same: what they share, and each of them."""

    rule: str
    title: str
    severity: Severity
    items: list[_Item]
    message: str = ""
    parts: list[_Row] = field(default_factory=list)

    @property
    def numbers(self) -> str:
        """The numbers of all its findings."""
        return f"{self.items[0].number}—{self.items[-1].number}"


def page(
    result: Result,
    report: Report,
    data: Mapping[str, bytes] | None = None,
    families: Mapping[str, str] | None = None,
    order: Order = Order.SEVERITY,
) -> str:
    """The findings on one document as a page of HTML.

    ``report`` is the document that the result was made from, ``data`` the bytes of PDFs by the name of their
    file, whose pages are then shown as pictures; ``families`` names the rules by the first letter of their
    ids.  Nothing in the page is loaded from anywhere, and no text of the document is taken for markup.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.facts.result import CheckedDocument
    >>> result = Result(CheckedDocument("<b>.txt"))
    >>> "&lt;b&gt;.txt" in page(result, Report("<b>.txt", "txt", [Paragraph("文")]))
    True
    """
    found, document, script = groups(result, order), result.document, resource("page.js")
    shown, anchors = sheets(report, marks(found.numbered), data or {})
    graded = Counter(finding.severity for finding in found.numbered)
    cards = list(_Cards(found, anchors).all())
    items = [item for card in cards for item in card.items]
    kinds = Counter(item.family for item in items)
    return str(
        render(
            "report_page",
            policy=policy(script),
            style=resource("page.css"),
            script=script,
            title=heading(document) or document.file,
            file=f"{document.file}{f'　共 {document.pages} 页' if document.pages else ''}",
            severities=list(result.severities.items()),
            checks=_checks(result),
            notes=notes(document),
            shown=[(severity, graded[severity]) for severity in Severity if graded[severity]],
            families=[(key, (families or {}).get(key, key), count) for key, count in sorted(kinds.items())],
            places=[(name, name, count) for name, count in Counter(item.part for item in items).items()],
            cards=cards,
            nothing=counts(result),
            folds=_folds(result, found),
            bases=bases(found.numbered),
            document=shown,
        )
    )


def _checks(result: Result) -> list[tuple[str, int, str]]:
    """The counts beside those by severity: name, count, what it means."""
    summary = result.summary
    counts = [(verdict.chinese, summary.of(verdict), advice) for verdict, advice in _ADVICE.items()]
    unchecked = (
        [("没有检查", summary.unchecked, "没有检查的部分，逐项写在“注意”里")] if summary.unchecked else []
    )
    return [
        *counts,
        *unchecked,
        ("文中的数", summary.numbers.total, "下面四种加起来是全部的数"),
        *((worth.chinese, summary.numbers.of(worth), advice) for worth, advice in _WORTHS.items()),
    ]


class _Cards:
    """The findings of one page as cards; ``anchors`` are the spots of the document they can lead to."""

    def __init__(self, found: Groups, anchors: set[str]) -> None:
        self._found, self._anchors = found, anchors
        self._bases = bases(found.numbered)

    def all(self) -> Iterable[_Card]:
        """Cards in the order of the numbers of their findings."""
        number = 1
        for kind in self._found.kinds:
            yield self._several(number, kind) if len(kind) > 1 else self._single(number, kind[0])
            number += len(kind)
        for later, (finding, waiver) in enumerate(self._found.explained, number):
            yield self._single(later, finding, waiver)

    def _single(self, number: int, finding: Finding, waiver: Waiver | None = None) -> _Card:
        item = self._item(number, finding, set(), finding.message, waiver)
        return _Card(finding.rule, finding.title, finding.severity, [item])

    def _several(self, first: int, findings: list[Finding]) -> _Card:
        """Findings that say the same: what they share once, then of each what differs."""
        lead, told = findings[0], [parts(finding) for finding in findings]
        shared = {label for label, part in told[0].items() if all(one.get(label) == part for one in told)}
        shared -= {Label.PRINTED, Label.EXPECTED, Label.SUSPECTS, Label.ELSEWHERE}
        same = len({finding.message for finding in findings}) == 1
        items = [
            self._item(number, finding, shared, "" if same else finding.message)
            for number, finding in enumerate(findings, first)
        ]
        rows = [self._row(first, part, lead) for label, part in told[0].items() if label in shared]
        message = lead.message if same else lead.title
        return _Card(lead.rule, lead.title, lead.severity, items, message, rows)

    def _item(
        self, number: int, finding: Finding, shared: set[Label], message: str, waiver: Waiver | None = None
    ) -> _Item:
        """The card of one finding: links to its spots, and the parts it does not share with its group."""
        own = {label: p for label, p in parts(finding).items() if label not in shared and label not in _OWN}
        return _Item(
            number,
            finding.severity,
            finding.rule[:1],
            _part(finding),
            where(finding),
            self._spot(number, 0),
            message,
            finding.printed,
            finding.expected,
            str(waiver or ""),
            [self._row(number, part, finding) for part in own.values()],
        )

    def _spot(self, number: int, order: int) -> str:
        """The name of a place in the page; empty where the page does not show it."""
        anchor = f"p{number}-{order}"
        return anchor if anchor in self._anchors else ""

    def _row(self, number: int, part: Part, finding: Finding) -> _Row:
        """One labelled part of a card as lines with links, laid out as its label asks."""
        spots = part.places or (-1,) * len(part.lines)
        lines = [
            _Line(text, self._spot(number, order)) for text, order in zip(part.lines, spots, strict=True)
        ]
        match part.label:
            case Label.BASIS:
                cited = [self._bases[text] for text in finding.basis]
                lines = [_Line(f"〔{cite}〕", f"basis-{cite}") for cite in cited]
                return _Row(part.label, lines, Markup(), short=True)
            case Label.ELSEWHERE:
                more = f" 等 {len(lines)} 处" if len(lines) > SHOWN_PLACES else ""
                return _Row(part.label, lines[:SHOWN_PLACES], Markup("　"), more=more)
            case Label.SUSPECTS:
                return _Row(part.label, lines, Markup("<br>"))
            case Label.FINGERPRINT:
                return _Row(part.label, lines, short=True, code=True)
            case Label.SAME_CAUSE:
                return _Row(part.label, lines, short=True)
        return _Row(part.label, lines)


def _part(finding: Finding) -> str:
    """The section or table in which a finding stands."""
    first = finding.places[0] if finding.places else None
    return (first.table or first.section if first else None) or "全文"


def _folds(result: Result, found: Groups) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What need not be settled one by one, closed at first: title, remark, texts with rules."""
    reasons: dict[str, list[str]] = {}
    for finding in found.undecided:
        reasons.setdefault(finding.message, []).append(finding.rule)
    undecided = [
        (reason, "、".join(rules))
        for reason, rules in sorted(reasons.items(), key=lambda item: -len(item[1]))
    ]
    rest = len(result.unread) - SHOWN_UNREAD
    unread = [
        (f"{one.worth.chinese}：{one.printed}　{one.place}：{one.place.quote}", "")
        for one in result.unread[:SHOWN_UNREAD]
    ]
    unread += [(f"另有 {rest} 个，见 --json", "")] * (rest > 0)
    return [
        (
            f"尾差 {len(found.rounding)} 处",
            _ADVICE[Verdict.ROUNDING],
            [(f.message, f.rule) for f in found.rounding],
        ),
        (f"无法判断 {len(found.undecided)} 项", _ADVICE[Verdict.UNDECIDED], undecided),
        (f"没读懂、看不准的数 {len(result.unread)} 个", "没有检查用到，请人工核看", unread),
    ]
