"""The report as one HTML page that opens without a network: document at the left, findings at the right."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import resources

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.report import Report
from mingzhang.facts.result import Result
from mingzhang.writers.html.document_view import marks, sheets, text_of
from mingzhang.writers.parts import Label, Part, parts, where
from mingzhang.writers.words import Groups, Order, groups, heading, notes

SHOWN_PLACES = 12
SHOWN_UNREAD = 500
_ADVICE = {
    "fails": "须改正或说明",
    "rounding": "四舍五入可以解释，不必改",
    "undecided": "缺少所需的数或话，不是通过",
    "holds": "检查过，没有问题",
}


def page(
    result: Result,
    report: Report,
    data: Mapping[str, bytes] | None = None,
    families: Mapping[str, str] | None = None,
    order: Order = Order.SEVERITY,
) -> str:
    """The findings on one document as a page of HTML.

    ``report`` is the document that the result was made from, ``data`` the
    bytes of PDFs by the name of their file, whose pages are then shown as pictures; ``families`` names the
    rules by the first letter of their ids.  Nothing in the page is loaded from anywhere, and no text of the
    document is taken for markup.

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.facts.result import CheckedDocument
    >>> result = Result(CheckedDocument("<b>.txt"))
    >>> "&lt;b&gt;.txt" in page(result, Report("<b>.txt", "txt", [Paragraph("文")]))
    True
    """
    found = groups(result, order)
    left, anchors = sheets(report, marks(found.numbered), data or {})
    said = "".join(f'<p class="note">注意：{text_of(note)}</p>' for note in notes(result.document))
    title = heading(result.document) or result.document.file
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_policy(_resource("page.js"))}">
<title>检查报告　{text_of(title)}</title>
<style>
{_resource("page.css")}</style>
</head>
<body>
<a class="skip" href="#findings">跳到问题清单</a>
{_top(result, title)}
<main>
<section id="findings" aria-label="问题清单" tabindex="0">
{said}{_filters(found.numbered, families or {})}
<ol class="cards">
{"".join(_cards(found, anchors))}</ol>
<p class="none" hidden>没有符合条件的问题。</p>
{_folds(result)}
</section>
<section id="document" aria-label="文件" tabindex="0">
{left}
</section>
</main>
<script>{_resource("page.js")}</script>
</body>
</html>
"""


def _policy(script: str) -> str:
    """What the page may load: nothing but its own styles, pictures and this script."""
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"


def _resource(name: str) -> str:
    return resources.files("mingzhang.writers.html").joinpath(name).read_text(encoding="utf-8")


def _top(result: Result, title: str) -> str:
    document, summary = result.document, result.summary
    order = (Verdict.FAILS, Verdict.ROUNDING, Verdict.UNDECIDED, Verdict.HOLDS)
    counts = "".join(
        f'<div class="{verdict.value}" title="{_ADVICE[verdict.value]}">'
        f"<dt>{verdict.chinese}</dt><dd>{summary.of(verdict)}</dd></div>"
        for verdict in order
    )
    counts += (
        f'<div class="read"><dt>读懂的数</dt><dd>{summary.numbers_read}</dd></div>'
        f'<div class="{"unread" if summary.numbers_unread else "read"}">'
        f"<dt>没读懂的数</dt><dd>{summary.numbers_unread}</dd></div>"
    )
    pages = f"　共 {document.pages} 页" if document.pages else ""
    who = (
        f'<p class="brand">明账　检查报告</p><h1>{text_of(title)}</h1>'
        f'<p class="file">{text_of(document.file)}{pages}</p>'
    )
    return f'<header class="top"><div class="who">{who}</div><dl class="counts">{counts}</dl></header>'


def _filters(numbered: list[Finding], families: Mapping[str, str]) -> str:
    if not numbered:
        return '<p class="clean">没有不成立的检查。</p>'
    by_severity = Counter(finding.severity for finding in numbered)
    boxes = "".join(
        f'<label class="pick {severity.value}"><input type="checkbox" name="severity" '
        f'value="{severity.value}" checked>'
        f"{severity.chinese} <b>{by_severity[severity]}</b></label>"
        for severity in Severity
        if by_severity[severity]
    )
    kinds = Counter(finding.rule[:1] for finding in numbered)
    kind = _options("family", "全部规则", ((k, families.get(k, k), n) for k, n in sorted(kinds.items())))
    parts = Counter(_part(finding) for finding in numbered)
    part = _options("part", "全部位置", ((name, name, count) for name, count in parts.items()))
    return (
        '<form class="filters" role="search" aria-label="筛选问题"><fieldset><legend>级别</legend>'
        f'{boxes}</fieldset>{kind}{part}<input type="search" name="words" placeholder="查找文字、数字、规则编号"'
        ' aria-label="查找文字"><output aria-live="polite"></output></form>'
    )


def _options(name: str, whole: str, entries: Iterable[tuple[str, str, int]]) -> str:
    options = "".join(
        f'<option value="{text_of(key)}">{text_of(label)}（{count}）</option>'
        for key, label, count in entries
    )
    return f'<select name="{name}" aria-label="{whole}"><option value="">{whole}</option>{options}</select>'


def _part(finding: Finding) -> str:
    """The section or table in which a finding stands."""
    first = finding.places[0] if finding.places else None
    return (first.table or first.section if first else None) or "全文"


def _cards(found: Groups, anchors: set[str]) -> Iterable[str]:
    excuses = [""] * len(found.open) + [str(waiver) for _, waiver in found.explained]
    for number, (finding, excuse) in enumerate(zip(found.numbered, excuses, strict=True), 1):
        yield _card(number, finding, anchors, excuse)


def _card(number: int, finding: Finding, anchors: set[str], waiver: str) -> str:
    severity = finding.severity
    anchor = f"p{number}-0"
    spot = text_of(where(finding))
    place = (
        f'<a class="where" href="#{anchor}">{spot}</a>'
        if anchor in anchors
        else f'<span class="where">{spot}</span>'
    )
    excused = f'<p class="explained"><b>已说明</b>{text_of(waiver)}</p>' if waiver else ""
    change = ""
    if finding.expected:
        change = (
            f'<p class="change"><span>印出</span><del>{text_of(finding.printed) or "（空）"}</del>'
            f"<span>应为</span><ins>{text_of(finding.expected)}</ins></p>"
        )
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _rows(number, finding, anchors)
    )
    return (
        f'<li class="card {severity.value}{" waived" if waiver else ""}" id="f{number}" tabindex="-1" '
        f'data-severity="{severity.value}" data-family="{text_of(finding.rule[:1])}" '
        f'data-part="{text_of(_part(finding))}"><h2><span class="num {severity.value}">{number}</span>'
        f'<span class="grade {severity.value}">{severity.chinese}</span>{place}'
        f'<code title="{text_of(finding.title)}">{text_of(finding.rule)}</code></h2>{excused}'
        f'<p class="message">{text_of(finding.message)}</p>{change}<dl>{rows}</dl></li>\n'
    )


_SHOWN = (
    Label.QUOTE,
    Label.WORKING,
    Label.SUSPECTS,
    Label.REMEDY,
    Label.BASIS,
    Label.SAME_CAUSE,
    Label.ELSEWHERE,
    Label.FINGERPRINT,
)


def _rows(number: int, finding: Finding, anchors: set[str]) -> Iterable[tuple[str, str]]:
    """Names and HTML of what a card says beneath its message, as far as it is known."""
    for label, part in parts(finding).items():
        if label in _SHOWN:
            yield label.value, _said(number, part, anchors)


def _said(number: int, part: Part, anchors: set[str]) -> str:
    """A part as HTML: what speaks of a place of the document links to it."""
    spots = part.places or (-1,) * len(part.lines)
    told = []
    for line, order in zip(part.lines, spots, strict=True):
        anchor = f"p{number}-{order}"
        told.append(f'<a href="#{anchor}">{text_of(line)}</a>' if anchor in anchors else text_of(line))
    if part.label is Label.ELSEWHERE:
        more = f" 等 {len(told)} 处" if len(told) > SHOWN_PLACES else ""
        return "　".join(told[:SHOWN_PLACES]) + more
    if part.label is Label.FINGERPRINT:
        return f"<code>{told[0]}</code>"
    return ("<br>" if part.label is Label.SUSPECTS else "；").join(told)


def _folds(result: Result) -> str:
    """What need not be settled one by one, closed at first."""
    found = groups(result)
    reasons: dict[str, list[str]] = {}
    for finding in found.undecided:
        reasons.setdefault(finding.message, []).append(finding.rule)
    rounding = [f"{_code(f.rule)}{text_of(f.message)}" for f in found.rounding]
    undecided = [
        f"{text_of(reason)}{_code('、'.join(rules))}"
        for reason, rules in sorted(reasons.items(), key=lambda item: -len(item[1]))
    ]
    rest = len(result.unread) - SHOWN_UNREAD
    unread = [
        f"{text_of(item.printed)}　{text_of(str(item.place))}：{text_of(item.place.quote)}"
        for item in result.unread[:SHOWN_UNREAD]
    ] + [f"另有 {rest} 个，见 --json"] * (rest > 0)
    return (
        _fold(f"尾差 {len(rounding)} 处", _ADVICE["rounding"], rounding)
        + _fold(f"无法判断 {len(found.undecided)} 项", _ADVICE["undecided"], undecided)
        + _fold(f"没读懂的数 {len(result.unread)} 个", "没有规则认领，请人工核看", unread)
    )


def _fold(title: str, remark: str, items: list[str]) -> str:
    if not items:
        return ""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary>{title}<small>{remark}</small></summary><ul>{listed}</ul></details>"


def _code(text: str) -> str:
    return f"<code>{text_of(text)}</code>"
