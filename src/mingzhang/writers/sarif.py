"""The findings as SARIF 2.1.0, for tools that gather results of checkers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import CheckedDocument, Result, Waiver
from mingzhang.writers.words import printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "mingzhang/check/1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_KINDS = {Verdict.FAILS: "fail", Verdict.ROUNDING: "informational", Verdict.UNDECIDED: "open"}
_PROPERTIES = (
    "printed",
    "expected",
    "unit",
    "explanation",
    "remedy",
    "basis",
    "suspects",
    "consequences",
)


def sarif(results: Sequence[Result], rules: Mapping[str, Mapping[str, str]], version: str) -> dict[str, Any]:
    """A SARIF log with one run for all documents.

    ``rules`` give for each id ``title``, ``why``, ``remedy``,
    ``basis`` and ``level`` (a severity), as far as known; ``version`` is that of the program.  Lines are
    given for plain text, page and box (points from the top left corner) as properties.  Paths are
    relative to the folder that was checked.

    >>> sarif([], {}, "1.0")["runs"][0]["tool"]["driver"]["version"]
    '1.0'
    """
    order: dict[str, int] = {}
    titles: dict[str, str] = {}
    for result in results:
        for finding in result.findings:
            order.setdefault(finding.rule, len(order))
            titles.setdefault(finding.rule, finding.title)
    driver = {
        "name": "Mingzhang",
        "fullName": "明账",
        "version": version,
        "language": "zh-CN",
        "rules": [_rule(key, rules.get(key, {}), titles[key]) for key in order],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(result.document) for result in results],
        "results": [
            entry for index, result in enumerate(results) for entry in _results(result, index, order)
        ],
        "properties": {
            "summaries": [asdict(result.summary) | {"file": result.document.file} for result in results]
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _message(text: str) -> dict[str, str]:
    """A message; braces stand for placeholders there and ``[…](…)`` for a link, unless they are escaped."""
    words = printable(text).replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[", words) or "（无）"}


def _plain(text: str) -> dict[str, str]:
    return {"text": printable(text) or "（无）"}


def _rule(key: str, known: Mapping[str, str], title: str) -> dict[str, Any]:
    why, remedy, basis = (known.get(name, "") for name in ("why", "remedy", "basis"))
    parts = (("为什么", why), ("怎么改", remedy), ("依据", basis))
    help_text = "\n".join(f"{name}：{text}" for name, text in parts if text)
    return {
        "id": key,
        "shortDescription": _plain(known.get("title", "") or title),
        "fullDescription": _plain(why or known.get("title", "") or title),
        "help": _plain(help_text or title),
        "defaultConfiguration": {"level": _LEVELS[Severity(known.get("level", "error"))]},
    }


def _artifact(document: CheckedDocument) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": {"uri": _uri(document.file)},
        "properties": {name: getattr(document, name) for name in ("kind", "unit", "year", "place", "pages")},
    }
    if document.sha256:
        artifact["hashes"] = {"sha-256": document.sha256}
    return artifact


def _uri(file: str) -> str:
    return quote(printable(file), safe="/").lstrip("/") or "-"


def _results(result: Result, index: int, order: Mapping[str, int]) -> list[dict[str, Any]]:
    uri, waivers = _uri(result.document.file), result.explained
    return [
        _result(found, uri, index, order[found.rule], waivers.get(found.fingerprint))
        for found in result.findings
    ]


def _result(finding: Finding, uri: str, index: int, rule: int, waiver: Waiver | None) -> dict[str, Any]:
    """One finding; ``index`` is that of its file, ``rule`` that of its rule."""
    fails, data = finding.verdict is Verdict.FAILS, finding.to_json()
    entry: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": _KINDS[finding.verdict],
        "level": _LEVELS[finding.severity] if fails else "none",
        "message": _message(finding.message or finding.title),
        "locations": [_location(place, uri, index) for place in finding.places[:1]] or [_file(uri, index)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {name: data[name] for name in _PROPERTIES if data[name]},
    }
    related = [
        _location(place, uri, index) | {"id": number} for number, place in enumerate(finding.places[1:], 1)
    ]
    if related:
        entry["relatedLocations"] = related
    if waiver is not None and fails:
        entry["suppressions"] = [{"kind": "external", "status": "accepted", "justification": str(waiver)}]
    return entry


def _file(uri: str, index: int) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "index": index}}}


def _location(place: Place, uri: str, index: int) -> dict[str, Any]:
    """A place as a SARIF location: line in a text file, table or section, page, box and span."""
    location = _file(uri, index)
    if place.line is not None:
        region: dict[str, Any] = {"startLine": place.line}
        if place.quote:
            region["snippet"] = {"text": printable(place.quote)}
        location["physicalLocation"]["region"] = region
    location["message"] = _message(str(place))
    names = [name for name in (place.table or place.section, place.row, place.column) if name]
    if names:
        kind = "table" if place.table else "section"
        location["logicalLocations"] = [{"fullyQualifiedName": printable("/".join(names)), "kind": kind}]
    known = place.to_json()
    location["properties"] = {
        name: known[name] for name in ("page", "bbox", "span", "printed") if name in known
    }
    return location
