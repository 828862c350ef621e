"""Results of tools in three forms say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suite.results import ERROR, HINT, UnreadableResultsError, read_results

FINDING = {
    "rule": "N-01", "verdict": "fails", "severity": "error", "title": "占比", "message": "占比写 12.43%",
    "explanation": "", "remedy": "重算", "printed": "12.43%", "expected": "12.34%",
    "places": [{"quote": "占12.43%。", "printed": "12.43%"}], "suspects": [],
}  # fmt: skip
UNDECIDED = FINDING | {"verdict": "undecided"}
DOCUMENT = {"document": {"file": "夹/c0001.html"}, "findings": [FINDING, UNDECIDED]}
SARIF = {
    "runs": [{
        "artifacts": [{"location": {"uri": "c0002.html"}}],
        "results": [{
            "level": "error",
            "message": {"text": "占比写 12.43%"},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": "%E5%A4%B9/c0001.html"},
                "region": {"snippet": {"text": "占12.43%。"}},
            }}],
            "properties": {"printed": "12.43%"},
            "fixes": [{"artifactChanges": [{"replacements": [{"insertedContent": {"text": "12.34%"}}]}]}],
        }],
    }],
}  # fmt: skip
HEADS = "file,severity,printed,expected,quote,message"
CSV = f"{HEADS}\nc0001.html,错误,12.43%,12.34%,占12.43%。,占比\nc0002.html,,,,,\n"


def test_json_without_what_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(json.dumps([DOCUMENT]), encoding="utf-8")
    (told,) = read_results([tmp_path])["c0001.html"]
    assert (told.severity, told.printed, told.expected) == (ERROR, "12.43%", "12.34%")


def test_sarif_with_the_fix_and_the_clean_document(tmp_path: Path) -> None:
    (tmp_path / "r.sarif").write_text(json.dumps(SARIF), encoding="utf-8")
    found = read_results([tmp_path / "r.sarif"])
    assert found["c0002.html"] == []
    (told,) = found["c0001.html"]
    assert (told.severity, told.printed, told.expected) == (ERROR, "12.43%", "12.34%")
    assert told.quotes == ("占12.43%。",)


def test_csv_with_chinese_levels(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CSV.replace("错误", "提示"), encoding="utf-8")
    found = read_results([tmp_path / "r.csv"])
    assert found["c0002.html"] == [] and found["c0001.html"][0].severity == HINT


@pytest.mark.parametrize("text", ["{", "[1]", "{}"])
def test_what_is_no_result_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableResultsError, match=r"r\.json"):
        read_results([tmp_path / "r.json"])


def test_csv_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableResultsError, match="file"):
        read_results([tmp_path / "r.csv"])
