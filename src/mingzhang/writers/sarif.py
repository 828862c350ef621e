"""The findings as SARIF 2.1.0, for tools that gather results of checkers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import CheckedDocument, Result, Waiver
from mingzhang.writers.words import printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "mingzhang/check/1"
HOME = "urn:mingzhang:manual"  # the manual comes with the program; there is no address to go to
ROOT = "ROOT"  # the base that paths are relative to
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


def sarif(
    results: Sequence[Result], rules: Mapping[str, Mapping[str, str]], version: str, root: Path | None = None
) -> dict[str, Any]:
    """A SARIF log with one run for all documents.

    ``rules`` give for each id ``title``, ``why``, ``remedy``,
    ``basis`` and ``level`` (a severity), as far as known; ``version`` is that of the program.  Lines are
    given for plain text, page and box (points from the top left corner) as properties.  Paths are
    relative to the base ``ROOT``, whose folder is ``root`` where it is known; members of an archive and
    files of a folder checked as one stand inside it.

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
        "fullName": f"明账 {version}",
        "version": version,
        "semanticVersion": version,
        "informationUri": HOME,
        "language": "zh-CN",
        "rules": [_rule(key, rules.get(key, {}), titles[key]) for key in order],
    }
    files = _Artifacts(results)
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "mingzhang/check/", "description": {"text": "部门预决算公开文本的检查"}},
        "originalUriBaseIds": {ROOT: _base(root)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": [
            entry for index, result in enumerate(results) for entry in _results(result, index, order, files)
        ],
        "artifacts": files.entries,
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
    """A rule as the log describes it: id, name, what it checks and why, what to do."""
    why, remedy, basis = (known.get(name, "") for name in ("why", "remedy", "basis"))
    parts = (("为什么", why), ("怎么改", remedy), ("依据", basis))
    help_text = "\n".join(f"{name}：{text}" for name, text in parts if text)
    return {
        "id": key,
        "name": _name(known.get("title", "") or title) or key,
        "shortDescription": _plain(known.get("title", "") or title),
        "fullDescription": _plain(why or known.get("title", "") or title),
        "help": _plain(help_text or title),
        "defaultConfiguration": {"level": _LEVELS[Severity(known.get("level", "error"))]},
    }


class _Artifacts:
    """The files of a run: the documents, then what stands inside them, as findings speak of it."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.entries = [_artifact(result.document) for result in results]
        self._names = [result.document.file for result in results]
        self._inside: dict[tuple[int, str], int] = {}

    def at(self, index: int, file: str | None) -> dict[str, Any]:
        """Where a place of document ``index`` stands that names this ``file``, or none."""
        if file is None or _ends(self._names[index], file):
            return self._document(index)
        others = [other for other, name in enumerate(self._names) if _ends(name, file)]
        if len(others) == 1:  # documents held against each other
            return self._document(others[0])
        number = self._inside.setdefault((index, file), len(self.entries))
        uri = f"/{_uri(file)}"  # inside its parent
        if number == len(self.entries):
            self.entries.append({"location": {"uri": uri}, "parentIndex": index})
        return {"physicalLocation": {"artifactLocation": {"uri": uri, "index": number}}}

    def _document(self, index: int) -> dict[str, Any]:
        location = {"uri": _uri(self._names[index]), "uriBaseId": ROOT, "index": index}
        return {"physicalLocation": {"artifactLocation": location}}


def _ends(name: str, file: str) -> bool:
    return name == file or name.endswith(f"/{file}")


def _base(root: Path | None) -> dict[str, Any]:
    """The folder that paths are relative to; its address ends with a stroke, as the standard wants."""
    said: dict[str, Any] = {"description": {"text": "所检查文件的路径由此算起"}}
    return said if root is None else {"uri": f"{root.as_uri().rstrip('/')}/"} | said


def _name(title: str) -> str:
    """The title of a rule as one word, which is what the standard calls a name.

    >>> _name("总计：文字与表一致")
    '总计文字与表一致'
    """
    return re.sub(r"\W", "", title)


def _artifact(document: CheckedDocument) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": {"uri": _uri(document.file), "uriBaseId": ROOT},
        "properties": {name: getattr(document, name) for name in ("kind", "unit", "year", "place", "pages")},
    }
    if document.sha256:
        artifact["hashes"] = {"sha-256": document.sha256}
    return artifact


def _uri(file: str) -> str:
    return quote(printable(file), safe="/").lstrip("/") or "-"


def _results(result: Result, index: int, order: Mapping[str, int], files: _Artifacts) -> list[dict[str, Any]]:
    waivers = result.explained
    return [
        _result(found, index, order[found.rule], waivers.get(found.fingerprint), files)
        for found in result.findings
    ]


def _result(
    finding: Finding, index: int, rule: int, waiver: Waiver | None, files: _Artifacts
) -> dict[str, Any]:
    """One finding; ``index`` is that of its file, ``rule`` that of its rule."""
    fails, data = finding.verdict is Verdict.FAILS, finding.to_json()
    places = [_location(place, files.at(index, place.file)) for place in finding.places]
    entry: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": _KINDS[finding.verdict],
        "level": _LEVELS[finding.severity] if fails else "none",
        "message": _message(finding.message or finding.title),
        "locations": places[:1] or [files.at(index, None)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {name: data[name] for name in _PROPERTIES if data[name]},
    }
    if places[1:]:
        entry["relatedLocations"] = [place | {"id": number} for number, place in enumerate(places[1:], 1)]
    if waiver is not None and fails:
        entry["suppressions"] = [{"kind": "external", "status": "accepted", "justification": str(waiver)}]
    return entry


def _location(place: Place, location: dict[str, Any]) -> dict[str, Any]:
    """A place as a SARIF ``location`` in its file: line of a text, table or section, page, box and span."""
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
