"""What a tool reported, read from ``mingzhang/check/2`` JSON, from SARIF 2.1.0 or from CSV."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ERROR, WARNING, HINT = "error", "warning", "info"
_LEVELS = {"error": ERROR, "warning": WARNING, "note": HINT, "none": HINT, "info": HINT}
_CHINESE = {"错误": ERROR, "警告": WARNING, "提示": HINT}
_SKIPPED = ("rounding", "undecided", "holds")


@dataclass(frozen=True)
class Told:
    """One finding: ``printed`` is what it blames, ``expected`` what should stand there, ``text`` all it says.

    ``quotes`` are the words at its places, the first first; ``others`` what else it blames.
    """

    severity: str
    printed: str
    expected: str
    quotes: tuple[str, ...]
    text: str
    others: tuple[tuple[str, str], ...] = ()


Results = dict[str, list[Told]]  # by the name of the document's file


class UnreadableResultsError(ValueError):
    """Results in no form that is known; the message is one Chinese sentence."""


def read_results(paths: Iterable[Path]) -> Results:
    """The findings in some files, or in all files of folders, by document."""
    found: Results = defaultdict(list)
    for path in paths:
        inner = (
            sorted(p for p in path.iterdir() if p.suffix in (".json", ".sarif", ".csv"))
            if path.is_dir()
            else [path]
        )
        for each in inner:
            for name, told in _read(each):
                found[name] += told
    return dict(found)


def _read(path: Path) -> Iterator[tuple[str, list[Told]]]:
    """The documents of one file with their findings."""
    if path.suffix == ".csv":
        yield from _csv(path)
        return
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableResultsError(f"{path.name} 不是 JSON、SARIF 或 CSV 的结果。") from error
    if isinstance(data, dict) and "runs" in data:
        yield from _sarif(data)
        return
    for document in data if isinstance(data, list) else [data]:
        if not isinstance(document, dict) or "findings" not in document:
            raise UnreadableResultsError(f"{path.name} 里没有 findings，也没有 runs。")
        yield (
            _name(document["document"]["file"]),
            [_of_json(finding) for finding in document["findings"] if finding.get("verdict") not in _SKIPPED],
        )


def _name(file: str) -> str:
    return unquote(file).replace("\\", "/").rpartition("/")[2]


def _of_json(finding: dict[str, Any]) -> Told:
    places = finding.get("places") or []
    suspects = [(s.get("printed", ""), s.get("replacement", "")) for s in finding.get("suspects") or []]
    quotes = tuple(
        " ".join(
            str(place.get(key) or "") for key in ("quote", "printed", "row", "column", "table", "section")
        )
        for place in places
    )
    text = " ".join(str(finding.get(key) or "") for key in ("title", "message", "explanation", "remedy"))
    return Told(
        finding.get("severity", ERROR), str(finding.get("printed") or ""), str(finding.get("expected") or ""),
        quotes, " ".join([text, *quotes, *(" ".join(s) for s in suspects)]), tuple(suspects),
    )  # fmt: skip


def _sarif(data: dict[str, Any]) -> Iterator[tuple[str, list[Told]]]:
    """SARIF: printed and expected from the properties, otherwise from the replacement that a fix proposes."""
    for run in data["runs"]:
        for artifact in run.get("artifacts") or []:
            yield _name(artifact.get("location", {}).get("uri", "")), []
        for result in run.get("results") or []:
            locations = [one.get("physicalLocation", {}) for one in result.get("locations") or []]
            if result.get("kind", "fail") != "fail" or not locations:
                continue
            more = result.get("properties") or {}
            snippets = tuple(
                place.get("region", {}).get("snippet", {}).get("text", "") for place in locations
            )
            said = " ".join([result.get("message", {}).get("text", ""), *snippets])
            severity = _LEVELS.get(result.get("level", "warning"), WARNING)
            printed, expected = str(more.get("printed") or ""), str(more.get("expected") or _fixed(result))
            name = _name(locations[0].get("artifactLocation", {}).get("uri", ""))
            yield name, [Told(severity, printed, expected, snippets, f"{said} {printed} {expected}")]


def _fixed(result: dict[str, Any]) -> str:
    for fix in result.get("fixes") or []:
        for change in fix.get("artifactChanges") or []:
            for replacement in change.get("replacements") or []:
                return str(replacement.get("insertedContent", {}).get("text", ""))
    return ""


def _csv(path: Path) -> Iterator[tuple[str, list[Told]]]:
    """CSV: file, severity, printed, expected, quote, message; a line with only a file is a clean document."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if "file" not in (rows.fieldnames or []):
            raise UnreadableResultsError(f"{path.name} 没有 file 一列。")
        for row in rows:
            said = {
                key: (row.get(key) or "").strip()
                for key in ("severity", "printed", "expected", "quote", "message")
            }
            if not any(said.values()):
                yield _name(row["file"]), []
                continue
            severity = _CHINESE.get(said["severity"], _LEVELS.get(said["severity"], ERROR))
            text = " ".join(said[key] for key in ("message", "quote", "printed", "expected"))
            yield (
                _name(row["file"]),
                [Told(severity, said["printed"], said["expected"], (said["quote"],), text)],
            )


def plain(text: str) -> str:
    """A text as it is compared: without spaces and commas, figures and units as they stand.

    >>> plain("1,234.50 万元")
    '1234.50万元'
    """
    return re.sub(r"[\s,，\u3000]", "", text)
