"""Results of checks put together by hand, and texts that mean harm."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mingzhang.facts.coverage import Counts
from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import CheckedDocument, Result, Summary, Waiver

HOSTILE = (
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    "</style><style>body{display:none}</style>",
    "--></script><svg onload=alert(1)>",
    "&lt;b&gt; &amp;",
    '=HYPERLINK("http://example.invalid","点")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1+1\t\r\n",
    "{0} [链接](http://example.invalid) {{1}}",
    "合\x00计\x1b[31m\u202e额\ufeff",
    "javascript:alert(1)",
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))


def finding(
    rule: str = "N-12", message: str = "写 0.3万元，表为 296.68万元", *where: Place, **more: Any
) -> Finding:
    """A failing finding; ``more`` are fields of :class:`Finding`."""
    settings: dict[str, Any] = {"verdict": Verdict.FAILS, "title": "总计一致", "places": list(where)} | more
    return Finding(rule, message=message, **settings)


def result(
    *findings: Finding, file: str = "决算.pdf", waivers: tuple[Waiver, ...] = (), **document: Any
) -> Result:
    """A result with these findings."""
    known: dict[str, Any] = {
        "sha256": "ab" * 32, "kind": "final_account", "unit": "某市某局", "year": 2024, "pages": 2,
    }  # fmt: skip
    counts: dict[str, Any] = {
        verdict.value: sum(f.verdict is verdict for f in findings) for verdict in Verdict
    }
    return Result(
        CheckedDocument(file, **known | document),
        Summary(**counts, numbers=Counts(200, 96, 3, 1), seconds=0.5),
        findings,
        waivers=waivers,
    )


def waiver(of: Finding, reason: str = "上级批复调整年初数") -> Waiver:
    """An explanation of a finding."""
    return Waiver(of.fingerprint, of.rule, of.printed, reason, "王某", "2025-03-01")


def full() -> Finding:
    """A finding that has everything."""
    here = Place(
        page=1,
        bbox=(72.0, 100.0, 132.0, 112.0),
        section="一、收入",
        quote="总计0.3万元，持平",
        span=(2, 7),
        printed="0.3万元",
    )
    there = Place(
        page=2,
        bbox=(200.0, 300.0, 260.0, 315.0),
        table="收入决算表",
        row="总计",
        column="决算数",
        quote="296.68",
        printed="296.68",
    )
    return finding(
        "N-12", "写 0.3万元，表为 296.68万元", here, there, printed="0.3万元", expected="296.68万元", unit="万元",
        explanation="296.68 − 0.3 = 296.38", remedy="以表为准改文字", basis=["《某办法》"],
        suspects=[Suspect(0, "0.3", "296.68万元", "多个等式共同指向", 0.9), Suspect(1, "296.68", "0.30万元", "", 0.2)],
        consequences=["N-18", "N-22"],
    )  # fmt: skip


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding, of any verdict, with any text in it."""
    places = draw(st.lists(_places(), max_size=3))
    suspects = [Suspect(i, draw(words), draw(words), draw(words), 0.5) for i in range(len(places))]
    return finding(
        draw(st.sampled_from(("T01-04", "N-12", "P-02"))), draw(words), *places,
        verdict=draw(st.sampled_from([v for v in Verdict if v is not Verdict.HOLDS])),
        severity=draw(st.sampled_from(list(Severity))), title=draw(words), printed=draw(words),
        expected=draw(words), explanation=draw(words), remedy=draw(words),
        basis=draw(st.lists(words, max_size=2)),
        suspects=suspects, consequences=draw(st.lists(st.just("N-18"), max_size=1)),
    )  # fmt: skip


@st.composite
def _places(draw: st.DrawFn) -> Place:
    known: dict[str, Any] = {
        "page": draw(st.none() | st.integers(1, 3)),
        "bbox": draw(st.none() | st.just((10.0, 20.0, 30.0, 40.0))),
        "table": draw(st.none() | words),
        "row": draw(st.none() | words),
        "section": draw(st.none() | words),
        "line": draw(st.none() | st.integers(1, 9)),
        "span": draw(st.none() | st.just((0, 3))),
    }
    return Place(quote=draw(words), printed=draw(words), **known)
